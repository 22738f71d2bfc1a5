"""A difference between a page and the document: findings, and what an edit would need to know."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

from callsheet.data import dataclass
from callsheet.diagnostics import Finding, Place, Severity
from callsheet.pages.declared import Field, Group, Operation
from callsheet.source import Node

CODES: dict[str, tuple[Severity, str]] = {
    "page-endpoint-unknown": ("warning", "the page documents an endpoint that the document lacks"),
    "page-endpoint-missing": ("note", "an operation whose siblings are on the page is not"),
    "page-path": ("error", "a path on the page is almost one of the document"),
    "page-method": ("error", "the path is there, with another method"),
    "page-field-unknown": ("error", "a field on the page is not in the document"),
    "page-field-missing": ("note", "a field of the document is not in the page's table"),
    "page-required": ("error", "page and document disagree on whether a field is required"),
    "page-type": ("error", "page and document disagree on a field's type"),
    "page-enum": ("warning", "page and document list different values"),
    "page-default": ("warning", "page and document name different defaults"),
    "page-limit": ("warning", "page and document set different limits"),
    "page-media-type": ("error", "the page sends a body of a type that the document lacks"),
    "page-auth": ("warning", "a command authenticates in another way, or not at all"),
    "page-status-unknown": ("warning", "the page documents a status that the document lacks"),
    "page-status-missing": ("note", "a status of the document is not on the page"),
    "page-sample-invalid": ("error", "a sample does not fit its schema"),
    "page-sample-field": ("warning", "a sample has a field that its schema does not name"),
    "page-sample-broken": ("warning", "a sample is no JSON"),
    "page-contradiction": ("warning", "the page says two things of one field"),
    "page-unread": ("note", "something on the page could not be read"),
}
"""Every code with its severity and what it means."""

Kind = Literal["add", "remove", "change"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One finding, and the facts behind it for whoever proposes an edit."""

    code: str
    message: str
    line: int
    node: Node | None = None
    hint: str = ""
    operation: Operation | None = None
    group: Group | None = None
    field: Field | None = None
    name: str = ""
    """The field, status, path or value in question."""
    severity: Severity | None = None
    """Where it is not what the code's usually is."""
    said: Any = None
    """What the page says, as a value of the document's vocabulary."""
    more: dict[str, Any] = dataclasses.field(default_factory=dict[str, Any])

    def finding(self, file: str) -> Finding:
        """Return it in the shape that every command prints."""
        place = None
        if self.node is not None:
            key = self.field is not None or self.group is None
            place = self.node.key_place if key else self.node.place
        return Finding(
            self.code,
            self.severity or CODES[self.code][0],
            self.message,
            place,
            self.hint,
            self.operation.title if self.operation else "",
            Place(file, self.line, 1),
        )
