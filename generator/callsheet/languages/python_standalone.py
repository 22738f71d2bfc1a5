"""One module made of many: imports at its top, each once, and nothing that nobody uses.

A target that is one file is put together from runtime files that are modules of their own in its
folder, where they can be read and checked. What a document does not need is left out of it.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest

from callsheet.imports import printed
from callsheet.languages.python_layout import filled
from callsheet.pieces import Statement, Tell, pieces, told

_MARK = "# imports\n"
_CHOICE = re.compile(
    r"^ *# if (?P<no>not )?(?P<name>\w+)\n(?P<text>.*?)^ *# end\n", re.MULTILINE | re.DOTALL
)


def body(text: str, tell: Tell = told) -> str:
    """Return a module's text without its docstring and what it imports of its own package."""
    lines = io.StringIO(text).readlines()
    statements = list(_statements(text, tell))
    for index, one in enumerate(statements):
        if one.kind == "own" or (index == 0 and one.kind == "text"):
            lines[one.first : one.last] = [""] * (one.last - one.first)
    return "".join(lines).strip() + "\n"


def _statements(text: str, tell: Tell) -> Iterator[Statement]:
    """Yield the statements of a module with their lines in it."""
    line = 0
    for piece, statements in pieces(text, tell):
        for one in statements:
            yield one._replace(first=line + one.first, last=line + one.last)
        line += len(io.StringIO(piece).readlines())


def kept(text: str, features: Collection[str]) -> str:
    """Return a text without what stands between ``# if NAME`` and ``# end`` for other features.

    What stands between ``# if not NAME`` and ``# end`` is for documents without the feature.
    """

    def chosen(found: re.Match[str]) -> str:
        return found["text"] if (found["name"] in features) != bool(found["no"]) else ""

    return _CHOICE.sub(chosen, text)


def standalone(text: str, roots: Iterable[str], tell: Tell = told) -> str:
    """Return a module with its imports at ``# imports``, and what the roots do not need left out.

    The roots are names that it defines; what is no definition is kept. Raises SyntaxError where
    the text is no Python.
    """
    lines = io.StringIO(text).readlines()
    statements = list(_statements(text, tell))
    made = [one for one in statements if one.kind not in ("import", "own")]
    reached = _reached(made, roots)
    used: set[str] = set()
    for one, after in zip_longest(made, made[1:]):
        if not one.name or one.name in reached:
            used.update(one.uses)
        elif one.kind != "text":
            first, last = _with_comments(one, after, lines)
            lines[first:last] = [""] * (last - first)
    imports: list[ast.Import | ast.ImportFrom] = []
    for one in statements:
        if one.kind == "import":
            (statement,) = ast.parse("".join(lines[one.first : one.last])).body
            assert isinstance(statement, ast.Import | ast.ImportFrom)
            imports.append(statement)
            lines[one.first : one.last] = [""] * (one.last - one.first)
    whole = "".join(lines).replace(_MARK, "".join(_merged(imports, used)), 1)
    while "\n\n\n\n" in whole:
        whole = whole.replace("\n\n\n\n", "\n\n\n")
    whole = whole.replace("\n\n\nif TYPE_CHECKING:", "\n\nif TYPE_CHECKING:")
    return whole.strip() + "\n"


def _with_comments(one: Statement, after: Statement | None, lines: list[str]) -> tuple[int, int]:
    """Return the lines of a statement, the comments before it, and the text behind what it sets."""
    first, last = one.first, one.last
    while first and lines[first - 1].startswith("#") and lines[first - 1] != _MARK:
        first -= 1
    if after is not None and after.kind == "text" and one.kind == "value":
        last = after.last
    return first, last


def _reached(made: Iterable[Statement], roots: Iterable[str]) -> set[str]:
    uses: dict[str, set[str]] = {}
    for one in made:
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
            else:
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
