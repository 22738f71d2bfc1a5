"""Changes: what differs between two documents, and what it means to callers."""

from __future__ import annotations

from typing import Any, Literal

from callsheet.data import dataclass
from callsheet.diagnostics import Place
from callsheet.source import Node

Level = Literal["breaking", "risky", "safe"]
"""What calls that work today do under the new document: fail, perhaps fail or mean something else,
or go on as before."""

Direction = Literal["request", "response"]
"""Which way a message travels: from the caller, or to the caller. What a webhook sends travels to
the caller of the API, and is a ``response`` here."""

Effect = Literal["narrows", "widens", "differs", "unsure", "none"]
"""What happens to the set of valid messages. ``differs``: some are gone and others are new;
``unsure``: nobody can tell; ``none``: it stays what it was."""

LEVELS: tuple[Level, ...] = ("breaking", "risky", "safe")
"""The worst first."""

_OF_EFFECT: dict[Direction, dict[Effect, Level]] = {
    "request": {
        "narrows": "breaking",
        "widens": "safe",
        "differs": "breaking",
        "unsure": "risky",
        "none": "safe",
    },
    "response": {
        "narrows": "safe",
        "widens": "breaking",
        "differs": "breaking",
        "unsure": "risky",
        "none": "safe",
    },
}


def level_of(effect: Effect, direction: Direction) -> Level:
    """Return what an effect means to the one who sends requests and receives responses."""
    return _OF_EFFECT[direction][effect]


@dataclass(frozen=True, slots=True, eq=False)
class Delta:
    """One difference, where it was found; which operations it reaches is not known yet."""

    code: str
    """Stable word of the rule: ``request-property-removed``."""
    level: Level
    message: str
    old: Node | None
    """What the old document has there; None where that has nothing."""
    new: Node | None
    effect: Effect = "none"
    """On the set of valid values, where it is about one."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, judged, with the operations that it reaches and both places."""

    code: str
    level: Level
    message: str
    operations: tuple[str, ...]
    """``GET /path`` each, in the order of the document; empty where it concerns no operation."""
    pointer: str
    """In the new document, or in the old one where the thing is gone."""
    old: Place | None
    new: Place | None
    accepted: str = ""
    """Why somebody has accepted it; empty where nobody has."""

    def as_json(self) -> list[dict[str, Any]]:
        """Return the shape of ``--json``: an object for each operation."""
        shared: dict[str, Any] = {"pointer": self.pointer}
        for side, place in (("old", self.old), ("new", self.new)):
            if place:
                shared[side] = {"file": place.file, "line": place.line, "column": place.column}
        shared["message"] = self.message
        if self.accepted:
            shared["accepted"] = self.accepted
        head: dict[str, Any] = {"code": self.code, "level": self.level}
        if not self.operations:
            return [{**head, **shared}]
        return [{**head, "operation": operation, **shared} for operation in self.operations]
