"""What a paragraph says in passing of the fields that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.pages.compare import compare
from callsheet.pages.reading import read_page
from callsheet.read import read

SPEC = """\
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /clips:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                text: {type: string, maxLength: 500}
                mode: {enum: [std, pro]}
                length: {enum: [5, 10]}
                count: {type: integer, minimum: 1, maximum: 4, default: 1}
                pictures: {type: array, maxItems: 3}
      responses:
        "200":
          description: Made.
          content:
            application/json:
              schema: {type: object, properties: {id: {type: string}, mode: {type: string}}}
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path: Path = tmp_path_factory.mktemp("clauses") / "api.yaml"
    path.write_text(SPEC, "utf-8")
    return read(path, Report())


def told(document: Document, folder: Path, sentence: str) -> list[str]:
    page = folder / "page.md"
    page.write_text(f"# Clips\n\n`POST /clips`\n\n{sentence}\n", "utf-8")
    return [each.message for _, each in compare(document, [read_page(page, "page.md")])]


@pytest.mark.parametrize(
    "sentence",
    [
        "The `text` can hold up to 500 characters, the `mode` is one of `std` and `pro`.",
        "Of what there is, `length` can be 5 or 10 seconds. Others cost more than 20.",
        "A `count` of more than one makes several; `count` is between 1 and 4, by default 1.",
        "Choose a `mode` to your taste; one of `fast`, `slow` will come in May.",
        "Beside `text`, whoever wants to can send, as files or as addresses, at most 9 letters.",
        "请求中的 `text` 最多 500 个字符，`mode` 可选值：`std`、`pro`。",
        "There is no `colour` here, with up to 9 of them.",
        "With `pictures`, up to 3 of them, there is more to see.",
    ],
)
def test_what_agrees_or_speaks_of_something_else(
    document: Document, tmp_path: Path, sentence: str
) -> None:
    assert told(document, tmp_path, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "The `text` can hold up to 400 characters, and `mode` is up to you.",
            "`text` has at most 400 on the page; `maxLength` is 500 in the document",
        ),
        (
            "Next to the `text`, `mode` must be one of `std`, `pro` or `max`.",
            "`max` is a value of `mode` on the page and not in the document",
        ),
        (
            "As to time, `length` can be 5, 10 or 15 seconds.",
            "`15` is a value of `length` on the page and not in the document",
        ),
        (
            "At once, `count` is between 1 and 8.",
            "`count` has at most 8 on the page; `maximum` is 4 in the document",
        ),
        (
            "At once, `count` defaults to 2.",
            "the default of `count` is `2` on the page and `1` in the document",
        ),
        (
            "请求中的 `text` 最多 400 个字符。",
            "`text` has at most 400 on the page; `maxLength` is 500 in the document",
        ),
    ],
)
def test_what_differs_is_told(
    document: Document, tmp_path: Path, sentence: str, wanted: str
) -> None:
    assert told(document, tmp_path, sentence) == [wanted]


def test_a_name_says_nothing_of_what_a_sample_is(document: Document, tmp_path: Path) -> None:
    """A field called `response_format` does not make an answer of the request below it."""
    page = 'Choose the `response_format` before.\n\n```json\n{"text": "a", "mode": "max"}\n```'
    assert told(document, tmp_path, page) == ['`mode`: "max" is not one of "std" or "pro"']
