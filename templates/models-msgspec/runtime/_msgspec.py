"""The base of every msgspec model: it keeps what is new, and tells absent from null."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import UNSET, Struct
from msgspec.structs import asdict, fields

from ._values import Codec, Known


class Model(Struct, dict=True, repr_omit_defaults=True):
    """A JSON object with known fields, and any others in `model_extra`.

    msgspec's own encoders leave those out; `encode` writes them too.
    """

    @property
    def model_extra(self) -> dict[str, Any]:
        """The fields that the document does not name, by their keys."""
        return vars(self)

    def __eq__(self, other: object) -> bool:
        same = super().__eq__(other)
        return same is True and vars(self) == vars(other)

    def __copy__(self) -> Model:
        return _make(type(self), asdict(self), vars(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return _make, (type(self), asdict(self), vars(self))


M = TypeVar("M", bound=Model)


def _fields(made: type[Any]) -> list[Known]:
    return [
        Known(one.name, one.encode_name, one.default is not UNSET)
        for one in fields(made)
    ]


def _make(made: type[M], values: dict[str, Any], extra: dict[str, Any]) -> M:
    model = made(**values)
    if extra:
        vars(model).update(extra)
    return model


_CODEC = Codec(f"{__package__}.models_msgspec", Model, _fields, _make, UNSET)
decode = _CODEC.decode
encode = _CODEC.encode
