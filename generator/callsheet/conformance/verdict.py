"""Verdict: what a run found, each finding with its line of the document, known ones set apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from callsheet.data import dataclass
from callsheet.diagnostics import Place, Report, Stop
from callsheet.plain import is_list, is_object
from callsheet.source import Node, load, steps_of


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and where the document says what the server does not keep."""

    told: dict[str, Any]
    """As the suite tells it."""
    place: Place

    @property
    def identity(self) -> tuple[str, str, str]:
        """What stays the same from run to run: rule, operation, pointer."""
        return (self.told["code"], self.told["operation"], self.place.pointer)

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape that every command uses."""
        place = self.place
        spec = {
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "pointer": place.pointer,
        }
        rest = {name: value for name, value in self.told.items() if name != "pointer"}
        return {**rest, "spec": spec}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a run."""

    told: dict[str, Any]
    """Everything that the suite tells, in JSON's types."""
    findings: tuple[Found, ...]
    """Those that no baseline accepts."""
    accepted: tuple[Found, ...] = ()
    stale: tuple[dict[str, Any], ...] = ()
    """Entries of the baseline that nothing was found for."""

    @property
    def skipped(self) -> int:
        """The number of tests that said nothing."""
        return sum(self.told["skipped"].values())


def placed(spec: Path, findings: Iterable[dict[str, Any]]) -> Iterator[Found]:
    """Yield the findings, each with the line of the document that the server does not keep."""
    files: dict[str, Node] = {}
    for found in findings:
        identity, _, pointer = str(found["pointer"]).partition("#")
        path = spec.parent / identity if identity else spec
        if identity not in files:
            files[identity] = load(path, _shown(path))
        yield Found(found, _place(files[identity], steps_of(pointer)))


def _place(root: Node, steps: tuple[str, ...]) -> Place:
    """Return where a pointer leads, or where the nearest thing above it stands."""
    here: Any = root.value
    known = 0
    for step in steps:
        if is_object(here) and step in here:
            here = here[step]
        elif is_list(here) and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            break
        known += 1
    return root.source.place(steps[:known], key=True)


def judged(told: dict[str, Any], found: Iterable[Found], baseline: Path | None) -> Verdict:
    """Return the verdict of a run, with what a baseline accepts set apart. Raises :class:`Stop`."""
    findings = tuple(found)
    if baseline is None:
        return Verdict(told, findings)
    entries = _entries(baseline)
    known = {_identity(entry) for entry in entries}
    seen = {one.identity for one in findings}
    return Verdict(
        told,
        tuple(one for one in findings if one.identity not in known),
        tuple(one for one in findings if one.identity in known),
        tuple(entry for entry in entries if _identity(entry) not in seen),
    )


def _entries(baseline: Path) -> list[dict[str, Any]]:
    """Return the findings that a baseline lists: what ``--json`` prints, or a part of it."""
    report = Report()
    try:
        read: Any = json.loads(baseline.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        report.error("baseline-unreadable", f"{baseline}: {error}")
        raise Stop(report) from error
    listed = read.get("findings") if is_object(read) else read
    entries = [one for one in listed if is_object(one)] if is_list(listed) else None
    if entries is None or any("code" not in one or "operation" not in one for one in entries):
        hint = "write it with: callsheet conform URL --json > FILE"
        report.error("baseline-unreadable", f"{baseline} is no list of findings", hint=hint)
        raise Stop(report)
    return entries


def _identity(entry: dict[str, Any]) -> tuple[str, str, str]:
    spec: Any = entry.get("spec")
    pointer = spec.get("pointer", "") if is_object(spec) else entry.get("pointer", "")
    return (str(entry["code"]), str(entry["operation"]), str(pointer))


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
