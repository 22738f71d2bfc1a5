"""Path templates against the parameters that are declared for them."""

from __future__ import annotations

import re

from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.plain import is_object
from callsheet.shape import METHODS, Part
from callsheet.source import Node

_PARAMETER = re.compile(r"\{([^{}]*)\}")


def check(document: Document, report: Report) -> None:
    """Complain about templates that collide, and parameters on one side only."""
    first: dict[str, Part] = {}
    for part in document.parts:
        if part.kind != "path item" or len(part.path) != 2 or part.path[0] != "paths":
            continue
        template = part.path[1]
        if not is_object(part.value) or part.source.identity:
            continue
        _check_braces(part.node, template, report)
        shape = _PARAMETER.sub("{}", template)
        before = first.setdefault(shape, part)
        if before is not part:
            report.error(
                "path-twice",
                f"{template} is the same path as {before.path[1]} ({before.node.key_place})",
                part.node.key_place,
                hint="no request can tell them apart; give one of them another path",
            )
        _check_parameters(document, part.node, template, report)


def parameters(document: Document, owner: Node) -> list[tuple[Node, Node]]:
    """Return the parameters of a path item or operation, each as it stands and resolved."""
    listed = owner.get("parameters")
    found: list[tuple[Node, Node]] = []
    for node in listed.each() if listed else ():
        try:
            resolved = document.resolve(node)
        except LookupError:
            continue
        if resolved.is_mapping:
            found.append((node, resolved))
    return found


def _check_braces(node: Node, template: str, report: Report) -> None:
    rest = _PARAMETER.sub("", template)
    names: list[str] = _PARAMETER.findall(template)
    wrong = ""
    if "{" in rest or "}" in rest:
        wrong = "has a brace without its other half"
    elif "" in names:
        wrong = "has a parameter without a name"
    elif len(set(names)) < len(names):
        wrong = "has a parameter twice"
    if wrong:
        report.error("path-template", f"the path {template} {wrong}", node.key_place)


def _check_parameters(document: Document, item: Node, template: str, report: Report) -> None:
    try:
        item = document.resolve(item)
    except LookupError:
        return
    wanted = set(_PARAMETER.findall(template)) - {""}
    shared = parameters(document, item)
    operations = [node for method, node in item.items() if method in METHODS and node.is_mapping]
    used: set[str] = set()
    for operation in operations:
        own = parameters(document, operation)
        declared = {node.text("name") for _, node in (*shared, *own) if node.text("in") == "path"}
        used |= declared
        for name in sorted(wanted - declared):
            report.error(
                "path-parameter-missing",
                f"the path has {{{name}}}, and no path parameter {name!r} is declared",
                operation.key_place,
                operation=f"{operation.key.upper()} {template}",
            )
        _check_unused(own, wanted, template, report, f"{operation.key.upper()} {template}")
    _check_unused(shared, wanted, template, report, "")


def _check_unused(
    declared: list[tuple[Node, Node]],
    wanted: set[str],
    template: str,
    report: Report,
    operation: str,
) -> None:
    for node, resolved in declared:
        if resolved.text("in") == "path" and resolved.text("name") not in wanted:
            report.error(
                "path-parameter-unused",
                f"the path parameter {resolved.text('name')!r} is not in the path {template}",
                node.place,
                operation=operation,
            )
