"""Gather what a schema says through references and alternatives: of a value, of an object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from callsheet.document import Document
from callsheet.plain import is_list, is_object
from callsheet.source import Node

_LIMITS = (
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "multipleOf",
)


class Says:
    """Gathers what a schema and its alternatives say of one value."""

    def __init__(self) -> None:
        self.types = set[str]()
        self.bounded = True
        self.values = list[Any]()
        self.open = False
        self.default = list[Any]()
        self.limits = dict[str, float]()

    def hear(self, document: Document, node: Node, seen: frozenset[str]) -> None:
        """Take what one schema says."""
        value = node.value
        if not is_object(value) or node.pointer in seen:
            return
        seen |= {node.pointer}
        if "default" in value:
            self.default.append(value["default"])
        target = document.step(node)
        if target is not None:
            self.hear(document, target, seen)
        for part in each_of(node.get("allOf")):
            self.hear(document, part, seen)
        alternatives = [*each_of(node.get("anyOf")), *each_of(node.get("oneOf"))]
        for part in alternatives:
            self.hear(document, part, seen)
        kind = value.get("type")
        kinds = [kind] if isinstance(kind, str) else kind if is_list(kind) else []
        listed = value.get("enum") if is_list(value.get("enum")) else None
        if "const" in value:
            listed = [value["const"]]
        self.values += [one for one in listed or () if one not in self.values]
        if listed is None and not alternatives and not value.get("allOf") and target is None:
            self.open = self.open or any(each in ("string", "integer", "number") for each in kinds)
            self.bounded = self.bounded and (bool(kinds) or "properties" in value)
        binary = value.get("format") == "binary" or ("contentMediaType" in value and not kinds)
        self.types |= {"file"} if binary else {str(each) for each in kinds} - {"null"}
        if value.get("nullable") is True or "null" in kinds:
            self.types.add("null")
        self.types |= {"object"} if "properties" in value and not kinds else set()
        self.types |= {_json_type(one) for one in listed or () if not kinds}
        for limit in _LIMITS:
            bound = value.get(limit)
            if isinstance(bound, int | float) and not isinstance(bound, bool):
                self.limits.setdefault(limit, bound)


def _json_type(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case str():
            return "string"
        case int():
            return "integer"
        case float():
            return "number"
        case list():
            return "array"
        case dict():
            return "object"
        case _:
            return "null"


class Members:
    """Gathers the properties that a schema and its alternatives name."""

    def __init__(self) -> None:
        self.found = dict[str, list[Node]]()
        self.open = True
        self.choice = False
        """Whether there are alternatives, of which one may let anything pass."""
        self.seen = frozenset[str]()
        self._always = set[str]()
        self._sides = list[tuple[set[str], set[str]]]()

    def required(self, name: str) -> bool:
        """Return whether every alternative that can have the property requires it."""
        return name in self._always or (
            bool(self._sides) and all(name in names & musts for names, musts in self._sides)
        )

    def hear(self, document: Document, node: Node, seen: frozenset[str]) -> None:
        """Take one schema, as an alternative to those already taken."""
        names, musts = self._walk(document, node, seen)
        self._sides.append((names, musts))

    def _walk(
        self, document: Document, node: Node, seen: frozenset[str]
    ) -> tuple[set[str], set[str]]:
        value = node.value
        if not is_object(value) or node.pointer in seen:
            return set(), set()
        seen |= {node.pointer}
        self.seen |= {node.pointer}
        names, musts = set[str](), set[str]()
        required = value.get("required")
        musts |= {str(name) for name in required} if is_list(required) else set()
        if value.get("additionalProperties") is False:
            self.open = False
        properties = node.get("properties")
        for name, inner in properties.items() if properties else ():
            names.add(name)
            there = self.found.setdefault(name, [])
            if all(inner.pointer != known.pointer for known in there):
                there.append(inner)
        target = document.step(node)
        for part in (*([target] if target else []), *each_of(node.get("allOf"))):
            more, must = self._walk(document, part, seen)
            names, musts = names | more, musts | must
        alternatives = [
            sides
            for key in ("anyOf", "oneOf")
            for part in each_of(node.get(key))
            if (sides := self._walk(document, part, seen))[0]
        ]
        for more, _ in alternatives:
            names |= more
        if alternatives:
            self.choice = True
            musts |= set[str].intersection(*(must for _, must in alternatives))
        return names, musts


def each_of(node: Node | None) -> Iterator[Node]:
    """Yield the items of a list that may be missing."""
    if node is not None:
        yield from node.each()
