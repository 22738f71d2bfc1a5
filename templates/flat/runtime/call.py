"""A call from its first attempt to its end. Nothing is sent again that may have been carried out."""

from __future__ import annotations

import base64
import json
import logging
import math
import os
import random
import re
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, quote_plus, urljoin, urlsplit

from .connection import _Reply, _Wire
from .document import (
    _BASE_URL,
    _BASE_URL_FROM,
    _ERROR_AT,
    _KEYS,
    _STATUS_ERRORS,
    _USER_AGENT,
    Options,
)
from .download import _Part
from .encode import _SAFE, _at, _deep, _filled, _header, _is_object, _text_at, omit
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    ArgumentError,
    ConfigurationError,
    DownloadCorrupt,
    OutcomeUnknown,
)
from .upload import _as_json, _Encoder, _Payload

if TYPE_CHECKING:
    from typing_extensions import Unpack

_LOG = logging.getLogger(__name__)
_configured: dict[str, Any] = {}


def configure(**options: Unpack[Options]) -> None:
    """Set options for all calls from now on."""
    _configured.update(options)


class _Answer(NamedTuple):
    """An answer that an operation describes."""

    status: str
    media: str = ""
    kind: str = ""  # "json", "text" or "binary"; empty where there is no body
    unwrap: tuple[str, str] | None = None  # the payload of an envelope, and what it has not


@dataclass(frozen=True)
class _Request:
    """What an operation asks for, and what it may be answered."""

    route: str
    answers: Sequence[_Answer]
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Sequence[tuple[str, str]] = ()
    headers: Sequence[tuple[str, str]] = ()
    cookies: Sequence[tuple[str, str]] = ()
    body: object = omit
    contents: Mapping[str, _Encoder] = field(default_factory=lambda: {"application/json": _as_json})
    security: Sequence[Sequence[str]] = ()  # alternatives, each some schemes needed together
    server: str = ""
    resend: str = ""
    idempotency_header: str = ""

    @property
    def is_harmless(self) -> bool:
        """Whether carrying it out twice does no more than once."""
        method = self.route.partition(" ")[0]
        usual = method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")
        return self.resend == "always" if self.resend else usual


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


