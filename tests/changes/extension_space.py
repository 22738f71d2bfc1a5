"""The edit space of our extensions: each with every member that it may have."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from callsheet.vocabulary import schemas

Json = Any

FULL: dict[str, Json] = {
    "x-job": {
        "id": "/id",
        "poll": {"operation": "get", "parameter": "p", "status": "/state", "progress": "/percent"},
        "states": {
            "waiting": ["queued"],
            "running": ["working"],
            "done": ["ready"],
            "failed": ["failed"],
            "cancelled": ["withdrawn"],
        },
        "failure": {"message": "/error/text", "code": "/error/code"},
        "result": {"operation": "load", "parameter": "p", "url": "/url", "media": "text/plain"},
        "expires": "/until",
        "times": {"created": "/created", "started": "/started", "finished": "/finished"},
        "pace": {"first": 1, "growth": 2, "max": 10, "headers": ["X-Wait"]},
        "cancel": {"operation": "stop", "parameter": "p"},
    },
    "x-unwrap": {"payload": "/data", "unless": "/error"},
    "x-echo": {"/a": "/b"},
    "x-defaults": {"/a": "/b"},
    "x-selects": {"as": {"page": ["text/html"]}},
    "x-resend": "never",
    "x-idempotency-key": "Key",
    "x-error": {"message": "/text", "code": "/code", "type": "/kind", "param": "/field"},
    "x-request-id": ["X-Id"],
    "x-drop-in": {
        "module": "compat",
        "client": "Acme",
        "async_client": "AsyncAcme",
        "error": "AcmeError",
        "base_path": "/v2",
        "headers": {"team": "Acme-Team"},
        "resources": {"reports": {"create": {"call": "a", "arguments": ["x"], "wait": "b"}}},
    },
    "x-name": "other",
}
"""One value of each, with every member that the vocabulary knows."""


def known() -> set[tuple[str, ...]]:
    """Return every extension and every named member in it, from the vocabulary."""
    whole = schemas()
    return {
        path
        for name, schema in whole["properties"].items()
        for path in ((name,), *_members(schema, whole["$defs"], (name,)))
    }


def _members(schema: Json, defs: Json, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    reference = schema.get("$ref", "")
    if reference:
        yield from _members(defs[reference.rsplit("/", 1)[-1]], defs, path)
    for name, below in schema.get("properties", {}).items():
        yield (*path, name)
        yield from _members(below, defs, (*path, name))
    other = schema.get("additionalProperties")
    if isinstance(other, dict):
        yield from _members(other, defs, (*path, "*"))


def paths(value: Json, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return the way to every member of a value, itself included."""
    yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from paths(below, (*path, key))


def without(value: Json, path: tuple[str, ...]) -> Json:
    """Return a copy in which a member is not there."""
    made = copy.deepcopy(value)
    there = made
    for step in path[:-1]:
        there = there[step]
    del there[path[-1]]
    return made


def otherwise(value: Json, path: tuple[str, ...]) -> Json:
    """Return a copy in which a member that holds no others is another one."""
    made = copy.deepcopy(value)
    there = made
    for step in path[:-1]:
        there = there[step]
    match there[path[-1]]:
        case str() as text:
            there[path[-1]] = text + "2"
        case list() as items:
            there[path[-1]] = [items[0] + "2"]
        case int() as number:
            there[path[-1]] = number + 1
        case other:
            raise TypeError(other)
    return made
