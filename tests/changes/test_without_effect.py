"""What has no effect by the letter: it is placed and told, and never called breaking."""

from __future__ import annotations

from typing import Any

import pytest

from judged import changes, document, levels

Json = Any

INERT: dict[str, tuple[Json, Json, str]] = {
    "length-of-a-number": (
        {"type": "number", "maxLength": 9},
        {"type": "number", "maxLength": 5},
        "max-length-lowered",
    ),
    "limit-beside-listed-values": (
        {"enum": [1, 2], "maximum": 9},
        {"enum": [1, 2], "maximum": 5},
        "maximum-lowered",
    ),
    "format-of-a-boolean": (
        {"type": "boolean"},
        {"type": "boolean", "format": "date"},
        "format-set",
    ),
    "member-of-a-text": (
        {"type": "string", "properties": {"a": {"type": "string"}}},
        {"type": "string", "properties": {"a": {"type": "string", "maxLength": 5}}},
        "max-length-set",
    ),
    "required-of-a-list": (
        {"type": "array", "properties": {"a": {}}},
        {"type": "array", "properties": {"a": {}}, "required": ["a"]},
        "property-became-required",
    ),
    "items-of-an-object": (
        {"type": "object", "items": {"type": "number"}},
        {"type": "object", "items": {"type": "integer"}},
        "type-narrowed",
    ),
    "count-of-what-is-not-told": (
        {"type": "array", "maxContains": 3},
        {"type": "array", "maxContains": 2},
        "max-contains-lowered",
    ),
    "names-of-a-text": (
        {"type": "string"},
        {"type": "string", "propertyNames": {"maxLength": 3}},
        "property-names-added",
    ),
}


@pytest.mark.parametrize("case", INERT)
def test_it_is_risky_where_it_would_break_and_safe_elsewhere(case: str) -> None:
    old, new, name = INERT[case]
    found = levels(changes(document(old), document(new)))
    assert found[f"request-{name}"] == "risky"
    assert found.get(f"response-{name}", "safe") == "safe"
    assert "breaking" not in found.values()


def test_a_bound_that_excludes_nothing_is_told() -> None:
    old, new = {"type": "number"}, {"type": "number", "exclusiveMaximum": True}
    found = changes(document(old, "3.0.3"), document(new, "3.0.3"))
    assert levels(found, "request") == {"request-exclusive-maximum-changed": "risky"}


def test_a_count_of_one_is_what_nothing_says() -> None:
    old = {"type": "array", "contains": {"type": "string"}}
    found = changes(document(old), document({**old, "minContains": 1}))
    assert set(levels(found).values()) == {"safe"}
    assert found[0].pointer.endswith("/minContains")


def test_what_only_one_side_could_be_is_told_by_its_type() -> None:
    old, new = {"type": "string", "maxLength": 5}, {"type": "integer"}
    found = levels(changes(document(old), document(new)), "request")
    assert found == {"request-type-changed": "breaking"}


# -- components beside which nothing else is said


def composed(*names: str, kind: str = "allOf", **more: Json) -> Json:
    """Return a document of components that all say the same."""
    made = document({**more, kind: [{"$ref": f"#/components/schemas/{one}"} for one in names]})
    said = {"type": "object", "properties": {"a": {"type": "string"}}}
    return {**made, "components": {"schemas": dict.fromkeys(("A", "B", "C"), said)}}


def test_a_component_more_in_all_of_narrows_what_a_request_is() -> None:
    found = levels(changes(composed("A"), composed("A", "B")))
    assert found["request-all-of-added"] == "risky"
    assert "response-all-of-added" not in found
    found = levels(changes(composed("A", "B"), composed("A")))
    assert found["response-all-of-removed"] == "risky"
    assert "request-all-of-removed" not in found


def test_members_that_move_into_a_component_are_the_same() -> None:
    own = {"type": "object", "properties": {"a": {"type": "string"}}}
    old = {**composed("C"), "paths": document(own)["paths"]}
    new = composed("A", type="object")
    assert set(levels(changes(old, new)).values()) <= {"safe"}


@pytest.mark.parametrize("kind", ["anyOf", "oneOf"])
def test_an_alternative_that_others_cover_is_no_more_than_risky(kind: str) -> None:
    two, three = composed("A", "B", kind=kind), composed("A", "B", "C", kind=kind)
    assert levels(changes(three, two), "request-alternative") == {
        "request-alternative-removed": "risky"
    }
    assert levels(changes(two, three), "response-alternative-a")["response-alternative-added"] in (
        "risky",
        "breaking",
    )


def test_an_alternative_under_another_name_is_told() -> None:
    found = changes(composed("A", "B", kind="anyOf"), composed("A", "C", kind="anyOf"))
    assert levels(found, "request") == {"request-alternative-renamed": "risky"}
    assert found[0].pointer.endswith("/anyOf/1")


# -- silence


def reordered(value: Json) -> Json:
    """Return a value with the members of every object the other way round."""
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(one) for one in value] if isinstance(value, list) else value


def test_members_in_another_order_are_silent() -> None:
    whole = composed("A", "B", kind="anyOf", title="t", description="d")
    assert changes(whole, reordered(whole)) == ()


def test_a_reference_that_leads_nowhere_on_both_sides_is_silent() -> None:
    schema = {"type": "object", "example": {"$ref": "#/nowhere"}}
    longer = {**document(schema), "tags": []}
    assert changes(document(schema), longer) == ()


def test_what_a_reference_names_says_the_same_in_its_place() -> None:
    one = {"type": "object", "properties": {"a": {"type": "string"}}}
    old = {**document({"$ref": "#/components/schemas/A"}), "components": {"schemas": {"A": one}}}
    found = changes(old, {**old, "paths": document(one)["paths"]})
    (told,) = found
    assert told.code == "rewritten"
    assert told.pointer.endswith("/schema")


def test_what_is_written_differently_in_a_component_is_told_once_for_all_who_use_it() -> None:
    def written(names: Json) -> Json:
        one = {"type": "object", "required": names}
        made = document({"$ref": "#/components/schemas/A"})
        made["paths"]["/q"] = made["paths"]["/p"]
        return {**made, "components": {"schemas": {"A": one}}}

    (told,) = changes(written(["a", "b"]), written(["b", "a"]))
    assert (told.code, told.operations) == ("rewritten", ("POST /p", "POST /q"))
    assert told.pointer == "#/components/schemas/A/required/0"
