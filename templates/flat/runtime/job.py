"""Jobs: how they stand, when to ask again, and how they end."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeAlias, TypeVar, cast

from .call import T, _Call
from .connection import _retry_after
from .encode import _text_at
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    JobCancelled,
    JobError,
    JobFailed,
    JobNotDone,
    JobTimeout,
)

R = TypeVar("R")
State: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True)
class JobState(Generic[T]):
    """Where a job stands, by the last that was heard of it."""

    state: State = "waiting"
    status: str = ""  # the server's own word; one that is not known means running
    progress: float | None = None  # from 0 to 1; it may go back
    reason: str | None = None  # why it failed or was cancelled
    code: str | None = None  # the same for programs
    elapsed: float = field(default=0.0, compare=False)  # seconds since it was first heard of
    value: T | None = field(default=None, repr=False, compare=False)  # the last answer

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state in ("done", "failed", "cancelled")


@dataclass
class _Job(Generic[T]):
    """What this process knows of a job."""

    id: str
    is_known: bool = False  # whether the server has heard of it for sure
    is_withdrawn: bool = False
    state: JobState[T] | None = None
    born: float = field(default_factory=lambda: time.monotonic())
    due: float = -math.inf
    polls: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask for."""
        return self.state is not None and self.state.is_over

    def error(self, kind: type[JobError], text: str) -> JobError:
        return kind(f"job {self.id} {' '.join(text.split())}", job=self.id, state=self.state)

    def result(self) -> T:
        """Return the last answer of a job that is done. Raises JobError."""
        state = self.state or JobState[T]()
        if state.state == "done":
            return cast("T", state.value)
        why = f"{state.reason or 'no reason given'} (status {state.status})"
        if state.state == "failed":
            raise self.error(JobFailed, f"failed: {why}.")
        if state.state == "cancelled":
            raise self.error(JobCancelled, f"was cancelled: {why}.")
        raise self.error(JobNotDone, f"has no result yet, it is {state.state}: wait for it.")


