"""Suites: a document becomes a suite on disk, which is run in this process."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from callsheet.config import Config
from callsheet.diagnostics import Report
from making import written

HERE = Path(__file__).parent


def write_suite(spec: Path, folder: Path) -> Report:
    """Write the conformance suite of a document to a folder."""
    report = Report()
    written(Config(spec=spec, out=folder, targets=("conformance",)), report)
    return report


@dataclass
class Verdict:
    """What the tests of a suite said."""

    told: dict[str, Any]

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.told["findings"]
        return found

    @property
    def codes(self) -> set[tuple[str, str]]:
        """Rule and operation of each finding, those that share its cause included."""
        return {
            (title, one["code"])
            for one in self.findings
            for title in (one["operation"], *one["also"])
        }

    def names(self, ended: str) -> list[str]:
        """The names of the tests that came to an end."""
        return [test["name"] for test in self.told["tests"] if test["ended"] == ended]

    @property
    def failed(self) -> list[str]:
        return self.names("failed")

    @property
    def skipped(self) -> list[str]:
        return self.names("left out")


class Suite:
    """A suite on disk, imported under a name of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        sys.path.insert(0, str(folder))
        try:
            self.harness: Any = importlib.import_module("conformance.harness")
            self.settings: Any = importlib.import_module("conformance.settings")
            self.operations: Any = importlib.import_module("conformance.operations")
            self.groups: Any = importlib.import_module("conformance.groups")
            self.suite: Any = importlib.import_module("conformance.suite")
        finally:
            sys.path.remove(str(folder))
            for name in [name for name in sys.modules if name.partition(".")[0] == "conformance"]:
                del sys.modules[name]

    def ask(self, url: str, **settings: Any) -> Verdict:
        """Run every test against a server."""
        made, known = self.settings.Settings(url, **settings), self.operations
        groups = self.groups.GROUPS
        server = self.harness.Server(made, known.OPERATIONS, known.STARTS, groups)
        return Verdict(self.suite.run(server, groups).as_json())
