"""A call of an operation: its request, its attempts, and what its answers mean."""

from __future__ import annotations

import base64
import http.client
import math
import os
import random
import re
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from .api import _BASE_URL, _BASE_URL_FROM, _ERROR_AT, _KEYS, _SECURITY, _STATUS_ERRORS, _USER_AGENT
from .connection import _Reply, _retry_after
from .encode import _at, _is_object, _pair, _text_at, _word, omit
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    ArgumentError,
    ConfigurationError,
    OutcomeUnknown,
)
from .upload import _as_json, _Body, _Encoder

_configured: dict[str, Any] = {}


def configure(**options: Unpack[Options]) -> None:
    """Set options for all calls from now on."""
    _configured.update(options)


class _Answer(NamedTuple):
    """An answer that an operation describes."""

    status: str = "200"
    media: str = ""
    kind: str = ""  # "json", "text" or "binary"; empty where there is no body
    unwrap: tuple[str, str] | None = None  # the payload of an envelope, and what it has not


@dataclass(repr=False)
class _Call:
    """What is sent, whether it is sent again, and what the answers mean."""

    route: str
    given: Mapping[str, Any]  # Options
    answers: Sequence[_Answer] = (_Answer("200", "application/json", "json"),)
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Sequence[tuple[str, str]] = ()
    inputs: Sequence[tuple[str, str]] = ()  # headers
    cookies: Sequence[tuple[str, str]] = ()
    value: object = omit
    contents: Mapping[str, _Encoder] = field(default_factory=lambda: {"application/json": _as_json})
    security: Sequence[Sequence[str]] = _SECURITY  # alternatives, each some schemes together
    server: str = ""
    resend: str = ""
    idempotency_header: str = ""
    url: str = ""  # of a file, instead of an operation

    def __post_init__(self) -> None:
        """Make the request. Raises ArgumentError or ConfigurationError."""
        self.options = options = {**_configured, **self.given}
        self.method, _, path = self.route.partition(" ")
        is_usual = self.method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")
        self.is_harmless = self.resend == "always" if self.resend else is_usual
        self.timeout = math.inf if (told := options.get("timeout", 60.0)) is None else told
        deadline = options.get("deadline")
        self.ends = math.inf if deadline is None else time.monotonic() + deadline
        self.number, self.doubt, self.note, self.key = 0, "", "", ""
        self.body: _Body | None = None
        keys = _keys(options)
        self.secrets = {form for key in keys.values() for form in (key, quote(key, ""))}
        medias = dict.fromkeys(one.media for one in self.answers if one.media)
        self.headers = {"accept": ", ".join(medias) or "*/*", "user-agent": _USER_AGENT}
        base = options.get("base_url") or os.environ.get(_BASE_URL_FROM)
        base = base or urljoin(_BASE_URL, self.server)
        if not _is_web(base) or urlsplit(base).query:
            raise ConfigurationError(f"no such base URL: give base_url= or {_BASE_URL_FROM}")
        if not self.url:
            pairs = [*self.query, *self.fill(options, keys)]
            query = "&".join(f"{name}={text}" for name, text in pairs)
            path = _filled(path, self.path) + ("?" if query else "") + query
            self.url = base.rstrip("/") + path
        elif not _is_web(self.url):
            raise ArgumentError(f"{self.route}: the address of the file is refused")
        self.url = quote(self.url, safe="/?:@!$&'()*+,;=-._~%[]#")
        for name, text in self.headers.items():
            if not re.fullmatch(r"[!#-'*+.^-z|~\w-]+: [\t -~]*", f"{name}: {text}", re.ASCII):
                raise ArgumentError(f"header {name!r} can only have printable ASCII characters")

    def fill(self, options: Mapping[str, Any], keys: Mapping[str, str]) -> list[tuple[str, str]]:
        """Add headers and body; return what comes to the query."""
        cookies, pairs = [*self.cookies], list[tuple[str, str]]()
        self.headers |= {name.lower(): text.strip(" \t") for name, text in self.inputs}
        extra_query: Mapping[str, object] = options.get("extra_query") or {}
        for name, value in extra_query.items():
            pairs += _pair(name, value)
        for kind, name, text in self.credentials(keys):
            self.secrets.add(text)
            if kind == "query":
                pairs.append((_word(name), _word(text)))
            elif kind == "cookie":
                cookies.append((name, text))
            else:
                self.headers[name.lower()] = text
        if cookies:
            self.headers["cookie"] = "; ".join(f"{name}={text}" for name, text in cookies)
        if self.idempotency_header:
            self.headers[self.idempotency_header.lower()] = str(uuid.uuid4())
        extra_headers: Mapping[str, str] = options.get("extra_headers") or {}
        extra = {name.lower(): text for name, text in extra_headers.items()}
        if further := options.get("extra_body"):
            self.value = {**self.value, **further} if _is_object(self.value) else further
        if self.value is not omit:
            self.body = self.encoded(options.get("media_type") or extra.pop("content-type", None))
            self.headers["content-type"] = self.body.media
            if self.body.size is not None:
                self.headers["content-length"] = str(self.body.size)
        self.headers |= extra
        self.key = self.headers.get(self.idempotency_header.lower(), "")
        return pairs

    def credentials(self, keys: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return kind, name and text of each key that goes with the request."""
        for way in self.security:
            if way and all(one in keys for one in way):
                return [(*_KEYS[one][:2], _sent(_KEYS[one][0], keys[one])) for one in way]
        if self.security and all(self.security):
            ways = (" and ".join(f"{_KEYS[o][2]}= or {_KEYS[o][3]}" for o in w) for w in self.security)
            raise ConfigurationError(f"{self.route} needs a key: give {', or else '.join(ways)}")
        return []

    def encoded(self, media_type: str | None) -> _Body:
        """Return the body in the first media type that can carry it."""
        wanted = media_type and media_type.partition(";")[0].strip().lower()
        contents, problems = self.contents, list[str]()
        if media_type and wanted:
            known = {k: v for k, v in contents.items() if k.partition(";")[0].lower() == wanted}
            contents = known or {media_type: v for k, v in contents.items() if "*" in k}
            problems = [] if contents else [f"it cannot be {media_type}"]
        for media, encode in contents.items():
            try:
                return encode(media, self.value)
            except (ArgumentError, UnicodeEncodeError) as error:
                problems.append(f"{media} {error}")
        raise ArgumentError(f"{self.route}: the body cannot be sent: {'; '.join(problems)}")

    def hide(self, text: object) -> str:
        """Take the keys out of a text."""
        made = str(text)
        for one in sorted(self.secrets, key=len, reverse=True):
            made = made.replace(one, "[hidden]")
        return made

    def run(self, part: Any = None) -> Any:
        """Send it until it is answered; a file that the answer brings goes into a part."""
        while True:
            self.number += 1
            outcome: _Reply | APIError
            try:
                outcome = reply = _Reply(self, part.span(self) if part else {})
                answer = _expected(self.answers, reply) if reply.is_success else None
                is_file = answer is not None and answer.kind == "binary"
                if part is not None and (is_file or (reply.status == 416 and part.size)):
                    return part.take(reply)
                reply.read()
                if reply.is_success:
                    return self.meant(reply, answer)
            except APIConnectionError as error:
                outcome = error
            if part is not None and part.has_grown(outcome.status):
                self.number = 1
            pause = self.pause(outcome)
            if pause is not None:
                time.sleep(pause)
            elif isinstance(outcome, _Reply):
                raise self.refused(outcome)
            else:
                raise self.lost(outcome, part) from outcome.__cause__

    def pause(self, outcome: _Reply | APIError) -> float | None:
        """Return the seconds until the next attempt; None where there shall be none."""
        status, wish = outcome.status or None, _retry_after(outcome.headers or {})
        is_refusal = status in (425, 429) or (status == 503 and wish is not None)
        acted = status in (303, 408) or (status or 0) >= 500 and status not in (501, 505)
        acted = outcome.delivered if isinstance(outcome, APIError) else acted and not is_refusal
        if acted and not self.is_harmless:
            said = f"{self.route} was answered with {status}." if status else str(outcome)
            self.doubt, self.note = self.doubt or said, ""
        may = self.is_harmless or not acted or (self.key and self.resend != "never")
        if status not in (None, 408, 425, 429, 500, 502, 503, 504) or not may:
            return None
        if self.resend == "never" and status:
            return None
        pause = max(random.random() * min(8.0, 0.5 * 2.0 ** min(self.number - 1, 9)), wish or 0.0)
        left = self.ends - time.monotonic()
        if self.body is not None and self.body.is_spent:
            self.note = "It was not sent again, since its body can be read only once."
        elif self.number > self.options.get("max_retries", 2) or left <= 0:
            self.note = f"Tried {self.number} times." if self.number > 1 else ""
        elif (wish or 0) > 60 or pause >= left:
            self.note = f"The next attempt was due after {pause:.3g} s, which is too long to wait."
        else:
            return pause
        return None

    def lost(self, error: APIError, part: Any) -> APIError:
        """Return the error of a call that got no whole answer."""
        text = f"{self.doubt or error} {self.note}"
        if self.doubt:
            ways = "It was not sent again: look whether it was carried out before you do."
            if self.key:
                ways = f"Calling again is safe with {self.idempotency_header}: {self.key}."
            return OutcomeUnknown(f"{text} {ways}", request_id=error.request_id)
        error.args = (f"{text} {part.account if part else ''}".strip(),)
        return error

    def refused(self, reply: _Reply) -> APIError:
        """Return the error of an answer whose status means failure."""
        status, wish, body = reply.status, _retry_after(reply.headers), None
        with suppress(ValueError):
            body = reply.json()
        message, code, type_, param = (_text_at(body, places) for places in _ERROR_AT)
        facts = [f"code {code}" if code else "", f"param {param}" if param else "", self.route]
        facts += [f"request id {reply.request_id}" if reply.request_id else ""]
        hint = "" if wish is None else f"Try again in {wish:g} s."
        if self.doubt:
            hint = "It may have been carried out all the same: look before you call again."
        said = " ".join((message or reply.gist).split())[:500]
        text = f"{status} {http.client.responses.get(status, 'Status')}: {said}"
        text = f"{text} ({', '.join(filter(None, facts))}). {self.note} {hint}"
        kind = _STATUS_ERRORS.get(status, _STATUS_ERRORS[500] if status >= 500 else APIStatusError)
        return kind(
            self.hide(" ".join(text.split())), status=status, message=message, code=code,
            type=type_, param=param, body=body, headers=reply.headers, retry_after=wish,
            request_id=reply.request_id, outcome_unknown=bool(self.doubt),
        )

    def meant(self, reply: _Reply, answer: _Answer | None) -> Any:
        """Return what a success means. Raises APIResponseValidationError or OutcomeUnknown."""
        if hear := self.options.get("_hear"):
            hear(reply.headers)
        value, problem = None, ""
        try:
            value = reply.json()
        except ValueError as error:
            problem = f"broken JSON, {error}" if reply.body else "the body is empty"
        is_json = answer is None and not problem
        if answer is None:
            medias = " or ".join(one.media for one in self.answers)
            problem = f"it is {reply.media or 'nothing'}, not {medias}: {reply.gist}"
        elif answer.kind != "json":
            return reply.text if answer.kind == "text" else None
        elif not problem:
            inner = _at(value, answer.unwrap[0]) if answer.unwrap else None
            is_bare = answer.unwrap is None or _at(value, answer.unwrap[1]) is not None
            return value if is_bare or not _is_object(inner) else inner
        text = self.hide(f"The {reply.status} answer to {self.route} cannot be read: {problem}")
        facts = {"status": reply.status, "headers": reply.headers, "request_id": reply.request_id}
        if self.is_harmless or is_json:
            raise APIResponseValidationError(text, body=reply.text, **facts)
        raise OutcomeUnknown(f"{text}. It was not sent again.", body=reply.text, **facts)


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Return a path with its parameters. Raises ArgumentError where it would be another path."""
    path = re.sub(r"{([^{}]*)}", lambda found: values[found[1]], template)
    for before, after in zip(template.split("/"), path.split("/"), strict=True):
        if before != after and after in ("", ".", ".."):
            raise ArgumentError(f"{before} cannot be {after!r} in {template}")
    return path


def _is_web(url: str) -> bool:
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    return False


def _fields(values: Mapping[str, object], required: bool = False) -> object:
    """Return the fields that were given; `omit` where there shall be no body."""
    found = {name: value for name, value in values.items() if value is not omit}
    return found if found or required else omit


def _keys(options: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys that are known, by security scheme. Raises ConfigurationError."""
    found: dict[str, str] = {}
    for scheme, (_, _, option, variable) in _KEYS.items():
        given = options.get(option) or os.environ.get(variable, "")
        text = (given if isinstance(given, str) else ":".join(given)).strip()
        if not (text.isascii() and text.isprintable()):
            raise ConfigurationError(f"{option} has characters that no header can carry")
        found |= {scheme: text} if text else {}
    return found


def _sent(kind: str, key: str) -> str:
    if kind == "basic":
        return f"Basic {base64.b64encode(key.encode()).decode()}"
    return f"Bearer {key}" if kind == "bearer" else key


def _expected(answers: Sequence[_Answer], reply: _Reply) -> _Answer | None:
    """Return which of the described answers a success is; None where it can be none of them.

    A status that is not described counts as the first that is, a media type that is not
    described as one that could well have been meant.
    """
    status, media, chosen = str(reply.status), reply.media, [_Answer("2XX")]
    for known in (status, f"{status[0]}XX", "DEFAULT", *(one.status for one in answers[:1])):
        if found := [one for one in answers if one.status.upper() == known]:
            # A 204 is no file of no bytes.
            chosen = [one for one in found if one.kind != "binary" or status not in ("204", "205")]
            break
    is_text, is_json = media.startswith("text/"), media.endswith(("/json", "+json"))
    kinds = ["text"] * is_text + ["json"] * (is_text or is_json or media.endswith("/octet-stream"))
    kinds += [""] if is_text or is_json else ["", "binary"]
    if media == "text/html":  # the page of a proxy or of a login
        kinds = [""]
    ranges = ("", "*/*", media, f"{media.partition('/')[0]}/*")
    medias = [one.media.partition(";")[0].strip().lower() for one in chosen]
    fits = (one for one, known in zip(chosen, medias) if not media or known in ranges)
    return next(fits, None) or next((one for one in chosen if one.kind in kinds), None)
