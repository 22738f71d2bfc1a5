"""Name: every declaration, operation and argument gets its identifier, once.

A whole scope is decided together. Each thing comes with candidates, the prettiest first; a
candidate is taken only when nobody else in the scope wants it. So adding an unrelated schema never
renames an old one: rivals all give way to their longer names, and a number comes last of all. What
the document pins by ``x-name`` never moves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Protocol

from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.ir import Api, Operation, Record, Resource, Strength
from callsheet.ir.late import digest_of, digest_of_text
from callsheet.naming import Decided, LateValues, NameMemory, Scope
from callsheet.usages import usages


class Spelling(Protocol):
    """What a language says of names."""

    clients: str
    """What is made in the language, for messages."""
    written: frozenset[str]
    """Scopes in which things are called what they are on the wire, whatever else they could be."""
    reserved: Mapping[str, frozenset[str]]
    """By scope: type, resource, class, method, argument, scheme, field, usage.

    Where there is ``function`` in place of ``method``, operations are not named within their
    resource but all together.
    """

    def value(self, words: tuple[str, ...]) -> str:
        """Return the words as the identifier of a value."""
        ...

    def type(self, words: tuple[str, ...]) -> str:
        """Return the words as the identifier of a type."""
        ...

    def escape(self, name: str) -> str:
        """Return a name changed so that it is not reserved."""
        ...


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


@dataclass(frozen=True, slots=True)
class _Wanted:
    pointer: str
    candidates: tuple[str, ...]
    """Rising in length and ugliness."""
    strength: Strength


@dataclass(slots=True)
class _Scope:
    """Things that must not share a name."""

    kind: str
    spelling: Spelling
    report: Report
    taken: dict[str, str] = field(default_factory=dict[str, str])

    def decide(self, wanted: Iterable[_Wanted]) -> dict[str, str]:
        """Return the name of each thing: pinned names first, then given ones, then derived ones."""
        everything = list(wanted)
        decided: dict[str, str] = {}
        for level in _RANKS:
            self._decide_level([one for one in everything if one.strength.level == level], decided)
        return decided

    def _decide_level(self, todo: list[_Wanted], decided: dict[str, str]) -> None:
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

    def _take(self, decided: dict[str, str], one: _Wanted, name: str) -> None:
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
    values, types = memory.together(_wishes(api), report, decide) if memory else decide(report)
    late = LateValues(values, dict(_scopes(api, spelling, values)))
    if asking is not None:
        late.tell(report, memory)
    return Names(late, MappingProxyType(types))


def _wishes(api: Api) -> str:
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
    types.update(_Scope("type", spelling, report).decide(_declarations(api, spelling)))
    values.update(_Scope("resource", spelling, report).decide(_resources(api, spelling)))
    types.update(_Scope("class", spelling, report).decide(_classes(api, values, spelling)))
    values.update(_Scope("scheme", spelling, report).decide(_schemes(api, spelling)))
    if "function" in spelling.reserved:
        functions = _Scope("function", spelling, report)
        values.update(functions.decide(_functions(api, spelling)))
    else:
        for resource in api.resources:
            methods = _Scope("method", spelling, report)
            values.update(methods.decide(_methods(resource, spelling)))
    return values, types


def _scopes(
    api: Api, spelling: Spelling, values: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], Scope]]:
    """Yield the scopes that one thing has for itself, by its pointer and their kind."""

    def scope(
        kind: str, digest: Callable[[], str], wanted: Callable[[], Iterable[_Wanted]]
    ) -> Scope:
        return Scope(digest, lambda report: _Scope(kind, spelling, report).decide(wanted()))

    for one in api.operations:
        wanted = partial(_arguments, one, spelling)
        yield (one.pointer, "argument"), scope("argument", partial(digest_of, one), wanted)
    for resource in api.resources:
        wanted = partial(_usages, api, resource, values, spelling)
        shown = scope("usage", partial(_digest_of_methods, resource, values), wanted)
        yield from (((one.pointer, "usage"), shown) for one in resource.operations)
    for record in api.declarations:
        if isinstance(record, Record):
            wanted = partial(_fields, record, spelling)
            yield (record.pointer, "field"), scope("field", partial(digest_of, record), wanted)


def _digest_of_methods(resource: Resource, values: Mapping[str, str]) -> str:
    told = [(digest_of(one), values[one.pointer]) for one in resource.operations]
    return digest_of_text(repr(told))


def _declarations(api: Api, spelling: Spelling) -> Iterator[_Wanted]:
    for one in api.declarations:
        wish = one.strength
        words = words_of(wish.wish)
        if wish.reason:
            words = (*words, *words_of(wish.reason))
        longer = (
            [_shortened(words), words, (*words, *_last_steps(one.pointer))]
            if wish.level == "derived"
            else [words]
        )
        names = [wish.wish] if wish.level == "pinned" else [spelling.type(some) for some in longer]
        yield _Wanted(one.pointer, tuple(dict.fromkeys(names)), wish)


def _shortened(words: tuple[str, ...]) -> tuple[str, ...]:
    """Drop words that repeat the one before: ``list pets response pets item``."""
    kept: list[str] = []
    for word in words:
        if not kept or word.lower() != kept[-1].lower():
            kept.append(word)
    return tuple(kept)


def _last_steps(pointer: str) -> tuple[str, ...]:
    return words_of(" ".join(pointer.partition("#")[2].split("/")[-3:]))


def _resources(api: Api, spelling: Spelling) -> Iterator[_Wanted]:
    for one in api.resources:
        yield _Wanted(one.pointer, _spelled(one.strength, spelling), one.strength)


def _classes(api: Api, values: Mapping[str, str], spelling: Spelling) -> Iterator[_Wanted]:
    for one in api.resources:
        words = words_of(values[one.pointer])
        yield _Wanted(
            one.pointer, (spelling.type(words),), Strength("derived", values[one.pointer])
        )


def _schemes(api: Api, spelling: Spelling) -> Iterator[_Wanted]:
    for one in api.schemes:
        wish = Strength("given", one.key)
        yield _Wanted(one.pointer, _spelled(wish, spelling), wish)


def _methods(resource: Resource, spelling: Spelling) -> Iterator[_Wanted]:
    topic = words_of(resource.strength.wish)
    for one in resource.operations:
        words = words_of(one.strength.wish)
        longer = (_without(words, topic), words, (*words, *words_of(one.method)))
        yield _Wanted(one.pointer, _spelled(one.strength, spelling, *longer), one.strength)


def _functions(api: Api, spelling: Spelling) -> Iterator[_Wanted]:
    for resource in api.resources:
        topic = words_of(resource.strength.wish)
        for one in resource.operations:
            words = words_of(one.strength.wish)
            longer = (words, (*words, *topic), (*words, *words_of(one.method)))
            names = tuple(dict.fromkeys(spelling.value(some) for some in longer))
            yield _Wanted(one.pointer, names, one.strength)


def _spelled(wish: Strength, spelling: Spelling, *words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates for a value: what is pinned, else each of the word lists spelled."""
    if wish.level == "pinned":
        return (wish.wish,)
    return tuple(dict.fromkeys(spelling.value(some) for some in words or (words_of(wish.wish),)))


