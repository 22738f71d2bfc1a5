"""What the clients on httpx2 have in common: its answers and errors as ours."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
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


def phases(timeout: Timeout) -> dict[str, Mapping[str, float | None]]:
    """Return a timeout as httpx2 takes it with a single request."""
    return {
        "timeout": {
            "connect": timeout.connect,
            "read": timeout.read,
            "write": timeout.write,
            "pool": timeout.pool,
        }
    }


def built(
    http: httpx2.Client | httpx2.AsyncClient,
    request: Outgoing,
    content: Any,
    extensions: Mapping[str, object],
    *,
    is_ours: bool,
) -> httpx2.Request:
    """Return a request as httpx2 has it.

    What a client of the caller's own adds to each request is for the API alone. A client of ours
    adds nothing but cookies and what is added here, in a fourth of the time.
    """
    method, url, headers = request.method, request.url, request.headers
    if request.is_foreign or (is_ours and not http.cookies):
        if not any(name == "Accept-Encoding" for name, _ in headers):
            headers = (*headers, ("Accept-Encoding", http.headers["accept-encoding"]))
        return httpx2.Request(
            method, url, headers=headers, content=content, extensions={**extensions}
        )
    return http.build_request(
        method, url, headers=headers, content=content, extensions={**extensions}
    )


def received(answer: httpx2.Response, request: Outgoing) -> Response:
    """Return an answer as ours, its body not read."""
    headers = Headers(answer.headers.multi_items())
    return Response(
        status=answer.status_code,
        headers=headers,
        route=request.route,
        request_id=request.request_id(headers),
        connection=answer,
        secrets=request.secrets,
        strict=request.strict,
    )


def native(response: Response) -> httpx2.Response:
    """Return the answer as httpx2 has it."""
    assert isinstance(response.connection, httpx2.Response)
    return response.connection


class Departure:
    """Whether a request has left, as httpx2 tells its steps; it can be called off until then."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_traced = False
        self._has_left = False
        self._is_off = False

    def step(self, name: str, _: object = None) -> None:
        """Take note of a step. Raises ConnectTimeout, if the request was called off before."""
        with self._lock:
            self._is_traced = True
            if name.endswith(".send_request_headers.started"):
                if self._is_off:
                    raise httpx2.ConnectTimeout("called off")
                self._has_left = True

    async def step_async(self, name: str, _: object = None) -> None:
        """Do the same."""
        self.step(name)

    def call_off(self) -> bool:
        """Keep it from leaving, and return whether it may have left already."""
        with self._lock:
            self._is_off = True
            # A transport that tells nothing may be one that has sent it.
            return self._has_left or not self._is_traced


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
