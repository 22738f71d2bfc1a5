"""Types: what a value is, as a sum of cases that each hold only their own data."""

from __future__ import annotations

from enum import Enum
from typing import Any, TypeAlias

from callsheet.data import dataclass

Json: TypeAlias = Any
"""A plain JSON value. Held by reference and never changed."""


class Kind(Enum):
    """What a scalar is on the caller's side of the wire."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "date-time"
    UUID = "uuid"
    BINARY = "binary"
    """A file: given as path, bytes or file object, received as bytes."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without parts."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Ref:
    """A declared type, by the pointer of its declaration."""

    target: str


@dataclass(frozen=True, slots=True)
class Array:
    """A list of one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class Mapping:
    """An object with free keys and values of one type."""

    value: Type


@dataclass(frozen=True, slots=True)
class Union:
    """One of several types: two or more, flat, none twice, none nullable."""

    members: tuple[Type, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class Discriminator:
    """Which field of an object tells the member of a union."""

    key: str
    mapping: tuple[tuple[str, str], ...]
    """Value of the field, pointer of the member's declaration."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Known values of one scalar kind. Open: a server may send others."""

    values: tuple[str | int | bool, ...]
    kind: Kind
    is_const: bool = False
    """A single value by definition (``const``), such as the tag of a variant."""


@dataclass(frozen=True, slots=True)
class Nullable:
    """A type or null."""

    inner: Type


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


Type: TypeAlias = Scalar | Ref | Array | Mapping | Union | Literal | Nullable | Anything
