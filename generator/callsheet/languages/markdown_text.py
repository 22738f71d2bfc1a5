"""Markdown: what a document says, so that it ends no table, opens no section and holds no HTML."""

from __future__ import annotations

import re

from callsheet.languages.prose import lines_of

_SPAN = re.compile(r"(`+[^`]+`+)")
_SCHEME = re.compile(r"\b(javascript|data|vbscript):", re.IGNORECASE)


def markdown(text: str) -> str:
    """Return text as paragraphs of Markdown: headings as bold lines, HTML as it is written."""
    made: list[str] = []
    in_code = False
    for line in lines_of(str(text).strip()):
        if line.strip().startswith("```"):
            in_code = not in_code
        made.append(line if in_code else _line(line))
    return "\n".join([*made, "```"] if in_code else made).strip()


def markdown_cell(text: str) -> str:
    """Return text for a cell of a table: one line."""
    return " ".join(markdown(text).split()).replace("|", "\\|")


def code(text: str) -> str:
    """Return text for between two backticks, also in a cell."""
    return " ".join(str(text).split()).replace("`", "'").replace("|", "\\|")


def fenced(text: str, language: str) -> str:
    """Return a block of code, behind a fence that nothing in it ends."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.strip()}\n{fence}"


def _line(line: str) -> str:
    if line.startswith("#"):
        said = line.strip("# ")
        line = f"**{said}**" if said else ""
    pieces = _SPAN.split(line)
    pieces[::2] = [_SCHEME.sub(r"\1&#58;", one.replace("<", "&lt;")) for one in pieces[::2]]
    return "".join(pieces)
