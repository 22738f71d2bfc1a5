"""What the clients on httpx2 have in common: its answers and errors as ours."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

import httpx2

from .errors import APIConnectionError, APIError, APITimeoutError, ArgumentError
from .options import Timeout
from .outgoing import Outgoing
from .response import Headers, Response
from .secret import RedactingFilter, Secret, redact
from .settings import Settings
from .values import Json

T = TypeVar("T")

NOT_DELIVERED = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
)

GRACE = 0.05
"""Seconds after a deadline until it is enforced: the timeouts of httpx2, which know more, come first."""


_NO_BODY = httpx2.ByteStream(b"")


def phases(timeout: Timeout) -> dict[str, float | None]:
    """Return a timeout as httpx2 takes it with a single request."""
    return {
        "connect": timeout.connect,
        "read": timeout.read,
        "write": timeout.write,
        "pool": timeout.pool,
    }


def built(
    http: httpx2.Client | httpx2.AsyncClient,
    request: Outgoing,
    content: Any,
    extensions: dict[str, Any],
    *,
    is_ours: bool,
) -> httpx2.Request:
    """Return a request as httpx2 has it.

    What a client of the caller's own adds to each request is for the API alone. A client of ours
    adds nothing but cookies and what is added here, in a fifth of the time.
    """
    if request.is_foreign or (is_ours and not http.cookies):
        return _bare(http, request, content, extensions)
    return http.build_request(
        request.method,
        request.url,
        headers=request.headers,
        content=content,
        extensions=extensions,
    )


def _bare(
    http: httpx2.Client | httpx2.AsyncClient,
    request: Outgoing,
    content: Any,
    extensions: dict[str, Any],
) -> httpx2.Request:
    method, url, headers = request.method, httpx2.URL(request.url), request.headers
    names = {name.lower() for name, _ in headers}
    if "accept-encoding" not in names:
        headers = (*headers, ("Accept-Encoding", http.headers["accept-encoding"]))
    if content is not None or method not in ("GET", "HEAD"):
        return httpx2.Request(
            method, url, headers=headers, content=content, extensions=extensions
        )
    # Without a body, nothing is left for httpx2 to work out.
    if "host" not in names:
        headers = (("Host", url.netloc.decode("ascii")), *headers)
    return httpx2.Request(
        method, url, headers=headers, stream=_NO_BODY, extensions=extensions
    )


def received(
    answer: httpx2.Response, request: Outgoing, content: bytes = b""
) -> Response:
    """Return an answer as ours."""
    encoding = answer.headers.encoding
    headers = Headers(
        [(n.decode(encoding), v.decode(encoding)) for n, v in answer.headers.raw]
    )
    return Response(
        status=answer.status_code,
        headers=headers,
        content=content,
        route=request.route,
        request_id=request.request_id(headers),
        connection=answer,
        secrets=request.secrets,
        strict=request.strict,
    )


def unread(answer: httpx2.Response, request: Outgoing) -> Response | None:
    """Return an answer whose body is not read at once; None, if it is."""
    if answer.status_code <= 299 and request.leaves is None:
        return None
    response = received(answer, request)
    if response.is_success and request.leaves is not None:
        return response if request.leaves(response) else None
    return response


def broken(error: APIError, answer: httpx2.Response, request: Outgoing) -> APIError:
    """Return the error of an answer that had begun."""
    if isinstance(error, APIConnectionError):
        return error.during(received(answer, request))
    return error


def native(response: Response) -> httpx2.Response:
    """Return the answer as httpx2 has it."""
    assert isinstance(response.connection, httpx2.Response)
    return response.connection


class Departure:
    """How far a request has come that may be cut off; it can be called off until it has left."""

    def __init__(self, request: Outgoing) -> None:
        self.answer: httpx2.Response | None = None
        """The answer, once its headers are there."""
        self._request = request
        self._lock = threading.Lock()
        self._is_traced = False
        self._has_left = False
        self._is_off = False

    def step(self, name: str, _: object = None) -> None:
        """Take note of a step of httpx2's. Raises ConnectTimeout, if it was called off before."""
        if self._has_left:
            return
        with self._lock:
            self._is_traced = True
            if name.endswith(".send_request_headers.started"):
                if self._is_off:
                    raise httpx2.ConnectTimeout("called off")
                self._has_left = True

    async def step_async(self, name: str, _: object = None) -> None:
        """Do the same."""
        self.step(name)

    def overdue(self) -> APIError:
        """Keep it from leaving, and return the error that the deadline cuts it off."""
        with self._lock:
            self._is_off = True
            # A transport that tells nothing may be one that has sent it.
            has_left = self._has_left or not self._is_traced
        error = overdue(self._request.route, self._request.host, delivered=has_left)
        if self.answer is None:
            return error
        return broken(error, self.answer, self._request)


