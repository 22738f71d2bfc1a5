"""The command: what it prints, and what it returns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callsheet.cli import main

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("paths: {}\n", [], 0),
        ("paths: {}\ntags: [{name: unused}]\n", [], 0),
        ("paths: {}\ntags: [{name: unused}]\n", ["--strict"], 1),
        ("paths: []\n", [], 1),
        ("paths: [\n", [], 2),
    ],
)
def test_the_exit_code_says_how_grave_it_is(
    folder: Path, text: str, options: list[str], code: int
) -> None:
    (folder / "a.yaml").write_text(HEAD + text)
    assert main(["lint", "a.yaml", *options]) == code


def test_json_holds_each_finding_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.yaml").write_text(HEAD + "paths: {}\ntags: [{name: unused}]\n")
    main(["lint", "a.yaml", "--json"])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["code"] == "tag-unused"
    assert finding["spec"] == {"file": "a.yaml", "line": 4, "column": 8, "pointer": "#/tags/0"}


def test_the_last_line_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").write_text(HEAD + "paths: []\ntags: [{name: unused}]\n")
    main(["lint", "a.yaml"])
    assert capsys.readouterr().out.splitlines()[-1] == "a.yaml: 1 error, 1 warning"


def test_the_document_of_the_declaration_is_meant_where_none_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "api.yaml").write_text(HEAD + "paths: {}\n")
    (folder / "callsheet.toml").write_text('spec = "api.yaml"\n')
    assert main(["lint"]) == 0
    assert capsys.readouterr().out == "api.yaml: nothing to complain about\n"


def test_a_file_that_is_not_there_is_wrong_use(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", "none.yaml"]) == 2
    assert "none.yaml:1:1: error[unreadable]" in capsys.readouterr().err
