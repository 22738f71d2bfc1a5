"""TypeScript types: how one is spelled, for what comes back and for what may be passed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from callsheet.data import dataclass
from callsheet.ir import (
    Alias,
    Anything,
    Api,
    Array,
    Discriminator,
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
from callsheet.languages.typescript_text import WIDTH, key, literal
from callsheet.names import Names

SCALARS = {
    Kind.STRING: "string",
    Kind.INTEGER: "number",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "string",
    Kind.DATETIME: "string",
    Kind.UUID: "string",
    Kind.BINARY: "FileInput",
}
_OPEN = {"string": "(string & {})", "number": "(number & {})"}


@dataclass(frozen=True, slots=True)
class Types:
    """Spells types."""

    api: Api
    names: Names
    prefix: str
    """In front of the names of declarations."""
    scalars: Mapping[Kind, str]
    lists: str = ""
    """In front of lists: ``readonly``, where they are only read."""

    def spelled(self, made: Type, indent: int = 0, before: int = 0) -> str:
        """Return a type; a union that does not fit in the rest of its line has a line for each."""
        return self._laid_out(self.united(self.members(made)), indent, before)

    def alias(self, one: Alias) -> str:
        """Return what an alias stands for. Where that leads back to it, there is nothing new."""
        parts = self.united(self._unrolled(one.type, (one.pointer,))) or ["unknown"]
        return self._laid_out(parts, 0, len(self.names.type(one.pointer)) + 15)

    def _unrolled(self, made: Type, seen: tuple[str, ...]) -> list[str]:
        match made:
            case Union(members=members, discriminator=None):
                return [part for one in members for part in self._unrolled(one, seen)]
            case Nullable(inner=inner):
                return [*self._unrolled(inner, seen), "null"]
            case Ref(target=target) if target in seen:
                return []
            case Ref(target=target) if self._leads_to(target, seen[0], ()):
                found = self.api.declaration(target)
                assert isinstance(found, Alias)
                return self._unrolled(found.type, (*seen, target))
            case _:
                return self.members(made)

    def _leads_to(self, pointer: str, wanted: str, seen: tuple[str, ...]) -> bool:
        """Whether an alias stands for another one, with nothing but unions between them."""
        found = self.api.declaration(pointer)
        if pointer in seen or not isinstance(found, Alias):
            return False
        targets = list(_targets(found.type))
        return wanted in targets or any(
            self._leads_to(one, wanted, (*seen, pointer)) for one in targets
        )

    def _laid_out(self, parts: list[str], indent: int, before: int) -> str:
        line = " | ".join(parts)
        if indent + before + len(line) < WIDTH or len(parts) == 1:
            return line
        pad = "\n" + " " * (indent + 2)
        return "".join(f"{pad}| {part}" for part in parts)

    def members(self, made: Type) -> list[str]:
        """Return the members of the union that a type is."""
        match made:
            case Scalar(kind=kind):
                return self.scalars[kind].split(" | ")
            case Ref(target=target):
                return [self.prefix + self.names.type(target)]
            case Array(item=item):
                parts = self.united(self.members(item))
                inner = " | ".join(parts)
                is_one = len(parts) == 1 and " " not in inner
                return [f"{self.lists}{inner if is_one else f'({inner})'}[]"]
            case MappingType(value=value):
                return [f"{{ [key: string]: {self.spelled(value)} }}"]
            case Union(members=members, discriminator=discriminator):
                return [part for one in members for part in self._variant(one, discriminator)]
            case Literal(values=values, kind=kind, is_const=is_const):
                known = [literal(value) for value in values]
                further = _OPEN.get(SCALARS[kind])
                return known if is_const or further is None else [*known, further]
            case Nullable(inner=inner):
                return [*self.members(inner), "null"]
            case Anything():
                return ["unknown"]
            case _:
                assert_never(made)

    def _variant(self, member: Type, told_by: Discriminator | None) -> list[str]:
        """Return a member of a union, with the field that tells it where its own type does not."""
        if told_by is None or not isinstance(member, Ref):
            return self.members(member)
        values = [value for value, target in told_by.mapping if target == member.target]
        if not values or self._is_told(member.target, told_by.key):
            return self.members(member)
        tag = " | ".join(map(literal, values))
        return [f"({self.members(member)[0]} & {{ {key(told_by.key)}: {tag} }})"]

    def _is_told(self, pointer: str, name: str) -> bool:
        found = self.api.declaration(pointer)
        fields = found.fields if isinstance(found, Record) else ()
        tag = next((one.type for one in fields if one.key == name), None)
        # No intersection with what is no object: a union has its own members told.
        return not isinstance(found, Record) or (isinstance(tag, Literal) and tag.is_const)

    @staticmethod
    def united(parts: Iterable[str]) -> list[str]:
        """Return the members of a union, each once, without those that another one covers."""
        flat = list(dict.fromkeys(parts))
        if "unknown" in flat:
            return ["unknown"]
        if "string" in flat:
            flat = [one for one in flat if not one.startswith('"') and one != _OPEN["string"]]
        if "number" in flat:
            flat = [one for one in flat if not re.match(r"-?\d", one) and one != _OPEN["number"]]
        if "boolean" in flat:
            flat = [one for one in flat if one not in ("true", "false")]
        if "null" in flat:
            flat = [*(one for one in flat if one != "null"), "null"]
        return flat


def _targets(made: Type) -> Iterator[str]:
    """Yield the declarations that a type is, or one of whose union it is."""
    match made:
        case Ref(target=target):
            yield target
        case Nullable(inner=inner):
            yield from _targets(inner)
        case Union(members=members):
            for one in members:
                yield from _targets(one)
        case _:
            return
