"""Late facts: what is known by its digest alone is made only when somebody looks inside.

An earlier run has seen the same words of the document, so the digest of the fact is known, and who
merely wants to know whether anything has changed needs no more. The object is of its own class and
has some members from the start; the others come when the first of them is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, Protocol, TypeVar


class Late:
    """What is known of a fact beside its members."""

    __slots__ = ("digest", "gives_bytes", "make", "usages")

    def __init__(self, digest: str, make: Callable[[], Any] | None = None) -> None:
        self.digest = digest
        """Of its ``repr``."""
        self.make = make
        """Makes it whole; None where it is."""
        self.gives_bytes: bool | None = None
        """Of an operation, where that is known before it is whole."""
        self.usages: tuple[tuple[str, str, str, str, str], ...] = ()
        """Of an operation, for each way to call it: pointer, name, summary, kind of body, digest;
        none where that is not known."""


class Held(Protocol):
    """A fact that may be late."""

    @property
    def late(self) -> Late | None:
        """What is known of it; None for what is whole and had no digest taken."""
        ...


T = TypeVar("T")


def later(cls: type[T], digest: str, make: Callable[[], object], **known: Any) -> T:
    """Return a fact that ``make`` will make, with those members that are known already."""
    made = object.__new__(cls)
    for name, value in known.items():
        object.__setattr__(made, name, value)
    object.__setattr__(made, "late", Late(digest, make))
    return made


def completed(fact: Any, name: str) -> Any:
    """Return a member that a fact lacks so far: its ``__getattr__``."""
    late = None if name == "late" else fact.late
    if late is None or late.make is None:
        raise AttributeError(f"{type(fact).__name__!r} object has no attribute {name!r}")
    make, late.make = late.make, None
    made = make()
    for member in _members(fact):
        object.__setattr__(fact, member, getattr(made, member))
    return getattr(fact, name)


def complete(fact: Any) -> None:
    """Make a fact whole now."""
    if fact.late is not None and fact.late.make is not None:
        completed(fact, next(_members(fact)))


def _members(fact: Any) -> Iterator[str]:
    return (one.name for one in fields(fact) if one.name != "late")


def digest_of(fact: Held) -> str:
    """Return the digest of a fact, taken once."""
    late = fact.late
    if late is None:
        late = Late(digest_of_text(repr(fact)))
        object.__setattr__(fact, "late", late)
    return late.digest


def digest_of_text(text: str) -> str:
    """Return the digest of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
