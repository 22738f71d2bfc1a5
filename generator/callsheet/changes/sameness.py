"""Sameness: which parts of two documents say the same, through every reference.

What is the same needs no comparison, and of two versions of a large document nearly all is.
"""

from __future__ import annotations

import json
import re
from typing import Any

from callsheet.changes.flat import text_of
from callsheet.document import Document
from callsheet.source import Node

_REFERENCE = re.compile(r'"\$ref": ("(?:[^"\\]|\\.)*")')
"""In JSON text; within a string, quotes would be escaped."""

_Target = tuple[str, str]
"""Identity of a file, and a reference that stands in it."""


class Sameness:
    """Answers whether a part of one document and a part of another are the same."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old = old
        self._new = new
        self._comparable = old.version == new.version
        self._texts: dict[int, str] = {}
        self._mentioned: dict[int, tuple[str, ...]] = {}
        self._kept: list[Any] = []
        self._different = self._spread()

    def of(self, old: Node, new: Node) -> bool:
        """Whether both say the same, with all that they refer to."""
        if not self._comparable or old.source.identity != new.source.identity:
            return False
        if self._text(old.value) != self._text(new.value):
            return False
        here = old.source.identity
        return not any((here, one) in self._different for one in self._references(old.value))

    def apart(self, old: Node, new: Node) -> tuple[Node, Node]:
        """Return the place further in where two nodes that are not the same first differ."""
        seen: set[tuple[str, str]] = set()
        while (old.pointer, new.pointer) not in seen:
            seen.add((old.pointer, new.pointer))
            ends = self._old.step(old), self._new.step(new)
            if ends[0] and ends[1]:
                old, new = ends[0], ends[1]
                continue
            below = _below(old), _below(new)
            if below[0].keys() != below[1].keys():
                break
            for key, one in below[0].items():
                if not self.of(one, below[1][key]):
                    old, new = one, below[1][key]
                    break
        return old, new

    def _text(self, value: Any) -> str:
        known = self._texts.get(id(value))
        if known is None:
            known = self._texts[id(value)] = text_of(value)
            self._kept.append(value)  # an id names a value only as long as that lives
        return known

    def _references(self, value: Any) -> tuple[str, ...]:
        """Return every reference below a value; what merely looks like one is taken for one."""
        known = self._mentioned.get(id(value))
        if known is None:
            found = dict.fromkeys(_REFERENCE.findall(self._text(value)))
            known = self._mentioned[id(value)] = tuple(json.loads(one) for one in found)
        return known

    def _spread(self) -> set[_Target]:
        """Return the references that lead to something that differs, or that leads to such."""
        if not self._comparable:
            return set()
        different: set[_Target] = set()
        users: dict[_Target, set[_Target]] = {}
        known: set[_Target] = set()
        waiting = [(s.identity, r) for s in self._old.sources for r in self._references(s.value)]
        while waiting:
            target = waiting.pop()
            if target in known:
                continue
            known.add(target)
            old, new = self._ends(target)
            if old is None and new is None:
                continue  # in an example, a reference may lead nowhere
            if old is None or new is None:
                different.add(target)
                continue
            same_file = old.source.identity == new.source.identity
            if not same_file or self._text(old.value) != self._text(new.value):
                different.add(target)
            for one in self._references(old.value):
                inner = (old.source.identity, one)
                users.setdefault(inner, set()).add(target)
                waiting.append(inner)
        waiting = list(different)
        while waiting:
            for user in users.get(waiting.pop(), ()):
                if user not in different:
                    different.add(user)
                    waiting.append(user)
        return different

    def _ends(self, target: _Target) -> tuple[Node | None, Node | None]:
        """Return what a reference leads to on both sides."""
        return _end(self._old, target), _end(self._new, target)


def _below(node: Node) -> dict[str, Node]:
    return dict(node.items()) or {str(place): one for place, one in enumerate(node.each())}


def _end(document: Document, target: _Target) -> Node | None:
    identity, reference = target
    try:
        found = document.files.find(document.files.source(identity), reference)
    except LookupError:
        return None
    return found if isinstance(found, Node) else None
