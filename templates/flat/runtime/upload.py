"""Bodies, and the files in them: read when they are sent, and not before."""

from __future__ import annotations

import io
import mimetypes
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from typing import IO, Any, NamedTuple, TypeAlias, Union

from .encode import _SAFE, _deep, _form, _is_list, _is_object, _json, _leaves, _text, omit
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
    """A file on its way to the server: read when it is sent, and again when it is sent again."""

    def __init__(self, given: Any) -> None:
        found: Any = (None, given, None) if _is_content(given) else (*given, None)
        name, content, media = found[:3]
        if isinstance(content, io.TextIOBase):
            raise ArgumentError("a file must be opened for reading bytes")
        self.is_path = hasattr(content, "__fspath__")
        known = content if self.is_path else getattr(content, "name", "")
        self.name = str(name or os.path.basename(str(known)) or "upload")
        self.media = str(media or mimetypes.guess_type(self.name)[0] or "")
        self.content: Any = io.BytesIO(content) if isinstance(content, bytes) else content
        self.start: int | None = None  # where it stood; None where it cannot be wound back
        self.size: int | None = None
        self.is_spent = False
        if self.is_path:
            self.start, self.size = 0, os.stat(content).st_size
        else:
            with suppress(AttributeError, OSError, ValueError):
                start = self.content.tell()
                self.size = self.content.seek(0, os.SEEK_END) - start
                self.start = start

    def chunks(self) -> Iterator[bytes]:
        """Read it from its start."""
        with open(self.content, "rb") if self.is_path else nullcontext(self.content) as file:
            if self.start is not None:
                file.seek(self.start)
            self.is_spent = self.start is None
            while chunk := file.read(_CHUNK):
                yield chunk


def _is_content(value: object) -> bool:
    return isinstance(value, (bytes, os.PathLike)) or hasattr(value, "read")


def _is_file(value: object) -> bool:
    parts: Any = value
    is_named = isinstance(value, tuple) and len(parts) in (2, 3)
    return _is_content(parts[1] if is_named else parts)


_Body: TypeAlias = Sequence[Union[bytes, _File]]
_Encoder: TypeAlias = Callable[[str, object], tuple[str, _Body]]
"""Makes a body of a media type. Raises ArgumentError where that cannot carry the value."""


def _as_json(media: str, value: object) -> tuple[str, _Body]:
    return media, [_json(value).encode()]


def _as_text(media: str, value: object) -> tuple[str, _Body]:
    if not isinstance(value, (str, bytes)):
        raise ArgumentError("can only carry text")
    return media, [value if isinstance(value, bytes) else value.encode()]


def _as_binary(media: str, value: object) -> tuple[str, _Body]:
    if not _is_file(value):
        raise ArgumentError("can only carry a file")
    file = _File(value)
    return (file.media or "application/octet-stream") if "*" in media else media, [file]


class _Field(NamedTuple):
    """How a field of a form travels, where it is not as its type has it."""

    media: str = ""
    style: str = "form"
    explode: bool = True
    safe: str = _SAFE


def _lacking(encode: _Encoder, *names: str) -> _Encoder:
    """Return what makes a body that has no place for some fields."""

    def made(media: str, value: object) -> tuple[str, _Body]:
        found = [name for name in names if _is_object(value) and name in value]
        if found:
            raise ArgumentError(f"has no {' and no '.join(found)}")
        return encode(media, value)

    return made


def _as_form(parts: Mapping[str, _Field]) -> _Encoder:
    def pairs(name: str, value: object) -> list[tuple[str, str]]:
        media, style, explode, safe = parts.get(name, _Field())
        if media or (_is_object(value) and style == "form" and explode):
            value = value if value is None or isinstance(value, str) else _json(value)
        if style == "deepObject":
            return _deep(name, value, safe)
        return _form(name, value, explode, _BETWEEN.get(style, ","), safe)

    def made(media: str, value: object) -> tuple[str, _Body]:
        found = [pair for name, one in _entries(value) for pair in pairs(name, one)]
        return media, ["&".join(f"{key}={text}" for key, text in found).encode("ascii")]

    return made


_BETWEEN = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


def _as_multipart(medias: Mapping[str, str]) -> _Encoder:
    """Return what makes a form, with the media types of the parts that have one of their own."""

    def made(media: str, value: object) -> tuple[str, _Body]:
        boundary = secrets.token_hex(16)  # random, so that no file can end its part
        body: list[bytes | _File] = []
        for name, one in _entries(value):
            is_split = _is_list(one) and not _is_file(one) and name not in medias
            for each in one if is_split and _is_list(one) else [one]:
                head, content = _part(name, each, medias.get(name, ""))
                start = f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n"
                body += [start.encode(), content, b"\r\n"]
        return f"{media}; boundary={boundary}", [*body, f"--{boundary}--\r\n".encode()]

    return made


def _entries(value: object) -> list[tuple[str, object]]:
    if not _is_object(value):
        raise ArgumentError("can only carry fields")
    return [(name, one) for name, one in value.items() if one is not None]


def _part(name: str, value: object, media: str) -> tuple[str, bytes | _File]:
    """Return headers and content of a part of a form."""
    if _is_file(value):
        file, allowed = _File(value), media.replace(",", " ").split()
        usual = next((one for one in allowed if "*" not in one), "application/octet-stream")
        media = usual if allowed == [usual] else file.media or usual
        return f"{_named(name)}; file{_named(file.name)}\r\nContent-Type: {media}", file
    media = media or ("application/json" if _is_object(value) else "")
    head = _named(name) + (f"\r\nContent-Type: {media}" if media else "")
    return head, _text(value).encode()


def _named(text: str) -> str:
    """Return a name, escaped as browsers do, so that it cannot end its header."""
    escaped = text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    return f'name="{escaped}"'


def _with_files(encode: _Encoder, *names: str) -> _Encoder:
    """Return what makes a form of which some fields are files, and nothing else."""

    def made(media: str, value: object) -> tuple[str, _Body]:
        for name, one in _entries(value):
            found = one if _is_list(one) and not _is_file(one) else [one]
            if name in names and not all(map(_is_file, found)):
                raise ArgumentError(f"{name} takes a file: a pathlib.Path, bytes or one opened for bytes")
        return encode(media, value)

    return made


def _bracketed(encode: _Encoder, *names: str) -> _Encoder:
    """Return what makes a form of which some fields go apart into their leaves."""

    def made(media: str, value: object) -> tuple[str, _Body]:
        leaves: dict[str, list[object]] = {}
        for name, one in _entries(value):
            for key, leaf in _leaves(name, one) if name in names else [(name, one)]:
                leaves.setdefault(key, []).append(leaf)
        return encode(media, {key: one if len(one) > 1 else one[0] for key, one in leaves.items()})

    return made
