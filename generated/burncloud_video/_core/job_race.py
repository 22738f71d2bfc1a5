"""Following a job from change to change, and many jobs at one pace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from .errors import APIError, ArgumentError
from .flow import Flow, Now, Sleep
from .job_errors import JobsNotSubmitted
from .job_flow import Tracked, deadline
from .jobs import JobState

T = TypeVar("T")
J = TypeVar("J", bound="Tracked[Any]")


class Watching(Generic[T]):
    """The changes of a job, one after the other."""

    def __init__(self, job: Tracked[T], timeout: float | None) -> None:
        self._job = job
        self._timeout = timeout
        self._until: float | None = None
        self._last: JobState[T] | None = None

    def step(self) -> Flow[JobState[T] | None]:
        """Return the next change, at first how the job stands; None when it is over."""
        if self._last is None:
            self._until = yield from deadline(self._timeout)
            if self._job.is_told:
                self._last = self._job.state
                return self._last
        elif self._last.is_over:
            return None
        while True:
            state = yield from self._job.heard(self._until)
            if self._last is None or state.is_news(self._last):
                self._last = state
                return state


class Race(Generic[J]):
    """Many jobs, asked for in turn at one pace for all, in the order in which they end."""

    def __init__(
        self, jobs: Iterable[J], timeout: float | None, polls_per_second: float
    ) -> None:
        if not polls_per_second > 0:
            raise ArgumentError("polls_per_second must be more than 0")
        self._jobs = list(dict.fromkeys(jobs))
        self._gap = 1 / polls_per_second
        self._timeout = timeout
        self._until: float | None = None
        self._is_begun = False
        self._free = float("-inf")

    def step(self) -> Flow[J | None]:
        """Return the next job that is over, or that the server knows nothing of; None after all."""
        if not self._is_begun:
            self._is_begun = True
            self._until = yield from deadline(self._timeout)
        while self._jobs:
            for job in self._jobs:
                if job.is_settled:
                    return self._out(job)
            job = min(self._jobs, key=_due)
            yield from self._turn(job)
            try:
                yield from job.polled(self._until)
            except APIError as error:
                if not job.is_passing(error):
                    return self._out(job)
        return None

    def _turn(self, job: J) -> Flow[None]:
        """Wait until a job may be asked for. Raises JobTimeout."""
        now: float = yield Now()
        due = max(_due(job), self._free, now)
        if self._until is not None and due >= self._until:
            if self._until > now:
                yield Sleep(self._until - now)
            raise job.timed_out()
        if due > now:
            yield Sleep(due - now)
        self._free = due + self._gap

    def _out(self, job: J) -> J:
        self._jobs.remove(job)
        return job


def _due(job: Tracked[Any]) -> float:
    return float("-inf") if job.due is None else job.due


def all_of(results: Sequence[J | Exception]) -> list[J]:
    """Return the jobs. Raises JobsNotSubmitted where there is an exception among them."""
    jobs = [one for one in results if not isinstance(one, Exception)]
    if len(jobs) < len(results):
        raise JobsNotSubmitted(results)
    return jobs


def checked_concurrency(value: int) -> int:
    """Return how many are to be submitted at a time. Raises ArgumentError."""
    if value < 1:
        raise ArgumentError(f"concurrency must be at least 1, and is {value}")
    return value
