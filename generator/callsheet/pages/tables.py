"""Field tables: which column says what, and what each row claims of a field.

Columns are recognised by what stands in their cells: names look like identifiers, types are words
of JSON, and a column of two short answers says whether a field is required. What the header says
settles the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from callsheet.data import dataclass
from callsheet.pages.page import Table, Text
from callsheet.pages.words import HEADERS, NO, TYPES, YES, Column

_NAME = re.compile(
    r"^[`*\s]*([A-Za-z_$@][\w$\-]*(?:\[\w*\])*(?:\.[A-Za-z_$][\w$\-]*(?:\[\w*\])*)*)[`*\s?:：]*$"
)
_NESTING = re.compile(r"^[\s\u00a0\u3000`*]*([»>├└│─∟↳\-–—•·.\s\u00a0\u3000]*)")
_STATUS = re.compile(r"^`?([1-5](?:\d\d|xx|XX))`?\b")
_NO_ANSWER = re.compile(r"[\d`\"'/:_.]")
_MARKED = re.compile(
    r"(?:\*|（必填）|\(必填\)|\(required\)|（必須）|required|必填)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one row claims of one field. What a row leaves open is None or ''."""

    name: str
    """Dotted where the row stands below another: ``metadata.seed``."""
    line: int
    type: Text | None
    required: bool | None
    required_line: int
    default: Text | None
    values: Text | None
    description: Text | None
    unread: str = ""
    """The answer to whether it is required, where it is none."""


@dataclass(frozen=True, slots=True)
class Fields:
    """A field table."""

    line: int
    rows: tuple[Row, ...]
    columns: frozenset[Column]
    guessed: bool = False
    """Whether the column of answers was found by its two words, which are of no known language."""


@dataclass(frozen=True, slots=True)
class Statuses:
    """A table of status codes: each with its line."""

    line: int
    codes: tuple[tuple[str, int], ...]


def read_table(table: Table) -> Fields | Statuses | None:
    """Return what a table claims; None where it is about something else."""
    if not table.rows:
        return None
    body = table.rows[1:] if table.headed else table.rows
    if not table.headed and _is_header(table.rows[0]):
        body = table.rows[1:]
    header = table.rows[0] if len(body) < len(table.rows) else ()
    if not body:
        return None
    columns = _columns(header, body)
    if columns.get(0) == "status":
        return Statuses(table.rows[0][0].line(), _codes(body, 0))
    by_kind = dict[Column, int]()
    for index, kind in columns.items():
        by_kind.setdefault(kind, index)
    strange = _strange_answers(columns, body) if "required" not in by_kind else None
    if strange is not None:
        by_kind["required"] = strange
    if "name" not in by_kind or not {"type", "description", "required"} & by_kind.keys():
        return None
    rows = tuple(_rows(body, by_kind))
    return Fields(table.rows[0][0].line(), rows, frozenset(by_kind), strange is not None)


def _is_header(row: Sequence[Text]) -> bool:
    known = [_header_kind(cell.text) for cell in row]
    return len(row) > 1 and sum(kind is not None for kind in known) * 2 > len(row)


def _header_kind(text: str) -> Column | None:
    word = re.sub(r"[`*:：\s]+", " ", text).strip().lower()
    return next((kind for kind, words in HEADERS.items() if word in words), None)


def _codes(body: Sequence[Sequence[Text]], at: int) -> tuple[tuple[str, int], ...]:
    found = list[tuple[str, int]]()
    for row in body:
        code = _STATUS.match(row[at].text) if at < len(row) else None
        if code:
            found.append((code.group(1).upper(), row[at].line()))
    return tuple(found)


# Columns.


def _columns(header: Sequence[Text], body: Sequence[Sequence[Text]]) -> dict[int, Column]:
    """Return what each column says, by its index."""
    width = max(len(row) for row in body)
    cells = [
        [row[index].text.strip() for row in body if index < len(row)] for index in range(width)
    ]
    headed = dict[int, Column]()
    for index, cell in enumerate(header[:width]):
        known = _header_kind(cell.text)
        if known:
            headed[index] = known
    columns = dict[int, Column]()
    for kind, fits, least in _TELLING:
        shares = {
            index: _share(cells[index], fits) for index in range(width) if index not in columns
        }
        best = max(shares, key=lambda at: shares[at] + (headed.get(at) == kind) * 0.35, default=0)
        sure = shares.get(best, 0)
        if sure >= least or (sure > 0 and headed.get(best) == kind and kind != "status"):
            columns[best] = kind
    for index, kind in headed.items():
        free = index not in columns and kind not in columns.values()
        if free and kind not in ("name", "type", "status"):
            columns[index] = kind
    left = [index for index in range(width) if index not in columns]
    if left and "description" not in columns.values():
        columns[max(left, key=lambda index: sum(map(len, cells[index])))] = "description"
    return columns


