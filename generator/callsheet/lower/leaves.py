"""Leaves: what one schema by itself says of its type, and whether that is worth a name."""

from __future__ import annotations

from typing import Any

from callsheet.ir import Anything, Array, Kind, Literal, Mapping, Scalar, Type, Union
from callsheet.lower.shapes import Shape
from callsheet.lower.unions import join, kind_of
from callsheet.plain import is_list

_FORMATS = {"date-time": Kind.DATETIME, "date": Kind.DATE, "uuid": Kind.UUID}


def literal(shape: Shape) -> Type | None:
    """Return the values that a schema lists, None where it lists none that a type can say."""
    const = shape.first("const")
    if const is not None and isinstance(const.value, str | int | bool):
        return Literal((const.value,), kind_of(const.value), is_const=True)
    listed = shape.first("enum")
    values: list[Any] = listed.value if listed is not None and is_list(listed.value) else []
    values = [value for value in values if value is not None]
    if not values or not all(isinstance(value, str | int | bool) for value in values):
        return None  # lists, objects and fractions: any value of the type
    return join(Literal((value,), kind_of(value)) for value in values)


def string_kind(shape: Shape, binary: bool) -> Kind:
    """Return what a text is: bytes only where bytes travel as such."""
    form, media = shape.text("format"), shape.text("contentMediaType")
    is_json = media == "application/json" or media.endswith("+json")
    is_bytes = form == "binary" or (
        media != "" and not is_json and not shape.text("contentEncoding")
    )
    if is_bytes:
        return Kind.BINARY if binary else Kind.STRING
    return _FORMATS.get(form, Kind.STRING)


def is_plain_scalar(value: dict[str, Any]) -> bool:
    """Whether a schema is a scalar without a say in which values."""
    is_scalar = value.get("type") in ("string", "integer", "number", "boolean")
    return is_scalar and not any(
        key in value for key in ("enum", "const", "allOf", "anyOf", "oneOf")
    )


def deserves_a_name(made: Type) -> bool:
    """Whether a component is worth a name rather than being written out where it is used."""
    match made:
        case Union() | Literal():
            return True
        case Array(item=inner) | Mapping(value=inner):
            return not isinstance(inner, Scalar | Anything)
        case _:
            return False