def _credentials(request: _Request, keys: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return kind, name and text of each key that goes with a request."""
    for way in request.security:
        if way and all(scheme in keys for scheme in way):
            return [(*_KEYS[scheme][:2], _sent(_KEYS[scheme][0], keys[scheme])) for scheme in way]
    if request.security and all(request.security):
        ways = (
            " and ".join(f"{_KEYS[one][2]}= or {_KEYS[one][3]}" for one in way)
            for way in request.security
        )
        raise ConfigurationError(f"{request.route} needs a key: give {', or else '.join(ways)}")
    return []


def _sent(kind: str, key: str) -> str:
    if kind == "basic":
        return f"Basic {base64.b64encode(key.encode()).decode()}"
    return f"Bearer {key}" if kind == "bearer" else key


def _hider(keys: Iterable[str]) -> Callable[[object], str]:
    """Return what takes the keys out of a text, also in the forms in which they travel."""
    forms: list[str] = []
    for key in keys:
        whole = base64.b64encode(key.encode()).decode()
        forms += [key, quote(key, ""), quote_plus(key), whole]

    def hide(text: object) -> str:
        made = str(text)
        for form in forms:
            made = made.replace(form, "[hidden]")
        return made

    return hide


def _wire(request: _Request, options: Mapping[str, Any], url: str = "") -> _Wire:
    """Return a request as it goes over the wire. Raises ArgumentError or ConfigurationError."""
    given = options.get("base_url") or os.environ.get(_BASE_URL_FROM)
    base = given or urljoin(_BASE_URL, request.server)
    here, there, keys = urlsplit(base), urlsplit(url or base), _keys(options)
    if here.scheme not in ("http", "https") or not here.hostname or here.username or here.query:
        raise ConfigurationError(f"the base URL cannot be used: give base_url= or {_BASE_URL_FROM}")
    if there.scheme not in ("http", "https") or not there.hostname or there.username is not None:
        raise ArgumentError(f"{request.route}: the address of the file is refused")
    timeout: float | None = options.get("timeout", 60.0)
    accept = ", ".join(dict.fromkeys(one.media for one in request.answers if one.media)) or "*/*"
    sent = [("Accept", accept), ("User-Agent", _USER_AGENT), ("Connection", "close")]
    hide = _hider(keys.values())
    if url:
        return _Wire(request.route, url, dict(sent), None, timeout, hide)
    extra_headers: Mapping[str, str] = options.get("extra_headers") or {}
    extra_query: Mapping[str, object] = options.get("extra_query") or {}
    extra = [pair for name, text in extra_headers.items() for pair in _header(name, text)]
    media = next((text for name, text in extra if name.lower() == "content-type"), None)
    payload = _payload(request, options.get("extra_body"), options.get("media_type") or media)
    if payload is not None:
        length = [] if payload.length is None else [("Content-Length", str(payload.length))]
        sent += [("Content-Type", payload.media), *length]
    pairs, cookies = [*request.query], [*request.cookies]
    for name, value in extra_query.items():
        pairs += _deep(name, value)
    sent += request.headers
    for kind, name, text in _credentials(request, keys):
        if kind == "query":
            pairs.append((quote(name, _SAFE), quote(text, _SAFE)))
        else:
            (cookies if kind == "cookie" else sent).append((name, text))
    if cookies:
        sent.append(("Cookie", "; ".join(f"{name}={text}" for name, text in cookies)))
    if request.idempotency_header:
        sent.append((request.idempotency_header, str(uuid.uuid4())))
    sent += [one for one in extra if payload is None or one[0].lower() != "content-type"]
    headers = dict({name.lower(): (name, text) for name, text in sent}.values())
    path = _filled(request.route.partition(" ")[2], request.path)
    query = "&".join(f"{name}={text}" for name, text in pairs)
    url = f"{base.rstrip('/')}{path}{'?' if query else ''}{query}"
    return _Wire(request.route, url, headers, payload, timeout, hide, options.get("on_upload"))


def _payload(request: _Request, extra: Any, media_type: str | None) -> _Payload | None:
    """Return the body in the first media type that can carry it; None for no body."""
    value, contents = request.body, request.contents
    if extra:
        value = {**value, **extra} if _is_object(value) else extra
    if value is omit:
        return None
    if media_type is not None:
        wanted = media_type.partition(";")[0].strip().lower()
        known = {
            name: make
            for name, make in contents.items()
            if name.partition(";")[0].lower() == wanted
        }
        ranges = {media_type: make for name, make in contents.items() if "*" in name}
        contents = known or ranges
    problems = [f"it cannot be {media_type}"] if not contents else []
    for media, encode in contents.items():
        try:
            return encode(media, value)
        except (ArgumentError, UnicodeEncodeError) as error:
            problems.append(f"{media} {error}")
    raise ArgumentError(f"{request.route}: the body cannot be sent: {'; '.join(problems)}")


class _Course:
    """One call: whether to try again, after how long, and what its end means."""

    def __init__(self, request: _Request, wire: _Wire, options: Mapping[str, Any]) -> None:
        deadline = options.get("deadline")
        self.request, self.wire, self.number, self.doubt, self.note = request, wire, 0, "", ""
        self.key = {k.lower(): v for k, v in wire.headers.items()}.get(
            request.idempotency_header.lower()
        )
        self.retries = options.get("max_retries", 2)
        self.ends = math.inf if deadline is None else time.monotonic() + deadline

    def pause(self, outcome: _Reply | APIError) -> float | None:
        """Return the seconds until the next attempt; None where there shall be none."""
        status, wish = outcome.status, outcome.retry_after
        is_refusal = status in (425, 429) or (status == 503 and wish is not None)
        acted = status in (303, 408) or (status or 0) >= 500 and status not in (501, 505)
        may_have_acted = (
            outcome.delivered if isinstance(outcome, APIError) else acted and not is_refusal
        )
        if may_have_acted and not self.request.is_harmless:
            said = (
                outcome if status is None else f"{self.request.route} was answered with {status}."
            )
            self.doubt, self.note = self.doubt or str(said), ""
        may = self.request.resend != "never" and (
            self.request.is_harmless or self.key or is_refusal
        )
        if status not in (None, 408, 425, 429, 500, 502, 503, 504) or (may_have_acted and not may):
            return None
        if self.request.resend == "never" and status is not None:
            return None
        pause = max(random.random() * min(8.0, 0.5 * 2.0 ** min(self.number - 1, 32)), wish or 0.0)
        left = self.ends - time.monotonic()
        if self.wire.payload is not None and self.wire.payload.is_spent:
            self.note = "It was not sent again, since its body can be read only once."
        elif self.number > self.retries or left <= 0:
            self.note = f"Tried {self.number} times." if self.number > 1 else ""
        elif (wish or 0) > 60 or pause >= left:
            self.note = f"The next attempt was due after {pause:.3g} s, which is too long to wait."
        else:
            _LOG.info(
                "%s: attempt %d follows in %.3g s", self.request.route, self.number + 1, pause
            )
            return pause
        return None

    def lost(self, error: APIError) -> APIError:
        """Return the error of a call that got no whole answer."""
        if not self.doubt:
            error.args = (f"{error} {self.note}".rstrip(),)
            return error
        ways = "It was not sent again: look whether it was carried out before you do."
        if self.key:
            ways = "Calling again is safe with the same idempotency key."
        facts = {"request_id": error.request_id, "idempotency_key": self.key}
        return OutcomeUnknown(f"{self.doubt} {self.note} {ways}".replace("  ", " "), **facts)

    def refused(self, reply: _Reply) -> APIError:
        """Return the error of an answer whose status means failure."""
        body, status, wish = (
            reply.json() if reply.is_json else None,
            reply.status,
            reply.retry_after,
        )
        message, code, type_, param = (_text_at(body, places) for places in _ERROR_AT)
        usual = _STATUS_ERRORS[500] if status >= 500 else APIStatusError
        phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Status"
        text = f"{status} {phrase}: {message or _gist(reply)}"
        facts = [f"{k} {v}" for k, v in (("code", code), ("param", param)) if v]
        facts += [reply.route, *([f"request id {reply.request_id}"] if reply.request_id else [])]
        hint = "" if wish is None else f"Try again in {wish:g} s."
        if self.doubt:
            hint = "It may have been carried out all the same: look before you call again."
        text = " ".join(
            f"{' '.join(text.split())[:500]} ({', '.join(facts)}). {self.note} {hint}".split()
        )
        return _STATUS_ERRORS.get(status, usual)(
            self.wire.hide(text),
            status=status,
            message=message,
            code=code,
            type=type_,
            param=param,
            body=body,
            headers=reply.headers,
            request_id=reply.request_id,
            retry_after=wish,
            attempts=self.number,
            outcome_unknown=bool(self.doubt),
        )


def _call(request: _Request, given: Mapping[str, Any], part: Any = None, url: str = "") -> Any:
    """Make a call and return what its answer means; a file that it brings goes into a part."""
    options = {**_configured, **given}
    wire = _wire(request, options, url)
    course = _Course(request, wire, options)
    while True:
        course.number += 1
        outcome: _Reply | APIError
        try:
            outcome = reply = (wire if part is None else part.asking(wire)).sent(course.ends)
            answer = _expected(request, reply) if reply.is_success else None
            if part is not None and part.takes(
                reply, answer is not None and answer.kind == "binary"
            ):
                return part.finish()
            reply.read()
            if reply.is_success:
                return _value(request, reply, answer, options)
        except (APIConnectionError, DownloadCorrupt) as problem:
            outcome = problem
        if part is not None:
            course.number = part.judged(outcome, course.number)
        pause = course.pause(outcome)
        if pause is not None:
            time.sleep(pause)
        elif isinstance(outcome, APIError):
            course.note = f"{course.note} {part.account}" if part else course.note
            error = course.lost(outcome)
            raise error from (outcome.__cause__ if error is outcome else outcome)
        else:
            raise course.refused(outcome)


def _expected(request: _Request, reply: _Reply) -> _Answer | None:
    """Return which of the described answers a success is; None where it can be none of them.

    A status that is not described counts as the first that is, a media type that is not
    described as one that could well have been meant.
    """
    status, media, answers = str(reply.status), reply.media, request.answers
    for known in (status, f"{status[0]}XX", "DEFAULT", *(one.status for one in answers[:1])):
        chosen = [one for one in answers if one.status.upper() == known]
        if chosen:
            break
    else:
        return _Answer("2XX")
    # A 204 is no file of no bytes.
    chosen = [one for one in chosen if one.kind != "binary" or status not in ("204", "205")]
    ranges = ("", media, "*/*", f"{media.partition('/')[0]}/*")
    fits = (
        one for one in chosen if not media or one.media.partition(";")[0].strip().lower() in ranges
    )
    is_text, is_json = media.startswith("text/"), media.endswith(("/json", "+json"))
    likely = {
        "json": is_text or is_json or media.endswith("/octet-stream"),
        "text": is_text,
        "binary": not (is_text or is_json),
    }
    if media == "text/html":  # the page of a proxy or of a login
        likely = {}
    could = (one for one in chosen if not one.kind or likely.get(one.kind))
    return next(fits, None) or next(could, None)


def _value(
    request: _Request, reply: _Reply, answer: _Answer | None, options: Mapping[str, Any]
) -> Any:
    """Return what a success means. Raises APIResponseValidationError or OutcomeUnknown."""
    if options.get("on_response"):
        options["on_response"](reply.headers)
    if answer is None:
        medias = " or ".join(one.media for one in request.answers)
        problem = f"it is {reply.media or 'nothing'}, not {medias}: {_gist(reply)}"
    elif answer.kind != "json":
        return reply.text if answer.kind == "text" else None
    else:
        try:
            value = reply.json()
        except ValueError as error:
            problem = f"broken JSON, {error}" if reply.body else "the body is empty"
        else:
            inner = _at(value, answer.unwrap[0]) if answer.unwrap else None
            is_bare = answer.unwrap is None or _at(value, answer.unwrap[1]) is not None
            return value if is_bare or not _is_object(inner) else inner
    text = reply.wire.hide(
        f"The {reply.status} answer to {request.route} cannot be read: {problem}"
    )
    facts = {"status": reply.status, "headers": reply.headers, "request_id": reply.request_id}
    unreadable = APIResponseValidationError(text, body=reply.text, **facts)
    if request.is_harmless or (answer is None and reply.is_json):
        raise unreadable
    raise OutcomeUnknown(f"{text}. It was not sent again.", **facts) from unreadable


def _gist(reply: _Reply) -> str:
    """Return what an answer says whose message is not where the document has it."""
    if not reply.body:
        location = reply.headers.get("location")
        return f"it leads to {location}, which was not followed" if location else "no body"
    title = re.search(r"<title[^>]*>(.*?)</title", reply.text[:20_000], re.IGNORECASE | re.DOTALL)
    if title or reply.media == "text/html":
        return f"an HTML page{f' titled {title[1].strip()!r}' if title else ''}, not from the API"
    return reply.text[:500]


def _fetch(
    request: _Request, options: Mapping[str, Any], path: Any, listener: Any, url: str = ""
) -> Any:
    """Make a call whose answer may be a file, which is there when it is whole."""
    part = _Part(path, listener)
    try:
        return _call(request, options, part, url)
    finally:
        part.release()
