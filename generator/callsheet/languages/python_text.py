"""Python text: the doors through which a document's strings reach code.

A literal, a comment or a docstring: nothing else quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from callsheet.ir import Doc
from callsheet.languages.prose import HIDDEN, lines_of, told, wrapped
from callsheet.plain import is_list, is_object

WIDTH = 88
"""Columns, as black has it."""

_OUTER_QUOTE = re.compile(r'(\A|(?<!\\)(?:\\\\)*(?="\Z))"')
"""A quote at either end of a docstring's text that is not escaped."""
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(value: Any) -> str:
    """Return the Python literal of a JSON value, as black writes it on one line."""
    match value:
        case None | bool():
            return repr(value)
        case str():
            return _quoted(value)
        case int() | float():
            return repr(value)
        case _ if is_object(value):
            inner = (f"{_quoted(key)}: {literal(one)}" for key, one in value.items())
            return "{" + ", ".join(inner) + "}"
        case _ if is_list(value):
            return "[" + ", ".join(literal(one) for one in value) + "]"
        case _:
            raise TypeError(f"no JSON value: {value!r}")


def _quoted(text: str) -> str:
    """Return a string literal in the quotes that need the fewest escapes, as black chooses them."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    if not (HIDDEN.search(text) or "\\" in text or quote in text):
        return f"{quote}{text}{quote}"
    escapes = {**_ESCAPES, quote: f"\\{quote}"}
    return quote + "".join(_sign(sign, escapes) for sign in text) + quote


def _sign(sign: str, escapes: Mapping[str, str]) -> str:
    if sign in escapes:
        return escapes[sign]
    if not HIDDEN.match(sign):
        return sign
    code = ord(sign)
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def block(value: Any, indent: int = 0) -> str:
    """Return the literal of a JSON value with every non-empty list and object spread over lines."""
    inside = " " * (indent + 4)
    if is_object(value) and value:
        lines = [f"{_quoted(key)}: {block(one, indent + 4)}" for key, one in value.items()]
        opening, closing = "{}"
    elif is_list(value) and value:
        lines = [block(one, indent + 4) for one in value]
        opening, closing = "[]"
    else:
        return literal(value)
    spread = "".join(f"{inside}{line},\n" for line in lines)
    return opening + "\n" + spread + " " * indent + closing


def printed(text: str, indent: int = 0) -> tuple[str, ...]:
    """Return the literals, one a line, of a text that a program prints; paragraphs are kept.

    Signs that do not show are left out, since a terminal might obey them.
    """
    room = WIDTH - indent - 1  # a comma stands behind the last
    made: list[str] = []
    for number, line in enumerate(lines_of(text.strip())):
        if number:
            made[-1] += "\n"
        made.append("")
        for word in re.split(r"(?<=\s)(?=\S)", line.rstrip()):
            if made[-1] and len(_quoted(f"{made[-1]}{word}".rstrip())) > room - 2:
                made.append("")
            made[-1] += word
    return tuple(_quoted(line) for line in made) or ('""',)


def prose(text: str, indent: int = 0, width: int = WIDTH, lead: int = 0) -> str:
    """Return text that is safe inside a docstring, wrapped; paragraphs and lists are kept.

    The first line carries no indent, since it stands where the template put it, behind ``lead``
    characters of something else.
    """
    return _harmless(wrapped(text, indent, width, lead))


def docstring(doc: Doc | str, indent: int = 0) -> str:
    """Return a whole docstring, quotes included, that says what a document says."""
    text = doc if isinstance(doc, str) else told(doc)
    body = prose(text, indent, lead=3)
    if "\n" not in body and len(body) + indent + 6 > WIDTH:
        body = prose(text, indent, lead=6)
    if not body:
        return ""
    if "\n" in body:
        return f'"""{body}\n{" " * indent}"""'
    gap = " " if body.endswith('"') else ""  # as black keeps a quote off the closing ones
    return f'"""{body}{gap}"""'


def _harmless(text: str) -> str:
    """Make text unable to end a docstring, to touch its quotes or to start an escape sequence."""
    text = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return _OUTER_QUOTE.sub(lambda found: found[1] + '\\"', text)
