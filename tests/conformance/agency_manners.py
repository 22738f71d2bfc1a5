"""Correct agencies: each differs from the others in what the document leaves open."""

from __future__ import annotations

import base64
import uuid
from dataclasses import replace

from agency import Manner
from agency_wire import Framing

PLAIN = Manner()
GATEWAY = Manner(
    ids="task_9fK2mQ{:04d}xLw".format,
    first="",
    wrap="gateway",
    url="fail_reason",
    errors="gateway",
    words_a=("QUEUED", "IN_PROGRESS", "SUCCESS", "FAILURE"),
    unknown=400,
    early=400,
    leave_out=True,
    rich=False,
    seconds="none",
    model_later=False,
    previews=False,
    saved_as="",
    milliseconds=True,
    bare_key=True,
    headers=(("cache-control", "public, max-age=86400"), ("x-api-version", "7")),
)
HEADERS = (
    ("set-cookie", "a=b; Path=/"),
    ("openai-poll-after-ms", "20"),
    ("vary", "Accept"),
    ("retry-after", "0"),
    ("x-request-id", "r1"),
    ("etag", 'W/"a"'),
    ("access-control-allow-origin", "*"),
    ("alt-svc", 'h3=":443"'),
)


def _uuid(number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, str(number)))


def _base64(number: int) -> str:
    return base64.b64encode(f"\xff\xfe?{number}>>".encode("latin-1")).decode()


MANNERS: dict[str, Manner] = {
    "plain": PLAIN,
    "gateway": GATEWAY,
    "newer gateway": replace(
        GATEWAY,
        url="result_url",
        model_later=True,
        errors="flat",
        polls=5,
        first="SUBMITTED",
        words_a=("NOT_START", "IN_PROGRESS", "SUCCESS", "FAILURE"),
        words_b=("unknown", "in_progress", "completed", "failed"),
    ),
    "documented fields in the envelope": replace(
        PLAIN, wrap="documented", polls=1, ids=_uuid, errors="flat", invalid=422, media=415
    ),
    "no message in the envelope": replace(
        PLAIN, wrap="documented", envelope_message=False, leave_out=True
    ),
    "ids: capitals": replace(
        PLAIN, ids=lambda n: _uuid(n).upper(), backwards=True, extra=True, receipt_status=201
    ),
    "ids: numbers beyond doubles": replace(
        PLAIN, ids=lambda n: str(9007199254740993 + n), extra=True, seconds="number", receipt="id"
    ),
    "ids: long": replace(PLAIN, ids=lambda n: f"{n}-" + "a9Z_" * 100, polls=0, leave_out=True),
    "ids: dots": replace(
        PLAIN,
        ids="v1.videos.{:03d}..final".format,
        polls=1,
        words_b=("queued", "processing", "succeeded", "failed"),
    ),
    "ids: slashes and spaces": replace(
        PLAIN, ids="projects/a b/operations/{:d}".format, polls=1, errors="openai"
    ),
    "ids: base64": replace(PLAIN, ids=_base64, errors="bare"),
    "ids: beyond ASCII": replace(PLAIN, ids="クリップ-{}".format, ascii=True),
    "ids: percent": replace(PLAIN, ids="50%25+{}&a=b#c?d".format, ascii=True),
    "at once": replace(PLAIN, polls=0, rich=False),
    "one poll": replace(PLAIN, polls=1, progress=(0, 0), leave_out=True),
    "five polls": replace(PLAIN, polls=5, progress=(3, 99), extra=True, first="submitted"),
    "by the clock": replace(PLAIN, clock=0.5),
    "chunks": replace(
        PLAIN, framing=Framing("chunks", str.lower), json_type="application/json; charset=utf-8"
    ),
    "HTTP/1.0": replace(
        PLAIN,
        framing=Framing("close", str.upper),
        json_type='application/json;charset="UTF-8"',
        saved_as="inline",
    ),
    "compressed on demand": replace(
        PLAIN,
        framing=Framing("chunks", str.lower, compress=True),
        json_type="Application/JSON; Charset=UTF-8",
    ),
    "keeps connections": replace(PLAIN, framing=Framing(stays=True)),
    "does not read what it refuses": replace(PLAIN, framing=Framing(hasty=True)),
    "ranges, HEAD, OPTIONS": replace(
        PLAIN,
        ranges=True,
        head=True,
        options=True,
        method=404,
        clip_type="application/octet-stream",
        saved_as="attachment; filename=clip.mp4; filename*=UTF-8''%E7%89%87.mp4",
    ),
    "many headers": replace(PLAIN, headers=HEADERS),
    "other words": replace(
        PLAIN,
        words_a=("in_queue", "generating", "done", "error"),
        words_b=("PENDING", "Running", "FINISHED", "cancelled"),
        url="video_url",
    ),
    "words that nobody knows": replace(
        PLAIN,
        words_a=("queued", "rendering", "completed", "failed"),
        words_b=("queued", "upscaling", "completed", "failed"),
        first="validating",
    ),
    "a URL that is none": replace(PLAIN, host="string", seconds="real"),
    "a URL that nobody can read": replace(PLAIN, host="http://[{id}"),
    "a relative URL": replace(PLAIN, host="/files/{id}.mp4"),
    "numbers with a point": replace(PLAIN, floats=True),
    "another time": replace(PLAIN, epoch=1712697600.0, clock=0.1),
    "long ago": replace(GATEWAY, epoch=1000.0, clock=0.1, rich=True),
    "expiry from the start": replace(PLAIN, expires_early=True, early=409),
    "what models cannot do": replace(PLAIN, picky=True),
    "what vendors do not know": replace(PLAIN, vendors=True, picky=True, polls=0, invalid=422),
    "some requests too many": replace(PLAIN, limit=25),
    "twelve jobs and no more": replace(PLAIN, quota=12, errors="gateway"),
    "one job at a time": replace(PLAIN, at_once=1, clock=0.05),
    "one worker": replace(PLAIN, worker=0.02),
}
