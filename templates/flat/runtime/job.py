"""Jobs: what the document says of them, and how they are followed to their end."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Literal, TypeAlias, TypeVar, cast

from .call import _configured
from .encode import _at, _text_at
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    JobCancelled,
    JobError,
    JobFailed,
    JobNotDone,
    JobTimeout,
    OutcomeUnknown,
)

T = TypeVar("T")
State: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True)
class JobState(Generic[T]):
    """Where a job stands, by the last that was heard of it."""

    state: State = "waiting"
    status: str = ""  # the server's own word
    progress: float | None = None  # from 0 to 1; it may go back
    elapsed: float = 0.0  # seconds since it was submitted here, or first asked for
    attempt: int = 0  # how often it was asked for
    value: T | None = field(default=None, repr=False)  # the last answer
    reason: str | None = None  # why it failed or was cancelled
    code: str | None = None  # the same for programs
    is_known: bool = True  # whether the document lists the word; if not, it is taken for running

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state in ("done", "failed", "cancelled")


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
    jobs: dict[str, _Job[Any]] = field(default_factory=dict[str, Any])

    def job(self, given: object) -> _Job[T]:
        """Return the job of an id, with what this process knows of it."""
        job_id = str(given)
        known = self.jobs.get(job_id)
        if known is not None and known.is_settled and time.monotonic() > known.due + 60:
            del self.jobs[job_id]  # what it said then, such as a URL, may no longer hold
        while len(self.jobs) > 1000:
            del self.jobs[next(iter(self.jobs))]
        return self.jobs.setdefault(job_id, _Job(self, job_id))

    def started(self, request: _Request, options: Mapping[str, Any]) -> Any:
        """Start a job, and return the answer."""
        began, seen = time.monotonic(), _Seen(options)
        value = _call(request, seen.options)
        job_id = _text_at(value, self.id_at)
        if job_id is None:
            problem = f"there is no job id at {' or '.join(self.id_at)}"
            raise APIResponseValidationError(
                f"{request.route} cannot be read: {problem}", body=value
            )
        self.jobs.pop(job_id, None)
        job = self.job(job_id)
        job.began, job.born = began, time.monotonic()
        job.hear(value, seen.headers, value if self.is_one_type else None)
        return value

    def state_of(self, body: Any, **facts: Any) -> JobState[T]:
        """Return what an answer says. A word that is not listed means that the job goes on."""
        word = _text_at(body, self.status_at) or ""
        found: State | None = None
        for known, words in self.states.items():
            found = known if word.casefold() in words else found
        usual: State = "running" if word or facts["attempt"] else "waiting"
        state: State = found or usual
        is_wrong = state in ("failed", "cancelled")
        return JobState(
            state=state,
            status=word,
            progress=_share(_at(body, *self.progress_at), self.whole),
            reason=_text_at(body, self.reason_at) if is_wrong else None,
            code=_text_at(body, self.code_at) if is_wrong else None,
            is_known=found is not None,
            **facts,
        )

    def pause(self, polls: int, headers: Any) -> float:
        """Return the seconds to the next poll: as the server wishes, or growing, each a bit random."""
        for name in self.headers:
            with suppress(ValueError):
                told = float(headers.get(name, ""))
                if math.isfinite(told) and told >= 0:
                    return max(told / 1000, 0.1)
        wish = _retry_after(headers)
        grown = min(self.first * self.growth ** min(polls, 30), self.max)
        return max(grown * (1 - 0.2 * random.random()) if wish is None else wish, 0.1)


class _Job(Generic[T]):
    """What this process knows of a job."""

    def __init__(self, plan: _Plan[T], job_id: str) -> None:
        self.plan, self.id = plan, job_id
        self.state: JobState[T] = JobState(is_known=False)
        self.body: Any = None
        self.began = self.born = math.nan
        self.due, self.polls = -math.inf, 0
        self.is_heard = self.is_withdrawn = False
        self.trouble: APIError | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask for."""
        is_told = self.state.value is not None or self.is_heard
        return self.state.is_over and (self.state.state != "done" or is_told)

    def hear(self, body: Any, headers: Any, value: Any) -> None:
        """Take in an answer."""
        now = time.monotonic()
        self.body = body
        self.state = self.plan.state_of(
            body, value=value, elapsed=now - self.began, attempt=self.polls
        )
        self.due = now + self.plan.pause(self.polls, headers)

    def poll(self, options: Mapping[str, Any], until: float) -> None:
        """Ask for the job once."""
        now, seen = time.monotonic(), _Seen(options)
        self.began = now if math.isnan(self.began) else self.began
        self.polls += 1
        if until < math.inf:
            seen.options["deadline"] = min(
                max(until - now, 0.001), options.get("deadline") or math.inf
            )
        try:
            value = self.plan.poll(self.id, seen.options)
        except APIError as error:
            now, self.trouble = time.monotonic(), error
            if self.is_withdrawn and error.status in (404, 410):
                self.state = replace(self.state, state="cancelled", attempt=self.polls)
                return
            self.due = now + self.plan.pause(self.polls, error.headers or {})
            is_new = error.status == 404 and not self.is_heard and now - self.born < 15
            passing = error.status in (408, 425, 429) or (error.status or 0) >= 500 or is_new
            kinds = (APIConnectionError, APIResponseValidationError, OutcomeUnknown)
            if not (passing or isinstance(error, kinds)):
                raise
        else:
            self.is_heard, self.trouble = True, None
            self.hear(value, seen.headers, value)

    def followed(self, options: Mapping[str, Any], until: float) -> Iterator[JobState[T]]:
        """Ask for the job until it is over, and yield each answer. Raises JobTimeout."""
        while not self.is_settled:
            now = time.monotonic()
            if max(self.due, now) >= until:
                time.sleep(max(until - now, 0))
                text = f"is not over in time, it is {self.state.state}. It goes on at the server."
                said = f" The last poll failed: {self.trouble}" if self.trouble else ""
                raise self.error(JobTimeout, text + said) from self.trouble
            if self.due > now:
                time.sleep(self.due - now)
            polls = self.state.attempt
            self.poll(options, until)
            if self.state.attempt > polls:
                yield self.state

    def waited(self, options: Mapping[str, Any], timeout: float | None, listener: Any) -> T:
        """Wait until the job is over, and return the last answer."""
        until = math.inf if timeout is None else time.monotonic() + timeout
        try:
            if self.is_settled and listener is not None:
                listener(self.state)
            for state in self.followed(options, until):
                if listener is not None:
                    listener(state)
            return self.result()
        except APIError as error:
            error.job = self.id
            raise

    def watched(self, options: Mapping[str, Any], timeout: float | None) -> Iterator[JobState[T]]:
        """Yield where the job stands, if that is known, and then each change."""
        until = math.inf if timeout is None else time.monotonic() + timeout
        last: JobState[T] | None = self.state if self.body is not None else None
        if last is not None:
            yield last
        for state in self.followed(options, until) if last is None or not last.is_over else ():
            facts = (state.state, state.status, state.progress)
            if last is None or facts != (last.state, last.status, last.progress):
                yield state
            last = state

    def result(self) -> T:
        """Return the last answer of a job that is done. Raises JobFailed, JobCancelled or JobNotDone."""
        state = self.state
        if state.state == "done":
            return cast("T", state.value)
        if not state.is_over:
            raise self.error(
                JobNotDone, f"has no result yet, it is {state.state}: wait for it first."
            )
        kind, verb = (
            (JobFailed, "failed") if state.state == "failed" else (JobCancelled, "was cancelled")
        )
        raise self.error(
            kind, f"{verb}: {state.reason or 'no reason given'} (status {state.status})."
        )

    def finished(self, options: Mapping[str, Any]) -> str:
        """Return the id of a job that is done. Raises JobNotDone, JobFailed or JobCancelled."""
        if not self.is_settled:
            self.poll(options, math.inf)
        self.result()
        return self.id

    def result_url(self, options: Mapping[str, Any], *places: str) -> str:
        """Return where the result of a job is that is done."""
        self.finished(options)
        found = _text_at(self.body, places)
        if found is None:
            raise self.error(
                JobNotDone, f"is done, but its answer has no URL at {' or '.join(places)}"
            )
        return found

    def error(self, kind: type[JobError], text: str) -> JobError:
        facts = {"state": self.state, "reason": self.state.reason, "code": self.state.code}
        return kind(f"job {self.id} {' '.join(text.split())}", job=self.id, **facts)


class _Seen:
    """Options of a call that keep the headers of its answer."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.headers: Any = {}
        self.listener = options.get("on_response")
        self.options = {**options, "on_response": self.keep}

    def keep(self, headers: Any) -> None:
        self.headers = headers
        if self.listener is not None:
            self.listener(headers)


def _share(told: Any, whole: float) -> float | None:
    """Return how much of a job is done, from 0 to 1; None where that is not told."""
    if isinstance(told, str):
        whole = 100 if told.strip().endswith("%") else whole
        try:
            told = float(told.strip().rstrip("%"))
        except ValueError:
            return None
    if isinstance(told, bool) or not isinstance(told, (int, float)) or not math.isfinite(told):
        return None
    return min(max(told, 0), whole) / whole
