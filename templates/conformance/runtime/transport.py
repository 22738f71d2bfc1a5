"""Transport: a request's bytes out, an answer's bytes in, by the standard library alone.

A suite must see what came, not what a client makes of it: no redirect is followed, nothing is decoded,
and what a server sends beyond the length that it tells is noticed.
"""

from __future__ import annotations

import http.client
import ssl
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_AFTERWARDS = 0.2
"""Seconds to wait for what comes after the end of a body."""
_AFTERWARDS_NEAR = 0.04
"""The same on this machine."""


class NoServer(Exception):
    """Nothing listens there."""


class NoAnswer(Exception):
    """A connection that broke, or an answer that is none of HTTP."""


@dataclass(frozen=True)
class Received:
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    """By lower-case name; of several with one name, their texts with commas between."""
    content: bytes
    is_longer: bool = False
    """Whether more came than the length that was told."""


class _Watched(http.client.HTTPResponse):
    """An answer whose stream stays open after its end, so that one can see what follows."""

    rest: Any = None
    fp: Any

    def _close_conn(self) -> None:
        self.rest, self.fp = self.fp, None


def send(
    method: str,
    url: str,
    headers: dict[str, str],
    content: bytes,
    timeout: float = 30.0,
) -> Received:
    """Return the answer to a request. Raises :class:`NoServer`, :class:`NoAnswer`."""
    parts = urlsplit(url)
    connection = _connection(parts.scheme, parts.netloc, parts.hostname or "", timeout)
    connection.response_class = _Watched
    target = parts._replace(scheme="", netloc="").geturl() or "/"
    try:
        connection.connect()
    except OSError as error:
        raise NoServer(str(error)) from error
    try:
        more = {"Accept": "*/*", "User-Agent": "conformance", "Connection": "close"}
        has_body = content or method in ("POST", "PUT", "PATCH")
        length = {"Content-Length": str(len(content))} if has_body else {}
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in {**more, **length, **headers}.items():
            connection.putheader(name, value)
        # A server may answer, and hang up, before it has read a body that it does not want.
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.endheaders(content)
        answer = connection.getresponse()
        body = answer.read()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():
            before = found.get(name.lower())
            found[name.lower()] = value if before is None else f"{before}, {value}"
        rest = answer.rest if isinstance(answer, _Watched) else None
        is_told = "content-length" in found and not _is_text(
            found.get("content-type", "")
        )
        pause = _AFTERWARDS_NEAR if _is_near(parts.hostname or "") else _AFTERWARDS
        is_longer = is_told and bool(body) and _has_more(rest, pause)
        return Received(answer.status, found, body, is_longer)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()


def _is_text(media: str) -> bool:
    """Whether a body tells by itself where it ends: it is worth no waiting."""
    return media.startswith("text/") or "json" in media


def _has_more(rest: Any, pause: float) -> bool:
    """Whether bytes come behind the end. The server was asked to close, so it soon is certain."""
    try:
        rest.raw._sock.settimeout(pause)
        return bool(rest.read(1))
    except (OSError, ValueError, AttributeError):
        return False  # it keeps the connection, as it may


def _is_near(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _connection(
    scheme: str, netloc: str, host: str, timeout: float
) -> http.client.HTTPConnection:
    """Return a connection, through the proxy that the environment names for this host."""
    place = netloc.rpartition("@")[2]
    proxy = "" if _is_near(host) or proxy_bypass(host) else getproxies().get(scheme, "")
    made: http.client.HTTPConnection
    through = urlsplit(proxy).netloc.rpartition("@")[2] if proxy else place
    if scheme == "https":
        made = http.client.HTTPSConnection(through, timeout=timeout, context=_trust())
    else:
        made = http.client.HTTPConnection(through, timeout=timeout)
    if proxy:
        made.set_tunnel(
            place if ":" in place else f"{place}:{443 if scheme == 'https' else 80}"
        )
    return made


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
