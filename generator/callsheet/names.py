"""Name: every declaration, operation and argument gets its identifier, once.

A whole scope is decided together. Each thing comes with candidates, the prettiest first; a
candidate is taken only when nobody else in the scope wants it. So adding an unrelated schema never
renames an old one: rivals all give way to their longer names, and a number comes last of all. What
the document pins by ``x-name`` never moves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import partial
from types import MappingProxyType

from callsheet import wishes
from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.ir import Api, Record, Resource
from callsheet.ir.late import digest_of, digest_of_text
from callsheet.naming import Decided, LateValues, NameMemory, Scope
from callsheet.wishes import Spelling, Wanted


@dataclass(frozen=True, slots=True)
class Names:
    """Pointer to identifier, for one language. Frozen."""

    values: Mapping[str, str]
    types: Mapping[str, str]

    def value(self, pointer: str) -> str:
        """Return the identifier of an operation, argument, field or resource. Raises KeyError."""
        return self.values[pointer]

    def find(self, pointer: str) -> str | None:
        """Return the identifier of a value, or None."""
        return self.values.get(pointer)

    def shared(self) -> Mapping[str, str]:
        """Return the identifiers of values that are decided for the whole API together."""
        return self.values.known if isinstance(self.values, LateValues) else self.values

    def also(self, _language: str, make: Callable[[], Names]) -> Names:
        """Return the names of another language; what stands for this one makes them late."""
        return make()

    def type(self, pointer: str) -> str:
        """Return the class name of a declaration, resource or failure. Raises KeyError."""
        return self.types[pointer]


_RANKS = ("pinned", "given", "derived")


@dataclass(slots=True)
class _Scope:
    """Things that must not share a name."""

    kind: str
    spelling: Spelling
    report: Report
    taken: dict[str, str] = field(default_factory=dict[str, str])

    def decide(self, wanted: Iterable[Wanted]) -> dict[str, str]:
        """Return the name of each thing: pinned names first, then given ones, then derived ones."""
        everything = list(wanted)
        decided: dict[str, str] = {}
        for level in _RANKS:
            self._decide_level([one for one in everything if one.strength.level == level], decided)
        return decided

    def _decide_level(self, todo: list[Wanted], decided: dict[str, str]) -> None:
        for one in list(todo):  # what is written just as it would be spelled has the first claim
            exact = one.strength.wish == one.candidates[0] == self._safe(one.candidates[0])
            if exact and self._key(one.candidates[0]) not in self.taken:
                self._take(decided, one, one.candidates[0])
                todo.remove(one)
        for rank in range(max((len(one.candidates) for one in todo), default=0)):
            asked = {
                one.pointer: self._safe(one.candidates[min(rank, len(one.candidates) - 1)])
                for one in todo
            }
            counts = Counter(self._key(name) for name in asked.values())
            for one in list(todo):
                name = asked[one.pointer]
                if counts[self._key(name)] == 1 and self._key(name) not in self.taken:
                    self._take(decided, one, name)
                    todo.remove(one)
        for one in todo:
            self._take(decided, one, self._numbered(self._safe(one.candidates[0])))

    def _take(self, decided: dict[str, str], one: Wanted, name: str) -> None:
        self.taken[self._key(name)] = one.pointer
        decided[one.pointer] = name
        is_shown = one.strength.level != "derived" and self.kind not in self.spelling.written
        if is_shown and name != one.candidates[0]:
            self.report.note(
                "renamed",
                f"{one.strength.wish!r} is called {name} in {self.spelling.clients}",
                hint="pin a name of your own with x-name",
            )

    def _safe(self, name: str) -> str:
        is_free = name not in self.spelling.reserved.get(self.kind, ())
        return name if is_free else self.spelling.escape(name)

    def _numbered(self, name: str) -> str:
        number = 2
        tried = name
        while self._key(tried) in self.taken:
            tried = f"{name}_{number}" if name[-1].isdigit() else f"{name}{number}"
            number += 1
        return tried

    def _key(self, name: str) -> str:
        # Two resources become two files, and some disks do not tell upper from lower case.
        return name.lower() if self.kind == "resource" else name


def name(
    api: Api, spelling: Spelling, asking: Report | None, memory: NameMemory | None = None
) -> Names:
    """Return the identifiers of everything in an API.

    Where a memory knows what there is to report, or nobody asks for that, many are decided late.
    """
    report = Report() if asking is None else asking
    decide = partial(_decide, api, spelling)
    values, types = (
        memory.together(_digest_of_wishes(api), report, decide) if memory else decide(report)
    )
    late = LateValues(values, dict(_scopes(api, spelling, values)))
    if asking is not None:
        late.tell(report, memory)
    return Names(late, MappingProxyType(types))


def _digest_of_wishes(api: Api) -> str:
    """Return the digest of all that decides the names of what is no thing's own."""
    told = (
        [(one.pointer, one.strength) for one in api.declarations],
        [
            (
                each.pointer,
                each.strength,
                [(one.pointer, one.strength, one.method) for one in each.operations],
            )
            for each in api.resources
        ],
        [(one.pointer, one.key) for one in api.schemes],
    )
    return digest_of_text(repr(told))


def _decide(api: Api, spelling: Spelling, report: Report) -> Decided:
    """Return the names of what is no thing's own: declarations, resources, schemes, operations."""
    values: dict[str, str] = {}
    types: dict[str, str] = {}
    types.update(_Scope("type", spelling, report).decide(wishes.declarations(api, spelling)))
    values.update(_Scope("resource", spelling, report).decide(wishes.resources(api, spelling)))
    types.update(_Scope("class", spelling, report).decide(wishes.classes(api, values, spelling)))
    values.update(_Scope("scheme", spelling, report).decide(wishes.schemes(api, spelling)))
    if "function" in spelling.reserved:
        functions = _Scope("function", spelling, report)
        values.update(functions.decide(wishes.functions(api, spelling)))
    else:
        for resource in api.resources:
            methods = _Scope("method", spelling, report)
            values.update(methods.decide(wishes.methods(resource, spelling)))
    return values, types


def _scopes(
    api: Api, spelling: Spelling, values: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], Scope]]:
    """Yield the scopes that one thing has for itself, by its pointer and their kind."""

    def scope(
        kind: str, digest: Callable[[], str], wanted: Callable[[], Iterable[Wanted]]
    ) -> Scope:
        return Scope(digest, lambda report: _Scope(kind, spelling, report).decide(wanted()))

    for one in api.operations:
        wanted = partial(wishes.arguments, one, spelling)
        yield (one.pointer, "argument"), scope("argument", partial(digest_of, one), wanted)
    for resource in api.resources:
        wanted = partial(wishes.usages, api, resource, values, spelling)
        shown = scope("usage", partial(_digest_of_methods, resource, values), wanted)
        yield from (((one.pointer, "usage"), shown) for one in resource.operations)
    for record in api.declarations:
        if isinstance(record, Record):
            wanted = partial(wishes.fields, record, spelling)
            yield (record.pointer, "field"), scope("field", partial(digest_of, record), wanted)


def _digest_of_methods(resource: Resource, values: Mapping[str, str]) -> str:
    told = [(digest_of(one), values[one.pointer]) for one in resource.operations]
    return digest_of_text(repr(told))
