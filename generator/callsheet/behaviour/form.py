"""The form of a case file: its members and their kinds, as ``cases.schema.json`` has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.openapi.complaint import complaints
from callsheet.openapi.wording import Wording
from callsheet.shape import Kind
from callsheet.source import Node

if TYPE_CHECKING:
    import jsonschema_rs

_SCHEMA = Path(__file__).with_name("cases.schema.json")
_ONE_OF = {"cases": "case", "requests": "request", "replies": "reply", "parts": "part"}
"""What the items of a list are."""


@dataclass(frozen=True, slots=True)
class Form:
    """Judges the form of case files."""

    document: Document
    report: Report

    def cases(self, root: Node) -> Iterator[Node]:
        """Yield the cases of a file whose form is right; complain about the rest."""
        found = complaints(_validator().iter_errors(root.value))
        wording = Wording(self.document, "case-form", _members)
        for complaint in found:
            finding = wording.finding(root, complaint, "error")
            if finding is not None:
                self.report.add(finding)
        wrong = {complaint.path[1] for complaint in found if len(complaint.path) > 1}
        listed = root.get("cases")
        for node in listed.each() if listed else ():
            if node.key not in wrong:
                yield node


def _members(_document: Document, node: Node, _kind: Kind | None) -> frozenset[str]:
    """Return the members that an object of a case file may have."""
    schema = _schema()
    if node.path:
        name = _ONE_OF.get(node.path[-2], "") if node.key.isdigit() else node.key
        schema = schema["$defs"].get(name, {})
    return frozenset(schema.get("properties", ()))


@cache
def _schema() -> Any:
    return json.loads(_SCHEMA.read_text("utf-8"))


@cache
def _validator() -> jsonschema_rs.Validator:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(_schema(), offline=True)
