"""Book: the changes of one operation as they are found, and what two documents share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field

from callsheet.changes.flat import is_anything, text_of
from callsheet.changes.lifetime import stability, sunset
from callsheet.changes.model import Delta, Effect, Level, level_of
from callsheet.changes.sameness import Sameness
from callsheet.changes.schemas import Schemas
from callsheet.changes.site import Subject, Way
from callsheet.data import dataclass
from callsheet.document import Document
from callsheet.plain import is_list, is_object
from callsheet.source import Node

_PROSE = ("summary", "description", "externalDocs", "example", "examples", "tags")


@dataclass(slots=True)
class Book:
    """Where what differs is written down."""

    old: Document
    new: Document
    sameness: Sameness
    schemas: Schemas
    deltas: list[Delta] = field(default_factory=list[Delta])
    within: frozenset[tuple[str, str]] = frozenset()
    """Callbacks around: one may hold the operation that it belongs to."""

    def blank(self) -> Book:
        """Return a book with nothing in it, for the next operation."""
        return Book(self.old, self.new, self.sameness, self.schemas)

    def inside(self, old: Node, new: Node) -> Book | None:
        """Return a book for a callback, None within itself."""
        here = old.pointer, new.pointer
        if here in self.within:
            return None
        made = self.blank()
        made.within = self.within | {here}
        return made

    def say(
        self,
        code: str,
        level: Level,
        message: str,
        old: Node | None,
        new: Node | None,
    ) -> None:
        """Record a difference whose level is known."""
        self.deltas.append(Delta(code, level, message, old, new))

    def weigh(
        self,
        way: Way,
        name: str,
        effect: Effect,
        message: str,
        old: Node | None,
        new: Node | None,
    ) -> None:
        """Record a difference whose level follows from its direction."""
        level = level_of(effect, way.direction)
        self.deltas.append(Delta(f"{way.direction}-{name}", level, message, old, new, effect))

    def schema(self, old: Node | None, new: Node | None, way: Way, subject: str) -> None:
        """Compare two schemas, either of which may be missing, which lets everything pass."""
        if new is not None and new.value is False and not (old and old.value is False):
            what = f"{subject} takes no value at all now"
            self.weigh(way, "emptied", "differs", what, old, new)
        elif old is not None and new is not None:
            self.deltas += self.schemas.differences(old, new, way, Subject(subject))
        elif new is not None and not is_anything(new.value):
            what = f"{subject} is described now, and could be anything before"
            self.weigh(way, "schema-added", "narrows", what, old, new)
        elif old is not None and not is_anything(old.value):
            what = f"{subject} is not described any more, and may be anything"
            self.weigh(way, "schema-removed", "widens", what, old, new)

    def same(self, old: Node, new: Node) -> bool:
        """Whether both say the same, with all that they refer to."""
        return self.sameness.of(old, new)

    def reach(self, old: Node, new: Node) -> tuple[Node, Node]:
        """Follow references on both sides."""
        return reached(self.old, old), reached(self.new, new)

    def others(self, old: Node, new: Node, judged: Iterable[str], subject: str) -> None:
        """Judge the members of two objects that no rule is about: nothing goes unseen."""
        known = frozenset((*judged, "$ref"))
        for key in dict.fromkeys((*members(old), *members(new))):
            was, now = old.get(key), new.get(key)
            if key in known or (was and now and text_of(was.value) == text_of(now.value)):
                continue
            if key in _PROSE:
                told = "other tags" if key == "tags" else f"another `{key}`"
                self.say("prose-changed", "safe", f"{subject} has {told}", was or old, now or new)
            elif key == "deprecated":
                is_now = now is not None and now.value is True
                if is_now == (was is not None and was.value is True):
                    continue
                code, what = ("deprecated", "now") if is_now else ("reactivated", "no more")
                self.say(code, "safe", f"{subject} is deprecated {what}", was or old, now or new)
            elif key == "x-sunset":
                level, what = sunset(was, now, is_deprecated=flag(new, "deprecated"))
                self.say("sunset-changed", level, f"{subject} {what}", was or old, now or new)
            elif key == "x-stability-level":
                what = f"{subject} has another stability (`x-stability-level`)"
                self.say("stability-changed", stability(was, now), what, was or old, now or new)
            elif key.startswith("x-"):
                what = f"{subject} says `{key}` differently"
                self.say("extension-changed", "safe", what, was or old, now or new)
            else:
                what = f"{subject} says `{key}` differently, of which callsheet has no rule"
                self.say("member-changed", "risky", what, was or old, now or new)


def reached(document: Document, node: Node) -> Node:
    """Follow references as far as they lead: documents of old may hold some that lead nowhere."""
    for _ in range(50):
        target = document.step(node)
        if target is None:
            break
        node = target
    return node


def members(node: Node) -> tuple[str, ...]:
    """Return the keys of a mapping; nothing where it is none."""
    return tuple(node.value) if is_object(node.value) else ()


def below(node: Node | None, *steps: str) -> Node | None:
    """Return what is some steps further in, or None."""
    for step in steps:
        node = node.get(step) if node else None
    return node


def listed(node: Node | None) -> list[Node]:
    """Return the items of a list; nothing where it is none."""
    return list(node.each()) if node and is_list(node.value) else []


def mapped(node: Node | None) -> dict[str, Node]:
    """Return the members of a mapping; nothing where it is none."""
    return dict(node.items()) if node else {}


def bare(path: str) -> str:
    """Return a template without the names of its parameters: ``/pets/{}``."""
    return re.sub(r"\{[^{}]*\}", "{}", path)


def flag(node: Node | None, key: str, default: bool = False) -> bool:
    """Return a member that is true or false."""
    value = node.value.get(key) if node and is_object(node.value) else None
    return value if isinstance(value, bool) else default
