"""A project may come from a stranger, its cache with it: nothing is taken that we did not keep."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.cache import FOLDER, Cache, shelf
from callsheet.cli import main
from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.disk import apply
from callsheet.kept import importable
from callsheet.settle import compare
from callsheet.tree import File, Tree

DOCUMENT = """\
openapi: 3.1.0
info: {title: Small, version: "1"}
paths:
  /things:
    get: {operationId: listThings, responses: {"204": {description: none}}}
"""


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what makes this process one of another user, who has a shelf of his own."""
    here = {"name": "mine"}
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))

    def swap() -> None:
        here["name"] = "theirs" if here["name"] == "mine" else "mine"
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / here["name"]))

    return swap


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "small.yaml").write_text(DOCUMENT, encoding="utf-8")
    text = 'spec = "small.yaml"\npackage = "small"\ntargets = ["models", "operations", "sync"]\n'
    (folder / "callsheet.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def planted(folder: Path, notes: Report, kind: str, content: bytes) -> None:
    """Put a content into each entry of a kind, well made."""
    cache = Cache.beside(folder, notes)
    for entry in (folder / FOLDER / kind).iterdir():
        cache.put(kind, entry.name, content)


def test_what_a_stranger_left_in_a_cache_is_made_anew(
    project: Path, stranger: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate"]) == 0
    good = (project / "generated/small/client.py").read_bytes()
    shutil.rmtree(project / FOLDER)
    shutil.rmtree(project / "generated")
    stranger()
    assert main(["generate"]) == 0
    for kind in ("templates", "parts", "names"):
        planted(project, Report(), kind, b"import os  # evil")
    shutil.rmtree(project / "generated")
    stranger()
    capsys.readouterr()
    assert main(["generate"]) == 0
    assert (project / "generated/small/client.py").read_bytes() == good
    assert capsys.readouterr().err == ""


def test_an_entry_in_the_place_of_another_is_noticed(tmp_path: Path) -> None:
    notes = Report()
    cache = Cache.beside(tmp_path, notes)
    cache.put("a", "one", b"1")
    cache.put("a", "two", b"2")
    shutil.copy(tmp_path / FOLDER / "a/one", tmp_path / FOLDER / "a/two")
    assert cache.get("a", "two") is None
    assert [one.code for one in notes] == ["cache-damaged"]


def test_modules_that_a_stranger_compiled_are_not_run(
    project: Path, stranger: Callable[[], None]
) -> None:
    config = Config(
        project / "small.yaml", project / "out", "small", targets=("mock",), folder=project
    )
    with importable(config, Report(), lambda _: None) as theirs:
        (theirs / "small/__pycache__").mkdir(exist_ok=True)
        (theirs / "small/__pycache__/evil.pyc").touch()
    stranger()
    with importable(config, Report(), lambda _: None) as mine:
        assert mine != theirs
        assert not (mine / "small/__pycache__/evil.pyc").exists()


def test_the_key_is_readable_for_nobody_else(tmp_path: Path, stranger: Callable[[], None]) -> None:
    Cache.beside(tmp_path, Report()).put("a", "one", b"1")
    if os.name == "posix":
        assert stat.S_IMODE((shelf() / "key").stat().st_mode) == 0o600


def test_without_a_place_for_the_key_nothing_is_kept_and_that_is_noted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    notes = Report()
    cache = Cache.beside(tmp_path, notes)
    cache.put("a", "one", b"1")
    cache.put("a", "two", b"1")
    assert cache.get("a", "one") is None
    assert [one.code for one in notes] == ["cache-unwritable"]


@pytest.mark.parametrize("link", ["", "a"])
def test_nothing_is_read_written_or_deleted_through_a_link(tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "a").mkdir(parents=True)
    for number in range(2100):
        (elsewhere / f"a/old{number}").touch()
        (elsewhere / f"old{number}").touch()
    before = sorted(elsewhere.rglob("*"))
    project = tmp_path / "project"
    (project / FOLDER / link).parent.mkdir(parents=True)
    (project / FOLDER / link).symlink_to(elsewhere, target_is_directory=True)
    notes = Report()
    cache = Cache.beside(project, notes)
    cache.put("a", "one", b"1")
    cache.prune()
    assert cache.get("a", "one") is None
    assert sorted(elsewhere.rglob("*")) == before
    assert {one.code for one in notes} == {"cache-unwritable", "cache-unreadable"}


def test_content_that_waits_to_be_renamed_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    out = tmp_path / "generated"
    out.mkdir()
    for name in ("client.py", ".callsheet.json", ".callsheet.next.json"):
        (out / f".{name}.callsheet~").symlink_to(tmp_path / "precious")
    tree = Tree((File("client.py", b"x = 1\n", "t"),))
    apply(tree, compare(tree, out), out, Report())
    assert (tmp_path / "precious").read_text() == "mine"
    assert (out / "client.py").read_text() == "x = 1\n"
