"""Runs flows and fetches downloads, synchronously, on httpx2."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, TypeVar, cast

import httpx2
from typing_extensions import Self

from .clock import Clock, SystemClock
from .files import PartFile
from .flow import (
    Chunk,
    Effect,
    Flow,
    Now,
    Read,
    Send,
    Sleep,
    Stream,
    Tell,
    Work,
    exchange,
)
from .options import RequestOptions
from .payload import Payload
from .request import Request
from .response import Response
from .settings import Outgoing, Settings
from .transport import (
    Arrived,
    RawResponse,
    failed,
    keep_out_of_logs,
    native,
    phases,
    received,
)

P = ParamSpec("P")
T = TypeVar("T")


class Connections:
    """The HTTP client of one or more sessions, made when it is first needed: that takes time."""

    def __init__(self, http_client: httpx2.Client | None = None) -> None:
        self._client = http_client
        self._is_ours = http_client is None
        self._lock = threading.Lock()

    @property
    def client(self) -> httpx2.Client:
        """The HTTP client."""
        with self._lock:
            if self._client is None:
                self._client = httpx2.Client()
            return self._client

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._is_ours and self._client is not None:
            self._client.close()


class Session:
    """Runs what operations ask for, with a client's settings, over its connections."""

    def __init__(
        self,
        settings: Settings,
        connections: Connections,
        clock: Clock | None = None,
    ) -> None:
        self.settings = settings
        self.connections = connections
        self.clock: Clock = clock or SystemClock()
        keep_out_of_logs(settings)

    def changed(self, settings: Settings) -> Session:
        """Return a session with other settings, over the same connections."""
        return Session(settings, self.connections, self.clock)

    def run(self, request: Request[T], options: RequestOptions) -> T:
        """Send a request and return what its answer means."""
        return request.read(self.answer(request, options))

    def open(self, request: Request[T], options: RequestOptions) -> T | Download:
        """Send a request whose answer may be bytes, which are left for the caller to fetch."""
        value = request.read(self.answer(request, options))
        return Download(value) if isinstance(value, Response) else value

    def answer(self, request: Request[T], options: RequestOptions) -> Response:
        """Send a request and return its answer, whatever it is."""
        return self.drive(exchange(request, self.settings, options))

    def drive(self, flow: Flow[T]) -> T:
        """Run a flow to its end, doing what it asks for."""
        try:
            effect = next(flow)
            while True:
                try:
                    outcome = self.perform(effect)
                except Exception as error:
                    effect = flow.throw(error)
                else:
                    effect = flow.send(outcome)
        except StopIteration as end:
            return cast("T", end.value)

    def perform(self, effect: Effect) -> object:
        """Do one thing, and return its outcome."""
        if isinstance(effect, Send):
            return self._send(effect.request)
        if isinstance(effect, Read):
            return _read(effect.response)
        if isinstance(effect, Stream):
            return _pieces(effect.response)
        if isinstance(effect, Chunk):
            return next(effect.stream, b"")
        if isinstance(effect, Sleep):
            self.clock.sleep(effect.seconds)
            return None
        if isinstance(effect, Now):
            return self.clock.now()
        if isinstance(effect, Work):
            return effect.function()
        if isinstance(effect, Tell):
            return effect.listener(effect.news)
        native(effect.response).close()
        return effect.response

    def _send(self, request: Outgoing) -> Response:
        http = self.connections.client
        try:
            sent = http.build_request(
                request.method,
                request.url,
                headers=request.headers,
                content=_content(request.payload),
                extensions=phases(request.timeout),
            )
            answer = http.send(sent, stream=True, follow_redirects=False)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise failed(error, request.route, request.host) from error
        return received(answer, request)


class RawSession(Session):
    """A session that gives answers as they came. `raw` tells the type checker so."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.settings, session.connections, session.clock)

    def run(self, request: Request[T], options: RequestOptions) -> T:
        """Send a request and return its answer."""
        response = self.answer(request, options)
        return cast("T", RawResponse(response, lambda: request.read(response)))

    def open(self, request: Request[T], options: RequestOptions) -> T | Download:
        """Send a request and return its answer, of which `parse()` may make a download."""
        response = self.answer(request, options)

        def parse() -> T | Download:
            value = request.read(response)
            return Download(value) if isinstance(value, Response) else value

        return cast("T", RawResponse(response, parse))


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """Return a method that runs in a RawSession, under the type that it has there."""
    return cast("Callable[P, RawResponse[T]]", method)


class Download(Arrived):
    """The bytes of an answer, still on their way.

    They can be fetched once: into a file, into memory or piece by piece. Each of these closes
    the connection, and so does `close()`, for bytes that are not wanted after all.
    """

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Fetch the bytes piece by piece, each of `chunk_size`, or as they come."""
        try:
            yield from self.http.iter_bytes(chunk_size)
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            raise failed(error, self._response.route, self.http.url.host) from error
        finally:
            self.close()

    def read(self) -> bytes:
        """Fetch all bytes into memory."""
        return b"".join(self.iter_bytes())

    def write_to_file(self, path: str | os.PathLike[str]) -> Path:
        """Fetch the bytes into a file, which is there when it is whole, and never in part."""
        with PartFile(path) as file:
            for chunk in self.iter_bytes():
                file.write(chunk)
        return file.path

    def close(self) -> None:
        """Close the connection."""
        self.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


def _content(payload: Payload | None) -> bytes | Iterator[bytes] | None:
    if payload is None:
        return None
    return payload.chunks() if payload.plain is None else payload.plain


def _read(response: Response) -> Response:
    http = native(response)
    try:
        return response.with_content(http.read())
    except httpx2.HTTPError as error:
        raise failed(error, response.route, http.url.host) from error
    finally:
        http.close()


def _pieces(response: Response) -> Iterator[bytes]:
    http = native(response)
    try:
        yield from http.iter_bytes()
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        raise failed(error, response.route, http.url.host) from error
    finally:
        http.close()
