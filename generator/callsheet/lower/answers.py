"""Answers: the responses of an operation, their headers and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.ir import Doc, Header, Kind, Optional, Required, Response, Scalar, Strength
from callsheet.jsonschema import JsonSchemas
from callsheet.lower.contents import Contents
from callsheet.lower.schemas import Schemas, View
from callsheet.read import Document
from callsheet.source import Node

_STATUS = re.compile(r"[1-5](\d\d|XX)|default")


@dataclass(frozen=True, slots=True)
class Answers:
    """Lowers the responses of operations."""

    document: Document
    schemas: Schemas
    contents: Contents
    json_schemas: JsonSchemas
    report: Report

    def of(self, node: Node, wish: Strength, title: str) -> Iterator[Response]:
        """Yield the answers of an operation, in the document's order."""
        listed = node.get("responses")
        for key, one in listed.items() if listed is not None else ():
            found = self.document.resolve(one)
            if key.startswith("x-") or not found.is_mapping:
                continue
            status = key if key == "default" else key.upper()
            if not _STATUS.fullmatch(status):
                text = f"{key!r} is no status: write 200, 4XX or default; the answer is left out"
                self.report.warning("status-unknown", text, one.key_place, operation=title)
                continue
            words = "response" if status.startswith("2") else f"response {status}"
            yield Response(
                pointer=one.pointer,
                status=status,
                contents=self.contents.of(
                    found, "response", Strength("derived", f"{wish.wish} {words}"), title
                ),
                headers=tuple(self._headers(found)),
                doc=Doc("", found.text("description").strip()),
            )

    def _headers(self, node: Node) -> Iterator[Header]:
        listed = node.get("headers")
        for name, one in listed.items() if listed is not None else ():
            found = self.document.resolve(one)
            if name.lower() == "content-type" or not found.is_mapping:
                continue
            schema = found.get("schema")
            view = View("response", Strength("derived", name))
            yield Header(
                pointer=one.pointer,
                wire=name,
                type=self.schemas.type_of(schema, view) if schema else Scalar(Kind.STRING),
                presence=Required() if found.flag("required") else Optional(),
                doc=Doc("", found.text("description").strip()),
                schema=self.json_schemas.of(schema, "response") if schema else True,
            )
