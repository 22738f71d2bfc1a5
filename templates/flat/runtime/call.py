"""A call of an operation: its request, its attempts, and what its answers mean."""

from __future__ import annotations

import http.client
import json
import math
import os
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, cast
from urllib.parse import quote, urlencode, urljoin

from .api import (
    _BASE_URL,
    InternalServerError,
    _BASE_URL_FROM,
    _ERROR_AT,
    _KEY,
    _KEY_AS,
    _KEY_FROM,
    _KEY_IN,
    _STATUS_ERRORS,
    _USER_AGENT,
    _configured,
    omit,
)
from .connection import _Reply, _retry_after
from .constants import _ADDRESS, _Body, _URL_SAFE, T
from .encode import _at, _given, _is_list, _is_object, _json, _text, _text_at
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    ArgumentError,
    ConfigurationError,
    OutcomeUnknown,
)
from .keys import _authorize
from .upload import _as_json, _as_multipart, _Encoder, _is_file

@dataclass(repr=False)
class _Call(Generic[T]):
    """What is sent, whether it is sent again, and what its answer means."""

    route: str  # method and path, with {} for each of its parameters
    given: Mapping[str, Any]  # Options
    path: Sequence[object] = ()
    query: Mapping[str, object] = field(default_factory=dict[str, object])
    body: object = omit
    # if contents
    contents: Mapping[str, _Encoder] = field(default_factory=lambda: {"application/json": _as_json})
    # end
    # if form
    form: Mapping[str, str] | None = None  # media types of parts, where it can be a form
    # end
    accept: str = "application/json"
    # if kind
    kind: str = ""  # "text", or "none" where no body is expected; else JSON, or a file
    # end
    url: str = ""  # of a file, instead of an operation
    # if unwrap
    unwrap: tuple[str, str] = ("", "")  # where the payload of an envelope is, and what it lacks
    # end
    # if choose
    choose: Callable[[int, str], str] | None = None  # returns the kind of an answer
    # end
    # if pairs
    pairs: Sequence[tuple[str, str]] = ()  # of the query, ready to be sent
    # end
    # if inputs
    inputs: Sequence[tuple[str, str]] = ()  # headers
    # end
    # if authorize
    authorize: Callable[[_Call[Any]], None] = _authorize
    # end
    # if server
    server: str = _BASE_URL
    # end
    # if resend
    resend: str = ""  # "always", "never", or the header whose key makes it safe
    is_doubtful: bool = False  # whether an attempt may have been carried out, though nobody said so
    # end

    def __post_init__(self) -> None:
        """Make the request. Raises ArgumentError or ConfigurationError."""
        self.options: dict[str, Any] = {**_configured, **self.given}
        self.secrets: list[str] = []
        self.pieces: _Body | None = None
        deadline = self.options.get("deadline")
        self.ends = math.inf if deadline is None else time.monotonic() + deadline
        self.method = self.route.partition(" ")[0]
        self.is_harmless = self.method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")
        # if resend
        self.is_harmless = self.resend == "always" or (self.is_harmless and self.resend != "never")
        # end
        self.headers = {"accept": self.accept, "user-agent": _USER_AGENT}
        # if inputs
        self.headers |= {name.lower(): text.strip(" \t") for name, text in self.inputs}
        # end
        self.url = quote(self.url or self.place(), safe=_URL_SAFE)
        if not _ADDRESS.match(self.url):
            raise ArgumentError(f"{self.route}: this address is refused")
        value, further = self.body, self.options.get("extra_body")
        if _is_object(value) or further:
            value = _given(value if _is_object(value) else None, further)
        if value is not omit:
            self.headers["content-type"], self.pieces = self.encoded(value)
            self.headers["content-length"] = str(sum(map(len, self.pieces)))
        extra: Mapping[str, str] = self.options.get("extra_headers") or {}
        self.headers |= {name.lower(): text for name, text in extra.items()}
        for name, text in self.headers.items():
            if not re.fullmatch(r"[!-9;-~]+:[\t -~]*", f"{name}:{text}"):
                raise ArgumentError(f"header {name!r} can only have printable ASCII characters")

    def place(self) -> str:
        """Return the URL of an operation, and add the key."""
        texts = [quote(_text(one), safe="") for one in self.path]
        # if ready
        texts = [*map(str, self.path)]
        # end
        for text in texts:
            if text in ("", ".", ".."):
                raise ArgumentError(f"{self.route}: {text!r} cannot stand in a path")
            self.route = self.route.replace("{}", text, 1)
        # if not server
        base = self.options.get("base_url") or os.environ.get(_BASE_URL_FROM) or _BASE_URL
        # end
        # if server
        base = self.options.get("base_url") or os.environ.get(_BASE_URL_FROM) or self.server
        # end
        if not _ADDRESS.match(base) or "?" in base:
            raise ConfigurationError(f"no such base URL: give base_url= or {_BASE_URL_FROM}")
        # if lone_key
        key = (self.options.get(_KEY) or os.environ.get(_KEY_FROM, "")).strip()
        if not (key and key.isascii() and key.isprintable()):
            raise ConfigurationError(f"{self.route} needs a key: give {_KEY}= or {_KEY_FROM}")
        self.secrets, self.headers[_KEY_IN] = [key], f"{_KEY_AS}{key}"
        # end
        # if usual_keys
        _authorize(self)
        # end
        # if authorize
        self.authorize(self)
        # end
        given = _given(self.query, self.options.get("extra_query"))
        query = {name: _text(one) for name, one in given.items() if one is not None}
        line = urlencode(query, quote_via=quote)
        # if pairs
        line = "&".join([*(f"{name}={text}" for name, text in self.pairs), *filter(None, [line])])
        # end
        return base.rstrip("/") + self.route.partition(" ")[2] + (f"?{line}" if line else "")

    # if not contents
    def encoded(self, value: object) -> tuple[str, _Body]:
        wanted = self.options.get("media_type") or ""
        # end
        # if form
        if self.form is not None and _is_object(value):
            fields = {name: one for name, one in value.items() if one is not None}
            parts = (one if _is_list(one) else [one] for one in fields.values())
            has_file = any(_is_file(one) for part in parts for one in part)
            if wanted == "multipart/form-data" or (not wanted and has_file):
                return _as_multipart(self.form, "multipart/form-data", fields)
        # end
        # if not contents
        if wanted not in ("", "application/json"):
            raise ArgumentError(f"{self.route}: the body cannot be {wanted}")
        return "application/json", [_json(value).encode()]

    # end
    # if contents
    def encoded(self, value: object) -> tuple[str, _Body]:
        """Return the body in the first media type that can carry it."""
        wanted = self.options.get("media_type") or ""
        problem = f"it cannot be {wanted}"
        for media, encode in self.contents.items():
            if wanted.lower() in ("", media.partition(";")[0]) or "*" in media:
                try:
                    return encode(wanted or media, value)
                except ArgumentError as error:
                    problem = str(error)
        raise ArgumentError(f"{self.route}: the body cannot be sent: {problem}")

    # end
    def hide(self, text: str) -> str:
        for one in self.secrets:
            text = text.replace(one, "[hidden]")
        return text

    def run(self, part: Any = None) -> T:
        """Send it until it is answered; a file that the answer brings goes into a part."""
        number, furthest = 0, part.size if part else 0
        while True:
            number += 1
            try:
                return cast("T", self.attempt(part))
            except (APIConnectionError, APIStatusError) as error:
                if part and part.size > furthest:
                    number, furthest = 1, part.size
                time.sleep(self.pause(error, number))

    def attempt(self, part: Any) -> Any:
        """Send it once, and return what a success means."""
        reply = _Reply(self, part.span() if part else {})
        status, media, kind = reply.status, reply.media, "file" if part else "json"
        # if kind
        kind = self.kind or kind
        # end
        # if choose
        kind = self.choose(status, media) if self.choose else kind
        # end
        is_page = media.startswith("text/") or media.endswith(("/json", "+json"))
        is_file = kind == "file" and (media in self.accept or not is_page) and status != 204
        if part and (status == 416 or (200 <= status <= 299 and is_file)):
            return part.take(reply)
        reply.read()
        if not 200 <= status <= 299:
            raise self.refused(reply)
        if hear := self.options.get("_hear"):
            hear(reply.headers)
        try:
            # if kind_or_choose
            if kind == "none" or (kind == "text" and media != "text/html"):
                return reply.text if kind == "text" else None
            # end
            if kind != "json":
                raise ValueError(f"it is {media or 'nothing'}, not {self.accept}")
            value = json.loads(reply.text)
        except (ValueError, RecursionError) as problem:
            text = f"the {status} answer to {self.route} cannot be read: {problem}: {reply.gist}"
            error = APIResponseValidationError if self.is_harmless else OutcomeUnknown
            raise error(self.hide(text), body=reply.text, **reply.facts) from None
        # if unwrap
        inner, mark = (_at(value, pointer) for pointer in self.unwrap)
        if _is_object(inner) and mark in (None, ""):
            return inner
        # end
        return value

    def refused(self, reply: _Reply) -> APIStatusError:
        """Return the error of an answer whose status means failure."""
        status, body = reply.status, None
        with suppress(ValueError, RecursionError):
            body = json.loads(reply.text)
        message, code, type_, param = (_text_at(body, places) for places in _ERROR_AT)
        facts = {"code": code, "param": param, "request id": reply.facts["request_id"]}
        said = " ".join((message or reply.gist).split())[:500]
        text = f"{status} {http.client.responses.get(status, 'Status')}: {said} ({self.route}"
        text += "".join(f", {name} {one}" for name, one in facts.items() if one) + ")."
        kind = _STATUS_ERRORS.get(status, InternalServerError if status >= 500 else APIStatusError)
        return kind(
            self.hide(text), message=message, code=code, type=type_, param=param, body=body,
            retry_after=_retry_after(reply.headers), **reply.facts,
        )

    def pause(self, error: APIError, number: int) -> float:
        """Return the seconds until the next attempt. Raises what the call ends with."""
        status, wish = error.status or 0, error.retry_after
        is_refusal = status in (425, 429) or (status == 503 and wish is not None)
        acted = status in (303, 408) or status >= 500 if status else error.delivered
        is_unknown = bool(acted) and not is_refusal and not self.is_harmless
        # if resend
        hint = "It may have been carried out and was not sent again: look first."
        may = not is_unknown
        key = self.headers.get(self.resend.lower(), "")
        hint = f"Calling again is safe with {self.resend}: {key}." if key else hint
        may = (may or bool(key)) and not (status and self.resend == "never")
        self.is_doubtful = is_unknown = is_unknown or self.is_doubtful
        # end
        pause = max(random.random() * min(8.0, 0.5 * 2.0 ** min(number - 1, 9)), wish or 0.0)
        is_soon = pause <= min(60.0, self.ends - time.monotonic())
        # if not resend
        is_passing = not is_unknown and status in (0, 408, 425, 429, 500, 502, 503, 504)
        # end
        # if resend
        is_passing = may and status in (0, 408, 425, 429, 500, 502, 503, 504)
        # end
        if is_passing and is_soon and number <= self.options.get("max_retries", 2):
            return pause
        text = f"{error} Tried {number} times." if number > 1 else str(error)
        if is_unknown:
            # if not resend
            text += " It may have been carried out and was not sent again: look first."
            # end
            # if resend
            text += f" {hint}"
            # end
        elif wish is not None:
            text += f" Try again in {wish:g} s."
        if is_unknown and not status:
            raise OutcomeUnknown(text) from error.__cause__
        error.args, error.outcome_unknown = (text,), is_unknown
        raise error


def _optional(values: Mapping[str, object]) -> object:
    """Return the fields of a body that can be left out: `omit` where none is given."""
    return _given(values) or omit
