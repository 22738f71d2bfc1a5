"""Drop-ins: whether the operations and arguments exist to which another package's names lead."""

from __future__ import annotations

import keyword

from callsheet.diagnostics import Report
from callsheet.likeness import did_you_mean
from callsheet.source import Node
from callsheet.vocabulary.operations import Operations


def check_drop_in(operations: Operations, document: Node, report: Report) -> None:
    """Check what an ``x-drop-in`` names."""
    resources = document / "x-drop-in" / "resources"
    for name, method in (pair for _, one in resources.items() for pair in one.items()):
        if keyword.iskeyword(name):
            report.error("name-reserved", f"no method can be called {name!r}", method.key_place)
        if method.value is not None:
            _check_method(operations, method, report)


def _check_method(operations: Operations, method: Node, report: Report) -> None:
    called, waited = method.get("call"), method.get("wait")
    for name in (called, waited):
        if name is not None and name.value not in operations.by_id:
            report.error(
                "operation-missing",
                f"there is no operation with the operationId {name.value!r}",
                name.place,
                hint=did_you_mean(name.value, list(operations.by_id)),
            )
            return
    if waited is not None and operations.by_id[waited.value].get("x-job") is None:
        report.error("job-missing", f"the operation {waited.value!r} starts no job", waited.place)
    if called is None:
        return
    operation = operations.by_id[called.value]
    known = list(operations.parameters(operation))
    bodies = operations.request(operation)
    listed = method.get("arguments")
    for one in listed.each() if listed else ():
        step = one.value.replace("~", "~0").replace("/", "~1")
        found = operations.places(bodies, f"/{step}")
        if one.value not in known and not found.nodes and found.rest != "unknown":
            report.error(
                "parameter-missing",
                f"the operation {called.value!r} has no parameter or property {one.value!r}",
                one.place,
                hint=did_you_mean(one.value, known),
            )
