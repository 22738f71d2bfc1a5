"""What the document leaves unsaid. Notes only: a document without prose is still right."""

from __future__ import annotations

from callsheet.diagnostics import Report
from callsheet.document import Document, title
from callsheet.plain import is_object
from callsheet.shape import Part
from callsheet.source import Node


def check(document: Document, report: Report) -> None:
    """Note operations without a summary, and what has no description."""
    for part in document.parts:
        if not is_object(part.value):
            continue
        if part.kind == "operation":
            _check_operation(part, report)
        elif (named := _named(part)) and not _is_described(document, part.node):
            report.note("no-description", f"{named} has no description", part.node.key_place)


def _named(part: Part) -> str:
    """Return what to call a part that ought to have a description; empty for the others."""
    if part.kind == "parameter" and "$ref" not in part.value:
        return f"the parameter {part.node.text('name')!r}"
    if part.kind == "response" and "$ref" not in part.value:
        return f"the response {part.path[-1]!r}"
    if part.kind == "schema" and part.path[-2:-1] == ("properties",):
        return f"the property {part.path[-1]!r}"
    return ""


def _check_operation(part: Part, report: Report) -> None:
    node = part.node
    if not node.text("operationId"):
        report.note(
            "no-operation-id",
            "this operation has no operationId",
            node.key_place,
            hint="its name in the clients is made from method and path",
            operation=title(part),
        )
    if not node.text("summary"):
        report.note(
            "no-summary", "this operation has no summary", node.key_place, operation=title(part)
        )


def _is_described(document: Document, node: Node) -> bool:
    for _ in range(20):
        if node.text("description") or node.text("title"):
            return True
        target = document.step(node)
        if target is None:
            return False
        node = target
    return False
