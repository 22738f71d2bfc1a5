"""The published OpenAPI schemas, and what they have against a document, said in its own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callsheet.diagnostics import Finding, Severity
from callsheet.openapi.complaint import complaints
from callsheet.openapi.wording import Wording
from callsheet.plain import is_object
from callsheet.shape import Kind
from callsheet.source import Node

if TYPE_CHECKING:
    import jsonschema_rs

    from callsheet.document import Document

_FOLDER = Path(__file__).parent

_DIALECT: dict[str, Any] = {
    "$id": "https://spec.openapis.org/oas/3.1/schema-with-dialect",
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {
        "schema": {
            "$dynamicAnchor": "meta",
            "$ref": "https://spec.openapis.org/oas/3.1/dialect/base",
        }
    },
}
"""Makes the published schema's ``$dynamicRef`` lead to the dialect, so that schemas are checked."""


def violations(document: Document, severity: Severity) -> Iterator[Finding]:
    """Yield what the published schema of the document's version does not allow."""
    wording: Wording | None = None
    for start, kind in document.starts:
        found = _errors(document.version, kind, start.value)
        if not found:
            continue
        wording = wording or Wording(document, "openapi-schema", _members)
        for complaint in complaints(found):
            if document.root.text("openapi").startswith("3.2") and complaint.path == ("openapi",):
                continue  # the reader has said that it takes 3.2 for 3.1
            finding = wording.finding(start, complaint, severity)
            if finding is not None:
                yield finding


def _errors(version: str, kind: Kind, value: Any) -> list[Any]:
    reference = _definition(version, kind)
    validator = _validator(version, reference)
    return [] if validator.is_valid(value) else list(validator.iter_errors(value))


def _definition(version: str, kind: Kind) -> str:
    """Return where in the published schema the objects of a kind are described."""
    if kind == "document":
        return "#"
    if version == "3.0":
        return "#/definitions/" + "".join(word.capitalize() for word in kind.split())
    return "#/$defs/" + {"callback": "callbacks"}.get(kind, kind.replace(" ", "-"))


@cache
def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
    if name == "3.1.json":  # a slip of this edition: the specification calls the member `server`
        members = schema["$defs"]["link"]["properties"]
        members["server"] = members.pop("body")
    return schema


@cache
def _validator(version: str, reference: str) -> jsonschema_rs.Validator:
    import jsonschema_rs

    schema = _schema(f"{version}.json")
    if version == "3.0":
        below = {"definitions": schema["definitions"], "allOf": [{"$ref": reference}]}
        target = schema if reference == "#" else below
        return jsonschema_rs.Draft4Validator(target, validate_formats=False, offline=True)
    shared = [schema, _schema("3.1-dialect.json"), _schema("3.1-vocabulary.json")]
    return jsonschema_rs.Draft202012Validator(
        {**_DIALECT, "$ref": schema["$id"] + ("" if reference == "#" else reference)},
        registry=jsonschema_rs.Registry([(part["$id"], part) for part in shared]),
        validate_formats=False,
        offline=True,
    )


@cache
def members(version: str, kind: Kind) -> frozenset[str]:
    """Return the names that an object of this kind may have."""
    schema = _schema(f"{version}.json")
    if kind == "schema" and version == "3.1":
        return _SCHEMA_MEMBERS | frozenset(_schema("3.1-vocabulary.json")["properties"])
    here: Any = schema
    for step in _definition(version, kind).split("/")[1:]:
        here = here.get(step, {})
    return frozenset(_named(here))


def _members(document: Document, _: Node, kind: Kind | None) -> frozenset[str]:
    return members(document.version, kind) if kind else frozenset()


_SCHEMA_MEMBERS = frozenset(
    [
        "$anchor",
        "$comment",
        "$defs",
        "$dynamicAnchor",
        "$dynamicRef",
        "$id",
        "$ref",
        "$schema",
        "$vocabulary",
        "additionalProperties",
        "allOf",
        "anyOf",
        "const",
        "contains",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "default",
        "definitions",
        "dependencies",
        "dependentRequired",
        "dependentSchemas",
        "deprecated",
        "description",
        "else",
        "enum",
        "examples",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "if",
        "items",
        "maxContains",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minContains",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "not",
        "oneOf",
        "pattern",
        "patternProperties",
        "prefixItems",
        "properties",
        "propertyNames",
        "readOnly",
        "required",
        "then",
        "title",
        "type",
        "unevaluatedItems",
        "unevaluatedProperties",
        "uniqueItems",
        "writeOnly",
    ]
)
"""The keywords of JSON Schema 2020-12."""


def _named(schema: Any) -> Iterator[str]:
    """Yield the properties that a description names, alternatives and conditions included."""
    if is_object(schema):
        yield from schema.get("properties", {})
        for keyword in ("allOf", "anyOf", "oneOf"):
            for branch in schema.get(keyword, ()):
                yield from _named(branch)
        for keyword in ("then", "else"):
            yield from _named(schema.get(keyword))
        for branch in schema.get("dependentSchemas", {}).values():
            yield from _named(branch)
            for inner in branch.get("$defs", {}).values():
                yield from _named(inner)
        if schema.get("$ref") == "#/$defs/examples":
            yield from ("example", "examples")
