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


PET = (
    HEAD
    + """\
paths:
  /pets/{id}:
    get:
      operationId: getPet
      summary: A pet
      description: One of them.
      parameters:
        - {name: id, in: path, required: true, description: Its id., schema: {type: integer}}
      responses:
        "200":
          description: It.
          content: {application/json: {schema: {type: object}, example: {id: 7}}}
"""
)


def with_cases(folder: Path, *texts: str) -> None:
    (folder / "cases").mkdir()
    (folder / "a.yaml").write_text(PET)
    for number, text in enumerate(texts):
        (folder / "cases" / f"{number}.yaml").write_text(text)


def test_the_case_files_beside_the_document_are_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "cases:\n  - id: one\n    operation: getPet\n    arguments: {id: %s}\n"
    with_cases(folder, text % 7, text.replace("one", "two") % "seven")
    assert main(["lint", "a.yaml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    told = "`id` must be a whole number, and is 'seven'"
    assert lines[0] == f"cases/1.yaml:4:21: error[case-value]: {told}"
    assert lines[-1] == "a.yaml, 2 case files: 1 error"


def test_a_case_file_that_is_no_yaml_is_one_finding(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_cases(folder, "cases: [", "cases:\n  - {id: one, operation: gotPet}\n")
    assert main(["lint", "a.yaml", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["spec"]["file"], one["code"]) for one in found] == [
        ("cases/0.yaml", "not-yaml"),
        ("cases/1.yaml", "case-operation"),
    ]


def test_what_else_lies_in_such_a_folder_is_let_be(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_cases(folder, "services: {db: {image: x}}", "- 1\n")
    assert main(["lint", "a.yaml", "--strict"]) == 0
    assert main(["lint", "a.yaml", "--notes"]) == 0
    assert "cases/0.yaml:1:1: note[case-file-other]: " in capsys.readouterr().out


def test_a_document_with_errors_comes_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_cases(folder, "cases: [{id: one, operation: gotPet}]")
    (folder / "a.yaml").write_text(PET.replace("type: integer", "type: whole"))
    assert main(["lint", "a.yaml", "--notes"]) == 1
    told = capsys.readouterr().out
    assert "note[cases-unread]: " in told
    assert "case-operation" not in told
