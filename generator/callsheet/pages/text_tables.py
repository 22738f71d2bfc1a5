"""Tables of plain text: a header of known words, or rows that begin with a name and a type."""

from __future__ import annotations

import re

from callsheet.pages.page import Block, Table, Text
from callsheet.pages.text_code import code_at
from callsheet.pages.words import HEADERS, NO, SIDES, TYPES, YES

NAME = r"[A-Za-z_$][\w$.\-]*(?:\[\w*\])*"
"""What a field may be called."""
HEADER_WORDS = {word: kind for kind, words in HEADERS.items() for word in words}
_ENDPOINT = re.compile(r"^\s*(?:GET|POST|PUT|PATCH|DELETE)\s+\S*/")


def table_at(lines: list[str], at: int) -> tuple[int, Block] | None:
    """Return how many lines the table at ``at`` takes, and the table; None where none begins."""
    start, headers = _header(lines, at)
    rows = list[tuple[Text, ...]]()
    stop = start
    while stop < len(lines):
        taken, row = _row(lines, stop)
        if row is None:
            break
        rows.append(row)
        stop += taken
        stop += _blank(lines, stop)
    if not rows or (not headers and len(rows) < 2):
        return None
    while stop > start and not lines[stop - 1].strip():
        stop -= 1
    return stop - at, Table((*([headers] if headers else []), *rows), bool(headers))


def _blank(lines: list[str], at: int) -> int:
    """Return 1 where a blank line within a table is followed by another row."""
    gap = at + 1 < len(lines) and not lines[at].strip()
    return int(gap and _row(lines, at + 1)[1] is not None)


def _header(lines: list[str], at: int) -> tuple[int, tuple[Text, ...]]:
    """Return where the rows begin and the header's cells: on one line, or a line each."""
    cells = list[Text]()
    for number in range(at, min(at + 8, len(lines))):
        words = _header_cells(lines[number], number + 1)
        if not words or (cells and len(words) > 1):
            break
        cells.extend(words)
        if len(words) > 1:
            return number + 1, tuple(cells)
    kinds = {HEADER_WORDS[cell.text.lower()] for cell in cells}
    if len(cells) >= 2 and "name" in kinds:
        return at + len(cells), tuple(cells)
    return at, ()


def _header_cells(line: str, number: int) -> list[Text]:
    """Return the header words that make up a whole line, or nothing."""
    words, cells = line.split(), list[Text]()
    while words:
        for size in (3, 2, 1):
            phrase = " ".join(words[:size])
            if len(words) >= size and phrase.lower() in HEADER_WORDS:
                cells.append(Text.of_lines(phrase, number))
                words = words[size:]
                break
        else:
            return []
    return cells


def _row(lines: list[str], at: int) -> tuple[int, tuple[Text, ...] | None]:
    """Return how many lines the row at ``at`` takes, and its cells; None where no row begins."""
    head = begin_of_row(lines, at)
    if head is None:
        return 0, None
    stop, cells = head
    rest = list[str]()
    while stop < len(lines) and len(rest) < 12:
        line = lines[stop]
        apart = not line.strip() or code_at(lines, stop) or _header(lines, stop)[1]
        if apart or begin_of_row(lines, stop) is not None or ends_table(lines, stop):
            break
        rest.append(line.strip())
        stop += 1
    if rest:
        first = stop - len(rest) + 1
        last = cells.pop() if len(cells) > 2 and not is_answer(cells[-1].text) else None
        more = Text.of_lines("\n".join(rest), first)
        lead = [(last.text + "\n", last.line())] if last else []
        more = Text.of_pieces([*lead, *((f"{part}\n", first + n) for n, part in enumerate(rest))])
        cells.append(more.strip())
    return stop - at, tuple(cells)


def begin_of_row(lines: list[str], at: int) -> tuple[int, list[Text]] | None:
    """Return where a row's first words end, and its cells so far: a name, a type, what follows."""
    words = lines[at].strip() if at < len(lines) else ""
    name = re.match(rf"^[`*]*({NAME})(?:[`*]*(?=\s|$)|(?P<must>\*)(?=[a-z]))", words)
    if not name:
        return None
    stop, spelled, rest = at + 1, name.group(1), words[name.end() :].strip()
    if not rest and stop < len(lines):
        following = lines[stop].strip()
        broken = re.match(r"^([\w\-]+)\s+(?=\S)", following)
        if spelled.endswith(("_", "-")) and broken:
            spelled += broken.group(1)
            rest = following[broken.end() :]
        else:
            rest = following
        stop += 1
    kind = leading_type(rest)
    if not kind:
        return None
    cells = [Text.of_lines(spelled, at + 1), Text.of_lines(kind, stop)]
    rest = rest[len(kind) :].strip()
    if not rest and stop < len(lines) and is_answer(lines[stop].strip().split(" ")[0]):
        rest = lines[stop].strip()
        stop += 1
    answer = rest.split()[0] if rest.split() else ""
    if name.group("must") and not is_answer(answer):
        cells.append(Text.of_lines("required", at + 1))
    if is_answer(answer):
        cells.append(Text.of_lines(answer, stop))
        rest = rest[len(answer) :].strip()
    if rest:
        cells.append(Text.of_lines(rest, stop))
    return stop, cells


_TYPE_WORDS = "|".join(map(re.escape, sorted(TYPES, key=len, reverse=True)))
TYPE = rf"(?:array of |list of )?(?:{_TYPE_WORDS})s?(?:\[\]|<\w+>|\(\w+\))*"
"""A pattern for words that name one type."""
_TYPES = re.compile(rf"{TYPE}(?:\s*[|/]\s*{TYPE})*(?=$|\s|[,，(（])", re.IGNORECASE)


def leading_type(text: str) -> str:
    """Return the words at the beginning that name a type, with brackets and alternatives."""
    found = _TYPES.match(text)
    return found.group() if found else ""


def is_answer(word: str) -> bool:
    """Tell whether a word says that a field is required, or that it is not."""
    return word.lower() in YES or word.lower() in NO


def ends_table(lines: list[str], at: int) -> bool:
    """Tell whether a line begins something new: an endpoint, a title."""
    line = lines[at].strip()
    if re.match(r"^(?:GET|POST|PUT|PATCH|DELETE)\s+\S*/|^#{1,6}\s|^\d{3}\b", line):
        return True
    after = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), None)
    if after is None or not is_title(line):
        return False
    if len(line) <= 16 and any(re.search(words, line, re.IGNORECASE) for _, words in SIDES):
        return True
    return bool(code_at(lines, after) or _header(lines, after)[1] or _ENDPOINT.match(lines[after]))


def is_title(line: str) -> bool:
    """Tell whether a line that nothing marks looks like a heading."""
    short = len(line) <= 60 and sum(2 if ord(character) > 0x2E7F else 1 for character in line) <= 60
    return short and not re.search(r"[.。;；,，:：!！]$", line)
