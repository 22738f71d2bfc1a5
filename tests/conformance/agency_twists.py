"""What a fault of the agency is made of: each is one switch on a server that is correct otherwise.

It is found when a finding is about one of the paths that it is of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import agency_manners
from agency import Agency, Manner, Said
from agency_manners import GATEWAY

Change = Callable[[Any, Said], object]
PLAIN = replace(agency_manners.PLAIN, polls=4)
WRAPPED = replace(GATEWAY, rich=True, leave_out=False, polls=4)
ALL = (-1, 0, 1, 2, 3)
PATHS = {
    "A.post": "/v1/video/generations",
    "A.get": "/v1/video/generations/{task_id}",
    "B.post": "/v1/videos",
    "B.form": "/v1/videos",
    "B.get": "/v1/videos/{video_id}",
    "content": "/v1/videos/{video_id}/content",
}


@dataclass(frozen=True, slots=True)
class Twist:
    """What a fault does to an agency, and the operations that show it, by how their names begin."""

    where: str
    apply: Callable[[Agency], object]


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    group: str
    twist: Twist
    manner: Manner = PLAIN

    @property
    def paths(self) -> set[str]:
        """The paths that a finding may be about."""
        begins = tuple(self.twist.where.split()) or ("",)
        return {path for op, path in PATHS.items() if op.startswith(begins)}


@dataclass(slots=True)
class Catalogue:
    """Faults by their names."""

    faults: dict[str, Fault] = field(default_factory=dict)

    def add(self, group: str, name: str, twist: Twist, manner: Manner = PLAIN) -> None:
        assert f"{group}: {name}" not in self.faults
        self.faults[f"{group}: {name}"] = Fault(f"{group}: {name}", group, twist, manner)


def on(where: str, change: Change, stages: Iterable[int] = ALL) -> Twist:
    """Change the good answers of some operations about jobs in some stages."""

    def edit(said: Said) -> None:
        if not said.cause and said.op.startswith(tuple(where.split())) and said.stage in stages:
            change(said.body, said)

    return Twist(where, lambda agency: agency.edits.append(edit))


def put(name: str, value: object) -> Change:
    return lambda body, said: body.update({name: value})


def drop(name: str) -> Change:
    return lambda body, said: body.pop(name, None)


def whole(**what: object) -> Change:
    return lambda body, said: [setattr(said, name, value) for name, value in what.items()]


def header(name: str, value: str) -> Change:
    return lambda body, said: said.headers.update({name: value})


def when(test: Callable[[Said], object], change: Change) -> Change:
    return lambda body, said: test(said) and change(body, said)


def variant(name: str, change: Change) -> Twist:
    return on("content", when(lambda said: said.query.get("variant", "") == name, change))


def refusal(cause: str, change: Change, op: str = "") -> Twist:
    """Change an answer that refuses for a cause."""

    def edit(said: Said) -> None:
        if said.cause and said.cause.startswith(cause) and said.op.startswith(op):
            change(said.body, said)

    return Twist(op, lambda agency: agency.edits.append(edit))


def pardon(*causes: str) -> Twist:
    """Let pass what must be refused for these causes."""
    where = causes[0].partition(" ")[0]
    return Twist(where, lambda agency: setattr(agency, "pardoned", frozenset(causes)))


def crash(cause: str) -> Twist:
    where = cause.partition(" ")[0]
    return Twist(where, lambda agency: setattr(agency, "crashing", frozenset([cause])))


def refuses(how: str, test: Callable[[dict[str, Any]], object], status: int = 400) -> Twist:
    def refusing(op: str, body: dict[str, Any]) -> int:
        return status if op.startswith(how) and test(body) else 0

    return Twist(how, lambda agency: setattr(agency, "refusing", refusing))


def envelope(change: Callable[[dict[str, Any]], object]) -> Twist:
    def edit(said: Said) -> None:
        if said.op == "A.get" and not said.cause:
            said.wrapped = False
            said.body = change({"code": "success", "message": "", "data": said.body})

    return Twist("A.get", lambda agency: agency.edits.append(edit))
