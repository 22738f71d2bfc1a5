"""Unused imports are dropped, so that a template may import what only some documents need."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator

from callsheet.pieces import Tell, pieces, told

_Import = ast.Import | ast.ImportFrom


def without_unused(text: str, width: int = 88, tell: Tell = told) -> str:
    """Return a module's text without the imports at its top level that nothing in it uses.

    A name is used by code, by an annotation in quotes, by ``__all__``, and by ``import x as x``,
    which says that it is meant for others. Raises SyntaxError where the text is no Python.
    """
    used: set[str] = set()
    others: set[str] = set()
    body: list[ast.stmt] = []
    at = 0
    for piece, statements in pieces(text, tell):
        has_imports = any(one.kind in _TOUCHED for one in statements)
        for one in statements:
            (used if has_imports else others).update(one.uses)
        if has_imports:
            body += ast.increment_lineno(ast.parse(piece), _lines(text[:at])).body
        at += len(piece)
    edits = list(_edits(ast.Module(body, []), used | others, others))
    if not edits:
        return text
    lines = io.StringIO(text).readlines()
    for first, last, statement in sorted(edits, key=lambda edit: edit[0], reverse=True):
        new = [] if statement is None else printed(statement, width)
        lines[first - 1 : last] = new
        if not new:
            _close_gap(lines, first - 1)
    return "".join(lines)


def _lines(text: str) -> int:
    """Return how many lines a text has as Python counts them: a form feed ends none."""
    return len(io.StringIO(text).readlines())


_TOUCHED = ("import", "own", "if")
"""Kinds of statements that imports are dropped from."""
_Edit = tuple[int, int, _Import | None]
"""First and last line, and what takes their place."""


def _edits(tree: ast.Module, used: set[str], others: set[str]) -> Iterator[_Edit]:
    """Yield an edit for each statement that changes; ``others`` are names used elsewhere."""
    kept_blocks: list[ast.If] = []
    gone_blocks: list[ast.If] = []
    for statement in tree.body:
        if isinstance(statement, ast.If) and _is_for_checkers(statement):
            edits = list(_edits_of(statement.body, used))
            if len(edits) == len(statement.body) and all(edit[2] is None for edit in edits):
                gone_blocks.append(statement)
                yield statement.lineno, statement.end_lineno or statement.lineno, None
            else:
                kept_blocks.append(statement)
                yield from edits
    name = "TYPE_CHECKING"
    is_elsewhere = name in others or _names_elsewhere(tree, gone_blocks, name)
    if gone_blocks and not kept_blocks and not is_elsewhere:
        used = used - {name}
    yield from _edits_of(tree.body, used)


def _edits_of(body: Iterable[ast.stmt], used: set[str]) -> Iterator[_Edit]:
    statements = list(body)
    for index, statement in enumerate(statements):
        if not isinstance(statement, _Import) or _shares_a_line(statements, index):
            continue
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            continue
        kept = [alias for alias in statement.names if _is_wanted(alias, used)]
        if len(kept) < len(statement.names):
            last = statement.end_lineno or statement.lineno
            yield statement.lineno, last, _with_names(statement, kept) if kept else None


def _is_wanted(alias: ast.alias, used: set[str]) -> bool:
    if alias.name == "*" or alias.asname == alias.name:
        return True
    return (alias.asname or alias.name.partition(".")[0]) in used


def _with_names(statement: _Import, names: list[ast.alias]) -> _Import:
    if isinstance(statement, ast.Import):
        return ast.Import(names, lineno=statement.lineno, col_offset=statement.col_offset)
    return ast.ImportFrom(
        statement.module,
        names,
        statement.level,
        lineno=statement.lineno,
        col_offset=statement.col_offset,
    )


def printed(statement: _Import, width: int) -> list[str]:
    """Return the lines of an import as black has them."""
    pad = " " * statement.col_offset
    one_line = pad + ast.unparse(statement)
    if len(one_line) <= width or isinstance(statement, ast.Import):
        return [one_line + "\n"]
    head = f"{pad}from {'.' * statement.level}{statement.module or ''} import (\n"
    return [head, *(f"{pad}    {ast.unparse(alias)},\n" for alias in statement.names), pad + ")\n"]


def _close_gap(lines: list[str], at: int) -> None:
    """Where lines went, leave the longer of the two runs of blank lines around them."""
    before = after = 0
    while at - before > 0 and not lines[at - before - 1].strip():
        before += 1
    while at + after < len(lines) and not lines[at + after].strip():
        after += 1
    if at + after == len(lines):
        del lines[at - before :]
    elif at == before:
        del lines[: at + after]
    else:
        del lines[at : at + min(before, after)]


def _shares_a_line(statements: list[ast.stmt], index: int) -> bool:
    """Return whether a neighbour stands on a line of this statement: ``import a; import b``."""
    here = statements[index]
    before = index > 0 and (statements[index - 1].end_lineno or 0) >= here.lineno
    after = index + 1 < len(statements) and statements[index + 1].lineno <= (here.end_lineno or 0)
    return before or after


def _is_for_checkers(statement: ast.If) -> bool:
    """Return whether this is ``if TYPE_CHECKING:`` on lines of its own, with no ``else``."""
    test = statement.test
    name = (
        test.id
        if isinstance(test, ast.Name)
        else test.attr
        if isinstance(test, ast.Attribute)
        else ""
    )
    return (
        name == "TYPE_CHECKING"
        and not statement.orelse
        and statement.body[0].lineno > statement.lineno
    )


def _names_elsewhere(tree: ast.Module, blocks: list[ast.If], name: str) -> bool:
    tests = {id(node) for block in blocks for node in ast.walk(block.test)}
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name)
    return any(id(node) not in tests for node in found)
