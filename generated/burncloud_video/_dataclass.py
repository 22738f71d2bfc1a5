"""The base of every dataclass model: it keeps what is new, and tells absent from null."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any, Final, Literal, TypeAlias, cast

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


def _fields(made: type) -> list[Known]:
    return [
        Known(one.name, one.metadata.get("key", one.name), one.default is not UNSET)
        for one in fields(cast("type[Model]", made))
        if one.name != "model_extra"
    ]


def _make(made: type, values: dict[str, Any], extra: dict[str, Any]) -> Any:
    return made(**values, model_extra=extra)


_CODEC = Codec(f"{__package__}.models_dataclass", Model, _fields, _make, UNSET)
decode = _CODEC.decode
encode = _CODEC.encode
