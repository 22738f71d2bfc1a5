"""Outputs: which files the targets make of an API. Every path is decided before a template runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from callsheet.config import Settings
from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.ir import Api, DropIn, Operation, Resource, Sample
from callsheet.manifest import FILE_NAME, JOURNAL, is_inside
from callsheet.names import Names
from callsheet.targets import PLACEHOLDER, Output, Target
from callsheet.usages import Usage, usages


@dataclass(frozen=True, slots=True)
class Subject:
    """What one output is about: the API itself, or one round of a loop."""

    resource: Resource | None = None
    operation: Operation | None = None
    job: Operation | None = None
    sample: Sample | None = None
    drop_in: DropIn | None = None
    usage: Usage | None = None

    def __str__(self) -> str:
        if self.usage and self.usage.name:
            return f" for {self.usage.pointer}"
        if self.operation:
            return f" for {self.operation.title}"
        if self.resource:
            return f" for {self.resource.pointer}"
        if self.drop_in:
            return f" for {self.drop_in.pointer}"
        return f" for {self.sample.path}" if self.sample else ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One file to be made."""

    path: str
    target: Target
    output: Output
    subject: Subject


def plan(
    api: Api, names: Names, targets: Iterable[Target], settings: Settings, report: Report
) -> tuple[Planned, ...]:
    """Return every file that the targets make, sorted by path.

    A path that leads out of the output folder, or that two files would share on the disk of some
    system, is an error in the report.
    """
    made = [
        Planned(_path(output, subject, names, settings), target, output, subject)
        for target in targets
        for output in target.outputs
        for subject in _subjects(output, api)
    ]
    for file in made:
        if not is_inside(file.path) or file.path in (FILE_NAME, JOURNAL):
            message = f"{file.path!r} leads out of the output folder, or is reserved"
            report.error("path-outside", message, file.output.place)
    _check_collisions(made, report)
    return tuple(sorted(made, key=lambda file: file.path))


def _subjects(output: Output, api: Api) -> Iterator[Subject]:
    """Yield what the placeholders of a path run over: usages within operations within resources."""
    loops = output.loops
    if "sample" in loops:
        yield from (Subject(sample=sample) for sample in api.samples)
    elif "drop_in" in loops:
        yield from (Subject(drop_in=drop_in) for drop_in in api.drop_ins)
    elif "usage" in loops:
        for resource in api.resources:
            for operation in resource.operations:
                for usage in usages(api, operation):
                    yield Subject(resource, operation, usage=usage)
    elif "job" in loops:
        for resource in api.resources:
            started = (one for one in resource.operations if one.job is not None)
            yield from (Subject(resource, operation, operation) for operation in started)
    elif "operation" in loops:
        for resource in api.resources:
            yield from (Subject(resource, operation) for operation in resource.operations)
    elif "resource" in loops:
        yield from (Subject(resource) for resource in api.resources)
    else:
        yield Subject()


def _path(output: Output, subject: Subject, names: Names, settings: Settings) -> str:
    """Return the path of one output. Each placeholder is filled once: a value may hold braces."""

    def fill(found: re.Match[str]) -> str:
        thing = getattr(subject, found[1], None)
        if isinstance(thing, Sample):
            return thing.path
        if isinstance(thing, DropIn):
            return thing.module
        return names.value(thing.pointer) if thing else str(getattr(settings, found[1]))

    return PLACEHOLDER.sub(fill, output.path)


def _check_collisions(files: Iterable[Planned], report: Report) -> None:
    taken: dict[str, Planned] = {}
    for file in files:
        other = taken.setdefault(_folded(file.path), file)
        if other is not file:
            message = (
                f"{file.path} and {other.path} of the target {other.target.name!r} are one file"
            )
            hint = "" if file.path == other.path else "on disks that do not tell cases apart"
            report.error("path-made-twice", message, file.output.place, hint=hint)
    for file in taken.values():
        steps = file.path.split("/")
        for count in range(1, len(steps)):
            blocking = taken.get(_folded("/".join(steps[:count])))
            if blocking:
                message = f"{file.path} needs a folder where the file {blocking.path} is"
                report.error("path-made-twice", message, file.output.place)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
