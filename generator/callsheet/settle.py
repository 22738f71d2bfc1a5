"""Settle: the tree meets the disk. ``check`` prints the difference, ``generate`` removes it.

A file is ours if the manifest says so; it was edited if it is no longer as the manifest says. Where
the manifest is lost, a file is ours if it carries our header or is already what it has to be.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePosixPath

from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.fingerprints import fingerprint
from callsheet.manifest import Memory, digest_of, is_waiting
from callsheet.toml import shown
from callsheet.tree import HEADER, File, Tree

FIX = "callsheet generate"


@dataclass(frozen=True, slots=True)
class Drift:
    """How the disk differs from the tree: paths below the output folder, sorted."""

    changed: tuple[str, ...] = ()
    """Ours, and no longer what has to be there."""
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    """Ours, and nothing makes it any more."""
    foreign: tuple[str, ...] = ()
    """In the way of a file of ours, and not made by us."""
    edited: tuple[str, ...] = ()
    """Ours, and changed by someone since."""
    strays: tuple[str, ...] = ()
    """Beside files of ours, and not made by us. Nothing is wrong with that."""

    @property
    def is_clean(self) -> bool:
        """Whether the disk is as it has to be."""
        return not (self.changed or self.missing or self.stale or self.foreign or self.edited)


def compare(tree: Tree, out: Path, targets: Iterable[str] | None = None) -> Drift:
    """Return how the output folder differs from the tree. Changes nothing.

    With ``targets`` only files of theirs can be stale: the tree is only theirs, too.
    """
    memory = Memory.of(out)
    made = set(tree.paths)
    found: dict[str, list[str]] = {
        name: [] for name in ("changed", "missing", "stale", "foreign", "edited")
    }
    for path in memory.owned(targets):
        digest = None if path in made or _leads_out(out, path) else digest_of(out / path)
        if digest is not None:
            found["stale" if digest in memory.digests(path) else "edited"].append(path)
    stale = set(found["stale"])

    @cache
    def is_barred(folder: str) -> bool:
        inside = str(PurePosixPath(folder, "file"))
        return _leads_out(out, inside) or _is_blocked(out, inside, stale)

    for file in tree:
        is_foreign = is_barred(file.path.rpartition("/")[0])
        if kind := "foreign" if is_foreign else _state(file, out, memory, stale):
            found[kind].append(file.path)
    strays = _strays(out, made | {*memory.manifest, *memory.journal})
    return Drift(**{kind: tuple(sorted(paths)) for kind, paths in found.items()}, strays=strays)


def _state(file: File, out: Path, memory: Memory, stale: set[str]) -> str:
    """Return which kind of drift a file of the tree shows; empty where there is none."""
    path = f"{out}/{file.path}"
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except OSError:
        return "foreign"
    if stat.S_ISDIR(mode):
        below = {
            p.relative_to(out).as_posix()
            for p in Path(path).rglob("*")
            if not (p.is_dir() or is_waiting(p))
        }
        return "missing" if below <= stale else "foreign"
    digest = fingerprint(path) if stat.S_ISREG(mode) else ""
    if not digest:
        return "foreign"
    if digest == file.sha256:
        return ""
    if known := memory.digests(file.path):
        return "changed" if digest in known else "edited"
    is_ours = memory.is_lost and HEADER.encode() in Path(path).read_bytes()[:400]
    return "changed" if is_ours else "foreign"


def _is_blocked(out: Path, path: str, stale: set[str]) -> bool:
    """Return whether a file that stays stands where a folder has to be."""
    parents = [p.as_posix() for p in PurePosixPath(path).parents][:-1]
    return any((out / p).is_file() and p not in stale for p in parents)


def _leads_out(out: Path, path: str) -> bool:
    """Return whether a symbolic link on the way leads out of the output folder."""
    here = out
    for step in PurePosixPath(path).parts[:-1]:
        here /= step
        if here.is_symlink() and not here.resolve().is_relative_to(out.resolve()):
            return True
    return False


def _strays(out: Path, ours: set[str]) -> tuple[str, ...]:
    """Return files that lie beside files of ours. What tools leave behind does not count."""
    folders = {path.rpartition("/")[0] for path in ours}
    found: list[str] = []
    for folder in folders:
        here = out / folder
        for entry in os.scandir(here) if here.is_dir() else ():
            path = f"{folder}/{entry.name}".lstrip("/")
            if path not in ours and entry.is_file() and not entry.name.startswith("."):
                found.append(path)
    return tuple(sorted(found))


def complain(drift: Drift, out: Path, report: Report, *, force: bool = False) -> None:
    """Record what keeps a run from writing: files that are not ours to overwrite."""
    for path in drift.foreign:
        report.error(
            "foreign-file",
            f"{shown(out / path)} is in the way, and callsheet did not make it",
            hint="move or delete it; nothing was written",
        )
    for path in drift.edited if not force else ():
        report.error(
            "edited-file",
            f"{shown(out / path)} was edited by hand since callsheet made it",
            hint=f"bring the change into the document or a template, or lose it: {FIX} --force",
        )
    for path in drift.strays:
        report.note(
            "stray-file",
            f"{shown(out / path)} lies among the output, and callsheet did not make it",
        )
