"""Parameters in every style, against the table that OpenAPI prints."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

Core = Callable[[str], Any]

EMPTY, TEXT = "", "blue"
LIST, OBJECT = ["blue", "black", "brown"], {"R": 100, "G": 200, "B": 150}

PATHS = [
    ("simple", False, TEXT, "blue"),
    ("simple", False, LIST, "blue,black,brown"),
    ("simple", False, OBJECT, "R,100,G,200,B,150"),
    ("simple", True, LIST, "blue,black,brown"),
    ("simple", True, OBJECT, "R=100,G=200,B=150"),
    ("label", False, TEXT, ".blue"),
    ("label", False, LIST, ".blue,black,brown"),
    ("label", False, OBJECT, ".R,100,G,200,B,150"),
    ("label", True, LIST, ".blue.black.brown"),
    ("label", True, OBJECT, ".R=100.G=200.B=150"),
    ("matrix", False, EMPTY, ";color"),
    ("matrix", False, TEXT, ";color=blue"),
    ("matrix", False, LIST, ";color=blue,black,brown"),
    ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
    ("matrix", True, LIST, ";color=blue;color=black;color=brown"),
    ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
]

QUERIES = [
    ("form", True, EMPTY, "color="),
    ("form", True, TEXT, "color=blue"),
    ("form", True, LIST, "color=blue&color=black&color=brown"),
    ("form", True, OBJECT, "R=100&G=200&B=150"),
    ("form", False, LIST, "color=blue,black,brown"),
    ("form", False, OBJECT, "color=R,100,G,200,B,150"),
    ("spaceDelimited", False, LIST, "color=blue%20black%20brown"),
    ("spaceDelimited", False, OBJECT, "color=R%20100%20G%20200%20B%20150"),
    ("spaceDelimited", True, LIST, "color=blue&color=black&color=brown"),
    ("pipeDelimited", False, LIST, "color=blue%7Cblack%7Cbrown"),
    ("pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ("form", True, [], ""),
    ("form", True, None, ""),
]


def query(core: Core, name: str, value: object, *rest: Any, **how: Any) -> str:
    pairs = core("encode").Query(name, value, *rest, **how).pairs()
    return "&".join(f"{key}={text}" for key, text in pairs)


@pytest.mark.parametrize(("style", "explode", "value", "expected"), PATHS)
def test_path_styles_are_those_of_the_table(
    core: Core, style: str, explode: bool, value: object, expected: str
) -> None:
    assert core("encode").Path("color", value, style, explode).text() == expected


@pytest.mark.parametrize(("style", "explode", "value", "expected"), QUERIES)
def test_query_styles_are_those_of_the_table(
    core: Core, style: str, explode: bool, value: object, expected: str
) -> None:
    assert query(core, "color", value, style, explode) == expected


@pytest.mark.parametrize(
    ("explode", "value", "expected"),
    [
        (False, LIST, "blue,black,brown"),
        (False, OBJECT, "R,100,G,200,B,150"),
        (True, OBJECT, "R=100,G=200,B=150"),
    ],
)
def test_headers_are_in_the_simple_style(
    core: Core, explode: bool, value: object, expected: str
) -> None:
    assert core("encode").Header("X-Color", value, explode).pairs() == [("X-Color", expected)]


class Size(Enum):
    BIG = "big"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "true"),
        (1.5, "1.5"),
        (10**30, str(10**30)),
        (datetime.date(2024, 2, 29), "2024-02-29"),
        (datetime.datetime(2024, 2, 29, 1, 2, 3, tzinfo=datetime.UTC), "2024-02-29T01%3A02%3A03Z"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Size.BIG, "big"),
        ("a&b=c d/é", "a%26b%3Dc%20d%2F%C3%A9"),
    ],
)
def test_values_without_parts_have_one_spelling(core: Core, value: object, expected: str) -> None:
    assert query(core, "v", value) == f"v={expected}"


def test_nothing_is_sent_of_what_was_not_given(core: Core) -> None:
    assert query(core, "v", core("omit").omit) == ""


def test_reserved_characters_stay_where_they_are_allowed_and_do_no_harm(core: Core) -> None:
    found = query(core, "v", "https://a.example/b?c=d&e=f#g+h", allow_reserved=True)
    assert found == "v=https://a.example/b?c=d%26e=f%23g%2Bh"


def test_a_value_with_a_media_type_is_sent_as_json(core: Core) -> None:
    assert unquote(query(core, "v", {"a": [1]}, media="application/json")) == 'v={"a":[1]}'


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_path_cannot_be_led_elsewhere(core: Core, value: str) -> None:
    encode, errors = core("encode"), core("errors")
    with pytest.raises(errors.ArgumentError):
        encode.filled("/a/{id}/b", [encode.Path("id", value)])


@given(st.text(min_size=1).filter(lambda text: text not in (".", "..")))
@settings(max_examples=200)
def test_a_path_parameter_is_one_segment_that_reads_back(value: str) -> None:
    from petstore._core.encode import Path, filled

    made = filled("/a/{id}/b", [Path("id", value)])
    _, a, found, b = made.split("/")
    assert (a, unquote(found), b) == ("a", value, "b")


@given(st.dictionaries(st.text(min_size=1), st.text()))
@settings(max_examples=200)
def test_a_query_reads_back_and_nothing_is_put_beside_it(values: dict[str, str]) -> None:
    from petstore._core.encode import Query

    pairs = [pair for name, value in values.items() for pair in Query(name, value).pairs()]
    text = "&".join(f"{key}={value}" for key, value in pairs)
    assert parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text)) == list(
        values.items()
    )


@given(st.text(), st.text(alphabet="\r\n\0\x7f\x85\u2028", min_size=1), st.text())
@settings(max_examples=100)
def test_a_header_cannot_end_early(before: str, bad: str, after: str) -> None:
    from petstore._core.encode import Header
    from petstore._core.errors import ArgumentError

    with pytest.raises(ArgumentError):
        Header("X-Text", f"a{before}{bad}{after}b").pairs()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"bytes", object(), 1j])
def test_what_has_no_form_on_the_wire_is_refused(core: Core, value: object) -> None:
    with pytest.raises(core("errors").ArgumentError, match="v cannot be sent"):
        query(core, "v", value)