@dataclass(frozen=True)
class _Plan(Generic[T]):
    """What the document says of the jobs that an operation starts; places are JSON Pointers."""

    poll: Callable[[Any, Any], T]
    id_at: Sequence[str]
    status_at: Sequence[str]
    states: Mapping[State, Sequence[str]]
    progress_at: Sequence[str] = ()
    whole: float = 100
    reason_at: Sequence[str] = ()
    code_at: Sequence[str] = ()
    first: float = 2.0
    growth: float = 1.5
    max: float = 15.0
    headers: Sequence[str] = ()  # in which the server names the next pause in milliseconds
    is_one_type: bool = False  # whether what starts a job is answered as what asks for it is
    jobs: dict[str, _Job[T]] = field(default_factory=dict[str, Any])

    def job(self, given: object) -> _Job[T]:
        """Return the job of an id, with what this process knows of it."""
        known = self.jobs.get(str(given))
        if known is None or (known.is_settled and time.monotonic() > known.due + 60):
            known = self.jobs[str(given)] = _Job(str(given), is_known=True)
        while len(self.jobs) > 1000:
            del self.jobs[next(iter(self.jobs))]
        return known

    def started(self, call: _Call[R]) -> R:
        """Start a job, and return the answer."""
        heard = list[Any]()
        call.options["_hear"] = heard.append
        value = call.run()
        job_id = _text_at(value, self.id_at)
        if job_id is None:
            problem = f"{call.route} cannot be read: no job id at {' or '.join(self.id_at)}"
            raise APIResponseValidationError(problem, body=value)
        job = self.jobs[job_id] = _Job(job_id)
        self.hear(job, value, heard[-1])
        if job.state and job.state.state == "done" and not self.is_one_type:
            job.state, job.due = None, -math.inf  # the result is in the other answer
        return value

    def hear(self, job: _Job[T], value: Any, headers: Any) -> None:
        """Take in an answer. A word that is not listed means that the job goes on."""
        word = _text_at(value, self.status_at) or ""
        state: State = "running" if word or job.polls else "waiting"
        for known, words in self.states.items():
            state = known if word.casefold() in words else state
        is_wrong = state in ("failed", "cancelled")
        job.due = time.monotonic() + self.pause(job, headers)
        job.state = JobState(
            state,
            word,
            _share(_text_at(value, self.progress_at), self.whole),
            _text_at(value, self.reason_at) if is_wrong else None,
            _text_at(value, self.code_at) if is_wrong else None,
            time.monotonic() - job.born,
            value,
        )

    def pause(self, job: _Job[T], headers: Any) -> float:
        """Return the seconds to the next poll: as the server wishes, or growing, a bit random."""
        grown = min(self.first * self.growth ** min(job.polls, 30), self.max)
        wish = _retry_after(headers)
        for name in self.headers:
            with suppress(ValueError):
                told = float(headers.get(name, ""))
                wish = told / 1000 if 0 <= told < math.inf else wish
        return max(grown * (1 - 0.2 * random.random()) if wish is None else wish, 0.1)

    def asked(self, job: _Job[T], options: Mapping[str, Any], until: float) -> APIError | None:
        """Ask for the job once; return what went wrong in passing."""
        heard = list[Any]()
        limit = min(max(until - time.monotonic(), 0.001), options.get("deadline") or math.inf)
        job.polls += 1
        try:
            deadline = limit if limit < math.inf else None
            value = self.poll(job.id, {**options, "deadline": deadline, "_hear": heard.append})
        except APIError as error:
            error.job, status, now = job.id, error.status or 0, time.monotonic()
            if job.is_withdrawn and status in (404, 410):
                job.state = JobState("cancelled")
                return None
            job.due = now + self.pause(job, error.headers or {})
            is_new = status == 404 and not job.is_known and now - job.born < 15
            kinds = (APIConnectionError, APIResponseValidationError)
            if is_new or status in (408, 425, 429) or status >= 500 or isinstance(error, kinds):
                return error
            raise
        job.is_known = True
        self.hear(job, value, heard[-1])
        return None

    def watched(
        self, given: object, options: Mapping[str, Any], timeout: float | None
    ) -> Iterator[JobState[T]]:
        """Yield where a job stands, if that is known, and then each change. Raises JobTimeout."""
        until = math.inf if timeout is None else time.monotonic() + timeout
        job, last, trouble = self.job(given), None, None
        while True:
            if job.state and job.state != last:
                yield job.state
            if job.is_settled:
                return
            last, now = job.state, time.monotonic()
            time.sleep(max(min(job.due, until) - now, 0))
            if max(job.due, now) >= until:
                said = f"The last poll failed: {trouble}" if trouble else ""
                state = last.state if last else "not known"
                raise job.error(JobTimeout, f"is not over in time, it is {state}. {said}") from trouble
            trouble = self.asked(job, options, until)

    def waited(
        self, given: object, options: Mapping[str, Any], timeout: float | None, listener: Any
    ) -> T:
        """Wait until a job is over, and return the last answer."""
        for state in self.watched(given, options, timeout):
            if listener is not None:
                listener(state)
        return self.jobs[str(given)].result()

    def finished(self, given: object, options: Mapping[str, Any]) -> _Job[T]:
        """Return a job that is done. Raises JobNotDone, JobFailed or JobCancelled."""
        job = self.job(given)
        if not job.is_settled and (trouble := self.asked(job, options, math.inf)):
            raise trouble
        job.result()
        return job

    def result_url(self, given: object, options: Mapping[str, Any], *places: str) -> str:
        """Return where the result of a job is that is done."""
        job = self.finished(given, options)
        found = _text_at(job.result(), places)
        if found is None:
            raise job.error(JobNotDone, f"is done, but has no URL at {' or '.join(places)}")
        return found


def _share(told: str | None, whole: float) -> float | None:
    """Return how much of a job is done, from 0 to 1; None where that is not told."""
    text = (told or "").strip()
    with suppress(ValueError):
        share = float(text.rstrip("% ")) / (100 if text.endswith("%") else whole)
        return min(max(share, 0.0), 1.0) if math.isfinite(share) else None
    return None
