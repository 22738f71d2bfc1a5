"""The styles that are compared: how each is made, driven and called.

A style is one entry of `STYLES` and one driver. How a call is spelled in it comes from the
generator's own names and filters, so that nothing here knows a document.
"""

from __future__ import annotations

import atexit
import base64
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from callsheet.behaviour.model import Canonical, Case, File
from callsheet.diagnostics import Report
from callsheet.ir import Api, Operation
from callsheet.languages import flat, python, typescript
from callsheet.names import Names, name
from case_shell import Shell, as_it_came
from node_tools import Node, set_up

DRIVERS = Path(__file__).with_name("drivers")


class Spelling(Protocol):
    """Spells the calls of one document in one style."""

    def call(self, case: Case, folder: Path) -> dict[str, Any]:
        """Return what a driver is told beside the case's id: ``call``, ``arguments``, ``keys``."""
        ...


@dataclass(frozen=True, slots=True)
class Style:
    """A style of client."""

    name: str
    targets: tuple[str, ...]
    """Of callsheet, without those that they require."""
    command: Callable[[Path, str], list[str]]
    """The driver's command line, from the folder of what was generated, and its package."""
    spelling: Callable[[Api, str], Spelling]
    """From the API and the package."""
    tells: frozenset[str] | None = None
    """The members of an error that the style can tell; None for all."""
    has_events: bool = True
    """Whether the style can tell of each state of a job, and not of the end alone."""
    expects: Callable[[Case], Canonical] = lambda case: case.outcome
    """What a case must come to in this style, where that is not what it comes to in the others."""
    is_dear: bool = False
    """Whether each case costs a process: fast tests then run only those that differ in requests."""


@dataclass(frozen=True, slots=True)
class Python:
    """Calls of a client with resources and methods."""

    api: Api
    names: Names
    filters: Mapping[str, Callable[..., Any]]

    @classmethod
    def of(cls, api: Api, _package: str) -> Python:
        """Return the spelling of a document's calls."""
        names = name(api, python.Python(), Report())
        return cls(api, names, python.filters(api, names))

    def call(self, case: Case, folder: Path) -> dict[str, Any]:
        """Return resource and method, and the arguments by their names in Python."""
        resource = resource_of(self.api, case.operation)
        jobs = self.filters["job_calls"](resource)
        submit = [one.submit for one in jobs if one.operation.pointer == case.operation.pointer]
        return {
            "call": {
                "resource": self.names.value(resource.pointer),
                "method": self.names.value(case.operation.pointer),
                "submit": submit[0] if submit else None,
            },
            "arguments": named_arguments(self, case, folder),
            "keys": named_keys(self, case),
        }


@dataclass(frozen=True, slots=True)
class Flat:
    """Calls of functions in one file."""

    api: Api
    names: Names
    filters: Mapping[str, Callable[..., Any]]

    @classmethod
    def of(cls, api: Api, _package: str) -> Flat:
        """Return the spelling of a document's calls."""
        names = name(api, flat.Flat(), Report())
        return cls(api, names, flat.filters(api, names))

    def call(self, case: Case, folder: Path) -> dict[str, Any]:
        """Return the functions, and the arguments by their names in Python."""
        pointer, job = case.operation.pointer, case.operation.job
        follow = [
            {"watch": one.watch, "wait_for": one.wait_for, "download": one.download}
            for one in self.filters["flat_jobs"](self.api)
            if one.operation.pointer == pointer
        ]
        return {
            "call": {
                "function": self.names.value(pointer),
                "is_download": self.filters["verb"](case.operation) == "open",
                "id": list(job.id) if job else [],
                **(follow[0] if follow else {}),
            },
            "arguments": named_arguments(self, case, folder),
            "keys": named_keys(self, case),
        }


def named_arguments(style: Python | Flat, case: Case, folder: Path) -> dict[str, Any]:
    """Return the arguments of a case by their names in Python."""
    return {style.names.value(key): sendable(value, folder) for key, value in case.arguments}


