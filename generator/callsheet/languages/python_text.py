"""Python text: the doors through which a document's strings reach code.

A literal, a comment or a docstring: nothing else quotes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

from callsheet.ir import Doc
from callsheet.plain import is_list, is_object

WIDTH = 88
"""Columns, as black has it."""

_HIDDEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufff9-\\uffff]"
)
"""What does not show, or changes how its neighbours show. Written down, for what Python calls
printable changes from version to version."""
_SENTENCE = re.compile("(.+?[.!?\u3002\uff01\uff1f])(\\s|$)", re.DOTALL)
"""Up to a full stop of western or Chinese prose."""
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
    if not (_HIDDEN.search(text) or "\\" in text or quote in text):
        return f"{quote}{text}{quote}"
    escapes = {**_ESCAPES, quote: f"\\{quote}"}
    return quote + "".join(_sign(sign, escapes) for sign in text) + quote


def _sign(sign: str, escapes: Mapping[str, str]) -> str:
    if sign in escapes:
        return escapes[sign]
    if not _HIDDEN.match(sign):
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
    for number, line in enumerate(_lines(text.strip())):
        if number:
            made[-1] += "\n"
        made.append("")
        for word in re.split(r"(?<=\s)(?=\S)", line.rstrip()):
            if made[-1] and len(_quoted(f"{made[-1]}{word}".rstrip())) > room - 2:
                made.append("")
            made[-1] += word
    return tuple(_quoted(line) for line in made) or ('""',)


def comment(text: str) -> str:
    """Return text that is safe behind a ``#`` on one line."""
    return " ".join(_HIDDEN.sub(" ", str(text)).split())


def prose(text: str, indent: int = 0, width: int = WIDTH, lead: int = 0) -> str:
    """Return text that is safe inside a docstring, wrapped; paragraphs and lists are kept.

    The first line carries no indent, since it stands where the template put it, behind ``lead``
    characters of something else.
    """
    return _harmless(wrapped(text, indent, width, lead))


def wrapped(text: str, indent: int = 0, width: int = WIDTH, lead: int = 0) -> str:
    """Return text wrapped as :func:`prose` wraps it, not yet safe anywhere."""
    pad = " " * indent
    lines = [
        _wrapped(line, indent, width, 0 if number else lead)
        for number, line in enumerate(_lines(text.strip()))
    ]
    body = "\n".join(pad + line if line else "" for block_ in lines for line in block_.split("\n"))
    return body.strip()


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


def told(doc: Doc) -> str:
    """Return summary and description as one text, the summary as a sentence."""
    summary = doc.summary or _first_sentence(doc.description)
    rest = doc.description if doc.summary else doc.description[len(summary) :]
    text = summary.strip()
    if text and text[-1].isalnum():
        text += "."
    is_repeated = rest.strip() == text
    return text if is_repeated else f"{text}\n\n{rest.strip()}".strip()


def _first_sentence(text: str) -> str:
    first = text.strip().split("\n\n")[0]
    match = _SENTENCE.match(first)
    return match.group(1) if match else first


def _lines(text: str) -> list[str]:
    """Return the lines of Markdown-like text, each paragraph and list item joined to one."""
    clean = "\n".join(_HIDDEN.sub(" ", line) for line in text.replace("\r\n", "\n").split("\n"))
    made: list[str] = []
    open_paragraph = False
    in_code = False
    for line in clean.split("\n"):
        stripped = line.strip()
        if stripped.startswith("```"):
            in_code = not in_code
        own_line = in_code or re.match(r"([-*+]|\d+[.)]|#|\||```|>)\s?", stripped) is not None
        if not stripped:
            made.append("")
            open_paragraph = False
        elif own_line:
            made.append(line.rstrip() if in_code else stripped)
            open_paragraph = not in_code and not stripped.startswith(("|", "```", "#"))
        elif open_paragraph:
            made[-1] += " " + stripped
        else:
            made.append(stripped)
            open_paragraph = True
    return made


def _wrapped(line: str, indent: int, width: int, lead: int) -> str:
    if not line or line.startswith(("|", "    ", "```")):
        return line
    bullet = re.match(r"([-*+]|\d+[.)])\s+", line)
    wrapped = textwrap.wrap(
        line,
        max(width - indent, 40),
        initial_indent=" " * lead,
        subsequent_indent=" " * len(bullet.group()) if bullet else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(wrapped)[lead:]


def _harmless(text: str) -> str:
    """Make text unable to end a docstring, to touch its quotes or to start an escape sequence."""
    text = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return _OUTER_QUOTE.sub(lambda found: found[1] + '\\"', text)
