"""Bodies, and the files in them: read when they are sent, and not before."""

from __future__ import annotations

import io
import mimetypes
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any, NamedTuple, TypeAlias, Union, cast

from .encode import _SAFE, _deep, _form, _is_list, _is_object, _json, _text, omit
from .errors import ArgumentError

FileContent: TypeAlias = Union["os.PathLike[str]", bytes, IO[bytes]]
FileInput: TypeAlias = Union[
    FileContent,
    tuple[Union[str, None], FileContent],
    tuple[Union[str, None], FileContent, Union[str, None]],
]
"""A path, bytes or a file opened for bytes; or a tuple of its name, that, and its media type."""

_CHUNK = 256 * 1024


class _File:
    """A file on its way to the server: opened to be sent, and once more to be sent again."""

    def __init__(self, given: Any) -> None:
        name, media = "", ""
        self.content: Any = given
        if _is_named(given):
            name, self.content, media = (*given, None)[:3]
        self.is_open = hasattr(self.content, "read")
        known: Any = getattr(self.content, "name", None) if self.is_open else self.content
        is_path = isinstance(known, str) or hasattr(known, "__fspath__")
        self.name = str(name or (os.path.basename(known) if is_path else "upload"))
        self.media = str(media or mimetypes.guess_type(self.name)[0] or "")
        self.start: int | None = None  # where an open file stood; None if it cannot be wound back
        self.size: int | None = None
        self.is_spent = False
        if isinstance(self.content, io.TextIOBase):
            raise ArgumentError(f"{self.name} must be opened for reading bytes")
        if not self.is_open:
            is_bytes = isinstance(self.content, bytes)
            self.size = len(self.content) if is_bytes else os.stat(self.content).st_size
            return
        with suppress(AttributeError, OSError, ValueError):
            start = self.content.tell()
            self.size = self.content.seek(0, io.SEEK_END) - start
            self.start = start

    def chunks(self) -> Iterator[bytes]:
        """Read it from its start."""
        file: Any = self.content
        if isinstance(file, bytes):
            file = io.BytesIO(file)
        elif not self.is_open:
            file = open(file, "rb")
        elif self.start is not None:
            file.seek(self.start)
        self.is_spent = self.is_open and self.start is None
        while chunk := file.read(_CHUNK):
            yield chunk
        if not self.is_open:
            file.close()


def _is_named(value: object) -> bool:
    if not isinstance(value, tuple):
        return False
    parts = cast("tuple[object, ...]", value)
    return len(parts) in (2, 3) and _is_file(parts[1])


def _is_file(value: object) -> bool:
    return isinstance(value, (bytes, os.PathLike)) or hasattr(value, "read") or _is_named(value)


class _Body(NamedTuple):
    """A body of a media type, its files not yet read."""

    media: str
    pieces: Sequence[bytes | _File]

    @property
    def size(self) -> int | None:
        """How many bytes it has; None where nobody knows."""
        sizes = [len(one) if isinstance(one, bytes) else one.size for one in self.pieces]
        return None if None in sizes else sum(one or 0 for one in sizes)

    @property
    def is_spent(self) -> bool:
        """Whether it was read, and cannot be read again."""
        return any(isinstance(one, _File) and one.is_spent for one in self.pieces)

    def chunks(self) -> Iterator[bytes]:
        """Read it from its start."""
        for piece in self.pieces:
            yield from [piece] if isinstance(piece, bytes) else piece.chunks()


_Encoder: TypeAlias = Callable[[str, object], _Body]
"""Makes a body of a media type. Raises ArgumentError where that cannot carry the value."""


def _as_json(media: str, value: object) -> _Body:
    return _Body(media, [_json(value).encode()])


def _as_text(media: str, value: object) -> _Body:
    if not isinstance(value, (str, bytes)):
        raise ArgumentError("can only carry text")
    return _Body(media, [value if isinstance(value, bytes) else value.encode()])


def _as_binary(media: str, value: object) -> _Body:
    if not _is_file(value):
        raise ArgumentError("can only carry a file")
    file = _File(value)
    return _Body((file.media or "application/octet-stream") if "*" in media else media, [file])


class _Field(NamedTuple):
    """How a field of a form travels, where it is not as its type has it."""

    media: str = ""
    style: str = "form"
    explode: bool = True
    safe: str = _SAFE
    split: Callable[[str, object], list[tuple[str, str]]] | None = None


def _lacking(encode: _Encoder, *names: str) -> _Encoder:
    """Return what makes a body that has no place for some fields."""

    def made(media: str, value: object) -> _Body:
        found = [name for name in names if _is_object(value) and name in value]
        if found:
            raise ArgumentError(f"has no {' and no '.join(found)}")
        return encode(media, value)

    return made


def _as_form(parts: Mapping[str, _Field]) -> _Encoder:
    def pairs(name: str, value: object) -> list[tuple[str, str]]:
        media, style, explode, safe, _ = parts.get(name, _Field())
        if media or (_is_object(value) and style == "form" and explode):
            value = value if value is None or isinstance(value, str) else _json(value)
        if style == "deepObject":
            return _deep(name, value, safe)
        return _form(name, value, explode, _BETWEEN.get(style, ","), safe)

    def made(media: str, value: object) -> _Body:
        found = [pair for name, one in _entries(value) for pair in pairs(name, one)]
        return _Body(media, ["&".join(f"{key}={text}" for key, text in found).encode("ascii")])

    return made


_BETWEEN = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


def _as_multipart(parts: Mapping[str, _Field], files: Sequence[str] = ()) -> _Encoder:
    def made(media: str, value: object) -> _Body:
        # Random, so that no file can have a line in it that ends its part.
        boundary = secrets.token_hex(16)
        pieces: list[bytes | _File] = []
        for name, one in _entries(value):
            for head, content in _pieces(name, one, parts.get(name, _Field()), name in files):
                start = f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n"
                pieces += [start.encode(), content, b"\r\n"]
        return _Body(f"{media}; boundary={boundary}", [*pieces, f"--{boundary}--\r\n".encode()])

    return made


def _entries(value: object) -> list[tuple[str, object]]:
    if not _is_object(value):
        raise ArgumentError("can only carry fields")
    return [(name, one) for name, one in value.items() if one is not omit]


def _pieces(
    name: str, value: object, part: _Field, is_file: bool
) -> Iterator[tuple[str, bytes | _File]]:
    """Yield headers and content of the parts of a field: as many as a list has elements."""
    if _is_file(value):
        file, allowed = _File(value), part.media.replace(",", " ").split()
        usual = next((one for one in allowed if "*" not in one), "application/octet-stream")
        media = usual if allowed == [usual] else file.media or usual
        yield f"{_named(name)}; file{_named(file.name)}\r\nContent-Type: {media}", file
    elif _is_list(value) and not part.media:
        for one in value:
            yield from _pieces(name, one, part, is_file)
    elif is_file and value is not None:
        raise ArgumentError(f"{name} takes a file: a pathlib.Path, bytes or one opened for bytes")
    elif part.split is not None and not part.media:
        for key, text in part.split(name, value):
            yield _named(key), text.encode()
    elif value is not None:
        media = part.media or ("application/json" if _is_object(value) else "")
        text = _json(value) if "json" in media and not isinstance(value, str) else _text(value)
        yield _named(name) + (f"\r\nContent-Type: {media}" if media else ""), text.encode()


def _named(text: str) -> str:
    """Return a name, escaped as browsers do, so that it cannot end its header."""
    escaped = text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    return f'name="{escaped}"'
