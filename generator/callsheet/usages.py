"""Usages: the ways of calling an operation that a document shows, each with all its values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from callsheet.data import dataclass
from callsheet.ir import (
    Api,
    Array,
    Content,
    Json,
    Kind,
    Literal,
    Nullable,
    Operation,
    Parameter,
    Record,
    Ref,
    Required,
    Scalar,
    Type,
    Union,
)
from callsheet.ir.late import Late, completed, later


@dataclass(frozen=True, slots=True)
class File:
    """A file in a body. No document shows one, so all may be empty."""

    path: str = ""
    """Where it is."""
    name: str = ""
    """What the server is told of its name, where that is not the last step of the path."""
    media: str = ""


FILE = File()


def ending(media: str) -> str:
    """Return the ending of a file: the subtype of its media type, where that is one."""
    kind = media.partition(";")[0].partition("/")[2].lower()
    return f".{kind}" if re.fullmatch(r"[a-z0-9]{2,5}", kind) else ".bin"


_IGNORED = ("accept", "authorization", "content-type")
"""Header parameters that OpenAPI says to ignore."""


@dataclass(frozen=True, slots=True)
class Usage:
    """A call of an operation, as an example shows it."""

    pointer: str
    """Of the operation, ``~usage``, and the pointer of the example, which operations may share."""
    operation: Operation = field(repr=False)
    """Named by the pointer."""
    name: str
    """Of the example; empty where there is none."""
    summary: str
    parameters: tuple[tuple[Parameter, Json], ...]
    content: Content | None = None
    """What the body is; None where there is no body."""
    body: Json = None
    kind: str = ""
    """Of the body; empty where there is none."""
    late: Late | None = field(default=None, init=False, repr=False, compare=False)
    if not TYPE_CHECKING:
        __getattr__ = completed


def usages(api: Api, operation: Operation) -> tuple[Usage, ...]:
    """Return a usage for each named example of an operation; one without, where there is none.

    A file in a body is :data:`FILE`.
    """
    if operation.late is None or not operation.late.usages:
        return _usages(api, operation)
    return tuple(
        later(
            Usage,
            digest,
            partial(_usage_at, api, operation, index),
            pointer=pointer,
            operation=operation,
            name=name,
            summary=summary,
            kind=kind,
        )
        for index, (pointer, name, summary, kind, digest) in enumerate(operation.late.usages)
    )


def _usage_at(api: Api, operation: Operation, index: int) -> Usage:
    return _usages(api, operation)[index]


def _usages(api: Api, operation: Operation) -> tuple[Usage, ...]:
    plain = Usage(
        f"{operation.pointer}~usage", operation, "", operation.doc.summary, _needed(api, operation)
    )
    contents: tuple[Content, ...] = operation.body.contents if operation.body else ()
    shown = tuple(
        replace(
            plain,
            pointer=f"{plain.pointer}{example.pointer}",
            name=example.name,
            summary=example.summary or plain.summary,
            content=content,
            body=example.value,
            kind=content.kind,
        )
        for content in contents
        for example in content.examples
        if example.name and not example.file
    )
    if shown:
        return shown
    if operation.body and operation.body.required and contents:
        first = contents[0]
        body = _smallest(api, operation, first)
        plain = replace(plain, content=first, body=body, kind=first.kind)
    return (plain, *_varied(plain))


def _smallest(api: Api, operation: Operation, content: Content) -> Json:
    """Return a body with nothing but what it must have, made up."""
    fields = [one for one in operation.arguments if one.source == "field"]
    if content.kind == "binary":
        return FILE
    if not fields:
        return made_up(content.type, api)
    return {
        one.wire: made_up(one.type, api) for one in fields if isinstance(one.presence, Required)
    }


def _needed(api: Api, operation: Operation) -> tuple[tuple[Parameter, Json], ...]:
    """Return the parameters that a call must have, each with a value."""
    return tuple(
        (one, _value(api, one))
        for one in operation.parameters
        if isinstance(one.presence, Required) and not _is_ignored(one)
    )


def _varied(plain: Usage) -> Iterator[Usage]:
    """Yield a usage for each named example of a parameter that may be left out."""
    for parameter in plain.operation.parameters:
        if isinstance(parameter.presence, Required) or _is_ignored(parameter):
            continue
        for example in parameter.examples:
            if example.name and example.value != getattr(parameter.presence, "value", None):
                given = (*plain.parameters, (parameter, example.value))
                summary = example.summary or plain.summary
                yield replace(
                    plain,
                    pointer=f"{plain.pointer}{example.pointer}",
                    name=example.name,
                    summary=summary,
                    parameters=given,
                )


def _is_ignored(parameter: Parameter) -> bool:
    return parameter.location == "header" and parameter.wire.lower() in _IGNORED


def _value(api: Api, parameter: Parameter) -> Json:
    schema = members(parameter.schema)
    shown = [one.value for one in parameter.examples]
    listed: list[Json] = [*schema.get("examples", ()), *schema.get("enum", ())]
    return next(iter([*shown, *listed]), made_up(parameter.type, api))


def members(value: object) -> dict[str, Any]:
    """Return the members of an object; none of what is no object."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def made_up(made: Type, api: Api, depth: int = 0) -> Any:
    """Return a value of a type, where the document gives none; :data:`FILE` for a file."""
    match made:
        case Scalar(kind=Kind.BINARY):
            return FILE
        case Scalar(kind=kind):
            return _MADE_UP[kind]
        case Literal(values=values):
            return values[0]
        case Nullable(inner=inner):
            return made_up(inner, api, depth)
        case Union(members=options):
            return made_up(options[0], api, depth)
        case Array(item=item):
            return [made_up(item, api, depth)] if depth < 3 else []
        case Ref(target=target):
            found = api.declaration(target)
            if not isinstance(found, Record):
                return made_up(found.type, api, depth + 1) if depth < 8 else None
            return {
                one.key: made_up(one.type, api, depth + 1)
                for one in found.fields
                if isinstance(one.presence, Required) and depth < 8
            }
        case _:
            return {}


_MADE_UP: dict[Kind, Any] = {
    Kind.STRING: "...",
    Kind.INTEGER: 1,
    Kind.NUMBER: 1.0,
    Kind.BOOLEAN: True,
    Kind.DATE: "2024-02-29",
    Kind.DATETIME: "2024-02-29T12:00:00Z",
    Kind.UUID: "123e4567-e89b-12d3-a456-426614174000",
}
