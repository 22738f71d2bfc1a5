"""Bodies, and the files in them: read when they are sent, and not before."""

from __future__ import annotations

import io
import mimetypes
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from typing import Any, NamedTuple, TypeAlias

from .constants import _Body, _CHUNK
from .encode import _deep, _form, _is_list, _is_object, _json, _leaves, _text
from .errors import ArgumentError


class _File:
    """A file on its way to the server: read when it is sent, and again when it is sent again."""

    def __init__(self, given: Any) -> None:
        self.is_path = isinstance(given, os.PathLike)
        self.content: Any = io.BytesIO(given) if isinstance(given, bytes) else given
        path = given if self.is_path else getattr(given, "name", "")
        self.name = os.path.basename(str(path)) or "upload"
        with self.opened() as file:
            if isinstance(file, io.TextIOBase) or not file.seekable():
                raise ArgumentError(f"{self.name} must be opened for bytes, and be able to go back")
            self.start = file.tell()
            self.size = file.seek(0, os.SEEK_END) - self.start

    def opened(self) -> Any:
        return open(self.content, "rb") if self.is_path else nullcontext(self.content)

    def __len__(self) -> int:
        return int(self.size)

    def __iter__(self) -> Iterator[bytes]:
        with self.opened() as file:
            file.seek(self.start)
            while chunk := file.read(_CHUNK):
                yield chunk


def _is_file(value: object) -> bool:
    return isinstance(value, (bytes, os.PathLike)) or hasattr(value, "read")


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
    guess = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return guess if "*" in media else media, [file]


def _lacking(encode: _Encoder, *names: str) -> _Encoder:
    """Return what makes a body that has no place for some fields."""

    def made(media: str, value: object) -> tuple[str, _Body]:
        found = [name for name in names if _is_object(value) and name in value]
        if found:
            raise ArgumentError(f"has no {' and no '.join(found)}")
        return encode(media, value)

    return made


class _Field(NamedTuple):
    """How a field of a form travels, where it is not as its type has it."""

    media: str = ""
    style: str = "form"
    explode: bool = True
    safe: str = ""


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


def _as_multipart(medias: Mapping[str, str], media: str, value: Any) -> tuple[str, _Body]:
    """Make a form, with the media types of the parts that have one of their own."""
    boundary = secrets.token_hex(16)  # random, so that no file can end its part
    body: list[bytes | _File] = []
    # if not form
    value = dict(_entries(value))
    # end
    for name, one in value.items():
        for each in one if _is_list(one) and name not in medias else [one]:
            part = _File(each) if _is_file(each) else _text(each).encode()
            head, kind = f"form-data; {_named(name)}", medias.get(name, "")
            if isinstance(part, _File):
                head += f"; file{_named(part.name)}"
                kind = mimetypes.guess_type(part.name)[0] or kind or "application/octet-stream"
            elif _is_object(each):
                kind = kind or "application/json"
            head += f"\r\nContent-Type: {kind}" if kind else ""
            body += [f"--{boundary}\r\nContent-Disposition: {head}\r\n\r\n".encode(), part, b"\r\n"]
    return f"{media}; boundary={boundary}", [*body, f"--{boundary}--\r\n".encode()]


def _entries(value: object) -> list[tuple[str, object]]:
    if not _is_object(value):
        raise ArgumentError("can only carry fields")
    return [(name, one) for name, one in value.items() if one is not None]


def _named(text: str) -> str:  # escaped as browsers do, so that it cannot end its header
    return 'name="%s"' % text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _with_files(encode: _Encoder, *names: str) -> _Encoder:
    """Return what makes a form of which some fields are files, and nothing else."""

    def made(media: str, value: object) -> tuple[str, _Body]:
        for name, one in _entries(value):
            found = one if _is_list(one) else [one]
            if name in names and not all(map(_is_file, found)):
                kinds = "a pathlib.Path, bytes or one opened for bytes"
                raise ArgumentError(f"{name} takes a file: {kinds}")
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
