"""Fingerprints: the digest of a file, taken once in a run for as long as nobody writes to it.

The same thousand files (package, templates, output) are looked at before, while and after a run
makes something. What the file system says of a file changes with every write, but for writes that
follow each other within a tick of its clock; so a file that was written just now is read again.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

_TICK = 2_000_000_000
"""Nanoseconds. The coarsest clock of a file system that is in use, that of FAT."""

_known: dict[str, tuple[tuple[int, ...], str]] = {}


def fingerprint(path: Path | str) -> str:
    """Return the digest of a file's content; empty where there is none to be read."""
    name = os.fspath(path)
    try:
        # Before it is read: who writes to it later changes this. A thousand Paths cost too much.
        found = os.stat(name)  # noqa: PTH116
        state = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
        known = _known.get(name)
        if known is not None and known[0] == state:
            return known[1]
        with open(name, "rb") as stream:  # noqa: PTH123
            made = hashlib.sha256(stream.read()).hexdigest()
    except (OSError, ValueError):  # a NUL in the name
        return ""
    if time.time_ns() - max(state[:2]) > _TICK:
        _known[name] = state, made
    return made
