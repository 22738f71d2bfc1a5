"""One attempt at a request, and what came of it."""

from __future__ import annotations

import http.client
import math
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from email.utils import formatdate, parsedate_to_datetime
from http.client import HTTPResponse
from itertools import chain
from typing import Any
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import ProxyHandler, Request

from .api import _REQUEST_ID_IN
from .call import _Call
from .constants import _ADDRESS, _CHUNK, _HARMLESS, _URL_SAFE, _WEB
from .errors import APIConnectionError, APITimeoutError


class _Reply:
    """An answer, its body still on its way. Raises APIConnectionError."""

    def __init__(self, call: _Call[Any], further: Mapping[str, str]) -> None:
        self.call, self.is_sent, self.exits = call, False, ExitStack()
        try:
            self.response = self.opened(call.url, {**call.headers, **further})
            self.status, self.headers = self.response.status, self.response.headers
            if self.headers.get("content-encoding", "identity") != "identity":
                raise ConnectionError("the answer is packed, though nobody asked for that")
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        self.media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        ids = (self.headers[name] for name in _REQUEST_ID_IN if self.headers.get(name))
        self.facts = {"status": self.status, "headers": self.headers, "request_id": next(ids, None)}

    def opened(self, url: str, headers: Mapping[str, str], hops: int = 10) -> HTTPResponse:
        """Send it, and go where a question is led to, but take no key to another host."""
        left = self.call.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        timeout = min(self.call.options.get("timeout", 60.0) or 86_400, left, 86_400)
        request = Request(url)
        scheme, host = request.type, request.host
        getattr(ProxyHandler(), f"{scheme}_open", bool)(request)  # which changes the host
        permit = {name.lower(): text for name, text in request.header_items()}
        link: http.client.HTTPConnection = _WEB[scheme](request.host, timeout=timeout)
        self.exits.callback(link.close)
        if scheme == "https" and request.host != host:
            link.set_tunnel(host, headers=permit)
            permit = {}
        link.connect()
        self.is_sent = True
        if left < math.inf:  # the timeout of a socket is for each wait of its own
            timer = threading.Timer(left, self.cut, [link.sock])
            timer.daemon = True
            timer.start()
            self.exits.callback(timer.cancel)
        pieces, sent = self.call.pieces, {**headers, **permit, "connection": "close"}
        parts = ([one] if isinstance(one, bytes) else one for one in pieces or ())
        body = None if pieces is None else chain.from_iterable(parts)
        with suppress(BrokenPipeError, ConnectionResetError):  # there may be an answer already
            link.request(self.call.method, request.selector or "/", body, sent)
        reply = link.getresponse()
        self.exits.callback(reply.close)
        while reply.status // 100 == 1 and reply.status != 101:  # such as 103
            setattr(reply, "headers", None)
            reply.begin()
        where = reply.headers.get("location") if self.call.method in ("GET", "HEAD") else None
        if where and hops and reply.status in (301, 302, 303, 307, 308):
            there = quote(urljoin(url, where), _URL_SAFE, "latin-1")
            if _ADDRESS.match(there) and there[:5] in (url[:5], "https"):
                self.exits.close()
                is_same = urlsplit(there)[:2] == urlsplit(url)[:2]
                kept = {k: v for k, v in headers.items() if is_same or k in _HARMLESS}
                return self.opened(there, kept, hops - 1)
        return reply

    def cut(self, sock: socket.socket) -> None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def lost(self, error: Exception) -> APIConnectionError:
        self.exits.close()
        is_late = isinstance(error, TimeoutError) or time.monotonic() >= self.call.ends
        arrived = "It may have arrived." if self.is_sent else "It was not sent."
        text = f"{self.call.route}: the connection to {urlsplit(self.call.url).netloc} failed: "
        text += f"{str(error) or type(error).__name__}. {arrived}"
        kind = APITimeoutError if is_late else APIConnectionError
        return kind(self.call.hide(text), delivered=self.is_sent)

    def chunks(self) -> Iterator[bytes]:
        left = math.inf if self.response.length is None else self.response.length
        try:
            while left and (chunk := self.response.read1(int(min(left, _CHUNK)))):
                left -= len(chunk)
                yield chunk
            if 0 < left < math.inf or time.monotonic() >= self.call.ends:
                raise ConnectionError("the answer ended before its end")
        except (OSError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        finally:
            self.exits.close()

    def read(self) -> None:
        """Fetch the body. Of a failure it is left out if it is not whole."""
        body = b""
        with suppress() if 200 <= self.status <= 299 else suppress(APIConnectionError):
            body = b"".join(self.chunks())
        self.text = body.decode("utf-8-sig", "replace")
        # if texts
        with suppress(LookupError):
            self.text = body.decode(self.headers.get_content_charset("utf-8"), "replace")
        # end
        page = "an HTML page, not from the API: " if self.media == "text/html" else ""
        self.gist = page + (self.text[:500] or self.headers.get("location") or "no body")


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
