"""Words: what a name is made of, however it is written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[\x00-/:-@\[-`{-\x7f]+")
"""ASCII alone: to say what is none of it takes the compiler a hundred times longer."""
_SYMBOLS = {
    "+": " plus ",
    "&": " and ",
    "@": " at ",
    "%": " percent ",
    "<": " less ",
    ">": " greater ",
    "=": " equal ",
}


@lru_cache(maxsize=16_384)  # each spelling asks for the same ones
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of any text: ``getHTTPUrl``, ``foo-bar``, ``$type``, ``2fa``."""
    text = unicodedata.normalize("NFKC", text)
    plain = _words(text)
    return plain or _words("".join(_SYMBOLS.get(sign, sign) for sign in text))


def _words(text: str) -> tuple[str, ...]:
    made: list[str] = []
    for piece in _NOT_WORD.split(text):
        made.extend(word for word in _HUMP.split(piece) if word)
    return tuple(made)
