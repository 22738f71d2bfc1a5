"""Directions: a schema with read-only properties is one thing in answers, another in requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from callsheet.plain import is_object
from callsheet.read import Document
from callsheet.source import Node

Direction = Literal["request", "response"]

REQUEST = "~request"
"""Behind the pointer of a schema as requests see it, without its read-only properties."""


class Directions:
    """Knows which schemas hold read-only properties, themselves or through what they refer to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._scanned: dict[str, tuple[bool, tuple[Node, ...]]] = {}
        self._known: dict[str, bool] = {}

    def identity(self, target: Node, direction: Direction) -> str:
        """Return the pointer of a declaration as seen from one direction."""
        is_variant = direction == "request" and self.has_read_only(target)
        return target.pointer + REQUEST if is_variant else target.pointer

    def has_read_only(self, node: Node) -> bool:
        """Whether a request must leave out something that an answer has."""
        known = self._known.get(node.pointer)
        if known is not None:
            return known
        seen: dict[str, Node] = {node.pointer: node}
        todo = [node]
        is_found = False
        while todo and not is_found:
            is_held, targets = self._scan(todo.pop())
            is_found = is_held or any(self._known.get(one.pointer, False) for one in targets)
            fresh = [one for one in targets if one.pointer not in seen]
            seen.update((one.pointer, one) for one in fresh)
            todo.extend(fresh)
        if not is_found:
            self._known.update(dict.fromkeys(seen, False))
        self._known[node.pointer] = is_found
        return is_found

    def is_recursive(self, node: Node) -> bool:
        """Whether a schema leads back to itself."""
        seen: set[str] = set()
        todo = [node]
        while todo:
            for target in self._scan(todo.pop())[1]:
                if target.pointer == node.pointer:
                    return True
                if target.pointer not in seen:
                    seen.add(target.pointer)
                    todo.append(target)
        return False

    def _scan(self, node: Node) -> tuple[bool, tuple[Node, ...]]:
        """Return whether a schema itself has a read-only property, and what it refers to."""
        known = self._scanned.get(node.pointer)
        if known is None:
            is_held = False
            targets: dict[str, Node] = {}
            todo = [node]
            while todo:
                here = todo.pop()
                if here.text("$ref"):
                    target = self.document.resolve(here)
                    targets[target.pointer] = target
                    continue
                is_held = is_held or (here is not node and here.flag("readOnly"))
                todo.extend(_subschemas(here))
            known = self._scanned[node.pointer] = (is_held, tuple(targets.values()))
        return known


def _subschemas(node: Node) -> Iterator[Node]:
    """Yield the schemas directly inside a schema."""
    for keyword in node.value if is_object(node.value) else ():
        if keyword in ("properties", "patternProperties", "$defs", "dependentSchemas"):
            yield from (one for _, one in (node / keyword).items())
        elif keyword in ("allOf", "anyOf", "oneOf", "prefixItems"):
            yield from (node / keyword).each()
        elif keyword in ("items", "additionalProperties", "not", "if", "then", "else", "contains"):
            yield node / keyword
