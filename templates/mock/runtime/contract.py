"""The API that the mock serves, as read from ``contract.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .pointers import Json, Object, elements, members, text, words

HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    """A documented example: a value, or a file beside this module."""

    name: str
    value: Json
    file: str

    def content(self) -> bytes:
        """Return the bytes of the file."""
        return (HERE / "samples" / self.file).read_bytes()


@dataclass(frozen=True)
class Parameter:
    """What a request says outside of its body."""

    name: str
    location: str
    required: bool
    style: str
    explode: bool
    media: str
    schema: Json
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Part:
    """How one field of a form travels, where the document says so."""

    name: str
    media: str
    style: str
    explode: bool


@dataclass(frozen=True)
class Content:
    """A body in one media type."""

    media: str
    kind: str
    schema: Json
    parts: tuple[Part, ...]
    examples: tuple[Example, ...]
    payload: str
    """Pointer of what is wrapped, or empty."""
    unless: str
    """The body is not wrapped if it has this place."""


@dataclass(frozen=True)
class Header:
    """A header of an answer."""

    name: str
    required: bool
    schema: Json


@dataclass(frozen=True)
class Response:
    """An answer by its status: ``200``, ``4XX`` or ``default``."""

    status: str
    headers: tuple[Header, ...]
    contents: tuple[Content, ...]

    @property
    def code(self) -> int:
        """The status as a number, the lowest of a range."""
        return (
            int(self.status[0]) * 100 if not self.status.isdigit() else int(self.status)
        )


@dataclass(frozen=True)
class Link:
    """An operation that reads what an answer tells of, by the id at a pointer of the answer."""

    operation: str
    parameter: str
    id: str


@dataclass(frozen=True)
class Call:
    """An operation that takes a job's id in one of its parameters."""

    operation: str
    parameter: str


@dataclass(frozen=True)
class JobRule:
    """How the work that an operation starts is followed, and what its bodies say."""

    id: tuple[str, ...]
    poll: Call
    status: tuple[str, ...]
    progress: tuple[str, ...]
    states: dict[str, tuple[str, ...]]
    times: dict[str, tuple[str, ...]]
    """Where an answer says when a job was created, started and finished."""
    failure_message: tuple[str, ...]
    failure_code: tuple[str, ...]
    result: Call | None
    result_url: tuple[str, ...]
    result_media: str
    expires: tuple[str, ...]
    cancel: Call | None
    pace_headers: tuple[str, ...]


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    title: str
    id: str
    method: str
    path: str
    security: tuple[tuple[str, ...], ...]
    parameters: tuple[Parameter, ...]
    takes_body: bool
    needs_body: bool
    bodies: tuple[Content, ...]
    responses: tuple[Response, ...]
    echo: tuple[tuple[str, str], ...]
    shows: tuple[tuple[str, str], ...]
    """Pointer into the answer, pointer into the request whose default it shows."""
    selects: dict[str, dict[str, tuple[str, ...]]]
    """By query parameter and value, the media types that it selects."""
    idempotency: str
    """The header that takes an idempotency key, or empty."""
    job: JobRule | None
    links: tuple[Link, ...] = ()

    @property
    def success(self) -> Response | None:
        """The first answer that means success: a 2xx, else a 3xx; ``default`` where there is neither."""
        for start in ("2", "3", "d"):
            for response in self.responses:
                if response.status[0].lower() == start:
                    return response
        return None


@dataclass(frozen=True)
class Scheme:
    """A way to authenticate: bearer, basic, header, query or cookie."""

    kind: str
    name: str


@dataclass(frozen=True)
class Errors:
    """Where the bodies of failures say what happened."""

    message: tuple[str, ...]
    code: tuple[str, ...]
    type: tuple[str, ...]
    param: tuple[str, ...]
    request_id: tuple[str, ...]


@dataclass(frozen=True)
class Contract:
    """A whole API."""

    title: str
    version: str
    bases: tuple[str, ...]
    schemes: dict[str, Scheme]
    errors: Errors
    operations: tuple[Operation, ...]
    defs: Object
    raw: Object
    """All of it as it was read."""


def read(path: Path = HERE / "contract.json") -> Contract:
    """Return the contract in a file, by default the one that this mock was made with."""
    return parse(json.loads(path.read_text(encoding="utf-8")))


