"""Answers of operations that have several kinds of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple



class _Answer(NamedTuple):
    """An answer that an operation describes."""

    status: str
    media: str = ""
    kind: str = ""


def _one_of(*answers: _Answer) -> Callable[[int, str], str]:
    """Return what finds out which kind an answer is of; it can be of none: empty.

    A status that is not described counts as the first that is.
    """

    def kind(status: int, media: str) -> str:
        chosen: list[_Answer] = []
        for known in (str(status), f"{status // 100}XX", "DEFAULT", answers[0].status.upper()):
            chosen = chosen or [one for one in answers if one.status.upper() == known]
        ranges = ("", "*/*", media, f"{media.partition('/')[0]}/*")
        exact = [one for one in chosen if one.media.partition(";")[0].strip().lower() in ranges]
        fits = (one.kind for one in (*exact, *chosen) if one in exact or _may_be(one.kind, media))
        return next((kind for kind in fits if kind != "file" or status not in (204, 205)), "")

    return kind


def _may_be(kind: str, media: str) -> bool:
    """Whether an answer can be of a kind, though its media type is not described."""
    is_text, is_json = media.startswith("text/"), media.endswith(("/json", "+json"))
    if kind == "file":
        return not (is_text or is_json)
    if kind == "json":
        return is_json or media.endswith("/octet-stream") or (is_text and media != "text/html")
    return kind == "none" or (is_text and media != "text/html")
