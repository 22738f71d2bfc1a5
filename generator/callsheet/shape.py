"""Shape: which objects an OpenAPI document is made of, and a walk that knows them apart.

Only what the table names is visited. So an example, a default, an enumeration or an extension is
data, whatever it looks like, and a property that is called ``$ref`` is a property.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from callsheet.plain import is_list, is_object
from callsheet.source import Node, Source

Kind = Literal[
    "callback",
    "components",
    "document",
    "encoding",
    "example",
    "header",
    "link",
    "media type",
    "operation",
    "parameter",
    "path item",
    "paths",
    "request body",
    "response",
    "responses",
    "schema",
    "security scheme",
    "server",
    "tag",
]

How = Literal["one", "list", "map"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

_PARAMETER: dict[str, tuple[How, Kind]] = {
    "schema": ("one", "schema"),
    "content": ("map", "media type"),
    "examples": ("map", "example"),
}

MEMBERS: dict[Kind, dict[str, tuple[How, Kind]]] = {
    "callback": {},
    "components": {
        "schemas": ("map", "schema"),
        "responses": ("map", "response"),
        "parameters": ("map", "parameter"),
        "examples": ("map", "example"),
        "requestBodies": ("map", "request body"),
        "headers": ("map", "header"),
        "securitySchemes": ("map", "security scheme"),
        "links": ("map", "link"),
        "callbacks": ("map", "callback"),
        "pathItems": ("map", "path item"),
        "mediaTypes": ("map", "media type"),
    },
    "document": {
        "servers": ("list", "server"),
        "paths": ("one", "paths"),
        "webhooks": ("map", "path item"),
        "components": ("one", "components"),
        "tags": ("list", "tag"),
    },
    "encoding": {"headers": ("map", "header")},
    "example": {},
    "header": _PARAMETER,
    "link": {"server": ("one", "server")},
    "media type": {
        "schema": ("one", "schema"),
        "itemSchema": ("one", "schema"),
        "examples": ("map", "example"),
        "encoding": ("map", "encoding"),
    },
    "operation": {
        "parameters": ("list", "parameter"),
        "requestBody": ("one", "request body"),
        "responses": ("one", "responses"),
        "callbacks": ("map", "callback"),
        "servers": ("list", "server"),
    },
    "parameter": _PARAMETER,
    "path item": {
        **dict.fromkeys(METHODS, ("one", "operation")),
        "additionalOperations": ("map", "operation"),
        "parameters": ("list", "parameter"),
        "servers": ("list", "server"),
    },
    "paths": {},
    "request body": {"content": ("map", "media type")},
    "response": {
        "headers": ("map", "header"),
        "content": ("map", "media type"),
        "links": ("map", "link"),
    },
    "responses": {},
    "schema": {
        **dict.fromkeys(
            (
                "additionalProperties",
                "contains",
                "contentSchema",
                "else",
                "if",
                "items",
                "not",
                "propertyNames",
                "then",
                "unevaluatedItems",
                "unevaluatedProperties",
            ),
            ("one", "schema"),
        ),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), ("list", "schema")),
        **dict.fromkeys(
            ("$defs", "definitions", "dependentSchemas", "patternProperties", "properties"),
            ("map", "schema"),
        ),
    },
    "security scheme": {},
    "server": {},
    "tag": {},
}

ANY_MEMBER: dict[Kind, Kind] = {
    "paths": "path item",
    "callback": "path item",
    "responses": "response",
}
"""Objects whose keys are the author's; keys that begin with ``x-`` are extensions all the same."""


LOAD_BEARING: frozenset[Kind] = frozenset(
    {
        "components",
        "document",
        "media type",
        "operation",
        "parameter",
        "path item",
        "paths",
        "request body",
        "response",
        "responses",
    }
)
"""Objects without which there is no telling what the API is."""


_PLURAL = ("components", "paths", "responses")


def a(kind: Kind) -> str:
    """Return how to speak of an object: ``an operation``, ``the document``, ``responses``."""
    if kind == "document":
        return "the document"
    if kind in _PLURAL:
        return f"`{kind}`"
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


class Part(NamedTuple):
    """An object of the document together with what it is."""

    kind: Kind
    source: Source
    path: tuple[str, ...]
    value: Any

    @property
    def node(self) -> Node:
        """The same as a node."""
        return Node(self.source, self.path, self.value)


def walk(node: Node, kind: Kind) -> Iterator[Part]:
    """Yield an object and all below it, in the document's order, references not followed.

    What is no mapping is yielded too, as the author meant one there: the reader decides. Boolean
    schemas and members that are null are left out.
    """
    source = node.source
    waiting = [Part(kind, source, node.path, node.value)]
    while waiting:
        part = waiting.pop()
        yield part
        if is_object(part.value):
            found = _below(part)
            found.reverse()
            waiting.extend(found)


def _below(part: Part) -> list[Part]:
    kind, source, path, value = part
    other = ANY_MEMBER.get(kind)
    if other is not None:
        return [
            Part(other, source, (*path, key), item)
            for key, item in value.items()
            if not key.startswith("x-") and key != "$ref" and item is not None
        ]
    found: list[Part] = []
    members = MEMBERS[kind]
    for key, item in value.items():
        if item is None or key not in members:
            continue
        how, inner = members[key]
        if how == "one":
            if not isinstance(item, bool):
                found.append(Part(inner, source, (*path, key), item))
        elif how == "map" and is_object(item):
            found += [
                Part(inner, source, (*path, key, name), entry)
                for name, entry in item.items()
                if entry is not None and not isinstance(entry, bool)
            ]
        elif how == "list" and is_list(item):
            found += [
                Part(inner, source, (*path, key, str(index)), entry)
                for index, entry in enumerate(item)
                if entry is not None and not isinstance(entry, bool)
            ]
    return found
