"""Jobs as data: what the document says of one, and where one stands by what the server answers."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeAlias, TypeVar, cast

from .errors import ArgumentError
from .request import Request
from .response import BinaryAnswer, JsonAnswer, Response, matching
from .values import Json, first_at, text_at

T_co = TypeVar("T_co", covariant=True)

State: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]

SHORTEST = 0.1
"""Seconds that pass between two polls at least, also where a server wishes for none."""
JITTER = 0.2
"""By how much of itself a pause may be shorter, so that many clients do not ask in step."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to ask for a job, where the server does not say."""

    first: float = 2.0
    """Seconds before the first poll."""
    growth: float = 1.5
    """How many times longer each pause is than the one before."""
    max: float = 15.0
    """Seconds of the longest pause."""
    headers: Sequence[str] = ()
    """Headers in which the server names the next pause in milliseconds."""

    def pause(self, polls: int, wish: float | None, chance: float) -> float:
        """Return the seconds to the next poll, after so many; `chance` is from 0 to 1."""
        if wish is not None:
            return max(wish, SHORTEST)
        # The exponent is bounded, since no pause has to grow for longer than that.
        grown = self.first * self.growth ** min(polls, 30)
        return max(min(grown, self.max) * (1 - JITTER * chance), SHORTEST)

    def wish(self, response: Response) -> float | None:
        """Return the seconds until the server wants to be asked again; None if it does not say."""
        for name in self.headers:
            try:
                told = float(response.headers.get(name, ""))
            except ValueError:
                continue
            if math.isfinite(told) and told >= 0:
                return told / 1000
        return response.retry_after


@dataclass(frozen=True, slots=True)
class JobState(Generic[T_co]):
    """Where a job stands, by the last that was heard of it."""

    state: State = "waiting"
    status: str = ""
    """The server's own word. Empty where it has said none."""
    progress: float | None = None
    """From 0 to 1, as the server tells it; it may go back. None where it does not tell."""
    elapsed: float = 0.0
    """Seconds since the job was submitted or resumed here."""
    attempt: int = 0
    """How many times the server was asked for it since then."""
    value: T_co | None = field(default=None, repr=False)
    """The last answer. None where there is none yet, or one of another type."""
    reason: str | None = None
    """Why the job has failed, or was cancelled, for people."""
    code: str | None = None
    """The same for programs."""
    is_known: bool = True
    """Whether the document lists the server's word. If not, the job is taken to be running."""

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state in ("done", "failed", "cancelled")

    def is_news(self, before: JobState[Any]) -> bool:
        """Whether anything but the time is different."""
        return (self.state, self.status, self.progress) != (
            before.state,
            before.status,
            before.progress,
        )

    def __str__(self) -> str:
        word = (
            f" ({self.status})" if self.status.lower() not in ("", self.state) else ""
        )
        done = "" if self.progress is None else f", {self.progress:.0%}"
        return f"{self.state}{word}{done}, {self.elapsed:.1f} s, poll {self.attempt}"


@dataclass(frozen=True, slots=True)
class JobPlan(Generic[T_co]):
    """What the document says of the jobs that an operation starts.

    Places are JSON Pointers, tried in order; the first that leads to something is taken.
    """

    api: str
    """The document's title."""
    operation: str
    """What starts such a job: its operation id, or method and path."""
    id_at: Sequence[str]
    poll: Callable[[Any], Request[T_co]]
    """Makes the request that asks for a job, from its id."""
    status_at: Sequence[str]
    states: Mapping[State, Sequence[str]]
    """The words for each state, compared without regard to case."""
    progress_at: Sequence[str] = ()
    whole: float = 100
    """The number that says that all is done."""
    reason_at: Sequence[str] = ()
    code_at: Sequence[str] = ()
    result: Callable[[Any], Request[Any]] | None = None
    """Makes the request for what the job has made, from its id."""
    result_at: Sequence[str] = ()
    """Where a finished job's answer has the URL of that."""
    result_media: str = ""
    """What to expect at that URL."""
    expires_at: Sequence[str] = ()
    cancel: Callable[[Any], Request[Any]] | None = None
    """Makes the request that stops a job, from its id."""
    pace: Pace = field(default_factory=Pace)
    is_one_type: bool = False
    """Whether the answer that starts a job has the type of the one that tells where it stands."""

    def state_of(self, word: str) -> State | None:
        """Return the state that a word stands for; None where the document does not list it."""
        for state, words in self.states.items():
            if any(word.casefold() == known.casefold() for known in words):
                return state
        return None

    def read(
        self, body: Json, value: object, *, elapsed: float, attempt: int
    ) -> JobState[T_co]:
        """Return what an answer says. `attempt` is 0 for the one that started the job."""
        word = text_at(body, self.status_at) or ""
        found = self.state_of(word)
        # What the first answer does not tell is not that anybody has begun.
        state = found or ("running" if word or attempt else "waiting")
        is_wrong = state in ("failed", "cancelled")
        return JobState(
            state=state,
            status=word,
            progress=share(first_at(body, self.progress_at), self.whole),
            elapsed=elapsed,
            attempt=attempt,
            value=cast("T_co | None", value),
            reason=text_at(body, self.reason_at) if is_wrong else None,
            code=text_at(body, self.code_at) if is_wrong else None,
            is_known=found is not None,
        )

    def elsewhere(self, job_id: str) -> Request[Any]:
        """Return the request for a result that is at a URL, which its caller has to add."""
        asked = self.poll(job_id)
        return Request(
            f"GET {asked.template}",
            asked.path,
            answers=[BinaryAnswer("200", self.result_media or "*/*")],
            raises=asked.raises,
        )

    def token(self, job_id: str) -> str:
        """Return what another process needs to go on with a job. There is no secret in it."""
        facts = {"api": self.api, "operation": self.operation, "job": job_id}
        return json.dumps(facts, ensure_ascii=False)

    def job_of(self, token: str) -> str:
        """Return the id of the job that a token is for. Raises ArgumentError."""
        try:
            facts = json.loads(token)
        except (TypeError, ValueError):
            facts = None
        wanted = {"api": self.api, "operation": self.operation}
        given: dict[str, object] = (
            cast("dict[str, object]", facts) if isinstance(facts, dict) else {}
        )
        job_id = given.get("job")
        if (
            not isinstance(job_id, str)
            or not job_id
            or not wanted.keys() <= given.keys()
        ):
            raise ArgumentError("this is no job's token: give the text of `job.token`")
        for name, value in wanted.items():
            if given[name] != value:
                raise ArgumentError(
                    f"the token is of a job of {given['operation']!r} of {given['api']!r},"
                    f" not of {self.operation!r} of {self.api!r}"
                )
        return job_id


def body_of(request: Request[Any], response: Response) -> Json:
    """Return the body of an answer as JSON, without its envelope; None where it is no JSON."""
    answer = matching(request.answers, response)
    if not isinstance(answer, JsonAnswer):
        return None
    try:
        body = response.json()
    except ValueError:
        return None
    return body if answer.unwrap is None else answer.unwrap(body)


def share(told: Json, whole: float) -> float | None:
    """Return how much of a job is done, from 0 to 1; None where that is not told."""
    if isinstance(told, str):
        text = told.strip()
        whole = 100 if text.endswith("%") else whole
        try:
            told = float(text.rstrip("%"))
        except ValueError:
            return None
    if isinstance(told, bool) or not isinstance(told, (int, float)):
        return None
    if isinstance(told, float) and not math.isfinite(told):
        return None
    # Clipped before it is divided: an integer may be larger than any float.
    return min(max(told, 0), whole) / whole
