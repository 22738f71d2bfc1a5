"""JSON as pages print it: comments, trailing commas, dots for what is left out, broken strings.

Every value knows its line. What is no JSON even so is told with its line, and nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any

from callsheet.data import dataclass
from callsheet.pages.page import Text
from callsheet.plain import is_list, is_object

DEEPEST = 100
"""Levels of nesting."""
_SKIP = re.compile(r"(?:\s|//[^\n]*|#[^\n]*|/\*.*?\*/)+", re.DOTALL)
_DOTS = re.compile(r"\.{3}|…")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORD = re.compile(r"true|false|null|True|False|None")
_WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "None": None}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "/": "/", "\\": "\\", '"': '"'}
_PLACEHOLDER = re.compile(r"<[^<>\n]{1,60}>|\{\{?[\w.\- ]{1,60}\}?\}|\$\{?[A-Za-z_]\w*\}?")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One value of JSON, with the line of every value within."""

    value: Any
    lines: dict[Path, int]
    """Path of keys and indices → line of the key, or of the item."""
    partial: frozenset[Path] = frozenset()
    """Objects and lists that say with dots that something is left out."""
    unknown: frozenset[Path] = frozenset()
    """Values that are a placeholder outside of quotation marks, such as ``<id>``; they are None."""

    def line(self, path: Path = ()) -> int:
        """Return the line of a value, or of the nearest around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


class NotJson(ValueError):
    """The text is no JSON, however leniently read; says where and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


def read_samples(text: Text) -> list[Sample]:
    """Return the values that a text consists of, one after another. Raises NotJson."""
    samples, at = list[Sample](), 0
    while True:
        reader = Reader(text, at)
        if reader.ended():
            return samples
        value = reader.value((), 0)
        made = reader.made
        samples.append(Sample(value, made.lines, frozenset(made.partial), frozenset(made.unknown)))
        at = reader.at


@dataclass(slots=True)
class _Made:
    lines: dict[Path, int] = field(default_factory=dict[Path, int])
    partial: set[Path] = field(default_factory=set[Path])
    unknown: set[Path] = field(default_factory=set[Path])


class Reader:
    """A recursive descent over the text."""

    dots = _DOTS
    """What says that something is left out."""

    def __init__(self, text: Text, at: int) -> None:
        self.text = text
        self.source = text.text
        self.at = at
        self.made = _Made()
        self.here: Path = ()

    def ended(self) -> bool:
        """Skip what is between values; return whether nothing follows."""
        self.skip()
        return self.at >= len(self.source)

    def value(self, path: Path, depth: int) -> Any:
        """Read one value."""
        self.skip()
        self.made.lines.setdefault(path, self.text.line(self.at))
        if depth > DEEPEST:
            raise self.wrong(f"values are nested more than {DEEPEST} deep")
        following = self.source[self.at : self.at + 1]
        if following == "{" and not _PLACEHOLDER.match(self.source, self.at):
            return self._object(path, depth)
        if following == "[":
            return self._list(path, depth)
        if following == '"':
            return self._string()
        number = _NUMBER.match(self.source, self.at)
        if number:
            self.at = number.end()
            return (
                float(number.group()) if re.search("[.eE]", number.group()) else int(number.group())
            )
        word = _WORD.match(self.source, self.at)
        if word:
            self.at = word.end()
            return _WORDS[word.group()]
        stand_in = _PLACEHOLDER.match(self.source, self.at) or _DOTS.match(self.source, self.at)
        if stand_in:
            self.at = stand_in.end()
            self.made.unknown.add(path)
            return None
        raise self.wrong("a value is expected here")

    def _object(self, path: Path, depth: int) -> dict[str, Any]:
        made = dict[str, Any]()
        self.at += 1
        while not self._closed("}", path):
            line = self.text.line(self.at)
            self.here = path
            key = self.key()
            if key is None:
                continue
            if key in made:
                raise NotJson(line, f"the key {key!r} stands twice")
            self.made.lines[(*path, key)] = line
            self.here = (*path, key)
            follows = self.colon()
            made[key] = self.value((*path, key), depth + 1) if follows else None
        return made

    def key(self) -> str | None:
        """Read a key of the object ``here``; None where there is none after all."""
        if self.source[self.at : self.at + 1] != '"':
            raise self.wrong("a key in quotation marks is expected here")
        return self._string()

    def colon(self) -> bool:
        """Pass the colon behind the key that is ``here``. Returns whether a value follows."""
        self.skip()
        if self.source[self.at : self.at + 1] not in (":", "："):
            raise self.wrong("a colon is expected here")
        self.at += 1
        return True

    def _list(self, path: Path, depth: int) -> list[Any]:
        made = list[Any]()
        self.at += 1
        while not self._closed("]", path):
            made.append(self.value((*path, str(len(made))), depth + 1))
        return made

    def _closed(self, end: str, path: Path) -> bool:
        """Skip commas and dots; return whether the container ends here, and pass its end."""
        while True:
            self.skip()
            dots = self.dots.match(self.source, self.at)
            if dots:
                self.made.partial.add(path)
                self.at = dots.end()
            elif self.source[self.at : self.at + 1] in (",", "，"):
                self.at += 1
            else:
                break
        if self.at >= len(self.source):
            raise self.wrong(f"the text ends before a {end!r}")
        if self.source[self.at] == end:
            self.at += 1
            return True
        return False

    def _string(self) -> str:
        """Read a string. A line break within is the page's: it goes, with its indentation."""
        start, made = self.at, list[str]()
        self.at += 1
        while self.at < len(self.source):
            character = self.source[self.at]
            self.at += 1
            if character == '"':
                return re.sub(r"\s*\n\s*", "", "".join(made))
            if character == "\\" and self.at < len(self.source):
                made.append(self._escape())
            else:
                made.append(character)
        self.at = start
        raise self.wrong("a string does not end")

    def _escape(self) -> str:
        letter = self.source[self.at]
        self.at += 1
        if letter == "u":
            digits = self.source[self.at : self.at + 4]
            if re.fullmatch("[0-9a-fA-F]{4}", digits):
                self.at += 4
                return chr(int(digits, 16))
        return _ESCAPES.get(letter, letter)

    def skip(self) -> None:
        """Pass over white space and comments."""
        skipped = _SKIP.match(self.source, self.at)
        self.at = skipped.end() if skipped else self.at

    def wrong(self, why: str) -> NotJson:
        """Return what is wrong at this place."""
        return NotJson(self.text.line(min(self.at, max(len(self.source) - 1, 0))), why)


def keys_of(value: object) -> list[str]:
    """Return the keys of an object, or of the first object of a list."""
    if is_object(value):
        return list(value)
    if is_list(value) and value:
        return keys_of(value[0])
    return []
