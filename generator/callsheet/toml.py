"""TOML files that say where a wrong value stands.

``tomllib`` forgets positions. Our files are short and written by hand, so the place of a value is
found by looking for its line, and only when a complaint needs it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any

from callsheet.data import dataclass
from callsheet.diagnostics import Place, Report, Stop
from callsheet.plain import is_list, is_object

_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")
_TABLE = re.compile(r"\s*\[+\s*(.*?)\s*\]+\s*(?:#.*)?\Z")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[=.]""")


@dataclass(frozen=True, slots=True)
class Toml:
    """One TOML file, or one table of it, read value by value; faults go into the report."""

    name: str
    """As shown to people."""
    text: str = field(repr=False)
    values: dict[str, Any]
    report: Report = field(repr=False)
    table: str = ""

    def place(self, key: str = "", item: str = "") -> Place:
        """Return where a key of this table stands, or one string among its values."""
        lines = self.text.splitlines()
        rows = _rows(self.text)
        row = rows.get((self.table, key)) or rows.get((self.table, ""), 0)
        column = 1
        if item:
            for number in range(row, len(lines)):
                at = max(lines[number].find(quote + item + quote) for quote in "\"'")
                if at >= 0:
                    row, column = number, at + 1
                    break
        text = lines[row] if row < len(lines) else ""
        return Place(self.name, row + 1, column, text=text)

    def error(self, code: str, message: str, key: str, item: str = "", hint: str = "") -> None:
        """Record that the value of a key is wrong."""
        self.report.error(code, message, self.place(key, item), hint=hint)

    def only(self, known: Iterable[str]) -> None:
        """Complain about every key that is not known."""
        known = tuple(known)
        for key in self.values:
            if key not in known:
                self.error(
                    "unknown-setting", f"there is no setting {key!r}", key, hint=meant(key, known)
                )

    def string(self, key: str, default: str = "") -> str:
        """Return a string; the default where the key is missing, or its value is something else."""
        value = self.values.get(key, default)
        if isinstance(value, str):
            return value
        self._wrong(key, value, "text in quotes")
        return default

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; an empty one where the key is missing or its value is wrong."""
        value = self.values.get(key, [])
        if is_list(value) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._wrong(key, value, "a list of texts in quotes")
        return ()

    def words(self, key: str) -> Toml:
        """Return a table whose values are all strings; those that are not are complained of."""
        value = self.values.get(key, {})
        if not is_object(value):
            self._wrong(key, value, "a table")
            value = {}
        inner = Toml(self.name, self.text, dict(value), self.report, key)
        for word, text in value.items():
            if not isinstance(text, str):
                inner._wrong(word, text, "text in quotes")
                del inner.values[word]
        return inner

    def _wrong(self, key: str, value: object, wanted: str) -> None:
        kind = _KINDS.get(type(value), "something else")
        self.error("wrong-type", f"{key!r} wants {wanted}, and here is {kind}", key)


_KINDS: dict[type, str] = {
    bool: "true or false",
    dict: "a table",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "text",
}


@lru_cache(maxsize=1)
def _rows(text: str) -> dict[tuple[str, str], int]:
    """Return the index of the line of each key of each table, and under no key its header's."""
    rows: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines()):
        if header := _TABLE.match(line):
            table = header[1].strip("\"'")
            rows[table, ""] = number
        elif key := _KEY.match(line):
            rows.setdefault((table, next(filter(None, key.groups()), "")), number)
    return rows


def read_toml(path: Path, report: Report) -> Toml:
    """Return what a TOML file holds. Raises :class:`Stop` where it cannot be read at all."""
    name = shown(path)
    text = ""
    try:
        text = path.read_bytes().decode("utf-8")
        return Toml(name, text, tomllib.loads(text.replace("\r\n", "\n")), report)
    except OSError as error:
        report.error("unreadable", f"cannot read the file: {error.strerror}", Place(name, 1, 1))
    except UnicodeDecodeError as error:
        report.error(
            "not-text", f"the file is not UTF-8 text (byte {error.start})", Place(name, 1, 1)
        )
    except tomllib.TOMLDecodeError as error:
        hint = 'text stands in quotes: key = "text"' if "Invalid value" in str(error) else ""
        report.error("not-toml", *_what_and_where(str(error), name, text), hint=hint)
    raise Stop(report)


def _what_and_where(message: str, name: str, text: str) -> tuple[str, Place]:
    lines = text.splitlines()
    found = _POSITION.search(message)  # "at end of document" otherwise
    line, column = (int(found[1]), int(found[2])) if found else (max(1, len(lines)), 1)
    what = _POSITION.sub("", message).strip()
    source = lines[line - 1] if line <= len(lines) else ""
    return f"this is not TOML: {what}", Place(name, line, column, text=source)


_FEW = 20


def meant(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to a wrong one, or all if they are few."""
    from difflib import get_close_matches  # for complaints only

    known = sorted(known)
    near = get_close_matches(word, known, 1)
    if near:
        return f"did you mean {near[0]!r}?"
    return "known are: " + ", ".join(known) if 0 < len(known) <= _FEW else ""


def shown(path: Path) -> str:
    """Return a path as people want to read it: from the working directory where it lies within."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (OSError, ValueError):
        return path.as_posix()