def _strange_answers(columns: Mapping[int, Column], body: Sequence[Sequence[Text]]) -> int | None:
    """Return the column in which every row says one of two short words."""
    for index in range(min(len(row) for row in body)):
        words = {row[index].text.strip() for row in body}
        short = all(word and len(word) <= 16 and not _NO_ANSWER.search(word) for word in words)
        if len(words) == 2 and short and columns.get(index, "description") == "description":
            return index
    return None


def _share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(fits(cell) for cell in cells if cell) / len(cells)


# Cells.


def _name_of(cell: str) -> str:
    """Return the name that a cell gives, without marks of nesting and of being required."""
    text = cell.split("\n")[0]
    marks = _NESTING.match(text)
    text = text[marks.end() :] if marks else text
    text = _MARKED.sub("", text.strip(" `*")).strip(" `*")
    found = _NAME.match(text)
    return found.group(1) if found else ""


def types_of(cell: str) -> tuple[str, ...]:
    """Return the types that a cell names, ``array`` for ``string[]``; nothing for other words."""
    text = re.sub(r"[`*]", "", cell).strip().lower().split("\n")[0]
    text = re.sub(
        r"\((?:required|optional|必填|可选|nullable|\w*format\w*)[^)]*\)", "", text
    ).strip()
    if not text or len(text) > 60:
        return ()
    if re.search(r"^(?:array|list)\b|\[\]$|数组|列表|配列|陣列|배열", text):
        return ("array",)
    found = list[str]()
    for word in re.split(r"\s*(?:\||/|,|、|，| or | ou | oder | または |或)\s*", text):
        bare = re.sub(r"[<(（\[{].*$", "", word).strip()
        kind = TYPES.get(bare) or TYPES.get(bare.removesuffix("s"))
        if kind is None and re.match(r"^[a-z]+[\s(]", bare):
            kind = TYPES.get(re.split(r"[\s(]", bare)[0])
        if kind is None:
            return ()
        found.append(kind)
    return tuple(found)


def answer_of(cell: str) -> bool | None:
    """Return whether a cell says that a field is required; None where it says neither."""
    word = re.sub(r"[`*。.\s]+", " ", cell.strip()).strip().lower()
    first = re.split(r"[\s(（,，:：]", word)[0] if word else ""
    for one in (word, first):
        if one in YES:
            return True
        if one in NO:
            return False
    return None


_TELLING: tuple[tuple[Column, Callable[[str], bool], float], ...] = (
    ("status", lambda cell: bool(_STATUS.match(cell)), 0.75),
    ("type", lambda cell: bool(types_of(cell)), 0.5),
    ("required", lambda cell: answer_of(cell) is not None, 0.75),
    ("name", lambda cell: bool(_name_of(cell)), 0.6),
)
"""Columns that their cells give away, and what share of them has to; in the order of taking."""


def _rows(body: Sequence[Sequence[Text]], columns: Mapping[Column, int]) -> list[Row]:
    rows, above = list[Row](), list[tuple[int, str]]()
    for cells in body:
        cell = _cell(cells, columns, "name")
        name = _name_of(cell.text) if cell else ""
        if cell is None or not name:
            continue
        depth = _depth(cell.text)
        while above and above[-1][0] >= depth:
            above.pop()
        full = ".".join([*(part for _, part in above if depth), name])
        above.append((depth, re.sub(r"\[\w*\]", "", name)))
        said = _cell(cells, columns, "required")
        required = answer_of(said.text) if said else None
        if required is None and _MARKED.search(cell.text.strip(" `")):
            required = True
        lost = said.text if said and said.text and required is None else ""
        rows.append(
            Row(
                re.sub(r"\[\w*\]", "", full),
                cell.line(),
                _cell(cells, columns, "type"),
                required,
                said.line() if said else cell.line(),
                _cell(cells, columns, "default"),
                _cell(cells, columns, "values"),
                _cell(cells, columns, "description"),
                lost,
            )
        )
    return rows


def _cell(cells: Sequence[Text], columns: Mapping[Column, int], kind: Column) -> Text | None:
    at = columns.get(kind)
    return cells[at] if at is not None and at < len(cells) and cells[at] else None


def _depth(text: str) -> int:
    marks = _NESTING.match(text)
    found = marks.group(1) if marks else ""
    return len(re.findall(r"[»>├└∟↳]|[\u00a0\u3000]{2}|--?|·|•", found))
