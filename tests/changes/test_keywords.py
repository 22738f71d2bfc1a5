"""Keywords of schemas: each edit is judged, and the directions are each other's mirror."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from judged import changes, document, levels
from schema_space import ANNOTATIONS, KEYWORDS

Json = Any
WORST = {"safe": 0, "risky": 1, "breaking": 2}

OLDER = ("nullable",)


def states(keyword: str) -> tuple[Json, ...]:
    base, one, other = KEYWORDS[keyword]
    return base, {**base, keyword: one}, {**base, keyword: other}


def nested(schema: Json) -> Json:
    return {"type": "object", "properties": {"inner": {"type": "array", "items": schema}}}


def worst(found: dict[str, str]) -> str:
    return max(found.values(), key=WORST.__getitem__, default="nothing")


@pytest.mark.parametrize("keyword", KEYWORDS)
@pytest.mark.parametrize("wrap", [lambda schema: schema, nested], ids=["alone", "nested"])
def test_each_edit_is_judged_in_both_directions(keyword: str, wrap: Any) -> None:
    version = "3.0.3" if keyword in OLDER else "3.1.0"
    values = KEYWORDS[keyword][1:]
    for before, after in itertools.permutations(states(keyword), 2):
        said = before.get(keyword, False), after.get(keyword, False)
        if values == (True, False) and said == (False, False):
            continue  # false is what nothing says
        found = changes(document(wrap(before), version), document(wrap(after), version))
        for direction in ("request", "response"):
            told = levels(found, direction)
            assert told, f"{direction}: {before} -> {after}"
            assert not any(code.endswith("keyword-changed") for code in told)


# A property that is new was free to be there before, by the letter; nobody means that.
@pytest.mark.parametrize("keyword", sorted(KEYWORDS.keys() - ANNOTATIONS - {"properties"}))
def test_what_narrows_one_way_widens_the_other(keyword: str) -> None:
    version = "3.0.3" if keyword in OLDER else "3.1.0"
    for before, after in itertools.permutations(states(keyword), 2):
        there = changes(document(before, version), document(after, version))
        back = changes(document(after, version), document(before, version))
        assert worst(levels(there, "request")) == worst(levels(back, "response")), (before, after)


@pytest.mark.parametrize("keyword", sorted(KEYWORDS.keys() - ANNOTATIONS - {"nullable"}))
def test_a_new_restriction_breaks_requests_and_a_lost_one_breaks_responses(keyword: str) -> None:
    base, restricted, _ = states(keyword)
    found = changes(document(base), document(restricted))
    expected = "breaking" if keyword != "properties" else "safe"
    assert worst(levels(found, "request")) == expected
    assert worst(levels(found, "response")) == "safe"
    found = changes(document(restricted), document(base))
    assert worst(levels(found, "request")) in ("safe", "risky")


CLOSED: Json = {"type": "object", "additionalProperties": False}
NAMED: Json = {**CLOSED, "properties": {"kind": {"type": "number"}}}
TEXTS, NUMBERS, X = ({"type": "string"}, {"type": "number"}, {"type": "integer"})
PATTERNS: dict[str, tuple[Json, Json, str, str]] = {
    "a pattern lets members in": (
        CLOSED, {**CLOSED, "patternProperties": {"^[a-z]*$": TEXTS}}, "safe", "breaking"
    ),
    "and holds of those that are described": (
        NAMED, {**NAMED, "patternProperties": {"^[a-z]*$": TEXTS}}, "breaking", "breaking"
    ),
    "if they match it": (
        NAMED, {**NAMED, "patternProperties": {"^x": TEXTS}}, "safe", "breaking"
    ),
    "and takes less than they may be": (
        NAMED, {**NAMED, "patternProperties": {"^k": NUMBERS}}, "safe", "breaking"
    ),
    "a member that matched a pattern is described": (
        {**CLOSED, "patternProperties": {"^k": NUMBERS}},
        {**CLOSED, "patternProperties": {"^k": NUMBERS}, "properties": {"kind": X}},
        "breaking", "safe",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PATTERNS)
def test_a_pattern_of_names_in_an_object_that_allows_no_others(case: str) -> None:
    old, new, request, response = PATTERNS[case]
    found = changes(document(old), document(new))
    assert worst(levels(found, "request")) == request
    assert worst(levels(found, "response")) == response
    back = changes(document(new), document(old))
    assert (worst(levels(back, "request")) == "breaking") == (response == "breaking")
    assert worst(levels(back, "response")) == request


def test_items_that_several_schemas_describe_and_none_after() -> None:
    some = [{"items": {"type": one}} for one in ("integer", "number")]
    old, new = {"type": "array", "allOf": some}, {"type": "array"}
    found = changes(document(old), document(new))
    assert levels(found) == {"request-items-freed": "safe", "response-items-freed": "breaking"}
    found = changes(document(new), document(old))
    told = {"request-items-restricted": "breaking", "response-items-restricted": "safe"}
    assert levels(found) == told
