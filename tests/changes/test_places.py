"""Where a change is said to be, and what is judged by more than one keyword."""

from __future__ import annotations

from typing import Any

import pytest

from judged import changes, document, levels, put

Json = Any


def place(old: Json, new: Json, code: str) -> str:
    """Return where a change is, without the way to the schema of the request."""
    found = {one.code: one for one in changes(document(old), document(new))}
    return found[code].pointer.rpartition("/schema")[2]


def test_what_must_not_be_is_told_at_the_place_that_differs() -> None:
    old = {"not": {"type": "object", "properties": {"a": {"type": "string", "maxLength": 5}}}}
    new = {"not": {"type": "object", "properties": {"a": {"type": "string", "maxLength": 9}}}}
    assert place(old, new, "request-not-changed") == "/not/properties/a/maxLength"
    found = levels(changes(document(old), document(new)))
    assert found == {"request-not-changed": "breaking", "response-not-changed": "safe"}


def test_a_condition_is_told_at_the_place_that_differs() -> None:
    old = {"if": {"properties": {"a": {"const": 1}}}, "then": {"required": ["b"]}}
    new = {"if": {"properties": {"a": {"const": 2}}}, "then": {"required": ["b"]}}
    assert place(old, new, "request-if-changed") == "/if/properties/a/const"


def test_a_value_that_is_named_no_more_is_told_where_it_stood() -> None:
    old, new = ({"type": "string", "x-extensible-enum": one} for one in (["a", "b"], ["a"]))
    (found,) = (
        one
        for one in changes(document(old), document(new))
        if one.code == "request-extensible-value-removed"
    )
    assert found.old is not None
    assert found.old.pointer.endswith("/x-extensible-enum/1")


@pytest.mark.parametrize(
    ("flag", "direction"), [("writeOnly", "response"), ("readOnly", "request")]
)
def test_a_member_that_is_not_sent_any_more_is_told_at_what_says_so(
    flag: str, direction: str
) -> None:
    old = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    new = put(old, "/properties/a", flag, True)
    code = f"{direction}-property-became-optional"
    assert place(old, new, code) == f"/properties/a/{flag}"


def test_what_properties_refer_to_is_told_once_whatever_they_say_of_it() -> None:
    def made(kinds: Json, prose: str) -> Json:
        kind = {"$ref": "#/components/schemas/Kind"}
        properties = {"a": {**kind, "description": "One."}, "b": {**kind, "description": prose}}
        whole = document({"type": "object", "properties": properties})
        return {**whole, "components": {"schemas": {"Kind": {"enum": kinds}}}}

    found = changes(made(["x", "y"], "Two."), made(["x"], "Too."))
    assert sorted(one.message for one in found if "request" in one.code) == [
        '`Kind` is never "y" now',
        "`b` of the request body has another description",
    ]


# -- messages that are nothing, or anything


def described(schema: Json) -> Json:
    """Return a document whose messages have a schema, or none (...)."""
    made = document({})
    post = made["paths"]["/p"]["post"]
    for holder in (post["requestBody"], post["responses"]["200"]):
        holder["content"] = {"application/json": {} if schema is ... else {"schema": schema}}
    return made


@pytest.mark.parametrize("old", [..., {"type": "string"}], ids=["anything", "text"])
def test_a_message_that_can_be_nothing_breaks_both_ways(old: Json) -> None:
    found = levels(changes(described(old), described(False)))
    assert found == {"request-emptied": "breaking", "response-emptied": "breaking"}


def test_a_member_that_can_be_nothing_is_only_narrower() -> None:
    old, new = ({"type": "object", "properties": {"a": one}} for one in ({}, False))
    found = levels(changes(document(old), document(new)))
    assert found == {"request-emptied": "breaking", "response-emptied": "safe"}


def test_a_member_that_must_be_there_is_anything_where_it_is_not_described() -> None:
    bare = {"type": "object", "required": ["a"]}
    told = {**bare, "properties": {"a": {"type": "string"}}}
    found = levels(changes(document(bare), document(told)))
    assert found == {
        "request-property-described": "breaking",
        "response-property-described": "safe",
    }
    found = levels(changes(document(told), document(bare)))
    undescribed = {"request-property-undescribed": "safe"}
    assert found == {**undescribed, "response-property-undescribed": "breaking"}


@pytest.mark.parametrize("schema", [{}, True])
def test_a_schema_that_lets_everything_pass_is_none(schema: Json) -> None:
    found = changes(described(...), described(schema))
    assert set(levels(found)) == {"rewritten"}


# -- values that are written as text


def written(schema: Json, **more: Json) -> Json:
    """Return a document with a query parameter and a header of the answer."""
    made = document({})
    post = made["paths"]["/p"]["post"]
    held = {"content": {"application/json": {"schema": schema}}} if more else {"schema": schema}
    post["parameters"] = [{"name": "q", "in": "query", **held}]
    post["responses"]["200"]["headers"] = {"X-H": held}
    return made


TEXT, NUMBER, UUID = {"type": "string"}, {"type": "integer"}, {"type": "string", "format": "uuid"}
BOTH = {"type": ["string", "integer"]}


