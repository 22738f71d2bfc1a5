"""Pieces: a long YAML text read block by block, so that only what was edited is parsed.

A piece is a key of a mapping in block style with all that is indented below it. YAML is read from
left to right: where each piece is whole by itself, reading them one by one gives what reading the
text at once gives. Whatever a piece alone cannot say (an alias of another piece's anchor, a key
given twice, an error, a second document) leads back to reading the text at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import lru_cache
from typing import Any

from callsheet.cache import Cache
from callsheet.data import dataclass
from callsheet.plain import is_object

_KIND = "text"
_LONG = 2000
"""Characters of a block that is worth dividing."""
_LEVELS = 3
"""``components``, ``schemas``, ``Pet``."""
_MARKER = re.compile(r"^(?:%|---|\.\.\.)", re.MULTILINE)
_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])&\S")
_HEAD = re.compile(r" *[A-Za-z0-9_]+:[ \t\r]*(?:#[^\n]*)?\n")
_FIRST = re.compile(r"(?:[ \t\r]*(?:#[^\n]*)?\n)*( *)(?=[^\s#])")

Parse = Callable[[str, int], Any]
"""Gives the value of a piece that stands so many levels deep, or raises Indivisible."""


class Indivisible(Exception):
    """The text has to be read at once."""


@dataclass(slots=True)
class Pieces:
    """What the pieces of a text meant in an earlier run, and mean now."""

    cache: Cache
    key: str
    before: dict[str, Any] = field(init=False)
    now: dict[str, Any] = field(default_factory=dict[str, Any], init=False)

    def __post_init__(self) -> None:
        self.before = self.cache.value(_KIND, self.key, {})

    def keep(self) -> None:
        """Keep what the pieces of this run mean."""
        if self.now != self.before:
            self.cache.put_value(_KIND, self.key, self.now)

    def value(self, text: str, parse: Parse) -> Any:
        """Return the value of a text. Raises :class:`Indivisible` where pieces do not tell it."""
        if not self.before or not _is_divisible(text):
            raise Indivisible
        return self._mapping(text, 0, parse)

    def note(self, text: str, value: Any) -> None:
        """Take from the value of a text what its pieces mean. Raises :class:`Indivisible`."""
        if not _is_divisible(text):
            raise Indivisible
        self._note(text, value, 0)

    def _mapping(self, text: str, level: int, parse: Parse) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for block, inner in _blocks(text, level):
            if inner:
                key = block.partition(":")[0].strip()
                found = {key: self._mapping(inner, level + 1, parse)}
            else:
                digest = _digest(block, level)
                found = self.now.get(digest) or self.before.get(digest) or parse(block, level)
                self.now[digest] = found
            if not is_object(found) or len(found) != 1 or not made.keys().isdisjoint(found):
                raise Indivisible
            made.update(found)
        return made

    def _note(self, text: str, value: Any, level: int) -> None:
        blocks = list(_blocks(text, level))
        if not is_object(value) or len(value) != len(blocks):
            raise Indivisible
        for (block, inner), (key, found) in zip(blocks, value.items(), strict=True):
            if not block.lstrip(" \"'").startswith(key):
                raise Indivisible  # what looks like a key stands inside a text
            if inner:
                self._note(inner, found, level + 1)
            else:
                self.now[_digest(block, level)] = {key: found}


def _is_divisible(text: str) -> bool:
    """Whether a text is long, without anchors, documents and merges, which pieces cannot tell."""
    is_bound = "<<" in text or ("&" in text and _ANCHOR.search(text) is not None)
    return len(text) >= _LONG and not is_bound and _MARKER.search(text) is None


def _digest(block: str, level: int) -> str:
    return hashlib.sha256(f"{level}\0{block}".encode()).hexdigest()[:32]


def _blocks(text: str, level: int) -> Iterator[tuple[str, str]]:
    """Yield each key of a mapping with all that is its own; if that is divided, what is inside."""
    first = _FIRST.match(text)
    if first is None:
        raise Indivisible
    border, odd = _borders(len(first[1]))
    starts = [found.start() for found in border.finditer(text)]
    if not starts or first.start(1) != starts[0] or odd.search(text):
        raise Indivisible
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        block = text[start:end]
        head = _HEAD.match(block) if level < _LEVELS and len(block) > _LONG else None
        divided = head is not None and _is_mapping(block, head.end())
        yield block, block[head.end() :] if head is not None and divided else ""


@lru_cache
def _borders(depth: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what begins a key so many columns deep, and what is neither that nor inside one."""
    signs = r"?:&*!|>%@`,\[\]{}"
    border = re.compile(rf"^ {{{depth}}}(?=[^\s#\-{signs}])", re.MULTILINE)
    outside = rf"^ {{0,{depth - 1}}}[^\s#]|" if depth else ""
    odd = re.compile(rf"{outside}^ {{{depth}}}(?:[{signs}]|-[^\s])", re.MULTILINE)
    return border, odd


def _is_mapping(block: str, start: int) -> bool:
    """Whether what follows the head of a block is a mapping that is indented deeper."""
    first = _FIRST.match(block, start)
    depth = len(block) - len(block.lstrip(" "))
    return (
        first is not None and len(first[1]) > depth and block[first.end()] not in "-?|>&*!%@`[]{},:"
    )
