"""Suites: a document becomes a suite on disk, whose tests run without a second pytest."""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.pipeline import build

HERE = Path(__file__).parent


def write_suite(spec: Path, folder: Path) -> Report:
    """Write the conformance suite of a document to a folder."""
    report = Report()
    config = Config(spec=spec, out=folder, targets=("conformance",))
    for file in build(config, report):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return report


@dataclass
class Verdict:
    """What the tests of a suite said."""

    findings: list[dict[str, Any]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def codes(self) -> set[tuple[str, str]]:
        """Operation and rule of each finding."""
        return {(one["operation"], one["code"]) for one in self.findings}


class Suite:
    """A suite on disk, imported under a name of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        sys.path.insert(0, str(folder))
        try:
            self.modules = [
                importlib.import_module(f"conformance.{file.stem}")
                for file in sorted((folder / "conformance").glob("test_*.py"))
            ]
            self.harness: Any = importlib.import_module("conformance.harness")
            self.settings: Any = importlib.import_module("conformance.settings")
            self.operations: Any = importlib.import_module("conformance.operations")
        finally:
            sys.path.remove(str(folder))
            for name in [name for name in sys.modules if name.partition(".")[0] == "conformance"]:
                del sys.modules[name]

    def ask(self, url: str, **settings: Any) -> Verdict:
        """Run every test against a server."""
        made = self.settings.Settings(url, **settings)
        server = self.harness.Server(made, self.operations.OPERATIONS, self.operations.STARTS)
        verdict = Verdict(findings=server.findings)
        try:
            for name, test, arguments in self.tests():
                with _as_current(name):
                    _run(verdict, name, test, {"server": server, **arguments})
        finally:
            server.close()
        return verdict

    def tests(self) -> Iterator[tuple[str, Any, dict[str, Any]]]:
        for module in self.modules:
            for name, test in inspect.getmembers(module, inspect.isfunction):
                if not name.startswith("test_"):
                    continue
                tables = [
                    mark.args[1]
                    for mark in getattr(test, "pytestmark", ())
                    if mark.name == "parametrize"
                ]
                for case in tables[0] if tables else [None]:
                    arguments = {} if case is None else {"case": case}
                    yield f"{module.__name__}.{name}[{case}]", test, arguments


def _run(verdict: Verdict, name: str, test: Any, arguments: dict[str, Any]) -> None:
    try:
        test(**arguments)
    except pytest.skip.Exception:
        verdict.skipped.append(name)
    except pytest.fail.Exception:
        verdict.failed.append(name)
    else:
        verdict.passed.append(name)


@contextmanager
def _as_current(name: str) -> Iterator[None]:
    before = os.environ.get("PYTEST_CURRENT_TEST", "")
    os.environ["PYTEST_CURRENT_TEST"] = name + " (call)"
    try:
        yield
    finally:
        os.environ["PYTEST_CURRENT_TEST"] = before
