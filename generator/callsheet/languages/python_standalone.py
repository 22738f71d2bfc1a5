"""One module made of many: imports at its top, each once, and nothing that nobody uses.

A target that is one file is put together from runtime files that are modules of their own in its
folder, where they can be read and checked. What a document does not need is left out of it.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Collection, Iterable, Iterator

from callsheet.data import dataclass
from callsheet.imports import names_used, printed
from callsheet.languages.python_layout import filled

_MARK = "# imports\n"
_CHOICE = re.compile(
    r"^ *# if (?P<no>not )?(?P<name>\w+)\n(?P<text>.*?)^ *# end\n", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A statement at the top level: the comments before it, and the docstring behind it."""

    name: str
    """What it defines; empty where it does something."""
    first: int
    last: int
    """Lines, from 0, the last one not included."""
    uses: frozenset[str]


def body(text: str) -> str:
    """Return a module's text without its docstring and what it imports of its own package."""
    tree = ast.parse(text)
    gone = [one for one in tree.body if _is_ours(one)]
    if ast.get_docstring(tree) is not None:
        gone.append(tree.body[0])
    lines = io.StringIO(text).readlines()
    for one in gone:
        lines[one.lineno - 1 : one.end_lineno] = [""] * (
            (one.end_lineno or one.lineno) - one.lineno + 1
        )
    return "".join(lines).strip() + "\n"


def _is_ours(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and (
        statement.level > 0 or statement.module == "__future__"
    )


def kept(text: str, features: Collection[str]) -> str:
    """Return a text without what stands between ``# if NAME`` and ``# end`` for other features.

    What stands between ``# if not NAME`` and ``# end`` is for documents without the feature.
    """

    def chosen(found: re.Match[str]) -> str:
        return found["text"] if (found["name"] in features) != bool(found["no"]) else ""

    return _CHOICE.sub(chosen, text)


def standalone(text: str, roots: Iterable[str]) -> str:
    """Return a module with its imports at ``# imports``, and what the roots do not need left out.

    The roots are names that it defines; what is no definition is kept. Raises SyntaxError where
    the text is no Python.
    """
    tree = ast.parse(text)
    lines = io.StringIO(text).readlines()
    imports = [one for one in tree.body if isinstance(one, ast.Import | ast.ImportFrom)]
    pieces = list(_pieces(tree, lines))
    kept = _reached(pieces, roots)
    for one in pieces:
        if one.name and one.name not in kept:
            lines[one.first : one.last] = [""] * (one.last - one.first)
    for statement in imports:
        if not _is_ours(statement):
            last = statement.end_lineno or statement.lineno
            lines[statement.lineno - 1 : last] = [""] * (last - statement.lineno + 1)
    used = names_used(ast.parse("".join(lines)))
    made = "".join(lines).replace(_MARK, "".join(_merged(imports, used)), 1)
    made = re.sub(r"\n{3,}(?=if TYPE_CHECKING:)", "\n\n", made)
    return re.sub(r"\n{4,}", "\n\n\n", made).strip() + "\n"


def _pieces(tree: ast.Module, lines: list[str]) -> Iterator[_Piece]:
    statements = [one for one in tree.body if not isinstance(one, ast.Import | ast.ImportFrom)]
    for index, one in enumerate(statements):
        name = _defined(one)
        first = min([one.lineno, *(each.lineno for each in getattr(one, "decorator_list", ()))]) - 1
        while first and lines[first - 1].startswith("#") and lines[first - 1] != _MARK:
            first -= 1
        last = one.end_lineno or one.lineno
        after = statements[index + 1 : index + 2]
        if isinstance(one, ast.Assign | ast.AnnAssign) and after and _is_text(after[0]):
            last = after[0].end_lineno or last
        if not _is_text(one):
            uses = names_used(ast.Module([one], []))
            yield _Piece(name, first, last, frozenset(uses))


def _defined(statement: ast.stmt) -> str:
    """Return the name that a statement defines; empty where it is no definition."""
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _reached(pieces: Iterable[_Piece], roots: Iterable[str]) -> set[str]:
    uses: dict[str, set[str]] = {}
    for one in pieces:
        uses.setdefault(one.name, set()).update(one.uses)
    found: set[str] = set()
    left = [*roots, *uses.get("", ())]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left.extend(uses.get(name, ()))
    return found


def _merged(imports: Iterable[ast.Import | ast.ImportFrom], used: Collection[str]) -> Iterator[str]:
    """Yield the lines of all imports that are used, each name once, in their usual order."""
    whole: set[str] = set()
    parts: dict[str, set[tuple[str, str | None]]] = {}
    for one in imports:
        for alias in one.names:
            if (alias.asname or alias.name.partition(".")[0]) not in used:
                continue
            if isinstance(one, ast.Import):
                whole.add(alias.name)
            elif not _is_ours(one):
                parts.setdefault(one.module or "", set()).add((alias.name, alias.asname))
    for module in sorted(whole):
        yield f"import {module}\n"
    for module, names in sorted(parts.items()):
        aliases = [ast.alias(*name) for name in sorted(names, key=_case_rank)]
        lines = printed(ast.ImportFrom(module, aliases, 0, lineno=1, col_offset=0), 100)
        yield from lines if len(lines) == 1 else [lines[0], _filled(lines[1:-1]), lines[-1]]


def _filled(lines: list[str]) -> str:
    return filled((one.strip().rstrip(",") for one in lines), "    ", 100) + "\n"


def _case_rank(name: tuple[str, str | None]) -> tuple[int, str]:
    """Constants, then classes, then functions, as import sorters have it."""
    text = name[0]
    return (0 if text.isupper() and len(text) > 1 else 1 if text[0].isupper() else 2, text)
