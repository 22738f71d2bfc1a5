"""Findings with a place: what is wrong, where, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Any, Literal

from callsheet.data import dataclass

Severity = Literal["error", "warning", "note"]
"""``error`` stops a run, ``warning`` goes into the gap report, ``note`` is for the curious."""

ALLOWABLE = {"operation-id-twice": "the first keeps its name, the others go by method and path"}
"""Codes of errors that may be taken for warnings, and what is made of the document then."""

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, one-based line and column, and its JSON Pointer."""

    file: str
    line: int
    column: int
    pointer: str = ""
    text: str = ""
    """The source line itself, without its newline."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint about a document, a setting or a file."""

    code: str
    """Stable kebab-case word: ``duplicate-key``, ``reference-missing``."""
    severity: Severity
    message: str
    place: Place | None = None
    hint: str = ""
    operation: str = ""
    """``GET /path`` where the finding concerns one operation."""
    page: Place | None = None
    """Where on a documentation page, where the finding is about one."""

    def as_json(self) -> dict[str, Any]:
        """Return the shape that every ``--json`` output uses."""
        found: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "hint": self.hint,
        }
        if self.operation:
            found["operation"] = self.operation
        if self.place:
            found["spec"] = {
                "file": self.place.file,
                "line": self.place.line,
                "column": self.place.column,
                "pointer": self.place.pointer,
            }
        if self.page:
            found["page"] = {"file": self.page.file, "line": self.page.line}
        return found

    def words(self) -> list[str]:
        """Return what it says, without its places, as :func:`said` takes it."""
        return [self.code, self.severity, self.message, self.hint, self.operation]

    def as_text(self) -> str:
        """Return lines for a terminal: place, code, message, the source line marked, the hint."""
        head = f"{self.place}: " if self.place else ""
        if self.page:
            head = f"{self.page.file}:{self.page.line}: "
        told = self.message
        if self.operation and self.operation not in told:
            told = f"{self.operation}: {told}"
        lines = [f"{head}{self.severity}[{self.code}]: {told}"]
        if self.page and self.place:
            lines.append(f"      the document: {self.place}")
        if self.place and self.place.text.strip():
            source, column = _excerpt(self.place.text, self.place.column)
            gutter = f"{self.place.line:>5} | "
            lines.append(gutter + source)
            lines.append(" " * (len(gutter) - 2) + "| " + " " * (column - 1) + "^")
        if self.hint:
            lines.append(f"      hint: {self.hint}")
        return "\n".join(lines)


def said(words: Iterable[Any], place: Place | None = None) -> Finding:
    """Return the finding of an earlier run whose words were kept, with the place it has now."""
    code, severity, message, hint, operation = words
    return Finding(code, severity, message, place, hint, operation)


@dataclass(slots=True)
class Report:
    """Everything found in one run. The only thing between the stages that grows."""

    found: list[Finding] = field(default_factory=list[Finding])
    _seen: set[Finding] = field(default_factory=set[Finding])

    def add(self, finding: Finding) -> None:
        """Take a finding, once."""
        if finding not in self._seen:
            self._seen.add(finding)
            self.found.append(finding)

    def clear(self) -> None:
        """Forget everything."""
        self.found.clear()
        self._seen.clear()

    def error(
        self,
        code: str,
        message: str,
        place: Place | None = None,
        *,
        hint: str = "",
        operation: str = "",
    ) -> None:
        """Record something that stops the run."""
        self.add(Finding(code, "error", message, place, hint, operation))

    def warning(
        self,
        code: str,
        message: str,
        place: Place | None = None,
        *,
        hint: str = "",
        operation: str = "",
    ) -> None:
        """Record something that the output leaves out or changes."""
        self.add(Finding(code, "warning", message, place, hint, operation))

    def note(
        self,
        code: str,
        message: str,
        place: Place | None = None,
        *,
        hint: str = "",
        operation: str = "",
    ) -> None:
        """Record something that is fine and worth knowing."""
        self.add(Finding(code, "note", message, place, hint, operation))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Take several findings."""
        for finding in findings:
            self.add(finding)

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the run."""
        return any(finding.severity == "error" for finding in self.found)

    def __iter__(self) -> Iterator[Finding]:
        """Yield findings by place, the graver first where two share one."""
        return iter(sorted(self.found, key=_order))

    def __len__(self) -> int:
        return len(self.found)


class Stop(Exception):
    """Ends a run whose report holds an error; carries the report."""

    def __init__(self, report: Report) -> None:
        super().__init__("; ".join(finding.message for finding in report))
        self.report = report


def _order(finding: Finding) -> tuple[str, int, int, int, str, str]:
    place = finding.page or finding.place or Place("", 0, 0)
    rank = _RANK[finding.severity]
    return (place.file, place.line, place.column, rank, finding.code, finding.message)


def _excerpt(text: str, column: int, width: int = 100) -> tuple[str, int]:
    """Cut a long line around the column, so that a minified document stays readable."""
    text = text.replace("\t", " ")
    if len(text) <= width:
        return text, column
    start = max(0, column - 1 - width // 3)
    piece = text[start : start + width]
    return piece, column - start
