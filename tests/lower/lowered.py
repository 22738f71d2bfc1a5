"""Lowers a few lines of YAML, the rest of the document filled in."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

from callsheet.diagnostics import Report
from callsheet.ir import Alias, Api, Operation, Record
from callsheet.languages.python import Python
from callsheet.languages.python_types import Annotations
from callsheet.lower import lower
from callsheet.names import Names, name
from callsheet.read import read


@dataclass(frozen=True)
class Lowered:
    api: Api
    names: Names
    report: Report

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.report if finding.severity != "note"]

    @property
    def operation(self) -> Operation:
        (only,) = self.api.operations
        return only

    def type(self, schema: str) -> str:
        """Return the annotation of a component: what stands behind its name."""
        spell = Annotations(self.api, self.names, prefix="")
        found = self.api.declaration(f"#/components/schemas/{schema}")
        assert isinstance(found, Alias)
        return spell.received(found.type)

    def fields(self, pointer: str) -> dict[str, str]:
        """Return the annotations of a record's fields by their wire names."""
        spell = Annotations(self.api, self.names, prefix="")
        found = self.api.declaration(
            pointer if pointer[0] == "#" else f"#/components/schemas/{pointer}"
        )
        assert isinstance(found, Record)
        return {field.key: spell.received(field.type) for field in found.fields}

    def arguments(self) -> dict[str, str]:
        """Return the annotations of the only operation's arguments by their names."""
        spell = Annotations(self.api, self.names, prefix="")
        return {
            self.names.value(one.pointer): spell.given(one.type) for one in self.operation.arguments
        }


def lowered(folder: Path, text: str, *, version: str = "3.1.0") -> Lowered:
    """Lower a document that has ``text`` behind its head."""
    head = f"openapi: {version}\ninfo: {{title: Test, version: '1'}}\n"
    body = textwrap.dedent(text)
    if "paths:" not in body:
        body += "paths: {}\n"
    path = folder / "spec.yaml"
    path.write_text(head + body, encoding="utf-8")
    report = Report()
    api = lower(read(path, report), report)
    assert not report.has_errors, [finding.message for finding in report]
    return Lowered(api, name(api, Python(), report), report)
