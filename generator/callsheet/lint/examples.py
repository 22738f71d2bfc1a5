"""Examples and defaults against the schemas that they illustrate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.jsonschema import JsonSchemas
from callsheet.oneway import Direction
from callsheet.openapi.complaint import Complaint, complaints
from callsheet.openapi.wording import Wording
from callsheet.plain import is_object
from callsheet.shape import Part
from callsheet.source import Node

if TYPE_CHECKING:
    import jsonschema_rs

_REQUEST = ("requestBody", "requestBodies", "parameters")
_RESPONSE = ("responses", "headers", "links")
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


def check(document: Document, report: Report) -> None:
    """Complain about values that do not fit, each where inside the value it goes wrong."""
    judge = _Judge(document, report)
    for part in document.parts:
        if not is_object(part.value):
            continue
        if part.kind == "schema":
            _check_schema(judge, part)
        elif part.kind in ("media type", "parameter", "header"):
            _check_holder(judge, part)
        elif part.kind == "example" and "externalValue" in part.value:
            _check_file(document, part.node / "externalValue", report)


def _check_schema(judge: _Judge, part: Part) -> None:
    if "$ref" in part.value and judge.document.version == "3.0":
        return
    for key in ("example", "default"):
        value = part.node.get(key)
        if value is not None:
            judge.value(value, part.node, _directions(part), f"{key}-invalid")
    examples = part.node.get("examples")
    for value in examples.each() if examples else ():
        judge.value(value, part.node, _directions(part), "example-invalid")


def _check_holder(judge: _Judge, part: Part) -> None:
    """Check the examples of a media type, parameter or header."""
    schema = part.node.get("schema")
    media = part.path[-1] if part.kind == "media type" and part.path else ""
    if schema is None or (media and not _is_structured(media)):
        return
    for value in _values(judge.document, part.node):
        judge.value(value, schema, _directions(part), "example-invalid", is_form=media in _FORMS)


def _values(document: Document, holder: Node) -> Iterator[Node]:
    example = holder.get("example")
    if example is not None:
        yield example
    examples = holder.get("examples")
    for _, entry in examples.items() if examples else ():
        try:
            value = document.resolve(entry).get("value")
        except LookupError:
            continue
        if value is not None:
            yield value


def _directions(part: Part) -> tuple[Direction, ...]:
    """Return in which direction the value travels; several where it may be either."""
    for step in part.path:
        if step in _REQUEST:
            return ("request",)
        if step in _RESPONSE:
            return ("response",)
        if step == "schemas":
            break
    return (None, "request", "response")


def _is_structured(media: str) -> bool:
    kind = media.partition(";")[0].strip().lower()
    return kind.endswith(("/json", "+json")) or kind in (*_FORMS, "*/*")


@dataclass(slots=True)
class _Judge:
    """Validates values against schemas of the document, each compiled once."""

    document: Document
    report: Report
    _schemas: JsonSchemas = field(init=False)
    _validators: dict[tuple[str, Direction], jsonschema_rs.Validator | None] = field(init=False)

    def __post_init__(self) -> None:
        self._schemas = JsonSchemas(self.document)
        self._validators = {}

    def value(
        self,
        value: Node,
        schema: Node,
        directions: tuple[Direction, ...],
        code: str,
        *,
        is_form: bool = False,
    ) -> None:
        """Complain about a value that fits the schema in none of the directions."""
        found: list[Complaint] = []
        for direction in directions:
            validator = self._validator(schema, direction)
            if validator is None or validator.is_valid(value.value):
                return
            found = found or complaints(validator.iter_errors(value.value))
        if is_form:
            found = [c for c in found if not c.path or not self._is_file(schema, c.path[0])]
        wording = Wording(self.document, code)
        for complaint in found:
            finding = wording.finding(value, complaint, "error")
            if finding is not None:
                self.report.add(finding)

    def _validator(self, schema: Node, direction: Direction) -> jsonschema_rs.Validator | None:
        key = (schema.pointer, direction)
        if key not in self._validators:
            self._validators[key] = self._compiled(schema, direction)
        return self._validators[key]

    def _compiled(self, schema: Node, direction: Direction) -> jsonschema_rs.Validator | None:
        import jsonschema_rs

        whole = self._schemas.closed(self._schemas.of(schema, direction))
        try:
            return jsonschema_rs.Draft202012Validator(whole, validate_formats=True, offline=True)
        except ValueError:
            return None  # a schema that no validator takes, which is complained about elsewhere

    def _is_file(self, schema: Node, name: str) -> bool:
        """Whether a part of a form is a file, for which an example can only stand in."""
        try:
            members = self.document.resolve(schema).get("properties")
            found = members.get(name) if members else None
            part = self.document.resolve(found) if found else None
        except LookupError:
            return True
        if part is None or not is_object(part.value):
            return False
        if part.text("type") == "array" and (items := part.get("items")) is not None:
            part = self.document.step(items) or items
        value: Any = part.value
        return is_object(value) and (
            value.get("format") == "binary" or "contentMediaType" in value or "type" not in value
        )


def _check_file(document: Document, node: Node, report: Report) -> None:
    if not isinstance(node.value, str):
        return
    if "://" in node.value:
        report.warning(
            "example-file-outside",
            f"{node.value!r} is on a network, and is not read",
            node.place,
            hint="save it beside the document",
        )
        return
    try:
        path = (node.source.path.parent / unquote(node.value)).resolve()
        is_file = path.is_file()
    except (OSError, ValueError):
        path, is_file = Path(), False
    if is_file and not path.is_relative_to(document.files.folder):
        report.error(
            "example-file-outside",
            f"the file {node.value!r} is outside of the folder of the document",
            node.place,
        )
    elif not is_file:
        report.error("example-file-missing", f"there is no file {node.value!r}", node.place)
