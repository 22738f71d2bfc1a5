"""Pieces: a module's text, cut between statements, and what there is to know of each.

What is known of a piece hangs on its text alone. So a :class:`Book` keeps it, and of a file that an
edit changed only the pieces that are new are parsed.
"""

from __future__ import annotations

import ast
import hashlib
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from callsheet.cache import Cache
from callsheet.data import dataclass


class Statement(NamedTuple):
    """A statement at the top level."""

    kind: str
    """``import``, ``own`` (from its own package, or the future), ``if``, ``value`` or ``text``."""
    name: str
    """What it defines; empty where it does something."""
    first: int
    last: int
    """Lines of its piece, from 0, the last one not included."""
    uses: tuple[str, ...]
    """The names that it uses, whether it reads them or only speaks of them; sorted."""


Told = tuple[Statement, ...]
"""What there is to know of a piece."""
Tell = Callable[[str], Told]
"""Says it; a :class:`Book` may stand before :func:`told`."""


def told(piece: str) -> Told:
    """Return what there is to know of a piece. Raises SyntaxError where it is no Python."""
    return tuple(map(_statement, ast.parse(piece).body))


def pieces(text: str, tell: Tell = told) -> list[tuple[str, Told]]:
    """Return pieces of a module, each one or more whole statements at its top level.

    Where each parses alone, all of them together are the module: a string or a bracket that is
    open at the end of one would be an error in it. Else the whole is one piece. Raises SyntaxError
    where the text is no Python.
    """
    try:
        return [one for piece in _cut(text, _BREAK) for one in _finely(piece, tell)]
    except SyntaxError:
        return [(text, told(text))]


_BREAK = re.compile(r"\n\n\n(?=[^\s#)\]}])")
_LINE = re.compile(r"\n(?=[^\W\d]|@)(?!(?:elif|else|except|finally)\b)")
_LONG = 3000
"""Characters of a piece that is cut further: tables, and declarations without blank lines."""


def _finely(piece: str, tell: Tell) -> list[tuple[str, Told]]:
    if len(piece) > _LONG:
        try:
            return [(one, tell(one)) for one in _cut(piece, _LINE)]
        except SyntaxError:
            pass  # cut inside of a statement, such as a text over several lines
    return [(piece, tell(piece))]


def _cut(text: str, at: re.Pattern[str]) -> Iterator[str]:
    ends = [found.end() for found in at.finditer(text) if not _is_decorated(text, found.end())]
    return (text[first:last] for first, last in pairwise([0, *ends, len(text)]) if first < last)


def _is_decorated(text: str, at: int) -> bool:
    """Return whether the line before this place is a decorator."""
    return text.startswith("@", text.rfind("\n", 0, max(at - 1, 0)) + 1, at)


def _statement(one: ast.stmt) -> Statement:
    first = min([one.lineno, *(each.lineno for each in getattr(one, "decorator_list", ()))]) - 1
    uses = tuple(sorted(names_used(ast.Module([one], []))))
    return Statement(_kind(one), _defined(one), first, one.end_lineno or one.lineno, uses)


def _kind(statement: ast.stmt) -> str:
    match statement:
        case ast.ImportFrom(module="__future__"):
            return "own"
        case ast.ImportFrom(level=level) if level:
            return "own"
        case ast.Import() | ast.ImportFrom():
            return "import"
        case ast.If():
            return "if"
        case ast.Assign() | ast.AnnAssign():
            return "value"
        case ast.Expr(value=ast.Constant(value=str())):
            return "text"
        case _:
            return ""


def _defined(statement: ast.stmt) -> str:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


# -- what was told before --------------------------------------------------------------------------


_Rows = Sequence[tuple[str, str, int, int, tuple[str, ...]]]
"""Statements in Python's plain types."""


@dataclass(frozen=True)
class Book:
    """What was told of the pieces of a file before: most of them are the same again."""

    path: str
    cache: Cache
    now: dict[str, _Rows] = field(default_factory=dict[str, _Rows], init=False)

    def tell(self, piece: str) -> Told:
        """Return what there is to know of a piece. Raises SyntaxError."""
        digest = hashlib.sha256(piece.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        kept = self.now.get(digest) or self.before.get(digest)
        if kept is None:
            kept = tuple((s.kind, s.name, s.first, s.last, s.uses) for s in told(piece))
        self.now[digest] = kept
        return tuple(map(Statement._make, kept))

    def keep(self) -> None:
        """Keep what was told of the pieces that the file has now."""
        if self.now.keys() != self.before.keys():
            self.cache.put_value("names", self._key, self.now)

    @cached_property
    def before(self) -> dict[str, _Rows]:
        """What was told in the run before, by the digest of each piece."""
        before: dict[str, _Rows] = self.cache.value("names", self._key, {})
        return before

    @cached_property
    def _key(self) -> str:
        return hashlib.sha256(_this_code() + self.path.encode()).hexdigest()


@lru_cache
def _this_code() -> bytes:
    """Return what identifies the code that parses, so that another one takes nothing from it."""
    python = repr(sys.version_info[:2]).encode()
    return hashlib.sha256(python + Path(__file__).read_bytes()).digest()


# -- what is used ----------------------------------------------------------------------------------


def names_used(tree: ast.Module) -> set[str]:
    """Return the names that a module uses, whether it reads them or only speaks of them."""
    return set(_used(tree))


def _used(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg | ast.AnnAssign):
            yield from _quoted(node.annotation)
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
                yield from _quoted(node.value)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _quoted(node.returns)
        elif isinstance(node, ast.Call) and _is_about_types(node.func):
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from _quoted(argument)
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AugAssign | ast.AnnAssign):
            yield from _exported(statement)


def _is_about_types(function: ast.expr) -> bool:
    """Return whether a call takes types, in quotes if it likes: ``cast("Pet", value)``."""
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("cast", "NewType", "TypeAliasType", "TypedDict", "TypeVar")


def _quoted(annotation: ast.expr | None) -> Iterator[str]:
    """Yield the names inside the quoted parts of an annotation; ``Literal["x"]`` has none."""
    left = [annotation] if annotation else []
    while left:
        node = left.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                inner = ast.parse(node.value, mode="eval")
            except SyntaxError:
                continue  # a text that is no annotation, as in Annotated[str, "in metres"]
            yield from (name.id for name in ast.walk(inner) if isinstance(name, ast.Name))
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("Literal"):
            continue
        elif isinstance(node, ast.Dict):  # the keys of a TypedDict
            left.extend(node.values)
        else:
            left.extend(
                child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)
            )


def _exported(statement: ast.Assign | ast.AugAssign | ast.AnnAssign) -> Iterator[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    if statement.value and any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
        for node in ast.walk(statement.value):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
