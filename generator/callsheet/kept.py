"""Kept: what is made of a document to be run, in a folder that serves again until anything changes.

A folder is called by the sealed digest of its files, so that none can be taken for another, one cut
short or changed is made anew, and nobody else can have put one there: Python leaves its compiled
modules in it, which no digest covers.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from callsheet.cache import Cache, shelf
from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.stamp import digest_of, feed, finding_of, plain_of, within
from callsheet.targets import folders

_KIND = "made"
_FORMAT = 2
"""Goes up with every change of what an entry holds."""
_FOLDERS = 8
"""How many folders outlive a new one: enough for the documents that one person works on."""


@contextmanager
def importable(
    config: Config, report: Report, tell: Callable[[str], None]
) -> Generator[Path, None, None]:
    """Make the config's targets, unless they are kept; yield a folder to import them from."""
    cache = Cache.beside(config.folder or shelf(), Report())
    folder = _known(cache, config, report)
    files = dict[str, bytes]()
    if folder is None:
        inputs, files = _made(cache, config, report, tell)
        folder = _keep(cache, config, report, inputs, files)
    if folder is not None:
        with _on_the_path(folder):
            yield folder
        return
    with tempfile.TemporaryDirectory(prefix="callsheet-") as scratch:
        _write(files, Path(scratch))
        with _on_the_path(Path(scratch), is_kept=False):
            yield Path(scratch)


def _made(
    cache: Cache, config: Config, report: Report, tell: Callable[[str], None]
) -> tuple[list[Path], dict[str, bytes]]:
    """Return the files of the document, and those that are made of it."""
    from callsheet.pipeline import build

    tree = build(config, report, cache=cache, tell=tell)
    files = {file.path: file.content for file in tree}
    for top in {path.partition("/")[0] for path in files}:
        # Else a package of this name that is installed would be found in its place.
        files.setdefault(f"{top}/__init__.py", b"")
    return sorted({*tree.inputs, config.spec.resolve()}), files


def _known(cache: Cache, config: Config, report: Report) -> Path | None:
    """Return the folder of an earlier run that this one would make again; report what it did."""
    entry: dict[str, Any] = cache.value(_KIND, _key(config), {})
    if not entry or entry["sources"] != _sources(config, map(Path, entry["inputs"])):
        return None
    try:
        folder = cache.home("run") / str(entry["name"])
    except OSError:
        return None
    if _name(cache, folder) != entry["name"]:
        return None
    for finding in entry["findings"]:
        report.add(finding_of(finding))
    return folder


def _keep(
    cache: Cache, config: Config, report: Report, inputs: list[Path], files: dict[str, bytes]
) -> Path | None:
    """Put files where the next run finds them; return None where nothing can be kept."""
    fresh: Path | None = None
    try:
        fresh = cache.home("run") / f"{os.getpid()}~"
        fresh.mkdir(parents=True)
        _write(files, fresh)
        name = _name(cache, fresh)
        folder = fresh.with_name(name)
        if _name(cache, folder) == name:
            shutil.rmtree(fresh)  # another run was faster
        else:
            shutil.rmtree(folder, ignore_errors=True)
            fresh.rename(folder)
        others = [one for one in folder.parent.iterdir() if one != folder]
        for old in sorted(others, key=lambda one: one.stat().st_mtime_ns)[: -_FOLDERS + 1]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)
        return None
    entry = {
        "inputs": [str(path) for path in inputs],
        "sources": _sources(config, inputs),
        "name": name,
        "findings": [plain_of(finding) for finding in report],
    }
    cache.put_value(_KIND, _key(config), entry)
    return folder


def _key(config: Config) -> str:
    given = (config.spec.resolve(), config.package, config.targets)
    parts = (_FORMAT, *given, config.allow_outside, config.allow)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _sources(config: Config, inputs: Iterable[Path]) -> str:
    return digest_of(inputs, folders(config))


def _name(cache: Cache, folder: Path) -> str:
    """Return what a folder with these files is called, compiled modules aside."""
    digest = hashlib.sha256()
    for path in within(folder):
        feed(digest, Path(path).relative_to(folder).as_posix(), path)
    return cache.name_for("run", digest.digest())


def _write(files: dict[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@contextmanager
def _on_the_path(folder: Path, *, is_kept: bool = True) -> Generator[None, None, None]:
    """Have modules found in a folder first, and compiled there if it stays."""
    was_writing, sys.dont_write_bytecode = sys.dont_write_bytecode, not is_kept
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        sys.dont_write_bytecode = was_writing