def named_keys(style: Python | Flat | Typescript, case: Case) -> dict[str, Any]:
    """Return the keys of a case by the names of the arguments that take them."""
    keys = style.filters["keys"](style.api, "ENV")
    return {key.name: case.keys[key.scheme.key] for key in keys if key.scheme.key in case.keys}


@dataclass(frozen=True, slots=True)
class Typescript:
    """Calls of a client whose arguments are called as they are on the wire."""

    api: Api
    names: Names
    filters: Mapping[str, Callable[..., Any]]

    @classmethod
    def of(cls, api: Api, _package: str) -> Typescript:
        """Return the spelling of a document's calls."""
        names = name(api, typescript.Typescript(), Report())
        return cls(api, names, typescript.filters(api, names))

    def call(self, case: Case, folder: Path) -> dict[str, Any]:
        """Return resource and method, what comes first, and the other arguments by their names."""
        resource = resource_of(self.api, case.operation)
        method = next(
            one
            for one in self.filters["methods"](resource)
            if one.operation.pointer == case.operation.pointer
        )
        submit = [
            one.submit
            for one in self.filters["job_methods"](resource)
            if one.method.operation is method.operation
        ]
        given = {pointer: sendable(value, folder) for pointer, value in case.arguments}
        first = [] if method.positional is None else [given.get(method.positional.pointer)]
        return {
            "call": {
                "resource": self.names.value(resource.pointer),
                "method": method.name,
                "submit": submit[0] if submit else None,
            },
            "arguments": {
                "first": first,
                "params": {
                    name: given[one.pointer] for name, one in method.named if one.pointer in given
                }
                if method.named
                else None,
            },
            "keys": named_keys(self, case),
        }


def resource_of(api: Api, operation: Operation) -> Any:
    """Return the resource that an operation belongs to."""
    return next(
        one
        for one in api.resources
        if any(each.pointer == operation.pointer for each in one.operations)
    )


def sendable(value: Any, folder: Path) -> Any:
    """Return an argument as JSON: files are written into a folder, bytes become Base64."""
    if isinstance(value, File):
        path = folder / value.name
        path.write_bytes(value.content)
        return {"$file": {"path": str(path), "name": value.name, "media": value.media}}
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, list):
        return [sendable(one, folder) for one in value]
    if isinstance(value, dict):
        return {key: sendable(one, folder) for key, one in value.items()}
    return value


def _python(style: str) -> Callable[[Path, str], list[str]]:
    driver = str(DRIVERS / "python_client.py")
    return lambda folder, package: [sys.executable, driver, str(folder), package, style]


def _flat(folder: Path, package: str) -> list[str]:
    return [sys.executable, str(DRIVERS / "python_flat.py"), str(folder), package]


def _typescript(folder: Path, _package: str) -> list[str]:
    node = set_up()
    made = _compiled(node, folder / "typescript")
    return [node.command, str(DRIVERS / "typescript_client.mjs"), str(made)]


@cache
def _compiled(node: Node, project: Path) -> Path:
    """Return the folder of a project's compiled modules, which is gone at the end."""
    made = Path(tempfile.mkdtemp(prefix="callsheet-typescript-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return node.built(project, made)


def _command_line(folder: Path, package: str) -> list[str]:
    return [sys.executable, str(DRIVERS / "command_line.py"), str(folder), package]


STYLES: tuple[Style, ...] = (
    Style("sync", ("package",), _python("sync"), Python.of),
    Style("aio", ("package",), _python("aio"), Python.of),
    Style("flat", ("flat",), _flat, Flat.of),
    Style("typescript", ("typescript",), _typescript, Typescript.of),
    # The states of a job are what `watch` prints, of a job that has been submitted already.
    Style("cli", ("cli",), _command_line, Python.of, has_events=False),
    Style(
        "curl",
        ("curl",),
        lambda _folder, _package: [sys.executable, str(DRIVERS / "shell.py"), "sh"],
        Shell.of,
        tells=frozenset({"kind", "status"}),
        has_events=False,
        expects=as_it_came,
        is_dear=True,
    ),
)
