"""Checks: an answer against the document, whatever the request was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .facts import Answer, Media, Operation
from .keywords import meaning, validator
from .payloads import byte_problems
from .problems import Problem
from .wire import Exchange


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
        cause = meaning(answer.media[0].schema)
        yield Problem("body-missing", answer.at, f"a body: {offered}", "no body", cause)
        return
    media = _documented(answer, exchange.media)
    if media is None:
        yield Problem(
            "media-undocumented",
            answer.at,
            f"media types: {offered}",
            exchange.media or "none",
            cause=f"{meaning(answer.media[0].schema)} {offered} {exchange.media}",
        )
        return
    yield from _body(operation, answer, media, exchange)


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
            validator(header.schema).is_valid(reading) for reading in _readings(value)
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


def _body(
    operation: Operation, answer: Answer, media: Media, exchange: Exchange
) -> Iterator[Problem]:
    at = f"{answer.at}/content/{media.type.replace('~', '~0').replace('/', '~1')}"
    if media.is_binary:
        yield from byte_problems(at, exchange)
        return
    if not media.schema:
        return
    try:
        body = strictly(exchange.content)
    except ValueError as error:
        yield Problem("body-not-json", at, f"a body of {media.type}", str(error))
        return
    for says, place in _errors(media.schema, body)[:3]:
        where = f"the schema {media.schema!r}, at {place or 'the top'}"
        yield Problem("body-invalid", at, where, says, cause=meaning(media.schema))


def strictly(content: bytes) -> Any:
    """Return a body that is JSON as everybody reads it: in UTF-8, its numbers finite."""

    def refuse(word: str) -> Any:
        raise ValueError(f"{word} is no number of JSON")

    return json.loads(content.decode("utf-8"), parse_constant=refuse)


def _errors(key: str, value: Any) -> list[tuple[str, str]]:
    """Return for each fault of a value what is wrong and where in the value.

    Of alternatives that all fail, the faults of the one that comes closest are told.
    """
    found: list[tuple[str, str]] = []
    for error in validator(key).iter_errors(value):
        found.extend(_causes(error))
    return found


def _causes(error: Any) -> list[tuple[str, str]]:
    branches = getattr(error.kind, "context", None)
    closest = min((one for one in branches or () if one), key=_distance, default=None)
    if closest is not None:
        return [cause for inner in closest for cause in _causes(inner)]
    text = error.message if len(error.message) <= 300 else error.message[:297] + "..."
    place = "".join(f"/{step}" for step in error.instance_path)
    return [(text, place)]


def _distance(errors: list[Any]) -> tuple[int, int]:
    """Tell how far a value is from an alternative: by missing members, then by how shallow it fails."""
    depth = min(len(error.instance_path) for error in errors)
    return (-depth, len(errors))
