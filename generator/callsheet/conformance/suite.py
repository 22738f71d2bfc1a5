"""Suite: the conformance suite of a document, made or taken from the cache, and ready to run."""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from callsheet.cache import Cache, shelf
from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.stamp import digest_of, finding_of, plain_of
from callsheet.targets import folders

TARGET = "conformance"
_KIND = "suite"
_FORMAT = 1
"""Goes up with every change of what an entry holds."""
_PARTS = (
    "arguments",
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
        except known["harness"].Unreachable as error:
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
    config: Config, folder: Path, report: Report, tell: Callable[[str], None]
) -> Generator[Suite, None, None]:
    """Write the suite of a document to a folder, and import it from there."""
    for path, text in _files(replace(config, targets=(TARGET,)), report, tell):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    was_writing, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.path.insert(0, str(folder))
    hidden = _forget()
    try:
        modules = {name: importlib.import_module(f"{TARGET}.{name}") for name in _PARTS}
        yield Suite(modules, config.spec, tell)
    finally:
        _forget()
        sys.modules.update(hidden)
        sys.path.remove(str(folder))
        sys.dont_write_bytecode = was_writing


def _forget() -> dict[str, Any]:
    """Take another suite of this name out of the modules; return it."""
    names = [name for name in sys.modules if name.partition(".")[0] == TARGET]
    return {name: sys.modules.pop(name) for name in names}


def _files(config: Config, report: Report, tell: Callable[[str], None]) -> list[tuple[str, str]]:
    """Return the files of a suite by path, from the cache where nothing has changed since."""
    cache = Cache.beside(config.folder or shelf(), Report())
    given = (_FORMAT, config.spec.resolve(), config.package, config.allow_outside)
    key = hashlib.sha256(repr(given).encode()).hexdigest()
    kept = cache.get(_KIND, key)
    entry: dict[str, Any] = json.loads(kept) if kept else {}
    if entry and entry["digest"] == _digest(config, [Path(name) for name in entry["inputs"]]):
        for one in entry["findings"]:
            report.add(finding_of(one))
        return list(entry["files"].items())
    from callsheet.pipeline import build

    tree = build(config, report, cache=cache, tell=tell)
    files = [(file.path, file.text) for file in tree]
    inputs = sorted({*tree.inputs, config.spec.resolve()})
    entry = {
        "inputs": [str(path) for path in inputs],
        "digest": _digest(config, inputs),
        "findings": [plain_of(finding) for finding in report],
        "files": dict(files),
    }
    cache.put(_KIND, key, json.dumps(entry).encode())
    return files


def _digest(config: Config, inputs: list[Path]) -> str:
    return digest_of(inputs, folders(config))
