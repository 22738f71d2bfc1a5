"""Calls in programs on a page: fetch, FormData, requests. They are read, never run.

Only what stands there literally is taken: the URL, the method, the names of a form's parts, and a
body that is written out. A variable is a value that the page does not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callsheet.pages.curl import Command, Said
from callsheet.pages.page import Text

_LONGEST = 40_000
_VERBS = r"get|post|put|patch|delete"
_CALL = re.compile(
    rf"\b(?:fetch|(?:requests|httpx|axios|session|client|http)\.(?P<verb>{_VERBS}))\s*\(\s*f?"
    r"(?P<quote>[\"'`])(?P<url>(?:https?://|\$?\{)[^\"'`\s]{1,300})(?P=quote)",
    re.IGNORECASE,
)
_METHOD = re.compile(rf"\bmethod\s*:\s*[\"'`](?P<verb>{_VERBS})[\"'`]", re.IGNORECASE)
_SECOND = re.compile(r"\s*([,)])")
_PART = re.compile(r"\.append\(\s*(?P<quote>[\"'`])(?P<name>[\w\-]+(?:\[\])?)(?P=quote)\s*,")
_NEW_FORM = re.compile(r"\bnew\s+FormData\b")


def read_calls(text: Text) -> Iterator[Command]:
    """Yield what the calls of a program would send, in order."""
    source = text.text[:_LONGEST]
    done = 0
    calls = list(_CALL.finditer(source))
    for number, call in enumerate(calls):
        stop = calls[number + 1].start() if number + 1 < len(calls) else len(source)
        form = max((f.start() for f in _NEW_FORM.finditer(source, done, call.start())), default=-1)
        verb = call.group("verb") or ""
        shape = _SECOND.match(source, call.end())
        given = _METHOD.search(source, call.end(), min(stop, call.end() + 600))
        if not verb and not (given or (shape and shape.group(1) == ")")):
            continue  # what it sends is in a variable
        made = Command(text.line(call.start()), url=_said(text, call, "url"), literal=False)
        made.method_line = made.url.line
        if form >= 0:
            parts = _PART.finditer(source, form, call.start())
            made.form = [(part.group("name"), Said("", text.line(part.start()))) for part in parts]
        if given and not verb:
            verb = given.group("verb")
            made.method_line = text.line(given.start())
        made.method = (verb or "GET").upper()
        done = call.end()
        yield made


def _said(text: Text, found: re.Match[str], group: str) -> Said:
    return Said(found.group(group), text.line(found.start(group)))
