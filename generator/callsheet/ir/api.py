"""The whole: operations, their resources, and what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping as JsonMapping
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from callsheet.data import dataclass
from callsheet.diagnostics import Place
from callsheet.ir.declarations import Declaration, Doc, Strength
from callsheet.ir.drop_in import DropIn
from callsheet.ir.jobs import Job
from callsheet.ir.late import Late, completed
from callsheet.ir.messages import Argument, Body, Link, Parameter, Response
from callsheet.ir.types import Json, Type


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
    shown_defaults: tuple[tuple[str, str], ...] = ()
    """``x-defaults``: pointer in the response, pointer in the request whose default it shows."""
    selects: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = ()
    """``x-selects``: by parameter and value, the media types that an answer may have."""
    resend: OneOf["", "always", "never"] = ""
    """``x-resend``: whether a client may send it again once it may have arrived; empty where
    the method says so."""
    idempotency_header: str = ""
    """``x-idempotency-key``: the request header with the key, or empty."""
    deprecated: bool = False
    links: tuple[Link, ...] = ()
    """Which operations read what a success tells of."""
    strength: Strength = field(default_factory=lambda: Strength("derived", ""))
    late: Late | None = field(default=None, init=False, repr=False, compare=False)
    if not TYPE_CHECKING:
        __getattr__ = completed

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
    def gives_bytes(self) -> bool:
        """Whether a success may be a file, whatever else it may be; never in answer to HEAD."""
        if self.late is not None and self.late.gives_bytes is not None:
            return self.late.gives_bytes
        contents = (content for response in self.successes for content in response.contents)
        return self.method != "HEAD" and any(one.kind == "binary" for one in contents)

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
class Call:
    """An operation in one line: nothing of it but where it is."""

    resource: str
    """Pointer of its resource."""
    pointer: str
    method: str
    path: str


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
    drop_ins: tuple[DropIn, ...] = ()
    _declarations: JsonMapping[str, Declaration] = field(init=False, repr=False, compare=False)
    _operations: JsonMapping[str, Operation] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the indices."""
        declarations = {one.pointer: one for one in self.declarations}
        object.__setattr__(self, "_declarations", declarations)
        object.__setattr__(self, "_operations", {one.pointer: one for one in self.operations})

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, resource by resource."""
        return tuple(operation for resource in self.resources for operation in resource.operations)

    @property
    def calls(self) -> tuple[Call, ...]:
        """All operations, each in one line."""
        return tuple(
            Call(resource.pointer, one.pointer, one.method, one.path)
            for resource in self.resources
            for one in resource.operations
        )

    @property
    def starters(self) -> tuple[Operation, ...]:
        """The operations that start jobs."""
        return tuple(one for one in self.operations if one.job is not None)

    @property
    def has_jobs(self) -> bool:
        """Whether an operation starts a job."""
        return bool(self.starters)

    def operation(self, pointer: str) -> Operation:
        """Return the operation at a pointer. Raises KeyError."""
        return self._operations[pointer]

    @property
    def has_deprecated(self) -> bool:
        """Whether an operation is deprecated."""
        return any(one.deprecated for one in self.operations)

    @property
    def usual_security(self) -> tuple[tuple[str, ...], ...]:
        """What most operations ask for, as :attr:`Operation.security` says it."""
        counts = Counter(one.security for one in self.operations)
        return max(counts, key=counts.__getitem__, default=())

    @property
    def used_schemes(self) -> tuple[Scheme, ...]:
        """The ways to authenticate that an operation asks for."""
        asked = {key for one in self.operations for some in one.security for key in some}
        return tuple(scheme for scheme in self.schemes if scheme.key in asked)

    def declaration(self, pointer: str) -> Declaration:
        """Return the declaration at a pointer. Raises KeyError."""
        return self._declarations[pointer]

    def find(self, pointer: str) -> Declaration | None:
        """Return the declaration at a pointer, or None."""
        return self._declarations.get(pointer)
