"""A clock for tests: it goes only when it is told to, and who sleeps by it moves it."""

from __future__ import annotations

import threading
import time

import anyio.lowlevel


class MockClock:
    """Stands still until it is moved. The mock, and the clients of it, have one in common."""

    def __init__(self) -> None:
        self._now = time.time()
        self._lock = threading.Lock()

    def now(self) -> float:
        """Return the time, in seconds since 1970."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Move it. Raises ValueError for less than nothing: no clock goes back."""
        if not seconds >= 0:
            raise ValueError(f"cannot advance by {seconds} s")
        with self._lock:
            self._now += seconds

    def sleep(self, seconds: float) -> None:
        """Return so many seconds later by this clock, and at once by any other."""
        self.advance(max(0.0, seconds))


class AsyncMockClock:
    """The same clock, for who awaits."""

    def __init__(self, clock: MockClock) -> None:
        self._clock = clock

    def now(self) -> float:
        """Return the time, in seconds since 1970."""
        return self._clock.now()

    async def sleep(self, seconds: float) -> None:
        """Return so many seconds later by this clock, after others had their turn."""
        self._clock.sleep(seconds)
        await anyio.lowlevel.checkpoint()
