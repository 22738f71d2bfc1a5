"""Which operations have to do with jobs, and in which way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .contract import Call, Contract, JobRule, Operation

Part = Literal["poll", "result", "cancel", "below", "list"]


@dataclass(frozen=True)
class Role:
    """What an operation does with a job that another one started."""

    part: Part
    poll: str
    """Title of the operation that tells of the job."""
    parameter: str
    """Wire name of the parameter that takes the job's id; empty for a list."""
    rule: JobRule


def roles(contract: Contract) -> dict[str, Role]:
    """Return the roles by title of operation: those declared, and those that paths imply."""
    found: dict[str, Role] = {}
    by_title = {operation.title: operation for operation in contract.operations}
    for operation in contract.operations:
        rule = operation.job
        if rule is None:
            continue
        poll = rule.poll.operation
        calls: tuple[tuple[Part, Call | None], ...] = (
            ("poll", rule.poll),
            ("result", rule.result),
            ("cancel", rule.cancel),
        )
        for part, call in calls:
            if call is not None:
                found.setdefault(call.operation, Role(part, poll, call.parameter, rule))
        _imply(contract, operation, by_title[poll], rule, found)
    return found


def _imply(
    contract: Contract,
    start: Operation,
    poll: Operation,
    rule: JobRule,
    found: dict[str, Role],
) -> None:
    parameter = rule.poll.parameter
    if not poll.path.endswith("/{" + parameter + "}"):
        return
    for operation in contract.operations:
        if operation.path == poll.path or operation.path.startswith(poll.path + "/"):
            found.setdefault(
                operation.title, Role("below", poll.title, parameter, rule)
            )
    if start.path == poll.path.rpartition("/")[0]:
        found.setdefault(f"GET {start.path}", Role("list", poll.title, "", rule))
