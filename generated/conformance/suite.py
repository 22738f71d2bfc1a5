"""The suite as a whole: every test in turn, in this process, and what came of it.

The same tests as pytest's, without what pytest needs to find and to tell them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from . import jobs, things
from .account import Account
from .facts import Broken, Case, Group, LeftOut
from .findings import RULES
from .harness import Server

FIRST = ("lives", "agrees", "stays", "waits", "delivers", "fails", *things.CHECKS)
"""Checks that come before all others: they start the jobs that the rest shares.

What was created must be read, and taken away, before another test does anything to it.
"""
LAST = ("accepts",)
"""Checks that come after all others: they take what is left of the calls that are paid for.

Of these, what takes things away is the very last.
"""


@dataclass
class Test:
    """One test and how it ended: ``passed``, ``failed``, ``left out``."""

    name: str
    group: Group
    ended: str
    reason: str = ""
    seconds: float = 0.0


@dataclass
class Result:
    """What a run gave."""

    server: Server
    tests: list[Test] = field(default_factory=list[Test])

    def as_json(self) -> dict[str, Any]:
        """Return all of it in JSON's types. Nothing in it changes from run to run but the seconds."""
        ends = [test.ended for test in self.tests]
        reasons: dict[str, int] = {}
        for test in self.tests:
            if test.ended == "left out":
                reasons[test.reason] = reasons.get(test.reason, 0) + 1
        return {
            "findings": self.server.findings,
            "passed": ends.count("passed"),
            "failed": ends.count("failed"),
            "skipped": reasons,
            "jobs": self.server.budget.started,
            "coverage": Account(self.server.coverage).as_json(),
            "tests": [
                {
                    "name": test.name,
                    "operation": test.group.about[0],
                    "check": test.group.check,
                    "ended": test.ended,
                    "reason": test.reason,
                    "seconds": round(test.seconds, 4),
                }
                for test in self.tests
            ],
        }


def run(server: Server, groups: Sequence[Group]) -> Result:
    """Run every test that was asked for."""
    result = Result(server)
    for group in in_order(groups):
        if not is_chosen(server, group):
            continue
        cases: Sequence[Case | None] = group.cases or [None]
        for case in cases:
            name = f"{group.name}[{case}]" if case else group.name
            server.test = name
            began = perf_counter()
            ended, reason = _ended(server, group, case)
            result.tests.append(
                Test(name, group, ended, reason, perf_counter() - began)
            )
    return result


def check(server: Server, group: Group, case: Case | None) -> None:
    """Run one test. Raises :class:`Broken` with a finding, :class:`LeftOut` where it says nothing."""
    if case is None:
        {**jobs.CHECKS, **things.CHECKS}[group.check](server, group)
    else:
        getattr(server, group.check)(group, case)


def in_order(groups: Sequence[Group]) -> list[Group]:
    """Return the groups as they are run."""
    return sorted(groups, key=_turn)


def _turn(group: Group) -> int:
    if group.check in FIRST:
        return 0
    if group.check not in LAST:
        return 1
    return 3 if group.request.operation.method == "DELETE" else 2


def is_chosen(server: Server, group: Group) -> bool:
    """Whether a group is of an operation that was asked for."""
    texts = [text.casefold() for text in group.about]

    def matches(words: Sequence[str]) -> bool:
        wanted = [word.casefold() for word in words if word not in RULES]
        return any(word in text for word in wanted for text in texts)

    only = [word for word in server.settings.only if word not in RULES]
    return (matches(only) or not only) and not matches(server.settings.skip)


def _ended(server: Server, group: Group, case: Case | None) -> tuple[str, str]:
    try:
        check(server, group, case)
    except LeftOut as left:
        if case is not None:
            server.coverage.leave_out(group, case, str(left))
        return "left out", str(left)
    except Broken as broken:
        return "failed", str(broken)
    return "passed", ""
