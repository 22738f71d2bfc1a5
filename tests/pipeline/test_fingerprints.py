"""A file is read once for as long as nobody writes to it, and never once too seldom."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from callsheet.fingerprints import fingerprint
from callsheet.versions import tellers, version_of


def test_a_write_is_seen_whatever_the_clock_says(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    first = fingerprint(path)
    path.write_bytes(b"two")  # within one tick, of one length
    assert fingerprint(path) != first
    path.write_bytes(b"one")
    assert fingerprint(path) == first


def test_an_old_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    real = os.stat

    def hours_later(name: str) -> os.stat_result:
        found = list(real(name))
        return os.stat_result(
            found, {"st_mtime_ns": 10**18, "st_ctime_ns": 10**18 + len(path.read_bytes())}
        )

    monkeypatch.setattr("callsheet.fingerprints.os.stat", hours_later)
    first = fingerprint(path)
    path.write_bytes(b"two")  # nothing tells, since the time says nothing has happened
    assert fingerprint(path) == first
    path.write_bytes(b"other")
    assert fingerprint(path) != first


def test_what_is_not_there_has_none(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "missing") == ""
    assert fingerprint(tmp_path) == ""
    assert fingerprint("a\0b") == ""


def test_versions_are_those_that_python_knows() -> None:
    from importlib.metadata import version

    for name in ("black", "jinja2", "pyyaml", "datamodel-code-generator", "jsonschema-rs"):
        assert version_of(name) == version(name)
        assert [path.is_file() for path in tellers(name)] == [True]
    assert version_of("no-such-distribution") == ""
    assert tellers("no-such-distribution") == ()
