"""The request on the wire that comes of an operation's request and what a client is set to."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from .body import encode
from .credentials import Credential, credentials_for
from .encode import UNRESERVED, Query, checked_header, filled
from .errors import ArgumentError, ConfigurationError
from .omit import Omit
from .options import RequestOptions, Timeout
from .payload import Payload
from .progress import Listener
from .record import record
from .request import Request
from .response import Headers, Response
from .secret import Secret
from .settings import Settings

_READS = ("GET", "HEAD")
_REDIRECTIONS = (301, 302, 303, 307, 308)
_HARMLESS = ("accept", "accept-encoding", "user-agent", "range", "if-range")


@record
class Outgoing:
    """A request as it goes over the wire."""

    route: str
    method: str
    url: str = field(repr=False)
    """It may have a key in its query."""
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    payload: Payload | None
    timeout: Timeout
    secrets: tuple[Secret, ...] = field(default=(), repr=False)
    request_id_in: tuple[str, ...] = ()
    """Headers of the answer that may name the exchange."""
    leaves: Callable[[Response], bool] | None = None
    """Tells of which successes the body is left on the wire, for the caller to fetch."""
    strict: bool = False
    """Whether its answer is refused if it is not as the document declares it."""
    idempotency_key: str | None = None
    """By which the server knows a request that it was sent before."""

    on_upload: Listener | None = field(default=None, repr=False, compare=False)
    """Who is told how much of the body was sent."""
    is_foreign: bool = False
    """Whether it goes elsewhere than to the API, where nothing that is the client's may go."""

    def adding(self, headers: Mapping[str, str]) -> Outgoing:
        """Return the request with further headers, in place of those of the same name."""
        names = {name.lower() for name in headers}
        kept = tuple(h for h in self.headers if h[0].lower() not in names)
        return replace(self, headers=(*kept, *headers.items()))

    @property
    def host(self) -> str:
        """The server's name, for messages."""
        return urlsplit(self.url).netloc

    def request_id(self, headers: Headers) -> str | None:
        """Return what the server calls this exchange."""
        for name in self.request_id_in:
            if name in headers:
                return headers[name]
        return None

    def redirected(self, response: Response) -> Outgoing | None:
        """Return the request that a redirection asks for; None where it is not to be followed.

        Only what reads is followed: sending a body elsewhere is for the caller to decide. Another
        host, port or scheme gets neither keys nor cookies nor any header that the caller added.
        """
        if response.status not in _REDIRECTIONS or self.method not in _READS:
            return None
        location = response.headers.get("location", "")
        url = urljoin(self.url, location)
        here, there = urlsplit(self.url), urlsplit(url)
        if not location or there.scheme not in ("http", "https"):
            return None
        if here.scheme == "https" and there.scheme == "http":
            return None
        if (here.scheme, here.netloc) == (there.scheme, there.netloc):
            return replace(self, url=url)
        kept = tuple(h for h in self.headers if h[0].lower() in _HARMLESS)
        return replace(self, url=url, headers=kept, is_foreign=True)


def outgoing(
    request: Request[Any], settings: Settings, options: RequestOptions
) -> Outgoing:
    """Return the request on the wire.

    Raises ArgumentError or ConfigurationError: then nothing is sent.
    """
    try:
        return _outgoing(request, settings, options)
    except UnicodeEncodeError as error:
        raise ArgumentError(f"a text cannot be sent as UTF-8: {error.reason}") from None


def _outgoing(
    request: Request[Any], settings: Settings, options: RequestOptions
) -> Outgoing:
    keys = credentials_for(
        request.route, request.security, settings.given, settings.credentials
    )
    extra = dict(options.extra_headers) if options.extra_headers else {}
    media_type = options.media_type
    for name in [name for name in extra if name.lower() == "content-type"]:
        # A Content-Type of its own would not fit the bytes: it chooses what is sent instead.
        media_type = media_type or extra.pop(name)
    payload = encode(request.body, options.extra_body, media_type)
    headers = _headers(request, settings, keys, payload, extra)
    key = _with_key(request, headers)
    timeout = settings.timeout
    if not isinstance(options.timeout, Omit):
        timeout = Timeout.of(options.timeout)
    return Outgoing(
        route=request.route,
        method=request.method,
        url=_url(request, settings, _query(request, keys, options)),
        headers=tuple(headers.values()),
        payload=payload,
        timeout=timeout,
        secrets=settings.secrets,
        request_id_in=request.raises.request_id_in,
        leaves=request.streams if request.may_stream else None,
        on_upload=options.on_upload,
        strict=settings.strict,
        idempotency_key=key[1] if key else None,
    )


def _with_key(
    request: Request[Any], headers: dict[str, tuple[str, str]]
) -> tuple[str, str] | None:
    """Return the idempotency key, a fresh one unless the caller has given it."""
    if not request.idempotency_header:
        return None
    made = (request.idempotency_header, str(uuid.uuid4()))
    return headers.setdefault(request.idempotency_header.lower(), made)


def _url(request: Request[Any], settings: Settings, query: str) -> str:
    base = settings.base_url
    if request.server and not settings.is_given:
        base = (
            request.server if "://" in request.server else urljoin(base, request.server)
        )
    if "://" not in base:
        raise ConfigurationError(
            f"{request.route} has no address: give {settings.hint}"
        )
    path = filled(request.template, request.path)
    return f"{base.rstrip('/')}{path}{'?' if query else ''}{query}"


def _query(
    request: Request[Any], keys: Sequence[Credential], options: RequestOptions
) -> str:
    pairs = [pair for parameter in request.query for pair in parameter.pairs()]
    if options.extra_query:
        for name, value in options.extra_query.items():
            is_object = isinstance(value, Mapping)
            pairs += Query(name, value, "deepObject" if is_object else "form").pairs()
    for key in keys:
        if key.kind == "query":
            pairs.append((quote(key.wire, UNRESERVED), quote(key.text, UNRESERVED)))
    return "&".join(f"{name}={value}" for name, value in pairs)


def _headers(
    request: Request[Any],
    settings: Settings,
    keys: Sequence[Credential],
    payload: Payload | None,
    extra: Mapping[str, str],
) -> dict[str, tuple[str, str]]:
    """Return the headers by their names in lower case; the later win."""
    found = {"accept": ("Accept", request.accept)}
    if request.is_download:
        # A range of packed bytes would be of no use, and their length is not the file's.
        found["accept-encoding"] = ("Accept-Encoding", "identity")
    if request.starts_job:
        found["connection"] = ("Connection", "close")
    if payload is not None:
        found["content-type"] = checked_header("Content-Type", payload.media)
        if payload.length is not None:
            found["content-length"] = ("Content-Length", str(payload.length))
    found.update(settings.constant)
    cookies = [pair for cookie in request.cookies for pair in cookie.pairs()]
    for parameter in request.headers:
        for name, value in parameter.pairs():
            found[name.lower()] = (name, value)
    for key in keys:
        if key.kind == "cookie":
            cookies.append((key.wire, key.text))
        elif key.kind != "query":
            found[key.wire.lower()] = (key.wire, key.text)
    if cookies:
        text = "; ".join(f"{name}={value}" for name, value in cookies)
        found.setdefault("cookie", ("Cookie", text))
    for name, value in extra.items():
        found[name.lower()] = checked_header(name, value)
    return found
