"""Values for schemas: whatever is made is valid, and what is said to be invalid is."""

from __future__ import annotations

import re
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet import ir
from callsheet.cases.derive import applied, shortened
from callsheet.cases.model import Edit
from callsheet.cases.overlaps import Overlaps
from callsheet.cases.pattern import NoString, matching
from callsheet.cases.placing import fits_path, is_sendable, sent
from callsheet.cases.shapes import At, GiveUp
from callsheet.cases.synthesise import Synthesiser
from callsheet.cases.variants import variants

ROOT = "#/schema"


def limits(low: str, high: str, most: int) -> st.SearchStrategy[dict[str, int]]:
    pair = st.tuples(st.integers(0, most), st.integers(0, most)).map(sorted)
    return pair.map(lambda two: {low: two[0], high: two[1]})


scalars = st.one_of(
    st.just({"type": "boolean"}),
    st.just({"type": ["string", "null"]}),
    limits("minimum", "maximum", 50).map(lambda more: {"type": "integer", **more}),
    limits("exclusiveMinimum", "maximum", 9).map(lambda more: {"type": "number", **more}),
    st.integers(1, 7).map(lambda step: {"type": "integer", "multipleOf": step}),
    limits("minLength", "maxLength", 12).map(lambda more: {"type": "string", **more}),
    st.sampled_from(["[a-z]+", r"^\d{2,4}$", r"\S", "^(a|bc)x?$", "^[^0-9]{3}$"]).map(
        lambda pattern: {"type": "string", "pattern": pattern}
    ),
    st.sampled_from(["date", "date-time", "uuid", "email", "uri", "ipv4"]).map(
        lambda form: {"type": "string", "format": form}
    ),
    st.lists(st.one_of(st.text(max_size=3), st.integers(-5, 5)), min_size=1, max_size=4).map(
        lambda values: {"enum": values}
    ),
    st.just({"$ref": "#/$defs/Pet"}),
    st.just({"$ref": "#/$defs/Tree"}),
)


def deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    fields = st.dictionaries(st.sampled_from(["a", "b/c", "d~e"]), inner, min_size=1, max_size=3)
    return st.one_of(
        st.tuples(inner, limits("minItems", "maxItems", 4), st.booleans()).map(
            lambda made: {
                "type": "array",
                "items": made[0],
                **made[1],
                **({"uniqueItems": True} if made[2] else {}),
            }
        ),
        st.tuples(fields, st.booleans()).map(
            lambda made: {
                "type": "object",
                "properties": made[0],
                "required": sorted(made[0])[:2],
                "additionalProperties": made[1],
            }
        ),
        st.lists(inner, min_size=1, max_size=3).map(lambda all_: {"anyOf": all_}),
        st.lists(inner, min_size=1, max_size=2).map(lambda all_: {"oneOf": all_}),
        st.lists(inner, min_size=1, max_size=2).map(lambda all_: {"allOf": all_}),
    )


schemas = st.recursive(scalars, deeper, max_leaves=6)
DEFINITIONS: dict[str, Any] = {
    "Pet": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    "Tree": {
        "type": "object",
        "properties": {"leaves": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}},
    },
    "Endless": {"type": "object", "required": ["next"], "properties": {}},
}
DEFINITIONS["Endless"]["properties"]["next"] = {"$ref": "#/$defs/Endless"}


def judge(schema: Any) -> Any:
    whole = {"allOf": [schema], "$defs": DEFINITIONS}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


@settings(max_examples=150)
@given(schemas)
def test_what_is_made_is_valid(schema: Any) -> None:
    try:
        made = Synthesiser(DEFINITIONS).value(At(schema, ROOT))
    except GiveUp:
        return
    assert judge(schema).is_valid(made)


@settings(max_examples=150)
@given(schemas)
def test_every_variant_can_be_applied(schema: Any) -> None:
    synthesiser, at = Synthesiser(DEFINITIONS), At(schema, ROOT)
    try:
        base = synthesiser.value(at)
    except GiveUp:
        return
    for found in list(variants(synthesiser, at, base))[:80]:
        whole = applied(base, found.edits)
        assert applied(base, shortened(found.edits)) == whole


