"""How far a download or an upload is, told no more often than anybody can look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

EVERY = 0.1
"""Seconds between two tellings."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download or an upload is."""

    received: int
    """Bytes that are here; of an upload, bytes that the connection has taken."""
    total: int | None
    """Bytes in all, if anybody knows."""

    @property
    def fraction(self) -> float | None:
        """How much of it that is, from 0 to 1, if anybody knows."""
        return None if self.total is None else self.received / max(self.total, 1)


Listener: TypeAlias = Callable[[Progress], object]


class Meter:
    """Decides what is worth telling. What it tells grows: what is fetched again is not told again."""

    def __init__(self) -> None:
        self._told = -1
        self.next = float("-inf")
        """Time before which there is nothing to tell."""

    def news(self, received: int, total: int | None, now: float) -> Progress | None:
        """Return what to tell now, if anything."""
        if received <= self._told or now < self.next:
            return None
        self._told = received
        self.next = now + EVERY
        return Progress(received, total)

    def last(self, received: int, total: int | None) -> Progress | None:
        """Return what to tell when all is there, unless that was told."""
        return None if received == self._told else Progress(received, total)
