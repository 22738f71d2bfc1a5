"""From an HTTP client to an ASGI application in this process, without a port."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
from anyio.from_thread import start_blocking_portal
from starlette.types import ASGIApp, Message, Scope


class MockTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Takes requests to an application, for `httpx2.Client` and `httpx2.AsyncClient` alike."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._lock = threading.Lock()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the answer. Where the caller runs an event loop, it is left alone."""
        request.read()
        with self._lock, start_blocking_portal() as portal:
            return portal.call(self._answer, request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the answer."""
        await request.aread()
        return await self._answer(request)

    async def _answer(self, request: httpx2.Request) -> httpx2.Response:
        exchange = _Exchange(request.content)
        await self._app(_scope(request), exchange.receive, exchange.send)
        return httpx2.Response(
            exchange.status,
            headers=exchange.headers,
            stream=_Pieces(exchange.pieces),
            request=request,
        )


class _Exchange:
    """One request and its answer, as an application sees them."""

    def __init__(self, content: bytes) -> None:
        self._content: bytes | None = content
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.pieces: list[bytes] = []

    async def receive(self) -> Message:
        """Return the body, once."""
        content, self._content = self._content, None
        if content is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(self, message: Message) -> None:
        """Take a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = list(message.get("headers", []))
        elif message.get("body"):
            self.pieces.append(message["body"])


class _Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that is read as one from a network is: piece by piece, and once."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


def _scope(request: httpx2.Request) -> Scope:
    url = request.url
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": url.scheme,
        "path": url.path,
        "raw_path": url.raw_path,
        "root_path": "",
        "query_string": url.query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (url.host, url.port),
        "client": ("127.0.0.1", 0),
    }
    return scope
