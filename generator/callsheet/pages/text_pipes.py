"""Tables with pipes in plain text, whose rows may be broken over lines."""

from __future__ import annotations

import re

from callsheet.pages.page import Block, Table, Text
from callsheet.pages.text_code import code_at
from callsheet.pages.text_tables import HEADER_WORDS, NAME, ends_table, leading_type

_LONGEST_ROW = 40
"""Lines of a row of a table; what goes on beyond is no row."""


def pipes_at(lines: list[str], at: int) -> tuple[int, Block] | None:
    """Read a table with pipes, whose rows may be broken over lines, before or behind a pipe."""
    header = [cell.strip() for cell in lines[at].strip().strip("|").split("|")]
    known = [cell for cell in header if cell.lower() in HEADER_WORDS]
    if len(header) < 2 or len(known) * 2 < len(header):
        return None
    rows, stop = [_pipe_cells([(lines[at], at + 1)])], at + 1
    row = list[tuple[str, int]]()
    while stop < len(lines) and (lines[stop].strip() or _more_pipes(lines, stop)):
        line = lines[stop]
        begins = "|" in line and re.match(rf"^\s*\|?\s*[`*]*{NAME}[`*]*\s*(?:\||$)", line)
        full = not row or _width(row) >= len(header) or _names_type(lines, stop)
        if code_at(lines, stop) or (ends_table(lines, stop) and full) or len(row) > _LONGEST_ROW:
            break
        if row and begins and full:
            rows.append(_pipe_cells(row))
            row = []
        if line.strip() and not re.fullmatch(r"[\s|:\-]+", line):
            row.append((line, stop + 1))
        stop += 1
    if row:
        rows.append(_pipe_cells(row))
    return (stop - at, Table(tuple(rows), True)) if len(rows) > 1 else None


def _names_type(lines: list[str], at: int) -> bool:
    """Tell whether a name and a type stand at ``at``, with or without a line break between."""
    words = " ".join(lines[at : at + 2]).replace("|", " ").split(maxsplit=1)
    return len(words) == 2 and bool(leading_type(words[1].strip()))


def _width(row: list[tuple[str, int]]) -> int:
    """Return how many cells a row has so far."""
    return "".join(line.strip() for line, _ in row).strip("|").count("|") + 1


def _more_pipes(lines: list[str], at: int) -> bool:
    """Tell whether a table goes on behind a blank line."""
    return at + 1 < len(lines) and "|" in lines[at + 1]


def _pipe_cells(row: list[tuple[str, int]]) -> tuple[Text, ...]:
    pieces = [(f"{line.strip()}\n", number) for line, number in row]
    whole = Text.of_pieces(pieces).strip()
    cells, start = list[Text](), 0
    for stop in [*(found.start() for found in re.finditer(r"\|", whole.text)), len(whole.text)]:
        cells.append(whole.cut(start, stop).strip())
        start = stop + 1
    while cells and not cells[0]:
        cells.pop(0)
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
