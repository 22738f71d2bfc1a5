"""The intermediate representation: what an API is, as facts, with no spelling of any language.

Everything is frozen. The JSON Pointer of a thing is its identity: it keys names, diagnostics and
test ids. A pointer of the root document starts with ``#/``; one of another file has the file's path
in front. Where one schema means two things, as a request body without its read-only fields does,
the second has ``~request`` behind its pointer.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as JsonMapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias
from typing import Literal as OneOf

from callsheet.diagnostics import Place

Json: TypeAlias = Any
"""A plain JSON value. Held by reference and never changed."""


# -- types


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


# -- presence and prose


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


# -- declarations: the named types


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


@dataclass(frozen=True, slots=True)
class Alias:
    """A name for a type that is not a record: a union, an enumeration, a list, a scalar."""

    pointer: str
    type: Type
    doc: Doc
    deprecated: bool = False
    strength: Strength = field(default_factory=lambda: Strength("derived", ""))


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


# -- operations


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


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to authenticate."""

    pointer: str
    key: str
    kind: OneOf["bearer", "basic", "header", "query", "cookie"]
    wire: str
    """Name of the header, query parameter or cookie."""
    doc: Doc


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL, its variables in braces."""

    pointer: str
    url: str
    doc: Doc
    variables: tuple[tuple[str, str], ...] = ()
    """Name and default."""

    @property
    def default_url(self) -> str:
        """The URL with each variable at its default."""
        url = self.url
        for name, value in self.variables:
            url = url.replace("{" + name + "}", value)
        return url


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a job is asked for, in seconds."""

    first: float = 2.0
    growth: float = 1.5
    max: float = 15.0
    headers: tuple[str, ...] = ()
    """Headers, beside ``Retry-After``, in which the server names the pause in milliseconds."""


@dataclass(frozen=True, slots=True)
class Call:
    """Another operation, called with a job's id."""

    operation: str
    """Pointer of the operation."""
    parameter: str
    """Wire name of the path or query parameter that takes the id."""


@dataclass(frozen=True, slots=True)
class Job:
    """``x-job``: an operation starts work that goes on after its answer.

    All pointers are relative to the unwrapped body; each tuple is tried in order.
    """

    pointer: str
    id: tuple[str, ...]
    poll: Call
    status: tuple[str, ...]
    progress: tuple[str, ...]
    states: tuple[tuple[State, tuple[str, ...]], ...]
    """The spellings of each state, compared without regard to case; the first is sent."""
    failure_message: tuple[str, ...]
    failure_code: tuple[str, ...]
    result: Call | None
    """The operation that gives the result, or None."""
    result_url: tuple[str, ...]
    """Where the poll's body names the result's address, if that is how it is had."""
    result_media: str
    expires: tuple[str, ...]
    cancel: Call | None
    pace: Pace

    def spellings(self, state: State) -> tuple[str, ...]:
        """Return the words for a state; none where the document names none."""
        return next((words for known, words in self.states if known == state), ())


State: TypeAlias = OneOf["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    pointer: str
    id: str
    """``operationId``, or empty."""
    method: str
    """Upper case."""
    path: str
    """Template: ``/pets/{petId}``."""
    doc: Doc
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: tuple[Response, ...]
    arguments: tuple[Argument, ...]
    """Required ones first, each group in the document's order. Read-only fields are left out."""
    security: tuple[tuple[str, ...], ...]
    """Alternatives, each a tuple of scheme keys; an empty alternative means none is needed."""
    server: Server | None
    """Where the operation lives elsewhere than the document's servers."""
    job: Job | None
    echo: tuple[tuple[str, str], ...]
    """``x-echo``: pointer in the response, pointer in the request body that it repeats."""
    deprecated: bool = False
    strength: Strength = field(default_factory=lambda: Strength("derived", ""))

    @property
    def title(self) -> str:
        """``POST /pets``."""
        return f"{self.method} {self.path}"

    @property
    def successes(self) -> tuple[Response, ...]:
        """Answers that mean success; a lone ``default`` counts as one."""
        found = tuple(r for r in self.responses if r.is_success)
        return found or tuple(
            r for r in self.responses if len(self.responses) == 1 and r.status == "default"
        )

    @property
    def failures(self) -> tuple[Response, ...]:
        """Answers that are not success."""
        good = self.successes
        return tuple(
            r for r in self.responses if r not in good and not r.status.startswith(("1", "3"))
        )


@dataclass(frozen=True, slots=True)
class Resource:
    """A group of operations: a tag, or the first word of their paths."""

    pointer: str
    """``#/tags/NAME``, whether or not the document declares the tag."""
    operations: tuple[Operation, ...]
    doc: Doc
    strength: Strength


@dataclass(frozen=True, slots=True)
class ErrorFacts:
    """``x-error`` and ``x-request-id``: where error bodies and headers say what happened."""

    message: tuple[str, ...]
    code: tuple[str, ...]
    type: tuple[str, ...]
    param: tuple[str, ...]
    request_id: tuple[str, ...]
    """Names of response headers."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error status that the document names anywhere, with everything its body may be."""

    pointer: str
    """``#/failures/404``: made, since many operations share it."""
    status: str
    type: Type | None
    """Union over all operations; None where no operation describes a JSON body."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A file that an example names by ``externalValue``."""

    path: str
    """Relative to the document's folder."""
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Api:
    """A whole document, lowered."""

    title: str
    version: str
    doc: Doc
    license: str
    """SPDX identifier or name; empty where the document names none."""
    servers: tuple[Server, ...]
    schemes: tuple[Scheme, ...]
    declarations: tuple[Declaration, ...]
    """In the document's order, those of components first."""
    resources: tuple[Resource, ...]
    schemas: JsonMapping[str, Json]
    """The document's schemas as JSON Schema 2020-12, by key of ``#/$defs``."""
    errors: ErrorFacts
    failures: tuple[Failure, ...]
    samples: tuple[Sample, ...]
    locate: Callable[[str], Place] = field(repr=False, compare=False)
    """Where the thing with this pointer stands. Costs a look through the file."""

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, resource by resource."""
        return tuple(operation for resource in self.resources for operation in resource.operations)

    def declaration(self, pointer: str) -> Declaration:
        """Return the declaration at a pointer. Raises KeyError."""
        for declaration in self.declarations:
            if declaration.pointer == pointer:
                return declaration
        raise KeyError(pointer)