def _without(words: tuple[str, ...], topic: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the resource's own words: ``create pet`` of ``pets`` is ``create``."""
    stems = {_stem(word) for word in topic}
    kept = tuple(word for word in words if _stem(word) not in stems)
    return kept or words


def _stem(word: str) -> str:
    word = word.lower()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 2 else word


def _arguments(operation: Operation, spelling: Spelling) -> Iterator[_Wanted]:
    for one in operation.arguments:
        words = words_of(one.strength.wish)
        longer = (words, (*words_of(one.strength.reason), *words))
        yield _Wanted(one.pointer, _spelled(one.strength, spelling, *longer), one.strength)


def _usages(
    api: Api, resource: Resource, values: Mapping[str, str], spelling: Spelling
) -> Iterator[_Wanted]:
    for operation in resource.operations:
        method = words_of(values[operation.pointer])
        for one in usages(api, operation):
            words = (*method, *words_of(one.name))
            longer = (words, (*words, one.kind) if one.kind else words)
            wish = Strength("derived", " ".join(words))
            yield _Wanted(one.pointer, _spelled(wish, spelling, *longer), wish)


def _fields(record: Record, spelling: Spelling) -> Iterator[_Wanted]:
    for one in record.fields:
        yield _Wanted(one.pointer, _spelled(one.strength, spelling), one.strength)


_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[\x00-/:-@\[-`{-\x7f]+")
"""ASCII alone: to say what is none of it takes the compiler a hundred times longer."""
_SYMBOLS = {
    "+": " plus ",
    "&": " and ",
    "@": " at ",
    "%": " percent ",
    "<": " less ",
    ">": " greater ",
    "=": " equal ",
}


@lru_cache(maxsize=16_384)  # each spelling asks for the same ones
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of any text: ``getHTTPUrl``, ``foo-bar``, ``$type``, ``2fa``."""
    text = unicodedata.normalize("NFKC", text)
    plain = _words(text)
    return plain or _words("".join(_SYMBOLS.get(sign, sign) for sign in text))


def _words(text: str) -> tuple[str, ...]:
    made: list[str] = []
    for piece in _NOT_WORD.split(text):
        made.extend(word for word in _HUMP.split(piece) if word)
    return tuple(made)
