"""What the client in one file is as code: alone, typed, and no larger than a document needs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from callsheet.config import Config
from callsheet.languages.flat import Flat
from checkers import mypy, pyright
from making import written

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "tests/specs"
MOST_LINES = 900
"""Of the client for the video API, which is to be read before it is copied."""
DOCUMENTS = {
    "petstore": SPECS / "petstore/petstore.yaml",
    "studio": SPECS / "image_job/image_job.yaml",
    "sink": SPECS / "kitchen_sink/openapi.yaml",
}
Write = Callable[[str], Path]


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Return the file that is made of a document."""
    folder = tmp_path_factory.mktemp("flat")

    @cache
    def made(name: str) -> Path:
        written(Config(DOCUMENTS[name], folder / name, package=name, targets=("flat",)))
        (path,) = (folder / name / "flat").iterdir()
        return path

    return made


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_runs_without_any_package(write: Write, document: str) -> None:
    command = [sys.executable, "-I", "-S", "-W", "error", str(write(document))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_does_not_grow() -> None:
    path = ROOT / "generated/flat/burncloud_video_flat.py"
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_line_of_the_core_is_too_long(write: Write, document: str) -> None:
    lines = write(document).read_text("utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("_STATUS_ERRORS"))
    assert [line for line in lines[start:] if len(line) > 100] == []


def test_what_a_document_does_not_need_is_left_out(write: Write) -> None:
    pets, studio, sink = (write(name).read_text("utf-8") for name in DOCUMENTS)
    assert "class JobFailed" in studio
    assert "class JobFailed" not in pets
    assert "class _Part" not in pets
    assert "_as_multipart" in sink
    assert "_as_multipart" not in pets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_name_is_defined_once(write: Write, document: str) -> None:
    names = defined(write(document))
    assert sorted(names) == sorted(set(names))


def test_no_name_of_a_document_can_take_the_place_of_one_of_the_core(write: Write) -> None:
    names = [name for document in DOCUMENTS for name in imported(write(document))]
    core = set(defined(write("petstore"))) & set(defined(write("sink")))
    for name in {*names, *core}:
        scope = "type" if name[0].isupper() else "function"
        assert name.startswith("_") or name in Flat.reserved[scope], name


def defined(path: Path) -> list[str]:
    """Return the functions and classes at the top of a module."""
    body = ast.parse(path.read_text("utf-8")).body
    return [one.name for one in body if isinstance(one, ast.FunctionDef | ast.ClassDef)]


def imported(path: Path) -> list[str]:
    """Return what a module imports at its top."""
    body = ast.parse(path.read_text("utf-8")).body
    statements = [one for one in body if isinstance(one, ast.Import | ast.ImportFrom)]
    return [
        (alias.asname or alias.name).partition(".")[0]
        for one in statements
        for alias in one.names
        if not (isinstance(one, ast.ImportFrom) and one.module == "__future__")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS)
def test_strict_type_checkers_find_nothing(write: Write, document: str) -> None:
    path = write(document)
    for done in (
        mypy(path.parent, "--python-version", "3.10", path.name),
        pyright(path.parent, path.name, pythonVersion="3.10"),
    ):
        assert done.returncode == 0, done.stdout
