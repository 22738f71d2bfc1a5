"""Readers: each makes of a JSON value what it is declared to be, or says what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeAlias, cast
from uuid import UUID

from ._texts import read_date, read_time, read_uuid

Place: TypeAlias = "tuple[Any, str | int] | None"
"""Where a value stands: the place of what holds it, and its key or index there."""
Problems: TypeAlias = "list[tuple[Place, str]]"
Reader: TypeAlias = Callable[[Any, "Place", "Problems"], Any]


class NotAsDeclared(ValueError):
    """A JSON value is not of the type that the document declares."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        """What is wrong, by the JSON Pointer of the place."""
        super().__init__(_told(problems))


class NotJson(TypeError):
    """A value has no place in JSON."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        """What is wrong, by the JSON Pointer of the place."""
        super().__init__(_told(problems))


def read_anything(value: Any, at: Place, wrong: Problems) -> Any:
    return value


def read_nullable(read: Reader, value: Any, at: Place, wrong: Problems) -> Any:
    return None if value is None else read(value, at, wrong)


def read_list(item: Reader, value: Any, at: Place, wrong: Problems) -> Any:
    if not isinstance(value, list):
        wrong.append((at, f"{kind_of(value)} where a list is declared"))
        return value
    items = cast("list[object]", value)
    return [item(one, (at, number), wrong) for number, one in enumerate(items)]


def read_mapping(item: Reader, value: Any, at: Place, wrong: Problems) -> Any:
    if not isinstance(value, dict):
        wrong.append((at, f"{kind_of(value)} where an object is declared"))
        return value
    members = cast("dict[str, object]", value)
    return {key: item(one, (at, key), wrong) for key, one in members.items()}


def read_constant(
    values: tuple[object, ...], value: Any, at: Place, wrong: Problems
) -> Any:
    if not any(value == one and type(value) is type(one) for one in values):
        wrong.append(
            (at, f"{value!r} where {', '.join(map(repr, values))} is declared")
        )
    return value


def _is(kinds: tuple[type, ...], named: str) -> Reader:
    """Return the reader of a value that JSON has as it is."""

    def scalar(value: Any, at: Place, wrong: Problems) -> Any:
        if type(value) not in kinds:
            wrong.append((at, f"{kind_of(value)} where {named} is declared"))
        return value

    return scalar


def _says(read: Callable[[str], Any], named: str) -> Reader:
    """Return the reader of a value that JSON has as text."""

    def text(value: Any, at: Place, wrong: Problems) -> Any:
        if isinstance(value, str):
            try:
                return read(value)
            except ValueError:
                pass
        wrong.append((at, f"{value!r:.60} where {named} is declared"))
        return value

    return text


def _integer(value: Any, at: Place, wrong: Problems) -> Any:
    if type(value) is float and value.is_integer():
        return int(value)  # JSON knows one kind of number
    if type(value) is not int:
        wrong.append((at, f"{kind_of(value)} where an integer is declared"))
    return value


SCALARS: dict[Any, Reader] = {
    str: _is((str,), "a text"),
    int: _integer,
    float: _is((float, int), "a number"),
    bool: _is((bool,), "true or false"),
    type(None): _is((type(None),), "null"),
    dt.datetime: _says(read_time, "a date and time"),
    dt.date: _says(read_date, "a date"),
    UUID: _says(read_uuid, "a UUID"),
}


def kind_of(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return "a text"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return f"a {type(value).__name__}"


def pointer(at: Place) -> str:
    """Return the JSON Pointer of a place."""
    steps: list[str] = []
    while at is not None:
        at, step = at
        steps.append(str(step).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{step}" for step in reversed(steps))


def _told(problems: dict[str, str]) -> str:
    return "; ".join(f"at {at or 'the top'}: {said}" for at, said in problems.items())
