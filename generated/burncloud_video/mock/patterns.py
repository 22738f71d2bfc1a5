"""A text that matches a regular expression, for the plain expressions that schemas have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_CLASSES: Final = {
    "d": "0",
    "w": "a",
    "s": " ",
    "S": "a",
    "D": "a",
    "W": "-",
    "n": "\n",
    "t": "\t",
}
_COUNT: Final = re.compile(r"\{(\d*)(?:(,)(\d*))?\}")
_MOST: Final = 1000


def matching(pattern: str, length: int = 0) -> str | None:
    """Return a text of at least this length if it can be, or None where the pattern is beyond this."""
    for repeats in (0, 1, length):
        try:
            made = _Reader(pattern, repeats).alternatives()
            missing = "a" * (length - len(made))
            for padded in (made + missing, missing + made):
                if re.search(pattern, padded):
                    return padded
        except (ValueError, IndexError, re.error):
            return None
    return None


class _Reader:
    """Reads an expression once, and writes the simplest match on the way."""

    def __init__(self, pattern: str, repeats: int) -> None:
        self.pattern = pattern
        self.repeats = repeats
        """How often to repeat beyond the least, where there is no upper bound."""
        self.at = 0

    def alternatives(self) -> str:
        """Return a match of the first alternative, and pass over the others."""
        first = self.sequence()
        while self.peek() == "|":
            self.at += 1
            self.sequence()
        return first

    def sequence(self) -> str:
        """Return a match of everything up to the next alternative."""
        return "".join(self.items())

    def items(self) -> Iterator[str]:
        """Yield a match of each item."""
        while self.peek() not in ("", "|", ")"):
            item = self.item()
            yield item * self.count()

    def item(self) -> str:
        """Return a match of one item, its quantifier not yet read."""
        char = self.take()
        if char in "^$":
            return ""
        if char == ".":
            return "a"
        if char == "[":
            return self.char_class()
        if char == "(":
            return self.group()
        if char == "\\":
            return self.escape()
        return char

    def group(self) -> str:
        """Return a match of a group."""
        if self.pattern.startswith("?:", self.at):
            self.at += 2
        elif self.peek() == "?":
            raise ValueError("assertions are beyond this")
        inner = self.alternatives()
        self.at += 1
        return inner

    def escape(self) -> str:
        """Return a match of what follows a backslash."""
        char = self.take()
        if char in "bB":
            return ""
        if char.isdigit() or char in "pPux":
            raise ValueError("beyond this")
        return _CLASSES.get(char, char)

    def char_class(self) -> str:
        """Return a member of a class in brackets."""
        negated = self.peek() == "^"
        self.at += negated
        start = self.at
        first = self.take()
        if first == "\\":
            first = self.escape()
        while self.peek() != "]":
            self.at += 2 if self.peek() == "\\" else 1
            if self.at >= len(self.pattern):
                raise ValueError("the class has no end")
        self.at += 1
        if not negated:
            return first
        excluded = re.compile(f"[{self.pattern[start : self.at - 1]}]")
        return next(char for char in "a0A-_ ~" if not excluded.match(char))

    def count(self) -> int:
        """Return how often the item before is to stand there."""
        char = self.peek()
        if char not in ("*", "+", "?", "{"):
            return 1
        if char == "{":
            found = _COUNT.match(self.pattern, self.at)
            if found is None:
                return 1
            self.at = found.end()
            least = int(found[1] or 0)
            most = least if not found[2] else int(found[3]) if found[3] else _MOST
        else:
            self.at += 1
            least, most = {"*": (0, _MOST), "+": (1, _MOST), "?": (0, 1)}[char]
        if self.peek() in ("?", "+"):
            self.at += 1
        if most == _MOST:
            return min(max(least, self.repeats), _MOST)
        return min(least, _MOST) if self.repeats == 0 else min(max(least, 1), most)

    def peek(self) -> str:
        """Return the next character, empty at the end."""
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        """Return the next character and go on. Raises IndexError at the end."""
        char = self.pattern[self.at]
        self.at += 1
        return char
