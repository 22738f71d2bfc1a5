"""Each folder of cases/ is a document with one nuisance, and what lint says about it."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest

import callsheet
from callsheet.diagnostics import Report, Stop
from callsheet.lint import lint
from callsheet.lint.codes import CODES

CASES = Path(__file__).with_name("cases")
SOURCE = Path(callsheet.__file__).parent

# Codes whose occasions are no small document, or are tested where they arise.
ELSEWHERE = {
    "alias-bomb",
    "alias-loop",
    "complex-key",
    "empty",
    "not-text",
    "too-deep",
    "too-large",
    "unreadable",
}


def findings(document: Path) -> Report:
    report = Report()
    with suppress(Stop):
        lint(document, report, name=document.name)
    return report


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_says_what_is_wrong_and_nothing_else(case: Path, pytestconfig: pytest.Config) -> None:
    document = next(path for path in case.iterdir() if path.stem == "openapi")
    said = [finding.as_text() for finding in findings(document)]
    text = "".join(f"{one}\n" for one in said)
    expected = case / "expected.txt"
    if pytestconfig.getoption("--update"):
        expected.write_text(text, encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == text


def test_every_code_has_a_case() -> None:
    expected = "".join(path.read_text() for path in CASES.glob("*/expected.txt"))
    seen = set(re.findall(r"(?:error|warning|note)\[([a-z0-9-]+)\]", expected))
    assert set(CODES) - seen == ELSEWHERE


def test_every_code_is_explained() -> None:
    modules = [*SOURCE.glob("lint/*.py"), *SOURCE.glob("vocabulary/*.py"), SOURCE / "read.py"]
    text = "".join(path.read_text() for path in modules if path.name != "codes.py")
    given = set(re.findall(r"report\.(?:error|warning|note)\(\s*\"([a-z0-9-]+)\"", text))
    assert given <= set(CODES)


def test_findings_of_a_json_document_stand_at_their_column(tmp_path: Path) -> None:
    document = tmp_path / "openapi.json"
    document.write_text(
        '{"openapi": "3.1.0",\n "info": {"title": "T", "version": 1},\n "paths": {}}'
    )
    (finding,) = findings(document)
    assert (finding.place.line, finding.place.column) == (2, 36)
    assert finding.message == "`version` must be a string, and is 1"


def test_a_document_without_fault_has_no_findings(tmp_path: Path) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n")
    assert not len(findings(document))
