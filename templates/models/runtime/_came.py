"""What a value came as, beside the value: for the way back, and to say what it is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from pydantic import ValidationError

from ._model import CAME, Model, wire_name

_KINDS: dict[type, str] = {
    bool: "true or false",
    int: "an integer",
    float: "a number",
    str: "a text",
    dt.datetime: "a date and time",
    dt.date: "a date",
    UUID: "a UUID",
}


_PARTS = frozenset((dict, list))


class NotAsDeclared(ValueError):
    """A JSON value is not of the type that the document declares."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        """What is wrong, by the JSON Pointer of the place."""
        super().__init__(
            "; ".join(
                f"at {place or 'the top'}: {problem}"
                for place, problem in problems.items()
            )
        )


def remember(made: Any, came: Any) -> None:
    """Let each model keep the JSON object that it was made of."""
    pairs = [(made, came)]
    while pairs:
        value, source = pairs.pop()
        if isinstance(value, Model):
            vars(value)[CAME] = source
            if not _has_parts(source):
                continue
        pairs += [
            (one, its)
            for _, one, its in _parts(value, source)
            if one is not its and isinstance(its, (dict, list))
        ]


def _has_parts(source: dict[str, object]) -> bool:
    return not _PARTS.isdisjoint(map(type, source.values()))


def problems(error: ValidationError, came: Any) -> dict[str, str]:
    """Return what pydantic finds wrong with a JSON value, by the place."""
    found: dict[str, str] = {}
    for one in error.errors(include_url=False, include_context=False):
        place, value = "", came
        for step in one["loc"]:
            # The other steps name the members of unions that were tried.
            if isinstance(value, dict) and step in value:
                value = cast("dict[object, Any]", value)[step]
            elif isinstance(value, list) and isinstance(step, int):
                value = cast("list[object]", value)[step]
            else:
                continue
            place += _escaped(step)
        if one["type"] == "missing":
            place += _escaped(one["loc"][-1])
        found.setdefault(place, one["msg"])
    return found


def misread(made: Any, came: Any) -> dict[str, str]:
    """Return where a value was read as another type than it has in JSON, and the two types."""
    found: dict[str, str] = {}
    pairs = [("", made, came)]
    while pairs:
        place, value, source = pairs.pop()
        if not _is_type_of(value, source):
            found[place] = f"{_kind(source)} where {_kind(value)} is declared"
        pairs += [
            (place + _escaped(key), one, its) for key, one, its in _parts(value, source)
        ]
    return found


def _is_type_of(value: object, source: object) -> bool:
    """Whether JSON has no better type for a value than that of what it came as."""
    kind = type(value)
    if kind is type(source) or kind not in _KINDS:
        return True
    if kind is float:
        return type(source) is int
    if kind is int:
        return type(source) is float
    return type(source) is str and kind is not bool


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "another value")


def _parts(value: Any, source: Any) -> Iterator[tuple[str | int, Any, Any]]:
    """Yield the parts of a value: key or index, the part, and what it came as."""
    if isinstance(value, list) and isinstance(source, list):
        items = zip(cast("list[object]", value), cast("list[object]", source))
        for index, (one, its) in enumerate(items):
            yield index, one, its
    elif isinstance(source, dict) and isinstance(value, (dict, Model)):
        came = cast("dict[str, Any]", source)
        names, values = _NO_NAMES, _NO_VALUES
        if isinstance(value, Model):
            names, values = _names(type(value)), vars(value)
            rest = value.model_extra or _NO_VALUES
        else:
            rest = cast("dict[str, Any]", value)
        for key, its in came.items():
            name = names.get(key)
            yield key, rest.get(key) if name is None else values[name], its


_NO_NAMES: dict[str, str] = {}
_NO_VALUES: dict[str, Any] = {}


@lru_cache(maxsize=None)
def _names(made: type[Model]) -> dict[str, str]:
    """Return the Python names of a model's fields, by those on the wire."""
    return {wire_name(name, field): name for name, field in made.model_fields.items()}


def _escaped(step: str | int) -> str:
    return "/" + str(step).replace("~", "~0").replace("/", "~1")
