"""What the next release of a server answers: bodies that the old document does not foresee.

The clients are those of the present documents. Each body breaks or stretches one thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HUGE = 2**70 + 1

VIDEO = {
    "id": "v1",
    "object": "video",
    "model": "sora-2",
    "status": "queued",
    "progress": 0,
    "created_at": 1_700_000_000,
}
TASK = {"task_id": "t1", "status": "queued"}


@dataclass(frozen=True)
class Release:
    """A body that a newer server answers with, and what its callers rely on."""

    id: str
    ask: str
    """Which call gets it; `release_calls.py` has them."""
    body: Any
    reads: Mapping[str, Any] = field(default_factory=dict)
    """What the attributes are, by their path; `#` is the number of items, `!` the type's name."""
    breaks: tuple[str, ...] = ()
    """Where it is not as the document says; a strict client names these places."""
    payload: str = ""
    """The field that holds the value, where it is in an envelope."""


def video(**fields: Any) -> dict[str, Any]:
    return {**VIDEO, **fields}


def without(*names: str, body: dict[str, Any] = VIDEO) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in names}


def render(**fields: Any) -> dict[str, Any]:
    return {"render": {"key": "r-7", "phase": "drawing", **fields}}
