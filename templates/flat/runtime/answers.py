"""Answers of operations that have several kinds of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .call import _fits


class _Answer(NamedTuple):
    """An answer that an operation describes."""

    status: str
    media: str = ""
    kind: str = ""


def _one_of(*answers: _Answer) -> Callable[[int, str], str | None]:
    """Return what finds out which kind an answer is of; it can be of none.

    A status that is not described counts as the first that is.
    """

    def kind(status: int, media: str) -> str | None:
        chosen: list[_Answer] = []
        for known in (str(status), f"{status // 100}XX", "DEFAULT", answers[0].status.upper()):
            chosen = chosen or [one for one in answers if one.status.upper() == known]
        ranges = ("", "*/*", media, f"{media.partition('/')[0]}/*")
        exact = [one for one in chosen if one.media.partition(";")[0].strip().lower() in ranges]
        fits = (one.kind for one in (*exact, *chosen) if _fits(one.kind, one.media, status, media))
        return next(fits, None)

    return kind
