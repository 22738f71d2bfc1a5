"""What the next release of a server refuses, and how: statuses and bodies nobody described."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from release_server import JSON, answer

PROBLEM = ("Content-Type", "application/problem+json; charset=utf-8")
HTML = ("Content-Type", "text/html")


@dataclass(frozen=True)
class Refusal:
    """A refusal by a newer server, and what its callers rely on."""

    id: str
    answer: bytes
    name: str
    """The class of the error."""
    says: tuple[str, ...] = ()
    """What its one line holds."""
    reads: Mapping[str, Any] = field(default_factory=dict)
    """What the attributes are, by their path."""
    ask: str = "video"


def _flat(status: int, **fields: Any) -> bytes:
    return answer({"message": "no", "code": "c", **fields}, status)


STATUSES = (
    Refusal("402", _flat(402), "APIStatusError", ("402 Payment Required: no",), {"status": 402}),
    Refusal("405", answer(b"", 405, ("Allow", "POST")), "APIStatusError", ("no body",)),
    Refusal("409", _flat(409), "ConflictError", ("409 Conflict: no (code c",), {"code": "c"}),
    Refusal("410", _flat(410), "APIStatusError", ("410 Gone: no",)),
    Refusal("413", answer(b"too large", 413), "APIStatusError", ("too large",)),
    Refusal("418", _flat(418), "APIStatusError", ("418", "no"), {"status": 418}),
    Refusal("423", _flat(423), "APIStatusError", ("423 Locked",)),
    Refusal("451", _flat(451), "APIStatusError", ("451", "no"), {"message": "no"}),
    Refusal("460, known to nobody", _flat(460), "APIStatusError", ("460 Unknown status: no",)),
    Refusal("501", _flat(501), "InternalServerError", ("501 Not Implemented: no",)),
    Refusal("511", answer(b"<title>Log in", 511, HTML), "InternalServerError", ("HTML page",)),
    Refusal("529", _flat(529), "InternalServerError", ("529", "no"), {"status": 529}),
    Refusal("599", answer(b"", 599), "InternalServerError", ("599", "no body")),
    Refusal("300", answer([], 300), "APIStatusError", ("300 Multiple Choices",)),
    Refusal("304", answer(b"", 304), "APIStatusError", ("304 Not Modified",)),
    Refusal("redirect without an address", answer(b"", 307), "APIStatusError", ("307",)),
    Refusal(
        "redirect of a create",
        answer(b"", 308, ("Location", "/v2/videos")),
        "APIStatusError",
        ("it leads to /v2/videos, which was not followed",),
        ask="create",
    ),
    Refusal(
        "another way to authenticate",
        answer(b"", 401, ("WWW-Authenticate", 'DPoP algs="ES256"'), ("WWW-Authenticate", "Bearer")),
        "AuthenticationError",
        ("Check the key.",),
        {"response.headers.www-authenticate": 'DPoP algs="ES256", Bearer'},
    ),
    Refusal(
        "step-up to sign in",
        _flat(403, code="mfa_required"),
        "PermissionDeniedError",
        ("mfa_required",),
    ),
)

_FASTAPI = {"detail": [{"loc": ["body", "prompt"], "msg": "field required", "type": "missing"}]}

BODIES = (
    Refusal(
        "nothing",
        answer(b"", 400),
        "BadRequestError",
        ("no body",),
        {"message": None, "body": None},
    ),
    Refusal("null", answer(b"null", 400, JSON), "BadRequestError", ("null",), {"body": None}),
    Refusal(
        "nested",
        answer({"error": {"message": "m", "type": "t", "code": 7, "param": "p"}}, 400),
        "BadRequestError",
        ("m (code 7, param p",),
        {"message": "m", "type": "t", "code": "7", "param": "p", "body.error.code": 7},
    ),
    Refusal(
        "nested, with more",
        answer({"error": {"message": "m", "type": "t", "docs": "u"}, "trace": 1}, 400),
        "BadRequestError",
        ("m",),
        {"body.error.docs": "u", "body.trace": 1},
    ),
    Refusal(
        "FastAPI's",
        answer(_FASTAPI, 422),
        "UnprocessableEntityError",
        ("field required", "prompt"),
        {"message": None, "json": _FASTAPI},
    ),
    Refusal(
        "a text as detail",
        answer({"detail": "Not enough credits"}, 402),
        "APIStatusError",
        ("Not enough credits",),
        {"body.detail": "Not enough credits"},
    ),
    Refusal(
        "a list",
        answer([{"message": "a"}, {"message": "b"}], 400),
        "BadRequestError",
        ('"a"', '"b"'),
        {"body": None, "json.1": {"message": "b"}},
    ),
    Refusal(
        "a list of errors in an object",
        answer({"errors": [{"title": "a"}]}, 400),
        "BadRequestError",
        ('"title": "a"',),
        {"body.errors.0": {"title": "a"}},
    ),
    Refusal(
        "the error as text",
        answer({"error": "no credits"}, 402),
        "APIStatusError",
        ("no credits",),
        {"body.error": "no credits", "code": None},
    ),
    Refusal(
        "the error null",
        answer({"error": None, "message": "m"}, 400),
        "BadRequestError",
        ("400 Bad Request: m",),
        {"message": "m"},
    ),
    Refusal(
        "the message an object",
        answer({"message": {"en": "no", "zh": "不"}}, 400),
        "BadRequestError",
        ("no", "不"),
        {"message": None},
    ),
    Refusal(
        "a text in JSON",
        answer("just text", 400),
        "BadRequestError",
        ("just text",),
        {"json": "just text"},
    ),
    Refusal(
        "plain text",
        answer(b"just\n text", 400, ("Content-Type", "text/plain")),
        "BadRequestError",
        ("just text",),
        {"json": None, "response.text": "just\n text"},
    ),
    Refusal(
        "HTML",
        answer(b"<!doctype html><TITLE>Sorry\n</TITLE>", 503, HTML),
        "InternalServerError",
        ("an HTML page titled 'Sorry'",),
        {"body": None},
    ),
    Refusal(
        "XML",
        answer(b"<Error><Code>x</Code></Error>", 500, ("Content-Type", "application/xml")),
        "InternalServerError",
        ("500 Internal Server Error",),
        {"response.content": b"<Error><Code>x</Code></Error>"},
    ),
    Refusal(
        "a problem",
        answer(json.dumps({"title": "t", "detail": "d", "status": 400}).encode(), 400, PROBLEM),
        "BadRequestError",
        ('"detail": "d"',),
        {"body.detail": "d"},
    ),
    Refusal(
        "a problem, where one is described",
        answer(
            json.dumps({"title": "t", "detail": "d", "status": "400", "trace": "x"}).encode(),
            400,
            PROBLEM,
        ),
        "BadRequestError",
        ("400 Bad Request: d",),
        {"message": "d", "body.title": "t", "body.trace": "x"},
        ask="render",
    ),
    Refusal(
        "a problem without its title",
        answer(json.dumps({"errors": []}).encode(), 404, PROBLEM),
        "NotFoundError",
        ('{"errors": []}',),
        {"body.title": None, "body.errors": []},
        ask="render",
    ),
    Refusal(
        "no Content-Type",
        answer(b'{"message": "m"}', 400),
        "BadRequestError",
        ("m",),
        {"message": "m"},
    ),
    Refusal(
        "a byte order mark",
        answer(b'\xef\xbb\xbf{"message": "m"}', 400, JSON),
        "BadRequestError",
        ("400 Bad Request: m",),
        {"message": "m"},
    ),
    Refusal(
        "a charset",
        answer(
            '{"message": "né"}'.encode("latin-1"),
            400,
            ("Content-Type", "application/json; charset=ISO-8859-1"),
        ),
        "BadRequestError",
        ("né",),
        {"message": "né"},
    ),
    Refusal(
        "a charset that is none",
        answer(b'{"message": "\xff"', 400, ("Content-Type", "text/plain; charset=undefined")),
        "BadRequestError",
        ('{"message"',),
    ),
    Refusal(
        "nested too deeply",
        answer(b"[" * 100_000, 500, JSON),
        "InternalServerError",
        ("[[[[",),
        {"body": None},
    ),
    Refusal(
        "numbers too long",
        answer(b'{"code": ' + b"9" * 5000 + b"}", 500, JSON),
        "InternalServerError",
        ('{"code"',),
    ),
    Refusal(
        "a wait as a date that is none",
        answer({"message": "m"}, 429, JSON, ("Retry-After", "Wed, 99 Foo 99999 99:99:99 GMT")),
        "RateLimitError",
        ("m",),
        {"retry_after": None},
    ),
    Refusal(
        "a wait for ever",
        answer({"message": "m"}, 429, JSON, ("Retry-After", "inf")),
        "RateLimitError",
        ("m",),
        {"retry_after": None},
    ),
)

REFUSALS = STATUSES + BODIES
