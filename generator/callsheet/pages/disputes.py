"""Contradictions within a page: two rows, or a row and a sample, that say different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from callsheet.pages.finding import Difference
from callsheet.pages.json_sample import Sample
from callsheet.pages.matching import Home
from callsheet.pages.samples import objects_of
from callsheet.pages.tables import Row

Agreed = Mapping[tuple[str, str], int]
"""Pointer of a schema and code of a difference → line of a row that says what the document says."""


def disputed(
    found: Sequence[Difference], agreed: Agreed, samples: Sequence[tuple[Sample, Home]]
) -> Iterator[Difference]:
    """Yield where a row differs from the document, and the page says elsewhere that it is right."""
    for each in found:
        if each.code == "page-field-unknown" or (
            each.field is not None and each.code in ("page-type", "page-required")
        ):
            pointer = each.field.node.pointer if each.field else ""
            line = agreed.get((pointer, each.code)) or _shown(each, samples)
        else:
            continue
        if line and line != each.line:
            what = "its type" if each.code == "page-type" else "whether it is required"
            yield Difference(
                "page-contradiction",
                f"`{each.name}`: the page disagrees with itself on {what}, with line {line}",
                each.line,
                operation=each.operation,
                group=each.group,
                name=each.name,
            )


def _shown(difference: Difference, samples: Sequence[tuple[Sample, Home]]) -> int:
    """Return the line of a sample that shows the field otherwise than its row says; 0 for none."""
    said: Any = difference.said
    row = difference.more.get("row")
    must = row.required if isinstance(row, Row) else difference.code == "page-required" and said
    for sample, home in samples:
        if home.operation is not difference.operation:
            continue
        for path, group, value in objects_of(sample, home):
            if group is not difference.group:
                continue
            here = (*path, difference.name)
            if difference.name not in value:
                if must and path not in sample.partial:
                    return sample.line(path)
            elif difference.code == "page-type" and here not in sample.unknown:
                kinds = _kinds(value[difference.name])
                if kinds and kinds.isdisjoint(said):
                    return sample.line(here)
    return 0


def _kinds(value: Any) -> set[str]:
    """Return the types that a page may call a value's; none for null."""
    match value:
        case None:
            return set()
        case bool():
            return {"boolean"}
        case int():
            return {"integer", "number"}
        case float():
            return {"number"}
        case str():
            return {"string", "file"}
        case list():
            return {"array"}
        case _:
            return {"object"}
