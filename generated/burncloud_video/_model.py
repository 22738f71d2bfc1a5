"""The base of every model: it keeps what is new to it, and tells absent from null."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain, repeat
from typing import IO, TYPE_CHECKING, Annotated, Any, TypeAlias, cast
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetPydanticSchema,
    TypeAdapter,
    ValidationError,
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


CAME = "_came"
"""Where a model keeps the JSON object that it was made of: beside its fields, where it
is copied and pickled with them, and counts neither as one nor in comparisons.
"""
_ABSENT = object()
_NEVER = repeat(_ABSENT)
_NOTHING: dict[str, Any] = {}


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

        An explicit None is kept, a field never set is left out. Files stay the objects
        they are. In what a caller makes, constants such as the tag of a variant are
        always there. In what a server sent, all that was not changed is as it came, to
        the last digit.
        """
        came: dict[str, Any] = self.__dict__.get(CAME, _NOTHING)
        return {
            key: wire(value, came.get(key, _ABSENT)) for key, value in self._members()
        }

    def to_dict(self) -> dict[str, Any]:
        """Return the same as `to_wire`, as many packages call it."""
        return self.to_wire()

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return what `to_wire` gives as text."""
        return json.dumps(self.to_wire(), ensure_ascii=False, indent=indent)

    def _members(self) -> Iterator[tuple[str, Any]]:
        """Yield wire name and value of each field that counts, then of the unknown."""
        unknown = self.model_extra or {}
        is_ours = CAME not in self.__dict__
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            # pydantic counts an unknown field as set, and it may be called as ours is.
            is_set = name in self.model_fields_set and not (
                value is None and name in unknown
            )
            # Optional fields default to None: another default makes it a constant.
            is_constant = not (field.is_required() or field.default is None)
            if is_set or (is_constant and is_ours):
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


def wire(value: object, came: object = _ABSENT) -> Any:
    """Return a value as JSON has it: models by `to_wire`, times in RFC 3339.

    What still is what `came` stands for is as it came: 5 for 5.0, "5" for 5.
    """
    if isinstance(value, Model):
        return value.to_wire()
    if isinstance(value, Mapping):
        items = cast("Mapping[str, object]", value).items()
        known = cast("dict[str, object]", came) if isinstance(came, dict) else _NOTHING
        return {str(key): wire(one, known.get(key, _ABSENT)) for key, one in items}
    if isinstance(value, list):
        past = cast("list[object]", came) if isinstance(came, list) else []
        return [
            wire(one, its)
            for one, its in zip(cast("list[object]", value), chain(past, _NEVER))
        ]
    if came is not _ABSENT and _stands_for(came, value):
        return came
    if isinstance(value, dt.datetime):
        text = value.isoformat()
        return f"{text[:-6]}Z" if text.endswith("+00:00") else text
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


_READ = (bool, int, float, dt.datetime, dt.date, UUID)
"""The types that a value of another type in JSON may have been read as."""


def _stands_for(came: object, value: object) -> bool:
    """Whether something in JSON is read as the value, though it has another type."""
    kind = type(value)
    if kind is type(came) or kind not in _READ:
        return False
    try:
        return bool(_reader(kind).validate_python(came) == value)
    except ValidationError:
        return False


@lru_cache(maxsize=None)
def _reader(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


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
