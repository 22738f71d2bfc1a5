"""YAML: PyYAML's C composer with a constructor of our own.

Scalars follow the YAML 1.2 core schema (``NO`` and ``on`` stay words, ``200:`` is the key
``"200"``), a key given twice is an error, and aliases and nesting are bounded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import Any, NoReturn

import yaml

from callsheet.diagnostics import Place, Report, Stop
from callsheet.lines import lines_of
from callsheet.plain import is_list, is_object
from callsheet.yaml_pieces import Indivisible, Pieces

MAX_VALUES = 5_000_000
"""What a document may hold with its aliases expanded; 13 MB of plain JSON are about a million."""
MAX_DEPTH = 200
_TOO_DEEP = f"values are nested more than {MAX_DEPTH} levels deep"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING_TAG = "tag:yaml.org,2002:str"
_MERGE_TAG = "tag:yaml.org,2002:merge"
_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_ONLY_IN_1_2 = re.compile(r"0o[0-7]+\Z|[-+]?[0-9.]+[eE][-+]?[0-9]+\Z")
"""Numbers of YAML 1.2 that PyYAML's resolver, which follows 1.1, takes for strings."""


def read_yaml(
    name: str, text: str, pieces: Pieces | None = None
) -> tuple[Any, Callable[[tuple[str, ...], bool], tuple[int, int]]]:
    """Return the value of a YAML text and where its parts stand. Raises :class:`Stop`."""
    if pieces is None or _may_be_deep(text):
        return _whole(name, text)
    with suppress(Indivisible):
        return pieces.value(text, _piece), LatePositions(text)
    value, positions = _whole(name, text)
    with suppress(Indivisible):
        pieces.note(text, value)
    return value, positions


def _piece(text: str, depth: int) -> Any:
    """Return the value of a piece. Raises :class:`Indivisible` where anything is wrong with it."""
    reader = _Constructor("", text)
    try:
        tree = _Loader(text).get_single_node()
        made, _ = reader.value(tree, depth) if tree is not None else (None, 0)
    except (yaml.YAMLError, Stop):
        raise Indivisible from None
    if reader.report.has_errors:
        raise Indivisible
    return made


def _whole(name: str, text: str) -> tuple[Any, YamlPositions]:
    reader = _Constructor(name, text)
    try:
        if _may_be_deep(text):
            reader.bound_depth(text)
        tree = _Loader(text).get_single_node()
    except yaml.YAMLError as error:
        reader.refuse(error, text)
    if tree is None:
        reader.stop("empty", "the document is empty", Place(name, 1, 1))
    return reader.build(tree), YamlPositions(tree)


_COMPACT = re.compile(r"[-?] +[-?] +(?:[-?] +){98}")
"""A hundred items inside items on one line. Written as a loop alone, it takes 20 times as long."""
_INDENTED = "\n" + " " * 500
_BRACKET = re.compile(r"[\[\]{}]")


def _may_be_deep(text: str) -> bool:
    """Whether values might be nested too deep. Brackets in strings count: a false alarm is fine."""
    if _INDENTED in text or _COMPACT.search(text):
        return True
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        if depth > MAX_DEPTH:
            return True
    return False


