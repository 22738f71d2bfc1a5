"""Requests as they arrive, in the one form of requests, and how two of them differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from callsheet.behaviour.canonical import (
    LONGEST,
    content_of,
    media_of,
    ordered,
    part,
    path_of,
    query_of,
)
from callsheet.behaviour.model import Canonical

ALWAYS = ("authorization", "cookie")
"""Headers that matter in every case: absent where a case does not name them."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A request as it stood on the wire."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header, those that come twice joined; empty where there is none."""
        return ", ".join(text for key, text in self.headers if key.lower() == name)


def canonical(request: Arrived, mattering: Iterable[str] = ()) -> Canonical:
    """Return the canonical form of a request, with the headers that matter to a case."""
    path, _, query = request.target.partition("?")
    found = {name: request.header(name) for name in (*ALWAYS, *mattering)}
    return {
        "method": request.method,
        "path": path_of(path),
        "query": query_of(query),
        "headers": {name: text for name, text in found.items() if text},
        "body": body_of(request.header("content-type"), request.body),
    }


def body_of(content_type: str, body: bytes) -> Canonical | None:
    """Return the canonical form of a body; None where there is none."""
    if not body and not content_type:
        return None
    media, boundary = media_of(content_type)
    kind = media.partition(";")[0]
    if kind.startswith("multipart/"):
        return {"media": media, "parts": ordered(_parts(body, boundary))}
    if kind == "application/x-www-form-urlencoded":
        pairs = [pair.partition("=") for pair in body.decode("latin-1").split("&") if pair]
        form = [[_in_form(name), _in_form(text)] for name, _, text in pairs]
        return {"media": media, "form": sorted(form, key=lambda pair: pair[0])}
    if kind.endswith(("/json", "+json")):
        try:
            return {"media": media, "json": json.loads(body)}
        except ValueError:
            return {"media": media, "broken json": content_of(body)}
    return {"media": media, "content": content_of(body)}


def _in_form(text: str) -> str:
    return unquote_to_bytes(text.replace("+", " ")).decode("utf-8", "replace")


def _parts(body: bytes, boundary: str) -> Iterator[Canonical]:
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode("latin-1"))
    for piece in pieces[1:-1]:
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = dict(
            line.split(": ", 1) for line in head.decode("utf-8", "replace").split("\r\n")
        )
        lowered = {name.lower(): text for name, text in headers.items()}
        told = lowered.get("content-disposition", "")
        media = lowered.get("content-type")
        yield part(_told("name", told), content, _told("filename", told), media)


def _told(name: str, disposition: str) -> str | None:
    """Return a parameter of Content-Disposition, as browsers escape it and as RFC 2183 has it."""
    found = re.search(rf'; {name}="((?:[^"\\]|\\.)*)"', disposition, re.DOTALL)
    if found is None:
        return None
    text = re.sub(r'\\([\\"])', r"\1", found[1])
    return text.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")


def differences(expected: Any, found: Any, at: str = "") -> Iterator[str]:
    """Yield a line for each place where two canonical values differ."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *(key for key in found if key not in expected)]:
            where = f"{at}.{key}" if at else str(key)
            if key not in found:
                yield f"{where}: is missing, expected {_shown(expected[key])}"
            elif key not in expected:
                yield f"{where}: was not expected: {_shown(found[key])}"
            else:
                yield from differences(expected[key], found[key], where)
    elif _is_list(expected) and _is_list(found):
        if len(expected) != len(found):
            yield f"{at}: expected {_shown(expected)}, got {_shown(found)}"
            return
        for index, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(one, other, f"{at}[{index}]")
    elif not same(expected, found):
        yield f"{at}: expected {_shown(expected)}, got {_shown(found)}"


def same(one: Any, other: Any) -> bool:
    """Whether two scalars are the same: 1 is 1.0, as in JSON, and never true."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"
