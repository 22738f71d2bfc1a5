"""What a call does, step by step, with no connection of its own.

A flow is a generator. It yields what is to be done, is sent what came of it, and returns its
result; where doing it failed, the error is thrown into it. `session_sync.py` and `session_async.py` each run the
same flows in some ten lines, so that no style can behave differently from another.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from .errors import APIConnectionError, APITimeoutError
from .observe import Attempt, Hook, is_logged, log_request, log_response, log_retry
from .options import RequestOptions
from .outgoing import Outgoing, outgoing
from .record import record
from .request import Request
from .response import Response
from .retry import Course, Outcome
from .settings import Settings

T = TypeVar("T")

MOST_REDIRECTIONS = 10


@record
class Send:
    """Send a request. The outcome is the answer.

    The body is read with it, but not that of a failure, which may not be wanted at all, nor one
    that the request leaves for the caller to fetch.
    """

    request: Outgoing
    within: float | None = None
    """Seconds after which it has failed, however it goes on."""


@dataclass(frozen=True, slots=True)
class Read:
    """Read the body of a failure. The outcome is the answer with its body."""

    response: Response
    within: float | None = None
    """Seconds after which it has failed, however it goes on."""


@dataclass(frozen=True, slots=True)
class Close:
    """Have done with an answer whose body is not wanted. The outcome is the same answer."""

    response: Response


@dataclass(frozen=True, slots=True)
class Stream:
    """Begin to read the body of an answer piece by piece. The outcome is for `Pour` to use."""

    response: Response


@dataclass(frozen=True, slots=True)
class Pour:
    """Read the bytes of a body, and hand on each piece as it comes. The outcome is whether there may be more."""

    stream: Any
    write: Callable[[bytes], object]
    """Takes a piece; may take a moment."""
    until: float
    """Time on the clock after which the piece that has just come is the last for now."""


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait so many seconds. There is no outcome."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Now:
    """Look at the clock. The outcome is its time in seconds, of use only for differences."""


@dataclass(frozen=True, slots=True)
class Work:
    """Do something that may take a moment, such as to write to a disk. The outcome is its result."""

    function: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the caller of progress. There is no outcome."""

    listener: Callable[[Any], object]
    news: object


Effect: TypeAlias = Send | Read | Close | Stream | Pour | Sleep | Now | Work | Tell
Flow: TypeAlias = Generator[Effect, Any, T]


def exchange(
    request: Request[Any], settings: Settings, options: RequestOptions
) -> Flow[Response]:
    """Send a request and return its answer, its body read unless it is for the caller to fetch.

    What fails is tried again where that is safe. Raises APIConnectionError or OutcomeUnknown.
    """
    sent = outgoing(request, settings, options)
    course = Course(request, sent, settings, options)
    ends: float | None = None
    if course.deadline is not None:
        now: float = yield Now()
        ends = now + course.deadline
    while True:
        course.number += 1
        outcome = yield from attempted(sent, settings, course.number, ends)
        if isinstance(outcome, Response) and outcome.is_success:
            return outcome if ends is None else replace(outcome, ends=ends)
        pause = course.pause(outcome, (yield from _left(ends)))
        if pause is not None:
            if isinstance(outcome, Response):
                yield Close(outcome)
            yield from _pause(sent, settings, course.number, outcome, pause)
        elif isinstance(outcome, Response):
            return course.ended((yield from _whole(outcome, ends)))
        else:
            error = course.failed(outcome)
            raise error from (outcome.__cause__ if error is outcome else outcome)


def _left(ends: float | None) -> Flow[float | None]:
    """Return the seconds until then."""
    if ends is None:
        return None
    now: float = yield Now()
    return ends - now


def attempted(
    sent: Outgoing, settings: Settings, number: int, ends: float | None
) -> Flow[Outcome]:
    """Send a request once, follow where its answer leads, and tell whoever wants to know."""
    hooks = settings.hooks
    if not (hooks.any or is_logged()):
        return (yield from _sent(sent, ends))
    attempt = Attempt(sent.route, sent.host, number)
    log_request(attempt, sent.secrets)
    yield from _told(hooks.on_request, attempt)
    began: float = yield Now()
    outcome = yield from _sent(sent, ends)
    ended: float = yield Now()
    attempt = _known(replace(attempt, elapsed=ended - began), outcome)
    log_response(attempt, sent.secrets)
    yield from _told(hooks.on_response, attempt)
    return outcome


def _sent(sent: Outgoing, ends: float | None) -> Flow[Outcome]:
    try:
        for _ in range(MOST_REDIRECTIONS):
            response = yield from _send(sent, ends)
            onward = sent.redirected(response)
            if onward is None:
                return response
            yield Close(response)
            sent = onward
        return (yield from _send(sent, ends))
    except APIConnectionError as error:
        return error


def _send(sent: Outgoing, ends: float | None) -> Flow[Response]:
    left: float | None = None
    if ends is not None:
        now: float = yield Now()
        left = ends - now
        if left <= 0:
            raise APITimeoutError(
                f"{sent.route}: the deadline has passed. It was not sent.",
                delivered=False,
            )
        sent = replace(sent, timeout=sent.timeout.clipped(left))
    response: Response = yield Send(sent, left)
    return response


def _whole(response: Response, ends: float | None) -> Flow[Response]:
    """Return a failure with its body."""
    try:
        whole: Response = yield Read(response, (yield from _left(ends)))
    except APIConnectionError:
        # That it is a failure is known, even if not why.
        return response
    return whole


def _pause(
    sent: Outgoing, settings: Settings, number: int, outcome: Outcome, pause: float
) -> Flow[None]:
    attempt = replace(Attempt(sent.route, sent.host, number), pause=pause)
    attempt = _known(attempt, outcome)
    log_retry(attempt, sent.secrets)
    yield from _told(settings.hooks.on_retry, attempt)
    yield Sleep(pause)


def _known(attempt: Attempt, outcome: Outcome) -> Attempt:
    if isinstance(outcome, APIConnectionError):
        return replace(attempt, error=outcome, request_id=outcome.request_id)
    return replace(attempt, status=outcome.status, request_id=outcome.request_id)


def _told(hook: Hook | None, attempt: Attempt) -> Flow[None]:
    if hook is not None:
        yield Tell(hook, attempt)
