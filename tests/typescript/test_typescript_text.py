"""The doors through which a document's strings reach TypeScript, and how code is laid out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.languages.typescript import Typescript
from callsheet.languages.typescript_text import (
    Code,
    Made,
    doc,
    key,
    literal,
    spread,
    without_unused,
)


@given(st.text())
def test_a_comment_ends_where_it_is_meant_to(text: str) -> None:
    made = doc(text, 2)
    assert made.count("*/") == (made != "")
    assert made == "" or (made.startswith("/**") and made.endswith("*/"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ends */ here.", "/** Ends *\\/ here. */"),
        ("@deprecated", "/** \\@deprecated */"),
        ("", ""),
    ],
)
def test_a_comment_says_what_the_document_says(text: str, expected: str) -> None:
    assert doc(text) == expected


@given(st.text(st.characters(codec="utf-8")))
def test_a_text_is_a_literal_that_shows_all_of_it(text: str) -> None:
    made = literal(text)
    assert json.loads(made) == text
    assert made.isprintable() or all(sign.isprintable() or ord(sign) > 127 for sign in made)


def test_no_member_sets_a_prototype() -> None:
    value: dict[str, Any] = {"__proto__": {"a-b": 1}, "c": None}
    assert literal(value) == '{ ["__proto__"]: { "a-b": 1 }, c: null }'


@pytest.mark.parametrize(("name", "expected"), [("a", "a"), ("a-b", '"a-b"'), ("ß", '"ß"')])
def test_a_member_is_quoted_where_it_is_no_identifier(name: str, expected: str) -> None:
    assert key(name) == expected


def test_what_does_not_fit_is_spread_over_lines() -> None:
    assert spread(Made("f", ({"a": Code("b")},))) == "f({ a: b })"
    long = {"first": "x" * 50, "second": ["y" * 50, 1]}
    assert spread(Made("f", (True, long))).split("\n") == [
        "f(true, {",
        f'  first: "{"x" * 50}",',
        f'  second: ["{"y" * 50}", 1],',
        "})",
    ]


def test_an_import_goes_where_nothing_uses_it() -> None:
    text = (
        'import { a, type B, c } from "x";\n'
        'import { d } from "y";\n'
        'import type * as m from "z";\n'
        "/** d */\n"
        'const e: B = { d: a.c, f: "m.x" };\n'
    )
    assert without_unused(text) == (
        'import { a, type B } from "x";\n/** d */\nconst e: B = { d: a.c, f: "m.x" };\n'
    )


@pytest.mark.parametrize(
    ("words", "value", "type_"),
    [
        (("download", "content"), "downloadContent", "DownloadContent"),
        (("2", "fa"), "n2Fa", "N2Fa"),
        (("系统",), "系统", "系统"),
        ((), "value", "Value"),
    ],
)
def test_names_are_identifiers(words: tuple[str, ...], value: str, type_: str) -> None:
    assert Typescript().value(words) == value
    assert Typescript().type(words) == type_
