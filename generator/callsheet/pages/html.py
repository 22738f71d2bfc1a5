"""HTML to blocks, with lxml. Scripts and what is hidden are left out; nothing is run or fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callsheet.pages.page import Block, Code, Heading, Item, Prose, Table, Text, Unread

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# fmt: off
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "embed",
    "nav", "footer", "button", "select", "textarea", "input",
))
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
))
# fmt: on
_LISTS = frozenset(("ul", "ol", "dl"))
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACES = re.compile(r"[ \t\r\f]+")
_LABEL = re.compile(
    r"(?:language|lang|highlight-source|highlight|brush:)[-\s]([\w+#]+)", re.IGNORECASE
)
_DEEPEST = 256
"""libxml2 gives up below this depth and says so in the parser's log."""


def blocks_of_html(source: str, first: int = 1) -> tuple[list[Block], list[Unread]]:
    """Read a page, or a piece that begins on line ``first``. Broken markup is read as it comes."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(no_network=True, encoding="utf-8")
    try:
        root = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # empty, or nothing but a comment
        return [], []
    reader = _Reader(first)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            reader.start(element)
        elif event == "end":
            reader.end(element)
        else:
            reader.skip(element)
    reader.finish()
    deep = [entry.line for entry in parser.error_log if "depth" in entry.message.lower()]
    why = f"elements are nested more than {_DEEPEST} deep; what is below was not read"
    return reader.blocks, [Unread(line + first - 1, why) for line in deep[:1]]


class _Table:
    """A table while it is read."""

    def __init__(self) -> None:
        self.rows = list[list[Text]]()
        self.headed = False
        self.around = list[tuple[str, int]]()


class _Reader:
    """Takes elements as they begin and end; text gathers until a block or a cell is whole.

    Lines: an element says where its start tag stands, and from there the line breaks are counted.
    """

    def __init__(self, first: int) -> None:
        self.blocks = list[Block]()
        self.gathered = list[tuple[str, int]]()
        self.first = first
        self.line = first
        self.lists = 0
        self.left_out = 0
        self.pre: str | None = None
        self.tables = list[_Table]()

    def start(self, element: HtmlElement) -> None:
        """Take the beginning of an element, and the text up to its first child."""
        self.line = (element.sourceline or 1) + self.first - 1
        tag = _tag(element)
        if self.left_out or _left_out(element):
            self.left_out += 1
        elif self.pre is not None:
            if tag == "br":
                self.gathered.append(("\n", self.line))
            elif tag == "code":
                self.pre = self.pre or _label(element)
        elif tag == "pre":
            self._end_of_text()
            self.pre = _label(element)
        elif tag == "table":
            self._end_of_text()
            self.tables.append(_Table())
        elif tag in _CELLS and self.tables:
            self._begin_cell(element)
        elif tag == "code":
            self._gather("`")
        elif tag == "br":
            self.gathered.append(("\n", self.line))
        elif tag not in _INLINE:
            self._break()
            self.lists += tag in _LISTS
        self._gather(element.text)

    def end(self, element: HtmlElement) -> None:
        """Take the end of an element, and the text behind it."""
        tag = _tag(element)
        if self.left_out:
            self.left_out -= 1
        elif self.pre is not None:
            if tag == "pre":
                self._end_of_code()
        elif tag in _HEADINGS and not self.tables:
            self._end_of_text(int(tag[1]))
        elif tag == "table" and self.tables:
            self._end_of_table()
        elif tag in _CELLS and self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].append(_folded(self.gathered))
            self.gathered = []
        elif tag == "code":
            self._gather("`")
        elif tag not in _INLINE:
            self._break()
            self.lists -= tag in _LISTS
        self._gather(element.tail)

    def skip(self, element: HtmlElement) -> None:
        """Pass over a comment, counting its lines."""
        self.line += (element.text or "").count("\n")
        self._gather(element.tail)

    def finish(self) -> None:
        """Make a block of what is left."""
        while self.tables:
            self._end_of_table()
        self._end_of_text()

    def _gather(self, text: str | None) -> None:
        """Take text, a line at a time; what is left out still counts its lines."""
        for at, part in enumerate((text or "").split("\n")):
            if at:
                self.line += 1
                if not self.left_out:
                    self.gathered.append(("\n" if self.pre is not None else " ", self.line))
            if part and not self.left_out:
                self.gathered.append((part, self.line))

    def _break(self) -> None:
        """End a block; within a cell, end a line."""
        if self.tables and self.tables[-1].rows:
            self.gathered.append(("\n", self.line))
        else:
            self._end_of_text()

    def _end_of_text(self, level: int = 0) -> None:
        text = _folded(self.gathered)
        self.gathered = []
        if not text:
            return
        if level:
            self.blocks.append(Heading(level, text))
        elif self.lists:
            self.blocks.append(Item(self.lists - 1, text))
        else:
            self.blocks.append(Prose(text))

    def _end_of_code(self) -> None:
        text = Text.of_pieces(self.gathered)
        self.blocks.append(Code(self.pre or "", text))
        self.gathered, self.pre = [], None

    def _begin_cell(self, element: HtmlElement) -> None:
        table, row = self.tables[-1], element.getparent()
        if row is None or row.index(element) == 0 or not table.rows:
            table.rows.append([])
        if len(table.rows) == 1:
            table.headed = (table.headed or not table.rows[0]) and _tag(element) == "th"
        self.gathered = []

    def _end_of_table(self) -> None:
        table = self.tables.pop()
        rows = tuple(tuple(row) for row in table.rows)
        if self.tables:  # a table within a cell: its words belong to the cell
            cells = (cell for row in rows for cell in row)
            self.gathered = [(f"{cell.text} ", cell.line()) for cell in cells]
        elif rows:
            self.blocks.append(Table(rows, table.headed))
            self.gathered = []


def _tag(element: HtmlElement) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _left_out(element: HtmlElement) -> bool:
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or _tag(element) in _DROPPED


def _label(element: HtmlElement) -> str:
    """Return the language that a block of code is labelled with, or ''."""
    plain = element.get("data-lang") or element.get("data-language")
    found = _LABEL.search(element.get("class") or "")
    return (plain or (found.group(1) if found else "")).lower()


def _folded(pieces: list[tuple[str, int]]) -> Text:
    """Join pieces, white space folded within and across them; of line breaks one stays."""
    joined, last = list[tuple[str, int]](), "\n"
    for piece, line in pieces:
        text = _SPACES.sub(" ", piece)
        if text == "\n" and last == " ":
            joined[-1] = (joined[-1][0][:-1], joined[-1][1])
        text = text.lstrip(" \n" if last == "\n" else " ") if last in " \n" else text
        if text:
            joined.append((text, line))
            last = text[-1]
    return Text.of_pieces(joined).strip()
