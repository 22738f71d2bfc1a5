"""A documentation page as blocks: what stands on it, in order, each text with its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from callsheet.data import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text that knows its lines on the page. Code spans keep their backticks."""

    text: str
    starts: tuple[tuple[int, int], ...]
    """(offset, line) wherever a line of the page begins within the text; the first offset is 0."""

    @classmethod
    def of_lines(cls, text: str, line: int) -> Text:
        """Return a text that begins on ``line`` and whose line breaks are those of the page."""
        starts = [(0, line)]
        for offset, character in enumerate(text):
            if character == "\n":
                line += 1
                starts.append((offset + 1, line))
        return cls(text, tuple(starts))

    @classmethod
    def of_pieces(cls, pieces: Iterable[tuple[str, int]]) -> Text:
        """Join pieces, each with the line that it stands on."""
        text, starts = "", list[tuple[int, int]]()
        for piece, line in pieces:
            if piece and (not starts or starts[-1][1] != line):
                starts.append((len(text), line))
            text += piece
        return cls(text, tuple(starts) or ((0, 0),))

    def line(self, offset: int = 0) -> int:
        """Return the line on which the character at ``offset`` stands."""
        return self.starts[
            max(bisect_right(self.starts, offset, key=lambda start: start[0]) - 1, 0)
        ][1]

    def cut(self, start: int, stop: int | None = None) -> Text:
        """Return a part of the text, with its lines."""
        part = self.text[start:stop]
        ends = start + len(part)
        within = [(offset - start, line) for offset, line in self.starts if start < offset < ends]
        return Text(part, ((0, self.line(start)), *within))

    def strip(self) -> Text:
        """Return the text without the white space around it."""
        left = len(self.text) - len(self.text.lstrip())
        return (
            self.cut(left, len(self.text.rstrip()) or None)
            if self.text.strip()
            else Text("", self.starts[:1])
        )

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; 1 is the page's own."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list; depth 0 is the outermost."""

    depth: int
    text: Text


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. The first row is the header where ``headed``; rows may differ in length."""

    rows: tuple[tuple[Text, ...], ...]
    headed: bool


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code, with the language that it is labelled with, or ''."""

    language: str
    text: Text


Block = Heading | Prose | Item | Table | Code


@dataclass(frozen=True, slots=True)
class Unread:
    """Something on the page that could not be read, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds, and what of it could not be read."""

    file: str
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
