"""JSON: the fast standard parser for the values, and positions worked out only when asked for."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from callsheet.lines import BREAK
from callsheet.plain import is_list, is_object


def read_json(text: str) -> Any:
    """Return the value of strict JSON. Raises ValueError for anything else, a repeated key too."""
    return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")


def depth_of(value: Any, limit: int) -> int:
    """Return how deep containers are nested, counting no further than one past the limit."""
    level, here = 0, [value]
    while here and level <= limit:
        level += 1
        below: list[Any] = []
        for item in here:
            inner = item.values() if is_object(item) else item if is_list(item) else ()
            below.extend(one for one in inner if is_object(one) or is_list(one))
        here = below
    return level


_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]|[^\s\[\]{}:,"]+')


class JsonPositions:
    """Where the members of a JSON text stand. Each container is read once, when asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = len(text) - len(text.lstrip())
        self.known: dict[int, dict[str, tuple[int, int]]] = {}
        self.breaks = [match.end() for match in BREAK.finditer(text)]

    def __call__(self, path: tuple[str, ...], key: bool) -> tuple[int, int]:
        """Return line and column of the deepest step of the path that the text has."""
        here = spot = self.start
        for step in path:
            found = self.members(here).get(step)
            if found is None:
                break
            key_at, here = found
            spot = key_at if key else here
        line = bisect_right(self.breaks, spot)
        begin = self.breaks[line - 1] if line else 0
        return line + 1, spot - begin + 1

    def members(self, at: int) -> dict[str, tuple[int, int]]:
        """Return where key and value of each member of the container at an offset start."""
        known = self.known.get(at)
        if known is None:
            is_object = self.text[at] == "{"
            known = self.known[at] = (
                dict(self._read(at, is_object)) if self.text[at] in "{[" else {}
            )
        return known

    def _read(self, at: int, is_object: bool) -> Iterator[tuple[str, tuple[int, int]]]:
        depth = 0
        index = 0
        name: re.Match[str] | None = None
        for token in _JSON_TOKEN.finditer(self.text, at):
            word = token.group()
            if depth == 1 and word not in ("]", "}", ","):
                if not is_object:
                    yield str(index), (token.start(), token.start())
                    index += 1
                elif name is None:
                    name = token
                else:
                    yield json.loads(name.group()), (name.start(), token.start())
                    name = None
            if word in ("{", "["):
                depth += 1
            elif word in ("}", "]"):
                depth -= 1
                if depth == 0:
                    return
