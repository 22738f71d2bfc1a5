"""Overlays: what they may say, and what becomes of a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from callsheet.diagnostics import Report, Stop
from callsheet.overlay import Action, Overlay, edited, read_overlay, write_overlay

DOCUMENT = """\
openapi: 3.1.0   # the version
info: {title: T, version: '1'}

paths:
  # pets come first
  /pets:
    get:
      tags: [a, b]
      responses:
        "200": {description: Fine., x-null: null}

  /toys: {}
components:
  schemas:
    Pet:
      type: object
      required:
      - name
      - kind
      properties:
        name: {type: string}   # what it is called
"""


def apply(*actions: Action, document: str = DOCUMENT) -> str:
    return edited(document, Overlay("t", "1", actions), Report())


def test_one_edit_changes_one_line() -> None:
    made = apply(Action("$.info", update={"version": "2"}, has_update=True))
    assert made == DOCUMENT.replace("version: '1'", "version: '2'").replace("'2'", "'2'")


@pytest.mark.parametrize(
    ("action", "old", "new"),
    [
        (Action("$..['x-null']", remove=True), ", x-null: null", ""),
        (Action("$..tags[?@ == 'a']", remove=True), "tags: [a, b]", "tags: [b]"),
        (Action("$..tags", update=["c"], has_update=True), "[a, b]", "[a, b, c]"),
        (
            Action("$..required[?@ == 'kind']", remove=True),
            "      - name\n      - kind\n",
            "      - name\n",
        ),
        (
            Action("$.paths['/toys']", update={"x-a": 1}, has_update=True),
            "/toys: {}",
            "/toys:\n    x-a: 1",
        ),
    ],
)
def test_actions(action: Action, old: str, new: str) -> None:
    assert apply(action) == DOCUMENT.replace(old, new)


def test_a_new_member_stands_with_its_siblings_and_not_behind_the_gap() -> None:
    made = apply(Action("$.paths['/pets']", update={"summary": "Pets."}, has_update=True))
    assert "x-null: null}\n    summary: Pets.\n\n  /toys" in made


def test_copy_takes_what_stands_elsewhere() -> None:
    made = apply(Action("$.paths['/toys']", copy="$.paths['/pets']"))
    assert made.count("tags: [a, b]") == 2


def test_json_stays_json() -> None:
    text = '{\n    "info": {\n        "title": "T"\n    }\n}\n'
    overlay = Overlay("t", "1", (Action("$.info", update={"title": "Ü"}, has_update=True),))
    assert edited(text, overlay, Report(), is_json=True) == text.replace('"T"', '"Ü"')


def test_a_target_that_selects_nothing_is_a_warning() -> None:
    report = Report()
    action = Action("$.paths['/gone']", remove=True)
    assert edited(DOCUMENT, Overlay("t", "1", (action,)), report) == DOCUMENT
    assert [finding.code for finding in report] == ["overlay-nothing"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("overlay: 2.0.0\nactions: [{target: $, remove: true}]\n", "overlay-version"),
        ("actions: [{target: $, update: {}}]\n", "overlay-version"),
        ("overlay: 1.0.0\n", "overlay-actions"),
        ("overlay: 1.0.0\nactions: []\n", "overlay-actions"),
        ("overlay: 1.0.0\nactions: [{update: {}}]\n", "overlay-target"),
        ("overlay: 1.0.0\nactions: [{target: 'paths', update: {}}]\n", "overlay-target"),
        ("overlay: 1.0.0\nactions: [{target: $.a}]\n", "overlay-idle"),
        ("overlay: 1.0.0\nactions: [{target: $.a, delete: true}]\n", "overlay-member"),
        ("overlay: 1.0.0\nactions: [{target: $.a, copy: $.b}]\n", "overlay-member"),
        ("overlay: 1.0.0\nactions: [text]\n", "overlay-target"),
    ],
)
def test_what_is_wrong_with_an_overlay_is_told(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "o.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Stop) as caught:
        read_overlay(path, Report(), "o.yaml")
    assert code in [finding.code for finding in caught.value.report]


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    overlay = Overlay(
        "t",
        "1.0.0",
        (
            Action("$.a", "why", {"b": [1, None]}, has_update=True),
            Action("$.c", "gone", remove=True),
        ),
    )
    path = tmp_path / "o.yaml"
    path.write_text(write_overlay(overlay), "utf-8")
    assert read_overlay(path, Report(), "o.yaml") == overlay
