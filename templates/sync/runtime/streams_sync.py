"""What goes over a connection of httpx2 and comes back, piece by piece."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import httpx2

from .payload import Payload
from .progress import Listener, Meter
from .response import Response
from .transport import failed, native


def sending(
    payload: Payload | None, listener: Listener | None
) -> bytes | Iterator[bytes] | None:
    if payload is None:
        return None
    if payload.plain is not None:
        return payload.plain
    return _told(payload, listener) if listener else payload.chunks()


def _told(payload: Payload, listener: Listener) -> Iterator[bytes]:
    meter = Meter()
    sent = 0
    for chunk in payload.chunks():
        yield chunk
        sent += len(chunk)
        news = meter.news(sent, payload.length, time.monotonic())
        if news is not None:
            listener(news)
    news = meter.last(sent, payload.length)
    if news is not None:
        listener(news)


def read_whole(response: Response) -> Response:
    http = native(response)
    try:
        return replace(response, content=http.read())
    except httpx2.HTTPError as error:
        raise failed(error, response.route, http.url.host, response.secrets) from error
    finally:
        http.close()


def hang_up(answer: httpx2.Response) -> None:
    """Wake the thread that reads an answer, which a server could keep busy for ever."""
    stream = answer.extensions.get("network_stream")
    wire = None if stream is None else stream.get_extra_info("socket")
    if isinstance(wire, socket.socket):
        with suppress(OSError):
            # Not what TLS makes of it, which is for one thread at a time.
            socket.socket.shutdown(wire, socket.SHUT_RDWR)


def pieces(response: Response) -> Iterator[bytes]:
    http = native(response)
    try:
        yield from http.iter_bytes()
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        raise failed(error, response.route, http.url.host) from error
    finally:
        http.close()
