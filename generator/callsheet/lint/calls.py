"""Operations: their parameters and answers."""

from __future__ import annotations

from callsheet.diagnostics import Report
from callsheet.document import Document, title
from callsheet.lint.paths import parameters
from callsheet.plain import is_object
from callsheet.shape import Part

_IGNORED = {
    "accept": "the media types of the responses",
    "content-type": "the media types of the request body",
    "authorization": "a security scheme",
}
"""Headers that a reader must ignore as parameters (OpenAPI 3.0 and 3.1, Parameter Object)."""

_BODILESS = ("get", "head", "delete", "trace")


def check(document: Document, report: Report) -> None:
    """Complain about operations that cannot mean what they say."""
    for part in document.parts:
        if part.kind in ("operation", "path item") and is_object(part.value):
            _check_parameters(document, part, report)
        if part.kind == "operation" and is_object(part.value):
            _check_answers(part, report)
            _check_body(part, report)


def _check_parameters(document: Document, part: Part, report: Report) -> None:
    first: dict[tuple[str, str], str] = {}
    operation = title(part) if part.kind == "operation" else ""
    for node, resolved in parameters(document, part.node):
        name, location = resolved.text("name"), resolved.text("in")
        key = (name.lower() if location == "header" else name, location)
        before = first.setdefault(key, node.pointer)
        if before != node.pointer:
            report.error(
                "parameter-twice",
                f"there are two {location} parameters {name!r}",
                node.place,
                operation=operation,
            )
        said_by = _IGNORED.get(name.lower()) if location == "header" else None
        if said_by:
            report.warning(
                "parameter-ignored",
                f"the header parameter {name!r} has no effect: OpenAPI says it with {said_by}",
                node.place,
                operation=operation,
            )


def _check_answers(part: Part, report: Report) -> None:
    responses = part.node.get("responses")
    if responses is None or not responses.is_mapping:
        return
    statuses = [status for status, _ in responses.items() if not status.startswith("x-")]
    if statuses and not any(s.startswith(("1", "2", "3", "default")) for s in statuses):
        report.warning(
            "no-success",
            "no answer that means success is described",
            responses.key_place,
            operation=title(part),
        )


def _check_body(part: Part, report: Report) -> None:
    if "requestBody" in part.value and part.path and part.path[-1] in _BODILESS:
        report.warning(
            "body-unexpected",
            f"a body of a {part.path[-1].upper()} request has no defined meaning (RFC 9110)",
            (part.node / "requestBody").key_place,
            operation=title(part),
        )
