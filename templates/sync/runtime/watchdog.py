"""An end to what takes too long, where nothing but another thread can see to it.

The timeouts of a connection are for each wait of its own: a server that sends a byte now and then
never runs into one, and nor does the search for its address.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Overdue
from contextvars import copy_context
from typing import TypeVar

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
    outcome: Future[T] = Future()
    context = copy_context()

    def run() -> None:
        try:
            outcome.set_result(context.run(do))
        except BaseException as error:
            outcome.set_exception(error)

    def forget(done: Future[T]) -> None:
        if done.exception() is None:
            undo(done.result())

    threading.Thread(target=run, name="watched call", daemon=True).start()
    try:
        return outcome.result(seconds)
    except Overdue:
        outcome.add_done_callback(forget)
        raise late() from None
    except BaseException:
        # Such as an interruption by the user; the function's own errors have nothing to undo.
        outcome.add_done_callback(forget)
        raise
