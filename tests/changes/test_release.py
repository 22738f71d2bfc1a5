"""From an edit to a release: the document changes, and everything follows, or nothing does."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.changes.release import with_entry, with_version
from callsheet.changes.versions import Step, next_version
from callsheet.cli import main
from callsheet.diagnostics import Stop
from callsheet.source import parse
from test_diff_command import NEW, OLD, git

EDITED = NEW.replace(
    "        title: {type: string}\n",
    "        title: {type: string}\n        year: {type: integer, description: Of printing.}\n",
).replace(
    "components:\n",
    """\
  /shelves:
    get:
      operationId: listShelves
      tags: [shelves]
      responses:
        "200":
          description: All of them.
          content:
            application/json:
              schema: {type: array, items: {type: string}}
components:
""",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a document and what is generated of it, and then an edit."""
    monkeypatch.chdir(tmp_path)
    Path("spec").mkdir()
    Path("spec/library.yaml").write_text(OLD)
    Path("callsheet.toml").write_text(
        'spec = "spec/library.yaml"\npackage = "library"\n'
        'targets = ["models", "values", "operations", "sync", "aio", "mock", "package"]\n'
    )
    assert main(["generate"]) == 0
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    Path("spec/library.yaml").write_text(EDITED)
    return tmp_path


def test_everything_follows_the_document(
    project: Path, capsys: pytest.CaptureFixture[str], in_fresh_python: Callable[[str, Path], str]
) -> None:
    assert main(["diff"]) == 1
    assert "`shelves.list()` is new" in capsys.readouterr().out
    assert main(["generate"]) == 0
    assert main(["release", "--date", "2026-11-22"]) == 0
    assert capsys.readouterr().out.splitlines()[-2].startswith("2.0.0: ")
    assert EDITED.replace("1.2.0", "2.0.0") == Path("spec/library.yaml").read_text()
    changelog = Path("spec/CHANGELOG.md").read_text()
    assert changelog.startswith("# Changelog\n\n## [2.0.0] - 2026-11-22\n\n### Breaking\n")
    assert "- `GET /shelves`: the operation is new." in changelog
    assert 'version = "2.0.0"' in Path("generated/pyproject.toml").read_text()
    assert main(["check"]) == 0
    asked = "import library; print(library.__version__, library.Client.shelves is not None)"
    assert in_fresh_python(asked, project / "generated") == "2.0.0 True"


def test_the_new_endpoint_is_called_against_the_new_mock(
    project: Path, in_fresh_python: Callable[[str, Path], str]
) -> None:
    assert main(["release"]) == 0
    command = [sys.executable, "-m", "callsheet", "mock", "--port", "0", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            assert found is not None
            code = (
                f"import library\nprint(library.Client(base_url={found.group()!r}).shelves.list())"
            )
            assert in_fresh_python(code, project / "generated").startswith("[")
        finally:
            server.terminate()


def test_nothing_is_written_where_the_output_was_edited_by_hand(project: Path) -> None:
    client = Path("generated/library/client.py")
    client.write_text(client.read_text() + "# mine\n")
    assert main(["release"]) == 2
    assert Path("spec/library.yaml").read_text() == EDITED
    assert not Path("spec/CHANGELOG.md").exists()


def test_the_version_is_the_one_that_diff_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for text, file in ((OLD, "old.yaml"), (EDITED, "spec/library.yaml")):
        Path(file).write_text(text.replace("version: 1.2.0", "version: 0.1.0"))
    assert main(["diff", "old.yaml", "spec/library.yaml"]) == 1
    told = capsys.readouterr().out
    assert main(["release", "--since", "old.yaml"]) == 0
    written = capsys.readouterr().out.splitlines()[-2].partition(":")[0]
    assert f"next version: major (0.1.0 -> {written}, as a 0.x version steps)" in told


def test_there_is_nothing_to_release(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("spec/library.yaml").write_text(OLD)
    assert main(["release"]) == 0
    assert "nothing to release" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("version", "step", "following"),
    [
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("0.2.3", "major", "0.3.0"),
        ("0.2.3", "minor", "0.2.4"),
        ("v1.2", "patch", "v1.2.1"),
        ("2.0.0-rc.1", "major", "2.0.0"),
    ],
)
def test_the_next_version(version: str, step: Step, following: str) -> None:
    assert next_version(version, step) == following


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("version: 1.0.0 # ours", "version: 2.0.0 # ours"),
        ("version: '1.0.0'", "version: '2.0.0'"),
        ('"version" : "1.0.0"', '"version" : "2.0.0"'),
    ],
)
def test_the_version_changes_in_place(before: str, after: str) -> None:
    text = f"openapi: 3.1.0 # 1.0.0\ninfo:\n  title: t 1.0.0\n  {before}\npaths: {{}}\n"
    assert with_version(parse(text, "a.yaml"), "2.0.0") == text.replace(before, after)


def test_a_version_behind_an_alias_is_left_to_people() -> None:
    text = "openapi: 3.1.0\nx-v: &v 1.0.0\ninfo: {title: t, version: *v}\npaths: {}\n"
    with pytest.raises(Stop, match="in place"):
        with_version(parse(text, "a.yaml"), "2.0.0")


def test_an_entry_stands_below_what_is_unreleased() -> None:
    old = "# Changelog\n\n## [Unreleased]\n\n- x\n\n## [1.0.0] - 2026-01-01\n\n- y\n"
    new = with_entry(old, "1.1.0", "2026-02-02", ["- z"])
    assert new == old.replace("## [1.0.0]", "## [1.1.0] - 2026-02-02\n\n- z\n\n## [1.0.0]")
