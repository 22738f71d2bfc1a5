"""Labels: what a schema is called, what it says in prose, and whether it must be there."""

from __future__ import annotations

from callsheet.ir import Default, Doc, Optional, Presence, Required, Strength
from callsheet.plain import is_object
from callsheet.source import Node

_STRUCTURE = frozenset(
    [
        "$defs",
        "additionalProperties",
        "allOf",
        "anyOf",
        "components",
        "content",
        "definitions",
        "items",
        "oneOf",
        "parameters",
        "paths",
        "properties",
        "requestBody",
        "responses",
        "schema",
        "schemas",
    ]
)
"""Steps of a path that are no part of a name."""


def given(target: Node) -> Strength:
    """Return the name that a schema has where it stands."""
    pinned = target.text("x-name")
    if pinned:
        return Strength("pinned", pinned)
    is_component = target.path[:2] == ("components", "schemas") and len(target.path) == 3
    if is_component or len(target.path) == 1:
        return Strength("given", target.key)
    words = [step for step in target.path if step not in _STRUCTURE and not step.isdigit()]
    return Strength("derived", " ".join(words[-3:]) or target.source.path.stem)


def strength_of(node: Node, wire: str, reason: str) -> Strength:
    """Return how firmly a parameter or field is called what it is on the wire."""
    pinned = node.text("x-name")
    return Strength("pinned", pinned, reason) if pinned else Strength("given", wire, reason)


def doc_of(node: Node) -> Doc:
    """Return what a node says in prose."""
    return Doc(node.text("title").strip(), node.text("description").strip())


def first_doc(nodes: list[Node]) -> Doc:
    """Return the first of some docs that describes anything, else the first."""
    described = [doc_of(node) for node in nodes]
    return next((doc for doc in described if doc.description), described[0])


def presence(is_required: bool, nodes: list[Node]) -> Presence:
    """Return whether a property must be there, and what stands for it where it is not."""
    if is_required:
        return Required()
    for node in nodes:
        if is_object(node.value) and "default" in node.value:
            return Default(node.value["default"])
    return Optional()
