"""Load: a file becomes plain values that know their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from callsheet.data import dataclass
from callsheet.diagnostics import Place, Report, Stop
from callsheet.json_reader import JsonPositions, depth_of, read_json
from callsheet.lines import lines_of
from callsheet.plain import is_list, is_object
from callsheet.yaml_pieces import Pieces
from callsheet.yaml_reader import MAX_DEPTH, read_yaml

MAX_BYTES = 64 * 1024 * 1024


def _at_start(_path: tuple[str, ...], _key: bool) -> tuple[int, int]:
    return 1, 1


@dataclass(eq=False, slots=True)
class Source:
    """One file of the document: its text, its value, and where each value stands."""

    name: str
    """As shown to people; relative to the working directory where possible."""
    path: Path
    text: str
    is_root: bool = True
    identity: str = ""
    """Prefix of the pointers of this file: empty for the root document, else its relative path."""
    value: Any = None
    positions: Callable[[tuple[str, ...], bool], tuple[int, int]] = field(default=_at_start)
    """Gives line and column of a value, or of its key."""
    _lines: list[str] | None = None

    def line(self, number: int) -> str:
        """Return one line of the text, one-based, without its newline."""
        if self._lines is None:
            self._lines = lines_of(self.text)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def place(self, path: tuple[str, ...], *, key: bool = False) -> Place:
        """Return where the value at ``path`` stands, or its key."""
        line, column = self.positions(path, key)
        pointer = self.identity + "#" + pointer_of(path)
        return Place(self.name, line, column, pointer, self.line(line))


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document together with where it stands."""

    source: Source = field(repr=False)
    path: tuple[str, ...]
    value: Any = field(repr=False)

    @property
    def pointer(self) -> str:
        """The identity of this value: ``#/paths/~1pets/get``, its file in front if not the root."""
        return self.source.identity + "#" + pointer_of(self.path)

    @property
    def place(self) -> Place:
        """Where the value starts."""
        return self.source.place(self.path)

    @property
    def key_place(self) -> Place:
        """Where the key of this value stands; the value's own place for items of a list."""
        return self.source.place(self.path, key=True)

    @property
    def key(self) -> str:
        """The last step of the path."""
        return self.path[-1] if self.path else ""

    @property
    def is_mapping(self) -> bool:
        """Whether the value is a mapping."""
        return is_object(self.value)

    def __truediv__(self, step: str | int) -> Node:
        """Descend: ``node / "paths" / "/pets"``. Raises KeyError or IndexError."""
        if is_list(self.value):
            return Node(self.source, (*self.path, str(step)), self.value[int(step)])
        return Node(self.source, (*self.path, str(step)), self.value[str(step)])

    def get(self, step: str) -> Node | None:
        """Return the member of a mapping, or None where it is missing or this is no mapping."""
        if is_object(self.value) and step in self.value:
            return Node(self.source, (*self.path, step), self.value[step])
        return None

    def text(self, step: str, default: str = "") -> str:
        """Return a member that is a string, or the default."""
        value = self.value.get(step) if is_object(self.value) else None
        return value if isinstance(value, str) else default

    def flag(self, step: str) -> bool:
        """Return whether a member is literally true."""
        return is_object(self.value) and self.value.get(step) is True

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield the members of a mapping; nothing where this is no mapping."""
        if is_object(self.value):
            for key, value in self.value.items():
                yield key, Node(self.source, (*self.path, key), value)

    def each(self) -> Iterator[Node]:
        """Yield the items of a list; nothing where this is no list."""
        if is_list(self.value):
            for index, value in enumerate(self.value):
                yield Node(self.source, (*self.path, str(index)), value)


@lru_cache(maxsize=65_536)  # the same few thousand are asked for again and again
def pointer_of(path: tuple[str, ...]) -> str:
    """Return a JSON Pointer (RFC 6901) for the steps."""
    plain = "/".join(path)
    if path and "~" not in plain and plain.count("/") == len(path) - 1:
        return "/" + plain  # most pointers by far: nothing in them to escape
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)


def steps_of(pointer: str) -> tuple[str, ...]:
    """Return the steps of a JSON Pointer; the inverse of :func:`pointer_of`."""
    if not pointer:
        return ()
    return tuple(
        s.replace("~1", "/").replace("~0", "~") for s in pointer.removeprefix("/").split("/")
    )


def load(
    path: Path, name: str | None = None, *, identity: str = "", pieces: Pieces | None = None
) -> Node:
    """Return the root node of a YAML or JSON file. Raises :class:`Stop` with what is wrong."""
    shown = name or path.as_posix()
    try:
        content = path.read_bytes()
    except OSError as error:
        _fail(shown, "unreadable", f"cannot read the file: {error.strerror or error}")
    if len(content) > MAX_BYTES:
        _fail(shown, "too-large", f"the file is larger than {MAX_BYTES // 2**20} MiB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _fail(shown, "not-text", f"the file is not UTF-8 text (byte {error.start})")
    return parse(text, shown, path=path, identity=identity, pieces=pieces)


def parse(
    text: str,
    name: str,
    *,
    path: Path | None = None,
    identity: str = "",
    pieces: Pieces | None = None,
) -> Node:
    """Return the root node of a YAML or JSON text. Raises :class:`Stop` with what is wrong."""
    source = Source(name, path or Path(name), text, not identity, identity)
    try:
        if text.lstrip()[:1] in ("{", "["):
            try:
                source.value, source.positions = read_json(text), JsonPositions(text)
            except ValueError:  # not strict JSON: YAML may take it, and says where it does not
                source.value, source.positions = read_yaml(name, text)
        else:
            source.value, source.positions = read_yaml(name, text, pieces)
    except RecursionError:
        _fail(name, "too-deep", f"values are nested more than {MAX_DEPTH} levels deep")
    if (
        isinstance(source.positions, JsonPositions)
        and depth_of(source.value, MAX_DEPTH) > MAX_DEPTH
    ):
        _fail(name, "too-deep", f"values are nested more than {MAX_DEPTH} levels deep")
    return Node(source, (), source.value)


def _fail(name: str, code: str, message: str) -> NoReturn:
    report = Report()
    report.error(code, message, Place(name, 1, 1))
    raise Stop(report)
