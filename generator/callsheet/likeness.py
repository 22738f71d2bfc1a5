"""Likeness: which of the known words was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

_MANY = 200
"""Words beyond which comparing with each takes longer than a hint is worth."""


def nearest(word: str, known: Iterable[str], likeness: float = 0.7) -> str:
    """Return the known word most like the given one; empty where none is much like it."""
    from difflib import get_close_matches  # for complaints only

    words = sorted(known)
    longer = [one for one in words if len(word) > 2 and one.startswith(word)]
    if longer:
        return longer[0]
    near = get_close_matches(word, words, 1, likeness) if len(words) <= _MANY else []
    return near[0] if near else ""


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.7) -> str:
    """Return a hint that names the known word most like the given one, or nothing."""
    found = nearest(word, known, likeness)
    return f"did you mean {found!r}?" if found else ""
