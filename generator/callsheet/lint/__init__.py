"""Lint: everything about a document that its author would want to know before anyone builds on it.

Reading has checked references, identifiers and extensions, and lint takes where it strays from the
published schema as gravely as the specification does. The rest is one module for each subject.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.lint import calls, components, examples, paths, prose, schemas, surroundings
from callsheet.read import open_document

RULES: tuple[Callable[[Document, Report], None], ...] = (
    paths.check,
    calls.check,
    schemas.check,
    examples.check,
    components.check,
    surroundings.check,
    prose.check,
)


def lint(
    path: Path,
    report: Report,
    *,
    name: str | None = None,
    allow_outside: bool = False,
    allow: Collection[str] = (),
) -> Document:
    """Put everything there is to say about a document into the report.

    Raises :class:`~callsheet.diagnostics.Stop` only where there is no document to speak of.
    """
    document = open_document(
        path, report, name=name, allow_outside=allow_outside, strays="error", allow=allow
    )
    for rule in RULES:
        rule(document, report)
    return document
