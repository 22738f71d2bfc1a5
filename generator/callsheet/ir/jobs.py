"""Jobs: work that goes on after the answer, as ``x-job`` declares it."""

from __future__ import annotations

from typing import Literal as OneOf
from typing import TypeAlias

from callsheet.data import dataclass


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
class Times:
    """Where a job's polled answer says when things happened to it."""

    created: tuple[str, ...] = ()
    started: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()


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
    times: Times = Times()
    progress_whole: float = 100.0
    """The number that says that all is done: 1 where the schema has that for its maximum."""

    @property
    def is_fetched(self) -> bool:
        """Whether it makes a file."""
        return self.result is not None or bool(self.result_url)

    def spellings(self, state: State) -> tuple[str, ...]:
        """Return the words for a state; none where the document names none."""
        return next((words for known, words in self.states if known == state), ())


State: TypeAlias = OneOf["waiting", "running", "done", "failed", "cancelled"]
