"""What a change of one alternative means to the others, and what takes the place of several."""

from __future__ import annotations

from typing import Any

import pytest

from callsheet.changes import Change
from judged import changes, document, levels

Json = Any


def wrapper(name: str, steps: Json) -> Json:
    """Return an open object, known by what it requires: a value may be several at once."""
    properties = {name: {"type": "object"}, "steps": {"type": "array", "items": steps}}
    return {"type": "object", "properties": properties, "required": [name]}


def one_of(*names: str, steps: Json) -> Json:
    return {"oneOf": [wrapper(name, steps) for name in names]}


def found_as(code: str, old: Json, new: Json) -> list[Change]:
    return [one for one in changes(document(old), document(new)) if one.code == code]


TEXT, SOME = {"type": "string"}, {"type": "string", "minLength": 1}


def test_what_another_rule_refuses_does_not_prove_that_alternatives_overlap() -> None:
    """``[""]`` is refused for its length, and not for being two things at once."""
    old, new = one_of("api", "app", steps=TEXT), one_of("api", "app", "agent", steps=SOME)
    found = changes(document(old), document(new))
    assert levels(found)["request-min-length-set"] == "breaking"
    assert levels(found)["request-alternative-added"] == "risky"
    assert "for example" not in " ".join(one.message for one in found)


def test_two_alternatives_that_both_take_a_value_are_proven_by_it() -> None:
    old = {"oneOf": [{"type": "integer", "maximum": 5}, {"type": "integer", "minimum": 10}]}
    new = {"oneOf": [{"type": "integer", "maximum": 12}, {"type": "integer", "minimum": 10}]}
    (found,) = found_as("request-alternatives-overlap", old, new)
    assert found.level == "breaking"
    assert "for example 1" in found.message


def test_a_narrower_alternative_lets_no_request_be_two_things_that_was_one() -> None:
    old, new = one_of("api", "app", steps=TEXT), one_of("api", "app", steps=SOME)
    for one, other, direction in ((old, new, "response"), (new, old, "request")):
        found = levels(changes(document(one), document(other)))
        told = {code: level for code, level in found.items() if code.endswith("overlap")}
        assert told == {f"{direction}-alternatives-overlap": "risky"}


def shapes(schema: Json) -> Json:
    """Return a document with components: some shapes, and a group of them."""
    made = document({"$ref": "#/components/schemas/Item"})
    tagged = {
        name: {
            "type": "object",
            "properties": {"type": {"const": name}, name: {"type": "string"}},
            "required": ["type", name],
        }
        for name in ("Cut", "Join", "Sort", "Drop")
    }
    group = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
    made["components"] = {"schemas": {**tagged, "Group": group, "Item": schema}}
    return made


ONE = {"$ref": "#/components/schemas/Group"}
SEVERAL = {
    "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("Cut", "Join", "Sort", "Drop")]
}


def test_one_thing_that_takes_the_place_of_several_is_told_once() -> None:
    found = changes(shapes(SEVERAL), shapes(ONE))
    assert levels(found, "request") == {"request-alternatives-replaced": "breaking"}
    (message,) = {one.message for one in found if one.code.startswith("request")}
    assert message == (
        "`Group` stands where there were 4 alternatives: `Cut`, `Join`, `Sort` and 1 more"
    )


def test_several_things_that_take_the_place_of_one_are_told_once() -> None:
    found = changes(shapes(ONE), shapes(SEVERAL))
    assert levels(found, "response") == {"response-alternatives-replaced": "breaking"}
    (message,) = {one.message for one in found if one.code.startswith("response")}
    assert message == (
        "`Item` is one of 4 alternatives now, none of which is what it was: "
        "`Cut`, `Join`, `Sort` and 1 more"
    )


# -- null beside alternatives

WHOLE, NULL = {"type": "integer"}, {"type": "null"}
NULLABLE = {"type": ["string", "null"]}
MORE: dict[str, tuple[Json, Json]] = {
    "one-more-alternative": ({"oneOf": [TEXT, WHOLE]}, {"oneOf": [TEXT, WHOLE, NULL]}),
    "beside-a-new-alternative": (TEXT, {"anyOf": [TEXT, WHOLE, NULL]}),
    "an-alternative-may-be": ({"oneOf": [TEXT, WHOLE]}, {"oneOf": [NULLABLE, WHOLE]}),
    "listed": ({"oneOf": [TEXT, WHOLE]}, {"oneOf": [{"enum": ["a", None]}, WHOLE]}),
}
SAME: dict[str, tuple[Json, Json]] = {
    "another-place": ({"oneOf": [TEXT, WHOLE, NULL]}, {"oneOf": [NULLABLE, WHOLE]}),
    "of-the-whole": (NULLABLE, {"oneOf": [TEXT, WHOLE, NULL]}),
    "of-a-listed-whole": ({"enum": ["a", None]}, {"oneOf": [TEXT, WHOLE, NULL]}),
}


def nulls(old: Json, new: Json) -> dict[str, str]:
    found = levels(changes(document(old), document(new)))
    return {code: level for code, level in found.items() if "-null-" in code}


@pytest.mark.parametrize("case", MORE)
def test_null_is_told_once_for_all_alternatives(case: str) -> None:
    less, more = MORE[case]
    added = {"request-null-added": "safe", "response-null-added": "breaking"}
    assert nulls(less, more) == added
    removed = {"request-null-removed": "breaking", "response-null-removed": "safe"}
    assert nulls(more, less) == removed


@pytest.mark.parametrize("case", SAME)
def test_null_that_only_stands_elsewhere_is_not_told(case: str) -> None:
    one, other = SAME[case]
    assert nulls(one, other) == nulls(other, one) == {}


def test_what_is_null_and_nothing_else_now_is_of_another_type() -> None:
    (found,) = found_as("response-type-changed", WHOLE, {"anyOf": [NULL, NULL]})
    assert (found.level, found.message) == (
        "breaking",
        "the response 200 is null now, was integer",
    )


def test_null_is_told_where_it_stands() -> None:
    old, new = {"oneOf": [TEXT, WHOLE]}, {"oneOf": [TEXT, WHOLE, NULL]}
    (found,) = found_as("response-null-added", old, new)
    assert found.pointer.endswith("/schema/oneOf/2")
    (found,) = found_as(
        "response-null-added", old, {"oneOf": [TEXT, {"type": ["integer", "null"]}]}
    )
    assert found.pointer.endswith("/schema/oneOf/1/type")


def test_null_that_two_alternatives_take_is_refused_by_both_together() -> None:
    null: Any = {"type": "null"}
    twice, once = ({"oneOf": [null, one]} for one in (null, {"type": "null", "enum": ["a"]}))
    old, new = ({"anyOf": [one, {"type": "array"}]} for one in (twice, once))
    assert "breaking" in levels(changes(document(old), document(new)), "response").values()
    assert "breaking" in levels(changes(document(new), document(old)), "request").values()
