"""Values of command lines: how the text of an option is read, by the type that it is for."""

from __future__ import annotations

from collections.abc import Iterable

from callsheet.data import dataclass
from callsheet.ir import (
    Alias,
    Anything,
    Api,
    Array,
    Kind,
    Literal,
    Mapping,
    Nullable,
    Ref,
    Scalar,
    Type,
    Union,
)

_TAKES = {
    Kind.STRING: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "NUMBER",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.DATE: "TEXT",
    Kind.DATETIME: "TEXT",
    Kind.UUID: "TEXT",
    Kind.BINARY: "FILE",
}
_ORDER = ("FILE", "JSON", "BOOLEAN", "INTEGER", "NUMBER", "TEXT")
"""Of a value that may be several things: what is looked for first."""
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class CommandValues:
    """Spells the kinds of values that commands take."""

    api: Api

    def kind(self, made: Type, depth: int = 0) -> str:
        """Return the kind of value that a text of the command line is read as."""
        match made:
            case Scalar(kind=kind):
                return _TAKES[kind]
            case Literal(kind=kind, is_const=is_const):
                return f"{_TAKES[kind]}.exact" if is_const else _TAKES[kind]
            case Nullable(inner=inner):
                return self.kind(inner, depth)
            case Array(item=item) if depth == 0:
                one = self.kind(item, 1)
                return "JSON.many" if "|" in one else f"{one}.many"
            case Ref(target=target) if depth < _DEEPEST:
                found = self.api.declaration(target)
                if not isinstance(found, Alias):
                    return "JSON"
                plain = isinstance(found.type, Array) and depth == 0
                return self.kind(found.type, 0 if plain else depth + 1)
            case Union(members=members):
                return _united({self.kind(one, depth + 1) for one in members})
            case Anything():
                return "ANYTHING"
            case Array() | Mapping() | Ref():
                return "JSON"

    def known(self, made: Type, depth: int = 0) -> Iterable[str | int | bool]:
        """Yield the values that the document lists for an argument, or for its items."""
        match made:
            case Literal(values=values):
                yield from values
            case Nullable(inner=inner) | Array(item=inner):
                yield from self.known(inner, depth)
            case Union(members=members):
                for one in members:
                    yield from self.known(one, depth)
            case Ref(target=target) if depth < _DEEPEST:
                found = self.api.declaration(target)
                if isinstance(found, Alias):
                    yield from self.known(found.type, depth + 1)
            case _:
                pass


def _united(kinds: set[str]) -> str:
    """Return the kind of a value that may be of several."""
    if "ANYTHING" in kinds:
        return "ANYTHING"
    plain: set[str] = set()
    for kind in kinds:
        for part in kind.split(" | "):
            is_list = part.endswith(".many")
            plain.add("JSON" if is_list else part.removesuffix(".exact"))
    found = [kind for kind in _ORDER if kind in plain]
    if "TEXT" in found and not {"FILE", "JSON"} & plain:
        found = ["TEXT"]
    if found == ["INTEGER", "NUMBER"]:
        found = ["NUMBER"]
    if len(found) > 1:
        return " | ".join(found)
    is_exact = any(kind.endswith(".exact") for kind in kinds)
    return f"{found[0]}.exact" if is_exact else found[0]
