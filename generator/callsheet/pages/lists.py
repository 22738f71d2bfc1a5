"""Fields that a page gives as points of a list, or each below a heading: the table they stand for.

``- `n` (integer, optional): how many`` is a row; so is a heading that is one name, with a list of
``Type: integer`` and ``Required: no`` below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from callsheet.data import dataclass
from callsheet.pages.page import Block, Heading, Item, Table, Text
from callsheet.pages.tables import answer_of, types_of
from callsheet.pages.words import HEADERS, Column

_NAME = r"[A-Za-z_][\w\-]*(?:\[\])?(?:\.[A-Za-z_][\w\-]*(?:\[\])?)*"
_POINT = re.compile(
    rf"(?P<mark>[`*]{{0,3}})(?P<name>{_NAME})[`*]{{0,3}}[ \t]*[-–—:：]?[ \t]*"
    r"(?:[(（\[](?P<inner>[^()（）\[\]\n]{1,80}(?:\[\])?[^()（）\[\]\n]{0,40})[)）\]]"
    r"|[`*]{1,2}(?P<code>[^`*\n]{1,40})[`*]{1,2}"
    r"|(?P<plain>[A-Za-z][A-Za-z|/ \[\]<>]{1,30}[:：,，][ \t]*[^\s:：,，;；。()（）]{1,16}"
    r"(?=[,，;；。:：\n]|$)))"
    r"[ \t]*[-–—:：,，;；。]?"
)
_LONE_NAME = re.compile(rf"[`*]*({_NAME})[`*]*(?:\s*[(（][^()（）\n]{{0,60}}[)）])?\s*")
_MEMBER = re.compile(r"[`*]*(?P<word>[^\s:：`*][^:：`*\n]{0,24})[`*]*\s*[:：][`*]*\s*")
_COLUMNS: tuple[Column, ...] = ("name", "type", "required", "default", "description")
_BETWEEN = 3
"""Points of a list that may stand between two fields, as more words on the first."""
_NONE = Text("", ((0, 0),))


@dataclass(slots=True)
class _Row:
    """Cells of a row, by column."""

    line: int
    cells: dict[Column, Text] = field(default_factory=dict[Column, Text])


def with_tables(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a table in place of each list, or run of headings, that is one."""
    made, at = list[Block](), 0
    while at < len(blocks):
        stop, rows = _points(blocks, at) or _headings(blocks, at) or (at, [])
        if not rows:
            made.append(blocks[at])
            at += 1
            continue
        made.append(_table(rows))
        at = stop
    return made


def _table(rows: Sequence[_Row]) -> Table:
    """Return rows as a table with the columns that any of them has."""
    columns: list[Column] = [each for each in _COLUMNS if any(row.cells.get(each) for row in rows)]
    header = tuple(Text.of_lines(each, rows[0].line) for each in columns)
    body = [tuple(row.cells.get(each, _NONE) for each in columns) for row in rows]
    return Table((header, *body), headed=True)


# Points of a list.


def _points(blocks: Sequence[Block], at: int) -> tuple[int, list[_Row]] | None:
    rows, stop, last, above = list[_Row](), at, at, list[tuple[int, str]]()
    while stop < len(blocks):
        block = blocks[stop]
        if not isinstance(block, Item):
            break
        row = _point(block.text)
        if row is None and not rows:
            break
        if row is not None:
            while above and above[-1][0] >= block.depth:
                above.pop()
            name = row.cells["name"]
            full = ".".join([*(part for _, part in above), name.text])
            above.append((block.depth, name.text))
            row.cells["name"] = Text.of_lines(full, row.line)
            rows.append(row)
            last = stop + 1
        elif stop - last > _BETWEEN:
            break
        stop += 1
    return (last, rows) if len(rows) > 1 else None


def _point(text: Text) -> _Row | None:
    found = _POINT.match(text.text)
    if found is None:
        return None
    row = _Row(text.line(), {"name": text.cut(found.start("name"), found.end("name"))})
    group = next(each for each in ("inner", "code", "plain") if found.group(each))
    start = found.start(group)
    for part in re.finditer(r"[^,，;；、:：]+", found.group(group)):
        said = text.cut(start + part.start(), start + part.end()).strip()
        if "type" not in row.cells and types_of(said.text):
            row.cells["type"] = said
        elif answer_of(said.text) is not None:
            row.cells["required"] = said
    row.cells["description"] = text.cut(found.end()).strip()
    return row if "type" in row.cells else None


# A heading for each field.


def _headings(blocks: Sequence[Block], at: int) -> tuple[int, list[_Row]] | None:
    rows, stop = list[_Row](), at
    while stop < len(blocks):
        head = blocks[stop]
        if not isinstance(head, Heading) or (rows and head.level != _level(blocks[at])):
            break
        end = stop + 1
        while end < len(blocks) and isinstance(blocks[end], Item):
            end += 1
        row = _described(
            head.text, [each for each in blocks[stop + 1 : end] if isinstance(each, Item)]
        )
        if row is None:
            break
        rows.append(row)
        stop = end
    return (stop, rows) if rows else None


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 0


def _described(head: Text, items: Sequence[Item]) -> _Row | None:
    name = _LONE_NAME.fullmatch(head.text)
    if name is None:
        return None
    row = _Row(head.line(), {"name": head.cut(name.start(1), name.end(1))})
    for item in items:
        member = _MEMBER.match(item.text.text) if item.depth == 0 else None
        word = member.group("word").strip().lower() if member else ""
        kind: Column | None = next((each for each in _COLUMNS[1:] if word in HEADERS[each]), None)
        if member and kind and kind not in row.cells:
            row.cells[kind] = item.text.cut(member.end()).strip()
    return row if "type" in row.cells and types_of(row.cells["type"].text) else None
