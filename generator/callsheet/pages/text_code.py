"""Code on a page of plain text, where nothing marks it: JSON, commands, programs."""

from __future__ import annotations

import re

from callsheet.pages.json_sample import DEEPEST
from callsheet.pages.page import Block, Code, Text

_COMMAND = re.compile(r"^\s*(?:\$ )?curl(?=\s)")
_PROGRAM = re.compile(
    r"^\s*(?:import [\w{*]|from [\w.]+ import |(?:const|let|var) [\w{\[]|[A-Za-z_]\w* = |"
    r"(?:await )?(?:fetch|axios[\w.]*|requests\.\w+|httpx\.\w+)\()"
)
_STATEMENT = re.compile(
    r"^\s*(?:(?:import|from|const|let|var|return|await|if|else|for|while|try|except|catch|with|def"
    r"|print|console)\b|[)}\]]|\.\w+\(|#|//|[A-Za-z_][\w.\[\]'\"]*(?: [-+*/]?= |\())"
)
_CALLS = ("fetch(", "axios", "requests.", "httpx.")
_SOON = 60
"""Lines within which a program has to call something."""
_LONGEST_PROGRAM = 200
"""Lines."""


def code_at(lines: list[str], at: int) -> tuple[int, Block] | None:
    """Return how many lines the code at ``at`` takes, and the code; None where none begins."""
    stop: int | None
    if _COMMAND.match(lines[at]):
        stop = _end_of_command(lines, at)
        language = "bash"
    elif _begins_json(lines, at):
        stop = _end_of_json(lines, at)
        language = "json"
    elif _PROGRAM.match(lines[at]):
        stop = _end_of_program(lines, at)
        language = "program"
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
        if depth > DEEPEST:
            return None
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


def _end_of_program(lines: list[str], at: int) -> int | None:
    """Return the line behind a program; None where it calls nothing.

    One that never closes its brackets ends with its statements, or with the longest that we take.
    """
    if not any(call in line for line in lines[at : at + _SOON] for call in _CALLS):
        return None
    depth, number, last = 0, at, at
    while number < min(at + _LONGEST_PROGRAM, len(lines)):
        line = lines[number]
        if depth <= 0 and line.strip() and not _STATEMENT.match(line):
            break
        bare = re.sub(r"\"[^\"]*\"|'[^']*'|`[^`]*`", "", line)
        depth += sum(bare.count(each) for each in "([{") - sum(bare.count(each) for each in ")]}")
        number += 1
        last = number if line.strip() else last
    called = any(call in line for line in lines[at:last] for call in _CALLS)
    return last if called else None
