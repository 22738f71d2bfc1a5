"""Progress: one line on a terminal that says what is going on, if it goes on for long."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TextIO

_PATIENCE = 0.4
"""Seconds without a word: most runs are over by then."""
_PERIOD = 0.1
_WIDTH = 78


class Progress:
    """Shows the present step on a terminal while a ``with`` block runs; silent elsewhere."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.step = ""
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._show, daemon=True)

    def tell(self, step: str) -> None:
        """Say what is done from now on."""
        self.step = step

    def __enter__(self) -> Progress:
        if self.stream.isatty():
            self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.done.set()
        if self.thread.ident:
            self.thread.join()

    def _show(self) -> None:
        start = time.monotonic()
        if self.done.wait(_PATIENCE):
            return
        while not self.done.wait(_PERIOD):
            line = f"{time.monotonic() - start:4.1f} s  {self.step}"
            self.stream.write(f"\r\x1b[K{line[:_WIDTH]}")
            self.stream.flush()
        self.stream.write("\r\x1b[K")
        self.stream.flush()
