"""Flat: everything that a value has to be, in one piece, and which values are."""

from __future__ import annotations

import json
import math
import re
from dataclasses import field
from typing import Any

from callsheet.data import dataclass
from callsheet.plain import is_object
from callsheet.source import Node

Nodes = tuple[Node, ...]
"""Schemas that hold together."""

ATOMS = frozenset({"null", "boolean", "object", "array", "string", "integer", "fraction"})
"""JSON's types, numbers in two parts: ``number`` is ``integer`` and ``fraction``."""

UPPER = frozenset({"maximum", "maxLength", "maxItems", "maxProperties"})
LIMITS: dict[str, str] = {
    "minimum": "number",
    "maximum": "number",
    "minLength": "string",
    "maxLength": "string",
    "minItems": "array",
    "maxItems": "array",
    "minProperties": "object",
    "maxProperties": "object",
}
"""Each limit, and the type that it limits."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound, and whether the bound itself is out of bounds."""

    value: float
    is_exclusive: bool
    node: Node


@dataclass(frozen=True, slots=True)
class Group:
    """An ``anyOf`` or ``oneOf`` of several alternatives, null apart."""

    kind: str
    node: Node
    alternatives: Nodes
    null: Node | None = None
    """The alternative that is null alone."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What an object may have besides the properties beside which this stands."""

    keyword: str
    node: Node
    known: frozenset[str]
    patterns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tuple:
    """What the items of a list are: the first ones, and the others."""

    node: Node
    first: Nodes
    rest: Node | None


@dataclass(slots=True, eq=False)
class Flat:
    """Everything that a value has to be."""

    home: Node
    types: frozenset[str] = ATOMS
    base: frozenset[str] = ATOMS
    """Types without regard to alternatives and listed values."""
    typed: Node | None = None
    values: dict[str, Any] | None = None
    """By their JSON text; None where there is neither ``enum`` nor ``const``."""
    listed: Node | None = None
    limits: dict[str, Limit] = field(default_factory=dict[str, Limit])
    sets: dict[str, dict[str, Node]] = field(default_factory=dict[str, dict[str, Node]])
    """``format``, ``pattern``, ``multipleOf`` and ``uniqueItems``: their values, as text."""
    properties: dict[str, Nodes] = field(default_factory=dict[str, Nodes])
    required: dict[str, Node] = field(default_factory=dict[str, Node])
    closings: list[Closing] = field(default_factory=list[Closing])
    tuples: list[Tuple] = field(default_factory=list[Tuple])
    groups: list[Group] = field(default_factory=list[Group])
    parts: dict[str, dict[str, Nodes]] = field(default_factory=dict[str, dict[str, Nodes]])
    """Other schemas inside, by keyword and by key, ``""`` where there is one alone."""
    needs: dict[tuple[str, str], Node] = field(default_factory=dict[tuple[str, str], Node])
    """``dependentRequired``: if the first is there, so is the second."""
    conditions: list[Node] = field(default_factory=list[Node])
    flags: dict[str, Node] = field(default_factory=dict[str, Node])
    """``readOnly``, ``writeOnly``."""
    notes: dict[str, Node] = field(default_factory=dict[str, Node])
    """Every other keyword, the first where several have it."""
    branches: dict[str, Node] = field(default_factory=dict[str, Node])
    """Schemas that ``allOf`` refers to, by the last step of the reference."""
    targets: tuple[str, ...] = ()
    """What was referred to on the way."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said beyond types, alternatives and notes."""
        said = (self.limits, self.sets, self.properties, self.required, self.closings, self.tuples)
        return self.values is None and not any((*said, self.parts, self.needs, self.conditions))

    @property
    def is_null(self) -> bool:
        """Whether it is null, and no more need be asked."""
        return self.types == frozenset({"null"}) and not self.groups

    def only(self, atom: str) -> bool:
        """Whether values are of one type, null apart."""
        return self.types - {"null"} == frozenset({atom})


_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def text_of(value: Any) -> str:
    """Return the JSON text of a value, the same for every order of members."""
    return _WRITER.encode(value)


def atom_of(value: Any) -> str:
    """Return the type of a plain value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "string"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "fraction"
        case list():
            return "array"
        case _:
            return "object"


def is_tighter(keyword: str, one: Limit, other: Limit) -> bool:
    """Whether the first limit leaves less than the second."""
    if one.value == other.value:
        return one.is_exclusive and not other.is_exclusive
    return (one.value < other.value) == (keyword in UPPER)


def fits(value: Any, flat: Flat) -> bool:
    """Whether a value is of a type and within the limits; its parts are not looked at."""
    atom = atom_of(value)
    if atom not in flat.types:
        return False
    for keyword, limit in flat.limits.items():
        size = _size(keyword, value, atom)
        if size is not None and (size > limit.value) == (keyword in UPPER) and size != limit.value:
            return False
        if size is not None and size == limit.value and limit.is_exclusive:
            return False
    if atom == "string":
        patterns = flat.sets.get("pattern", ())
        return all(matches(pattern, value) for pattern in patterns)
    if atom in ("integer", "fraction"):
        return all(is_multiple(value, text) for text in flat.sets.get("multipleOf", ()))
    return True


def _size(keyword: str, value: Any, atom: str) -> float | None:
    wanted = LIMITS[keyword]
    if wanted == "number":
        return value if atom in ("integer", "fraction") else None
    return len(value) if atom == wanted else None


def matches(pattern: str, text: str) -> bool:
    """Whether a text has a match of a pattern, as far as that can be told."""
    try:
        return re.search(pattern, text) is not None
    except re.error:  # a pattern of ECMA-262 that Python does not know
        return True


def is_multiple(value: float, text: str) -> bool:
    """Whether a number is a multiple of one given as text; of what is no number, all are."""
    try:
        return not math.remainder(value, float(text))
    except ValueError:
        return True


def is_anything(value: Any) -> bool:
    """Whether a schema lets everything pass."""
    return value is True or (is_object(value) and not value)
