"""Findings: one cause is told once, with everything that is needed to look into it."""

from __future__ import annotations

import os
from typing import Any, NoReturn

import pytest

from .checks import Problem
from .facts import Operation
from .wire import Exchange


class Findings:
    """What was found so far. A test that meets a known finding is skipped and says where it was."""

    def __init__(self) -> None:
        self.findings: list[dict[str, Any]] = []
        self._seen: dict[tuple[str, ...], str] = {}

    def fail(
        self,
        operation: Operation,
        rule: str,
        at: str,
        says: str,
        exchange: Exchange,
        wanted: str,
    ) -> NoReturn:
        """End the test with a finding."""
        status = str(exchange.status)
        self.tell(
            operation,
            Problem(rule, at, says, f"{status}, where {wanted} was expected"),
            exchange,
        )
        raise AssertionError(rule)

    def tell(self, operation: Operation, problem: Problem, exchange: Exchange) -> None:
        """End the test with a finding, or skip it where the finding is known."""
        says = problem.says if problem.rule.startswith(("body-", "header-")) else ""
        key = (operation.title, problem.rule, problem.at, says)
        here = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
        if key in self._seen:
            pytest.skip(f"the same finding as {self._seen[key]}")
        self._seen[key] = here
        self.findings.append(
            {
                "code": problem.rule,
                "severity": "error",
                "message": f"{problem.found}; the document says: {problem.says}",
                "hint": "",
                "operation": operation.title,
                "pointer": problem.at,
                "request": exchange.sent.curl,
                "response": str(exchange),
                "test": here,
            }
        )
        pytest.fail(
            f"{operation.title}: {problem.rule}\n"
            f"  document: {problem.says}\n"
            f"            {problem.at}\n"
            f"  found:    {problem.found}\n"
            f"  sent:     {exchange.sent.curl}\n"
            f"  received: {exchange}",
            pytrace=False,
        )