CLAIMED: list[tuple[dict[str, Any], list[Any], list[Any]]] = [
    ({"type": "string", "minLength": 2, "maxLength": 3}, ["aa", "aaa"], ["a", "aaaa"]),
    ({"type": "integer", "minimum": 1, "maximum": 4}, [1, 4], [0, 5, "1", 1.5]),
    ({"type": "number", "exclusiveMinimum": 0, "maximum": 1}, [1, 0.5], [0, 2]),
    ({"type": "integer", "multipleOf": 12}, [12], [13]),
    ({"enum": ["a", "b"]}, ["a", "b"], ["not-listed"]),
    ({"const": 3}, [3], [4]),
    ({"type": "string", "pattern": "^[a-z]{3}$"}, ["aaa"], ["!"]),
    ({"type": "string", "format": "date"}, ["2026-01-31"], ["not a date"]),
    ({"type": ["boolean", "null"]}, [True, False, None], ["true"]),
    ({"type": "array", "items": {"type": "integer"}, "minItems": 1}, [[1]], [[], ["1"]]),
    ({"type": "array", "items": {}, "uniqueItems": True}, [], [["text", "text"]]),
]


@pytest.mark.parametrize(("schema", "valid", "invalid"), CLAIMED)
def test_both_sides_of_a_limit_are_tried(
    schema: dict[str, Any], valid: list[Any], invalid: list[Any]
) -> None:
    synthesiser, at = Synthesiser({}), At(schema, ROOT)
    base = synthesiser.value(at)
    tried = {True: [base], False: []}
    for found in variants(synthesiser, at, base):
        whole = applied(base, found.edits)
        if judge(schema).is_valid(whole) == found.is_valid:
            tried[found.is_valid].append(whole)
    assert all(value in tried[True] for value in valid)
    assert all(value in tried[False] for value in invalid)


def test_a_schema_that_needs_itself_has_no_value() -> None:
    with pytest.raises(GiveUp, match=r"no value|without end"):
        Synthesiser(DEFINITIONS).value(At({"$ref": "#/$defs/Endless"}, ROOT))


def test_limits_that_contradict_each_other_have_no_value() -> None:
    with pytest.raises(GiveUp):
        Synthesiser({}).value(At({"type": "integer", "minimum": 5, "maximum": 4}, ROOT))


def test_the_documents_own_example_comes_first() -> None:
    schema = {"type": "string", "minLength": 1, "examples": ["", "a cat"]}
    assert Synthesiser({}).value(At(schema, ROOT)) == "a cat"


def test_a_long_value_stays_short_in_the_edit() -> None:
    schema = {"type": "string", "maxLength": 5000}
    found = variants(Synthesiser({}), At(schema, ROOT), "")
    assert Edit("", "a", 5001) in [edit for one in found for edit in one.edits]


@pytest.mark.parametrize(
    ("pattern", "least", "most"),
    [
        ("^[A-Z]{2}-[0-9]+$", 10, 10),
        (r"^\w+@\w+\.(com|org)$", 8, 30),
        ("^(?:ab){2,}$", 8, 8),
        ("x", 5, 5),
        (r"^\u0041\.\/$", 3, 3),
        ("^$|^[a-f0-9]{8}$", 8, 8),
    ],
)
def test_a_string_fits_its_pattern_and_length(pattern: str, least: int, most: int) -> None:
    made = matching(pattern, least, most)
    assert re.search(pattern, made)
    assert least <= len(made) <= most


@pytest.mark.parametrize(
    "pattern", ["(?=a)b", r"(a)\1", r"\bword", r"\p{L}", "a{2,1", "(", "[z-a]"]
)
def test_a_pattern_out_of_reach_is_said_to_be(pattern: str) -> None:
    with pytest.raises(NoString):
        matching(pattern)


def parameter(location: Any, style: Any, *, explode: bool = False) -> ir.Parameter:
    doc, anything = ir.Doc(), ir.Anything()
    return ir.Parameter(
        ROOT, "n", location, anything, ir.Required(), doc, style, explode, schema={}
    )


TRAVELS = [
    ("path", "simple", False, ["a", "b"], [("n", "a,b")]),
    ("path", "label", True, ["a", "b"], [("n", ".a.b")]),
    ("path", "matrix", False, ["a", "b"], [("n", ";n=a,b")]),
    ("path", "matrix", True, ["a", "b"], [("n", ";n=a;n=b")]),
    ("path", "label", True, {"x": 1, "y": 2}, [("n", ".x=1.y=2")]),
    ("path", "simple", False, {"x": 1, "y": 2}, [("n", "x,1,y,2")]),
    ("query", "form", True, {"x": 1, "y": 2}, [("x", "1"), ("y", "2")]),
    ("query", "form", False, {"x": 1, "y": 2}, [("n", "x,1,y,2")]),
    ("query", "deepObject", True, {"x": 1}, [("n[x]", "1")]),
    ("query", "pipeDelimited", False, ["a", "b"], [("n", "a|b")]),
]


