"""Disk: the one place that writes and deletes output.

Being killed at any moment does no harm. A run first writes its manifest under another name, the
journal; then new contents beside the old ones; then it deletes what is stale and renames the new
contents into place; last of all the journal becomes the manifest. The next run takes a file that is
as either of the two says for ours, and goes on from there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from callsheet.diagnostics import Report, Stop
from callsheet.manifest import (
    FILE_NAME,
    JOURNAL,
    Entry,
    Memory,
    beside,
    digest_of,
    manifest_text,
)
from callsheet.settle import Drift
from callsheet.toml import shown
from callsheet.tree import File, Tree


def apply(
    tree: Tree, drift: Drift, out: Path, report: Report, targets: Iterable[str] | None = None
) -> None:
    """Make the output folder what the tree says: everything, or nothing and a :class:`Stop`.

    What is foreign must have been refused before; what is edited is overwritten.
    """
    memory = Memory.of(out)
    made = set(tree.paths)
    doomed = [*drift.stale, *(path for path in drift.edited if path not in made)]
    wanted = {*drift.changed, *drift.missing, *drift.edited}
    writes = [file for file in tree if file.path in wanted]
    owned = set(memory.owned(targets))
    present = _present(memory, out)
    kept = {path: entry for path, entry in present.items() if path not in owned}
    final = kept | {file.path: Entry(file.target, file.sha256) for file in tree}
    text = manifest_text(final).encode()
    try:
        out.mkdir(parents=True, exist_ok=True)
        _check_writable(out, [*doomed, *(file.path for file in writes)])
        _sweep(out, {*memory.manifest, *memory.journal} if memory.journal else ())
        if memory.journal:
            replace_file(out / FILE_NAME, manifest_text(present).encode())
        if writes or doomed:
            replace_file(out / JOURNAL, text)
            _exchange(out, writes, doomed)
        if not (out / FILE_NAME).is_file() or (out / FILE_NAME).read_bytes() != text:
            replace_file(out / FILE_NAME, text)
        (out / JOURNAL).unlink(missing_ok=True)
    except OSError as error:
        message = f"cannot write {shown(Path(error.filename or out))}: {error.strerror}"
        report.error("unwritable", message, hint="once that is mended, run it again")
        raise Stop(report) from error


def _exchange(out: Path, writes: list[File], doomed: list[str]) -> None:
    """Put all new contents beside the old ones; only when that is done, touch the old ones."""
    blocking = {p.as_posix() for file in writes for p in PurePosixPath(file.path).parents}
    _delete(out, [path for path in doomed if path in blocking])  # files where folders have to be
    try:
        for file in writes:
            path = out / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_new(beside(path), file.content)
    except BaseException:
        _sweep(out, (file.path for file in writes))
        (out / JOURNAL).unlink(missing_ok=True)
        raise
    _delete(out, [path for path in doomed if path not in blocking])
    for file in writes:
        path = out / file.path
        if path.is_dir() and not path.is_symlink():
            _remove_empty(path)
        beside(path).replace(path)


def _present(memory: Memory, out: Path) -> dict[str, Entry]:
    """Return the manifest of what really lies there after a run that was killed."""
    entries = {**memory.manifest, **memory.journal}
    if not memory.journal:
        return entries
    found: dict[str, Entry] = {}
    for path, entry in entries.items():
        digest = digest_of(out / path)
        if digest is not None:
            known = digest in memory.digests(path)
            found[path] = Entry(entry.target, digest) if known else entry
    return found


def _check_writable(out: Path, paths: Iterable[str]) -> None:
    """Raise PermissionError where a folder refuses changes, before anything is changed."""
    for folder in {out, *((out / path).parent for path in paths)}:
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "the folder is read-only", str(folder))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    fresh = beside(path)
    try:
        _write_new(fresh, content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there; what is in its place goes, and no link is followed."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def _sweep(out: Path, paths: Iterable[str]) -> None:
    """Remove contents that were never renamed into place, and folders made for them alone."""
    for path in (*paths, FILE_NAME, JOURNAL):
        with suppress(NotADirectoryError):  # the folder became a file
            beside(out / path).unlink(missing_ok=True)
        _remove_parents(out, path)


def _delete(out: Path, paths: Iterable[str]) -> None:
    """Delete files, and the folders that they leave empty."""
    for path in paths:
        with suppress(NotADirectoryError):
            (out / path).unlink(missing_ok=True)
        _remove_parents(out, path)


def _remove_parents(out: Path, path: str) -> None:
    """Remove the folders on the way to a path that hold nothing."""
    for parent in (out / path).parents:
        if parent == out or not _is_done_with(parent):
            break
        parent.rmdir()


def _remove_empty(folder: Path) -> None:
    """Remove a folder of empty folders."""
    for inner in folder.iterdir():
        _remove_empty(inner)
    folder.rmdir()


def _is_done_with(folder: Path) -> bool:
    """Return whether a folder holds nothing; compiled modules, made by no hand, are dropped."""
    if not folder.is_dir():
        return False
    entries = list(folder.iterdir())
    if [entry.name for entry in entries] == ["__pycache__"]:
        for compiled in entries[0].glob("*.pyc"):
            compiled.unlink(missing_ok=True)
        with suppress(OSError):  # something else is in it, and stays
            entries[0].rmdir()
        entries = list(folder.iterdir())
    return not entries


@contextmanager
def alone(out: Path) -> Generator[None]:
    """Keep other runs out of the output folder meanwhile, where the system can do that."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with suppress(OSError):  # whoever writes says what is in the way
        out.mkdir(parents=True, exist_ok=True)  # or the next run would lock another folder
    folder = next(p for p in (out, *out.parents) if p.is_dir())
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks: two runs at once are then bad luck
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
