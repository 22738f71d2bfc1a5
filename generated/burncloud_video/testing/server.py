"""The mock in this process, with all that was sent to it, and ways to make it fail."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
from starlette.types import Message, Receive, Scope, Send

from ..aio import AsyncClient
from ..client import Client
from ..mock.app import STATUS_HEADER, create_app
from ..mock.fault import FAULT_HEADER
from ..mock.jobs import Outcome, State, state
from .clients import MockAsyncClient, MockClient
from .clock import MockClock
from .port import on_a_port
from .transport import MockTransport


@dataclass(frozen=True)
class Received:
    """A request that the mock got. Its repr has no headers, no query and no body: keys are in them."""

    method: str
    path: str
    """As it was sent, without the query."""
    status: int
    """Of the answer; 0 where there was none."""
    query: httpx2.QueryParams = field(repr=False)
    headers: httpx2.Headers = field(repr=False)
    content: bytes = field(repr=False)

    def json(self) -> Any:
        """Return what the body says. Raises ValueError if it is not JSON."""
        return json.loads(self.content)


@dataclass(frozen=True)
class JobView:
    """A job as it stands, whatever the words of the API for that are."""

    id: str
    state: State
    request: Mapping[str, Any]
    """The body of the request that started it, without files."""
    polls: int
    """How often it was asked for."""


@dataclass
class _Failure:
    how: int | Exception
    times: int
    method: str
    headers: Mapping[str, str]


class MockServer:
    """The API, in this process and without state from elsewhere.

    Jobs go on a state at each poll, or by the clock if `pace` is set. Any key is accepted, save
    'wrong-credentials'. It is an ASGI application, for clients of any kind.
    """

    def __init__(self) -> None:
        self.clock = MockClock()
        self.requests: list[Received] = []
        """All requests, the oldest first."""
        self.transport = MockTransport(self)
        """For an `httpx2` client of your own, under any address."""
        self._app = create_app(clock=self.clock.now, capacity=100_000)
        self._fault = ""
        self._failures: list[_Failure] = []

    def client(self) -> Client:
        """Return a client of this mock, which sleeps by its clock: at once."""
        return MockClient(self.transport, self.clock)

    def async_client(self) -> AsyncClient:
        """Return an asynchronous client of this mock, which sleeps by its clock: at once."""
        return MockAsyncClient(self.transport, self.clock)

    @contextmanager
    def on_a_port(self) -> Generator[str, None, None]:
        """Serve it on a free port of this machine, for whatever else is to call it: the address."""
        with on_a_port(self) as url:
            yield url

    @property
    def jobs(self) -> tuple[JobView, ...]:
        """All jobs as they stand now, the oldest first."""
        return tuple(
            JobView(str(job.id), state(job), job.request, job.polls)
            for job in self._app.jobs.all()
        )

    @property
    def outcome(self) -> Outcome:
        """How jobs end that are started from now on: done, failed or cancelled."""
        return self._app.outcome

    @outcome.setter
    def outcome(self, outcome: Outcome) -> None:
        self._app.outcome = outcome

    @property
    def pace(self) -> float | None:
        """Seconds for which a job stays in a state; None to go on at each poll."""
        return self._app.jobs.pace

    @pace.setter
    def pace(self, seconds: float | None) -> None:
        if seconds is not None and not seconds > 0:
            raise ValueError(f"a pace of {seconds} s: it has to be above 0")
        self._app.jobs.pace = seconds

    def advance(self, seconds: float) -> None:
        """Move the clock."""
        self.clock.advance(seconds)

    def fail_next(
        self,
        how: int | Exception,
        *,
        times: int = 1,
        method: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Let the next requests fail: nothing comes of them.

        Args:
            how: A status, answered with the documented body where the operation has one for it
                and an empty one otherwise; or an error such as `httpx2.ConnectError` for the
                transport to raise (on a port: 500).
            times: How many requests.
            method: Which, such as GET for polls alone; others pass in the meantime.
            headers: What the answer is to have besides, such as Retry-After.
        """
        if isinstance(how, int) and not 300 <= how <= 599:
            raise ValueError(f"{how} is not a status of a failure")
        self._failures.append(_Failure(how, times, method.upper(), headers or {}))

    def fault(self, name: str) -> None:
        """Break a promise of the document from now on; an empty name breaks none any more.

        The names are those of `faults`. Raises KeyError for any other.
        """
        if name and name not in self._app.faults:
            raise KeyError(f"there is no fault {name!r}; see MockServer.faults")
        self._fault = name

    @property
    def faults(self) -> Mapping[str, str]:
        """What each fault breaks, by name."""
        return {name: fault.about for name, fault in self._app.faults.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        content = await _content(receive)
        failure = self._failure(scope["method"])

        def note(status: int) -> None:
            self.requests.append(_received(scope, content, status))

        answer = _Answer(send, failure, note)
        try:
            if failure is not None and isinstance(failure.how, Exception):
                raise failure.how
            steered = {**scope, "headers": self._steered(scope, failure)}
            await self._app(steered, _Once(content), answer.send)
        finally:
            if not answer.has_begun:
                note(0)

    def _failure(self, method: str) -> _Failure | None:
        for failure in self._failures:
            if failure.method in ("", method):
                failure.times -= 1
                if failure.times <= 0:
                    self._failures.remove(failure)
                return failure
        return None

    def _steered(
        self, scope: Scope, failure: _Failure | None
    ) -> list[tuple[bytes, bytes]]:
        """Return the headers of a request, with those that tell the mock what to do."""
        headers = list(scope["headers"])
        if self._fault:
            headers.append((FAULT_HEADER.lower().encode(), self._fault.encode()))
        if failure is not None:
            headers.append((STATUS_HEADER.lower().encode(), str(failure.how).encode()))
        return headers


class _Once:
    """A body that has been read, to be read again."""

    def __init__(self, content: bytes) -> None:
        self._content: bytes | None = content

    async def __call__(self) -> Message:
        content, self._content = self._content, None
        if content is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": content, "more_body": False}


class _Answer:
    """Passes an answer on, or in its place the failure that was asked for.

    Its status is noted first: who has an answer finds the request among those that came.
    """

    def __init__(
        self, send: Send, failure: _Failure | None, note: Callable[[int], None]
    ) -> None:
        self._send = send
        self._failure = failure
        self._note = note
        self._is_replaced = False
        self.has_begun = False

    async def send(self, message: Message) -> None:
        """Pass a part on."""
        if message["type"] == "http.response.start":
            message = self._start(message)
            self.has_begun = True
            self._note(message["status"])
        elif self._is_replaced:
            message = {**message, "body": b""}
        await self._send(message)

    def _start(self, message: Message) -> Message:
        if self._failure is None:
            return message
        headers = list(message.get("headers", []))
        if message["status"] != self._failure.how:
            # No operation documents this status.
            self._is_replaced = True
            headers = [(b"content-length", b"0")]
        for name, value in self._failure.headers.items():
            headers = [each for each in headers if each[0] != name.lower().encode()]
            headers.append((name.lower().encode(), value.encode()))
        return {**message, "status": self._failure.how, "headers": headers}


async def _content(receive: Receive) -> bytes:
    pieces: list[bytes] = []
    while True:
        message = await receive()
        pieces.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(pieces)


def _received(scope: Scope, content: bytes, status: int) -> Received:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return Received(
        method=scope["method"],
        path=raw.partition(b"?")[0].decode("latin-1"),
        status=status,
        query=httpx2.QueryParams(scope["query_string"].decode("latin-1")),
        headers=httpx2.Headers(scope["headers"]),
        content=content,
    )
