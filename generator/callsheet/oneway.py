"""One-way fields: which a schema has for one direction only, and where that makes a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from callsheet.dialect import names_of
from callsheet.plain import is_list, is_object
from callsheet.shape import MEMBERS
from callsheet.source import Node

if TYPE_CHECKING:
    from callsheet.document import Document

Direction = Literal["request", "response"] | None

_HIDDEN = {"request": "readOnly", "response": "writeOnly"}
"""What a direction leaves out: a required field of this sort is not required there."""

SUBSCHEMAS = {
    keyword: how
    for keyword, (how, _) in MEMBERS["schema"].items()
    if keyword not in ("$defs", "definitions")  # what of them is referred to has a key of its own
}
"""Keywords with schemas inside, and how: one, a list or a map."""


class OneWay:
    """Knows the fields that do not travel in a direction: read-only ones are in no request."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[str, Direction], bool] = {}

    def differs(self, node: Node, direction: Direction) -> bool:
        """Whether anything that the schema leads to requires a field that does not travel."""
        known = self._known.get((node.pointer, direction))
        if known is not None:
            return known
        seen: set[str] = set()
        waiting = [node]
        while waiting:
            here = waiting.pop()
            if here.pointer in seen:
                continue
            seen.add(here.pointer)
            if self._known.get((here.pointer, direction)) or self._hides(here, direction):
                self._known[node.pointer, direction] = True
                return True
            waiting.extend(self._leads_to(here))
        for pointer in seen:  # none of them leads to one that differs
            self._known[pointer, direction] = False
        return False

    def _hides(self, node: Node, direction: Direction) -> bool:
        if not is_object(node.value):
            return False
        required = _required(node.value)
        return bool(required) and not self.fields(node, direction).isdisjoint(required)

    def _leads_to(self, node: Node) -> list[Node]:
        found = list(_subschemas(node))
        target = self._document.step(node)
        return [*found, target] if target else found

    def fields(self, node: Node, direction: Direction, depth: int = 0) -> frozenset[str]:
        """Return the fields of an object, those of its ``allOf`` included, that do not travel."""
        if direction is None or depth > 20:
            return frozenset()
        names: set[str] = set()
        for name, member in _each(node.get("properties")):
            chain = [member]
            while (target := self._document.step(chain[-1])) and len(chain) < 20:
                chain.append(target)
            if any(here.flag(_HIDDEN[direction]) for here in chain):
                names.add(name)
        target = self._document.step(node)
        branches = [*_items(node.get("allOf")), *([target] if target else [])]
        return frozenset(names).union(*(self.fields(b, direction, depth + 1) for b in branches))


def _subschemas(node: Node) -> list[Node]:
    found: list[Node] = []
    if not is_object(node.value):
        return found
    for keyword, how in SUBSCHEMAS.items():
        if keyword in node.value:
            below = node / keyword
            if how == "one":
                found.append(below)
            elif how == "list":
                found.extend(below.each())
            else:
                found.extend(member for _, member in below.items())
    return found


def _required(value: Any) -> list[str]:
    """Return what an object requires, its inline ``allOf`` included."""
    if not is_object(value):
        return []
    branches = value.get("allOf")
    inline = [name for b in branches for name in _required(b)] if is_list(branches) else []
    return [*names_of(value.get("required")), *inline]


def _each(node: Node | None) -> list[tuple[str, Node]]:
    return list(node.items()) if node else []


def _items(node: Node | None) -> list[Node]:
    return list(node.each()) if node else []
