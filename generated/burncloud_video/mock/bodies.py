"""Request bodies: of a documented media type, well-formed, and valid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from .coerce import coerce, nest, parse_json
from .contract import Content, Operation
from .pointers import Json, Object, members
from .refusals import BAD, BAD_MEDIA, TOO_LARGE, Refusal
from .schemas import Schemas

LARGEST: Final = 256 * 2**20
"""Bytes of a body. Files of a form lie on disk beyond 1 MB."""
LARGEST_TEXT: Final = 64 * 2**20
"""Bytes of a field that is no file, or of a body that is read whole."""


@dataclass(frozen=True)
class Body:
    """What a request carries."""

    value: Json = None
    """The JSON value, or the fields of the form with their defaults; no files."""
    content: Content | None = None
    files: tuple[str, ...] = field(default=())
    """The names of the fields that are files."""


async def read(request: Request, operation: Operation, schemas: Schemas) -> Body:
    """Return the body, checked. Raises Refusal."""
    if not operation.takes_body:
        return Body()
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > LARGEST:
        raise Refusal(TOO_LARGE, f"the body is larger than {LARGEST} bytes")
    is_empty = length in ("", "0") and "transfer-encoding" not in request.headers
    if is_empty and not await request.body():
        if operation.needs_body:
            raise Refusal(BAD, "the request has no body")
        return Body()
    content = _content(request.headers.get("content-type", ""), operation)
    if content.kind == "multipart":
        return await _form(request, content, schemas)
    data = await _bytes(request)
    if content.kind == "json":
        return _valid(_json(data), content, schemas)
    if content.kind == "form":
        pairs = parse_qsl(_text(data), keep_blank_values=True)
        return _valid(_fields([*pairs], content, schemas), content, schemas)
    if content.kind == "text":
        return _valid(_text(data), content, schemas)
    return Body(None, content)


def _content(header: str, operation: Operation) -> Content:
    """Return the documented content that a media type belongs to, the closest match first."""
    media = header.partition(";")[0].strip().lower()
    main = media.partition("/")[0]
    for wanted in (media, f"{main}/*", "*/*"):
        for content in operation.bodies:
            if content.media.partition(";")[0].strip().lower() == wanted:
                return content
    known = ", ".join(content.media for content in operation.bodies)
    said = f"the media type {media[:100]}" if media else "a body without a Content-Type"
    raise Refusal(BAD_MEDIA, f"{said} is not accepted here; send {known}")


async def _bytes(request: Request) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST_TEXT:
            raise Refusal(TOO_LARGE, f"the body is larger than {LARGEST_TEXT} bytes")
        chunks.append(chunk)
    return b"".join(chunks)


def _json(data: bytes) -> Json:
    try:
        return parse_json(data)
    except ValueError as error:
        raise Refusal(BAD, f"the body is not JSON: {error}") from None


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Refusal(BAD, f"the body is not UTF-8 (byte {error.start})") from None


async def _form(request: Request, content: Content, schemas: Schemas) -> Body:
    try:
        # Not request.form(), which knows multipart/form-data alone, not multipart/mixed.
        parser = MultiPartParser(
            request.headers, request.stream(), max_part_size=LARGEST_TEXT
        )
        form = await parser.parse()
    except ClientDisconnect:
        raise
    except (MultiPartException, KeyError, ValueError) as error:
        raise Refusal(BAD, f"the body is not a form: {error}") from None
    try:
        pairs, files = _pairs(form, content, schemas)
    finally:
        await form.close()
    body = _valid(_fields(pairs, content, schemas), content, schemas)
    fields = members(body.value).items()
    kept: Object = {key: value for key, value in fields if key not in files}
    return Body(kept, content, tuple(files))


def _pairs(
    form: FormData, content: Content, schemas: Schemas
) -> tuple[list[tuple[str, Json]], dict[str, str]]:
    """Return the fields, a file by its name alone, and the files by field. Raises Refusal."""
    files: dict[str, str] = {}
    pairs: list[tuple[str, Json]] = []
    for key, value in form.multi_items():
        if isinstance(value, UploadFile):
            name = key.partition("[")[0]
            schema = _item_or_self(schemas, schemas.member(content.schema, name))
            if not schemas.takes_file(schema):
                raise Refusal(
                    BAD, f"{name}: a file, where the field is to be text", name
                )
            files[name] = value.filename or "file"
            pairs.append((key, files[name]))
        else:
            pairs.append((key, value))
    return pairs, files


def _item_or_self(schemas: Schemas, schema: Json) -> Json:
    return schemas.item(schema) if "array" in schemas.kinds(schema) else schema


def _fields(
    pairs: list[tuple[str, Json]], content: Content, schemas: Schemas
) -> Object:
    """Return the object that the fields spell, each read as its schema wants it."""
    parts = {part.name: part for part in content.parts}
    made = nest(pairs, lambda key: schemas.declared(content.schema, key) is not None)
    for key, value in made.items():
        schema = schemas.member(content.schema, key)
        is_packed = key in parts and not parts[key].explode
        if isinstance(value, str) and is_packed and "array" in schemas.kinds(schema):
            items: list[Json] = [*value.split(",")]
            value = items
        made[key] = coerce(schemas, value, schema)
    return made


def _valid(value: Json, content: Content, schemas: Schemas) -> Body:
    problem = schemas.problem(content.schema, value, "request")
    if problem is None:
        return Body(_with_defaults(value, content, schemas), content)
    name = problem.name
    message = f"{name}: {problem.message}" if name else f"the body: {problem.message}"
    raise Refusal(BAD, message, str(problem.path[0]) if problem.path else "")


def _with_defaults(value: Json, content: Content, schemas: Schemas) -> Json:
    """Add the defaults of the properties that were left out, as the server that is mocked would."""
    if not isinstance(value, dict):
        return value
    made = dict(value)
    for view in schemas.views(content.schema):
        for key, schema in members(view.get("properties")).items():
            default = schemas.resolve(schema).get("default")
            if key not in made and default is not None:
                made[key] = default
    return made
