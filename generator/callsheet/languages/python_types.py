"""Python types: how an annotation is spelled, for what comes back and for what may be passed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from callsheet.ir import (
    Alias,
    Anything,
    Api,
    Array,
    Declaration,
    Kind,
    Literal,
    Nullable,
    Record,
    Ref,
    Scalar,
    Type,
    Union,
)
from callsheet.ir import Mapping as MappingType
from callsheet.languages.python_text import literal
from callsheet.names import Names

SCALARS = {
    Kind.STRING: "str",
    Kind.INTEGER: "int",
    Kind.NUMBER: "float",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "datetime.date",
    Kind.DATETIME: "datetime.datetime",
    Kind.UUID: "uuid.UUID",
    Kind.BINARY: "bytes",
}
_OBJECT = "Mapping[str, object]"


class Annotations:
    """Spells types. ``prefix`` stands before the names of declarations."""

    def __init__(
        self,
        api: Api,
        names: Names,
        prefix: str = "models.",
        *,
        scalars: Mapping[Kind, str] = SCALARS,
        list_: str = "List",
        is_eager: bool = False,
    ) -> None:
        """``is_eager`` is for what is evaluated as it stands, before all names are there."""
        self.names = names
        self.prefix = prefix
        self.scalars = scalars
        self.list_ = list_
        self.is_eager = is_eager
        self.api = api

    def received(self, made: Type) -> str:
        """Return the annotation of a value that came from the server."""
        return self._joined(self._received(made))

    def given(self, made: Type) -> str:
        """Return the annotation of a value that a caller may pass: wider than what comes back."""
        return self._joined(self._given(made))

    def _received(self, made: Type) -> list[str]:
        """Return the members of the union that the annotation is."""
        match made:
            case Scalar(kind=kind):
                return [self.scalars[kind]]
            case Ref(target=target):
                name = self.prefix + self.names.type(target)
                return [f'"{name}"'] if self.is_eager else [name]
            case Array(item=item):
                return [f"{self.list_}[{self.received(item)}]"]
            case MappingType(value=value):
                return [f"dict[str, {self.received(value)}]"]
            case Union(members=members):
                return [part for member in members for part in self._received(member)]
            case Literal(values=values, kind=kind, is_const=is_const):
                known = f"Literal[{', '.join(literal(value) for value in values)}]"
                return [known] if is_const else [known, self.scalars[kind]]
            case Nullable(inner=inner):
                return [*self._received(inner), "None"]
            case Anything():
                return ["Any"]
            case _:
                assert_never(made)

    def _given(self, made: Type, depth: int = 0) -> list[str]:
        match made:
            case Array(item=item):
                return [f"Sequence[{self._joined(self._given(item, depth))}]"]
            case MappingType(value=value):
                return [f"Mapping[str, {self._joined(self._given(value, depth))}]"]
            case Union(members=members):
                return [part for member in members for part in self._given(member, depth)]
            case Nullable(inner=inner):
                return [*self._given(inner, depth), "None"]
            case Scalar(kind=Kind.BINARY):
                return ["FileInput"]
            case Scalar(kind=Kind.DATETIME | Kind.DATE | Kind.UUID):
                return [*self._received(made), "str"]
            case Ref(target=target):
                return self._given_declared(made, self.api.find(target), depth)
            case _:
                return self._received(made)

    def _given_declared(self, made: Ref, found: Declaration | None, depth: int) -> list[str]:
        """Widen a declared type: a record may be a plain mapping, a list any sequence."""
        match found:
            case Record():
                return [*self._received(made), _OBJECT]
            case Alias(type=Array() | MappingType() as inner) if depth < 4:
                return self._given(inner, depth + 1)
            case Alias(type=inner) if self._holds_record(inner):
                return [*self._received(made), _OBJECT]
            case _:
                return self._received(made)

    def _holds_record(self, made: Type, depth: int = 0) -> bool:
        """Whether a union has a record among its members, whatever aliases stand between."""
        match made:
            case Union(members=members):
                return any(self._holds_record(member, depth) for member in members)
            case Nullable(inner=inner):
                return self._holds_record(inner, depth)
            case Ref(target=target) if depth < 8:
                found = self.api.find(target)
                if isinstance(found, Alias):
                    return self._holds_record(found.type, depth + 1)
                return found is not None
            case _:
                return False

    def _joined(self, parts: Iterable[str]) -> str:
        """Return a union of annotations, each once, ``None`` last."""
        flat = list(dict.fromkeys(parts))
        if "Any" in flat:
            return "Any"
        if "None" in flat:
            flat.remove("None")
            flat.append("None")
        return f"Union[{', '.join(flat)}]" if self.is_eager and len(flat) > 1 else " | ".join(flat)
