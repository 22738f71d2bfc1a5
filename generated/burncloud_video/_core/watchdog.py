"""An end to what takes too long, where nothing but another thread can see to it.

The timeouts of a connection are for each wait of its own: a server that sends a byte now and then
never runs into one, and nor does the search for its address.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Overdue
from contextvars import copy_context
from functools import partial
from queue import Empty, SimpleQueue
from typing import TypeVar

IDLE = 2.0
"""Seconds for which a thread waits for the next call, before it ends."""

T = TypeVar("T")


class Watched(threading.Thread):
    """Makes calls that others wait for, one at a time. To start a thread for each would take longer."""

    def __init__(self) -> None:
        super().__init__(name="watched call", daemon=True)
        self.calls: SimpleQueue[Callable[[], Callable[[], None]]] = SimpleQueue()
        """Each returns what tells its outcome."""

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
            tell = call()
            # Before it is told, so that whoever waits for it finds this thread for the next one.
            _idle.append(self)
            tell()
            del call, tell


_idle: list[Watched] = []
if hasattr(os, "register_at_fork"):
    # The threads stay behind.
    os.register_at_fork(after_in_child=_idle.clear)


def _begun(call: Callable[[], Callable[[], None]]) -> None:
    try:
        thread = _idle.pop()
    except IndexError:
        thread = Watched()
        thread.start()
    thread.calls.put(call)


def within(
    seconds: float,
    do: Callable[[], T],
    undo: Callable[[T], object],
    late: Callable[[], Exception],
) -> T:
    """Return what a function returns, or raise what `late` returns after so many seconds.

    The function is not stopped then; what it returns in the end is given to `undo`.
    """
    outcome: Future[T] = Future()
    context = copy_context()

    def run() -> Callable[[], None]:
        try:
            return partial(outcome.set_result, context.run(do))
        except BaseException as error:
            return partial(outcome.set_exception, error)

    def forget(done: Future[T]) -> None:
        if done.exception() is None:
            undo(done.result())

    _begun(run)
    try:
        return outcome.result(seconds)
    except Overdue:
        outcome.add_done_callback(forget)
        raise late() from None
    except BaseException:
        # Such as an interruption by the user; the function's own errors have nothing to undo.
        outcome.add_done_callback(forget)
        raise
