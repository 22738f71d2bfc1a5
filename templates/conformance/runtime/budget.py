"""Budget: which of the calls that start jobs are made, where not all may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .facts import Group, LeftOut, Start
from .settings import Settings


class Budget:
    """A plan over all calls that start jobs, the most telling first.

    Each has a rank. Where only so many may be made, those of the lowest ranks are left out, whatever
    the order in which they are asked for, so that every choice of tests makes the same calls.
    """

    def __init__(
        self, settings: Settings, starts: Mapping[str, Start], groups: Sequence[Group]
    ) -> None:
        self.most = settings.most_calls
        self.started = 0
        """Jobs that were started."""
        self.stray = 0
        """Of these, jobs that a refusal should have prevented."""
        self.ranks: dict[str, int] = {}
        for wish in _wishes(settings, starts, groups):
            self.ranks.setdefault(wish, len(self.ranks))

    def ask(self, wish: str) -> None:
        """Raise :class:`LeftOut` where a planned call is not among those that may be made."""
        if self.most is None:
            return
        rank = self.ranks.setdefault(wish, len(self.ranks))
        if rank + self.stray >= self.most or self.started >= self.most:
            raise LeftOut(f"not among the {self.most} calls that --paid-calls allows")

    def ask_for_refusal(self) -> None:
        """Raise :class:`LeftOut` where not even a call may be made that should start nothing."""
        if self.most is not None and self.started >= self.most:
            raise LeftOut(f"all {self.most} calls that --paid-calls allows are made")


def _wishes(
    settings: Settings, starts: Mapping[str, Start], groups: Sequence[Group]
) -> list[str]:
    """Return the calls that start jobs, the most telling first."""
    fails = settings.failing is not None or settings.failing_headers
    found = [f"life {name}" for name in starts]
    found += [f"failing {name}" for name in starts if fails]
    found += [f"other {name}" for name, start in starts.items() if start.other]
    creating = [g for g in groups if g.check == "accepts" and g.request.operation.job]
    found += [
        wish_of(group, case.name) for group in creating for case in group.cases[:1]
    ]
    found += [
        f"cancel {name}" for name, s in starts.items() if _job(s) and _job(s).cancel
    ]
    found += [
        f"once {name}" for name, s in starts.items() if s.request.operation.idempotency
    ]
    for group in creating:
        found += [
            wish_of(group, f"bundle {number}") for number, _ in enumerate(group.bundles)
        ]
    for group in creating:
        found += [wish_of(group, case.name) for case in group.cases]
    return found


def _job(start: Start) -> Any:
    return start.request.operation.job


def wish_of(group: Group, name: str) -> str:
    """Return the name of a call that one of a group's cases makes."""
    return f"{group.name} {name}"
