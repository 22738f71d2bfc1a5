"""What the tests of this folder share: documents from plain values, and their comparison."""

from __future__ import annotations

import copy
import json
from typing import Any

from callsheet.changes import Change, compare
from callsheet.diagnostics import Report
from callsheet.read import survey
from callsheet.source import parse

Json = Any


def changes(old: Json, new: Json) -> tuple[Change, ...]:
    """Compare two documents given as plain values."""
    sides = (survey(parse(json.dumps(one), "api.json"), Report()) for one in (old, new))
    return compare(*sides)


def document(schema: Json, version: str = "3.1.0") -> dict[str, Json]:
    """A request and a response of one schema each, so that both directions are judged."""
    content = {"application/json": {"schema": schema}}
    operation = {
        "requestBody": {"content": content},
        "responses": {"200": {"description": "", "content": content}},
    }
    info = {"title": "t", "version": "1"}
    return {"openapi": version, "info": info, "paths": {"/p": {"post": operation}}}


def at(value: Json, pointer: str) -> Json:
    """Return what is at a pointer."""
    for step in steps(pointer):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def put(value: Json, pointer: str, member: str, wanted: Json) -> Json:
    """Return a copy in which a member of the object at a pointer is set, or is not there (...)."""
    made = copy.deepcopy(value)
    there = at(made, pointer)
    if wanted is ...:
        there.pop(member, None)
    else:
        there[member] = copy.deepcopy(wanted)
    return made


def steps(pointer: str) -> list[str]:
    parts = pointer.removeprefix("#").split("/")[1:]
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]


def levels(found: tuple[Change, ...], prefix: str = "") -> dict[str, str]:
    """Return the level of each code, of those that begin so."""
    return {one.code: one.level for one in found if one.code.startswith(prefix)}
