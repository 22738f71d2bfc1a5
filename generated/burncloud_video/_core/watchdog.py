"""An end to what takes too long, where nothing but another thread can see to it.

The timeouts of a connection are for each wait of its own: a server that sends a byte now and then
never runs into one, and nor does the search for its address.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextvars import copy_context
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

IDLE = 2.0
"""Seconds for which a thread waits for the next call, before it ends."""

T = TypeVar("T")


def within(
    seconds: float,
    do: Callable[[], T],
    undo: Callable[[T], object],
    late: Callable[[], Exception],
) -> T:
    """Return what a function returns, or raise what `late` returns after so many seconds.

    The function is not stopped then; what it returns in the end is given to `undo`.
    """
    call = Call(do, undo)
    try:
        thread = _idle.pop()
    except IndexError:
        thread = Watched()
        thread.start()
    thread.calls.put(call)
    try:
        is_over = call.over.acquire(timeout=min(seconds, threading.TIMEOUT_MAX))
    except BaseException:
        # Such as an interruption by the user.
        if not call.abandon():
            call.undo()
        raise
    if is_over or not call.abandon():
        return call.outcome()
    raise late()


class Call(Generic[T]):
    """A call that another thread makes. A future would do, and takes three times as long."""

    def __init__(self, do: Callable[[], T], undo: Callable[[T], object]) -> None:
        self.over = threading.Lock()
        """Held until there is an outcome."""
        self.over.acquire()
        self._do = do
        self._undo = undo
        self._context = copy_context()
        self._ends = threading.Lock()
        self._is_ended = False
        self._is_abandoned = False
        self._value: T | None = None
        self._error: BaseException | None = None

    def make(self) -> None:
        """Make it."""
        try:
            self._value = self._context.run(self._do)
        except BaseException as error:
            self._error = error

    def tell(self) -> None:
        """Tell whoever waits for it that it is made, and undo it if nobody does."""
        with self._ends:
            self._is_ended = True
        self.over.release()
        if self._is_abandoned:
            self.undo()

    def abandon(self) -> bool:
        """Wait no longer. Returns whether it was not made yet; it is undone when it is."""
        with self._ends:
            self._is_abandoned = not self._is_ended
        return self._is_abandoned

    def undo(self) -> None:
        """Undo it, if there is anything to undo."""
        if self._error is None:
            self._undo(self._value)  # type: ignore[arg-type]

    def outcome(self) -> T:
        """Return what it has returned, or raise what it has raised."""
        error, self._error = self._error, None
        if error is None:
            return self._value  # type: ignore[return-value]
        try:
            raise error
        finally:
            # Else the error would hold the frame that holds it.
            del error


class Watched(threading.Thread):
    """Makes calls that others wait for, one at a time. To start a thread for each would take longer."""

    def __init__(self) -> None:
        super().__init__(name="watched call", daemon=True)
        self.calls: SimpleQueue[Call[Any]] = SimpleQueue()

    def run(self) -> None:
        """Make calls, until there are none any more."""
        while True:
            try:
                call = self.calls.get(timeout=IDLE)
            except Empty:
                try:
                    _idle.remove(self)
                except ValueError:
                    # Somebody has just taken it, and is about to say for what.
                    continue
                return
            call.make()
            # Before it is told, so that whoever waits for it finds this thread for the next one.
            _idle.append(self)
            call.tell()
            del call


_idle: list[Watched] = []
if hasattr(os, "register_at_fork"):
    # The threads stay behind.
    os.register_at_fork(after_in_child=_idle.clear)
