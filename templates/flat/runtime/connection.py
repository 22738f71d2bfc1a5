"""One attempt at a request, and what came of it."""

from __future__ import annotations

import base64
import http.client
import json
import math
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from email.utils import formatdate, parsedate_to_datetime
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from .api import _REQUEST_ID_IN
from .call import _Call
from .errors import APIConnectionError, APITimeoutError
from .upload import _CHUNK

_WEB = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
_URL_SAFE = "/?:@!$&'()*+,;=-._~%[]#"


class _Reply:
    """An answer, its body still on its way."""

    status, body, is_sent = 0, b"", False
    headers: Any = {}
    link: Any = None
    response: Any = None
    timer: threading.Timer | None = None

    def __init__(self, call: _Call[Any], further: Mapping[str, str]) -> None:
        """Send a request. Raises APIConnectionError."""
        self.call = call
        try:
            self.open(call.url, {**call.headers, **further})
            lengths = set(self.headers.get_all("content-length", ["0"]))
            if len(lengths) > 1 or not min(lengths).isdecimal():
                raise ConnectionError("the length of the answer makes no sense")
            if self.headers.get("content-encoding", "identity").lower() != "identity":
                raise ConnectionError("the answer is packed, though nobody asked for that")
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        self.length: int | None = self.response.length  # of the body; None where nobody knows
        self.media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.is_success = 200 <= self.status <= 299

    def open(self, url: str, headers: dict[str, str], hops: int = 10) -> None:
        """Send it, and go where a question is led to, but take no key to another host."""
        here, left = urlsplit(url), self.call.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        target = (here.path or "/") + (f"?{here.query}" if here.query else "")
        told = "" if proxy_bypass(here.netloc) else getproxies().get(here.scheme, "")
        login, _, proxy = urlsplit(told if "//" in told else f"//{told}").netloc.rpartition("@")
        code = base64.b64encode(unquote(login).encode()).decode()
        permit = {"proxy-authorization": f"Basic {code}"} if login else {}
        timeout = min(self.call.timeout, left, 86_400)
        self.link = _WEB[here.scheme](proxy or here.netloc, timeout=timeout)
        if proxy and here.scheme == "https":
            self.link.set_tunnel(here.netloc, headers=permit)
        elif proxy:
            target, permit = url, {**headers, **permit}
        self.link.connect()
        self.is_sent = True
        if left < math.inf:  # the timeout of a socket is for each wait of its own
            self.timer = threading.Timer(left, _cut, [self.link.sock])
            self.timer.daemon = True
            self.timer.start()
        sent = {**headers, "connection": "close"} | ({} if here.scheme == "https" else permit)
        with suppress(BrokenPipeError, ConnectionResetError):  # there may be an answer already
            self.link.request(self.call.method, target, self.call.chunks(), sent)
        self.response = self.link.getresponse()
        while self.response.status // 100 == 1 and self.response.status != 101:  # such as 103
            self.response.headers = None
            self.response.begin()
        self.status, self.headers = self.response.status, self.response.headers
        where = self.headers.get("location") if self.call.method in ("GET", "HEAD") else None
        if where and hops and self.status in (301, 302, 303, 307, 308):
            there = quote(urljoin(url, where), _URL_SAFE, "latin-1")
            if _is_web(there) and there[:5] in (url[:5], "https"):
                is_same = urlsplit(there)[:2] == here[:2]
                self.close()
                kept = {k: v for k, v in headers.items() if is_same or k in _HARMLESS}
                self.open(there, kept, hops - 1)

    @property
    def request_id(self) -> str | None:
        return next((self.headers[one] for one in _REQUEST_ID_IN if self.headers.get(one)), None)

    @property
    def facts(self) -> dict[str, Any]:
        """What errors tell of any answer."""
        return {"status": self.status, "headers": self.headers, "request_id": self.request_id}

    def close(self) -> None:
        """Have done with it."""
        if self.timer is not None:
            self.timer.cancel()
        for one in (self.response, self.link):
            if one is not None:
                one.close()

    def lost(self, error: Exception) -> APIConnectionError:
        """Return what to raise where there is no whole answer."""
        self.close()
        is_late = isinstance(error, TimeoutError) or time.monotonic() >= self.call.ends
        arrived = "It may have arrived." if self.is_sent else "It was not sent."
        text = f"{self.call.route}: the connection to {urlsplit(self.call.url).netloc} failed: "
        text += f"{str(error) or type(error).__name__}. {arrived}"
        kind = APITimeoutError if is_late else APIConnectionError
        return kind(self.call.hide(text), delivered=self.is_sent, request_id=self.request_id)

    def chunks(self) -> Iterator[bytes]:
        """Read the body piece by piece. Raises APIConnectionError."""
        left = math.inf if self.length is None else self.length
        try:
            while left and (chunk := self.response.read1(int(min(left, _CHUNK)))):
                left -= len(chunk)
                yield chunk
            if 0 < left < math.inf or time.monotonic() >= self.call.ends:
                raise ConnectionError("the answer ended before its end")
        except (OSError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        finally:
            self.close()

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
        with suppress(LookupError):
            return self.body.decode(self.headers.get_content_charset("utf-8"), "replace")
        return self.body.decode(errors="replace")

    @property
    def gist(self) -> str:
        """What it says where its message is not in its place."""
        if where := self.headers.get("location"):
            return f"it leads to {where}, which was not followed"
        page = "an HTML page, not from the API: " if self.media == "text/html" else ""
        return page + (self.text[:500] or "no body")

    def json(self) -> Any:
        """Return the body as JSON. Raises ValueError."""
        try:
            return json.loads(self.text)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None


_HARMLESS = ("accept", "user-agent", "range", "if-range")


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _is_web(url: str) -> bool:
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme in _WEB and bool(parts.hostname) and not parts.username
    return False


def _retry_after(headers: Any) -> float | None:
    """Return the seconds until the server wants to be asked again, if it says so."""
    told = headers.get("retry-after", "").strip()
    with suppress(ValueError, TypeError, OverflowError):
        if told.replace(".", "", 1).isdecimal():
            return float(told)
        now = headers.get("date") or formatdate(usegmt=True)  # by the server's own clock
        pause = parsedate_to_datetime(told) - parsedate_to_datetime(now)
        return max(0.0, pause.total_seconds())
    return None
