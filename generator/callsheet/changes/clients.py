"""Clients: what callers of the generated clients notice, in the words of each.

Both documents become the facts and names that the clients are made of, and those are compared. How
a call, a name or a type is spelled is told by the language, and by the templates of each style.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from callsheet.changes.model import LEVELS, Level
from callsheet.data import dataclass
from callsheet.ir import Api, Argument, Field, Literal, Nullable, Required, Type

Told = Iterator[tuple[Level, str]]
"""What one kind of caller notices: how grave it is, and the words for it."""

_OR = r" ?\| ?"

Spell = dict[str, Callable[..., Any]]
"""How a language spells things, by what its filters are called."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the callers of some clients notice."""

    styles: tuple[str, ...]
    """Whose words these are, in the order of the declaration."""
    level: Level
    message: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape of ``--json``."""
        return {"styles": list(self.styles), "level": self.level, "message": self.message}


@dataclass(frozen=True, slots=True)
class Side:
    """One document as one language sees it."""

    api: Api
    spell: Spell

    @property
    def has_types(self) -> bool:
        """Whether the language spells what it takes and returns as types."""
        return {"given", "received", "type_name"} <= self.spell.keys()


def gathered(told: Iterable[tuple[str, Told]]) -> tuple[Notice, ...]:
    """Return what callers notice, the worst first; what several styles share stands once."""
    styles: dict[tuple[Level, str], dict[str, None]] = {}
    for style, found in told:
        for one in found:
            styles.setdefault(one, {})[style] = None
    made = [Notice(tuple(who), level, what) for (level, what), who in styles.items()]
    return tuple(sorted(made, key=lambda one: LEVELS.index(one.level)))


def presence(was: Argument | Field, now: Argument | Field, subject: str, worse: Level) -> Told:
    """Yield whether something that had to be there need not be, or the other way round."""
    needed = isinstance(was.presence, Required), isinstance(now.presence, Required)
    if needed == (False, True):
        yield worse, f"{subject} is required now"
    elif needed == (True, False):
        yield ("safe" if worse == "breaking" else "risky"), f"{subject} may be missing now"


def differs(
    old: Side, new: Side, types: tuple[Type, Type], spelled: tuple[str, str], subject: str
) -> Told:
    """Yield how a type differs as it is spelled; of listed values, which went and came."""
    was, now = (one.inner if isinstance(one, Nullable) else one for one in types)
    if isinstance(was, Literal) and isinstance(now, Literal) and was.kind == now.kind:
        for value in was.values:
            if value not in now.values:
                yield "risky", f"{subject} knows {old.spell['literal'](value)} no more"
        for value in now.values:
            if value not in was.values:
                yield "safe", f"{subject} knows {new.spell['literal'](value)} now"
    elif spelled[0] != spelled[1]:
        turn = _turn(*spelled)
        yield "risky", f"{subject} {turn} {code(spelled[1])}, was {code(spelled[0])}"


def _turn(was: str, now: str) -> str:
    """Return how a type changed, told by the members of the union that it is."""
    members = set(re.split(_OR, was)), set(re.split(_OR, now))
    if members[0] < members[1]:
        return "is widened to"
    return "is narrowed to" if members[1] < members[0] else "is now"


def code(text: str) -> str:
    """Return a text as what is typed."""
    return f"`{text}`"
