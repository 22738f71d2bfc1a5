"""JSON values under the types that a document gives them: they are checked to be JSON, and kept."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeVar, Union, cast, overload

T = TypeVar("T")

Json = Union["dict[str, Json]", "list[Json]", str, int, float, bool, None]


class NotJson(ValueError):
    """A value has no form in JSON, or is no object where one is declared."""


@overload
def decode(kind: type[T], value: object) -> T: ...


@overload
def decode(kind: object, value: object) -> Any: ...


def decode(kind: object, value: object) -> Any:
    """Return a JSON value under a type of the document, as it is: nothing is lost or changed.

    Whether each field is as declared is not looked at, for a newer server must not break a client.
    Raises NotJson where the value is not JSON at all, or no object where the type is one.
    """
    found: object = value
    if isinstance(kind, type) and not isinstance(found, dict):
        raise NotJson(f"{kind.__name__} is an object, not {type(value).__name__}")
    _plain(value, "")
    return value


def encode(value: object) -> Json:
    """Return a value as plain JSON of its own, for `json.dumps`. Raises NotJson, which says where."""
    return _plain(value, "")


def _plain(value: object, at: str) -> Json:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise NotJson(f"{value} at {at or 'the top'} is no JSON number")
        return value
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return {
            _key(key, at): _plain(one, f"{at}/{key}") for key, one in entries.items()
        }
    if isinstance(value, (list, tuple)):
        items = cast("list[object]", value)
        return [_plain(one, f"{at}/{index}") for index, one in enumerate(items)]
    raise NotJson(f"{type(value).__name__} at {at or 'the top'} has no form in JSON")


def _key(key: object, at: str) -> str:
    if isinstance(key, str):
        return key
    raise NotJson(f"{key!r} at {at or 'the top'} is no key: it is no text")
