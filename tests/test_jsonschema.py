"""Schemas of a document as plain JSON Schema, which a validator takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from callsheet.diagnostics import Report
from callsheet.jsonschema import JsonSchemas
from callsheet.read import open_document


def converter(folder: Path, schemas: str, version: str = "3.0.3") -> tuple[JsonSchemas, Any]:
    path = folder / "openapi.yaml"
    indented = "".join(f"    {line}\n" for line in schemas.strip().splitlines())
    path.write_text(
        f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"
        f"components:\n  schemas:\n{indented}"
    )
    document = open_document(path, Report())
    return JsonSchemas(document), document.root / "components" / "schemas"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("{type: string, nullable: true}", {"type": ["string", "null"]}),
        (
            "{type: string, nullable: true, enum: [a]}",
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ("{nullable: true, allOf: [{}]}", {"anyOf": [{"allOf": [{}]}, {"type": "null"}]}),
        ("{minimum: 1, exclusiveMinimum: true}", {"exclusiveMinimum": 1}),
        ("{maximum: 1, exclusiveMaximum: false}", {"maximum": 1}),
        ("{type: string, example: a}", {"type": "string", "examples": ["a"]}),
        ("{type: object, xml: {name: a}, externalDocs: {url: b}, x-a: 1}", {"type": "object"}),
        ("{type: any, minLength: -1, pattern: '(', required: true}", {}),
        ("{type: [string, 'null', string]}", {"type": ["string", "null"]}),
        ("{required: [a, a, 1]}", {"required": ["a"]}),
        ("{properties: {a: true}}", {"properties": {"a": True}}),
        ("{discriminator: {propertyName: a}, oneOf: []}", {}),
    ],
)
def test_the_dialect_becomes_plain(tmp_path: Path, written: str, plain: object) -> None:
    schemas, components = converter(tmp_path, f"A: {written}")
    made = schemas.of(components / "A")
    assert made == plain
    jsonschema_rs.Draft202012Validator(made)


def test_a_reference_leads_into_the_definitions(tmp_path: Path) -> None:
    schemas, components = converter(
        tmp_path, "A: {$ref: '#/components/schemas/B'}\nB: {type: string}"
    )
    assert schemas.of(components / "A") == {"$ref": "#/$defs/B"}
    assert schemas.definitions == {"B": {"type": "string"}}


def test_siblings_of_a_reference_count_in_3_1_alone(tmp_path: Path) -> None:
    text = "A: {$ref: '#/components/schemas/B', maxLength: 3}\nB: {type: string}"
    for version, made in (("3.0.3", {}), ("3.1.0", {"maxLength": 3})):
        schemas, components = converter(tmp_path, text, version)
        assert schemas.of(components / "A") == {"$ref": "#/$defs/B", **made}


def test_recursion_ends(tmp_path: Path) -> None:
    text = "A: {type: object, properties: {next: {$ref: '#/components/schemas/A'}}}"
    schemas, components = converter(tmp_path, text)
    whole = schemas.closed(schemas.of(components / "A"))
    validator = jsonschema_rs.Draft202012Validator(whole)
    assert validator.is_valid({"next": {"next": {}}})
    assert not validator.is_valid({"next": {"next": 1}})


def test_keys_hold_nothing_that_a_pointer_escapes(tmp_path: Path) -> None:
    text = (
        "A: {allOf: [{$ref: '#/components/schemas/a~1b'}, {$ref: '#/components/schemas/a_b'},"
        " {$ref: '#/components/schemas/A/properties/x'}], properties: {x: {type: string}}}\n"
        "a/b: {type: integer}\na_b: {type: string}"
    )
    schemas, components = converter(tmp_path, text)
    references = [branch["$ref"] for branch in schemas.of(components / "A")["allOf"]]
    assert references == [
        "#/$defs/a_b_2",
        "#/$defs/a_b",
        "#/$defs/components.schemas.A.properties.x",
    ]
    assert schemas.definitions["a_b_2"] == {"type": "integer"}


def test_fields_that_do_not_travel_are_not_required(tmp_path: Path) -> None:
    text = (
        "A: {type: object, required: [id, secret, name], properties: {name: {type: string},"
        " id: {type: string, readOnly: true}, secret: {type: string, writeOnly: true}}}"
    )
    schemas, components = converter(tmp_path, text)
    node = components / "A"
    assert schemas.of(node)["required"] == ["id", "secret", "name"]
    assert schemas.of(node, "request")["required"] == ["secret", "name"]
    assert schemas.of(node, "response")["required"] == ["id", "name"]


def test_a_direction_has_a_definition_of_its_own_where_it_differs(tmp_path: Path) -> None:
    text = (
        "Order: {type: object, properties: {item: {$ref: '#/components/schemas/Item'},"
        " size: {$ref: '#/components/schemas/Size'}}}\n"
        "Item: {type: object, required: [id], properties: {id: {type: string, readOnly: true}}}\n"
        "Size: {type: integer}"
    )
    schemas, components = converter(tmp_path, text)
    made = schemas.of(components / "Order", "request")
    assert made["properties"]["item"] == {"$ref": "#/$defs/Item.request"}
    assert made["properties"]["size"] == {"$ref": "#/$defs/Size"}
    assert "required" not in schemas.definitions["Item.request"]
    assert schemas.of(components / "Order", "response")["properties"]["item"] == {
        "$ref": "#/$defs/Item"
    }


def test_a_branch_may_require_what_another_branch_makes_read_only(tmp_path: Path) -> None:
    text = (
        "A: {allOf: [{$ref: '#/components/schemas/B'}, {required: [id, name]}]}\n"
        "B: {type: object, properties: {id: {type: string, readOnly: true}}}"
    )
    schemas, components = converter(tmp_path, text)
    assert schemas.of(components / "A", "request")["allOf"][1] == {"required": ["name"]}
