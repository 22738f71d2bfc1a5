"""Shapes: schemas laid flat, everything that must hold at once side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from callsheet.data import dataclass
from callsheet.ir import Json
from callsheet.plain import is_list, is_object

_OF_TYPE = {
    "string": (
        "minLength",
        "maxLength",
        "pattern",
        "format",
        "contentMediaType",
        "contentEncoding",
    ),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    "array": ("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"),
    "object": ("properties", "required", "additionalProperties", "minProperties", "maxProperties"),
}


class GiveUp(Exception):
    """No value was found; the message says why."""


@dataclass(frozen=True, slots=True)
class At:
    """A schema and where the document has it."""

    schema: Json
    pointer: str

    def below(self, *steps: str) -> At:
        """Return the schema under a keyword."""
        schema = self.schema
        for step in steps:
            schema = schema[int(step)] if is_list(schema) else schema[step]
        pointer = self.pointer + "".join(
            "/" + s.replace("~", "~0").replace("/", "~1") for s in steps
        )
        return At(schema, pointer)


@dataclass(frozen=True, slots=True)
class Shape:
    """A schema laid flat: everything that must hold at once, then the choices to make."""

    parts: tuple[At, ...]
    choices: tuple[tuple[At, ...], ...] = ()

    def each(self, keyword: str) -> Iterator[At]:
        """Yield what every part says under a keyword."""
        for part in self.parts:
            if keyword in part.schema:
                yield part.below(keyword)

    def most(self, keyword: str) -> At | None:
        """Return the largest limit of that name."""
        return max(self.each(keyword), key=lambda at: at.schema, default=None)

    def least(self, keyword: str) -> At | None:
        """Return the smallest limit of that name."""
        return min(self.each(keyword), key=lambda at: at.schema, default=None)

    def number(self, keyword: str, otherwise: int) -> int:
        """Return the strictest count: of minima the largest, of maxima the smallest."""
        found = self.most(keyword) if keyword.startswith("min") else self.least(keyword)
        return otherwise if found is None else int(found.schema)

    @property
    def types(self) -> tuple[str, ...]:
        """The JSON types that all parts allow; those that are implied where none is named."""
        found: list[str] | None = None
        for at in self.each("type"):
            names = [at.schema] if isinstance(at.schema, str) else list(at.schema)
            if "number" in names and "integer" not in names:
                names.append("integer")
            found = names if found is None else [name for name in found if name in names]
        if found is None:
            found = [
                name
                for name, words in _OF_TYPE.items()
                if any(w in p.schema for p in self.parts for w in words)
            ]
        if "number" in found:
            found = [name for name in found if name != "integer"]
        return tuple(found)

    @property
    def properties(self) -> dict[str, At]:
        """The known properties, each with all that is said of it."""
        found: dict[str, list[At]] = {}
        for part in self.parts:
            for name in part.schema.get("properties", {}):
                found.setdefault(name, []).append(part.below("properties", name))
        return {name: join(parts) for name, parts in found.items()}

    @property
    def required(self) -> dict[str, At]:
        """The properties that must be there, each with the list that says so."""
        return {name: at for at in self.each("required") for name in at.schema}

    @property
    def is_closed(self) -> bool:
        """Whether unknown properties are forbidden."""
        return any(at.schema is False for at in self.each("additionalProperties"))


def join(parts: list[At]) -> At:
    """Return one schema for several that must all hold."""
    return (
        parts[0] if len(parts) == 1 else At({"allOf": [p.schema for p in parts]}, parts[0].pointer)
    )


def reached(schema: Json, definitions: Mapping[str, Json]) -> dict[str, Json]:
    """Return those definitions that a schema leads to, in their own order."""
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        here = waiting.pop()
        if is_object(here):
            reference = here.get("$ref")
            if isinstance(reference, str):
                key = key_of(reference)
                if key in definitions and key not in found:
                    found.add(key)
                    waiting.append(definitions[key])
            waiting.extend(here.values())
        elif is_list(here):
            waiting.extend(here)
    return {key: definitions[key] for key in definitions if key in found}


def key_of(reference: str) -> str:
    """Return the key that a reference into the definitions names."""
    return unquote(reference.removeprefix("#/$defs/")).replace("~1", "/").replace("~0", "~")


def floor_of(shape: Shape, name: str) -> Any:
    """Return the smallest number that the limits allow, or None."""
    low, above = shape.most("minimum"), shape.most("exclusiveMinimum")
    found = [low.schema] if low else []
    if above:
        found.append(_next(above.schema, 1, name, ceiling=shape))
    return max(found, default=None)


def ceiling_of(shape: Shape, name: str) -> Any:
    """Return the largest number that the limits allow, or None."""
    high, under = shape.least("maximum"), shape.least("exclusiveMaximum")
    found = [high.schema] if high else []
    if under:
        found.append(_next(under.schema, -1, name))
    return min(found, default=None)


def _next(limit: Any, way: int, name: str, ceiling: Shape | None = None) -> Any:
    """Return a number just beside an exclusive limit: a whole one if it fits, as servers like."""
    whole = int(limit // 1) + 1 if way > 0 else -int(-limit // 1) - 1
    tops = [
        at.schema
        for word in ("maximum", "exclusiveMaximum")
        for at in (ceiling.each(word) if ceiling else ())
    ]
    if name == "number" and tops and whole >= min(tops):
        return limit + way * (min(tops) - limit) / 2
    return whole


def plain(number: Any) -> Any:
    """Return a whole number as an integer: ``2.0`` is sent as ``2``."""
    return int(number) if isinstance(number, float) and number.is_integer() else number
