"""What goes over a connection of httpx2 and comes back, piece by piece."""

from __future__ import annotations

import inspect
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import anyio.to_thread
import httpx2

from .payload import Payload
from .progress import Listener, Meter
from .response import Response
from .transport import failed, native

MOST = 1024 * 1024
"""Bytes that are gathered before they are written."""
LATE = 0.002
"""Seconds after which they are written at the latest: what is not, is fetched again after a crash."""


def sending(
    payload: Payload | None, listener: Listener | None
) -> bytes | AsyncIterator[bytes] | None:
    if payload is None:
        return None
    if payload.plain is not None:
        return payload.plain
    return _told(payload, listener) if listener else _chunks(payload)


async def _told(payload: Payload, listener: Listener) -> AsyncIterator[bytes]:
    meter = Meter()
    sent = 0
    async for chunk in _chunks(payload):
        yield chunk
        sent += len(chunk)
        news = meter.news(sent, payload.length, time.monotonic())
        if news is not None and inspect.isawaitable(told := listener(news)):
            await told
    news = meter.last(sent, payload.length)
    if news is not None and inspect.isawaitable(told := listener(news)):
        await told


async def _chunks(payload: Payload) -> AsyncIterator[bytes]:
    chunks = payload.chunks()
    # Files are read in another thread, so that a slow disk holds up nobody else.
    while (chunk := await anyio.to_thread.run_sync(next, chunks, None)) is not None:
        yield chunk


async def read_whole(response: Response) -> Response:
    http = native(response)
    try:
        return replace(response, content=await http.aread())
    except httpx2.HTTPError as error:
        raise failed(error, response.route, http.url.host, response.secrets) from error
    finally:
        await http.aclose()


async def pieces(response: Response) -> AsyncIterator[bytes]:
    http = native(response)
    try:
        async for chunk in _gathered(http.aiter_bytes()):
            yield chunk
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        raise failed(error, response.route, http.url.host) from error
    finally:
        await http.aclose()


async def _gathered(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Put pieces together, since each will take a way to another thread and back."""
    waiting: list[bytes] = []
    size = 0
    since = time.monotonic()
    try:
        async for chunk in chunks:
            waiting.append(chunk)
            size += len(chunk)
            now = time.monotonic()
            if size >= MOST or now - since > LATE:
                yield b"".join(waiting)
                waiting.clear()
                size, since = 0, now
    except (httpx2.HTTPError, httpx2.StreamError):
        # What came before the connection was cut need not be fetched again.
        if waiting:
            yield b"".join(waiting)
        raise
    if waiting:
        yield b"".join(waiting)
