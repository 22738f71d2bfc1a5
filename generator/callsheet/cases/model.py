"""What a conformance suite consists of: operations, requests, and cases that change a request."""

from __future__ import annotations

from dataclasses import field

from callsheet import ir
from callsheet.data import dataclass
from callsheet.ir import Json


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a request's body: a value put at a pointer, or what stands there taken out."""

    pointer: str
    value: Json = None
    times: int = 1
    """The value is repeated so often: a text of many characters, a list of many items."""
    is_drop: bool = False

    @property
    def is_repeated(self) -> bool:
        """Whether the value is to be made longer."""
        return self.times != 1


@dataclass(frozen=True, slots=True)
class Case:
    """One request to send and what the document says about it."""

    name: str
    at: str
    """Pointer to what the document says."""
    says: str
    edits: tuple[Edit, ...] = ()
    path: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Values that replace a parameter's; none leaves the parameter out."""
    headers: tuple[tuple[str, str | None], ...] = ()
    body: Json = None
    """The whole body, in place of the request's."""
    has_body: bool = False
    spoil: str = ""
    """``cut``: the body without its end; ``drop``: no body at all."""
    media: str = ""
    """Media type in place of the request's."""
    texts: tuple[str, ...] = ()
    """Fields of a form that are sent as text, though they may be files."""


@dataclass(frozen=True, slots=True)
class JobId:
    """A value of a path that comes from a job: the operation that starts it, by name."""

    creator: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A valid request of an operation, from which its cases differ."""

    constant: str
    operation: str
    """Constant of the operation."""
    media: str = ""
    schema: str = ""
    """Key of the body's schema."""
    path: tuple[tuple[str, str], ...] = ()
    ids: tuple[tuple[str, JobId], ...] = ()
    """The rest of the path's values, which come from jobs."""
    query: tuple[tuple[str, tuple[str, ...]], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: Json = None
    has_body: bool = False
    files: tuple[tuple[str, str], ...] = ()
    """Fields of a form that are files, each with the media type to send."""
    unasked: tuple[tuple[str, str], ...] = ()
    """By place of the document, why nothing can break the rule that stands there."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Several cases in one request: where it is accepted, so is each of them."""

    names: tuple[str, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """How jobs of an operation are started, and another one that can be told from the first."""

    request: Request
    at: str = ""
    other: Json = None
    has_other: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """What an operation makes, and how it is found again. Operations by their constants."""

    constant: str
    pointer: str
    """Of the operation that reads it."""
    id: list[str]
    """Pointers in the answers of both, of which one has what the path wants."""
    parameter: str
    read: str
    same: list[str]
    """Pointers in a request and its answer, of values that stay as they were sent."""
    remove: str = ""
    list: str = ""
    listed: str = ""
    """Pointer to the things in the answer that lists them all."""


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one request with one expectation: a table and the test over it.

    Without cases it is a test of the jobs that the request starts, or of the things that it makes.
    """

    name: str
    sentence: str
    check: str
    """Name of the check in the harness, or among the jobs' ones."""
    title: str
    """``GET /path``, to choose by."""
    id: str
    """The operation's id, to choose by."""
    request: Request
    cases: tuple[Case, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    thing: Thing | None = None

    @property
    def module(self) -> str:
        """The module of the suite that has the check of a group without cases."""
        return "jobs" if self.thing is None else "things"

    @property
    def constant(self) -> str:
        """The name of the table."""
        return self.name.upper()

    @property
    def function(self) -> str:
        """The name of the test."""
        return f"test_{self.name}"


@dataclass(frozen=True, slots=True)
class Media:
    """A media type that an answer may have."""

    media: str
    is_binary: bool
    schema: str
    """Key of its schema; empty where there is none to check."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a request may say outside of its body."""

    name: str
    location: str
    schema: str
    """Key of its schema."""
    pointer: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class AnswerHeader:
    """A header of an answer."""

    name: str
    is_required: bool
    schema: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A documented answer."""

    status: str
    pointer: str
    media: tuple[Media, ...]
    headers: tuple[AnswerHeader, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """What ``x-job`` says, with the operations by their constants and in JSON's own types."""

    job: ir.Job
    id: list[str]
    poll: str
    status: list[str]
    states: dict[str, list[str]]
    progress: list[str]
    whole: float
    created: list[str]
    started: list[str]
    finished: list[str]
    expires: list[str]
    failure_message: list[str]
    result: str
    result_url: list[str]
    cancel: str


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """What the harness must know of an operation."""

    constant: str
    operation: ir.Operation
    answers: tuple[Answer, ...]
    security: tuple[tuple[ir.Scheme, ...], ...]
    unwrap: ir.Unwrap | None
    may_miss: bool
    """Whether its path holds an id that the document does not say how to get."""
    life: Life | None
    parameters: tuple[Parameter, ...] = ()
    defaults: tuple[tuple[str, Json], ...] = ()
    """By pointer of the request that an answer repeats, what it stands for where it is left out."""
    shows: tuple[tuple[str, str, Json], ...] = ()
    """By pointer of the answer, a pointer of the request and what stands there by default."""
    selects: dict[str, dict[str, list[str]]] = field(
        default_factory=dict[str, "dict[str, list[str]]"]
    )
    """By query parameter and value, the media types of a success; the value ``""`` is none."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the harness must know of the operations of a resource."""

    operations: tuple[OperationFacts, ...]
    schemas: str
    """A line that tells the schemas of their requests and answers."""


@dataclass(frozen=True, slots=True)
class Suite:
    """The tests of one operation."""

    requests: tuple[Request, ...] = ()
    groups: tuple[Group, ...] = ()
    starts: tuple[Start, ...] = ()
    """How it starts jobs, if it does."""
    left_out: tuple[str, ...] = field(default=())
    """What has no case, and why."""

    @property
    def things(self) -> tuple[Thing, ...]:
        """What it makes, each once."""
        found = {one.thing.constant: one.thing for one in self.groups if one.thing is not None}
        return tuple(found.values())
