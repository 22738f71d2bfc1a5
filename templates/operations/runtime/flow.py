"""What a call does, step by step, with no connection of its own.

A flow is a generator. It yields what is to be done, is sent what came of it, and returns its
result; where doing it failed, the error is thrown into it. `session_sync.py` and `session_async.py` each run the
same flows in some ten lines, so that no style can behave differently from another.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from .options import RequestOptions
from .request import Request
from .response import Response
from .settings import Outgoing, Settings, outgoing

T = TypeVar("T")

MOST_REDIRECTIONS = 10


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request. The outcome is the answer, its body not read."""

    request: Outgoing


@dataclass(frozen=True, slots=True)
class Read:
    """Read the body of an answer. The outcome is the answer with its body."""

    response: Response


@dataclass(frozen=True, slots=True)
class Close:
    """Have done with an answer whose body is not wanted. The outcome is the same answer."""

    response: Response


@dataclass(frozen=True, slots=True)
class Stream:
    """Begin to read the body of an answer piece by piece. The outcome is for `Chunk` to use."""

    response: Response


@dataclass(frozen=True, slots=True)
class Chunk:
    """Read the next bytes of a body. The outcome is these bytes, none at its end."""

    stream: Any


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


Effect: TypeAlias = Send | Read | Close | Stream | Chunk | Sleep | Now | Work | Tell
Flow: TypeAlias = Generator[Effect, Any, T]


def exchange(
    request: Request[Any], settings: Settings, options: RequestOptions
) -> Flow[Response]:
    """Send a request and return its answer, its body read unless it is for the caller to fetch."""
    sent = outgoing(request, settings, options)
    response: Response = yield Send(sent)
    for _ in range(MOST_REDIRECTIONS):
        onward = sent.redirected(response.status, response.headers.get("location", ""))
        if onward is None:
            break
        yield Close(response)
        sent = onward
        response = yield Send(sent)
    if request.streams(response):
        return response
    whole: Response = yield Read(response)
    return whole
