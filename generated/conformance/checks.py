"""Checks: an answer against the document, whatever the request was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from .facts import Answer, Media, Operation
from .wire import Exchange

_MAGIC = {
    "mp4": (4, b"ftyp"),
    "quicktime": (4, b"ftyp"),
    "webm": (0, b"\x1a\x45\xdf\xa3"),
    "webp": (8, b"WEBP"),
    "png": (0, b"\x89PNG\r\n\x1a\n"),
    "jpeg": (0, b"\xff\xd8\xff"),
    "gif": (0, b"GIF8"),
    "pdf": (0, b"%PDF-"),
    "zip": (0, b"PK"),
    "gzip": (0, b"\x1f\x8b"),
    "ogg": (0, b"OggS"),
    "wav": (8, b"WAVE"),
    "flac": (0, b"fLaC"),
}
"""Where the bytes of a media subtype give it away."""


@dataclass(frozen=True)
class Problem:
    """Something that the document does not allow: a rule, the place, and in words."""

    rule: str
    at: str
    says: str
    found: str


@cache
def _definitions() -> dict[str, Any]:
    text = (Path(__file__).parent / "schemas.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)["$defs"]
    return read


@cache
def _validator(key: str) -> Any:
    escaped = (
        key.replace("~", "~0")
        .replace("/", "~1")
        .replace("%", "%25")
        .replace(" ", "%20")
    )
    escaped = "".join(
        c if c.isascii() and c not in '{}"<>\\^`|#' else _percent(c) for c in escaped
    )
    schema = {"$ref": "#/$defs/" + escaped, "$defs": _definitions()}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())


def problems(operation: Operation, exchange: Exchange) -> Iterator[Problem]:
    """Yield what is wrong with an answer, whether or not it suits the request."""
    answer = operation.answer(exchange.status)
    if answer is None:
        known = ", ".join(a.status for a in operation.answers)
        yield Problem(
            "status-undocumented",
            operation.at + "/responses",
            f"statuses: {known}",
            str(exchange.status),
        )
        return
    yield from _headers(answer, exchange)
    if not answer.media or operation.method == "HEAD" or exchange.status in (204, 304):
        return
    offered = ", ".join(media.type for media in answer.media)
    if not exchange.content:
        yield Problem("body-missing", answer.at, f"a body: {offered}", "no body")
        return
    media = _documented(answer, exchange.media)
    if media is None:
        yield Problem(
            "media-undocumented",
            answer.at,
            f"media types: {offered}",
            exchange.media or "none",
        )
        return
    yield from _body(answer, media, exchange)


def _headers(answer: Answer, exchange: Exchange) -> Iterator[Problem]:
    for header in answer.headers:
        at = f"{answer.at}/headers/{header.name}"
        value = exchange.headers.get(header.name.lower())
        if value is None:
            if header.required:
                yield Problem(
                    "header-missing", at, f"the header {header.name}", "no such header"
                )
            continue
        if not any(
            _validator(header.schema).is_valid(reading) for reading in _readings(value)
        ):
            says = _errors(header.schema, value)[0][0]
            yield Problem("header-invalid", at, f"the schema of {header.name}", says)


def _readings(text: str) -> list[Any]:
    """Return what a header's text may mean."""
    found: list[Any] = [text, [part.strip() for part in text.split(",")]]
    try:
        return [*found, json.loads(text)]
    except ValueError:
        return found


def _documented(answer: Answer, media: str) -> Media | None:
    kind = media.partition("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        for known in answer.media:
            if known.type.partition(";")[0].strip().lower() == wanted and media:
                return known
    return None


def _body(answer: Answer, media: Media, exchange: Exchange) -> Iterator[Problem]:
    at = f"{answer.at}/content/{media.type.replace('~', '~0').replace('/', '~1')}"
    if media.is_binary:
        length = exchange.headers.get("content-length", "")
        if (
            length.isdigit()
            and "content-encoding" not in exchange.headers
            and int(length) != len(exchange.content)
        ):
            yield Problem(
                "length-wrong",
                at,
                "a Content-Length that is right",
                f"{length}, {len(exchange.content)} bytes",
            )
        start, bytes_ = _MAGIC.get(
            exchange.media.rpartition("/")[2].removeprefix("x-"), (0, b"")
        )
        if not exchange.content.startswith(bytes_, start):
            yield Problem(
                "body-bytes",
                at,
                f"bytes of {exchange.media}",
                repr(exchange.content[:16]),
            )
        return
    if not media.schema:
        return
    try:
        body = json.loads(exchange.content)
    except ValueError as error:
        yield Problem("body-not-json", at, f"a body of {media.type}", str(error))
        return
    for says, place in _errors(media.schema, body)[:3]:
        yield Problem(
            "body-invalid",
            at,
            f"the schema {media.schema!r}, at {place or 'the top'}",
            says,
        )


def _errors(key: str, value: Any) -> list[tuple[str, str]]:
    """Return for each fault of a value what is wrong and where in the value."""
    found: list[tuple[str, str]] = []
    for error in _validator(key).iter_errors(value):
        text = (
            error.message if len(error.message) <= 300 else error.message[:297] + "..."
        )
        found.append((text, "".join(f"/{step}" for step in error.instance_path)))
    return found
