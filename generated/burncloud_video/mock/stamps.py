"""Time stamps in answers: the clock's time, in the form and the order that the example has."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Final

from .drafts import Draft
from .pointers import Json, Object
from .schemas import Schemas

_DAY: Final = 86400.0
_MILLISECONDS: Final = 1e11
"""Numbers above this cannot be seconds."""


@dataclass
class Times:
    """When a thing was made and last changed, and what has been said about it."""

    created: float
    changed: float
    said: dict[str, float] = field(default_factory=dict[str, float])
    """Seconds by key. What was once said stays so."""


def stamp(schemas: Schemas, draft: Draft, times: Times, expiry: frozenset[str]) -> None:
    """Set every time stamp of an answer: the earliest to the making, others to the last change."""
    found: list[tuple[Object, str, float]] = []
    for here, key, _ in schemas.stamps(draft.content.schema, draft.value):
        seconds = seconds_of(here[key])
        if seconds > 0:  # 0 is how some say "not yet"
            found.append((here, key, seconds))
    if not found:
        return
    earliest = min(seconds for _, _, seconds in found)
    latest = max((s for _, key, s in found if key not in expiry), default=earliest)
    for here, key, seconds in found:
        if key not in times.said:
            if key in expiry:
                times.said[key] = times.changed + (max(0.0, seconds - latest) or _DAY)
            else:
                is_first = seconds == earliest
                times.said[key] = times.created if is_first else times.changed
        here[key] = like(here[key], times.said[key])


def seconds_of(value: Json) -> float:
    """Return the seconds since 1970 of a time stamp, 0 for what is none."""
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()
        except ValueError:
            return 0.0
    if isinstance(value, int | float):
        return value / 1000 if value > _MILLISECONDS else float(value)
    return 0.0


def like(old: Json, seconds: float) -> Json:
    """Return a moment in the form of another time stamp."""
    if isinstance(old, str):
        moment = datetime.fromtimestamp(int(seconds), tz=timezone.utc)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    is_fine = isinstance(old, int | float) and old > _MILLISECONDS
    return int(seconds * 1000) if is_fine else int(seconds)
