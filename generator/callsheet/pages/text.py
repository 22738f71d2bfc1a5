"""Plain text to blocks, as it comes out of a PDF: rows and words broken over lines, glyphs lost."""

from __future__ import annotations

import re

from callsheet.pages.page import Block, Code, Heading, Item, Prose, Table, Text, Unread
from callsheet.pages.words import HEADERS, NO, SIDES, TYPES, YES

_NAME = r"[A-Za-z_$][\w$.\-]*(?:\[\w*\])*"
_LOST = re.compile("[\ufffd\ue000-\uf8ff\u25a1\u0001-\u0008\u000e-\u001f]+")
_POINT = re.compile(r"^(?:[-*•·▪◦●○]|\(?\d{1,2}[.)、)])\s+(?=\S)")
_GAP = re.compile(r"\s{2,}|\t")
_PAGE_FURNITURE = re.compile(
    r"^\s*(?:-\s*\d+\s*-|\d{1,3}\s*/\s*\d{1,3}|page \d+(?: of \d+)?|第\s*\d+\s*页)\s*$",
    re.IGNORECASE,
)
_ENDPOINT = re.compile(r"^\s*(?:GET|POST|PUT|PATCH|DELETE)\s+\S*/")
_COMMAND = re.compile(r"^\s*(?:\$ )?curl(?=\s)")
_HEADER_WORDS = {word: kind for kind, words in HEADERS.items() for word in words}


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
    for read in (_code, _pipes, _table):
        found = read(lines, at)
        if found:
            return found
    line = lines[at].strip()
    text = Text.of_lines(line, at + 1)
    point = _POINT.match(line)
    if point and len(line) > 60:
        return 1, Item(0, text.cut(point.end()))
    if _is_title(line):
        return 1, Heading(3, text)
    return 1, Prose(text)


def _is_title(line: str) -> bool:
    short = len(line) <= 60 and sum(2 if ord(character) > 0x2E7F else 1 for character in line) <= 60
    return short and not re.search(r"[.。;；,，:：!！]$", line)


# Code: a value in JSON, a command for the shell.


def _code(lines: list[str], at: int) -> tuple[int, Block] | None:
    stop: int | None
    if _COMMAND.match(lines[at]):
        stop = _end_of_command(lines, at)
        language = "bash"
    elif _begins_json(lines, at):
        stop = _end_of_json(lines, at)
        language = "json"
    else:
        return None
    if stop is None:
        return None
    return stop - at, Code(language, Text.of_lines("\n".join(lines[at:stop]), at + 1))


def _begins_json(lines: list[str], at: int) -> bool:
    """Tell whether a value in JSON begins: a lone brace may be that of a program, too."""
    if not re.match(r"^\s*(?:\{\s*(?:$|[\"}])|\[\s*(?:$|[\"{\]]))", lines[at]):
        return False
    within = lines[at].strip()[1:] or next(
        (line for line in lines[at + 1 : at + 8] if line.strip()), ""
    )
    return within.strip()[:1] in ('"', "{", "}", "[", "]")


def _end_of_json(lines: list[str], at: int) -> int | None:
    """Return the line behind the one that closes the value; None where nothing closes it."""
    depth, quoted, escaped = 0, False, False
    for number in range(at, min(at + 400, len(lines))):
        for character in lines[number]:
            if quoted:
                quoted = escaped or character != '"'
                escaped = character == "\\" and not escaped
            elif character == '"':
                quoted = True
            else:
                depth += (character in "{[") - (character in "}]")
        if depth <= 0 and not quoted:
            return number + 1
    return None


def _end_of_command(lines: list[str], at: int) -> int:
    """Return the line behind a command: it goes on after a backslash and within quotation marks.

    A PDF loses backslashes at times, so lines that begin with an option belong to it too.
    """
    quote = ""
    number = at
    while number < len(lines):
        for character in lines[number]:
            if quote:
                quote = "" if character == quote else quote
            elif character in "'\"":
                quote = character
        number += 1
        ahead = number + _gap_in_command(lines, number)
        following = lines[ahead] if ahead < len(lines) else ""
        goes_on = quote or lines[number - 1].rstrip().endswith("\\")
        if not (goes_on or re.match(r"^\s*-{1,2}[A-Za-z]", following)) or number - at > 200:
            break
        number = number if quote else ahead
    return number


def _gap_in_command(lines: list[str], at: int) -> int:
    """Return how many lines within a command say nothing: a break of the page, a lone backslash."""
    stop = at
    while stop < min(at + 5, len(lines)) and lines[stop].strip() in ("", "\\"):
        stop += 1
    return stop - at


# Tables: a header whose words are known, or rows that begin with a name and a type.


def _table(lines: list[str], at: int) -> tuple[int, Block] | None:
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


_LONGEST_ROW = 40
"""Lines of a row of a table; what goes on beyond is no row."""


