"""Wording: a complaint of the published schema, in the words of the document, at its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from callsheet.data import dataclass
from callsheet.diagnostics import Finding, Severity
from callsheet.likeness import nearest
from callsheet.openapi.complaint import Complaint
from callsheet.plain import is_object
from callsheet.shape import LOAD_BEARING, METHODS, Kind, a
from callsheet.source import Node

if TYPE_CHECKING:
    from callsheet.document import Document

_FORMATS = {"json-pointer": "JSON Pointer: one begins with a slash"}

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "null": "null",
}


@dataclass(slots=True)
class Wording:
    """Knows what each place of a document is, to speak of it by name."""

    document: Document
    code: str
    members: Callable[[Document, Node, Kind | None], frozenset[str]] | None = None
    """The names that an object may have, where that is known."""

    def finding(self, start: Node, complaint: Complaint, severity: Severity) -> Finding | None:
        """Return the finding for a complaint; None where it only follows from another one."""
        node = _follow(start, complaint.path)
        if complaint.keyword in ("additionalProperties", "unevaluatedProperties"):
            return self._unknown(node, complaint, severity)
        if complaint.keyword == "type" and self.document.kind(node) in LOAD_BEARING:
            return None  # the reader has said so
        message = self._message(node, complaint)
        at_key = complaint.keyword in ("required", "required-one", "not", "oneOf")
        place = node.key_place if at_key and node.path else node.place
        near = ""
        if complaint.keyword in ("enum", "const") and isinstance(node.value, str):
            near = nearest(node.value, complaint.words)
        hint = f"did you mean `{near}`?" if near else ""
        return Finding(self.code, severity, message, place, hint=hint, operation=_operation(node))

    def _unknown(self, node: Node, complaint: Complaint, severity: Severity) -> Finding | None:
        kind = self.document.kind(node)
        known = self.members(self.document, node, kind) if self.members else frozenset[str]()
        unknown = [
            word for word in complaint.words if word not in known and not word.startswith("x-")
        ]
        if not unknown:
            return None
        word = unknown[0]
        here = node.get(word)
        near = nearest(word, known)
        listed = ", ".join(f"`{name}`" for name in unknown)
        verb = "is no member" if len(unknown) == 1 else "are no members"
        message = f"{listed} {verb} of {self._object(node)}"
        if kind == "paths":
            message = f"a path begins with a slash, and {listed} does not"
        elif kind == "responses":
            message = f"{listed} is no status: one is `200`, `4XX` or `default`"
        return Finding(
            self.code,
            severity,
            message,
            (here or node).key_place,
            hint=f"did you mean `{near}`?" if near else "",
            operation=_operation(node),
        )

    def _message(self, node: Node, complaint: Complaint) -> str:
        words = complaint.words
        first = words[0] if words else ""
        match complaint.keyword:
            case "required" if first == "required":
                return f"{self._object(node)} in the path must have `required: true`"
            case "required":
                return f"{self._object(node)} must have `{first}`"
            case "required-one":
                return f"{self._object(node)} must have {_either(words)}"
            case "not" if len(words) > 1:
                return f"{_both(words)} exclude each other in {self._object(node)}"
            case "not" if words:
                return f"`{first}` does not go with the rest of {self._object(node)}"
            case "type":
                ordered = sorted(words, key=lambda word: word == "null")
                wanted = " or ".join(_TYPES.get(word, word) for word in ordered)
                return f"{self._value(node)} must be {wanted}, and is {_is(node.value)}"
            case "enum" | "const":
                return f"{self._value(node)} must be {_either(words)}, and is {_is(node.value)}"
            case "minItems" | "minProperties":
                return f"{self._value(node)} must not be empty"
            case "pattern":
                return f"{self._value(node)} is {_is(node.value)}, which does not match {first}"
            case "propertyNames":
                return f"{first!r} is not a name that {self._value(node)} may hold"
            case "oneOf" if is_object(node.value) and {"schema", "content"} <= node.value.keys():
                return f"`schema` and `content` exclude each other in {self._object(node)}"
            case "oneOf":
                return f"{self._value(node)} fits several alternatives of which just one may fit"
            case "format" if words:
                wanted = _FORMATS.get(first, first)
                return f"{self._value(node)} is {_is(node.value)}, which is no {wanted}"
            case _:
                return f"{self._value(node)}: {complaint.message.splitlines()[0][:200]}"

    def _object(self, node: Node) -> str:
        """Return ``an operation`` where it is known what the node is, else its key."""
        kind = self.document.kind(node)
        return self._value(node) if kind is None else a(kind)

    def _value(self, node: Node) -> str:
        """Return the node's key in quotes, or whose item it is."""
        if not node.path:
            return "the document"
        if node.key.isdigit() and len(node.path) > 1 and not node.path[-2].isdigit():
            kind = self.document.kind(node)
            return f"a {kind} of `{node.path[-2]}`" if kind else f"an item of `{node.path[-2]}`"
        return f"`{node.key}`"


def _follow(start: Node, path: tuple[str, ...]) -> Node:
    for step in path:
        try:
            start = start / step
        except (KeyError, IndexError, ValueError, TypeError):
            break
    return start


def _operation(node: Node) -> str:
    if len(node.path) > 2 and node.path[0] == "paths" and node.path[2] in METHODS:
        return f"{node.path[2].upper()} {node.path[1]}"
    return ""


def _either(words: tuple[str, ...]) -> str:
    if len(words) > 2:
        return "one of " + ", ".join(f"`{word}`" for word in words)
    return " or ".join(f"`{word}`" for word in words)


def _both(words: tuple[str, ...]) -> str:
    return " and ".join(f"`{word}`" for word in words)


def _is(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case str():
            return repr(value if len(value) <= 60 else value[:57] + "…")
        case _:
            return str(value)
