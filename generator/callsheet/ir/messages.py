"""Messages: what a request and its answers are made of."""

from __future__ import annotations

from dataclasses import field
from typing import Literal as OneOf
from typing import TypeAlias

from callsheet.data import dataclass
from callsheet.ir.declarations import Doc, Example, Presence, Strength
from callsheet.ir.types import Json, Type

Location: TypeAlias = OneOf["path", "query", "header", "cookie"]
Style: TypeAlias = OneOf[
    "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject"
]
BodyKind: TypeAlias = OneOf["json", "form", "multipart", "text", "binary"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in the path, the query, a header or a cookie."""

    pointer: str
    wire: str
    location: Location
    type: Type
    presence: Presence
    doc: Doc
    style: Style
    explode: bool
    schema: Json
    """JSON Schema 2020-12, references as ``#/$defs/…`` into :attr:`Api.schemas`."""
    allow_reserved: bool = False
    media: str = ""
    """Media type where the value is serialised as a whole (``content``), else empty."""
    deprecated: bool = False
    examples: tuple[Example, ...] = ()
    strength: Strength = field(default_factory=lambda: Strength("derived", ""))


@dataclass(frozen=True, slots=True)
class Part:
    """How one property of a form or multipart body travels."""

    key: str
    media: str = ""
    """``contentType`` of the part; empty for the default of its type."""
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a body."""

    pointer: str
    media: str
    kind: BodyKind
    type: Type
    schema: Json
    """JSON Schema 2020-12, references as ``#/$defs/…`` into :attr:`Api.schemas`."""
    parts: tuple[Part, ...] = ()
    examples: tuple[Example, ...] = ()
    unwrap: Unwrap | None = None
    unwrapped: Type | None = None
    """The type of the value once :attr:`unwrap` is done; None where there is nothing to unwrap."""

    @property
    def value(self) -> Type:
        """The type a caller receives."""
        return self.type if self.unwrapped is None else self.unwrapped


@dataclass(frozen=True, slots=True)
class Unwrap:
    """``x-unwrap``: where ``unless`` is absent, an object at ``payload`` is the value."""

    payload: str
    unless: str


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carries, in one of several media types, the preferred first."""

    pointer: str
    required: bool
    contents: tuple[Content, ...]
    doc: Doc


@dataclass(frozen=True, slots=True)
class Header:
    """A header of a response."""

    pointer: str
    wire: str
    type: Type
    presence: Presence
    doc: Doc
    schema: Json


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, by status: ``200``, ``4XX`` or ``default``."""

    pointer: str
    status: str
    contents: tuple[Content, ...]
    headers: tuple[Header, ...]
    doc: Doc

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx. ``default`` is an error unless it is all there is."""
        return self.status.startswith("2")


@dataclass(frozen=True, slots=True)
class Link:
    """Where an answer says that what it tells of can be read."""

    pointer: str
    operation: str
    """Pointer of the operation that reads it, which need not be there."""
    parameter: str
    """Wire name of the parameter in the path that takes the id."""
    id: str
    """Pointer to the id in the answer."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What a caller passes to an operation: a parameter, a field of the body, or the body whole."""

    pointer: str
    wire: str
    source: OneOf["path", "query", "header", "cookie", "field", "body"]
    type: Type
    presence: Presence
    doc: Doc
    schema: Json
    deprecated: bool = False
    media: tuple[str, ...] = ()
    """For a field: the media types of the body that have it, in the body's order."""
    strength: Strength = field(default_factory=lambda: Strength("derived", ""))