@pytest.mark.parametrize(
    ("old", "new", "request_", "response"),
    [
        (NUMBER, TEXT, "safe", "breaking"),
        (TEXT, NUMBER, "breaking", "safe"),
        (TEXT, BOTH, "risky", "risky"),
        (BOTH, TEXT, "risky", "risky"),
        (NUMBER, UUID, "breaking", "breaking"),
    ],
    ids=["number-to-text", "text-to-number", "either", "text-only", "to-uuid"],
)
def test_a_number_is_text_where_everything_is(
    old: Json, new: Json, request_: str, response: str
) -> None:
    found = levels(changes(written(old), written(new)))
    types = {code: level for code, level in found.items() if "-type-" in code}
    assert {code.partition("-")[0]: level for code, level in types.items()} == {
        "request": request_,
        "response": response,
    }


def test_an_alternative_whose_values_are_text_anyway_is_no_more_than_risky() -> None:
    found = changes(written({"oneOf": [TEXT, NUMBER]}), written(TEXT))
    assert levels(found, "request")["request-alternative-removed"] == "risky"


def test_a_parameter_that_holds_json_tells_text_from_numbers() -> None:
    found = levels(changes(written(NUMBER, json=True), written(TEXT, json=True)))
    assert found["request-type-changed"] == "breaking"


# -- messages, operations, the document


def test_another_charset_is_another_text() -> None:
    kinds = [f"text/plain; charset=utf-{one}" for one in (8, 16)]
    old, new = document({}), document({})
    for made, kind in zip((old, new), kinds, strict=True):
        made["paths"]["/p"]["post"]["responses"]["200"]["content"] = {kind: {}}
    assert levels(changes(old, new)) == {"response-media-type-renamed": "breaking"}


def test_methods_that_openapi_does_not_know_are_operations() -> None:
    answers = {"responses": {"200": {"description": ""}}}
    old = document({}, "3.2.0")
    old["paths"]["/p"]["additionalOperations"] = {"PURGE": answers}
    (found,) = changes(old, document({}, "3.2.0"))
    assert (found.code, found.level) == ("operation-removed", "breaking")
    assert found.operations == ("PURGE /p",)


def test_credentials_that_no_operation_inherits_break_nothing() -> None:
    old = document({})
    old["components"] = {
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "K"}}
    }
    new = {**old, "security": [{"key": []}]}
    assert levels(changes(old, new)) == {"security-added": "breaking"}
    for made in (old, new):
        made["paths"] = put(made["paths"], "/~1p/post", "security", [])
    assert levels(changes(old, new)) == {"security-added": "safe"}


@pytest.mark.parametrize(("word", "level"), [("alpha", "breaking"), ("soon", "risky")])
def test_a_stability_that_nobody_knows_is_risky(word: str, level: str) -> None:
    old, new = document({}), document({})
    old["paths"]["/p"]["post"]["x-stability-level"] = "beta"
    new["paths"]["/p"]["post"]["x-stability-level"] = word
    assert levels(changes(old, new)) == {"stability-changed": level}


def test_a_callback_within_itself_is_compared_once() -> None:
    answers = {"responses": {"200": {"description": ""}}}
    refers = {"cb": {"$ref": "#/components/callbacks/cb"}}
    inner = {"{$request.body#/u}": {"post": {**answers, "callbacks": refers}}}
    old, new = document({}), document({})
    for made, word in ((old, "before"), (new, "after")):
        made["paths"]["/p"]["post"]["callbacks"] = refers
        there = put(inner, "/{$request.body#~1u}/post", "description", word)
        made["components"] = {"callbacks": {"cb": there}}
    found = [one for one in changes(old, new) if one.code == "prose-changed"]
    assert [one.operations for one in found] == [("POST /p",)]


def test_an_operation_that_has_moved_is_told_where_its_callers_look_for_it() -> None:
    old = document({})
    old["paths"]["/p"]["post"]["operationId"] = "make"
    new = {**old, "paths": {"/q": old["paths"]["/p"]}}
    (found,) = changes(old, new)
    assert (found.code, found.level) == ("operation-moved", "breaking")
    assert found.operations == ("POST /p",)
    assert found.message == "the operation is at POST /q now"


@pytest.mark.parametrize(("count", "said"), [(1, "1 item"), (2, "2 items")])
def test_one_is_not_several(count: int, said: str) -> None:
    old, new = {"type": "array"}, {"type": "array", "minItems": count}
    found = {one.code: one.message for one in changes(document(old), document(new))}
    assert found["request-min-items-set"] == f"the request body has at least {said} now"


def test_a_variable_that_is_one_of_a_list_now_is_told_once() -> None:
    def served(**more: Json) -> Json:
        variables = {"v": {"default": "a", **more}}
        return {**document({}), "servers": [{"url": "https://{v}", "variables": variables}]}

    free, listed = served(), served(enum=["a", "b", "c"])
    assert levels(changes(free, listed)) == {"server-variable-enum-added": "breaking"}
    assert levels(changes(listed, free)) == {"server-variable-enum-removed": "safe"}
