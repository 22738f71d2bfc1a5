"""The bytes of a body, and what every media type needs to make them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from .encode import Style
from .errors import ArgumentError
from .files import Upload
from .values import Json, Unsendable, plain, text_of, wired

Piece: TypeAlias = bytes | Upload


@dataclass(frozen=True, slots=True)
class Payload:
    """The bytes of a body, files not yet read."""

    media: str
    """Value of the Content-Type header."""
    pieces: tuple[Piece, ...]

    @property
    def length(self) -> int | None:
        """Bytes in all, or None where only reading tells."""
        total = 0
        for piece in self.pieces:
            length = piece.length if isinstance(piece, Upload) else len(piece)
            if length is None:
                return None
            total += length
        return total

    @property
    def plain(self) -> bytes | None:
        """All of it, where there is no file in it; else None."""
        piece = self.pieces[0]
        return piece if len(self.pieces) == 1 and isinstance(piece, bytes) else None

    @property
    def is_spent(self) -> bool:
        """Whether it was read, and cannot be read again."""
        return any(
            isinstance(piece, Upload) and piece.spent and piece.start is None
            for piece in self.pieces
        )

    def chunks(self) -> Iterator[bytes]:
        """Read it from its start. Can be called again, to send it again."""
        for piece in self.pieces:
            if isinstance(piece, Upload):
                yield from piece.chunks()
            else:
                yield piece


@dataclass(frozen=True, slots=True)
class Part:
    """How one field of a form or multipart body travels, where it is not as its type has it."""

    media: str = ""
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False


def lacking(lacks: Sequence[str], value: object) -> str:
    """Say which fields a media type has no place for; empty where it has one for all."""
    if not isinstance(value, Mapping):
        return ""
    found = [key for key in lacks if key in value]
    return f"has no {' and no '.join(found)}" if found else ""


def is_list(value: object) -> bool:
    """Whether a value is several ones."""
    return isinstance(value, Sequence) and not isinstance(
        value, (str, bytes, bytearray)
    )


def fields_of(value: object) -> Mapping[str, object]:
    """Return the fields of a body that was given as one value."""
    fields = wired(value)
    if fields is not None:
        return fields
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value)
    raise ArgumentError("the body is no object and has no fields")


def plain_or_refused(name: str, value: object) -> Json:
    """Return a value as plain JSON. Raises ArgumentError, which names it."""
    try:
        return plain(value)
    except Unsendable as error:
        raise ArgumentError(f"{name} cannot be sent: {error}") from None


def as_text(value: Json, media: str) -> str:
    """Return a value as one text: a text as it is, anything else as JSON."""
    is_json = not media or "json" in media or isinstance(value, (dict, list))
    if isinstance(value, str) or not is_json:
        return text_of(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
