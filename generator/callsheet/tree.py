"""The output in memory: what generation makes, before the disk is met."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import field
from pathlib import Path

from callsheet.data import dataclass

HEADER = "Made by callsheet from "
"""Begins the header of every file that a template made; by it such a file is known for ours."""


@dataclass(frozen=True, slots=True)
class Later:
    """A content that is known by its digest, and had only where somebody asks for it."""

    sha256: str
    load: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class File:
    """One file of the output."""

    path: str
    """Below the output folder, with ``/`` between the steps."""
    given: bytes | Later = field(repr=False)
    """Its content."""
    target: str
    """The target that owns the path."""
    source: str = ""
    """The template that it was rendered from, or the file that it is a copy of."""
    wants_format: bool = False

    @property
    def content(self) -> bytes:
        """The content, which may have to be read now."""
        return self.given if isinstance(self.given, bytes) else self.given.load()

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        if isinstance(self.given, bytes):
            return hashlib.sha256(self.given).hexdigest()
        return self.given.sha256

    @property
    def text(self) -> str:
        """The content as text. Raises UnicodeDecodeError for a file that is none."""
        return self.content.decode("utf-8")

    @property
    def is_rendered(self) -> bool:
        """Whether a template made it, so that its text differs from document to document."""
        return self.source.endswith(".j2")


@dataclass(frozen=True, slots=True)
class Tree:
    """All files of one run, sorted by path."""

    files: tuple[File, ...]
    inputs: tuple[Path, ...] = ()
    """The files of the document that it was made from."""

    def __iter__(self) -> Iterator[File]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, path: str) -> File:
        for file in self.files:
            if file.path == path:
                return file
        raise KeyError(path)

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of every file."""
        return tuple(file.path for file in self.files)
