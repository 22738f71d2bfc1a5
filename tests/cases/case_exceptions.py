"""The one list of what a style cannot express, and why."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from callsheet.behaviour.model import Case
from callsheet.source import load
from case_documents import DOCUMENTS, Document, cases_of
from case_styles import Style

FILE = Path(__file__).with_name("exceptions.yaml")


@dataclass(frozen=True, slots=True)
class Entry:
    """Cases that some styles cannot express."""

    styles: tuple[str, ...]
    documents: tuple[str, ...]
    cases: tuple[str, ...]
    """Patterns of ids."""
    do: tuple[str, ...]
    options: tuple[str, ...]
    reason: str
    place: str

    def matches(self, style: str, document: str, case: Case) -> bool:
        """Whether the entry stands for a case in a style."""
        if style not in self.styles or document not in self.documents:
            return False
        is_named = any(fnmatchcase(case.id, pattern) for pattern in self.cases)
        return is_named or case.do in self.do or any(case.options.get(one) for one in self.options)


@dataclass(frozen=True, slots=True)
class Exceptions:
    """All entries."""

    entries: tuple[Entry, ...]

    def of(self, style: Style, document: Document) -> frozenset[str]:
        """Return the ids of the cases that a style is excused from."""
        return frozenset(
            case.id
            for case in cases_of(document)
            if any(entry.matches(style.name, document.name, case) for entry in self.entries)
        )


def _read() -> Exceptions:
    every = tuple(document.name for document in DOCUMENTS)
    return Exceptions(
        tuple(
            Entry(
                tuple(node.value["styles"]),
                tuple(node.value.get("documents", every)),
                tuple(node.value.get("cases", ())),
                tuple(node.value.get("do", ())),
                tuple(node.value.get("options", ())),
                node.text("reason"),
                f"{node.place.file}:{node.place.line}",
            )
            for node in load(FILE).each()
        )
    )


EXCEPTIONS = _read()
