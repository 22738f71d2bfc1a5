"""The base of every dataclass model: it keeps what is new, and tells absent from null."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any, Final, Literal, TypeAlias, TypeVar, cast, overload

from ._values import Codec, Known


class Absent(Enum):
    """What stands for a field that is not there."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


Unset: TypeAlias = Literal[Absent.UNSET]
UNSET: Final = Absent.UNSET


@dataclass(slots=True, kw_only=True)
class Model:
    """A JSON object with known fields, and any others in `model_extra`."""

    model_extra: dict[str, Any] = field(default_factory=dict[str, Any])

    def __repr__(self) -> str:
        rows = [(one.name, getattr(self, one.name)) for one in fields(self)]
        told = (f"{name}={its!r}" for name, its in rows[1:] if its is not UNSET)
        rest = (f"model_extra={self.model_extra!r}",) if self.model_extra else ()
        return f"{type(self).__name__}({', '.join((*told, *rest))})"


T = TypeVar("T")


@overload
def decode(type_: type[T], value: object, *, strict: bool = False) -> T: ...


@overload
def decode(type_: object, value: object, *, strict: bool = False) -> Any: ...


def decode(type_: object, value: object, *, strict: bool = False) -> Any:
    """Return a JSON value as a value of the type.

    What is not as declared stays as it came; with `strict`, it raises NotAsDeclared.
    """
    return _CODEC.decode(type_, value, strict=strict)


def encode(value: object) -> Any:
    """Return the JSON value that a model, or a list or mapping of models, stands for.

    Raises NotJson where something in it has no place in JSON.
    """
    return _CODEC.encode(value)


def _fields(made: type) -> list[Known]:
    return [
        Known(one.name, one.metadata.get("key", one.name), one.default is not UNSET)
        for one in fields(cast("type[Model]", made))
        if one.name != "model_extra"
    ]


def _make(made: type, values: dict[str, Any], extra: dict[str, Any]) -> Any:
    return made(**values, model_extra=extra)


_CODEC = Codec(f"{__package__}.models_dataclass", Model, _fields, _make, UNSET)
