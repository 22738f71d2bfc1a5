"""A call of an operation: its request, its attempts, and what its answers mean."""

from __future__ import annotations

import http.client
import math
import os
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, Union
from urllib.parse import quote, urljoin, urlsplit

from .api import _BASE_URL, _BASE_URL_FROM, _ERROR_AT, _STATUS_ERRORS, _USER_AGENT
from .connection import _URL_SAFE, _is_web, _Reply, _retry_after
from .encode import _at, _is_object, _pair, _text_at, omit
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    ArgumentError,
    ConfigurationError,
    OutcomeUnknown,
)
from .key import _authorize
from .upload import _as_json, _Body, _Encoder, _File

T = TypeVar("T")


@dataclass(repr=False)
class _Call(Generic[T]):
    """What is sent, whether it is sent again, and what its answer means."""

    route: str  # method and path, with {} for each of its parameters
    given: Mapping[str, Any]  # Options
    path: Sequence[str] = ()
    query: Sequence[tuple[str, str]] = ()
    inputs: Sequence[tuple[str, str]] = ()  # headers
    body: object = omit
    contents: Mapping[str, _Encoder] = field(default_factory=lambda: {"application/json": _as_json})
    accept: str = "application/json"
    kind: str | Callable[[int, str], str | None] = "json"  # or "text", "file", "" for no body
    unwrap: tuple[str, str] = ("", "")  # the payload of an envelope, and what it has not
    authorize: Callable[[_Call[Any]], None] = _authorize
    server: str = _BASE_URL
    resend: str = ""  # "always", "never", or the header whose key makes it safe
    url: str = ""  # of a file, instead of an operation

    def __post_init__(self) -> None:
        """Make the request. Raises ArgumentError or ConfigurationError."""
        self.options: dict[str, Any] = {**_configured, **self.given}
        self.secrets: list[str] = []
        self.pieces: _Body | None = None
        self.is_doubtful = False  # whether it may have been carried out, though nobody said so
        timeout, deadline = self.options.get("timeout", 60.0), self.options.get("deadline")
        self.timeout = math.inf if timeout is None else timeout
        self.ends = math.inf if deadline is None else time.monotonic() + deadline
        self.method = self.route.partition(" ")[0]
        is_usual = self.method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")
        self.is_harmless = self.resend == "always" or (is_usual and self.resend != "never")
        self.headers = {"accept": self.accept, "user-agent": _USER_AGENT}
        self.headers |= {name.lower(): text.strip(" \t") for name, text in self.inputs}
        self.url = quote(self.url or self.place(), safe=_URL_SAFE)
        if not _is_web(self.url):
            raise ArgumentError(f"{self.route}: this address is refused")
        value, further = self.body, self.options.get("extra_body")
        if _is_object(value):
            value = {name: one for name, one in value.items() if one is not omit}
        if further:
            value = {**value, **further} if _is_object(value) else further
        if value is not omit:
            self.headers["content-type"], self.pieces = self.encoded(value)
            sizes = [len(one) if isinstance(one, bytes) else one.size for one in self.pieces]
            if None not in sizes:
                self.headers["content-length"] = str(sum(one or 0 for one in sizes))
        extra: Mapping[str, str] = self.options.get("extra_headers") or {}
        self.headers |= {name.lower(): text for name, text in extra.items()}
        for name, text in self.headers.items():
            if not re.fullmatch(r"[!-9;-~]+:[\t -~]*", f"{name}:{text}"):
                raise ArgumentError(f"header {name!r} can only have printable ASCII characters")

    def place(self) -> str:
        """Return the URL of an operation, and add what else the request needs to get there."""
        for text in self.path:
            if text in ("", ".", ".."):
                raise ArgumentError(f"{self.route}: {text!r} cannot stand in a path")
            self.route = self.route.replace("{}", text, 1)
        base = self.options.get("base_url") or os.environ.get(_BASE_URL_FROM) or self.server
        if not _is_web(base) or urlsplit(base).query:
            raise ConfigurationError(f"no such base URL: give base_url= or {_BASE_URL_FROM}")
        self.authorize(self)
        extra: Mapping[str, object] = self.options.get("extra_query") or {}
        pairs = [*self.query, *(pair for name, one in extra.items() for pair in _pair(name, one))]
        query = "&".join(f"{name}={text}" for name, text in pairs)
        return base.rstrip("/") + self.route.partition(" ")[2] + ("?" if query else "") + query

    def encoded(self, value: object) -> tuple[str, _Body]:
        """Return the body in the first media type that can carry it."""
        wanted, problems = self.options.get("media_type") or "", list[str]()
        for media, encode in self.contents.items():
            if wanted.lower() not in ("", media.partition(";")[0]) and "*" not in media:
                continue
            try:
                return encode(wanted or media, value)
            except (ArgumentError, UnicodeEncodeError) as error:
                problems.append(f"{media} {error}")
        why = "; ".join(problems) or f"it cannot be {wanted}"
        raise ArgumentError(f"{self.route}: the body cannot be sent: {why}")

    def chunks(self) -> Iterator[bytes] | None:
        """Read the body from its start; None where there is none."""
        if self.pieces is None:
            return None
        parts = ([one] if isinstance(one, bytes) else one.chunks() for one in self.pieces)
        return (chunk for part in parts for chunk in part)

    def hide(self, text: str) -> str:
        """Take the keys out of a text."""
        for one in self.secrets:
            text = text.replace(one, "[hidden]")
        return text

    def run(self, part: Any = None) -> T:
        """Send it until it is answered; a file that the answer brings goes into a part."""
        number = 0
        while True:
            number += 1
            try:
                answer: T = self.attempt(part)
                return answer
            except (APIConnectionError, APIStatusError) as error:
                if part is not None and part.has_grown(error.status):
                    number = 1
                time.sleep(self.pause(error, number))

    def attempt(self, part: Any) -> Any:
        """Send it once, and return what a success means."""
        reply = _Reply(self, part.span(self.url) if part else {})
        status, media = reply.status, reply.media
        kind = self.kind if isinstance(self.kind, str) else self.kind(status, media)
        fits = kind is not None and _fits(kind, self.accept, status, media)
        if part and (status == 416 or (reply.is_success and fits and kind == "file")):
            return part.take(reply)
        reply.read()
        if not reply.is_success:
            raise self.refused(reply)
        if hear := self.options.get("_hear"):
            hear(reply.headers)
        try:
            if not fits:
                raise ValueError(f"it is {media or 'nothing'}, not {self.accept}")
            if kind != "json":
                return reply.text if kind == "text" else None
            value = reply.json()
        except ValueError as problem:
            text = f"the {status} answer to {self.route} cannot be read: {problem}: {reply.gist}"
            error = APIResponseValidationError if self.is_harmless else OutcomeUnknown
            raise error(self.hide(text), body=reply.text, **reply.facts) from None
        inner = _at(value, self.unwrap[0])
        is_bare = _at(value, self.unwrap[1]) not in (None, "")
        return value if is_bare or not _is_object(inner) else inner

    def refused(self, reply: _Reply) -> APIStatusError:
        """Return the error of an answer whose status means failure."""
        status, body = reply.status, None
        with suppress(ValueError):
            body = reply.json()
        message, code, type_, param = (_text_at(body, places) for places in _ERROR_AT)
        facts = {"code": code, "param": param, "request id": reply.request_id}
        said = " ".join((message or reply.gist).split())[:500]
        text = f"{status} {http.client.responses.get(status, 'Status')}: {said} ({self.route}"
        text += "".join(f", {name} {one}" for name, one in facts.items() if one) + ")."
        kind = _STATUS_ERRORS.get(status, _STATUS_ERRORS[500] if status >= 500 else APIStatusError)
        return kind(
            self.hide(text), message=message, code=code, type=type_, param=param, body=body,
            retry_after=_retry_after(reply.headers), **reply.facts,
        )

    def pause(self, error: APIError, number: int) -> float:
        """Return the seconds until the next attempt. Raises what the call ends with."""
        status, wish = error.status or 0, error.retry_after
        is_refusal = status in (425, 429) or (status == 503 and wish is not None)
        acted = status in (303, 408) or (status >= 500 and status not in (501, 505))
        acted = acted and not is_refusal if status else error.delivered
        self.is_doubtful = self.is_doubtful or (acted and not self.is_harmless)
        key = self.headers.get(self.resend.lower(), "")
        may = bool(key) if acted and not self.is_harmless else not (status and self.resend == "never")
        is_spent = any(isinstance(one, _File) and one.is_spent for one in self.pieces or ())
        pause = max(random.random() * min(8.0, 0.5 * 2.0 ** min(number - 1, 9)), wish or 0.0)
        if may and status in (0, 408, 425, 429, 500, 502, 503, 504) and not is_spent:
            is_soon = pause <= 60 and pause < self.ends - time.monotonic()
            if is_soon and number <= self.options.get("max_retries", 2):
                return pause
        text = str(error) + (f" Tried {number} times." if number > 1 else "")
        if may and is_spent:
            text += " It was not sent again, since its body can be read only once."
        elif self.is_doubtful and key:
            text += f" Calling again is safe with {self.resend}: {key}."
        elif self.is_doubtful:
            text += " It may have been carried out, so it was not sent again: look before you do."
        elif wish is not None:
            text += f" Try again in {wish:g} s."
        if self.is_doubtful and not status:
            raise OutcomeUnknown(text, request_id=error.request_id) from error.__cause__
        error.args, error.outcome_unknown = (text,), self.is_doubtful
        raise error


def _fits(kind: str, accept: str, status: int, media: str) -> bool:
    """Whether an answer can be what it should be, whatever it says of its media type."""
    is_page = media == "text/html" and media not in accept  # of a proxy, or of a login
    if kind == "file":
        is_other = media.startswith("text/") or media.endswith(("/json", "+json"))
        return status not in (204, 205) and (media in accept or not is_other)
    return kind == "json" or not (kind and is_page)


def _optional(values: Mapping[str, object]) -> object:
    """Return the fields of a body that can be left out: `omit` where none is given."""
    return values if any(one is not omit for one in values.values()) else omit


_configured: dict[str, Any] = {}


def configure(**options: Unpack[Options]) -> None:
    """Set options for all calls from now on."""
    _configured.update(options)
