"""Schemas for what a page shows: a row of a table, or a value of a sample."""

from __future__ import annotations

from typing import Any

from callsheet.pages.prose import Default, Limit, Values, says_of
from callsheet.pages.tables import Row, types_of
from callsheet.plain import is_list, is_object


class Unclear(Exception):
    """The page can be meant in two ways; says in which respect."""


def schema_of_row(row: Row) -> dict[str, Any]:
    """Return the schema that a row describes. Raises Unclear where it names no type."""
    kinds = types_of(row.type.text) if row.type else ()
    if not kinds:
        raise Unclear("the page does not say what type it has")
    made: dict[str, Any] = {}
    if row.description:
        made["description"] = one_line(row.description.text)
    plain = [kind for kind in kinds if kind not in ("file", "any")]
    if "file" in kinds:
        made |= {"type": "string", "format": "binary"}
    elif plain:
        made["type"] = plain[0] if len(plain) == 1 else plain
    if plain == ["array"]:
        inner = (
            types_of(row.type.text.replace("[]", "")) if row.type and "[]" in row.type.text else ()
        )
        made["items"] = {"type": inner[0]} if inner and inner != ("array",) else {}
    for text in (row.description, row.values):
        for says in says_of(text) if text else ():
            _add_says(made, says)
    if row.default is not None and row.default.text.strip("`- "):
        made["default"] = typed(row.default.text.strip("` "), made.get("type"))
    return made


def _add_says(made: dict[str, Any], says: Default | Values | Limit) -> None:
    match says:
        case Default(value):
            made["default"] = typed(value, made.get("type"))
        case Values(values, _, always) if not always:
            made["enum"] = [typed(value, made.get("type")) for value in values]
        case _:
            pass


def schema_of_value(value: Any) -> dict[str, Any]:
    """Return a schema that a value fits. Raises Unclear where it is null."""
    match value:
        case bool():
            return {"type": "boolean"}
        case int():
            return {"type": "integer"}
        case float():
            return {"type": "number"}
        case str():
            return {"type": "string"}
        case _ if is_list(value):
            return {"type": "array", "items": schema_of_value(value[0]) if value else {}}
        case _ if is_object(value):
            return {
                "type": "object",
                "properties": {key: schema_of_value(each) for key, each in value.items()},
            }
        case _:
            raise Unclear("the sample shows no value, so its type is unknown")


def typed(value: str, kind: Any) -> Any:
    """Return a page's word as a value of a type, or as it is where it is none."""
    try:
        if kind == "integer":
            return int(value)
        if kind == "number":
            return float(value) if "." in value else int(value)
    except ValueError:
        return value
    if kind == "boolean" and value.lower() in ("true", "false"):
        return value.lower() == "true"
    return value


def one_line(text: str) -> str:
    """Return a description on one line, with a full stop."""
    joined = " ".join(text.split())
    if not joined or joined.endswith((".", "。", "!", "?")):
        return joined
    return joined + ("。" if any(character > "\u2e80" for character in joined) else ".")
