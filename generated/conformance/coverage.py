"""Coverage: which statuses of the document were seen, and which of its words were put to the test."""

from __future__ import annotations

from typing import Any

from .facts import Operation


class Coverage:
    """What was asked and seen, by operation."""

    def __init__(self) -> None:
        self.statuses: dict[str, dict[int, int]] = {}
        """By operation, how often each status was seen."""
        self.places: dict[str, dict[str, set[str]]] = {}
        """By operation and place of the document, whether it was kept (valid) and broken (invalid)."""

    def see(self, operation: Operation, status: int) -> None:
        """Take note of an answer."""
        seen = self.statuses.setdefault(operation.title, {})
        seen[status] = seen.get(status, 0) + 1

    def meet(self, operation: Operation, at: str, *, is_valid: bool) -> None:
        """Take note of a request that keeps or breaks what stands at a place."""
        places = self.places.setdefault(operation.title, {})
        places.setdefault(at, set[str]()).add("valid" if is_valid else "invalid")

    @property
    def requests(self) -> int:
        """The number of answers."""
        return sum(count for seen in self.statuses.values() for count in seen.values())

    def as_json(self) -> dict[str, Any]:
        """Return all of it in JSON's types, always in one order."""
        return {
            "requests": self.requests,
            "statuses": {
                title: {str(status): count for status, count in sorted(seen.items())}
                for title, seen in self.statuses.items()
            },
            "places": {
                title: {at: sorted(sides) for at, sides in sorted(places.items())}
                for title, places in self.places.items()
            },
        }
