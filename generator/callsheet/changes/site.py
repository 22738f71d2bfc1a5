"""Site: one place in both documents, as the rules see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from typing import Protocol

from callsheet.changes.flat import Flat, Nodes
from callsheet.changes.model import Delta, Direction, Effect, Level, level_of
from callsheet.data import dataclass
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
    is_inert: bool = False
    """Whether what is said has no effect: the longest text of a number. Somebody meant something
    by it, and a server may well act on it, so that it is never more than risky."""
    is_text: bool = False
    """Whether values are written as text in a URL or a header, where ``12`` may be either."""

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
    is_null_told: bool = False
    """Whether these are alternatives, so that what is around tells of null."""

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
        said: Effect = "none" if self.way.is_hidden or self.way.is_inert else effect
        if self.way.is_inert:
            judged = "risky" if judged == "breaking" else judged
            what += " (of no effect where it stands)"
        self.deltas.append(Delta(code, judged, f"{self.subject} {what}", old, new, said))

    def inert(self) -> Site:
        """Return the site for what has no effect here."""
        return replace(self, way=replace(self.way, is_inert=True))

    def about(self, atom: str) -> Site | None:
        """Return the site for what is said of values of one type.

        That is one without effect where neither side has such values, and none where only one has:
        then the change of the type says it.
        """
        if self.both(atom):
            return self
        atoms = {"integer", "fraction"} if atom == "number" else {atom}
        return None if atoms & (self.old.types | self.new.types) else self.inert()

    def both(self, atom: str) -> bool:
        """Whether values of a type can be on both sides: else what is said of it has no effect."""
        if atom == "number":
            return self.both("integer") or self.both("fraction")
        return atom in self.old.types and atom in self.new.types


Effects = Callable[[], set[Effect]]


class Inside(Protocol):
    """The way to the schemas further in."""

    def compare(
        self, old: Nodes, new: Nodes, way: Way, subject: Subject, *, is_null_told: bool = False
    ) -> Effects:
        """Compare two schemas and keep what differs. What that amounts to is told when asked."""
        ...

    def same(self, old: Nodes, new: Nodes) -> bool:
        """Whether two schemas say the same, with all that they refer to."""
        ...

    def weigh(self, old: Nodes, new: Nodes) -> set[Effect]:
        """Return what the difference of two alternatives amounts to, and keep nothing of it."""
        ...

    def trial(self, old: Nodes, new: Nodes) -> list[Delta]:
        """Return what weighing two schemas finds."""
        ...

    def flat(self, is_new: bool, nodes: Nodes) -> Flat:
        """Return schemas of one side laid flat."""
        ...

    def witness(self, *, of_overlap: bool = False) -> str:
        """Return a value that one side takes and the other refuses, if one can be found.

        With ``of_overlap``, for nothing but being two alternatives at once.
        """
        ...
