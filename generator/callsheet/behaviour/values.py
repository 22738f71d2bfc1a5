"""Placeholders: how a case writes what YAML cannot, or should not, hold."""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import Any

from callsheet.behaviour.model import File
from callsheet.data import dataclass
from callsheet.diagnostics import Place
from callsheet.plain import is_list, is_object
from callsheet.source import Node

_LONGEST = 64 * 1024 * 1024
"""Characters that ``$repeat`` makes at most."""


class Wrong(Exception):
    """What a case says and cannot mean: where, why, and what to do about it."""

    def __init__(self, message: str, place: Place, hint: str = "") -> None:
        super().__init__(message)
        self.place = place
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Values:
    """Reads the values of a case."""

    folder: Path
    """Of the document: samples are found in it."""

    def of(self, node: Node) -> Any:
        """Return a value with each placeholder replaced by what it stands for. Raises Wrong."""
        if is_list(node.value):
            return [self.of(one) for one in node.each()]
        if not is_object(node.value):
            return node.value
        mark = next((key for key in node.value if key in _BESIDE), "")
        if not mark:
            return {key: self.of(one) for key, one in node.items()}
        for key, one in node.items():
            if key != mark and key not in _BESIDE[mark]:
                known = " and ".join(_BESIDE[mark]) or "nothing"
                raise Wrong(f"{mark} takes {known} beside it, and no {key!r}", one.key_place)
        match mark:
            case "$bytes":
                return _bytes(node / mark)
            case "$repeat":
                return _repeat(node / mark)
            case "$sample":
                return self._sample(node / mark)
            case _:
                content = node.get("content")
                filled = b"" if content is None else self.content(content)
                return File(str(node.value[mark]), filled, node.text("media"))

    def content(self, node: Node) -> bytes:
        """Return the bytes of a content: text, any placeholder, or a value to be sent as JSON."""
        made = self.of(node)
        if isinstance(made, bytes):
            return made
        return made.encode() if isinstance(made, str) else self.text(node)

    def text(self, node: Node) -> bytes:
        """Return a value as JSON. Raises Wrong where it has bytes in it."""
        made = self.of(node)
        if not is_json(made):
            raise Wrong("JSON has no bytes and no files in it", node.place, "write them as `bytes`")
        return json.dumps(made, ensure_ascii=False).encode()

    def _sample(self, node: Node) -> bytes:
        hint = "write its path from the document's folder: {$sample: samples/a.png}"
        try:
            path = (self.folder / str(node.value)).resolve()
            if not path.is_relative_to(self.folder.resolve()):
                raise Wrong(f"{node.value!r} is outside of the document's folder", node.place, hint)
            return path.read_bytes()
        except (OSError, ValueError):
            told = f"there is no file {str(node.value)!r} that could be read"
            raise Wrong(told, node.place, hint) from None


def is_json(value: Any) -> bool:
    """Whether a value is JSON: without bytes and files."""
    if is_object(value):
        return all(is_json(one) for one in value.values())
    if is_list(value):
        return all(is_json(one) for one in value)
    return value is None or isinstance(value, (str, int, float))


def _bytes(node: Node) -> bytes:
    try:
        return base64.b64decode(node.value, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Wrong("$bytes takes Base64", node.place, "such as {$bytes: AAEC/w==}") from None


def _repeat(node: Node) -> str:
    hint = "such as {$repeat: {text: ab, times: 9}}"
    if not is_object(node.value) or node.value.keys() != {"text", "times"}:
        raise Wrong("$repeat takes a text and how many times", node.place, hint)
    text, times = str(node.value["text"]), node.value["times"]
    if isinstance(times, bool) or not isinstance(times, int) or times < 0:
        raise Wrong("`times` is a whole number", (node / "times").place, hint)
    if len(text) * times > _LONGEST:
        told = f"this is more than {_LONGEST // 2**20} million characters"
        raise Wrong(told, (node / "times").place, hint)
    return text * times


_BESIDE = {"$bytes": (), "$repeat": (), "$sample": (), "$file": ("content", "media")}
