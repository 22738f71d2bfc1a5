"""What generated clients are as code: formatted, typed, light, and a package."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import black
import pytest

from callsheet.languages.python import Python
from checkers import mypy, pyright

DOCUMENTS = {
    "petstore": "petstore/petstore.yaml",
    "studio": "image_job/image_job.yaml",
    "sink": "kitchen_sink/openapi.yaml",
}
Made = Callable[..., Path]


@pytest.fixture(params=DOCUMENTS)
def folder(request: pytest.FixtureRequest, made: Made) -> Path:
    """The output of each document in turn."""
    return made(DOCUMENTS[request.param], request.param)


@pytest.mark.slow
def test_black_finds_nothing_to_change(folder: Path) -> None:
    changed: list[str] = []
    for file in sorted(folder.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if text and black.format_str(text, mode=black.Mode()) != text:
            changed.append(file.relative_to(folder).as_posix())
    assert changed == []


def test_the_examples_of_the_readme_are_python(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    snippets = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(snippets) >= 4
    for snippet in snippets:
        ast.parse(snippet)


def test_every_style_has_the_same_methods_with_the_same_arguments(folder: Path) -> None:
    (package,) = (path.parent for path in folder.glob("*/client.py"))
    text = (package / "client.py").read_text(encoding="utf-8")
    other = (package / "aio.py").read_text(encoding="utf-8")
    for ours, theirs in [
        ("async def", "def"),
        ("await ", ""),
        ("__aenter__", "__enter__"),
        ("__aexit__", "__exit__"),
        ("session_async", "session_sync"),
        ("download_async", "download_sync"),
        ("connections_async", "connections_sync"),
        ("job_async", "job_sync"),
        ("Asynchronous", "Synchronous"),
        ("Async", ""),
    ]:
        other = other.replace(ours, theirs)
    # Only what differs in length can be laid out over other lines.
    assert _words(other) == _words(text)


def test_no_class_of_a_resource_can_hide_what_a_client_imports(folder: Path) -> None:
    reserved = Python().reserved["class"]
    for name in ("client.py", "aio.py"):
        (file,) = folder.glob(f"*/{name}")
        imports = [
            alias.name
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        ]
        assert {one for one in imports if one[0].isupper() and not one.isupper()} <= reserved


def _words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text))


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS)
def test_strict_type_checkers_find_nothing(made: Made, document: str) -> None:
    folder = made(DOCUMENTS[document], document)
    for done in (mypy(folder, "-p", document), pyright(folder, document)):
        assert done.returncode == 0, done.stdout


def test_the_package_is_light_until_it_is_used(
    made: Made, in_fresh_python: Callable[[str, Path], str]
) -> None:
    folder = made(DOCUMENTS["petstore"], "petstore")
    code = "import sys, petstore; print('httpx2' in sys.modules or 'pydantic' in sys.modules)"
    assert in_fresh_python(code, folder) == "False"
    code = (
        "import sys; from petstore import Client; Client(base_url='http://x');"
        "heavy = {'pydantic', 'petstore.models', 'petstore._core.flow', 'petstore._core.body'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert in_fresh_python(code, folder) == "[]"


def test_all_names_of_the_package_can_be_imported(
    made: Made, in_fresh_python: Callable[[str, Path], str]
) -> None:
    folder = made(DOCUMENTS["petstore"], "petstore")
    code = "import petstore; from petstore import *; print(set(petstore.__all__) <= set(dir()))"
    assert in_fresh_python(code, folder) == "True"


@pytest.mark.slow
def test_pip_can_install_it(made: Made, tmp_path: Path) -> None:
    folder = made(DOCUMENTS["petstore"], "petstore")
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    command += ["--disable-pip-version-check", "--target", str(tmp_path), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "petstore" / "py.typed").exists()
