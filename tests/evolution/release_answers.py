"""Other ways in which a server's next release says the same: statuses, media types, headers."""

from __future__ import annotations

import json
from dataclasses import dataclass

from release_cases import TASK, VIDEO
from release_server import JSON, answer

BODY = json.dumps(VIDEO).encode()


@dataclass(frozen=True)
class Wording:
    """The answers to one call, which all say that there is a video with the id v1."""

    id: str
    answers: tuple[bytes, ...]
    ask: str = "video"


def _typed(media: str) -> tuple[bytes, ...]:
    return (answer(BODY, 200, ("Content-Type", media)),)


STATUSES = tuple(
    Wording(f"status {status} of a {ask}", (answer(VIDEO, status),), ask)
    for status in (201, 202, 203, 206, 207, 226, 299)
    for ask in ("video", "create")
)
MEDIA = tuple(
    Wording(f"media type {media!r}", _typed(media))
    for media in (
        "application/json; charset=utf-8",
        'application/json;charset="UTF-8"; profile=v2',
        "Application/JSON",
        "application/vnd.maker.v2+json",
        "application/problem+json",
        "application/hal+json; charset=utf-8",
        "text/json",
        "text/plain; charset=utf-8",
        "application/octet-stream",
        "",
        "json",
        ";",
    )
)
HEADERS = (
    Wording("no media type", (answer(BODY),)),
    Wording(
        "new headers",
        (answer(VIDEO, 200, JSON, ("Deprecation", "@1767323045"), ("Sunset", "soon")),),
    ),
    Wording("a media type twice", (answer(BODY, 200, JSON, JSON),)),
    Wording(
        "a request id twice",
        (answer(BODY, 200, JSON, ("X-Request-Id", "a"), ("X-Request-Id", "b")),),
    ),
    Wording("a header of other characters", (answer(BODY, 200, JSON, ("X-Region", "São Paulo")),)),
    Wording("a long header", (answer(BODY, 200, JSON, ("X-Trace", "x" * 20_000)),)),
    Wording("a byte order mark", (answer(b"\xef\xbb\xbf" + BODY, 200, JSON),)),
    Wording("UTF-16", (answer(json.dumps(VIDEO).encode("utf-16"), 200, JSON),)),
    Wording(
        "a broken character",
        (answer(BODY.replace(b'"sora-2"', b'"sora-\xff"'), 200, JSON),),
    ),
    Wording("white space around", (answer(b"\r\n " + BODY + b"\n\n", 200, JSON),)),
    Wording("a name twice", (answer(b'{"id": "v0", ' + BODY[1:], 200, JSON),)),
    Wording("HTTP/1.0", (answer(VIDEO, version="HTTP/1.0"),)),
    Wording(
        "no length", (answer(VIDEO).replace(f"Content-Length: {len(BODY)}\r\n".encode(), b""),)
    ),
    Wording(
        "chunks",
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
            b"%x;new=1\r\n%s\r\n0\r\nX-Digest: x\r\n\r\n" % (len(BODY), BODY),
        ),
    ),
    Wording("early hints", (b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer(VIDEO),)),
    Wording(
        "moved within the host, 308",
        (answer(b"", 308, ("Location", "/v2/videos/v1")), answer(VIDEO)),
    ),
    Wording(
        "moved within the host, 302",
        (answer(b"", 302, ("Location", "v1?region=eu")), answer(VIDEO)),
    ),
    Wording(
        "wrapped", (answer({"code": "success", "data": {**TASK, "task_id": "v1"}}, 206),), "task"
    ),
)

WORDINGS = STATUSES + MEDIA + HEADERS
