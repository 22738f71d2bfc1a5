"""In which order declarations stand in a module, and which of them need themselves.

An annotation is read late and may name what comes later; the right side of an alias is read at
once. So records stand in the document's order and an alias as near to its own place as it can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from callsheet.ir import Alias, Array, Declaration, Nullable, Ref, Type, Union
from callsheet.ir import Mapping as MappingType

Needs: TypeAlias = Mapping[str, frozenset[str]]
"""Pointer of an alias, pointers of all that its right side names."""


def needs_of(declarations: Sequence[Declaration]) -> Needs:
    """Return what each alias names."""
    known = {one.pointer for one in declarations}
    return {
        one.pointer: frozenset(named(one.type)) & known
        for one in declarations
        if isinstance(one, Alias)
    }


def bare_needs_of(declarations: Sequence[Declaration]) -> Needs:
    """Return what each alias names outside of lists and maps, where no cycle can be a type."""
    return {
        one.pointer: frozenset(named(one.type, inside=False))
        for one in declarations
        if isinstance(one, Alias)
    }


def circular(needs: Needs) -> frozenset[str]:
    """Return the aliases that name themselves, in one step or several."""
    return frozenset(pointer for pointer in needs if pointer in _reached(pointer, needs))


def placed(
    declarations: Sequence[Declaration], needs: Needs, free: frozenset[str]
) -> Iterator[Declaration]:
    """Yield all declarations, an alias after all it needs; those in ``free`` need nothing."""
    missing = {
        one.pointer: len(needs[one.pointer])
        if isinstance(one, Alias) and one.pointer not in free
        else 0
        for one in declarations
    }
    users: dict[str, list[Declaration]] = {}
    for one in declarations:
        if missing[one.pointer]:
            for target in needs[one.pointer]:
                users.setdefault(target, []).append(one)
    waiting: set[str] = set()
    for one in declarations:
        if missing[one.pointer]:
            waiting.add(one.pointer)
            continue
        ready = [one]
        while ready:
            now = ready.pop(0)
            yield now
            for user in users.get(now.pointer, ()):
                missing[user.pointer] -= 1
                if not missing[user.pointer] and user.pointer in waiting:
                    ready.append(user)


def _reached(start: str, needs: Needs) -> set[str]:
    reached: set[str] = set()
    todo = list(needs[start])
    while todo:
        pointer = todo.pop()
        if pointer not in reached:
            reached.add(pointer)
            todo.extend(needs.get(pointer, ()))
    return reached


def named(made: Type, inside: bool = True) -> Iterator[str]:
    """Yield the pointers that a type names, those ``inside`` of lists and maps if asked."""
    match made:
        case Ref(target=target):
            yield target
        case Nullable(inner=inner):
            yield from named(inner, inside)
        case Union(members=members, discriminator=discriminator):
            for member in members:
                yield from named(member, inside)
            if discriminator and inside:
                yield from (target for _, target in discriminator.mapping)
        case Array(item=item) if inside:
            yield from named(item)
        case MappingType(value=value) if inside:
            yield from named(value)
        case _:
            return
