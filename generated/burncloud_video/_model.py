"""The base of every model: it keeps what is new to it, and tells absent from null."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Annotated, Any, TypeAlias, cast
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetPydanticSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

_FileContent: TypeAlias = bytes | os.PathLike[str] | IO[bytes]
FileInput: TypeAlias = Annotated[
    _FileContent
    | tuple[str | None, _FileContent]
    | tuple[str | None, _FileContent, str | None],
    GetPydanticSchema(lambda _source, _handler: core_schema.any_schema()),
]
"""A file to send: bytes, a path or a file opened for reading bytes; or a tuple of its
name, one of those, and its media type.
"""


class Model(BaseModel):
    """A JSON object with known fields, and any others beside them.

    A field that was left out is None and is not in `model_fields_set`; one that is null
    is None and is in it. Fields that the document does not know stand in `model_extra`,
    and are attributes too.
    """

    model_config = ConfigDict(
        extra="allow",
        populate_by_name=True,
        protected_namespaces=(),
        defer_build=True,
    )

    if TYPE_CHECKING:
        # So that a model may say of which type its further fields are.
        __pydantic_extra__: Any = Field(init=False)

    def to_wire(self) -> dict[str, Any]:
        """Return the JSON object for the wire: what was set, under its names there.

        An explicit None is kept, a field never set is left out. Constants, such as the
        tag of a variant, are always there. Files stay the objects they are.
        """
        return {key: wire(value) for key, value in self._members()}

    def _members(self) -> Iterator[tuple[str, Any]]:
        """Yield wire name and value of each field that counts, then of the unknown."""
        unknown = self.model_extra or {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            # pydantic counts an unknown field as set, and it may be called as ours is.
            is_set = name in self.model_fields_set and not (
                value is None and name in unknown
            )
            # Optional fields default to None: another default makes it a constant.
            if is_set or not (field.is_required() or field.default is None):
                yield wire_name(name, field), value
        yield from unknown.items()

    def __repr__(self) -> str:
        """Show what was set, long text cut."""
        names = (
            name for name in type(self).model_fields if name in self.model_fields_set
        )
        shown = [(name, getattr(self, name)) for name in names]
        shown.extend((self.model_extra or {}).items())
        text = ", ".join(f"{name}={_short(value)}" for name, value in shown)
        return f"{type(self).__name__}({text})"

    __str__ = __repr__


def wire_name(name: str, field: FieldInfo) -> str:
    """Return what a field is called on the wire, which may be nothing at all."""
    return name if field.alias is None else field.alias


def wire(value: object) -> Any:
    """Return a value as JSON has it: models by `to_wire`, times in RFC 3339."""
    if isinstance(value, Model):
        return value.to_wire()
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {str(key): wire(one) for key, one in items}
    if isinstance(value, list):
        return [wire(one) for one in cast("list[object]", value)]
    if isinstance(value, dt.datetime):
        text = value.isoformat()
        return f"{text[:-6]}Z" if text.endswith("+00:00") else text
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


class Tagged:
    """Marks a union whose members are told apart by the value of one field."""

    def __init__(self, key: str, choices: Mapping[str, Any]) -> None:
        self.key = key
        """Wire name of the field."""
        self.choices = choices
        """Its value, the type of the member."""

    def tag(self, value: object) -> str | None:
        """Return the tag of an object, known or not; None of what has none."""
        if isinstance(value, Mapping):
            found = cast("Mapping[str, object]", value).get(self.key)
            if found is None:
                return None
            return found if isinstance(found, str) else json.dumps(found, default=repr)
        return next(
            (tag for tag, made in self.choices.items() if type(value) is made), None
        )

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate by tag; what has no tag, as any member that fits."""
        choices: dict[Any, CoreSchema] = {
            tag: handler.generate_schema(made) for tag, made in self.choices.items()
        }
        return core_schema.tagged_union_schema(
            {**choices, _UNTAGGED: handler(source)},
            discriminator=lambda value: self.tag(value) or _UNTAGGED,
        )


_UNTAGGED = 0
"""Equal to no tag, since tags are text."""

_WIDEST = 72


def _short(value: object) -> str:
    if isinstance(value, str | bytes) and len(value) > _WIDEST:
        return f"{value[:_WIDEST]!r}…"
    return repr(value)
