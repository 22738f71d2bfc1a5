"""The one form of requests and results, in which what differs without meaning is the same.

The order of query parameters of different names, which harmless characters are escaped, the
spelling of a header's name, the boundary of a multipart body: none of them is behaviour. All else
is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from email.message import Message
from typing import Any

from callsheet.behaviour.model import Canonical

LONGEST = 400
"""Bytes of content that are compared, and shown, as they are: of more, the digest is."""

_PLAIN = re.compile(rb"[A-Za-z0-9._~!'()*-]")
_IN_QUERY = re.compile(rb"[A-Za-z0-9._~!'()*/?:@$;\[\]{}\"<>\\^`-]")


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


def ordered(parts: Iterable[Canonical]) -> list[Canonical]:
    """Return parts by name: only the order of those of one name means something."""
    return sorted(parts, key=lambda one: one["name"] or "")


def media_of(content_type: str) -> tuple[str, str]:
    """Return a media type with its parameters, and the boundary, which is not one of them."""
    head = Message()
    head["content-type"] = content_type
    found = head.get_params([("", "")], header="content-type")
    boundary = head.get_boundary("") or ""
    rest = [f"{key.lower()}={text}" for key, text in found[1:] if key.lower() != "boundary"]
    return "; ".join([found[0][0].lower(), *sorted(rest)]), boundary


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
