"""The cache beside callsheet.toml: what may be thrown away at any time.

Every entry begins with the digest of the rest, so that one cut short or changed is noticed and made
anew.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from callsheet.diagnostics import Report

FOLDER = ".callsheet_cache"

_KEPT = 2048
"""Entries of one kind, beside those of the run at hand, that outlive a pruning."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries by kind and key; without a folder it holds nothing."""

    folder: Path | None
    report: Report
    _used: set[Path] = field(default_factory=set[Path], init=False, repr=False, compare=False)

    @classmethod
    def beside(cls, folder: Path | None, report: Report) -> Cache:
        """Return the cache of the folder where callsheet.toml lies."""
        return cls(folder / FOLDER if folder else None, report)

    def get(self, kind: str, key: str) -> bytes | None:
        """Return an entry, or None where there is none that can be trusted."""
        if self.folder is None:
            return None
        path = self.folder / kind / key
        self._used.add(path)
        try:
            digest, _, content = path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        except OSError as error:
            self._note("cache-unreadable", f"{error.strerror}")
            return None
        if digest.decode("ascii", "replace") != hashlib.sha256(content).hexdigest():
            if all(one.code != "cache-damaged" for one in self.report):
                where = f"the entry {kind}/{key[:12]}"
                self._note("cache-damaged", f"{where} is damaged; what is damaged is made anew")
            return None
        return content

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep an entry. A cache that cannot be written costs time on the next run and no more."""
        if self.folder is None:
            return
        path = self.folder / kind / key
        self._used.add(path)
        fresh = path.with_name(f"{path.name}.{os.getpid()}~")  # another run may write it, too
        try:
            self._make(path.parent)
            fresh.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            fresh.replace(path)
        except OSError as error:
            self._note("cache-unwritable", f"{error.strerror}")

    def prune(self) -> None:
        """Drop the oldest entries of each kind beyond a bound, but none that this run used."""
        try:
            for kind in self.folder.iterdir() if self.folder and self.folder.is_dir() else ():
                others = {*kind.iterdir()} - self._used if kind.is_dir() else ()
                if len(others) > _KEPT:
                    by_age = sorted(others, key=lambda entry: entry.stat().st_mtime_ns)
                    for entry in by_age[:-_KEPT]:
                        entry.unlink(missing_ok=True)
        except OSError as error:
            self._note("cache-unwritable", f"{error.strerror}")

    def _make(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            (folder.parent / ".gitignore").write_text("*\n", encoding="ascii")

    def _note(self, code: str, message: str) -> None:
        self.report.note(code, f"{FOLDER}: {message}")


def shelf() -> Path:
    """Return where things are kept that belong to no callsheet.toml."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "callsheet"
