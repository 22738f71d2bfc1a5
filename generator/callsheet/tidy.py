"""Tidy: rendered text becomes text as its language wants it, parsed so that none is broken.

Templates print Python that black would leave alone; so only what a target asks for goes through it.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from callsheet.cache import Cache
from callsheet.diagnostics import Place, Report, Stop
from callsheet.imports import without_unused
from callsheet.pieces import Book
from callsheet.tree import File, Tree
from callsheet.versions import version_of

_LINE = 88
"""Columns of a line of output: black's own default."""


def tidy(
    tree: Tree,
    report: Report,
    cache: Cache,
    own: Mapping[str, Callable[[str], str]] = MappingProxyType({}),
) -> Tree:
    """Return the tree with every text tidied. Raises :class:`Stop` where one is broken.

    ``own`` is what the language does with a rendered text, by the ending of its file.
    """
    files = tuple(tidied(file, report, cache, own) for file in tree)
    if report.has_errors:
        raise Stop(report)
    return replace(tree, files=files)


def tidied(
    file: File,
    report: Report,
    cache: Cache,
    own: Mapping[str, Callable[[str], str]] = MappingProxyType({}),
    book: Book | None = None,
) -> File:
    """Return one file tidied; as it was, with an error in the report, where it is broken."""
    return _tidied(_through(own, file), report, cache, book or Book(file.path, cache))


def _through(own: Mapping[str, Callable[[str], str]], file: File) -> File:
    change = own.get(PurePosixPath(file.path).suffix)
    if change is None or not file.is_rendered:
        return file
    return replace(file, given=change(file.text).encode())


def _tidied(file: File, report: Report, cache: Cache, book: Book) -> File:
    check = _CHECKS.get(PurePosixPath(file.path).suffix)
    if check is None:
        return file
    try:
        text = _checked(file, check, book)
        if file.wants_format:
            text = formatted(text, cache)
    except ValueError as error:
        _complain(file, str(error), getattr(error, "lineno", 1), getattr(error, "colno", 1), report)
    except SyntaxError as error:
        _complain(file, error.msg, error.lineno or 1, error.offset or 1, report)
    else:
        return replace(file, given=text.encode())
    return file


def _checked(file: File, check: Callable[[File], str], book: Book) -> str:
    """Return what the check of a text makes of it."""
    if check is not _python or not file.is_rendered:
        return check(file)
    made = without_unused(file.text, _LINE, book.tell)
    book.keep()
    return made


def _python(file: File) -> str:
    return file.text


def _json(file: File) -> str:
    json.loads(file.content)
    return file.text


def _toml(file: File) -> str:
    tomllib.loads(file.text)
    return file.text


_CHECKS: dict[str, Callable[[File], str]] = {
    ".json": _json,
    ".py": _python,
    ".pyi": _python,
    ".toml": _toml,
}


def formatted(text: str, cache: Cache) -> str:
    """Return Python as black writes it; from the cache if it was formatted before."""
    key = hashlib.sha256(f"{version_of('black')}\0{text}".encode()).hexdigest()
    kept = cache.get("black", key)
    if kept is not None:
        return kept.decode()
    import black  # a fifth of a second; most runs find everything in the cache
    from black.mode import TargetVersion

    mode = black.Mode(line_length=_LINE, target_versions={TargetVersion.PY310})
    made = black.format_str(text, mode=mode)
    cache.put("black", key, made.encode())
    return made


def _complain(file: File, message: str, line: int, column: int, report: Report) -> None:
    """Record that we made something broken: the fault is in a template, never in the document."""
    lines = file.content.decode("utf-8", "replace").splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    report.error(
        "output-broken",
        f"{message}, in what {file.source} of the target {file.target!r} made",
        Place(file.path, line, column, text=text),
        hint="a fault of callsheet or of a template, not of the document; nothing was written",
    )
