"""The one form of requests and results, in which what differs without meaning is the same.

The order of query parameters of different names, which harmless characters are escaped, the
spelling of a header's name, the boundary of a multipart body: none of them is behaviour. All else
is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import unquote_to_bytes

from case_model import Canonical

LONGEST = 400
"""Bytes of content that are compared, and shown, as they are: of more, the digest is."""

ALWAYS = ("authorization", "cookie")
"""Headers that matter in every case: absent where a case does not name them."""

_PLAIN = re.compile(rb"[A-Za-z0-9._~!'()*-]")
_IN_QUERY = re.compile(rb"[A-Za-z0-9._~!'()*/?:@$;\[\]{}\"<>\\^`-]")


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


def path_of(text: str) -> str:
    """Return a path in which each character is escaped that would mean something else if not."""
    return _escaped(text, _PLAIN, b"/,;=:@&+$")


def query_of(text: str) -> list[list[str]]:
    """Return the pairs of a query, those of one name in their order."""
    pairs = [pair.partition("=") for pair in text.split("&") if pair]
    made = [[_in_query(name), _in_query(value)] for name, _, value in pairs]
    return sorted(made, key=lambda pair: pair[0])


def _in_query(text: str) -> str:
    return _escaped(text.replace("+", "%20"), _IN_QUERY, b",|#")


def _escaped(text: str, plain: re.Pattern[bytes], kept: bytes) -> str:
    """Escape all but plain characters; of the kept ones, those that stand there unescaped, stay."""
    made = bytearray()
    for piece in re.findall(rb"%[0-9A-Fa-f]{2}|.", text.encode("latin-1", "replace"), re.DOTALL):
        is_escaped = len(piece) == 3
        sign = bytes([int(piece[1:], 16)]) if is_escaped else piece
        if plain.match(sign) or (not is_escaped and sign in kept):
            made += sign
        else:
            made += b"%%%02X" % sign[0]
    return made.decode()


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


def ordered(parts: Iterable[Canonical]) -> list[Canonical]:
    """Return parts by name: only the order of those of one name means something."""
    return sorted(parts, key=lambda one: one["name"] or "")


def _in_form(text: str) -> str:
    return unquote_to_bytes(text.replace("+", " ")).decode("utf-8", "replace")


def media_of(content_type: str) -> tuple[str, str]:
    """Return a media type with its parameters, and the boundary, which is not one of them."""
    head = Message()
    head["content-type"] = content_type
    found = head.get_params([("", "")], header="content-type")
    boundary = head.get_boundary("") or ""
    rest = [f"{key.lower()}={text}" for key, text in found[1:] if key.lower() != "boundary"]
    return "; ".join([found[0][0].lower(), *sorted(rest)]), boundary


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


def part(name: str | None, content: bytes, filename: str | None, media: str | None) -> Canonical:
    """Return the canonical form of a part of a multipart body."""
    kind = media_of(media)[0] if media else None
    if kind and kind.endswith("json"):
        try:
            return {"name": name, "filename": filename, "media": kind, "json": json.loads(content)}
        except ValueError:
            pass  # a text that is no JSON is compared as it stands
    return {"name": name, "filename": filename, "media": kind, "content": content_of(content)}


def content_of(content: bytes) -> Any:
    """Return short text as it is, and a digest of all else."""
    if len(content) <= LONGEST:
        try:
            return content.decode()
        except UnicodeDecodeError:
            pass  # bytes that are no text have a digest
    return digest(content)


def digest(content: bytes) -> Canonical:
    """Return what stands for bytes in results, in any language."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "length": len(content)}


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
