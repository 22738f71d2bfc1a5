"""Overlaps: alternatives of which a value always fits several, so that ``oneOf`` cannot be kept.

Where a document tells objects apart by a ``discriminator`` or in prose, their schemas often allow
each other's values: more fields are always welcome. No server can answer with a value that fits
exactly one of them, and what it meant is that one of them fits.
"""

from __future__ import annotations

from callsheet.cases.shapes import At, GiveUp
from callsheet.cases.synthesise import Synthesiser
from callsheet.ir import Json
from callsheet.plain import is_list, is_object

_DEEP = 3
"""How deep the samples have the fields that may be left out."""


class Overlaps:
    """Finds such alternatives, and says what is meant by them."""

    def __init__(self, made: Synthesiser) -> None:
        self.made = made

    def meant(self, schema: Json) -> Json:
        """Return the schema with ``anyOf`` for each ``oneOf`` whose alternatives overlap."""
        if is_list(schema):
            return [self.meant(one) for one in schema]
        if not is_object(schema):
            return schema
        found = {key: self.meant(value) for key, value in schema.items()}
        alternatives = schema.get("oneOf")
        if is_list(alternatives) and "anyOf" not in schema and not self.are_apart(alternatives):
            found["anyOf"] = found.pop("oneOf")
        return found

    def are_apart(self, alternatives: list[Json]) -> bool:
        """Whether a full sample of one of the alternatives fits none of the others."""
        for number, schema in enumerate(alternatives):
            try:
                sample = self.full(At(schema, f"#/oneOf/{number}"), 0)
            except GiveUp:
                return True  # it is not known, and the document counts
            if sum(self.made.is_valid(other, sample) for other in alternatives) == 1:
                return True
        return False

    def full(self, at: At, depth: int) -> Json:
        """Return a value with all its fields. Raises :class:`GiveUp`."""
        value = self.made.value(at)
        if depth == _DEEP or not is_object(value):
            return value
        for name, field in self.made.shape(at).properties.items():
            try:
                whole = {**value, name: self.full(field, depth + 1)}
            except GiveUp:
                continue
            value = whole if self.made.is_valid(at.schema, whole) else value
        return value
