"""Payloads: bytes that are what their headers say, as far as that can be seen from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .problems import Problem
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
_BOXES = (b"moov", b"mdat", b"moof", b"free", b"skip", b"wide", b"meta", b"uuid")
"""What a file of boxes (ISO 14496-12) has behind its first, each with its length before its name."""
_ENDS = {
    "png": b"IEND",
    "jpeg": b"\xff\xd9",
    "pdf": b"%%EOF",
    "zip": b"PK\x05\x06",
}
"""What a whole file of a media subtype has at its end."""
_DISPOSITION = re.compile(r"\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\s*(;.*)?", re.DOTALL)
_NAME = re.compile(r';\s*filename\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.IGNORECASE)


def byte_problems(at: str, exchange: Exchange) -> Iterator[Problem]:
    """Yield what is wrong with the bytes of an answer and with what its headers say of them."""
    length = exchange.headers.get("content-length", "")
    size = len(exchange.content)
    if exchange.is_longer or (
        length.isdigit()
        and "content-encoding" not in exchange.headers
        and int(length) != size
    ):
        more = "more bytes" if exchange.is_longer else f"{size} bytes"
        yield Problem(
            "length-wrong", at, "a Content-Length that is right", f"{length}, {more}"
        )
    kind = exchange.media.rpartition("/")[2].removeprefix("x-")
    start, bytes_ = _MAGIC.get(kind, (0, b""))
    if not exchange.content.startswith(bytes_, start):
        shown = repr(exchange.content[:16])
        yield Problem("body-bytes", at, f"bytes of {exchange.media}", shown)
    elif bytes_ == b"ftyp" and (short := _missing(exchange.content)):
        says = f"a whole file of {exchange.media}"
        yield Problem("body-cut", at, says, f"{size} bytes, which lack {short}")
    elif _ENDS.get(kind, b"") not in exchange.content and exchange.status != 206:
        says = f"a whole file of {exchange.media}"
        yield Problem("body-cut", at, says, f"{size} bytes, which lack {_ENDS[kind]!r}")
    told = exchange.headers.get("content-disposition")
    if told is not None and not _is_name(told):
        says = "a Content-Disposition that names a file, without a path"
        yield Problem("name-invalid", at, says, repr(told))


def _missing(content: bytes) -> int:
    """Return how many bytes a file of boxes lacks, by what its last one says of itself.

    Only where that box is one that is known: what merely begins like such a file is not judged.
    """
    here = 0
    while here + 8 <= len(content):
        length, name = (
            int.from_bytes(content[here : here + 4], "big"),
            content[here + 4 : here + 8],
        )
        if here and name not in _BOXES:
            return 0
        if length == 1:
            length = int.from_bytes(content[here + 8 : here + 16], "big")
        if length < 8:
            return 0  # it goes to the end, or is none
        here += length
        if here > len(content):
            return here - len(content) if name in _BOXES else 0
    return 0


def _is_name(told: str) -> bool:
    if not _DISPOSITION.fullmatch(told):
        return False
    name = _NAME.search(told)
    return name is None or not re.search(r'^"*\s*"*$|[/\\]', name[1].replace('\\"', ""))
