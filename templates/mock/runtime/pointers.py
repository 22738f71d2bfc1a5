"""JSON values, and JSON Pointers (RFC 6901) into them."""

from __future__ import annotations

import json
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Object: TypeAlias = "dict[str, Json]"


def has(value: Json, pointer: str) -> bool:
    """Whether the value has a place with this pointer."""
    for step in _steps(pointer):
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return False
    return True


def look(value: Json, pointer: str) -> Json:
    """Return what is at the pointer, None where there is no such place."""
    for step in _steps(pointer):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def put(value: Json, pointer: str, new: Json) -> bool:
    """Set the place in a value, objects on the way included; say whether it could be."""
    steps = _steps(pointer)
    for step in steps[:-1]:
        if isinstance(value, dict):
            below = value.get(step)
            if not isinstance(below, dict | list):
                below = value[step] = {}
            value = below
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return False
    if not steps or not isinstance(value, dict):
        return False
    value[steps[-1]] = new
    return True


def first(value: Json, pointers: tuple[str, ...]) -> str:
    """Return the first of the pointers that the value has a place for, else an empty string."""
    return next((pointer for pointer in pointers if has(value, pointer)), "")


def members(value: Json) -> Object:
    """Return the value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def elements(value: Json) -> list[Json]:
    """Return the value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def words(value: Json) -> tuple[str, ...]:
    """Return the strings of a list."""
    return tuple(item for item in elements(value) if isinstance(item, str))


def text(value: Json) -> str:
    """Return the value if it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def dump(value: Json) -> bytes:
    """Return a JSON text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _steps(pointer: str) -> list[str]:
    if not pointer:
        return []
    parts = pointer.removeprefix("/").split("/")
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]
