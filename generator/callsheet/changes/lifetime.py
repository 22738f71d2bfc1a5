"""Lifetime: extensions that others use to say how long something lives, and how stable it is."""

from __future__ import annotations

import re

from callsheet.changes.model import Level
from callsheet.source import Node

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STABILITY = ("draft", "alpha", "beta", "stable")


def stability(was: Node | None, now: Node | None) -> Level:
    """Return what it means that ``x-stability-level`` changed: less stable is breaking."""
    if any(one is not None and one.value not in _STABILITY for one in (was, now)):
        return "risky"  # nobody knows what it says
    ranks = [
        _STABILITY.index(one.value) if one and one.value in _STABILITY else len(_STABILITY) - 1
        for one in (was, now)
    ]
    return "breaking" if ranks[1] < ranks[0] else "safe"


def sunset(was: Node | None, now: Node | None, *, is_deprecated: bool) -> tuple[Level, str]:
    """Return what it means that ``x-sunset`` changed, and how to say it: earlier is breaking."""
    dates = ["" if one is None else str(one.value) for one in (was, now)]
    what = f"ends on {dates[1] or 'no named day'} now, was {dates[0] or 'not named'}"
    if dates[1] and not _DATE.match(dates[1]):
        return "risky", f"{what}, which is no date"
    is_worse = bool(dates[0]) and is_deprecated and not dates[1] > dates[0]
    return ("breaking" if is_worse else "safe"), what
