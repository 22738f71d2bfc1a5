"""Tidy: nothing broken leaves the generator, and only what asks for it is formatted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callsheet.cache import Cache
from callsheet.diagnostics import Finding, Report, Stop
from callsheet.tidy import formatted, tidy
from callsheet.tree import File, Tree


def tidied(file: File, cache: Cache | None = None) -> File:
    (made,) = tidy(Tree((file,)), Report(), cache or Cache(None, Report()))
    return made


def finding_of(file: File) -> Finding:
    with pytest.raises(Stop) as stop:
        tidied(file)
    (finding,) = stop.value.report
    return finding


def test_a_syntax_error_names_template_and_line() -> None:
    finding = finding_of(File("a.py", b"x = 1\ny = (\n", "sync", "sync/a.py.j2"))
    assert finding.code == "output-broken"
    assert "sync/a.py.j2" in finding.message
    assert finding.place is not None
    assert (finding.place.file, finding.place.line, finding.place.text) == ("a.py", 2, "y = (")


@pytest.mark.parametrize(
    ("path", "content"),
    [("a.json", b'{"a": }'), ("a.toml", b"a = b"), ("a.py", b"x = '\xff'"), ("a.py", b"x = '\0'")],
)
def test_every_kind_of_broken_text_is_found(path: str, content: bytes) -> None:
    assert finding_of(File(path, content, "t", "t/x.j2")).code == "output-broken"


def test_a_rendered_file_loses_unused_imports() -> None:
    assert tidied(File("a.py", b"import os\n\nx = 1\n", "t", "t/a.py.j2")).text == "x = 1\n"


def test_a_copied_file_stays_as_it_is() -> None:
    text = b"import os\n\nx   =   1\n"
    assert tidied(File("a.py", text, "t", "t/a.py")).content == text


def test_only_what_asks_for_it_is_formatted() -> None:
    assert tidied(File("a.py", b"x   =   1\n", "t", "t/a.py.j2")).text == "x   =   1\n"
    assert tidied(File("a.py", b"x   =   1\n", "t", "t/a.py.j2", True)).text == "x = 1\n"


def test_bytes_that_are_no_text_pass_through() -> None:
    assert tidied(File("a.mp4", b"\xff\0", "t", "{sample}")).content == b"\xff\0"


def test_what_was_formatted_before_comes_from_the_cache(tmp_path: Path) -> None:
    cache = Cache.beside(tmp_path, Report())
    formatted("x   =   1\n", cache)
    (entry,) = (tmp_path / ".callsheet_cache/black").iterdir()
    cache.put("black", entry.name, b"x = 2\n")
    assert formatted("x   =   1\n", cache) == "x = 2\n"


def test_a_damaged_entry_is_noted_and_made_anew(tmp_path: Path) -> None:
    notes = Report()
    cache = Cache.beside(tmp_path, notes)
    formatted("x   =   1\n", cache)
    (entry,) = (tmp_path / ".callsheet_cache/black").iterdir()
    entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    assert formatted("x   =   1\n", cache) == "x = 1\n"
    assert [finding.code for finding in notes] == ["cache-damaged"]


def test_the_cache_is_nothing_to_commit(tmp_path: Path) -> None:
    Cache.beside(tmp_path, Report()).put("black", "key", b"x")
    assert (tmp_path / ".callsheet_cache/.gitignore").read_text() == "*\n"


def test_a_finding_of_this_kind_can_be_printed_as_json() -> None:
    finding = finding_of(File("a.py", b"(\n", "t", "t/a.py.j2"))
    assert json.loads(json.dumps(finding.as_json()))["spec"]["file"] == "a.py"


def test_what_was_told_of_a_text_before_comes_from_the_cache_and_a_damaged_entry_is_made_anew(
    tmp_path: Path,
) -> None:
    text = b"import os\nimport sys\n\n\ndef f():\n    return sys.path\n"
    tree = Tree((File("a.py", text, "t", "t/a.py.j2"),))
    notes = Report()
    first = tidy(tree, Report(), Cache(tmp_path, notes))
    assert first.files[0].content == text.removeprefix(b"import os\n")
    (entry,) = (tmp_path / "names").iterdir()
    kept = entry.read_bytes()
    entry.write_bytes(kept[:-3])
    assert tidy(tree, Report(), Cache(tmp_path, notes)) == first
    assert [one.code for one in notes] == ["cache-damaged"]
    assert entry.read_bytes() == kept
