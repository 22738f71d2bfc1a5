"""What a server says of the bytes it sends: how many, which version, and what they hash to."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from email.utils import mktime_tz, parsedate_tz
from typing import IO

from .files import CHUNK
from .response import Headers, Response

# The strongest first.
KNOWN = {"sha-512": "sha512", "sha-256": "sha256", "md5": "md5"}

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_BEYOND = re.compile(r"bytes \*/(\d+)")


@dataclass(frozen=True, slots=True)
class Extent:
    """Which bytes of a file an answer carries."""

    start: int
    total: int | None
    """Bytes of the whole file, if the server says so."""


def extent(response: Response) -> Extent | None:
    """Return which bytes an answer says that it carries; None where what it says makes no sense."""
    length = response.headers.get("content-length", "")
    size = int(length) if length.isdecimal() and not is_encoded(response) else None
    if response.status != 206:
        return Extent(0, size)
    found = _RANGE.fullmatch(response.headers.get("content-range", "").strip().lower())
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    total = None if found[3] == "*" else int(found[3])
    if total is None:
        return None
    # A range may be answered in part. What is missing is asked for again.
    if end < start or end >= total or size not in (None, end - start + 1):
        return None
    return Extent(start, total)


def beyond(response: Response) -> int | None:
    """Return how long the file is that has none of the bytes that were asked for."""
    found = _BEYOND.fullmatch(response.headers.get("content-range", "").strip().lower())
    return None if found is None else int(found[1])


def is_encoded(response: Response) -> bool:
    """Whether the bytes on the wire are not those of the file: its length and digest are not theirs."""
    return response.headers.get("content-encoding", "identity").lower() != "identity"


def validator(response: Response) -> str:
    """Return what tells this version of the file from any other; empty where nothing does.

    A weak ETag may stay when bytes change, and so may a date of the very second of the answer.
    """
    if is_encoded(response):
        return ""
    headers = response.headers
    tag = headers.get("etag", "")
    if tag:
        return tag if tag.startswith('"') and tag.isprintable() else ""
    modified = headers.get("last-modified", "")
    seen, changed = (
        parsedate_tz(headers.get("date", "")),
        parsedate_tz(modified),
    )
    if seen is None or changed is None or mktime_tz(seen) <= mktime_tz(changed):
        return ""
    return modified


def promised(response: Response) -> tuple[str, str]:
    """Return the strongest digest of the whole file that an answer names: algorithm and hex, or none."""
    if is_encoded(response):
        return "", ""
    found = dict(_listed(response.headers))
    return next(((name, found[name]) for name in KNOWN if name in found), ("", ""))


def _listed(headers: Headers) -> list[tuple[str, str]]:
    # Of a part, Content-Digest and Content-MD5 are the part's own; those of the whole come first.
    names = ["digest", "repr-digest"]
    if "content-range" not in headers:
        names = ["content-md5", "content-digest", *names]
    found: list[tuple[str, str]] = []
    for name in names:
        value = headers.get(name, "")
        for item in (f"md5={value}" if name == "content-md5" else value).split(","):
            algorithm, _, text = item.strip().partition("=")
            hashed = _hex(text.partition(";")[0].strip())
            if hashed:
                found.append((algorithm.strip().lower(), hashed))
    return found


def _hex(text: str) -> str:
    try:
        return base64.b64decode(text.strip(":"), validate=True).hex()
    except (ValueError, binascii.Error):
        return ""


def hashed(file: IO[bytes], algorithm: str) -> str:
    """Return the digest of a file, as hex. Reads it in pieces."""
    hasher = hashlib.new(KNOWN[algorithm], usedforsecurity=False)
    file.seek(0)
    while piece := file.read(CHUNK):
        hasher.update(piece)
    return hasher.hexdigest()