def _pipes(lines: list[str], at: int) -> tuple[int, Block] | None:
    """Read a table with pipes, whose rows may be broken over lines, before or behind a pipe."""
    header = [cell.strip() for cell in lines[at].strip().strip("|").split("|")]
    known = [cell for cell in header if cell.lower() in _HEADER_WORDS]
    if len(header) < 2 or len(known) * 2 < len(header):
        return None
    rows, stop = [_pipe_cells([(lines[at], at + 1)])], at + 1
    row = list[tuple[str, int]]()
    while stop < len(lines) and (lines[stop].strip() or _more_pipes(lines, stop)):
        line = lines[stop]
        begins = "|" in line and re.match(rf"^\s*\|?\s*[`*]*{_NAME}[`*]*\s*(?:\||$)", line)
        full = not row or _width(row) >= len(header) or _names_type(lines, stop)
        if _code(lines, stop) or (_ends_table(lines, stop) and full) or len(row) > _LONGEST_ROW:
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
    return len(words) == 2 and bool(_leading_type(words[1].strip()))


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
    kinds = {_HEADER_WORDS[cell.text.lower()] for cell in cells}
    if len(cells) >= 2 and "name" in kinds:
        return at + len(cells), tuple(cells)
    return at, ()


def _header_cells(line: str, number: int) -> list[Text]:
    """Return the header words that make up a whole line, or nothing."""
    words, cells = line.split(), list[Text]()
    while words:
        for size in (3, 2, 1):
            phrase = " ".join(words[:size])
            if len(words) >= size and phrase.lower() in _HEADER_WORDS:
                cells.append(Text.of_lines(phrase, number))
                words = words[size:]
                break
        else:
            return []
    return cells


def _row(lines: list[str], at: int) -> tuple[int, tuple[Text, ...] | None]:
    """Return how many lines the row at ``at`` takes, and its cells; None where no row begins."""
    head = _begin_of_row(lines, at)
    if head is None:
        return 0, None
    stop, cells = head
    rest = list[str]()
    while stop < len(lines) and len(rest) < 12:
        line = lines[stop]
        apart = not line.strip() or _code(lines, stop) or _header(lines, stop)[1]
        if apart or _begin_of_row(lines, stop) is not None or _ends_table(lines, stop):
            break
        rest.append(line.strip())
        stop += 1
    if rest:
        first = stop - len(rest) + 1
        last = cells.pop() if len(cells) > 2 and not _is_answer(cells[-1].text) else None
        more = Text.of_lines("\n".join(rest), first)
        lead = [(last.text + "\n", last.line())] if last else []
        more = Text.of_pieces([*lead, *((f"{part}\n", first + n) for n, part in enumerate(rest))])
        cells.append(more.strip())
    return stop - at, tuple(cells)


def _begin_of_row(lines: list[str], at: int) -> tuple[int, list[Text]] | None:
    """Return where a row's first words end, and its cells so far: a name, a type, what follows."""
    words = lines[at].strip() if at < len(lines) else ""
    name = re.match(rf"^[`*]*({_NAME})(?:[`*]*(?=\s|$)|(?P<must>\*)(?=[a-z]))", words)
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
    kind = _leading_type(rest)
    if not kind:
        return None
    cells = [Text.of_lines(spelled, at + 1), Text.of_lines(kind, stop)]
    rest = rest[len(kind) :].strip()
    if not rest and stop < len(lines) and _is_answer(lines[stop].strip().split(" ")[0]):
        rest = lines[stop].strip()
        stop += 1
    answer = rest.split()[0] if rest.split() else ""
    if name.group("must") and not _is_answer(answer):
        cells.append(Text.of_lines("required", at + 1))
    if _is_answer(answer):
        cells.append(Text.of_lines(answer, stop))
        rest = rest[len(answer) :].strip()
    if rest:
        cells.append(Text.of_lines(rest, stop))
    return stop, cells


def _leading_type(text: str) -> str:
    """Return the words at the beginning that name a type, with brackets and alternatives."""
    one = (
        r"(?:array of |list of )?(?:"
        + "|".join(map(re.escape, _TYPE_WORDS))
        + r")s?(?:\[\]|<\w+>|\(\w+\))*"
    )
    found = re.match(rf"^{one}(?:\s*[|/]\s*{one})*(?=$|\s|[,，(（])", text, re.IGNORECASE)
    return found.group() if found else ""


_TYPE_WORDS = sorted(TYPES, key=len, reverse=True)


def _is_answer(word: str) -> bool:
    return word.lower() in YES or word.lower() in NO


def _ends_table(lines: list[str], at: int) -> bool:
    """Tell whether a line begins something new: an endpoint, a title."""
    line = lines[at].strip()
    if re.match(r"^(?:GET|POST|PUT|PATCH|DELETE)\s+\S*/|^#{1,6}\s|^\d{3}\b", line):
        return True
    after = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), None)
    if after is None or not _is_title(line):
        return False
    if len(line) <= 16 and any(re.search(words, line, re.IGNORECASE) for _, words in SIDES):
        return True
    return bool(_code(lines, after) or _header(lines, after)[1] or _ENDPOINT.match(lines[after]))
