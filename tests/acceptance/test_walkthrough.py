"""From a changed page to a new client, as docs/when-the-documentation-changes.md tells it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORY = (ROOT / "docs" / "when-the-documentation-changes.md").read_text("utf-8")
SETTINGS = """\
spec = "spec/video.openapi.yaml"
package = "burncloud_video"
targets = ["models", "values", "operations", "sync", "aio", "mock", "conformance", "package"]
"""


def told(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", STORY, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found.group(1)


def git(*words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a document, a page that agrees with it, and then the story's edit."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "spec", "spec")
    shutil.copy(ROOT / "tests" / "pages" / "pages" / "videos.zh.md", "guide.md")
    Path("callsheet.toml").write_text(SETTINGS, "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    Path("page.diff").write_text(told("diff"), "utf-8")
    git("apply", "--recount", "page.diff")
    return tmp_path


def test_three_commands(project: Path, in_fresh_python: Callable[[str, Path], str]) -> None:
    version = re.search(r"version: (\S+)", Path("spec/video.openapi.yaml").read_text("utf-8"))
    for line in told("sh").splitlines():
        asked = ["--yes"] if " apply " in line else []  # there is no terminal to say yes at
        words = [sys.executable, "-m", *line.split(), *asked]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        found = done.returncode == 1 and words[3] == "docs"
        assert done.returncode == 0 or found, (line, done.stdout, done.stderr)
    document = Path("spec/video.openapi.yaml").read_text("utf-8")
    assert version is not None
    assert f"version: {version.group(1)}\n" not in document
    assert "enum: [video, thumbnail]\n" in document
    assert "cancel" in Path("spec/CHANGELOG.md").read_text("utf-8")
    assert "cancelVideo" in "".join(
        path.read_text("utf-8") for path in Path("generated/conformance").rglob("*.py")
    )
    assert _against_the_mock(told("python"), project, in_fresh_python) == "video_123"


def _against_the_mock(code: str, project: Path, run: Callable[[str, Path], str]) -> str:
    command = [sys.executable, "-m", "callsheet", "mock", "--port", "0", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            assert found is not None
            return run(code.replace("http://127.0.0.1:8000", found.group()), project / "generated")
        finally:
            server.terminate()
