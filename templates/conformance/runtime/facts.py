"""What the tests are written in: operations, requests, and cases that differ from a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar


@dataclass(frozen=True)
class JobId:
    """The id of a job that the operation of that name started, in a path."""

    creator: str
    done: bool = False
    """Whether the job must have come to a good end."""


@dataclass(frozen=True)
class Put:
    """Put a value at a JSON Pointer of the body."""

    pointer: str
    value: Any
    times: int = 1
    """The value is repeated so often: a text of many characters, a list of many items."""


@dataclass(frozen=True)
class Drop:
    """Take out what stands at a JSON Pointer of the body."""

    pointer: str


@dataclass(frozen=True)
class Case:
    """One request, told by how it differs from another, and what the document says about it."""

    name: str
    at: str
    """Where the document says so."""
    says: str
    edits: Sequence[Put | Drop] = ()
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    """Values in place of a parameter's own; none leaves it out."""
    headers: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    body: Any = None
    """The whole body in place of the request's."""
    spoil: str = ""
    """``cut``: the body without its end; ``drop``: no body at all."""
    media: str = ""
    """Media type in place of the request's."""
    texts: Sequence[str] = ()
    """Fields of a form that are sent as text, though they may be files."""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Bundle:
    """Several cases in one request: where it is accepted, so is each of them."""

    names: Sequence[str]
    """The cases' names."""
    edits: Sequence[Put | Drop]


@dataclass(frozen=True)
class Scheme:
    """A way to authenticate: ``bearer``, ``basic``, ``header``, ``query`` or ``cookie``."""

    kind: str
    name: str


@dataclass(frozen=True)
class Media:
    """A media type of an answer, and the key of its schema where it has one."""

    type: str
    schema: str = ""
    is_binary: bool = False


@dataclass(frozen=True)
class Header:
    """A header of an answer, and the key of its schema."""

    name: str
    schema: str
    required: bool = False


@dataclass(frozen=True)
class Answer:
    """A documented answer, by status: ``200``, ``4XX`` or ``default``."""

    status: str
    at: str
    media: Sequence[Media] = ()
    headers: Sequence[Header] = ()


@dataclass(frozen=True)
class Unwrap:
    """A body without ``unless`` is an envelope when its ``payload`` is an object."""

    payload: str
    unless: str


@dataclass(frozen=True)
class Shown:
    """The value that is assumed where a request has nothing at a pointer of its body."""

    here: str
    value: Any


@dataclass(frozen=True)
class Job:
    """What an operation starts, and how it is followed. All pointers are into unwrapped bodies."""

    at: str
    id: Sequence[str]
    poll: str
    poll_parameter: str
    status: Sequence[str]
    states: Mapping[str, Sequence[str]]
    """By state (waiting, running, done, failed, cancelled) the words for it."""
    progress: Sequence[str] = ()
    whole: float = 100.0
    """The progress that is full."""
    created: Sequence[str] = ()
    started: Sequence[str] = ()
    finished: Sequence[str] = ()
    expires: Sequence[str] = ()
    failure_message: Sequence[str] = ()
    result: str = ""
    result_parameter: str = ""
    result_url: Sequence[str] = ()
    result_media: str = ""
    cancel: str = ""
    cancel_parameter: str = ""
    first_pause: float = 2.0
    growth: float = 1.5
    longest_pause: float = 15.0


