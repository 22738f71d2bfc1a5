"""Behaviour cases: calls as data, which every style of client is held to, and their files.

They lie in a folder ``cases`` beside the document. What they mean is told in tests/cases/README.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from callsheet.behaviour.reader import Reader
from callsheet.diagnostics import Report, Stop
from callsheet.document import Document
from callsheet.lower import lower
from callsheet.source import Node, load
from callsheet.toml import shown

_ENDINGS = (".yaml", ".yml", ".json")
_OWN = {"about", "keys", "cases"}


def check(document: Document, report: Report) -> tuple[Path, ...]:
    """Put what is wrong with the case files beside a document into the report; return the files.

    A document with errors comes first: its cases are not read.
    """
    paths = files_beside(document.root.source.path)
    if not paths:
        return ()
    if report.has_errors:
        report.note("cases-unread", "its case files are read once the document has no errors")
        return paths
    reader = Reader(document, lower(document, Report()), report)
    reader.files(_roots(paths, report))
    return paths


def files_beside(spec: Path) -> tuple[Path, ...]:
    """Return the case files of a document, by name."""
    folder = spec.resolve().parent / "cases"
    return tuple(sorted(one for one in folder.glob("*") if one.suffix in _ENDINGS))


def _roots(paths: tuple[Path, ...], report: Report) -> Iterator[Node]:
    """Yield the case files among the files; somebody else's are let be."""
    for path in paths:
        name = shown(path)
        try:
            root = load(path, name, identity=name)
        except Stop as stop:
            report.extend(stop.report)
            continue
        if not root.is_mapping or _OWN.isdisjoint(root.value):
            told = "this is no case file: it has no `cases`"
            report.note("case-file-other", told, root.place)
            continue
        yield root
