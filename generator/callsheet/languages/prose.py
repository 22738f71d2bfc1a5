"""Prose: what a document says, as lines of text. It is safe nowhere yet but in :func:`comment`."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from callsheet.ir import Doc, Resource, Scheme

HIDDEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufff9-\\uffff]"
)
"""What does not show, or changes how its neighbours show. Written down, for what Python calls
printable changes from version to version."""
_SENTENCE = re.compile("(.+?[.!?\u3002\uff01\uff1f])(\\s|$)", re.DOTALL)
"""Up to a full stop of western or Chinese prose."""


def comment(text: str) -> str:
    """Return text that is safe behind a ``#`` on one line."""
    return " ".join(HIDDEN.sub(" ", str(text)).split())


def wrapped(text: str, indent: int = 0, width: int = 88, lead: int = 0) -> str:
    """Return text wrapped; paragraphs and lists are kept. Not yet safe anywhere.

    The first line carries no indent, and ``lead`` characters stand in front of it.
    """
    pad = " " * indent
    lines = [
        _wrapped(line, indent, width, 0 if number else lead)
        for number, line in enumerate(lines_of(text.strip()))
    ]
    body = "\n".join(pad + line if line else "" for block_ in lines for line in block_.split("\n"))
    return body.strip()


def of_key(scheme: Scheme) -> str:
    """Return what a key is: in the document's words, or else how it is sent."""
    said = " ".join(scheme.doc.description.split())
    if said:
        return said if not said[-1].isalnum() else f"{said}."
    kinds = {
        "bearer": "The key, sent as a bearer token.",
        "basic": "User name and password.",
        "header": f"The key, sent as the header {scheme.wire}.",
        "query": f"The key, sent as the query parameter {scheme.wire}.",
        "cookie": f"The key, sent as the cookie {scheme.wire}.",
    }
    return kinds[scheme.kind]


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


def lines_of(text: str) -> list[str]:
    """Return the lines of Markdown-like text, each paragraph and list item joined to one."""
    clean = "\n".join(HIDDEN.sub(" ", line) for line in text.replace("\r\n", "\n").split("\n"))
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


def summary_of(thing: Any) -> str:
    """Return the first sentence of what the document says of something, or else its name."""
    doc = thing.doc
    text = doc.summary or doc.description.split("\n\n")[0] or _plain_name(thing)
    text = " ".join(text.split())
    first, stop, _ = text.partition(". ")
    text = first + stop.strip()
    return f"{text}." if text[-1:].isalnum() else text


def _plain_name(thing: Any) -> str:
    """Return what to call something that the document says nothing about."""
    if isinstance(thing, Resource):
        return f"Operations of {thing.strength.wish}"
    title: str = thing.title
    return title
