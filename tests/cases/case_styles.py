"""The styles that are compared: how each is made, driven and called.

A style is one entry of `STYLES` and one driver. How a call is spelled in it comes from the
generator's own names and filters, so that nothing here knows a document.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from callsheet.diagnostics import Report
from callsheet.ir import Api, Operation
from callsheet.languages import flat, python
from callsheet.names import Names, name
from case_model import Case, File

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
            "arguments": {
                self.names.value(pointer): sendable(value, folder)
                for pointer, value in case.arguments
            },
            "keys": {
                key.name: case.keys[key.scheme.key]
                for key in self.filters["keys"](self.api, "ENV")
                if key.scheme.key in case.keys
            },
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
            "arguments": {
                self.names.value(pointer): sendable(value, folder)
                for pointer, value in case.arguments
            },
            "keys": {
                key.name: case.keys[key.scheme.key]
                for key in self.filters["keys"](self.api, "ENV")
                if key.scheme.key in case.keys
            },
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
    return lambda folder, package: [sys.executable, "-B", driver, str(folder), package, style]


def _flat(folder: Path, package: str) -> list[str]:
    return [sys.executable, "-B", str(DRIVERS / "python_flat.py"), str(folder), package]


STYLES: tuple[Style, ...] = (
    Style("sync", ("package",), _python("sync"), Python.of),
    Style("aio", ("package",), _python("aio"), Python.of),
    Style("flat", ("flat",), _flat, Flat.of),
)
