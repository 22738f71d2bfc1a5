"""Shapes: a schema with everything that its ``allOf`` brings in laid side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.plain import is_list, is_object
from callsheet.read import Document
from callsheet.source import Node

_STRING_FORMATS = {"date-time", "date", "uuid", "binary", "byte", "email", "uri", "password"}
_IMPLIED = {
    "object": ("additionalProperties", "patternProperties", "maxProperties", "minProperties"),
    "array": ("items", "prefixItems", "minItems", "maxItems", "uniqueItems"),
    "string": ("pattern", "minLength", "maxLength", "contentMediaType"),
    "number": ("minimum", "maximum", "multipleOf"),
}
"""The type a schema without one means, by the keywords that only constrain that type."""

_PROSE = frozenset(
    [
        "allOf",
        "default",
        "deprecated",
        "description",
        "example",
        "examples",
        "externalDocs",
        "nullable",
        "readOnly",
        "title",
        "type",
        "writeOnly",
        "xml",
    ]
)
"""What may stand beside a lone ``allOf`` without making another type of it."""


@dataclass(slots=True)
class Shape:
    """What a schema says, its parts merged."""

    parts: list[Node] = field(default_factory=list[Node])
    properties: dict[str, list[Node]] = field(default_factory=dict[str, list[Node]])
    """Each with every schema that some part gives for it."""
    required: set[str] = field(default_factory=set[str])
    branches: list[Node] = field(default_factory=list[Node])
    """Members of ``oneOf`` and ``anyOf``, those that only allow null left out."""
    types: set[str] | None = None
    is_nullable: bool = False
    discriminator: Node | None = None

    def first(self, keyword: str) -> Node | None:
        """Return the first part's member of that name."""
        return next((found for part in self.parts if (found := part.get(keyword))), None)

    def text(self, keyword: str) -> str:
        """Return the first part's member of that name where it is a string."""
        return next((told for part in self.parts if (told := part.text(keyword))), "")

    @property
    def named_types(self) -> set[str]:
        """The types that the schema names, or else means."""
        if self.types is not None:
            return self.types
        if self.text("format") in _STRING_FORMATS:
            return {"string"}
        for name, keywords in _IMPLIED.items():
            if any(self.first(keyword) for keyword in keywords):
                return {name}
        return set()


class Shapes:
    """Finds the shape of each schema, once."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self._known: dict[str, Shape] = {}
        self._told: dict[str, Report] = {}

    def of(self, node: Node) -> Shape:
        """Return the shape of a schema. Who asks is told what there is to tell of it."""
        known = self._known.get(node.pointer)
        if known is None:
            known = self._known[node.pointer] = Shape()
            report, self.report = self.report, Report()
            self._gather(node, known, set())
            self._told[node.pointer], self.report = self.report, report
            known.is_nullable = self._allows_null(self.document.resolve(node), known)
            if known.types:
                known.types.discard("null")
        if told := self._told[node.pointer].found:
            self.report.extend(told)
        return known

    def sole_reference(self, node: Node) -> Node | None:
        """Return the one reference of an ``allOf`` that adds nothing to it but prose."""
        parts = node.get("allOf")
        if parts is None or not is_list(parts.value) or len(parts.value) != 1:
            return None
        is_silent = all(key in _PROSE or key.startswith("x-") for key in node.value)
        return parts / 0 if is_silent and (parts / 0).get("$ref") is not None else None

    def _allows_null(self, node: Node, shape: Shape) -> bool:
        listed = shape.first("enum")
        is_listed = listed is not None and is_list(listed.value) and None in listed.value
        return (
            is_listed or says_nullable(node.value) or any(_is_null(one) for one in _branches(node))
        )

    def _gather(self, node: Node, shape: Shape, seen: set[str]) -> None:
        node = self.document.resolve(node)
        value = node.value
        if not is_object(value) or node.pointer in seen:
            return
        seen.add(node.pointer)
        shape.parts.append(node)
        if types := _types_of(value):
            shape.types = types if shape.types is None else (shape.types & types or shape.types)
        required = value.get("required")
        if is_list(required):
            shape.required.update(key for key in required if isinstance(key, str))
        for key, found in _items(node, "properties"):
            shape.properties.setdefault(key, []).append(found)
        shape.discriminator = shape.discriminator or node.get("discriminator")
        for part in _each(node, "allOf"):
            self._gather(part, shape, seen)
        self._gather_branches(node, shape, seen)

    def _gather_branches(self, node: Node, shape: Shape, seen: set[str]) -> None:
        """Keep alternatives as such, or side by side where the object has properties too."""
        branches = [one for one in _branches(node) if not _is_null(one)]
        telling = [one for one in branches if not _is_only_a_condition(one)]
        if not telling:
            return  # `anyOf: [{required: [a]}, {required: [b]}]` says when, not what
        if not shape.properties:
            shape.branches.extend(branches)
            return
        self.report.note(
            "alternatives-merged",
            "an object with properties of its own and alternatives becomes one type that has the "
            "properties of all of them, each optional",
            node.place,
        )
        for branch in telling:
            merged = Shape()
            self._gather(branch, merged, set(seen))
            for key, found in merged.properties.items():
                shape.properties.setdefault(key, []).extend(found)


def says_nullable(value: Any) -> bool:
    """Whether a schema allows null in so many words."""
    return is_object(value) and (value.get("nullable") is True or "null" in _types_of(value))


def _types_of(value: dict[str, Any]) -> set[str]:
    named = value.get("type")
    if isinstance(named, str):
        return {named}
    return {one for one in named if isinstance(one, str)} if is_list(named) else set()


def _branches(node: Node) -> Iterator[Node]:
    yield from _each(node, "oneOf")
    yield from _each(node, "anyOf")


def _each(node: Node, keyword: str) -> Iterator[Node]:
    found = node.get(keyword)
    return found.each() if found is not None else iter(())


def _items(node: Node, keyword: str) -> Iterator[tuple[str, Node]]:
    found = node.get(keyword)
    return found.items() if found is not None else iter(())


def _is_null(node: Node) -> bool:
    return node.text("type") == "null" or (
        is_object(node.value) and node.value.get("enum") == [None]
    )


def _is_only_a_condition(node: Node) -> bool:
    telling = (
        "$ref",
        "type",
        "properties",
        "enum",
        "const",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "format",
    )
    return not any(node.get(key) is not None for key in telling)
