"""The cache beside callsheet.toml: what may be thrown away at any time.

It lies in the project, so it may have come with somebody's repository, and of what it holds files
are written and programs run. So each entry begins with a seal: a digest that takes a key which
never leaves the user's own shelf. What has no seal of ours is made anew, and what is damaged is
told; nothing is read, written or deleted through a symbolic link.
"""

from __future__ import annotations

import hashlib
import hmac
import marshal
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any

from callsheet.data import dataclass
from callsheet.diagnostics import Report

FOLDER = ".callsheet_cache"

_KEPT = 2048
"""Entries of one kind, beside those of the run at hand, that outlive a pruning."""
_KEY_SIZE = 32
_PYTHON = str(sys.implementation.cache_tag).encode()
"""Which Python reads what it has written: compiled templates, and values in its own form."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries by kind and key; without a folder it holds nothing."""

    folder: Path | None
    report: Report
    _used: set[tuple[str, str]] = field(
        default_factory=set[tuple[str, str]], init=False, repr=False, compare=False
    )

    @classmethod
    def beside(cls, folder: Path | None, report: Report) -> Cache:
        """Return the cache of the folder where callsheet.toml lies."""
        return cls(folder / FOLDER if folder else None, report)

    def get(self, kind: str, key: str) -> bytes | None:
        """Return an entry, or None where there is none that can be trusted."""
        if self.folder is None:
            return None
        try:
            path = self.home(kind) / key
            self._used.add((kind, key))
            head, _, content = path.read_bytes().partition(b"\n")
            whose, seal = self._seal(kind, key, content)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._note("cache-unreadable", f"{error.strerror}")
            return None
        if not head.startswith(whose):
            return None  # of another user, machine or Python, or sealed otherwise
        if not hmac.compare_digest(head, whose + seal):
            where = f"the entry {kind}/{key[:12]}"
            self._note("cache-damaged", f"{where} is damaged; what is damaged is made anew")
            return None
        return content

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep an entry. A cache that cannot be written costs time on the next run and no more."""
        if self.folder is None:
            return
        try:
            path = self.home(kind) / key
            self._used.add((kind, key))
            fresh = path.with_name(f"{path.name}.{os.getpid()}~")  # another run may write it, too
            self._make(path.parent)
            fresh.unlink(missing_ok=True)
            fresh.write_bytes(b"".join(self._seal(kind, key, content)) + b"\n" + content)
            fresh.replace(path)
        except OSError as error:
            self._note("cache-unwritable", f"{error.strerror}")

    def value(self, kind: str, key: str, default: Any) -> Any:
        """Return a value that :meth:`put_value` has kept, else the default."""
        content = self.get(kind, key)
        return default if content is None else marshal.loads(content)  # sealed by us

    def put_value(self, kind: str, key: str, value: Any) -> None:
        """Keep a value of Python's plain types, in the form that Python reads fastest."""
        self.put(kind, key, marshal.dumps(value))

    def use(self, kind: str, keys: Iterable[str]) -> None:
        """Say that entries are wanted, though nobody read them: no pruning drops them."""
        if self.folder is not None:
            self._used.update((kind, key) for key in keys)

    def home(self, kind: str) -> Path:
        """Return the folder of a kind. Raises OSError where a link leads somewhere else."""
        assert self.folder is not None
        home = self.folder / kind
        for folder in (self.folder, home):
            if folder.is_symlink():
                raise OSError(0, "a symbolic link is in its place")
        return home

    def name_for(self, kind: str, content: bytes) -> str:
        """Return a name for what has this content, which nobody else can tell beforehand."""
        return self._seal(kind, "", content)[1].decode()[:32]

    def prune(self) -> None:
        """Drop the oldest entries of each kind beyond a bound, but none that this run used."""
        try:
            for kind in self.folder.iterdir() if self.folder and self.folder.is_dir() else ():
                found = kind.iterdir() if self.home(kind.name).is_dir() else ()
                others = [one for one in found if (kind.name, one.name) not in self._used]
                if len(others) > _KEPT:
                    by_age = sorted(others, key=lambda entry: entry.lstat().st_mtime_ns)
                    for entry in by_age[:-_KEPT]:
                        entry.unlink(missing_ok=True)
        except OSError as error:
            self._note("cache-unwritable", f"{error.strerror}")

    def _seal(self, kind: str, key: str, content: bytes) -> tuple[bytes, bytes]:
        """Return which key of ours seals an entry, and the seal."""
        secret = _secret(shelf())
        whose = hmac.digest(secret, _PYTHON, "sha256")[:6]
        told = f"{kind}\0{key}\0".encode() + hashlib.sha256(content).digest()
        return whose.hex().encode(), hmac.digest(secret, told, "sha256").hex().encode()

    def _make(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError), (folder.parent / ".gitignore").open("x") as stream:
                stream.write("*\n")

    def _note(self, code: str, message: str) -> None:
        if all(one.code != code for one in self.report):  # the first of a kind says enough
            self.report.note(code, f"{FOLDER}: {message}")


def shelf() -> Path:
    """Return where things are kept that belong to no callsheet.toml."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "callsheet"


@lru_cache
def _secret(home: Path) -> bytes:
    """Return the user's key, made if there is none. Raises OSError where it cannot be kept."""
    path = home / "key"
    with suppress(FileNotFoundError):
        if len(key := path.read_bytes()) == _KEY_SIZE:
            return key
    home.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}~")
    fresh.unlink(missing_ok=True)
    fresh.touch(0o600, exist_ok=False)
    fresh.write_bytes(os.urandom(_KEY_SIZE))
    fresh.replace(path)  # of two runs at once, the last one's: what the other sealed is made anew
    return path.read_bytes()
