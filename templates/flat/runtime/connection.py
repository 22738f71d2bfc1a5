"""One exchange with a server, over a connection of its own."""

from __future__ import annotations

import base64
import http.client
import json
import math
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from email.utils import mktime_tz, parsedate_tz
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from .document import _REQUEST_ID_IN
from .errors import APIConnectionError, APITimeoutError
from .upload import _CHUNK, Progress, _Payload


@dataclass(frozen=True)
class _Wire:
    """A request as it goes over the wire. What shows it hides the keys."""

    route: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    payload: _Payload | None
    timeout: float | None
    hide: Callable[[object], str] = field(repr=False)  # takes the keys out of a text
    on_upload: Callable[[Progress], object] | None = None

    @property
    def method(self) -> str:
        return self.route.partition(" ")[0]

    def sent(self, ends: float) -> _Reply:
        """Send it, and follow where its answer leads; another host gets no keys and no cookies."""
        wire, reply = self, _Reply(self, ends)
        for _ in range(10):
            location = reply.headers.get("location")
            if reply.status not in (301, 302, 303, 307, 308) or not location:
                break
            here, url = urlsplit(wire.url), urljoin(wire.url, location)
            there = urlsplit(url)
            is_safe = there.scheme == "https" or (there.scheme, here.scheme) == ("http", "http")
            if wire.method not in ("GET", "HEAD") or not is_safe:
                break
            reply.close()
            kept = wire.headers
            if (here.scheme, here.netloc) != (there.scheme, there.netloc):
                kept = {name: text for name, text in kept.items() if name.lower() in _HARMLESS}
            wire = replace(wire, url=url, headers=kept)
            reply = _Reply(wire, ends)
        return reply


_HARMLESS = ("accept", "accept-encoding", "user-agent", "range", "if-range")


_KEPT = "/?:@!$&'()*+,;=-._~%[]"


def _proxy(url: SplitResult) -> SplitResult | None:
    """Return the proxy that the environment names for an address; None where there is none."""
    known = getproxies()
    found = known.get(url.scheme) or known.get("all")
    if not found or proxy_bypass(url.hostname or ""):
        return None
    return urlsplit(found if "://" in found else f"http://{found}")


class _Response(http.client.HTTPResponse):
    """Passes over answers that only inform, such as 103."""

    def begin(self) -> None:
        super().begin()
        while self.status // 100 == 1 and self.status != 101:
            setattr(self, "headers", None)
            super().begin()


