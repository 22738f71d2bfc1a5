"""One attempt at a request, and what came of it."""

from __future__ import annotations

import http.client
import json
import math
import socket
import threading
import time
import urllib.request
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from email.utils import mktime_tz, parsedate_tz
from typing import IO, TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

from .errors import APIConnectionError, APITimeoutError
from .upload import _CHUNK

_HARMLESS = ("accept", "user-agent", "range", "if-range")


class _Response(http.client.HTTPResponse):
    """Passes over answers that only inform, such as 103."""

    def begin(self) -> None:
        super().begin()
        while self.status // 100 == 1 and self.status != 101:
            setattr(self, "headers", None)
            super().begin()


class _Link(http.client.HTTPConnection):
    """A connection that an attempt can cut."""

    def __init__(self, host: str, attempt: Any = None, **settings: Any) -> None:
        super().__init__(host, **settings)
        self.attempt, self.response_class = attempt, _Response

    def connect(self) -> None:
        super().connect()
        self.attempt.watch(self.sock)

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        # An answer may be there, though the request was not taken to its end.
        with suppress(BrokenPipeError, ConnectionResetError):
            super().send(data)


class _SecureLink(_Link, http.client.HTTPSConnection):
    """The same, with TLS."""


class _Attempt(urllib.request.AbstractHTTPHandler, urllib.request.HTTPRedirectHandler):
    """Sends a request until its time is over, and takes no key to another host."""

    http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_
    http_error_308 = urllib.request.HTTPRedirectHandler.http_error_302  # in Python 3.10

    def __init__(self, ends: float) -> None:
        super().__init__()
        self.ends, self.is_sent = ends, False
        self.timers: list[threading.Timer] = []

    def http_open(self, request: Request) -> Any:
        return self.do_open(_Link, request, attempt=self)

    def https_open(self, request: Request) -> Any:
        return self.do_open(_SecureLink, request, attempt=self)

    def http_error_default(self, _request: Request, answer: Any, *_: object) -> Any:
        return answer

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        here, there = urlsplit(req.full_url), urlsplit(newurl)
        if req.get_method() not in ("GET", "HEAD") or there.scheme not in (here.scheme, "https"):
            return None
        is_same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
        kept = {k: v for k, v in req.headers.items() if is_same or k.lower() in _HARMLESS}
        return Request(newurl, headers=kept, method=req.get_method())

    def watch(self, sock: socket.socket) -> None:
        """Cut what takes too long: the timeouts of a socket are for each wait of its own."""
        self.is_sent = True
        if self.ends < math.inf:
            left = self.ends - time.monotonic()
            self.timers.append(threading.Timer(left, _cut, [sock]))
            self.timers[-1].daemon = True
            self.timers[-1].start()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Reply:
    """An answer, its body still on its way."""

    status, body = 0, b""
    answer: Any = None

    def __init__(self, call: _Call, further: Mapping[str, str]) -> None:
        """Send a request. Raises APIConnectionError."""
        self.call, self.attempt = call, _Attempt(call.ends)
        self.headers: Any = {}
        director = urllib.request.OpenerDirector()
        errors = urllib.request.HTTPErrorProcessor()
        for handler in (urllib.request.ProxyHandler(), self.attempt, errors):
            director.add_handler(handler)
        data: Any = None if call.body is None else call.body.chunks()
        request = Request(call.url, data, {**call.headers, **further}, method=call.method)
        left = call.ends - time.monotonic()
        try:
            if left <= 0:
                raise TimeoutError("the deadline has passed")
            self.answer = director.open(request, timeout=min(call.timeout, left, 86_400))
        except HTTPError as error:  # it led round in circles, or to no web page
            self.answer = error.fp
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        self.status, self.headers = self.answer.status, self.answer.headers
        self.is_success = 200 <= self.status <= 299
        lengths = set(self.headers.get_all("content-length", ["0"]))
        if len(lengths) > 1 or not min(lengths).isdecimal():
            raise self.lost(ValueError("the length of the answer makes no sense"))
        self.media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.is_packed = self.headers.get("content-encoding", "identity").lower() != "identity"

    @property
    def request_id(self) -> str | None:
        return next((self.headers[one] for one in _REQUEST_ID_IN if self.headers.get(one)), None)

    @property
    def length(self) -> int | None:
        """How many bytes the body has, if the server says so."""
        told = self.headers.get("content-length")
        return None if told is None or self.is_packed else int(told)

    def close(self) -> None:
        """Have done with it."""
        for timer in self.attempt.timers:
            timer.cancel()
        if self.answer is not None:
            self.answer.close()

    def lost(self, error: Exception) -> APIConnectionError:
        self.close()
        cause = getattr(error, "reason", error)
        is_late = isinstance(cause, TimeoutError) or time.monotonic() >= self.call.ends
        arrived = "It may have arrived." if self.attempt.is_sent else "It was not sent."
        status = f" Status {self.status}." if self.status else ""
        host = urlsplit(self.call.url).netloc
        why = str(cause) or type(cause).__name__
        text = f"{self.call.route}: the connection to {host} failed: {why}. {arrived}{status}"
        kind = APITimeoutError if is_late else APIConnectionError
        is_sent, request_id = self.attempt.is_sent, self.request_id
        return kind(self.call.hide(text), delivered=is_sent, request_id=request_id)

    def read(self) -> None:
        """Fetch the body. Of a failure it is left out if it is not whole."""
        try:
            self.body = b"".join(self.chunks())
        except APIConnectionError:
            if self.is_success:
                raise

    def chunks(self) -> Iterator[bytes]:
        """Read the body piece by piece. Raises APIConnectionError."""
        left, unpack = self.answer.length, zlib.decompressobj(47)
        try:
            while left is None or left > 0:
                chunk = self.answer.read1(_CHUNK if left is None else min(_CHUNK, left))
                if not chunk:
                    break
                left = None if left is None else left - len(chunk)
                yield unpack.decompress(chunk) if self.is_packed else chunk
            if left or time.monotonic() >= self.call.ends:
                raise ConnectionError("the answer ended before its end")
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise self.lost(error) from error
        finally:
            self.close()

    @property
    def text(self) -> str:
        """The body, in the charset that the server names or else in UTF-8."""
        with suppress(LookupError, ValueError):
            return self.body.decode(self.headers.get_content_charset("utf-8"), "replace")
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
    def gist(self) -> str:
        """What it says where its message is not in its place."""
        location = self.headers.get("location")
        if not self.body:
            return f"it leads to {location}, which was not followed" if location else "no body"
        if self.media == "text/html":
            return f"an HTML page, not from the API: {self.text[:200]}"
        return self.text[:500]


def _retry_after(headers: Any) -> float | None:
    """Return the seconds until the server wants to be asked again, if it says so."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        # By the server's own clock, where it tells the time: ours may be wrong.
        date, now = _time_of(value), _time_of(headers.get("date", ""))
        if date is None:
            return None
        seconds = round(date - (time.time() if now is None else now), 3)
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _time_of(date: str) -> float | None:
    with suppress(ValueError, OverflowError):
        parsed = parsedate_tz(date)
        return None if parsed is None else float(mktime_tz(parsed))
    return None
