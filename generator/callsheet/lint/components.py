"""Components that nothing refers to."""

from __future__ import annotations

from collections import defaultdict

from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.plain import is_object
from callsheet.references import schema_named
from callsheet.shape import Part
from callsheet.source import Node

_Key = tuple[str, ...]
"""Path of a component of the root document; empty for everything that is not in one."""

_IN_USE: _Key = ()


def check(document: Document, report: Report) -> None:
    """Complain about components that cannot be reached from paths or webhooks."""
    components = document.root.get("components")
    if components is None:
        return
    edges = _edges(document)
    reached = {_IN_USE}
    waiting = [_IN_USE]
    while waiting:
        for found in edges[waiting.pop()]:
            if found not in reached:
                reached.add(found)
                waiting.append(found)
    for group, entries in components.items():
        if group.startswith("x-"):
            continue
        for name, node in entries.items():
            if node.path not in reached:
                report.warning(
                    "component-unused",
                    f"nothing that is used refers to {name!r} of {group}",
                    node.key_place,
                    hint="remove it, or refer to it",
                )


def _edges(document: Document) -> defaultdict[_Key, set[_Key]]:
    """Return which component leads to which others."""
    edges: defaultdict[_Key, set[_Key]] = defaultdict(set)
    for part in document.parts:
        if not is_object(part.value):
            continue
        start = _key(part.node)
        node = part.node
        if (target := document.step(node)) is not None:
            edges[start].add(_key(target))
            if "allOf" in part.path and _is_polymorphic(target):
                # Who speaks of the parent by its discriminator means each of its children.
                edges[_key(target)].add(start)
        if part.kind == "schema" and "discriminator" in part.value:
            mapping = (node / "discriminator").get("mapping")
            for _, entry in mapping.items() if mapping else ():
                if isinstance(entry.value, str):
                    named = schema_named(entry, document.files)
                    if isinstance(named, Node):
                        edges[start].add(_key(named))
        if part.kind in ("document", "operation"):
            edges[start].update(_schemes(part))
    return edges


def _key(node: Node) -> _Key:
    if node.source.identity or node.path[:1] != ("components",):
        return _IN_USE
    return node.path[:3]


def _is_polymorphic(node: Node) -> bool:
    return is_object(node.value) and "discriminator" in node.value


def _schemes(part: Part) -> list[_Key]:
    security = part.node.get("security")
    return [
        ("components", "securitySchemes", name)
        for requirement in (security.each() if security else ())
        for name, _ in requirement.items()
    ]