class _Reply:
    """An answer, its body still on its way."""

    body: bytes = b""

    def __init__(self, wire: _Wire, ends: float) -> None:
        """Send a request; at the time `ends` it is over. Raises APIConnectionError."""
        self.wire, self.route, self.ends = wire, wire.route, ends
        here, left = urlsplit(wire.url), ends - time.monotonic()
        self._host = here.netloc
        timeout = min(math.inf if wire.timeout is None else wire.timeout, left)
        target = quote(here.path or "/", _KEPT) + quote(
            f"?{here.query}" if here.query else "", _KEPT
        )
        headers = dict(wire.headers)
        self._open = ExitStack()
        if left <= 0:
            raise self.lost(TimeoutError("the deadline has passed"), False)
        try:
            proxy = _proxy(here)
            kind = (
                http.client.HTTPSConnection
                if here.scheme == "https"
                else http.client.HTTPConnection
            )
            host, port = (proxy or here).hostname or "", (proxy or here).port
            self._link = kind(host, port, timeout=min(timeout, 10))
            self._link.response_class = _Response
            if proxy is not None:
                pair = f"{unquote(proxy.username or '')}:{unquote(proxy.password or '')}"
                key = f"Basic {base64.b64encode(pair.encode()).decode()}"
                known = {"Proxy-Authorization": key} if proxy.username else {}
                if here.scheme == "https":
                    self._link.set_tunnel(here.hostname or "", here.port, known)
                else:
                    target, headers = f"http://{here.netloc}{target}", {**headers, **known}
            self._open.callback(self._link.close)
            self._link.connect()
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self.lost(error, False) from error
        try:
            self._link.sock.settimeout(None if timeout == math.inf else timeout)
            if left < math.inf:
                timer = threading.Timer(left, self._cut)
                timer.daemon = True
                self._open.callback(timer.cancel)
                timer.start()
            body = None if wire.payload is None else wire.payload.chunks(wire.on_upload)
            # An answer may be there, though the request was not taken to its end.
            with suppress(BrokenPipeError, ConnectionResetError):
                self._link.request(wire.method, target, body, headers)
            self._answer = self._link.getresponse()
            self._open.callback(self._answer.close)
            lengths = set(self._answer.headers.get_all("content-length", ["0"]))
            if len(lengths) > 1 or not min(lengths).isdecimal():
                raise http.client.HTTPException("the length of the answer makes no sense")
        except (OSError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        self.status, self.headers = self._answer.status, self._answer.headers
        found = (self.headers.get(name) for name in _REQUEST_ID_IN)
        self.request_id = next((one for one in found if one), None)
        self.media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.is_success = 200 <= self.status <= 299

    def _cut(self) -> None:
        """End what takes too long: the timeouts of a socket are for each wait of its own."""
        with suppress(OSError):
            socket.socket.shutdown(self._link.sock, socket.SHUT_RDWR)

    def close(self) -> None:
        """Have done with it."""
        self._open.close()

    def lost(self, error: Exception, delivered: bool = True) -> APIConnectionError:
        self.close()
        is_late = isinstance(error, TimeoutError) or time.monotonic() >= self.ends
        kind = APITimeoutError if is_late else APIConnectionError
        status = f" Status {self.status}." if hasattr(self, "status") else ""
        text = f"{self.route}: the connection to {self._host} failed: {str(error) or type(error).__name__}."
        arrived = "It may have arrived." if delivered else "It was not sent."
        text = self.wire.hide(f"{text} {arrived}{status}")
        return kind(text, delivered=delivered, request_id=getattr(self, "request_id", None))

    def chunks(self) -> Iterator[bytes]:
        """Read the body piece by piece. Raises APIConnectionError."""
        left = self._answer.length
        encoding = self.headers.get("content-encoding", "identity").lower()
        unpack = None if encoding == "identity" else zlib.decompressobj(47)
        try:
            while left is None or left > 0:
                chunk = self._answer.read1(_CHUNK if left is None else min(_CHUNK, left))
                if not chunk:
                    break
                left = None if left is None else left - len(chunk)
                yield chunk if unpack is None else unpack.decompress(chunk)
            if left or time.monotonic() >= self.ends:
                raise self.lost(ConnectionError("the answer ended before its end"))
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise self.lost(error) from error
        finally:
            self.close()

    @property
    def is_json(self) -> bool:
        with suppress(ValueError):
            self.json()
            return True
        return False

    def read(self) -> None:
        """Fetch the body. Of a failure it is left out if it is not whole."""
        try:
            self.body = b"".join(self.chunks())
        except APIConnectionError:
            if self.is_success:
                raise

    @property
    def text(self) -> str:
        """The body, in the charset that the server names or else in UTF-8."""
        charset = self.headers.get_content_charset("utf-8")
        try:
            return self.body.decode(charset, "replace")
        except (LookupError, ValueError):
            return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """Return the body as JSON. Raises ValueError."""
        try:
            return json.loads(self.body)
        except UnicodeDecodeError:
            # A job that has been started must not be lost for a broken character.
            return json.loads(self.text)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None

    @property
    def length(self) -> int | None:
        """How many bytes the body has, if the server says so."""
        is_packed = self.headers.get("content-encoding", "identity").lower() != "identity"
        told = self.headers.get("content-length", "")
        return int(told) if told.isdecimal() and not is_packed else None

    @property
    def retry_after(self) -> float | None:
        return _retry_after(self.headers)


def _retry_after(headers: Any) -> float | None:
    """Return the seconds until the server wants to be asked again, if it says so."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        # By the server's own clock, where it tells the time: ours may be wrong.
        date, now = (_time_of(text) for text in (value, headers.get("date", "")))
        if date is None:
            return None
        seconds = round(date - (time.time() if now is None else now), 3)
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _time_of(date: str) -> float | None:
    with suppress(ValueError, OverflowError):
        parsed = parsedate_tz(date)
        return None if parsed is None else float(mktime_tz(parsed))
    return None
