"""What the clients on httpx2 have in common: its answers and errors as ours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

import httpx2

from .errors import APIConnectionError, APIError, APITimeoutError, ArgumentError
from .options import Timeout
from .response import Headers, Response
from .secret import RedactingFilter
from .settings import Outgoing, Settings
from .values import Json

T = TypeVar("T")

NOT_DELIVERED = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.UnsupportedProtocol,
)


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
    )


def native(response: Response) -> httpx2.Response:
    """Return the answer as httpx2 has it."""
    assert isinstance(response.connection, httpx2.Response)
    return response.connection


def failed(error: Exception, route: str, host: str) -> APIError:
    """Return the error that one of httpx2's means to a caller."""
    if isinstance(error, httpx2.StreamError):
        return APIError(
            f"{route}: the body was fetched before, or its connection is closed"
        )
    if not isinstance(error, httpx2.HTTPError):
        return ArgumentError(f"{route}: the address is not valid: {error}")
    reason = str(error) or type(error).__name__
    delivered = not isinstance(error, NOT_DELIVERED)
    advice = "It may have arrived." if delivered else "It was not sent."
    if isinstance(error, httpx2.TimeoutException):
        message = f"{route}: {host} took too long ({type(error).__name__}). {advice}"
        return APITimeoutError(message, delivered=delivered)
    message = f"{route}: the connection to {host} failed: {reason}. {advice}"
    return APIConnectionError(message, delivered=delivered)


def keep_out_of_logs(settings: Settings) -> None:
    """Hide the keys that travel in the query, since httpx2 logs each address with its query."""
    secrets = [c.secret for c in settings.credentials if c.kind == "query" and c.secret]
    if secrets:
        logging.getLogger("httpx2").addFilter(RedactingFilter(secrets))


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
