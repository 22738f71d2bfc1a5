"""Slices: all words of a document that one thing in it can depend on, as one digest.

That is what stands at a place, and what stands wherever the references lead from there. Where two
documents, or two states of one, have the same slice, whatever is made of it alone is the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping

from callsheet.data import dataclass
from callsheet.document import Document
from callsheet.source import Node

_REFERENCE = re.compile(r'"\$ref": "((?:[^"\\]|\\.)*)"')
_FILE = '"externalValue": '


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands at one place: its digest, and where its references lead."""

    digest: str
    targets: Mapping[str, Node]
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
        waiting = {node.pointer: node for node in nodes}
        while waiting:
            pointer, node = waiting.popitem()
            block = found[pointer] = self._block(pointer, node)
            waiting.update({at: one for at, one in block.targets.items() if at not in found})
        if not all(block.is_closed for block in found.values()):
            return ""
        told = "\n".join(f"{pointer} {block.digest}" for pointer, block in found.items())
        return _digest(f"{self._version} {beside!r}\n{told}")

    def _block(self, pointer: str, node: Node) -> _Block:
        known = self._blocks.get(pointer)
        if known is None:
            text = _text(node.value)
            references = dict.fromkeys(_REFERENCE.findall(text))
            found = [self._files.known(node.source, _unescaped(one)) for one in references]
            targets = {one.pointer: one for one in found if one is not None}
            is_closed = None not in found and _FILE not in text
            known = self._blocks[pointer] = _Block(_digest(text), targets, is_closed)
        return known


_text = json.JSONEncoder(ensure_ascii=False).encode
"""Two values with one text are the same to everybody."""


def _unescaped(reference: str) -> str:
    return str(json.loads(f'"{reference}"')) if "\\" in reference else reference


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
