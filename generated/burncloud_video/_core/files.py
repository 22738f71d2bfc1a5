"""Files: what may be given for one, and how it is read."""

from __future__ import annotations

import io
import mimetypes
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TypeAlias, Union, cast

from .errors import ArgumentError

FileContent: TypeAlias = Union["os.PathLike[str]", bytes, IO[bytes]]
FileInput: TypeAlias = Union[
    FileContent,
    "tuple[str | None, FileContent]",
    "tuple[str | None, FileContent, str | None]",
]
"""A path, bytes or a file opened for reading bytes; or a tuple of its name, that, and its media type.

A `str` is never a file, since a path and a text could not be told apart: write `Path("cat.png")`.
"""

CHUNK = 256 * 1024
"""Bytes that are read at once."""
UNKNOWN_MEDIA = "application/octet-stream"


@dataclass(slots=True)
class Upload:
    """A file on its way to the server. It is opened when it is sent, and once more to send it again."""

    content: FileContent
    name: str
    media: str
    """Media type; empty where nothing tells it."""
    length: int | None
    """Bytes, or None where only reading tells."""
    start: int | None = None
    """Where an open file stood when it was given; None where it cannot be wound back."""
    spent: bool = False

    def chunks(self) -> Iterator[bytes]:
        """Read the file from its start."""
        if isinstance(self.content, bytes):
            for at in range(0, len(self.content), CHUNK):
                yield self.content[at : at + CHUNK]
            return
        if isinstance(self.content, os.PathLike):
            with open(self.content, "rb") as file:
                yield from _chunks(file)
            return
        if self.start is not None:
            self.content.seek(self.start)
        elif self.spent:
            raise ArgumentError(
                f"{self.name} cannot be sent again: it cannot be read twice"
            )
        self.spent = True
        yield from _chunks(self.content)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def is_file(value: object) -> bool:
    """Whether a value is a file, as `FileInput` has it."""
    if isinstance(value, tuple):
        parts = cast("tuple[object, ...]", value)
        return len(parts) in (2, 3) and _is_content(parts[1])
    return _is_content(value)


def _is_content(value: object) -> bool:
    return isinstance(value, (bytes, os.PathLike)) or callable(
        getattr(value, "read", None)
    )


def upload(value: FileInput) -> Upload:
    """Return the upload that a given file stands for."""
    name: str | None = None
    media: str | None = None
    content: FileContent
    if isinstance(value, tuple):
        name, content = value[0], value[1]
        media = value[2] if len(value) == 3 else None
    else:
        content = value
    if name is None:
        name = _name(content)
    media = media or mimetypes.guess_type(name)[0] or ""
    if isinstance(content, bytes):
        return Upload(content, name, media, len(content))
    if isinstance(content, os.PathLike):
        return Upload(content, name, media, os.stat(content).st_size)
    if isinstance(content, io.TextIOBase):
        raise ArgumentError(
            f"{name} must be opened for reading bytes: open(path, 'rb')"
        )
    start, length = _extent(content)
    return Upload(content, name, media, length, start)


def _name(content: FileContent) -> str:
    """Return the name by which the server will know a file that was given none."""
    if isinstance(content, bytes):
        return "upload"
    given: object = (
        content if isinstance(content, os.PathLike) else getattr(content, "name", None)
    )
    # An open file may have a number for its name.
    return (
        os.path.basename(os.fspath(given))
        if isinstance(given, (str, os.PathLike))
        else "upload"
    )


def _extent(file: IO[bytes]) -> tuple[int | None, int | None]:
    """Return where an open file stands, and how much is to be read from there."""
    try:
        start = file.tell()
        length = file.seek(0, io.SEEK_END) - start
        file.seek(start)
    except (AttributeError, OSError, ValueError):
        return None, None
    return start, length
