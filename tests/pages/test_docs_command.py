"""The command: what it prints, and what it returns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callsheet.cli import main

ROOT = Path(__file__).parents[2]
SPEC = str(ROOT / "tests" / "specs" / "petstore" / "petstore.yaml")

AGREES = """# Pets

## List

`GET /pets`

| Parameter | Type | Required | Description |
|---|---|---|---|
| limit | integer | no | How many. |
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_text(AGREES, "utf-8")
    return path


def test_a_page_that_agrees(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "page.md", "--spec", SPEC]) == 0


def test_json_has_both_places(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_text(AGREES.replace("integer", "string"), "utf-8")
    assert main(["docs", "page.md", "--spec", SPEC, "--json"]) == 1
    found = [
        each
        for each in json.loads(capsys.readouterr().out)["findings"]
        if each["severity"] != "note"
    ]
    assert [(each["code"], each["operation"], each["page"]) for each in found] == [
        ("page-type", "GET /pets", {"file": "page.md", "line": 9})
    ]
    assert found[0]["spec"]["file"].endswith("petstore.yaml")


def test_an_overlay_goes_where_it_is_asked_for(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.write_text(AGREES.replace("integer", "string"), "utf-8")
    assert main(["docs", "page.md", "--spec", SPEC, "--propose"]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("overlay: 1.1.0\n")
    assert "page-type" in told.err
    assert main(["docs", "page.md", "--spec", SPEC, "--propose", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["overlay"]["actions"][0]["update"] == {
        "type": "string"
    }


def test_a_page_that_cannot_be_read_is_told_in_one_line(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.write_bytes(b"\0\1\2")
    assert main(["docs", "page.md", "--spec", SPEC]) == 2
    assert capsys.readouterr().err.startswith(
        "error[page-unreadable]: cannot read the page page.md"
    )


def test_what_a_page_holds_is_never_run_or_fetched(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket
    import subprocess

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page was run or fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    page.write_text(
        "<script src='http://127.0.0.1:9/a.js'></script><img src='http://127.0.0.1:9/b.png'>\n\n"
        "```bash\ncurl http://127.0.0.1:9/pets; touch ran\n```\n![x](http://127.0.0.1:9/c.png)\n",
        "utf-8",
    )
    main(["docs", "page.md", "--spec", SPEC])
    assert not Path("ran").exists()
