"""Site: one place in both documents, as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from callsheet.changes.flat import Flat, Nodes
from callsheet.changes.model import Delta, Direction, Effect, Level, level_of
from callsheet.source import Node


@dataclass(frozen=True, slots=True)
class Way:
    """Which way a value travels."""

    direction: Direction
    is_hidden: bool = False
    """Whether it does not travel this way: a read-only property in a request."""
    is_trial: bool = False
    """Whether two schemas are only weighed against each other, and need not stand for one thing.
    """

    def level(self, effect: Effect) -> Level:
        """Return what an effect means here."""
        return "safe" if self.is_hidden else level_of(effect, self.direction)


REQUEST, RESPONSE = Way("request"), Way("response")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a message speaks of: a component or a message, and the way from there."""

    root: str
    """``Pet``, or ``the request body``."""
    path: str = ""
    """``.owner.names[]``"""
    is_component: bool = False

    def down(self, step: str) -> Subject:
        """Return the subject one step further in."""
        return Subject(self.root, self.path + step, self.is_component)

    def __str__(self) -> str:
        if self.is_component:
            return f"`{self.root}{self.path}`"
        path = self.path.removeprefix(".")
        return f"`{path}` of {self.root}" if path else self.root


@dataclass(slots=True)
class Site:
    """Two schemas that stand for one thing, and what was found so far."""

    old: Flat
    new: Flat
    way: Way
    subject: Subject
    deltas: list[Delta] = field(default_factory=list[Delta])

    def say(
        self,
        name: str,
        effect: Effect,
        what: str,
        old: Node | None,
        new: Node | None,
        level: Level | None = None,
    ) -> None:
        """Record a difference. ``what`` goes on from the subject: ``is 3 at least, was 2``.

        A level that is given stands; otherwise it follows from the effect.
        """
        code = f"{self.way.direction}-{name}"
        judged = "safe" if self.way.is_hidden else level or self.way.level(effect)
        said: Effect = "none" if self.way.is_hidden else effect
        self.deltas.append(Delta(code, judged, f"{self.subject} {what}", old, new, said))

    def both(self, atom: str) -> bool:
        """Whether values of a type can be on both sides: else what is said of it has no effect."""
        if atom == "number":
            return self.both("integer") or self.both("fraction")
        return atom in self.old.types and atom in self.new.types


class Inside(Protocol):
    """The way to the schemas further in."""

    def compare(self, old: Nodes, new: Nodes, way: Way, subject: Subject) -> set[Effect]:
        """Compare two schemas, keep what differs, and return what that amounts to."""
        ...

    def weigh(self, old: Nodes, new: Nodes) -> set[Effect]:
        """Return what the difference of two schemas amounts to, and keep nothing of it."""
        ...

    def flat(self, is_new: bool, nodes: Nodes) -> Flat:
        """Return schemas of one side laid flat."""
        ...

    def witness(self) -> str:
        """Return a value that one side takes and the other refuses, if one can be found."""
        ...
