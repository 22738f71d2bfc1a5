"""The manifest: which files below the output folder are ours, as they were when we made them.

It is committed with the output. The journal is the manifest of a run that has not ended: while it
is there, a file may be as either of the two says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from callsheet.data import dataclass

FILE_NAME = ".callsheet.json"
JOURNAL = ".callsheet.next.json"

_UNSAFE = re.compile(r'[\x00-\x1f\\:<>"|?*]')
_WAITING = ".callsheet~"
_ABOUT = "What callsheet made here and how it left it: so it knows its own files. Do not edit."


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of ours."""

    target: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the disk before a run."""

    manifest: Mapping[str, Entry]
    journal: Mapping[str, Entry]
    is_lost: bool
    """Whether there is no manifest to go by."""

    @classmethod
    def of(cls, out: Path) -> Memory:
        """Return what the output folder's manifest, and a journal left by a killed run, say."""
        manifest, journal = read_manifest(out), read_manifest(out, JOURNAL)
        return cls(manifest, journal, not manifest and not journal)

    def digests(self, path: str) -> set[str]:
        """Return the digests that a file of ours may have; none where it is not ours."""
        return {known[path].sha256 for known in (self.manifest, self.journal) if path in known}

    def owned(self, targets: Iterable[str] | None) -> Iterator[str]:
        """Yield the paths that belong to the targets; all of them for None."""
        wanted = None if targets is None else set(targets)
        for path, entry in sorted({**self.manifest, **self.journal}.items()):
            if wanted is None or entry.target in wanted:
                yield path


def read_manifest(out: Path, name: str = FILE_NAME) -> dict[str, Entry]:
    """Return what a manifest lists, by path; nothing where it is missing or spoilt.

    Entries that lead out of the folder are left out, whoever wrote them.
    """
    try:
        values = json.loads((out / name).read_bytes())["files"]
        return {
            path: Entry(str(value["target"]), str(value["sha256"]))
            for path, value in values.items()
            if is_inside(path)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # the files themselves then say whose they are; see settle.compare


def manifest_text(entries: Mapping[str, Entry]) -> str:
    """Return the text of a manifest: a line for each file, so that merging two of them is easy."""
    rows = [
        f"  {json.dumps(path)}: {json.dumps({'target': entry.target, 'sha256': entry.sha256})}"
        for path, entry in sorted(entries.items())
    ]
    return f'{{\n "about": {json.dumps(_ABOUT)},\n "files": {{\n' + ",\n".join(rows) + "\n }\n}\n"


def is_inside(path: str) -> bool:
    """Return whether a path stays in the folder that it is relative to, on every system."""
    return not _UNSAFE.search(path) and not {"", ".", ".."}.intersection(path.split("/"))


def digest_of(path: Path) -> str | None:
    """Return the digest of a file; None where there is no such regular file."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def beside(path: Path) -> Path:
    """Return where the new content of a file waits until it is renamed into place."""
    return path.with_name(f".{path.name}{_WAITING}")


def is_waiting(path: Path) -> bool:
    """Return whether a file is content that a killed run left waiting."""
    return path.name.endswith(_WAITING)
