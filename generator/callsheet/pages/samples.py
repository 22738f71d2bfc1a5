"""Samples of JSON against the schemas that they are meant to fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from callsheet.document import Document
from callsheet.jsonschema import JsonSchemas
from callsheet.likeness import did_you_mean
from callsheet.oneway import Direction
from callsheet.openapi.complaint import Complaint, complaints
from callsheet.pages.declared import Field, Group, Operation
from callsheet.pages.finding import Difference
from callsheet.pages.json_sample import Path, Sample
from callsheet.pages.matching import Home, group_below
from callsheet.plain import is_list, is_object
from callsheet.source import Node

if TYPE_CHECKING:
    import jsonschema_rs

_STAND_INS = frozenset(
    ("string", "str", "text", "xxx", "...", "…", "value", "number", "integer", "boolean")
)


class Judge:
    """Validates samples; every schema is compiled once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.schemas = JsonSchemas(document)
        self.seen = list[tuple[Sample, Home]]()
        """All that was judged, in order."""
        self._compiled = dict[tuple[str, Direction], "jsonschema_rs.Validator | None"]()

    def sample(self, sample: Sample, home: Home, nodes: Sequence[Node]) -> Iterator[Difference]:
        """Yield what is wrong with a sample that is meant to fit one of the schemas."""
        self.seen.append((sample, home))
        direction: Direction = "request" if home.group.where == "body" else "response"
        wrong = self._complaints(sample, (), nodes, direction)
        for path, declared in _chosen(sample, home):
            if all(each.path[: len(path)] != path for each in wrong):
                wrong += self._complaints(sample, path, declared.nodes, direction)
        for each in wrong:
            yield _invalid(sample, each, home)
        yield from _unknown_fields(sample, home)

    def _complaints(
        self, sample: Sample, path: Path, nodes: Sequence[Node], direction: Direction
    ) -> list[Complaint]:
        """Return what is wrong with one value, by the schema that it fits best."""
        least: list[Complaint] | None = None
        value = _at(sample.value, path)
        for node in nodes:
            validator = self._validator(node, direction)
            if validator is None or validator.is_valid(value):
                return []
            found = [
                within
                for each in complaints(validator.iter_errors(value))
                if not _excused(within := replace(each, path=path + each.path), sample)
            ]
            if least is None or len(found) < len(least):
                least = found
        return least or []

    def _validator(self, node: Node, direction: Direction) -> jsonschema_rs.Validator | None:
        import jsonschema_rs

        key = (node.pointer, direction)
        if key not in self._compiled:
            whole = self.schemas.closed(self.schemas.of(node, direction))
            try:
                self._compiled[key] = jsonschema_rs.Draft202012Validator(whole, offline=True)
            except ValueError:  # complained about by lint
                self._compiled[key] = None
        return self._compiled[key]


def _excused(complaint: Complaint, sample: Sample) -> bool:
    """Tell whether the page leaves something out on purpose, or shows a type for a value."""
    path = complaint.path
    if any(path[:length] in sample.unknown for length in range(len(path) + 1)):
        return True
    if complaint.keyword == "required" and path in sample.partial:
        return True
    value = _at(sample.value, path)
    return isinstance(value, str) and value.lower() in _STAND_INS


def _invalid(sample: Sample, complaint: Complaint, home: Home) -> Difference:
    where = "`" + ".".join(complaint.path) + "`" if complaint.path else "the sample"
    field = _field(complaint.path, home)
    return Difference(
        "page-sample-invalid",
        f"{where}: {complaint.message}",
        sample.line(complaint.path),
        field.node if field else home.group.node,
        operation=home.operation,
        group=home.group,
        field=field,
        name=".".join(complaint.path),
        said=_at(sample.value, complaint.path),
        more={"keyword": complaint.keyword, "words": complaint.words},
    )


def _field(path: Sequence[str], home: Home) -> Any:
    names = [step for step in path if not step.isdigit()]
    if not names:
        return None
    prefix = ".".join([*([home.group.prefix] if home.group.prefix else []), *names[:-1]])
    group = group_below(home, prefix)
    return group.fields.get(names[-1]) if group else None


def _chosen(sample: Sample, home: Home) -> Iterator[tuple[Path, Field]]:
    """Yield the fields of objects with alternatives.

    Where one alternative is open, the whole lets everything pass, also what an alternative that
    names the field forbids.
    """
    for path, group, value in objects_of(sample, home):
        for name, inner in value.items() if group.choice else ():
            declared = group.fields.get(name)
            if declared is not None and inner is not None:
                yield (*path, name), declared


def _unknown_fields(sample: Sample, home: Home) -> Iterator[Difference]:
    """Yield fields of a sample that no alternative of its schema names, once each."""
    seen = set[tuple[str, str]]()
    for path, group, value in objects_of(sample, home):
        for name, inner in value.items():
            if name not in group.fields and (group.prefix, name) not in seen and group.open:
                seen.add((group.prefix, name))
                yield unknown_field(name, sample.line((*path, name)), home.operation, group, inner)


def objects_of(sample: Sample, home: Home) -> Iterator[tuple[Path, Group, dict[str, Any]]]:
    """Yield the objects of a sample that the document describes, outermost first."""
    waiting: list[tuple[Path, Any, str]] = [((), sample.value, home.group.prefix)]
    while waiting:
        path, value, prefix = waiting.pop(0)
        if is_list(value):
            waiting += [((*path, str(at)), item, prefix) for at, item in enumerate(value)]
        group = group_below(home, prefix)
        if group is not None and is_object(value):
            yield path, group, value
            above = f"{prefix}." if prefix else ""
            waiting += [
                ((*path, name), inner, above + name)
                for name, inner in value.items()
                if name in group.fields
            ]


def unknown_field(
    name: str, line: int, operation: Operation, group: Group, value: Any
) -> Difference:
    """Return that a sample has a field that the document does not name."""
    of = f" of `{group.prefix}`" if group.prefix else ""
    return Difference(
        "page-sample-field",
        f"the sample has a field{of} `{name}` that the document does not name",
        line,
        group.node,
        did_you_mean(name, group.fields),
        operation,
        group,
        name=name,
        said=value,
    )


def _at(value: Any, path: Sequence[str]) -> Any:
    for step in path:
        if is_object(value) and step in value:
            value = value[step]
        elif is_list(value) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
