"""Values written out in a program, in JavaScript or Python. They are read, never run.

What is no literal is a value that the page does not show: a variable, a call, a sum. It is passed
over as a whole, and the objects around it are read all the same.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any

from callsheet.data import dataclass
from callsheet.pages.json_sample import DEEPEST, NotJson, Path, Reader, Sample
from callsheet.pages.page import Text

_KEY = re.compile(r"[A-Za-z_$][\w$\-]*")
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?=\s*(?:[,)}\]\n;]|$))")
_WRAPPED = re.compile(r"(?:JSON\.stringify|json\.dumps)\s*\(")
_STRING = re.compile(r"(?P<prefix>[fFrRbBuU]{0,2})(?P<quote>\"\"\"|'''|[\"'`])")
_HOLE = {"`": re.compile(r"\$\{"), "f": re.compile(r"\{(?!\{)")}
_SPREAD = re.compile(r"\.\.\.(?=[\w$(\[])|\*\*(?=\w)")
_OPEN, _CLOSED = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value, and what stands in place of the values that it does not show."""

    sample: Sample
    names: dict[Path, str] = field(default_factory=dict[Path, str])
    """Variables."""
    texts: dict[Path, str] = field(default_factory=dict[Path, str])
    """Other expressions, as they are written; strings with holes without their quotes."""
    as_json: bool = False
    """Whether it is made into text, by ``JSON.stringify`` or ``json.dumps``."""


def read_literal(text: Text, at: int) -> tuple[Literal, int]:
    """Return the value that begins at an offset, and where it ends. Raises NotJson."""
    reader = _Literals(text, at)
    value = reader.value((), 0)
    made = reader.made
    sample = Sample(value, made.lines, frozenset(made.partial), frozenset(made.unknown))
    return Literal(sample, reader.names, reader.texts, () in reader.wrapped), reader.at


class _Literals(Reader):
    """JSON, with what the two languages allow beside it."""

    dots = re.compile(r"\.{3}(?![\w$(\[])|…")

    def __init__(self, text: Text, at: int) -> None:
        super().__init__(text, at)
        self.names = dict[Path, str]()
        self.texts = dict[Path, str]()
        self.wrapped = set[Path]()

    def value(self, path: Path, depth: int) -> Any:
        """Read one value, or pass over an expression."""
        self.skip()
        start = self.at
        self.made.lines.setdefault(path, self.text.line(start))
        wrapped = _WRAPPED.match(self.source, start)
        if wrapped:
            self.at = wrapped.end()
            self.wrapped.add(path)
            value = self.value(path, depth + 1)
            self._pass()
            self.at += self.source[self.at : self.at + 1] == ")"
            return value
        try:
            value = self._plain(path, depth)
        except NotJson:
            if depth > 1 and self.source[start : start + 1] in _OPEN:
                raise
            self.at = start
        else:
            self.skip()
            if self.source[self.at : self.at + 1] in ("", ";", ",", *_CLOSED) or depth == 0:
                return value
        return self._expression(path, start)

    def _plain(self, path: Path, depth: int) -> Any:
        string = _STRING.match(self.source, self.at)
        if string:
            return self._quoted(path, string)
        name = _NAME.match(self.source, self.at)
        if name and name.group() not in ("true", "false", "null", "True", "False", "None"):
            self.names[path] = name.group()
            self.at = name.end()
            self.made.unknown.add(path)
            return None
        if self.source[self.at : self.at + 1] == "{" and depth < DEEPEST:
            return self._object(path, depth)
        return super().value(path, depth)

    def _quoted(self, path: Path, begins: re.Match[str]) -> str:
        quote, start = begins.group("quote"), begins.end()
        at = start
        while at < len(self.source) and not self.source.startswith(quote, at):
            at += 1 + (self.source[at] == "\\")
        if at >= len(self.source):
            raise self.wrong("a string does not end")
        self.at = at + len(quote)
        text = self.source[start:at]
        hole = _HOLE.get("f" if "f" in begins.group("prefix").lower() else quote)
        if hole and hole.search(text):
            self.texts[path] = text
            self.made.unknown.add(path)
        return re.sub(r"\\(.)", r"\1", text)

    def _expression(self, path: Path, start: int) -> None:
        self.at = start
        if self.source[start : start + 1] in _OPEN:
            self._forget(path)
        self._pass("" if path else "\n")
        if self.at == start:
            raise self.wrong("a value is expected here")
        self.texts[path] = self.source[start : self.at].strip()
        self.made.unknown.add(path)

    def _forget(self, path: Path) -> None:
        """Drop what was read within an expression."""
        deep = len(path)
        for each in (self.made.lines, self.names, self.texts):
            for within in [key for key in each if len(key) > deep and key[:deep] == path]:
                del each[within]

    def _pass(self, more: str = "") -> None:
        """Pass over what stands before the next comma or the end of what is around it."""
        depth = 0
        while self.at < len(self.source):
            character = self.source[self.at]
            string = _STRING.match(self.source, self.at)
            if string and not string.group("prefix"):
                end = self.source.find(string.group("quote"), string.end())
                self.at = len(self.source) if end < 0 else end + len(string.group("quote"))
                continue
            if not depth and character in f",;{_CLOSED}{more}":
                return
            depth += (character in _OPEN) - (character in _CLOSED)
            self.at += 1

    def key(self) -> str | None:
        """Read a key; None where it is none that is written out, or a spread."""
        spread = _SPREAD.match(self.source, self.at)
        if spread or self.source[self.at] == "[":
            self._pass()
            self.made.partial.add(self.here)
            return None
        string = _STRING.match(self.source, self.at)
        if string:
            return self._quoted(self.here, string)
        found = _KEY.match(self.source, self.at)
        if found is None:
            raise self.wrong("a key is expected here")
        self.at = found.end()
        return found.group()

    def colon(self) -> bool:
        """Pass the colon behind a key. Returns whether a value follows: ``{model}`` has none."""
        self.skip()
        if self.source[self.at : self.at + 1] == ":":
            self.at += 1
            return True
        self.names[self.here] = self.here[-1]
        self.made.unknown.add(self.here)
        return False
