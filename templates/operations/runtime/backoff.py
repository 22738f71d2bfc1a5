"""How long to pause before a further attempt."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to pause before each further attempt, in seconds, where the server does not say.

    Anything between nothing and a bound that doubles: so clients that failed together do not
    come back together.
    """

    first: float = 0.5
    longest: float = 8.0
    chance: Callable[[], float] = random.random
    """Gives numbers from 0 to 1."""

    def pause(self, attempts: int) -> float:
        """Return the pause after so many attempts."""
        bound = self.first * 2.0 ** min(attempts - 1, 32)
        return self.chance() * min(self.longest, bound)
