"""Pointers: what extensions name, places in bodies and other operations, on both sides."""

from __future__ import annotations

from typing import Any

from callsheet.changes.book import Book, bare
from callsheet.changes.flat import text_of
from callsheet.document import Document, title
from callsheet.plain import is_list
from callsheet.source import Node


def shown(node: Node | None) -> str:
    """Return what an extension says, in a message."""
    return text_of(node.value) if node else "not said"


def same_call(book: Book, old: Node, new: Node) -> bool:
    """Whether two ids name one operation, which only its id has changed of."""
    return _path(book.old, old.value) == _path(book.new, new.value)


def _path(document: Document, name: Any) -> str:
    """Return method and path of an operation, the names of its parameters left out."""
    for part in document.of_kind("operation"):
        if part.value.get("operationId") == name:
            return bare(title(part))
    return str(name)


def only_more(before: Any, after: Any) -> bool:
    """Whether places were only added after those that were there."""
    old, new = _listed(before), _listed(after)
    return new[: len(old)] == old


def _listed(value: Any) -> list[Any]:
    return value if is_list(value) else [value]
