"""What a made-up request shows is shown with less, never with more, and by few more requests."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.conformance.shrink import MOST, Made, shrunk

JSON = (("Content-Type", "application/json"),)
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
URL = "http://shop/prints/7?size=a4&note=hello%20world&page=3"
PATH = "/prints/{print}"


def of_json(value: Any, *headers: tuple[str, str]) -> Made:
    return Made(URL, (*headers, *JSON), json.dumps(value).encode())


def least(made: Made, shows: Callable[[Made], bool], kept: tuple[str, ...] = ()) -> Made:
    smaller, tried = shrunk(made, PATH, kept, shows)
    assert tried <= MOST
    assert smaller == made or shows(smaller)
    return smaller


ORDER = {
    "title": "A cat on a stage",
    "copies": 12345,
    "options": {"scale": 1.5, "paper": {"kind": "glossy", "weights": [80, 90, 120]}},
    "note": "naïve 猫 and more",
}


def test_what_has_nothing_to_do_with_it_goes() -> None:
    def crashes(made: Made) -> bool:
        return "猫" in json.loads(made.body or b"{}").get("note", "")

    found = least(of_json(ORDER, ("X-Jam", "yes"), ("X-Trace", "abc")), crashes)
    assert found == Made("http://shop/prints/7", JSON, '{"note": "猫"}'.encode())


def test_what_it_hangs_on_stays() -> None:
    def crashes(made: Made) -> bool:
        order = json.loads(made.body or b"{}")
        weights = order.get("options", {}).get("paper", {}).get("weights", [])
        return len(weights) > 1 and order.get("copies", 0) >= 100

    found = least(of_json(ORDER), crashes)
    assert json.loads(found.body) == {"copies": 123, "options": {"paper": {"weights": [0, 0]}}}


def test_a_body_that_is_not_needed_goes_with_its_type() -> None:
    assert least(of_json(ORDER), lambda made: "size" in made.url).headers == ()


def test_the_id_of_a_job_stays() -> None:
    made = of_json({})
    assert least(made, lambda _: True, kept=("print",)).url == "http://shop/prints/7"


def test_a_parameter_of_the_path_becomes_plain_and_is_never_empty() -> None:
    made = Made("http://shop/prints/%E7%8C%AB%20and%20more", (), b"")
    assert least(made, lambda _: True).url == "http://shop/prints/a"


def test_the_pairs_of_a_form_go_one_by_one() -> None:
    made = Made(URL, FORM, b"title=cat&note=%E7%8C%AB+x&copies=2")
    found = least(made, lambda one: b"note=%E7%8C%AB" in one.body)
    assert found.body == b"note=%E7%8C%AB"


def test_the_parts_of_a_form_go_one_by_one() -> None:
    def part(name: str, text: str) -> str:
        return f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'

    body = part("title", "cat") + part("note", "a long note with ! in it") + "--x--\r\n"
    headers = (("Content-Type", "multipart/form-data; boundary=x"),)
    found = least(Made(URL, headers, body.encode()), lambda one: b"!" in one.body)
    assert found.body.decode() == part("note", "!") + "--x--\r\n"


def test_bytes_that_are_no_json_are_halved() -> None:
    made = Made(URL, JSON, b"{" * 64)
    assert least(made, lambda one: one.body.startswith(b"{")).body == b"{"


def test_what_shows_nothing_stays_as_it_is() -> None:
    made = of_json(ORDER)
    assert least(made, lambda _: False) == made


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(VALUES, st.integers(0, 2**32))
def test_it_ends_soon_and_twice_the_same(value: Any, seed: int) -> None:
    made = of_json(value, ("X-Note", "ab"))

    def shows(one: Made) -> bool:
        return (sum(one.body) * 31 + len(one.url) * 7 + seed) % 3 > 0

    if shows(made):
        assert least(made, shows) == least(made, shows)


@pytest.mark.parametrize("body", [b"\xff\xfe", b'"\\ud800"', b"[" * 5000, b"1" * 5000, b"NaN"])
def test_a_body_that_cannot_be_written_again_is_no_trouble(body: bytes) -> None:
    least(Made(URL, JSON, body), lambda one: bool(one.body))
