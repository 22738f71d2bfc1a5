"""Settle: what the output folder holds, what it has to hold, and whose the files are."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from callsheet.diagnostics import Report, Stop
from callsheet.disk import apply
from callsheet.settle import Drift, compare, complain
from callsheet.tree import File, Tree

HEADER = "# Made by callsheet from Pets; do not edit.\n"


def tree_of(files: dict[str, str], target: str = "t") -> Tree:
    return Tree(tuple(File(path, text.encode(), target) for path, text in sorted(files.items())))


def settle(out: Path, tree: Tree, targets: tuple[str, ...] | None = None) -> Drift:
    """Do what ``generate --force`` does."""
    drift = compare(tree, out, targets)
    apply(tree, drift, out, Report(), targets)
    return drift


def on_disk(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith(".callsheet")
    }


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "generated"


def test_an_empty_folder_gets_everything(out: Path) -> None:
    files = {"a.py": "a\n", "deep/er/b.py": "b\n"}
    assert settle(out, tree_of(files)).missing == ("a.py", "deep/er/b.py")
    assert on_disk(out) == files
    assert compare(tree_of(files), out) == Drift()


def test_a_file_that_is_right_is_not_touched(out: Path) -> None:
    settle(out, tree_of({"a.py": "a\n", "b.py": "b\n"}))
    os.utime(out / "a.py", (1, 1))
    assert settle(out, tree_of({"a.py": "a\n", "b.py": "c\n"})).changed == ("b.py",)
    assert (out / "a.py").stat().st_mtime == 1


def test_what_nothing_makes_any_more_goes_and_so_do_empty_folders(out: Path) -> None:
    settle(out, tree_of({"a.py": "a\n", "deep/er/b.py": "b\n"}))
    (out / "deep/er/__pycache__").mkdir()
    (out / "deep/er/__pycache__/b.cpython-311.pyc").touch()
    assert settle(out, tree_of({"a.py": "a\n"})).stale == ("deep/er/b.py",)
    assert not (out / "deep").exists()


def test_a_folder_with_a_file_of_someone_else_stays(out: Path) -> None:
    settle(out, tree_of({"a.py": "a\n", "deep/b.py": "b\n"}))
    (out / "deep/mine.txt").write_text("mine")
    settle(out, tree_of({"a.py": "a\n"}))
    assert on_disk(out) == {"a.py": "a\n", "deep/mine.txt": "mine"}


def test_a_file_in_the_way_is_foreign(out: Path) -> None:
    out.mkdir()
    (out / "a.py").write_text("mine\n")
    drift = compare(tree_of({"a.py": "a\n", "b.py": "b\n"}), out)
    assert (drift.foreign, drift.missing) == (("a.py",), ("b.py",))


@pytest.mark.parametrize("kind", ["folder", "link", "dangling link", "file for a folder"])
def test_anything_else_in_the_way_is_foreign(out: Path, kind: str) -> None:
    out.mkdir()
    path = out / "a" / "b.py"
    if kind == "file for a folder":
        path.parent.write_text("mine")
    else:
        path.parent.mkdir()
    if kind == "folder":
        path.mkdir()
        (path / "mine").touch()
    elif kind == "link":
        (out / "there").write_text("b\n")
        path.symlink_to(out / "there")
    elif kind == "dangling link":
        path.symlink_to(out / "nowhere")
    assert compare(tree_of({"a/b.py": "b\n"}), out).foreign == ("a/b.py",)


def test_a_link_that_leads_out_is_not_followed(out: Path, tmp_path: Path) -> None:
    settle(out, tree_of({"a/b.py": "b\n", "a/c.py": "c\n"}))
    (tmp_path / "elsewhere").mkdir()
    for name in ("b.py", "c.py"):
        (out / "a" / name).rename(tmp_path / "elsewhere" / name)
    (out / "a").rmdir()
    (out / "a").symlink_to(tmp_path / "elsewhere")
    drift = compare(tree_of({"a/b.py": "new\n"}), out)
    assert drift.foreign == ("a/b.py",)
    assert drift.stale == ()


def test_an_edited_file_is_told_from_one_that_is_merely_old(out: Path) -> None:
    settle(out, tree_of({"a.py": "a\n", "b.py": "b\n", "c.py": "c\n"}))
    (out / "a.py").write_text("edited\n")
    (out / "c.py").write_text("edited\n")
    drift = compare(tree_of({"a.py": "new\n", "b.py": "new\n"}), out)
    assert (drift.edited, drift.changed, drift.stale) == (("a.py", "c.py"), ("b.py",), ())


def test_an_edit_that_is_what_has_to_be_there_is_no_drift(out: Path) -> None:
    settle(out, tree_of({"a.py": "a\n"}))
    (out / "a.py").write_text("new\n")
    assert compare(tree_of({"a.py": "new\n"}), out) == Drift()


def test_an_edit_is_overwritten_only_when_that_is_said(out: Path) -> None:
    settle(out, tree_of({"a.py": "a\n"}))
    (out / "a.py").write_text("edited\n")
    drift = compare(tree_of({"a.py": "new\n"}), out)
    refused, forced = Report(), Report()
    complain(drift, out, refused)
    complain(drift, out, forced, force=True)
    assert [finding.code for finding in refused] == ["edited-file"]
    assert not forced.has_errors
    settle(out, tree_of({"a.py": "new\n"}))
    assert on_disk(out) == {"a.py": "new\n"}


def test_files_are_adopted_where_the_manifest_is_lost(out: Path) -> None:
    old = {"a.py": HEADER + "a\n", "copied.py": "same\n"}
    settle(out, tree_of(old))
    (out / ".callsheet.json").unlink()
    (out / "mine.py").write_text("mine\n")
    drift = compare(tree_of({"a.py": HEADER + "b\n", "copied.py": "same\n", "mine.py": "x\n"}), out)
    assert (drift.changed, drift.foreign) == (("a.py",), ("mine.py",))


def test_a_spoilt_manifest_is_as_good_as_none(out: Path) -> None:
    settle(out, tree_of({"a.py": HEADER + "a\n"}))
    (out / ".callsheet.json").write_text("<<<<<<< ours\n")
    assert compare(tree_of({"a.py": HEADER + "b\n"}), out).changed == ("a.py",)


def test_a_manifest_cannot_make_us_delete_outside(out: Path, tmp_path: Path) -> None:
    settle(out, tree_of({"a.py": "a\n"}))
    (tmp_path / "precious").write_text("x")
    manifest = json.loads((out / ".callsheet.json").read_text())
    entry = {
        "target": "t",
        "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    }
    manifest["files"] |= {"../precious": entry, str(tmp_path / "precious"): entry}
    (out / ".callsheet.json").write_text(json.dumps(manifest))
    settle(out, tree_of({"a.py": "b\n"}))
    assert (tmp_path / "precious").exists()


def test_only_touches_the_files_of_its_targets(out: Path) -> None:
    both = (
        tree_of({"a.py": "a\n"}, "one").files + tree_of({"b.py": "b\n", "c.py": "c\n"}, "two").files
    )
    settle(out, Tree(both))
    settle(out, tree_of({"b.py": "new\n"}, "two"), ("two",))
    assert on_disk(out) == {"a.py": "a\n", "b.py": "new\n"}
    manifest = json.loads((out / ".callsheet.json").read_text())["files"]
    assert {path: entry["target"] for path, entry in manifest.items()} == {
        "a.py": "one",
        "b.py": "two",
    }


def test_a_file_may_become_a_folder_and_a_folder_a_file(out: Path) -> None:
    settle(out, tree_of({"a": "file\n", "b/c": "inner\n"}))
    new = {"a/x": "inner\n", "b": "file\n"}
    settle(out, tree_of(new))
    assert on_disk(out) == new


def test_files_of_others_beside_ours_are_noted(out: Path) -> None:
    settle(out, tree_of({"p/a.py": "a\n"}))
    (out / "p/mine.py").touch()
    drift = compare(tree_of({"p/a.py": "a\n"}), out)
    assert drift.strays == ("p/mine.py",)
    assert drift.is_clean


def test_the_manifest_is_sorted_and_says_nothing_of_time_or_place(out: Path) -> None:
    settle(out, tree_of({"b.py": "b\n", "a.py": "a\n"}))
    text = (out / ".callsheet.json").read_text()
    assert list(json.loads(text)["files"]) == ["a.py", "b.py"]
    assert str(out) not in text


def test_a_failure_while_writing_leaves_everything_as_it_was(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(out, tree_of({"a.py": "a\n"}))
    before = on_disk(out), (out / ".callsheet.json").read_bytes()
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if "z.py" in path.name:
            raise OSError(28, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    tree = tree_of({"a.py": "new\n", "new/b.py": "b\n", "new/z.py": "z\n"})
    report = Report()
    with pytest.raises(Stop):
        apply(tree, compare(tree, out), out, report)
    assert [finding.code for finding in report] == ["unwritable"]
    assert (on_disk(out), (out / ".callsheet.json").read_bytes()) == before
    assert not (out / "new").exists()
