"""Unions: several types made into one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from callsheet.ir import Anything, Discriminator, Kind, Literal, Nullable, Scalar, Type, Union


def join(types: Iterable[Type]) -> Type:
    """Return one type for several: flat, none twice, null outermost, known values gathered."""
    is_nullable = False
    flat: list[Type] = []
    discriminator: Discriminator | None = None
    for one in types:
        is_nullable = is_nullable or isinstance(one, Nullable)
        inner = one.inner if isinstance(one, Nullable) else one
        members = inner.members if isinstance(inner, Union) else (inner,)
        if isinstance(inner, Union):
            discriminator = inner.discriminator
        flat.extend(member for member in members if member not in flat)
    flat = _gather_literals(flat)
    if not flat or any(isinstance(one, Anything) for one in flat):
        return Anything()
    made = flat[0] if len(flat) == 1 else Union(tuple(flat), discriminator)
    return Nullable(made) if is_nullable else made


def narrowest(types: Iterable[Type]) -> Type:
    """Return the type of a property that several parts describe: those that say something."""
    told = [one for one in types if not isinstance(one, Anything)]
    return join(told) if told else Anything()


def kind_of(value: str | int | bool) -> Kind:
    """Return what a known value is."""
    if isinstance(value, bool):
        return Kind.BOOLEAN
    return Kind.INTEGER if isinstance(value, int) else Kind.STRING


def _gather_literals(types: list[Type]) -> list[Type]:
    """Merge known values of one kind, and let them stand for the kind itself: they are open."""
    values: dict[Kind, list[Any]] = {}
    for one in types:
        if isinstance(one, Literal):
            kept = values.setdefault(one.kind, [])
            kept.extend(value for value in one.values if value not in kept)
    result: list[Type] = []
    done: set[Kind] = set()
    for one in types:
        kind = one.kind if isinstance(one, Literal | Scalar) else None
        if kind is None or kind not in values:
            result.append(one)
        elif kind not in done:
            done.add(kind)
            same = [
                other
                for other in types
                if isinstance(other, Literal | Scalar) and other.kind == kind
            ]
            is_const = len(same) == 1 and isinstance(one, Literal) and one.is_const
            result.append(Literal(tuple(values[kind]), kind, is_const))
    return result
