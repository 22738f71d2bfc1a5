"""Plain text to blocks, as it comes out of a PDF: rows and words broken over lines, glyphs lost."""

from __future__ import annotations

import re

from callsheet.pages.page import Block, Heading, Item, Prose, Text, Unread
from callsheet.pages.text_code import code_at
from callsheet.pages.text_pipes import pipes_at
from callsheet.pages.text_stacked import stacked_at
from callsheet.pages.text_tables import is_title, table_at

_LOST = re.compile("[\ufffd\ue000-\uf8ff\u25a1\u0001-\u0008\u000e-\u001f]+")
_POINT = re.compile(r"^(?:[-*•·▪◦●○]|\(?\d{1,2}[.)、)])\s+(?=\S)")
_PAGE_FURNITURE = re.compile(
    r"^\s*(?:-\s*\d+\s*-|\d{1,3}\s*/\s*\d{1,3}|page \d+(?: of \d+)?|第\s*\d+\s*页)\s*$",
    re.IGNORECASE,
)
_METHOD = re.compile(r"^\s*(?:GET|POST|PUT|PATCH|DELETE)\s*$")
_STEP = re.compile(r"^\s*[\w./{}:<>-]+\s*$")


def blocks_of_text(source: str) -> tuple[list[Block], list[Unread]]:
    """Read the text of a page. What has lost its glyphs is told, line by line."""
    lines = [
        "" if _PAGE_FURNITURE.match(line) else line
        for line in source.replace("\f", " ").split("\n")
    ]
    blocks, unread = list[Block](), list[Unread]()
    at = 0
    while at < len(lines):
        line = lines[at]
        if _LOST.search(line):
            lost = " ".join(_LOST.sub("\ufffd", line).split())
            unread.append(Unread(at + 1, f"characters are lost: “{lost[:60]}”"))
        if not line.strip():
            at += 1
            continue
        taken, block = _block(lines, at)
        blocks.append(block)
        at += taken
    return blocks, unread


def _block(lines: list[str], at: int) -> tuple[int, Block]:
    """Return how many lines the next block takes, and the block."""
    for read in (_endpoint_at, code_at, pipes_at, stacked_at, table_at):
        found = read(lines, at)
        if found:
            return found
    line = lines[at].strip()
    text = Text.of_lines(line, at + 1)
    point = _POINT.match(line)
    if point and len(line) > 60:
        return 1, Item(0, text.cut(point.end()))
    if is_title(line):
        return 1, Heading(3, text)
    return 1, Prose(text)


def _endpoint_at(lines: list[str], at: int) -> tuple[int, Block] | None:
    """Read a method and the steps of its path, which copied pages give a line each."""
    if not _METHOD.match(lines[at]):
        return None
    stop, pieces = at + 1, [(f"{lines[at].strip()} ", at + 1)]
    while stop < min(at + 24, len(lines)) and _STEP.match(lines[stop]):
        pieces.append((lines[stop].strip(), stop + 1))
        stop += 1
        if pieces[-1][0] != "/" and lines[stop : stop + 1] != ["/"]:
            break
    path = "".join(piece for piece, _ in pieces[1:])
    return (stop - at, Prose(Text.of_pieces(pieces))) if path.startswith("/") else None
