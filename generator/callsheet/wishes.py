"""Wishes: what each thing would like to be called, the prettiest name first.

A candidate is a name that a language has spelled of words. Longer ones say more of where the thing
stands, for the case that somebody else wants the short one, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from callsheet.data import dataclass
from callsheet.ir import Api, Operation, Record, Resource, Strength
from callsheet.usages import usages as usages_of
from callsheet.words import words_of


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
class Wanted:
    """What one thing would like to be called."""

    pointer: str
    candidates: tuple[str, ...]
    """Rising in length and ugliness."""
    strength: Strength


def declarations(api: Api, spelling: Spelling) -> Iterator[Wanted]:
    """Yield what each record, choice and alias would like to be called."""
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
        yield Wanted(one.pointer, tuple(dict.fromkeys(names)), wish)


def _shortened(words: tuple[str, ...]) -> tuple[str, ...]:
    """Drop words that repeat the one before: ``list pets response pets item``."""
    kept: list[str] = []
    for word in words:
        if not kept or word.lower() != kept[-1].lower():
            kept.append(word)
    return tuple(kept)


def _last_steps(pointer: str) -> tuple[str, ...]:
    return words_of(" ".join(pointer.partition("#")[2].split("/")[-3:]))


def resources(api: Api, spelling: Spelling) -> Iterator[Wanted]:
    """Yield what each resource would like to be called."""
    for one in api.resources:
        yield Wanted(one.pointer, _spelled(one.strength, spelling), one.strength)


def classes(api: Api, values: Mapping[str, str], spelling: Spelling) -> Iterator[Wanted]:
    """Yield what the class of each resource would like to be called, after its name."""
    for one in api.resources:
        words = words_of(values[one.pointer])
        yield Wanted(one.pointer, (spelling.type(words),), Strength("derived", values[one.pointer]))


def schemes(api: Api, spelling: Spelling) -> Iterator[Wanted]:
    """Yield what each way to authenticate would like to be called."""
    for one in api.schemes:
        wish = Strength("given", one.key)
        yield Wanted(one.pointer, _spelled(wish, spelling), wish)


def methods(resource: Resource, spelling: Spelling) -> Iterator[Wanted]:
    """Yield what each operation of a resource would like to be called, within it."""
    topic = words_of(resource.strength.wish)
    for one in resource.operations:
        words = words_of(one.strength.wish)
        longer = (_without(words, topic), words, (*words, *words_of(one.method)))
        yield Wanted(one.pointer, _spelled(one.strength, spelling, *longer), one.strength)


def functions(api: Api, spelling: Spelling) -> Iterator[Wanted]:
    """Yield what each operation would like to be called, among all of them."""
    for resource in api.resources:
        topic = words_of(resource.strength.wish)
        for one in resource.operations:
            words = words_of(one.strength.wish)
            longer = (words, (*words, *topic), (*words, *words_of(one.method)))
            names = tuple(dict.fromkeys(spelling.value(some) for some in longer))
            yield Wanted(one.pointer, names, one.strength)


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


def arguments(operation: Operation, spelling: Spelling) -> Iterator[Wanted]:
    """Yield what each argument of an operation would like to be called."""
    for one in operation.arguments:
        words = words_of(one.strength.wish)
        longer = (words, (*words_of(one.strength.reason), *words))
        yield Wanted(one.pointer, _spelled(one.strength, spelling, *longer), one.strength)


def usages(
    api: Api, resource: Resource, values: Mapping[str, str], spelling: Spelling
) -> Iterator[Wanted]:
    """Yield what each way to call the operations of a resource would like to be called."""
    for operation in resource.operations:
        method = words_of(values[operation.pointer])
        for one in usages_of(api, operation):
            words = (*method, *words_of(one.name))
            longer = (words, (*words, one.kind) if one.kind else words)
            wish = Strength("derived", " ".join(words))
            yield Wanted(one.pointer, _spelled(wish, spelling, *longer), wish)


def fields(record: Record, spelling: Spelling) -> Iterator[Wanted]:
    """Yield what each field of a record would like to be called."""
    for one in record.fields:
        yield Wanted(one.pointer, _spelled(one.strength, spelling), one.strength)
