"""Suite: the conformance suite of a document, ready to run."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from callsheet.config import Config
from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.kept import importable

TARGET = "conformance"
_PARTS = (
    "arguments",
    "asking",
    "checks",
    "coverage",
    "facts",
    "groups",
    "harness",
    "operations",
    "problems",
    "settings",
    "suite",
    "transport",
    "wire",
)


@dataclass(frozen=True)
class Suite:
    """The modules of a suite that was made."""

    modules: dict[str, Any]

    spec: Path
    tell: Callable[[str], None]

    def run(self, options: dict[str, str], examples: int = 0) -> dict[str, Any]:
        """Ask a server; return what came of it in JSON's types. Raises :class:`NoVerdict`.

        ``examples`` are the made-up requests to each operation, once all tests have run.
        """
        known = self.modules
        try:
            settings = known["arguments"].settings_of(options)
        except known["arguments"].WrongArgument as error:
            raise NoVerdict("wrong-argument", str(error)) from error
        operations, groups = known["operations"], known["groups"].GROUPS
        server = known["harness"].Server(settings, operations.OPERATIONS, operations.STARTS, groups)
        try:
            result = known["suite"].run(server, groups)
            if examples:
                from callsheet.conformance.fuzz import NotRead, fuzz

                try:
                    result.tests.extend(fuzz(known, server, self.spec, examples, self.tell))
                except NotRead as error:
                    text = f"Schemathesis cannot read the document: {error}"
                    raise NoVerdict("fuzz-unreadable", text) from error
        except known["asking"].Unreachable as error:
            raise NoVerdict("no-verdict", str(error)) from error
        told: dict[str, Any] = result.as_json()
        documented = {
            operation.title: [answer.status for answer in operation.answers]
            for operation in operations.OPERATIONS.values()
        }
        return told | {"left_out": list(operations.LEFT_OUT), "documented": documented}


class NoVerdict(Exception):
    """A run that says nothing about the server, and why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@contextmanager
def suite_of(
    config: Config, report: Report, tell: Callable[[str], None]
) -> Generator[Suite, None, None]:
    """Make the suite of a document, or take it as it was made before, and import it."""
    with importable(replace(config, targets=(TARGET,)), report, tell):
        hidden = _forget()
        try:
            modules = {name: importlib.import_module(f"{TARGET}.{name}") for name in _PARTS}
            yield Suite(modules, config.spec, tell)
        finally:
            _forget()
            sys.modules.update(hidden)


def _forget() -> dict[str, Any]:
    """Take another suite of this name out of the modules; return it."""
    names = [name for name in sys.modules if name.partition(".")[0] == TARGET]
    return {name: sys.modules.pop(name) for name in names}
