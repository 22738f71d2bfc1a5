"""Fields of plain text that stand below one another: a name, its type, its flags, then words.

So they come out of a browser, a line each, or with the first of them in one: ``seed?integer``.
"""

from __future__ import annotations

import re
from dataclasses import field

from callsheet.data import dataclass
from callsheet.pages.page import Block, Table, Text
from callsheet.pages.text_code import code_at
from callsheet.pages.text_tables import TYPE, begin_of_row, is_answer
from callsheet.pages.words import PLACES, SIDES, Column

_GLUED = re.compile(
    rf"^(?P<name>[A-Za-z_][\w\-]*?)(?:(?P<mark>[?*])(?P<type>{TYPE}(?:\s*\|\s*{TYPE})*)?"
    rf"|(?P<kind>{TYPE})(?P<must>required|optional|必須|必填|可选))$",
    re.IGNORECASE,
)
_LONE = re.compile(r"^[A-Za-z_][\w\-]*(?:\.[A-Za-z_][\w\-]*)*$")
_KIND = re.compile(rf"^(?:enum<)?(?P<type>{TYPE}(?:\s*\|\s*{TYPE})*)>?$", re.IGNORECASE)
_DEFAULT = re.compile(
    r"^(?:default|默认值?|預設|デフォルト|기본값|par défaut|по умолчанию)\s*[:：]\s*"
    r"(?P<value>\S.*)$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:header|query|path|body|cookie)$", re.IGNORECASE)
_APART = re.compile(r"^(?:(?:GET|POST|PUT|PATCH|DELETE)\b|[\w.+-]+/[\w.+-]+$|[1-5]\d\d\b|#)")
_LONGEST = 30
"""Lines of one field."""
_COLUMNS: tuple[Column, ...] = ("name", "type", "required", "default", "description")


@dataclass(slots=True)
class _Field:
    line: int
    cells: dict[Column, Text] = field(default_factory=dict[Column, Text])


def stacked_at(lines: list[str], at: int) -> tuple[int, Block] | None:
    """Return how many lines the fields at ``at`` take, as a table; None where none begin."""
    found, stop, last = list[_Field](), at, at
    glued = bool(_GLUED.match(lines[at].strip()))
    while stop < len(lines):
        if not lines[stop].strip():
            stop += 1
            continue
        begun = _begin(lines, stop)
        if begun is None:
            break
        stop = last = _rest(lines, *begun)
        found.append(begun[1])
    if len(found) < (1 if glued else 2):
        return None
    if any("required" in each.cells for each in found):
        for each in found:
            each.cells.setdefault("required", Text.of_lines("optional", each.line))
    return last - at, _table(found)


def _table(found: list[_Field]) -> Table:
    columns: list[Column] = [each for each in _COLUMNS if any(each in one.cells for one in found)]
    header = tuple(Text.of_lines(each, found[0].line) for each in columns)
    nothing = Text("", ((0, 0),))
    rows = (tuple(one.cells.get(each, nothing) for each in columns) for one in found)
    return Table((header, *rows), headed=True)


def _begin(lines: list[str], at: int) -> tuple[int, _Field] | None:
    """Return the line behind a field's name and type, and the field so far."""
    text = lines[at].strip()
    made = _Field(at + 1)
    glued = _GLUED.match(text)
    if glued:
        made.cells["name"] = Text.of_lines(glued["name"], at + 1)
        kind = glued["type"] or glued["kind"]
        if kind:
            made.cells["type"] = Text.of_lines(kind, at + 1)
        must = glued["must"] or {"?": "optional", "*": "required"}[glued["mark"]]
        made.cells["required"] = Text.of_lines(must, at + 1)
        return at + 1, made
    following = lines[at + 1].strip() if at + 1 < len(lines) else ""
    kind = _KIND.match(following)
    if not _LONE.match(text) or not kind:
        return None
    made.cells["name"] = Text.of_lines(text, at + 1)
    made.cells["type"] = Text.of_lines(kind["type"], at + 2)
    return at + 2, made


def _rest(lines: list[str], at: int, made: _Field) -> int:
    """Take a field's flags and words. Returns the line behind them."""
    words, stop = list[tuple[str, int]](), at
    while stop < min(at + _LONGEST, len(lines)):
        line = lines[stop].strip()
        default = _DEFAULT.match(line)
        if not words and line and is_answer(line) and "required" not in made.cells:
            made.cells["required"] = Text.of_lines(line, stop + 1)
        elif not words and default and "default" not in made.cells:
            made.cells["default"] = Text.of_lines(default["value"], stop + 1)
        elif line and (words or not _PLACE.match(line)):
            if (words or not _names(line, made)) and _ends(lines, stop):
                break
            words.append((f"{line}\n", stop + 1))
        stop += 1
    if words:
        made.cells["description"] = Text.of_pieces(words).strip()
    return stop


def _names(line: str, made: _Field) -> bool:
    """Tell whether a line repeats a field's name in words: "Response format"."""
    name = made.cells["name"].text.lower()
    spoken = re.sub(r"[_\-.]", " ", name)
    return spoken != name and spoken in line.lower()


def _ends(lines: list[str], at: int) -> bool:
    """Tell whether something else than a field's words begins."""
    line = lines[at].strip()
    if _APART.match(line) or _begin(lines, at) or begin_of_row(lines, at) or code_at(lines, at):
        return True
    kinds = (*SIDES, *PLACES)
    short = len(line) <= 24 and line[-1:].isalnum()
    return short and any(re.search(words, line, re.IGNORECASE) for _, words in kinds)
