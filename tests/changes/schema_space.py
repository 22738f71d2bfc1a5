"""The edit space of schemas: every keyword, a schema beside which it has an effect, two values."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

Json = Any

_STRING = {"type": "string"}
_NUMBER = {"type": "number"}
_ARRAY = {"type": "array", "items": {"type": "integer"}}
_OBJECT = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
_PAIR = ({"type": "string"}, {"type": "integer"})
_CHOICE = ([{"type": "string"}, {"type": "integer"}], [{"type": "string"}, {"type": "boolean"}])
_IF = {"if": {"required": ["a"]}}

KEYWORDS: dict[str, tuple[Json, Json, Json]] = {
    "type": ({}, "string", "integer"),
    "enum": (_STRING, ["a", "b"], ["a", "c"]),
    "const": (_STRING, "a", "b"),
    "format": (_STRING, "date", "date-time"),
    "pattern": (_STRING, "^a", "^b"),
    "minLength": (_STRING, 2, 3),
    "maxLength": (_STRING, 2, 3),
    "minimum": (_NUMBER, 2, 3),
    "maximum": (_NUMBER, 2, 3),
    "exclusiveMinimum": (_NUMBER, 2, 3),
    "exclusiveMaximum": (_NUMBER, 2, 3),
    "multipleOf": (_NUMBER, 2, 3),
    "minItems": (_ARRAY, 2, 3),
    "maxItems": (_ARRAY, 2, 3),
    "uniqueItems": (_ARRAY, True, False),
    "items": ({"type": "array"}, *_PAIR),
    "prefixItems": ({"type": "array"}, [_PAIR[0]], [_PAIR[1]]),
    "contains": (_ARRAY, {"minimum": 1}, {"minimum": 2}),
    "minContains": ({**_ARRAY, "contains": {"minimum": 1}}, 2, 3),
    "maxContains": ({**_ARRAY, "contains": {"minimum": 1}}, 2, 3),
    "unevaluatedItems": ({"type": "array"}, False, {"type": "string"}),
    "properties": ({"type": "object"}, {"a": _PAIR[0]}, {"a": _PAIR[1]}),
    "required": (_OBJECT, ["a"], ["b"]),
    "minProperties": (_OBJECT, 2, 3),
    "maxProperties": (_OBJECT, 2, 3),
    "additionalProperties": (_OBJECT, False, {"type": "string"}),
    "unevaluatedProperties": (_OBJECT, False, {"type": "string"}),
    "patternProperties": (_OBJECT, {"^x": _PAIR[0]}, {"^x": _PAIR[1]}),
    "propertyNames": (_OBJECT, {"maxLength": 2}, {"maxLength": 3}),
    "dependentRequired": (_OBJECT, {"a": ["b"]}, {"b": ["a"]}),
    "dependentSchemas": (_OBJECT, {"a": {"minProperties": 2}}, {"a": {"minProperties": 3}}),
    "allOf": (_STRING, [{"maxLength": 2}], [{"maxLength": 3}]),
    "anyOf": ({}, *_CHOICE),
    "oneOf": ({}, *_CHOICE),
    "not": (_STRING, {"maxLength": 2}, {"maxLength": 3}),
    "if": ({**_OBJECT, "then": {"required": ["b"]}}, {"required": ["a"]}, {"minProperties": 1}),
    "then": ({**_OBJECT, **_IF}, {"minProperties": 2}, {"minProperties": 3}),
    "else": ({**_OBJECT, **_IF}, {"minProperties": 2}, {"minProperties": 3}),
    "contentEncoding": (_STRING, "base64", "base32"),
    "contentMediaType": (_STRING, "text/a", "text/b"),
    "contentSchema": (_STRING, *_PAIR),
    "title": (_STRING, "one", "other"),
    "description": (_STRING, "one", "other"),
    "$comment": (_STRING, "one", "other"),
    "default": (_STRING, "one", "other"),
    "example": (_STRING, "one", "other"),
    "examples": (_STRING, ["one"], ["other"]),
    "deprecated": (_STRING, True, False),
    "readOnly": (_STRING, True, False),
    "writeOnly": (_STRING, True, False),
    "externalDocs": (_STRING, {"url": "https://one"}, {"url": "https://other"}),
    "xml": (_STRING, {"name": "one"}, {"name": "other"}),
    "discriminator": (
        {"oneOf": [{"title": "a", "type": "object"}, {"title": "b", "type": "object"}]},
        {"propertyName": "a", "mapping": {"x": "A", "y": "A"}},
        {"propertyName": "b", "mapping": {"x": "B", "z": "A"}},
    ),
    "nullable": (_STRING, True, False),
    "x-name": (_STRING, "one", "other"),
    "x-extensible-enum": (_STRING, ["a"], ["b"]),
    "x-stability-level": (_STRING, "beta", "alpha"),
    "x-anything": (_STRING, 1, 2),
}
"""Keyword: the schema that it stands in, and two values."""

ANNOTATIONS = {
    *("title", "description", "$comment", "default", "example", "examples", "deprecated"),
    *("readOnly", "writeOnly", "externalDocs", "xml", "discriminator", "x-anything", "x-name"),
    *("x-extensible-enum", "x-stability-level", "contentEncoding", "contentMediaType"),
}
"""Keywords that let pass what they let pass without."""

_IDENTITY = {
    *("$schema", "$id", "$anchor", "$ref", "$dynamicRef", "$dynamicAnchor", "$vocabulary"),
    *("$recursiveRef", "$recursiveAnchor", "$defs", "definitions", "dependencies"),
}
"""How schemas are found, which is seen through; lint complains of those that are not followed."""


def known_keywords() -> set[str]:
    """Return the keywords of JSON Schema 2020-12 and of OpenAPI 3.0 and 3.1."""
    folder = files("callsheet") / "openapi"
    older = json.loads((folder / "3.0.json").read_text("utf-8"))["definitions"]["Schema"]
    newer = json.loads((folder / "3.1-vocabulary.json").read_text("utf-8"))
    import jsonschema_specifications

    found = set(older["properties"]) | set(newer["properties"])
    for resource in jsonschema_specifications.REGISTRY.values():
        contents = resource.contents
        if "2020-12" in contents.get("$schema", "") and "/meta/" in contents.get("$id", ""):
            found |= set(contents.get("properties", {}))
    return found - _IDENTITY