class _Constructor:
    """Makes plain values of a composed YAML tree, each aliased node once."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.report = Report()
        self.made: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()

    def build(self, tree: yaml.Node) -> Any:
        value, size = self.value(tree, 0)
        if self.report.has_errors:
            raise Stop(self.report)
        if size > MAX_VALUES:
            self.fail("alias-bomb", f"aliases expand to more than {MAX_VALUES:,} values", tree)
        return value

    def value(self, node: yaml.Node, depth: int) -> tuple[Any, int]:
        """Return the value and how many values it holds with its aliases expanded."""
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node), 1
        known = self.made.get(id(node))
        if known is not None:
            return known
        if id(node) in self.open:
            self.fail("alias-loop", "this anchor contains an alias to itself", node)
        if depth > MAX_DEPTH:
            self.fail("too-deep", _TOO_DEEP, node)
        self.open.add(id(node))
        made = (
            self.mapping(node, depth)
            if isinstance(node, yaml.MappingNode)
            else self.items(node, depth)
        )
        self.open.discard(id(node))
        self.made[id(node)] = made
        return made

    def items(self, node: Any, depth: int) -> tuple[list[Any], int]:
        pairs = [self.value(item, depth + 1) for item in node.value]
        return [value for value, _ in pairs], 1 + sum(size for _, size in pairs)

    def mapping(self, node: yaml.MappingNode, depth: int) -> tuple[dict[str, Any], int]:
        made: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        total = 1
        first: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            value, size = self.value(value_node, depth + 1)
            total += size
            if not isinstance(key_node, yaml.ScalarNode):
                self.complain("complex-key", "a key must be a single word or string", key_node)
                continue
            key = key_node.value
            if key_node.tag == _MERGE_TAG:
                for part in value if is_list(value) else [value]:
                    if is_object(part):
                        merged = {**part, **merged}
                continue
            if key in first:
                before = first[key].start_mark.line + 1
                self.complain(
                    "duplicate-key",
                    f"the key {key!r} stands here a second time (first on line {before})",
                    key_node,
                    "remove or rename one of the two: YAML keeps one and silently drops the other",
                )
                continue
            first[key] = key_node
            made[key] = value
        return ({**merged, **made} if merged else made), total

    def bound_depth(self, text: str) -> None:
        """Count levels before the composer does, whose recursion is unbounded and may crash."""
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    self.fail("too-deep", _TOO_DEEP, event)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    def complain(self, code: str, message: str, node: yaml.Node, hint: str = "") -> None:
        self.report.error(code, message, self.at(node.start_mark), hint=hint)

    def fail(self, code: str, message: str, node: yaml.Node | yaml.Event) -> NoReturn:
        self.stop(code, message, self.at(node.start_mark))

    def stop(self, code: str, message: str, place: Place) -> NoReturn:
        self.report.error(code, message, place)
        raise Stop(self.report)

    def refuse(self, error: yaml.YAMLError, text: str) -> NoReturn:
        """Say in our words what the parser met."""
        what, line, column = str(error), 1, 1
        if isinstance(error, yaml.MarkedYAMLError):
            what = ", ".join(part for part in (error.context, error.problem) if part)
            mark: Any = error.problem_mark or error.context_mark
            if mark is not None:
                line, column = mark.line + 1, mark.column + 1
        elif isinstance(error, yaml.reader.ReaderError):
            what, line = error.reason, text.count("\n", 0, error.position) + 1
        self.stop("not-yaml", f"this is neither YAML nor JSON: {what}", self.place(line, column))

    def at(self, mark: Any) -> Place:
        return self.place(mark.line + 1, mark.column + 1)

    def place(self, line: int, column: int) -> Place:
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return Place(self.name, line, column, "", text)

    @cached_property
    def lines(self) -> list[str]:
        return lines_of(self.text)


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:  # quoted, or a block
        return text
    if node.tag == _STRING_TAG and not _ONLY_IN_1_2.match(text):
        return text
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if _INTEGER.match(text) and len(text) < 400:
        return int(text)
    if _OCTAL.match(text):
        return int(text[2:], 8)
    if _HEX.match(text):
        return int(text[2:], 16)
    if _FLOAT.match(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text  # words of YAML 1.1, dates, and .inf and .nan, which JSON cannot say


_Members = dict[str, tuple[yaml.Node, yaml.Node]]
"""Key or index as text → where the key stands, or the item, and the value."""


class LatePositions:
    """Where the values of a text stand, composed when somebody asks."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, path: tuple[str, ...], key: bool) -> tuple[int, int]:
        """Return what :class:`YamlPositions` does."""
        return self._known(path, key)

    @cached_property
    def _known(self) -> YamlPositions:
        return YamlPositions(_Loader(self._text).get_single_node())


class YamlPositions:
    """Where the values of a composed document stand. Each container is read once, if asked for."""

    def __init__(self, tree: yaml.Node) -> None:
        self.tree = tree
        self.known: dict[int, _Members] = {}

    def __call__(self, path: tuple[str, ...], key: bool) -> tuple[int, int]:
        """Return line and column of the deepest step of the path that the tree has."""
        node, spot = self.tree, self.tree
        for step in path:
            found = self.members(node).get(step)
            if found is None:
                break
            key_node, node = found
            spot = key_node if key else node
        mark = spot.start_mark
        return mark.line + 1, mark.column + 1

    def members(self, node: yaml.Node) -> _Members:
        """Return what a container holds, with what is merged into it."""
        known = self.known.get(id(node))
        if known is None:
            known = self.known[id(node)] = self._read(node)
        return known

    def _read(self, node: yaml.Node) -> _Members:
        if isinstance(node, yaml.SequenceNode):
            return {str(index): (item, item) for index, item in enumerate(node.value)}
        found: _Members = {}
        merges: list[yaml.Node] = []
        for key_node, value_node in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key_node, yaml.ScalarNode):
                found.setdefault(key_node.value, (key_node, value_node))
                if key_node.tag == _MERGE_TAG:
                    merges.append(value_node)
        for merge in merges:
            for part in merge.value if isinstance(merge, yaml.SequenceNode) else [merge]:
                found = {**self.members(part), **found}
        return found