@dataclass(frozen=True)
class Parameter:
    """What a request may say outside of its body, and the key of its schema."""

    name: str
    location: str
    schema: str
    at: str
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """One method of one path, and what may come back."""

    name: str
    method: str
    path: str
    at: str
    answers: Sequence[Answer]
    security: Sequence[Sequence[Scheme]] = ()
    """Alternatives; empty where no credentials are needed."""
    unwrap: Unwrap | None = None
    may_miss: bool = False
    """Whether the path holds an id of which the document does not say how to get it."""
    echo: Mapping[str, str] = field(default_factory=dict[str, str])
    """Pointer in the answer, pointer in the request's body that it repeats."""
    defaults: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What such a pointer of the request stands for where the request has nothing there."""
    shows: Mapping[str, Shown] = field(default_factory=dict[str, "Shown"])
    """By pointer in the answer, the default that it shows."""
    selects: Mapping[str, Mapping[str, Sequence[str]]] = field(
        default_factory=dict[str, "Mapping[str, Sequence[str]]"]
    )
    """By query parameter and value, the media types that a success may have; the value ``""`` is none."""
    idempotency: str = ""
    """The request header that takes an idempotency key."""
    job: Job | None = None
    parameters: Sequence[Parameter] = ()

    @property
    def title(self) -> str:
        """``GET /path``."""
        return f"{self.method} {self.path}"

    def answer(self, status: int) -> Answer | None:
        """Return what the document says of a status."""
        for name in (str(status), f"{status // 100}XX", "default"):
            for answer in self.answers:
                if answer.status.upper() == name.upper():
                    return answer
        return None

    def tells(self, status: int, fitting: Sequence[int]) -> bool:
        """Whether the document has this status, or another that the server should have used.

        Where it has neither, it leaves open what happens then.
        """
        return any(self.answer(one) is not None for one in (status, *fitting))

    def is_success(self, status: int) -> bool:
        """Whether the document says that a request which succeeds is answered so.

        Where it says nothing of success, as if there were errors alone, each 2xx is one.
        """
        answer = self.answer(status)
        if answer is None:
            return 200 <= status < 300 and not self._names_success
        if status >= 400:
            return False
        return answer.status != "default" or not self._names_success

    @property
    def _names_success(self) -> bool:
        return any(answer.status[0] in "23" for answer in self.answers)


@dataclass(frozen=True)
class Request:
    """A valid request of an operation."""

    operation: Operation
    media: str = ""
    schema: str = ""
    """The key of the body's schema."""
    path: Mapping[str, str | JobId] = field(default_factory=dict[str, "str | JobId"])
    query: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: Any = None
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """Fields of a form that are files, each with the media type to send."""
    unasked: Mapping[str, str] = field(default_factory=dict[str, str])
    """By place in the document, why nothing can break the rule that stands there."""


@dataclass(frozen=True)
class Thing:
    """What an operation makes, and how others read, list and take it away."""

    at: str
    """Where the document has the operation that reads it."""
    id: Sequence[str]
    """Pointers in the answers, of which one has what the path wants."""
    read: str
    parameter: str
    same: Sequence[str] = ()
    """Pointers in a request and in its answer, of values that stay as they were sent."""
    remove: str = ""
    list: str = ""
    listed: str = ""
    """Pointer to the things in the answer that lists them all."""


@dataclass(frozen=True)
class Group:
    """Cases of one request with one expectation."""

    name: str
    check: str
    """What is done with each case: a method of the server, or with none a check of jobs or things."""
    request: Request
    about: Sequence[str]
    """The operation's title and its id, to choose by."""
    cases: Sequence[Case] = ()
    bundles: Sequence[Bundle] = ()
    thing: Thing | None = None


@dataclass(frozen=True)
class Start:
    """How a job is started: with the smallest request, and with another that can be told from it."""

    request: Request
    other: Case | None = None


class LeftOut(Exception):
    """A test that says nothing about the server, and why."""


class Broken(Exception):
    """A test that ended with a finding."""


MISSING: Any = object()

_Test = TypeVar("_Test", bound=Callable[..., None])


def about(group: Group) -> Callable[[_Test], _Test]:
    """Say which group a test is of, to choose by."""

    def marked(test: _Test) -> _Test:
        test.__dict__["about"] = group.about
        return test

    return marked


def find(value: Any, pointer: str) -> Any:
    """Return what stands at a JSON Pointer, or MISSING."""
    here: Any = value
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        items: Any = here
        if isinstance(here, dict) and step in here:
            here = items[step]
        elif isinstance(here, list) and step.isdigit() and int(step) < len(items):
            here = items[int(step)]
        else:
            return MISSING
    return here


def first(value: Any, pointers: Sequence[str]) -> Any:
    """Return the first thing that stands at one of the pointers, or MISSING.

    Null and an empty text are nothing.
    """
    for pointer in pointers:
        found = find(value, pointer)
        if found is not MISSING and found is not None and found != "":
            return found
    return MISSING
