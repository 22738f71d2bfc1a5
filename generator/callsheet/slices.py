"""Slices: all words of a document that one thing in it can depend on, as one digest.

That is what stands at a place, and what stands wherever the references lead from there. Where two
documents, or two states of one, have the same slice, whatever is made of it alone is the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from callsheet.data import dataclass
from callsheet.document import Document
from callsheet.source import Node

_REFERENCE = re.compile(r'"\$ref": "((?:[^"\\]|\\.)*)"')
_FILE = '"externalValue": '


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands at one place: its digest, and where its references lead."""

    digest: str
    targets: tuple[Node, ...]
    is_closed: bool
    """Whether it names nothing but what the reader has followed."""


class Slices:
    """The slices of one document."""

    def __init__(self, document: Document) -> None:
        self._files = document.files
        self._version = document.version
        self._blocks: dict[str, _Block] = {}

    def digest(self, nodes: Iterable[Node], *beside: object) -> str:
        """Return the digest of a slice that begins at some nodes; empty where it has no bounds.

        ``beside`` is what else it depends on.
        """
        found: dict[str, _Block] = {}
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node.pointer not in found:
                block = found[node.pointer] = self._block(node)
                waiting.extend(block.targets)
        if not all(block.is_closed for block in found.values()):
            return ""
        told = "\n".join(f"{pointer} {block.digest}" for pointer, block in found.items())
        return _digest(f"{self._version} {beside!r}\n{told}")

    def _block(self, node: Node) -> _Block:
        known = self._blocks.get(node.pointer)
        if known is None:
            text = _text(node.value)
            references = dict.fromkeys(_REFERENCE.findall(text))
            found = [self._files.known(node.source, _unescaped(one)) for one in references]
            targets = tuple(one for one in found if one is not None)
            is_closed = len(targets) == len(found) and _FILE not in text
            known = self._blocks[node.pointer] = _Block(_digest(text), targets, is_closed)
        return known


def _text(value: Any) -> str:
    """Return a value as text: two values with one text are the same to everybody."""
    return json.dumps(value, ensure_ascii=False)


def _unescaped(reference: str) -> str:
    return str(json.loads(f'"{reference}"')) if "\\" in reference else reference


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
