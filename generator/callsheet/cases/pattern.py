"""Strings for a pattern: short ones that match, of a wanted length where that can be had.

Reads the part of ECMA-262 that patterns of documents are made of: literals, classes, groups,
alternatives, counts and the anchors at either end. What lies beyond (look-around, back references,
word boundaries, properties of characters) is not guessed at: then there is no string.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from callsheet.data import dataclass

MOST = 1_000_000
"""What ``*`` and ``+`` may repeat to, for those who want long strings."""

_WORD = "aA0_zZ9bcdefghijklmnopqrstuvwxyBCDEFGHIJKLMNOPQRSTUVWXY12345678"
_DIGIT = "1023456789"
_SPACE = " \t\n"
_ANY = "a0A-_ .~bcxyz189"
_CLASSES = {"d": _DIGIT, "w": _WORD, "s": _SPACE}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}


@dataclass(frozen=True, slots=True)
class _Chars:
    """One character out of several, the likeliest first."""

    options: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One after another."""

    parts: tuple[_Item, ...]


@dataclass(frozen=True, slots=True)
class _Either:
    """One of several."""

    branches: tuple[_Item, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """Something so many times."""

    part: _Item
    least: int
    most: int


_Item: TypeAlias = _Chars | _Row | _Either | _Count


class NoString(Exception):
    """The pattern cannot be read, or no string of the wanted length was found."""


def matching(pattern: str, least: int = 0, most: int = MOST) -> str:
    """Return a matching string of ``least`` to ``most`` characters. Raises :class:`NoString`."""
    reader = _Reader(pattern)
    for branch in _branches(reader.read()):
        size, room = _least(branch), _most(branch)
        if size > most:
            continue
        if room >= least:
            return _spell(branch, max(0, least - size))[0]
        if (
            not reader.ends_at_end or not reader.starts_at_start
        ):  # anything may stand around the match
            padding = "a" * (least - room)
            made = _spell(branch, room - size)[0]
            return padding + made if reader.ends_at_end else made + padding
    raise NoString(f"no string of {least} to {most} characters for the pattern {pattern!r}")


def _branches(item: _Item) -> Iterator[_Item]:
    if isinstance(item, _Either):
        for branch in item.branches:
            yield from _branches(branch)
    else:
        yield item


def _least(item: _Item) -> int:
    match item:
        case _Chars():
            return 1
        case _Row(parts):
            return sum(map(_least, parts))
        case _Either(branches):
            return _least(branches[0])
        case _Count(part, least, _):
            return least * _least(part)


def _most(item: _Item) -> int:
    match item:
        case _Chars():
            return 1
        case _Row(parts):
            return min(MOST, sum(map(_most, parts)))
        case _Either(branches):
            return _most(branches[0])
        case _Count(part, _, most):
            return min(MOST, most * _most(part))


def _spell(item: _Item, extra: int) -> tuple[str, int]:
    """Return a match and what is left of the ``extra`` characters that were asked for."""
    match item:
        case _Chars(options):
            return options[0], extra
        case _Row(parts):
            made: list[str] = []
            for part in parts:
                text, extra = _spell(part, extra)
                made.append(text)
            return "".join(made), extra
        case _Either(branches):
            return _spell(branches[0], extra)
        case _Count(part, least, most):
            one = max(1, _least(part))
            times = least + min(most - least, -(-extra // one))
            if isinstance(part, _Chars):
                return part.options[0] * times, max(0, extra - (times - least))
            texts = [_spell(part, 0)[0] for _ in range(times)]
            return "".join(texts), max(0, extra - (times - least) * one)


class _Reader:
    """Reads one pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.starts_at_start = False
        self.ends_at_end = False

    def read(self) -> _Item:
        made = self.either(top=True)
        if self.at < len(self.pattern):
            self.refuse()
        return made

    def refuse(self) -> None:
        raise NoString(f"the pattern {self.pattern!r} is beyond what strings are made for")

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        found = self.peek()
        if not found:
            self.refuse()
        self.at += 1
        return found

    def either(self, *, top: bool = False) -> _Item:
        branches = [self.row(top=top)]
        while self.peek() == "|":
            self.take()
            branches.append(self.row(top=top))
        return branches[0] if len(branches) == 1 else _Either(tuple(branches))

    def row(self, *, top: bool) -> _Item:
        parts: list[_Item] = []
        while (here := self.peek()) and here not in "|)":
            if here == "^":
                if parts or not top:
                    self.refuse()
                self.take()
                self.starts_at_start = True
            elif here == "$":
                self.take()
                if not top or self.peek() not in ("", "|"):
                    self.refuse()
                self.ends_at_end = True
            else:
                parts.append(self.counted(self.atom()))
        return _Row(tuple(parts))

    def atom(self) -> _Item:
        here = self.take()
        if here == "(":
            return self.group()
        if here == "[":
            return _Chars(self.set_of())
        if here == ".":
            return _Chars(_ANY)
        if here == "\\":
            return _Chars(self.escape())
        if here in "*+?{":
            self.refuse()
        return _Chars(here)

    def group(self) -> _Item:
        if self.peek() == "?":
            self.take()
            if self.take() != ":":
                self.refuse()
        made = self.either()
        if self.take() != ")":
            self.refuse()
        return made

    def escape(self) -> str:
        here = self.take()
        if here in _CLASSES:
            return _CLASSES[here]
        if here in "DWS":
            known = _CLASSES[here.lower()]
            return "".join(c for c in "a!1-~ " if c not in known)
        if here in _CONTROLS:
            return _CONTROLS[here]
        if here in "ux":
            digits = self.pattern[self.at : self.at + (4 if here == "u" else 2)]
            self.at += len(digits)
            try:
                return chr(int(digits, 16))
            except ValueError:
                self.refuse()
        if here.isalnum():
            self.refuse()
        return here

    def set_of(self) -> str:
        is_negated = self.peek() == "^"
        if is_negated:
            self.take()
        found: list[str] = []
        while (here := self.take()) != "]":
            start = self.escape() if here == "\\" else here
            if (
                len(start) == 1
                and self.peek() == "-"
                and self.pattern[self.at + 1 : self.at + 2] not in ("]", "")
            ):
                self.take()
                end = self.take()
                end = self.escape() if end == "\\" else end
                if len(end) != 1 or not 0 <= ord(end) - ord(start) <= 0x11000:
                    self.refuse()
                found.extend(chr(c) for c in range(ord(start), min(ord(end), ord(start) + 127) + 1))
            else:
                found.extend(start)
        if is_negated:
            found = [c for c in "a0A-_ ~!bz9\n" if c not in found]
        if not found:
            self.refuse()
        # Text before signs, and no zero to begin with: "0" seconds fits a pattern and nothing else.
        return "".join(sorted(found, key=lambda c: (not c.isalnum(), c == "0")))

    def counted(self, item: _Item) -> _Item:
        here = self.peek()
        least, most = 1, 1
        if here in ("*", "+", "?"):
            self.take()
            least, most = {"*": (0, MOST), "+": (1, MOST), "?": (0, 1)}[here]
        elif here == "{":
            end = self.pattern.find("}", self.at)
            low, comma, high = self.pattern[self.at + 1 : end].partition(",")
            if end < 0 or not low.isdigit() or (high and not high.isdigit()):
                self.refuse()
            self.at = end + 1
            least = int(low)
            most = (int(high) if high else MOST) if comma else least
        else:
            return item
        if self.peek() == "?":  # lazy: the same strings
            self.take()
        return _Count(item, least, most)
