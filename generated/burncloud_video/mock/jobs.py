"""Jobs: where each stands, by how often it was asked for or by the clock."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from .contract import Content, JobRule, Operation
from .pointers import Json, Object
from .stamps import Times

State = Literal["waiting", "running", "done", "failed", "cancelled"]
Outcome = Literal["done", "failed", "cancelled"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("done", "failed", "cancelled")
STARTS: Final[tuple[State, ...]] = ("waiting", "running")
ENDS: Final[frozenset[State]] = frozenset(OUTCOMES)
_WISHES: Final[dict[Outcome, tuple[Outcome, ...]]] = {
    "done": ("done",),
    "failed": ("failed", "cancelled"),
    "cancelled": ("cancelled", "failed"),
}
"""How to end, and how else where the document has no word for that."""


@dataclass
class Job:
    """Work that a request started."""

    operation: Operation
    rule: JobRule
    id: Json
    request: Object
    body: Content | None
    """The media type that the request was in."""
    plan: tuple[State, ...]
    times: Times
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    """Names the result in URLs."""
    polls: int = 0
    step: int = 0
    """Index into the plan."""
    cancelled: State | None = None
    progress: int = 0


class Jobs:
    """All jobs, the oldest forgotten first."""

    def __init__(
        self, clock: Callable[[], float], pace: float | None, capacity: int
    ) -> None:
        self.clock = clock
        self.pace = pace
        """Seconds from one state to the next; None to go on at each poll."""
        self._capacity = capacity
        self._jobs: OrderedDict[tuple[str, str], Job] = OrderedDict()
        self._tokens: dict[str, Job] = {}

    def start(
        self,
        operation: Operation,
        rule: JobRule,
        id: Json,
        request: Object,
        body: Content | None,
        outcome: Outcome,
    ) -> Job:
        """Take a job in."""
        now = self.clock()
        job = Job(
            operation, rule, id, request, body, _plan(rule, outcome), Times(now, now)
        )
        self._jobs[rule.poll.operation, str(id)] = job
        self._tokens[job.token] = job
        while len(self._jobs) > self._capacity:
            _, oldest = self._jobs.popitem(last=False)
            del self._tokens[oldest.token]
        return job

    def find(self, poll: str, id: Json) -> Job | None:
        """Return the job that an operation tells of, as it stands now."""
        job = self._jobs.get((poll, str(id)))
        if job is not None:
            self._settle(job)
        return job

    def by_token(self, token: str) -> Job | None:
        """Return the job whose result a URL names."""
        job = self._tokens.get(token)
        if job is not None:
            self._settle(job)
        return job

    def of(self, poll: str) -> Iterator[Job]:
        """Yield all jobs that an operation tells of, the oldest first."""
        for job in self.all():
            if job.rule.poll.operation == poll:
                yield job

    def all(self) -> Iterator[Job]:
        """Yield all jobs, the oldest first."""
        for job in list(self._jobs.values()):
            self._settle(job)
            yield job

    def polled(self, job: Job) -> None:
        """Count a poll. The first shows where the job started, each later one a step more."""
        job.polls += 1
        self._settle(job)

    def cancel(self, job: Job) -> None:
        """End a job, unless it has ended."""
        if state(job) not in ENDS:
            job.cancelled = _plan(job.rule, "cancelled")[-1]
            job.times.changed = self.clock()

    def remove(self, job: Job) -> None:
        """Forget a job."""
        self._jobs.pop((job.rule.poll.operation, str(job.id)), None)
        self._tokens.pop(job.token, None)

    def _settle(self, job: Job) -> None:
        """Bring a job to where it stands now."""
        if job.cancelled:
            return
        last = len(job.plan) - 1
        passed = self.clock() - job.times.created
        step = int(passed / self.pace) if self.pace else job.polls - 1
        step = min(max(step, job.step), last)
        if step > job.step:
            job.step = step
            started = (
                job.times.created + step * self.pace if self.pace else self.clock()
            )
            job.times.changed = started
        if job.plan[step] == "done":
            job.progress = 100
        elif job.plan[step] == "running" and self.pace:
            job.progress = max(
                job.progress, min(99, int(100 * passed / (self.pace * last)))
            )
        elif job.plan[step] == "running":
            job.progress = 50


def state(job: Job) -> State:
    """Return where a job stands."""
    return job.cancelled or job.plan[job.step]


def word(rule: JobRule, wanted: State) -> str:
    """Return the word to send for a state, empty where the document has none."""
    spellings = rule.states.get(wanted, ())
    return spellings[0] if spellings else ""


def meaning(rule: JobRule, status: Json) -> State | None:
    """Return the state that a status means."""
    for each in (*STARTS, *OUTCOMES):
        spellings = rule.states.get(each, ())
        if isinstance(status, str) and status.casefold() in map(
            str.casefold, spellings
        ):
            return each
    return None


def _plan(rule: JobRule, outcome: Outcome) -> tuple[State, ...]:
    """Return the states that a job goes through: those that the document has words for."""
    waiting: tuple[State, ...] = ("waiting",) if rule.states.get("waiting") else ()
    running: tuple[State, ...] = ("running",) if rule.states.get("running") else ()
    for end in _WISHES[outcome]:
        if rule.states.get(end):
            return (*waiting, *running, end)
    return (*waiting, *running, "done")
