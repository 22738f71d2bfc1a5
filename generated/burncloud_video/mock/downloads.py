"""Binary answers: whole or in part, and only if they changed (RFC 9110, sections 13 and 14)."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def download(request: Request, content: bytes, media: str, name: str) -> Response:
    """Return the bytes that the request asks for, under a file name."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Disposition": _disposition(name),
        "ETag": tag,
    }
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or tag in re.findall(r'"[^"]*"', known):
        return Response(None, 304, headers)
    wanted = request.headers.get("range", "")
    if not wanted or request.headers.get("if-range", tag) != tag:
        return Response(content, 200, headers, media)
    span = _span(wanted, len(content))
    if (
        span is None
    ):  # several ranges, or another unit: the whole is always a right answer
        return Response(content, 200, headers, media)
    start, end = span
    if start >= end:
        headers["Content-Range"] = f"bytes */{len(content)}"
        return Response(b"", 416, headers, media)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(content)}"
    return Response(content[start:end], 206, headers, media)


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """Return the start and the end of a range; an empty one lies outside of the content."""
    found = _RANGE.fullmatch(wanted.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size if int(found[2]) else 0
    start = int(found[1])
    if found[2] and int(found[2]) < start:
        return None
    return start, min(size, int(found[2]) + 1) if found[2] else size


def _disposition(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    if plain == name:
        return f'attachment; filename="{name}"'
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
