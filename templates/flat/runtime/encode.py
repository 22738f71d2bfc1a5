"""Values as they stand in paths, queries, headers and forms, and where they are in bodies."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeGuard
from urllib.parse import quote

from .errors import ArgumentError
from .api import omit

_RESERVED = ":/?@!$'()*,;="


def _given(*parts: Mapping[str, object] | None) -> dict[str, object]:
    pairs = ((name, one) for part in parts for name, one in (part or {}).items())
    return {name: one for name, one in pairs if one is not omit}


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray))


def _json(value: object) -> str:
    try:
        return json.dumps(value, default=dict, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ArgumentError(f"a value cannot be sent: {error}") from None


def _text(value: object) -> str:
    """Return a value as it stands in a URL, a header or a form."""
    return value if isinstance(value, str) else "" if value is None else _json(value)


def _whole(value: object, media: str) -> object:
    """Return a parameter that is a text of a media type."""
    if value is omit or (media.startswith("text/") and isinstance(value, str)):
        return value
    return _json(value)


def _word(value: object) -> str:
    return quote(_text(value), safe="")


def _items(value: object, safe: str | None = "") -> list[tuple[str | None, str]]:
    """Take a value apart, with keys if it has any. An absent part is left out."""

    def escaped(part: object) -> str:
        return _text(part) if safe is None else quote(_text(part), safe=safe)

    if _is_object(value):
        return [(escaped(k), escaped(one)) for k, one in value.items() if one is not None]
    parts = value if _is_list(value) else [value]
    return [(None, escaped(one)) for one in parts if one is not None]


def _joined(value: object, between: str, explode: bool, safe: str | None = "") -> str:
    pair = "=" if explode else between
    items = _items(value, safe)
    return between.join(text if key is None else key + pair + text for key, text in items)


def _segment(value: object, explode: bool = False) -> str:
    return _joined(value, ",", explode)


def _label(value: object, explode: bool = False) -> str:
    return "." + _joined(value, "." if explode else ",", explode)


def _matrix(name: str, value: object, explode: bool = False) -> str:
    pairs = _form(name, value, explode)
    return "".join(f";{key}={text}" if text else f";{key}" for key, text in pairs)


def _form(
    name: str, value: object, explode: bool = True, between: str = ",", safe: str = ""
) -> list[tuple[str, str]]:
    """Return the pairs of a query, a cookie or a form: none where there is no value."""
    if value is None or value is omit:
        return []
    name, items = quote(name, safe=safe), _items(value, safe)
    if explode or not (_is_object(value) or _is_list(value)):
        return [(name if key is None else key, text) for key, text in items]
    return [(name, _joined(value, between, False, safe))] if items else []


def _leaves(name: str, value: object) -> list[tuple[str, str]]:
    """Return the leaves of a value under names such as ``filter[price][max]``."""
    if _is_object(value):
        return [pair for key, one in value.items() for pair in _leaves(f"{name}[{key}]", one)]
    if _is_list(value):
        return [pair for one in value for pair in _leaves(f"{name}[]", one)]
    return [] if value is None or value is omit else [(name, _text(value))]


def _deep(name: str, value: object, safe: str = "") -> list[tuple[str, str]]:
    if not _is_object(value):
        return _form(name, value, safe=safe)
    return [(quote(key, safe), quote(text, safe)) for key, text in _leaves(name, value)]


def _cookies(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the header of all cookies: none where there are none."""
    return [("cookie", "; ".join(f"{name}={text}" for name, text in pairs))] if pairs else []


def _header(name: str, value: object, explode: bool = False) -> list[tuple[str, str]]:
    """Return a header: none where there is no value."""
    if value is None or value is omit:
        return []
    return [(name, _joined(value, ",", explode, None))]


def _at(value: Any, pointer: str) -> Any:
    """Return what a JSON Pointer leads to, or None."""
    with suppress(LookupError, TypeError, ValueError):
        for step in pointer.split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            value = value[int(step) if _is_list(value) else step]
        return value
    return None


def _text_at(value: Any, pointers: Sequence[str]) -> str | None:
    """Return the first text or number that a pointer leads to, as text."""
    for found in (_at(value, pointer) for pointer in pointers):
        if isinstance(found, (str, int, float)) and not isinstance(found, bool) and found != "":
            return str(found)
    return None
