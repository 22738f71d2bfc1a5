"""Text of a URL or a form, read as the values that its schema speaks of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Final

from .pointers import Json, Object
from .schemas import Schemas

_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]{0,400})")
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_KEY: Final = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_DEEPEST: Final = 16


def coerce(schemas: Schemas, value: Json, schema: Json) -> Json:
    """Return the value with its texts read as the schema wants them; text that does not fit stays."""
    if isinstance(value, str):
        return _read(schemas, value, schema)
    if isinstance(value, list):
        item = schemas.item(schema)
        return [coerce(schemas, each, item) for each in value]
    if isinstance(value, dict):
        if schemas.kinds(schema) == frozenset({"array"}):
            return [coerce(schemas, value, schemas.item(schema))]
        return {
            k: coerce(schemas, v, schemas.member(schema, k)) for k, v in value.items()
        }
    return value


def _read(schemas: Schemas, text: str, schema: Json) -> Json:
    kinds = schemas.kinds(schema)
    is_text = "string" in kinds and (
        len(kinds) == 1 or schemas.is_valid(schema, text, "request")
    )
    if not kinds or is_text:
        return text
    if "integer" in kinds and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in kinds and _NUMBER.fullmatch(text):
        return float(text) if re.search("[.eE]", text) else int(text)
    if "boolean" in kinds and text in ("true", "false"):
        return text == "true"
    if "null" in kinds and text in ("", "null"):
        return None
    if kinds & {"object", "array"} and text.lstrip()[:1] in ("{", "["):
        try:
            found = parse_json(text)
        except ValueError:
            return text
        # One item of a list may come alone, as the single part of that name in a form does.
        is_item = "array" in kinds and "object" not in kinds and isinstance(found, dict)
        return [found] if is_item else found
    if "array" in kinds:
        return [coerce(schemas, text, schemas.item(schema))]
    return text


def parse_json(text: str | bytes) -> Json:
    """Read a JSON text, strictly. Raises ValueError."""
    try:
        value: Json = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    return value


def _refuse(word: str) -> Json:
    raise ValueError(f"{word} is no JSON")


def nest(
    pairs: Iterable[tuple[str, Json]], whole: Callable[[str], bool] | None = None
) -> Object:
    """Return the object that the fields of a form spell: ``a[b]=1`` is a member, ``a[]=1`` an item.

    A field that is repeated becomes a list. ``whole`` says which names are not to be taken apart.
    """
    made: Object = {}
    for name, value in pairs:
        found = _KEY.fullmatch(name)
        steps = re.findall(r"\[([^\]]*)\]", found[2]) if found else []
        is_whole = whole is not None and whole(name)
        if found is None or is_whole or len(steps) > _DEEPEST:
            _add(made, name, value)
        else:
            _place(made, [found[1], *steps], value)
    return {key: _listed(value) for key, value in made.items()}


def _place(made: Object, steps: list[str], value: Json) -> None:
    """Set a value along the steps. ``[]`` is kept as the key ``""`` of an object until the end."""
    here = made
    for step in steps[:-1]:
        below = here.get(step)
        if not isinstance(below, dict):
            below = here[step] = {}
        here = below
    _add(here, steps[-1], value, always_list=steps[-1] == "")


def _add(here: Object, key: str, value: Json, *, always_list: bool = False) -> None:
    if key not in here:
        here[key] = [value] if always_list else value
        return
    known = here[key]
    here[key] = [*known, value] if isinstance(known, list) else [known, value]


def _listed(value: Json) -> Json:
    """Turn objects whose keys are ``""`` or 0, 1, 2 … into the lists that they stand for."""
    if not isinstance(value, dict):
        return value
    if set(value) == {""}:
        inner = value[""]
        # a[][b]=1 fills one item; several of them cannot be told apart.
        return inner if isinstance(inner, list) else [_listed(inner)]
    if value and list(value) == [str(index) for index in range(len(value))]:
        return [_listed(each) for each in value.values()]
    return {key: _listed(each) for key, each in value.items()}