def parse(data: Json) -> Contract:
    """Return the contract in a JSON value."""
    top = members(data)
    errors = members(top.get("errors"))
    schemes = members(top.get("schemes"))
    return Contract(
        title=text(top.get("title")),
        version=text(top.get("version")),
        bases=words(top.get("bases")),
        schemes={
            key: Scheme(
                text(members(scheme).get("kind")), text(members(scheme).get("name"))
            )
            for key, scheme in schemes.items()
        },
        errors=Errors(
            message=words(errors.get("message")),
            code=words(errors.get("code")),
            type=words(errors.get("type")),
            param=words(errors.get("param")),
            request_id=words(errors.get("request_id")),
        ),
        operations=tuple(
            _operation(members(o)) for o in elements(top.get("operations"))
        ),
        defs=members(top.get("$defs")),
        raw=top,
    )


def _operation(data: Object) -> Operation:
    method, path = text(data.get("method")), text(data.get("path"))
    body = members(data.get("body"))
    return Operation(
        title=f"{method} {path}",
        id=text(data.get("id")),
        method=method,
        path=path,
        security=tuple(words(each) for each in elements(data.get("security"))),
        parameters=tuple(
            _parameter(members(p)) for p in elements(data.get("parameters"))
        ),
        takes_body="body" in data,
        needs_body=body.get("required") is True,
        bodies=_contents(body),
        responses=tuple(_response(members(r)) for r in elements(data.get("responses"))),
        echo=_pairs(data.get("echo")),
        shows=_pairs(data.get("shows")),
        selects={
            name: {value: words(media) for value, media in members(values).items()}
            for name, values in members(data.get("selects")).items()
        },
        idempotency=text(data.get("idempotency")),
        job=_job(members(data["job"])) if "job" in data else None,
        links=tuple(_link(members(one)) for one in elements(data.get("links"))),
    )


def _link(data: Object) -> Link:
    names = ("operation", "parameter", "id")
    operation, parameter, id = (text(data.get(name)) for name in names)
    return Link(operation, parameter, id)


def _pairs(data: Json) -> tuple[tuple[str, str], ...]:
    return tuple(
        (text(members(pair).get("response")), text(members(pair).get("request")))
        for pair in elements(data)
    )


def _parameter(data: Object) -> Parameter:
    return Parameter(
        name=text(data.get("name")),
        location=text(data.get("in")),
        required=data.get("required") is True,
        style=text(data.get("style")),
        explode=data.get("explode") is True,
        media=text(data.get("media")),
        schema=data.get("schema", True),
        examples=_examples(data),
    )


def _contents(data: Object) -> tuple[Content, ...]:
    return tuple(_content(members(each)) for each in elements(data.get("contents")))


def _content(data: Object) -> Content:
    unwrap = members(data.get("unwrap"))
    return Content(
        media=text(data.get("media")),
        kind=text(data.get("kind")),
        schema=data.get("schema", True),
        parts=tuple(_part(members(each)) for each in elements(data.get("parts"))),
        examples=_examples(data),
        payload=text(unwrap.get("payload")),
        unless=text(unwrap.get("unless")),
    )


def _part(data: Object) -> Part:
    return Part(
        name=text(data.get("name")),
        media=text(data.get("media")),
        style=text(data.get("style")),
        explode=data.get("explode") is True,
    )


def _examples(data: Object) -> tuple[Example, ...]:
    return tuple(
        Example(text(each.get("name")), each.get("value"), text(each.get("file")))
        for each in map(members, elements(data.get("examples")))
    )


def _response(data: Object) -> Response:
    headers = tuple(
        Header(
            text(each.get("name")),
            each.get("required") is True,
            each.get("schema", True),
        )
        for each in map(members, elements(data.get("headers")))
    )
    return Response(text(data.get("status")), headers, _contents(data))


def _job(data: Object) -> JobRule:
    return JobRule(
        id=words(data.get("id")),
        poll=_call(members(data.get("poll"))),
        status=words(data.get("status")),
        progress=words(data.get("progress")),
        states={
            key: words(value) for key, value in members(data.get("states")).items()
        },
        times={key: words(value) for key, value in members(data.get("times")).items()},
        failure_message=words(data.get("failure_message")),
        failure_code=words(data.get("failure_code")),
        result=_call(members(data["result"])) if "result" in data else None,
        result_url=words(data.get("result_url")),
        result_media=text(data.get("result_media")),
        expires=words(data.get("expires")),
        cancel=_call(members(data["cancel"])) if "cancel" in data else None,
        pace_headers=words(data.get("pace_headers")),
    )


def _call(data: Object) -> Call:
    return Call(text(data.get("operation")), text(data.get("parameter")))
