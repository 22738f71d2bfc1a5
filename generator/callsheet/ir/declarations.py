"""Declarations: types that have a name, and what is said of their members."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias
from typing import Literal as OneOf

from callsheet.data import dataclass
from callsheet.ir.late import Late, completed
from callsheet.ir.types import Json, Type


@dataclass(frozen=True, slots=True)
class Required:
    """Must be there."""


@dataclass(frozen=True, slots=True)
class Optional:
    """May be left out."""


@dataclass(frozen=True, slots=True)
class Default:
    """May be left out; the server then takes this value."""

    value: Json


Presence: TypeAlias = Required | Optional | Default


@dataclass(frozen=True, slots=True)
class Doc:
    """What the document says in prose, stripped; empty strings where it says nothing."""

    summary: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A named example of a body, parameter or response."""

    pointer: str
    name: str
    summary: str
    value: Json = None
    file: str = ""
    """Path of the bytes, relative to the document's folder, where the example stands in a file."""


@dataclass(frozen=True, slots=True)
class Field:
    """A member of a record."""

    pointer: str
    key: str
    """As it stands on the wire."""
    type: Type
    presence: Presence
    doc: Doc
    schema: Json
    """The schema as written, for limits and examples in documentation. References not resolved."""
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    strength: Strength = field(default_factory=lambda: Strength("derived", ""))


@dataclass(frozen=True, slots=True)
class Record:
    """An object with known fields. Unknown ones are kept all the same."""

    pointer: str
    fields: tuple[Field, ...]
    extra: Type | None
    """Type of additional properties; None where the document forbids them."""
    doc: Doc
    deprecated: bool = False
    strength: Strength = field(default_factory=lambda: Strength("derived", ""))
    late: Late | None = field(default=None, init=False, repr=False, compare=False)
    if not TYPE_CHECKING:
        __getattr__ = completed


@dataclass(frozen=True, slots=True)
class Alias:
    """A name for a type that is not a record: a union, an enumeration, a list, a scalar."""

    pointer: str
    type: Type
    doc: Doc
    deprecated: bool = False
    strength: Strength = field(default_factory=lambda: Strength("derived", ""))
    late: Late | None = field(default=None, init=False, repr=False, compare=False)
    if not TYPE_CHECKING:
        __getattr__ = completed


Declaration: TypeAlias = Record | Alias


@dataclass(frozen=True, slots=True)
class Strength:
    """How firmly a name is wished for, and the wish itself.

    ``pinned`` by ``x-name``, ``given`` by a component key or an operation id, ``derived`` from
    where the thing stands: then ``wish`` lists the words from the outside in, with spaces.
    """

    level: OneOf["pinned", "given", "derived"]
    wish: str
    reason: str = ""
    """What tells it from a rival of the same wish: ``request``, ``response 404``, ``query``."""
