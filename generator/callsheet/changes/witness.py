"""Witness: a value that was fine and is refused now, where no rule can tell whether there is one.

Two patterns, or alternatives of ``oneOf`` that overlap, cannot be compared by looking at them. So
values are made for both sides and tried; one that fails proves that a change breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from itertools import islice
from typing import Any

from callsheet.cases.shapes import At, GiveUp
from callsheet.cases.synthesise import Synthesiser
from callsheet.changes.flat import text_of
from callsheet.changes.model import Direction
from callsheet.data import dataclass
from callsheet.document import Document
from callsheet.jsonschema import JsonSchemas
from callsheet.plain import is_object
from callsheet.source import Node

_MOST = 60
"""Searches in one comparison: each compiles the schemas of both sides."""
_VALUES = 40
"""Values tried of one schema."""
_LONGEST = 80
"""Characters of a value that is worth showing."""

_Question = tuple[str, str, Direction, bool]

_COMMON: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 7, 12, 0.5, 2.5, "", "a", "b", "ab", "text", "x1"),
    *([], [None], [True], [0], ["a"], [0, 1], {}, {"id": 1}, {"id": "a", "name": "a"}),
)
"""Values of every type, tried on both sides besides those that are made to measure."""


@dataclass(slots=True)
class Witnesses:
    """Looks for witnesses between two documents, a bounded number of times."""

    documents: tuple[Document, Document]
    _schemas: list[JsonSchemas] = field(default_factory=list[JsonSchemas])
    _found: dict[_Question, str] = field(default_factory=dict["_Question", str])

    def find(self, old: Node, new: Node, direction: Direction, *, of_overlap: bool = False) -> str:
        """Return the JSON text of a value that was fine and is refused; empty where none is known.

        For a response that is one which the new document has and the old one did not. With
        ``of_overlap``, it is refused for nothing but being two alternatives at once.
        """
        key = old.pointer, new.pointer, direction, of_overlap
        if key not in self._found and len(self._found) < _MOST:
            self._found[key] = self._search(old, new, direction, of_overlap)
        return self._found.get(key, "")

    def _search(self, old: Node, new: Node, direction: Direction, of_overlap: bool) -> str:
        if not self._schemas:
            self._schemas = [JsonSchemas(document) for document in self.documents]
        made = [
            At(schemas.of(node, direction), node.pointer)
            for schemas, node in zip(self._schemas, (old, new), strict=True)
        ]
        makers = [Synthesiser(schemas.definitions) for schemas in self._schemas]
        if direction == "response":
            made.reverse()
            makers.reverse()
        try:
            fine, refused = (
                maker.validator(at.schema) for maker, at in zip(makers, made, strict=True)
            )
            apart = makers[1].validator(_loosened(made[1].schema) if of_overlap else True)
        except ValueError:  # a schema that no validator takes
            return ""
        for at, maker in zip(made, makers, strict=True):
            for value in _values(maker, at):
                if fine.is_valid(value) and not refused.is_valid(value) and apart.is_valid(value):
                    text = text_of(value)
                    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        return ""


def _loosened(schema: Any) -> Any:
    """Return a schema that takes what is two of its alternatives, too."""
    if not is_object(schema):
        return schema
    made = dict(schema)
    alternatives = made.pop("oneOf", None)
    for keyword in ("allOf", "anyOf"):
        if keyword in made:
            made[keyword] = [_loosened(one) for one in made[keyword]]
    if alternatives is not None:
        made["allOf"] = [*made.get("allOf", ()), {"anyOf": alternatives}]
    return made


def _values(maker: Synthesiser, at: At) -> Iterator[Any]:
    yield from _COMMON
    parts = [at]
    schema = at.schema
    for keyword in ("oneOf", "anyOf"):
        alternatives: list[Any] = schema.get(keyword, []) if is_object(schema) else []
        parts += [at.below(keyword, str(place)) for place in range(len(alternatives))]
    for part in parts:
        try:
            yield from islice(maker.values(part, is_filled=True), _VALUES)
        except (GiveUp, RecursionError):
            continue
