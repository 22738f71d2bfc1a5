"""Texts of the command line as values: what stands there, in a file, or on standard input."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from .trouble import Unfit

if TYPE_CHECKING:
    from .._core.files import FileContent, FileInput

_READ: list[str] = []
"""What was read from standard input, which can be read once."""


def begin() -> None:
    """Forget what an earlier run in this process has read."""
    _READ.clear()


def standard_input() -> str:
    """Return what stands on standard input. Raises Unfit where that was asked for before."""
    return _decoded(standard_bytes(), "standard input")


def standard_bytes() -> bytes:
    """Return the bytes of standard input. Raises Unfit where they were asked for before."""
    if _READ:
        raise Unfit("`-` can be given once: standard input has been read already")
    _READ.append("-")
    return sys.stdin.buffer.read()


def content(given: str) -> str:
    """Return a text as it is given, or of the file behind `@`, or of standard input for `-`.

    `@@` stands for an `@` that is meant. One line break at the end of a file is not its text.
    """
    if given == "-":
        return _unended(standard_input())
    if given.startswith("@@") or not given.startswith("@"):
        return given[1:] if given.startswith("@@") else given
    path = given[1:]
    if path == "-":
        return _unended(standard_input())
    try:
        with open(path, "rb") as file:
            return _unended(_decoded(file.read(), path))
    except OSError as error:
        raise Unfit(f"cannot read {path}: {error.strerror or error}") from error


def json_of(given: str) -> Any:
    """Return the JSON value that a text, a file or standard input holds. Raises Unfit."""
    return loaded(content(given))


def loaded(text: str) -> Any:
    """Return a JSON value. Raises Unfit."""
    try:
        return json.loads(text)
    except ValueError as error:
        ways = "give JSON, @FILE or - for standard input"
        raise Unfit(f"{_shown(text)} is no JSON ({error}): {ways}") from error


def json_or_text(given: str) -> Any:
    """Return the JSON value that a text holds, or else the text itself."""
    text = content(given)
    try:
        return json.loads(text)
    except ValueError:
        return text


def file_of(given: str) -> FileInput:
    """Return the file at a path, with or without `@`; `-` is standard input. Raises Unfit.

    `;type=image/png` and `;filename=cat.png` behind it say what else the server is told.
    """
    from pathlib import Path

    path, *facts = given.removeprefix("@").split(";")
    told: dict[str, str] = {}
    for fact in facts:
        name, _, value = fact.partition("=")
        told[name] = value
    if not told.keys() <= {"type", "filename"}:
        path, told = given.removeprefix("@"), {}
    found: FileContent
    if path == "-":
        found = standard_bytes()
        told.setdefault("filename", "upload")
    elif Path(path).is_file():
        found = Path(path)
    else:
        raise Unfit(f"there is no file {path}")
    if not told:
        return found
    name = told.get("filename") or Path(path).name
    return (name, found, told["type"]) if told.get("type") else (name, found)


def _unended(text: str) -> str:
    text = text.removesuffix("\n")
    return text.removesuffix("\r")


def _decoded(told: bytes, where: str) -> str:
    try:
        return told.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "for bytes in a text, encode them first: base64 -w0 FILE"
        raise Unfit(f"{where} is not text in UTF-8; {hint}") from error


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= 40 else f"{text[:39]}…")
