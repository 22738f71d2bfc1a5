"""``callsheet explain``: facts as a person reads them, and as a machine does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callsheet.cli import main

SPEC = str(Path(__file__).parents[2] / "spec/video.openapi.yaml")


def test_lists_are_words_and_an_empty_word_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "createVideo", "--spec", SPEC]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "security: bearer" in told
    (waiting,) = [line for line in told if line.startswith("    waiting: ")]
    assert waiting.endswith(', unknown, ""')


def test_a_machine_gets_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "createVideo", "--json", "--spec", SPEC]) == 0
    (told,) = json.loads(capsys.readouterr().out)["explained"]
    assert told["security"] == [["bearer"]]
    assert told["method"] == "videos.create"
