"""Every example in the documents is executed: what a reader copies works."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from callsheet.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "spec/EXTENSIONS.md",
    "generated/README.md",
    "generated/curl/README.md",
    "generated/typescript/README.md",
]
STORIES = ["docs/when-the-documentation-changes.md", "generated/reference.md"]
"""Documents with a test of their own."""
KEY = "sk-test"
PROGRAMS = {"callsheet": "callsheet", "burncloud-video": "burncloud_video.cli"}

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def blocks(language: str) -> list[tuple[str, int, str]]:
    """Return document, number and text of each fenced block in a language."""
    return [
        (document, number, found.group(2))
        for document in DOCUMENTS
        for number, found in enumerate(_FENCE.finditer((ROOT / document).read_text("utf-8")))
        if found.group(1) == language
    ]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    command = [
        sys.executable,
        "-m",
        "callsheet",
        "mock",
        "--port",
        "0",
        "--api-key",
        KEY,
        "--quiet",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        found = _ADDRESS.search(server.stdout.readline())
        assert found is not None
        yield found.group()
        server.terminate()


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder that looks like a clone and may be written to."""
    for name in ("spec", "tests", "templates", "generated", "callsheet.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def environment(url: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT / "generated"),
        "BURNCLOUD_API_KEY": KEY,
        "BURNCLOUD_BASE_URL": url,
    }


@pytest.mark.parametrize("document", sorted({document for document, _, _ in blocks("python")}))
def test_python(document: str, url: str, workplace: Path) -> None:
    """One block may go on from another, so all of a document's are one program."""
    texts = [text for where, _, text in blocks("python") if where == document]
    program = _ADDRESS.sub(url, "\n".join(texts))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(url),
        cwd=workplace,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("document", "number", "text"), blocks("sh"))
def test_shell(document: str, number: int, text: str, url: str, workplace: Path) -> None:
    for line in text.splitlines():
        words = shlex.split(_ADDRESS.sub(url, line), comments=True)
        module = PROGRAMS.get(Path(words[0]).name) if words else None
        if module is None or words[1] == "mock":
            continue  # make is what runs this test; the mock is running already
        command = [sys.executable, "-m", module, *words[1:]]
        done = subprocess.run(
            command,
            env=environment(url),
            cwd=workplace,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (line, done.stdout, done.stderr)


@pytest.mark.parametrize("document", [*DOCUMENTS, *STORIES])
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / document).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_help_are_command_lines(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(f"callsheet.commands.{command}.run", lambda _: 0)
    assert main([command, "--help"]) == 0
    _, _, shown = capsys.readouterr().out.partition("example")
    examples = re.findall(r"(?:^  |^s?: )callsheet (.*)$", shown, re.MULTILINE)
    assert examples
    for line in examples:
        words = shlex.split(re.sub(r" >>? .*", "", line))
        assert words[0] in COMMANDS
        monkeypatch.setattr(f"callsheet.commands.{words[0]}.run", lambda _: 0)
        assert main(words) == 0, (line, capsys.readouterr().err)
