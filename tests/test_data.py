"""Data classes that make their methods late are those of ``dataclasses`` in all that is used."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from callsheet.data import dataclass as ours

KINDS: list[dict[str, bool]] = [
    {"frozen": frozen, "slots": slots} for frozen in (True, False) for slots in (True, False)
]


def point(decorator: Callable[..., Any], **kind: bool) -> Any:
    @decorator(**kind)
    class Point:
        """A point."""

        x: int
        y: int = 2
        notes: list[str] = field(default_factory=list[str], compare=False)
        hidden: str = field(default="h", repr=False)
        total: int = field(init=False, default=0)

        def __post_init__(self) -> None:
            object.__setattr__(self, "total", self.x + self.y)

    return Point


@pytest.mark.parametrize("kind", KINDS)
def test_objects_are_made_shown_compared_and_changed_alike(kind: dict[str, bool]) -> None:
    mine, theirs = point(ours, **kind), point(dataclasses.dataclass, **kind)
    for given in ({"x": 1}, {"x": 1, "y": 3, "notes": ["n"], "hidden": "i"}):
        a, b = mine(**given), theirs(**given)
        assert repr(a) == repr(b)
        assert a == mine(*given.values())
        assert a != b
        assert a != mine(x=9)
        assert repr(replace(a, x=5)) == repr(replace(b, x=5))
    assert mine(1).notes is not mine(1).notes
    assert mine(1, notes=["other"]) == mine(1)
    assert mine.__match_args__ == theirs.__match_args__
    assert [one.name for one in fields(mine)] == [one.name for one in fields(theirs)]
    assert hasattr(mine(1), "__dict__") == hasattr(theirs(1), "__dict__")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_frozen_has_a_hash_and_refuses_changes(kind: dict[str, bool]) -> None:
    made = point(ours, **kind)
    if kind["frozen"]:
        assert {made(1): 1}[made(1)] == 1
        with pytest.raises(FrozenInstanceError):
            made(1).x = 2
        with pytest.raises(FrozenInstanceError):
            del made(1).x
    else:
        with pytest.raises(TypeError):
            hash(made(1))
        one = made(1)
        one.x = 2
        assert one.x == 2


def test_wrong_arguments_are_refused_before_and_after_the_first_object() -> None:
    made = point(ours, frozen=True, slots=True)
    for _ in range(2):
        with pytest.raises(TypeError):
            made()
        with pytest.raises(TypeError):
            made(1, z=2)
        assert made(1).x == 1


def test_a_class_compared_by_identity_stays_so() -> None:
    made = point(ours, slots=True, eq=False)
    one = made(1)
    assert one != made(1)
    assert {one: 1}[one] == 1


def test_a_subclass_has_the_fields_of_both() -> None:
    base = point(ours, frozen=True, slots=True)

    @ours(frozen=True, slots=True)
    class Deep(base):  # type: ignore[misc]  # a base that is made when this runs
        z: int = 7

    assert base(1).x == 1
    assert (Deep(1, 2).z, Deep(1, z=8).z) == (7, 8)
    assert Deep(1) != base(1)