@pytest.mark.parametrize(("location", "style", "explode", "value", "pairs"), TRAVELS)
def test_a_value_travels_in_its_style(
    location: str, style: str, explode: bool, value: Any, pairs: list[tuple[str, str]]
) -> None:
    assert sent(parameter(location, style, explode=explode), value) == pairs


@pytest.mark.parametrize(
    ("location", "style", "value"),
    [
        pytest.param("path", "simple", [], id="no segment"),
        pytest.param("path", "simple", "..", id="another segment"),
        pytest.param("path", "simple", ["a,b"], id="a comma in an item"),
        pytest.param("query", "form", {}, id="no pair"),
        pytest.param("query", "deepObject", {"a": {"b": 1}}, id="an object in an object"),
        pytest.param("header", "simple", "two\nlines", id="a line break"),
        pytest.param("header", "simple", "\u00e9", id="beyond ASCII"),
        pytest.param("cookie", "form", "a;b", id="the end of a cookie"),
    ],
)
def test_what_cannot_be_sent_is_not(location: str, style: str, value: Any) -> None:
    assert not is_sendable(parameter(location, style), value)


@pytest.mark.parametrize(
    ("path", "text", "fits"),
    [
        ("/files/{a}.{n}", "txt", True),
        ("/files/{a}.{n}", "tar.gz", False),
        ("/files/{n}", "tar.gz", True),
        ("/a/{a}{n}", "b", False),
    ],
)
def test_a_text_must_be_found_again_in_its_segment(path: str, text: str, fits: bool) -> None:
    assert fits_path(path, [("n", text)]) is fits


def test_alternatives_that_always_overlap_are_not_held_apart() -> None:
    name = {"type": "object", "properties": {"name": {"type": "string"}}}
    title = {"type": "object", "properties": {"title": {"type": "string"}}}
    overlaps = Overlaps(Synthesiser({}))
    assert overlaps.meant({"oneOf": [name, title]}) == {"anyOf": [name, title]}


def test_alternatives_of_which_one_can_be_told_are_held_apart() -> None:
    one = {"type": "object", "properties": {"kind": {"const": "one"}}}
    other = {"type": "object", "properties": {"kind": {"const": "other"}}}
    overlaps = Overlaps(Synthesiser({}))
    assert overlaps.meant({"oneOf": [one, other]}) == {"oneOf": [one, other]}


def notes(schema: Any, base: Any) -> set[tuple[bool, str, str]]:
    found = variants(Synthesiser(DEFINITIONS), At(schema, ROOT), base)
    return {(one.is_valid, ".".join(one.path), one.note) for one in found}


def test_an_unknown_property_is_tried_where_the_document_speaks_of_it() -> None:
    schema: dict[str, Any] = {"type": "object", "properties": {}}
    assert (True, "unknown", "not known") in notes({**schema, "additionalProperties": True}, {})
    assert (False, "unknown", "not known") in notes({**schema, "additionalProperties": False}, {})
    assert (
        notes(schema, {}) & {(True, "unknown", "not known"), (False, "unknown", "not known")}
        == set()
    )


def test_each_type_that_a_value_may_have_is_tried() -> None:
    picture = {"anyOf": [{"type": "object", "required": ["a"]}, {"type": "string"}]}
    assert (True, "", "a text") in notes(picture, {"a": 1})
    assert (True, "", "an object") in notes(picture, "text")
    words = {"anyOf": [{"enum": ["known"], "type": "string"}, {"type": "string"}]}
    assert (True, "", "a text") not in notes(words, "known")


def test_properties_that_exclude_each_other_are_tried_one_by_one() -> None:
    either = {
        "type": "object",
        "maxProperties": 1,
        "properties": {"url": {"type": "string"}, "id": {"type": "string"}},
    }
    assert (True, "", "id alone") in notes(either, {"url": "text"})


def test_a_text_that_is_no_number_is_tried_for_one() -> None:
    assert (False, "", "a text") in notes({"type": "integer"}, 1)


def test_a_fraction_is_tried_unless_the_examples_are_whole() -> None:
    assert (True, "", "1.5, a fraction") in notes({"type": "number", "minimum": 1}, 1)
    whole = {"type": "number", "minimum": 1, "examples": [5]}
    assert (True, "", "1.5, a fraction") not in notes(whole, 5)
