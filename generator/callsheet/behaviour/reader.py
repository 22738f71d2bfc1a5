"""Reading case files: each complaint has a place, and a case that is wrong is never skipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, cast

from callsheet.behaviour.call import Call
from callsheet.behaviour.expect import Expectations, Unsaid
from callsheet.behaviour.fit import Fit
from callsheet.behaviour.form import Form
from callsheet.behaviour.model import Case
from callsheet.behaviour.values import Values, Wrong
from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.ir import Api, Operation
from callsheet.likeness import did_you_mean
from callsheet.source import Node


@dataclass(slots=True)
class Reader:
    """Reads cases of one document."""

    document: Document
    api: Api
    report: Report
    _operations: dict[str, Operation] = field(init=False)
    _taken: dict[str, Node] = field(init=False, default_factory=dict[str, Node])
    _form: Form = field(init=False)
    _fit: Fit = field(init=False)

    def __post_init__(self) -> None:
        self._operations = {one.id or one.title: one for one in self.api.operations}
        self._form = Form(self.document, self.report)
        self._fit = Fit(self.document, self.api, self.report)

    def files(self, roots: Iterable[Node]) -> list[Case]:
        """Return the cases of files. What is wrong with them goes into the report."""
        return [case for root in roots for case in self.file(root)]

    def file(self, root: Node) -> list[Case]:
        """Return those cases of one file that nothing is wrong with."""
        good = self._form.cases(root)
        keys = self._keys(root, usual_keys(self.api))
        read = (self._read(node, keys) for node in good)
        return [case for case in read if case is not None]

    def _read(self, node: Node, keys: Any) -> Case | None:
        before = len(self.report)
        self._check_id(node)
        operation = self._operation(node)
        if operation is None or not self._can(operation, node):
            return None
        values = Values(self.document.files.folder)
        call = Call(node, operation, self._keys(node, keys), values)
        try:
            case = call.case(Expectations(self.api), self.report)
        except Unsaid as error:
            self.report.error("case-unclear", f"the case {node.text('id')!r}: {error}", node.place)
            return None
        except Wrong as error:
            self.report.error("case-value", str(error), error.place, hint=error.hint)
            return None
        if len(self.report) == before:
            self._fit.check(case, node)
        return case if len(self.report) == before else None

    def _check_id(self, node: Node) -> None:
        known = self._taken.setdefault(node.text("id"), node)
        if known is not node:
            self.report.error(
                "case-twice",
                f"another case is called {node.text('id')!r}: {known.place}",
                (node / "id").place,
                hint="a case is told by its id: give one of them another",
            )

    def _can(self, operation: Operation, node: Node) -> bool:
        """Return whether there is a job to follow, where the case asks for that."""
        do = node.text("do", "call")
        if do == "call" or operation.job is not None:
            return True
        starts = [name for name, one in self._operations.items() if one.job is not None]
        self.report.error(
            "case-do",
            f"{operation.title} starts no job: there is nothing to {do}",
            (node / "do").place,
            hint=f"jobs are started by: {', '.join(starts) or 'none'}; else leave out `do`",
        )
        return False

    def _keys(self, node: Node, otherwise: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the keys that a file or a case names, each by its security scheme."""
        found = node.get("keys")
        known = {one.key for one in self.api.schemes}
        for key, member in found.items() if found else ():
            if key not in known:
                listed = ", ".join(sorted(known)) or "none"
                self.report.error(
                    "case-key",
                    f"the document has no security scheme {key!r}",
                    member.key_place,
                    hint=did_you_mean(key, known) or f"its schemes: {listed}",
                )
        return otherwise if found is None else cast("Mapping[str, Any]", found.value)

    def _operation(self, node: Node) -> Operation | None:
        wanted = node.text("operation")
        if wanted not in self._operations:
            near = did_you_mean(wanted, self._operations)
            self.report.error(
                "case-operation",
                f"the document has no operation {wanted!r}",
                (node / "operation").place,
                hint=near or "name it by its operationId; one without goes by `GET /path`",
            )
        return self._operations.get(wanted)


def usual_keys(api: Api) -> dict[str, Any]:
    """Return the keys that are given where a file and a case say nothing."""
    usual = {"basic": ["user", "pass"]}
    chosen = [one for one in api.schemes if one.kind == "bearer"] or api.schemes[:1]
    return {one.key: usual.get(one.kind, "sk-case") for one in chosen}