def overdue(route: str, host: str, *, delivered: bool) -> APITimeoutError:
    """Return the error of an answer that the deadline cuts off."""
    advice = "It may have arrived." if delivered else "It was not sent."
    message = f"{route}: {host} did not answer before the deadline. {advice}"
    return APITimeoutError(message, delivered=delivered)


def failed(
    error: Exception, route: str, host: str, secrets: Iterable[Secret] = ()
) -> APIError:
    """Return the error that one of httpx2's means to a caller."""
    if isinstance(error, httpx2.StreamError):
        return APIError(
            f"{route}: the body was fetched before, or its connection is closed"
        )
    if not isinstance(error, httpx2.HTTPError) or isinstance(
        error, httpx2.UnsupportedProtocol
    ):
        return ArgumentError(f"{route}: the address is not valid: {error}")
    reason = redact(str(error) or type(error).__name__, secrets).rstrip(".")
    delivered = not isinstance(error, NOT_DELIVERED)
    advice = "It may have arrived." if delivered else "It was not sent."
    if isinstance(error, httpx2.TimeoutException):
        message = f"{route}: {host} took too long ({type(error).__name__}). {advice}"
        return APITimeoutError(message, delivered=delivered)
    message = f"{route}: the connection to {host} failed: {reason}. {advice}"
    return APIConnectionError(message, delivered=delivered)


_LOGGERS = (
    "httpx2",
    "httpcore2.connection",
    "httpcore2.http11",
    "httpcore2.http2",
    "httpcore2.proxy",
    "httpcore2.socks",
)
_FILTER = RedactingFilter()


def keep_out_of_logs(settings: Settings) -> None:
    """Hide the keys from the logs below us: of addresses with their query, and of answers' headers."""
    _FILTER.hide(settings.secrets)
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_FILTER)


class Arrived:
    """What is known of an answer once its headers are there."""

    def __init__(self, response: Response) -> None:
        self._response = response

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self._response.status

    @property
    def status_code(self) -> int:
        """The same as `status`, as many libraries call it."""
        return self._response.status

    @property
    def headers(self) -> Headers:
        """The headers, their names without regard to case."""
        return self._response.headers

    @property
    def media_type(self) -> str:
        """What the bytes are, such as ``image/png``; empty where the server does not say."""
        return self._response.media

    @property
    def length(self) -> int | None:
        """How many bytes there are, if the server says so."""
        length = self.headers.get("content-length", "")
        return (
            int(length)
            if length.isdigit() and "content-encoding" not in self.headers
            else None
        )

    @property
    def request_id(self) -> str | None:
        """What the server calls this exchange."""
        return self._response.request_id

    @property
    def http(self) -> httpx2.Response:
        """The answer as httpx2 has it."""
        return native(self._response)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status} to {self._response.route}>"


class RawResponse(Arrived, Generic[T]):
    """An answer as it came, whatever its status. `parse()` gives the value or raises the error."""

    def __init__(self, response: Response, parse: Callable[[], T]) -> None:
        super().__init__(response)
        self._parse = parse

    @property
    def content(self) -> bytes:
        """The body; empty where it is left to be downloaded."""
        return self._response.content

    @property
    def text(self) -> str:
        """The body as text."""
        return self._response.text

    def json(self) -> Json:
        """Return the body as JSON. Raises ValueError."""
        return self._response.json()

    def parse(self) -> T:
        """Return what the method returns without `with_raw_response`, or raise what it raises."""
        return self._parse()
