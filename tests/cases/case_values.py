"""Placeholders: how a case writes what YAML cannot, or should not, hold."""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import Any

from case_model import File


class Wrong(Exception):
    """A placeholder that cannot be used, and why."""


def value_of(written: Any, folder: Path) -> Any:
    """Return a value with each placeholder replaced by what it stands for."""
    if isinstance(written, list):
        return [value_of(one, folder) for one in written]
    if not isinstance(written, dict):
        return written
    marks = [key for key in written if key.startswith("$")]
    if not marks or marks[0] not in _PLACEHOLDERS:
        return {key: value_of(one, folder) for key, one in written.items()}
    mark = marks[0]
    allowed = {mark, *_BESIDE.get(mark, ())}
    if written.keys() - allowed:
        raise Wrong(f"{mark} takes {' and '.join(sorted(allowed - {mark})) or 'nothing'} beside it")
    return _PLACEHOLDERS[mark](written, folder)


def bytes_of(written: Any, folder: Path) -> bytes:
    """Return the bytes of a content: text, any placeholder, or a value to be sent as JSON."""
    made = value_of(written, folder)
    if isinstance(made, bytes):
        return made
    return made.encode() if isinstance(made, str) else json.dumps(made, ensure_ascii=False).encode()


def _bytes(written: dict[str, Any], _folder: Path) -> bytes:
    try:
        return base64.b64decode(written["$bytes"], validate=True)
    except (binascii.Error, TypeError) as error:
        raise Wrong(f"$bytes takes Base64 text: {error}") from None


def _repeat(written: dict[str, Any], _folder: Path) -> str:
    told = written["$repeat"]
    if not isinstance(told, dict) or told.keys() != {"text", "times"}:
        raise Wrong("$repeat takes {text: …, times: …}")
    return str(told["text"]) * int(told["times"])


def _sample(written: dict[str, Any], folder: Path) -> bytes:
    try:
        return (folder / str(written["$sample"])).read_bytes()
    except OSError as error:
        raise Wrong(f"$sample takes the path of a file beside the document: {error}") from None


def _file(written: dict[str, Any], folder: Path) -> File:
    content = bytes_of(written.get("content", ""), folder)
    return File(str(written["$file"]), content, str(written.get("media", "")))


_PLACEHOLDERS = {"$bytes": _bytes, "$repeat": _repeat, "$sample": _sample, "$file": _file}
_BESIDE = {"$file": ("content", "media")}
