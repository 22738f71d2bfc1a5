"""Multipart bodies: fields and files, one part each."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from .encode import brackets
from .errors import ArgumentError
from .files import UNKNOWN_MEDIA, FileInput, Upload, is_file, upload
from .payload import (
    Part,
    Payload,
    Piece,
    as_text,
    fields_of,
    is_list,
    lacking,
    plain_or_refused,
)
from .values import Json, text_of


@dataclass(frozen=True, slots=True)
class MultipartBody:
    """A body of parts, of which some may be files."""

    media: str
    lacks: Sequence[str] = ()
    """Fields that other media types of the same body have, and this one has not."""
    files: Sequence[str] = ()
    """Fields that are files and nothing else."""
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])

    def problem(self, value: object) -> str:
        """Say why this media type cannot carry a value; empty where it can."""
        return lacking(self.lacks, value)

    def payload(self, value: object) -> Payload:
        """Return the bytes, files not yet read."""
        # Random, so that no file can have a line in it that ends its part.
        boundary = secrets.token_hex(16)
        pieces: list[Piece] = []
        for name, item in fields_of(value).items():
            for part in self._pieces(name, item):
                pieces += [f"--{boundary}\r\n".encode(), *part, b"\r\n"]
        pieces.append(f"--{boundary}--\r\n".encode())
        media = f"{self.media}; boundary={boundary}"
        return Payload(media, tuple(_merged(pieces)))

    def _pieces(self, name: str, value: object) -> Iterator[list[Piece]]:
        """Return the parts of a field: one, or as many as a list has elements."""
        part = self.parts.get(name) or Part()
        if is_file(value):
            yield _file_part(name, upload(cast("FileInput", value)), part.media)
        elif is_list(value) and not part.media:
            for item in cast("Sequence[object]", value):
                yield from self._pieces(name, item)
        elif name in self.files and value is not None:
            raise ArgumentError(
                f"{name} takes a file: a pathlib.Path, bytes or a file opened for reading bytes"
            )
        else:
            yield from _text_parts(name, plain_or_refused(name, value), part)


def _text_parts(name: str, value: Json, part: Part) -> Iterator[list[Piece]]:
    if value is None:
        return
    if part.style == "deepObject" and not part.media:
        for key, text in brackets(name, value):
            yield [_disposition(key), b"\r\n", text.encode()]
        return
    media = part.media or (
        "application/json" if isinstance(value, (dict, list)) else ""
    )
    header = f"Content-Type: {media}\r\n" if media else ""
    text = as_text(value, media) if media else text_of(value)
    yield [_disposition(name), header.encode(), b"\r\n", text.encode()]


def _file_part(name: str, file: Upload, media: str) -> list[Piece]:
    """Return a part that is a file. Of several media types allowed, the file's own is taken."""
    allowed = [choice.strip() for choice in media.split(",") if choice.strip()]
    concrete = [choice for choice in allowed if "*" not in choice]
    chosen = file.media or (concrete[0] if concrete else UNKNOWN_MEDIA)
    if len(allowed) == 1 and concrete:
        chosen = concrete[0]
    if not chosen.isascii() or not chosen.isprintable():
        raise ArgumentError(f"{chosen!r} is no media type for {name}")
    head = f'; filename="{_quoted(file.name)}"\r\nContent-Type: {chosen}\r\n\r\n'
    return [_disposition(name, end=""), head.encode("utf-8", "surrogateescape"), file]


def _disposition(name: str, end: str = "\r\n") -> bytes:
    return f'Content-Disposition: form-data; name="{_quoted(name)}"{end}'.encode()


def _quoted(text: str) -> str:
    """Escape a name as browsers do, so that it cannot end its header."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Put neighbouring bytes together, so that a small body is a single piece."""
    run: list[bytes] = []
    for piece in pieces:
        if isinstance(piece, bytes):
            run.append(piece)
            continue
        if run:
            yield b"".join(run)
            run = []
        yield piece
    yield b"".join(run)
