"""Names that need not be decided: an earlier run has, or nobody asks for them.

Those within an operation, a record or a resource hang on their owner alone. So its digest stands
for all of them, they are decided when one is asked for, and what there was to tell of them is known
from the last run that saw the same owner. All others hang on the wishes of the whole API.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property

from callsheet.cache import Cache
from callsheet.data import dataclass
from callsheet.diagnostics import Report, said

_KIND = "names"
_END = re.compile(r"~(?![01])")
"""Where the pointer of an owner may end, and what it is called within that begins."""


Words = list[list[str]]
"""Findings, as a memory keeps them."""
Decided = tuple[dict[str, str], dict[str, str]]
"""Values and types by pointer."""


@dataclass(slots=True)
class NameMemory:
    """What earlier runs have decided, and what there was to tell of it; most say nothing."""

    cache: Cache
    key: str
    before: dict[str, Words] = field(init=False)
    """By the digest of a scope."""
    now: dict[str, Words] = field(default_factory=dict[str, Words], init=False)
    _together: list[tuple[str, Decided, Words]] = field(init=False)
    """What is decided for the whole API together, and the digest of its wishes; of one run."""
    _is_new: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.before, self._together = self.cache.value(_KIND, self.key, ({}, []))

    def together(self, wishes: str, report: Report, decide: Callable[[Report], Decided]) -> Decided:
        """Return what is decided for these wishes, and report what there is to tell of it."""
        for digest, decided, told in self._together:
            if digest == wishes:
                report.extend(map(said, told))
                return decided
        found = Report()
        decided = decide(found)
        report.extend(found.found)
        self._together = [(wishes, decided, [one.words() for one in found.found])]
        self._is_new = True
        return decided

    def keep(self) -> None:
        """Keep what was decided in this run."""
        if self._is_new or self.now != self.before:
            self.cache.put_value(_KIND, self.key, (self.now, self._together))


class Scope:
    """Things that are named together, and apart from all others."""

    def __init__(
        self, digest: Callable[[], str], decide: Callable[[Report], Mapping[str, str]]
    ) -> None:
        self._digest = digest
        self._decide = decide
        self._names: Mapping[str, str] | None = None

    @cached_property
    def digest(self) -> str:
        """The digest of all that decides their names."""
        return self._digest()

    def names(self, report: Report) -> Mapping[str, str]:
        """Return their names, decided once; what callers should know of them goes into a report."""
        if self._names is None:
            self._names = self._decide(report)
        return self._names


class LateValues(Mapping[str, str]):
    """Identifiers by pointer: some are known, those of the scopes are decided when asked for."""

    def __init__(self, known: Mapping[str, str], scopes: Mapping[tuple[str, str], Scope]) -> None:
        self.known = known
        """What is decided for the whole API together."""
        self.scopes = scopes
        """By owner, and the kind of what it owns: argument, usage or field."""

    def tell(self, report: Report, memory: NameMemory | None) -> None:
        """Report what there is to say of all scopes: from memory, else by deciding them."""
        for scope in dict.fromkeys(self.scopes.values()):
            told = memory.before.get(scope.digest) if memory else None
            if told is None:
                found = Report()
                scope.names(found)
                report.extend(found.found)
                told = [one.words() for one in found.found]
            else:
                report.extend(map(said, told))
            if memory:
                memory.now[scope.digest] = told

    def owner(self, pointer: str) -> tuple[str, str] | None:
        """Return the scope of a pointer that begins with that of an owner; None for all others."""
        for end in _END.finditer(pointer):
            at, inside = pointer[: end.start()], pointer[end.end() :]
            kind = "usage" if inside.startswith("usage") else "argument"
            if (at, kind) in self.scopes:
                return at, kind
            if inside.startswith("field/") and (at, "field") in self.scopes:
                return at, "field"
        return None

    def __getitem__(self, pointer: str) -> str:
        known = self.known.get(pointer)
        if known is not None:
            return known
        at = self.owner(pointer)
        if at is None:
            raise KeyError(pointer)
        return self._names(self.scopes[at])[pointer]

    def __iter__(self) -> Iterator[str]:
        yield from self.known
        for scope in dict.fromkeys(self.scopes.values()):
            yield from self._names(scope)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _names(self, scope: Scope) -> Mapping[str, str]:
        return scope.names(Report())  # what there is to tell was told, from memory
