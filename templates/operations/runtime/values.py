"""Values on their way to the wire: models, dates and the like as plain JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias, Union, cast
from uuid import UUID

from .omit import Omit

Json: TypeAlias = Union["dict[str, Json]", "list[Json]", str, int, float, bool, None]


class Unsendable(ValueError):
    """A value has no form on the wire."""


def plain(value: object) -> Json:
    """Return a value as plain JSON. Raises Unsendable.

    Fields of a model that were never set are left out, and so are mapping entries that are `omit`.
    """
    if value is None or isinstance(value, (str, bool)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return plain(value.value)
    return _composite(value)


def wired(value: object) -> Mapping[str, object] | None:
    """Return the fields of a model, under their names on the wire, files as they are; else None."""
    to_wire = getattr(value, "to_wire", None)
    if to_wire is None or isinstance(value, type):
        return None
    fields: Mapping[str, object] = to_wire()
    return fields


def _number(value: float | Decimal) -> Json:
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Decimal):
        return plain(int(value) if value == value.to_integral_value() else float(value))
    if isinstance(value, float) and not math.isfinite(value):
        raise Unsendable(f"{value} is no JSON number")
    return value


def _composite(value: object) -> Json:
    fields = wired(value)
    if fields is not None:
        return plain(fields)
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return {
            str(plain(key)): plain(item)
            for key, item in entries.items()
            if not isinstance(item, Omit)
        }
    if isinstance(value, (bytes, bytearray, memoryview)):
        raise Unsendable("bytes can only travel as a file")
    if isinstance(value, (Sequence, set, frozenset)):
        return [plain(item) for item in cast("Sequence[object]", value)]
    raise Unsendable(f"{type(value).__name__} has no form in JSON")


def text_of(value: Json) -> str:
    """Return a value without parts as it stands in a URL, a header or a form."""
    if isinstance(value, str):
        return value
    if value is True or value is False:
        return "true" if value else "false"
    return "" if value is None else str(value)


def at(value: Json, pointer: str) -> Json:
    """Return what a JSON Pointer leads to; `None` where it leads nowhere."""
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def first_at(value: Json, pointers: Sequence[str]) -> Json:
    """Return what the first pointer that leads to something leads to, or None."""
    for pointer in pointers:
        found = at(value, pointer)
        if found is not None and found != "":
            return found
    return None


def text_at(value: Json, pointers: Sequence[str]) -> str | None:
    """Return the first text or number that a pointer leads to, as text, or None."""
    for pointer in pointers:
        found = at(value, pointer)
        if isinstance(found, (str, int, float)) and not isinstance(found, bool):
            if found != "":
                return str(found)
    return None
