"""What people see while they wait: one line on standard error that is written again and again."""

from __future__ import annotations

import json
import os
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import threading

    from typing_extensions import Self

    from .._core.jobs import JobState
    from .._core.progress import Progress

TICK = 0.2
"""Seconds between two drawings, so that the clock on the line goes on."""
BAR = 24
"""Columns of a bar."""


def is_watched() -> bool:
    """Whether somebody looks at standard error."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """Return how wide the terminal is; 80, if there is none."""
    wish = os.environ.get("COLUMNS", "")
    if wish.isdecimal() and int(wish):
        return int(wish)
    for stream in (sys.__stdout__, sys.__stderr__):
        try:
            width = os.get_terminal_size(stream.fileno() if stream else -1).columns
        except (OSError, ValueError):
            continue
        if width:
            return width
    return 80


def note(program: str, text: str) -> None:
    """Say something beside the output."""
    print(f"{program}: {text}", file=sys.stderr, flush=True)


def fault(program: str, text: str) -> None:
    """Say on one line what went wrong."""
    word = "error:"
    if is_watched() and not os.environ.get("NO_COLOR"):
        word = f"\x1b[31m{word}\x1b[0m"
    note(program, f"{word} {shown(text)}")


def print_error(kind: str, text: str, **facts: object) -> None:
    """Say what went wrong as a line of JSON."""
    made = {"kind": kind, "message": shown(text), **facts}
    print(json.dumps({"error": made}), file=sys.stderr, flush=True)


def shown(text: str) -> str:
    """Return a text on one line, without signs that a terminal would obey."""
    return "".join(
        sign if sign.isprintable() else " " for sign in " ".join(text.split())
    )


class Line:
    """A line that tells how far something is. Where nobody looks, it tells nothing."""

    def __init__(self, quiet: bool) -> None:
        # Not before: help is there sooner without it.
        import threading

        self._is_shown = is_watched() and not quiet
        self._began = time.monotonic()
        self._first: tuple[float, int] | None = None
        self._text = ""
        self._fraction: float | None = None
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        if self._is_shown:
            import threading

            self._thread = threading.Thread(target=self._tick, daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def of_job(self, state: JobState[Any]) -> None:
        """Tell where a job stands."""
        self._tell(state.status or state.state, state.progress)

    def of_bytes(self, progress: Progress) -> None:
        """Tell how many bytes there are, how fast they come, and when they will be there."""
        now = time.monotonic()
        began, before = self._first = self._first or (now, progress.received)
        rate = (progress.received - before) / (now - began) if now > began else 0.0
        text = size(progress.received)
        if progress.total is not None:
            text = f"{text} of {size(progress.total)}"
        if rate:
            text = f"{text}, {size(rate)}/s"
            if progress.total is not None:
                text = f"{text}, {duration((progress.total - progress.received) / rate)} left"
        self._tell(text, progress.fraction)

    def _tell(self, text: str, fraction: float | None) -> None:
        with self._lock:
            self._text, self._fraction = shown(text), fraction

    def _tick(self) -> None:
        while not self._over.is_set():
            with self._lock:
                text, fraction = self._text, self._fraction
            if text:
                self._draw(text, fraction)
            self._over.wait(TICK)

    def _draw(self, text: str, fraction: float | None) -> None:
        clock = duration(time.monotonic() - self._began)
        done = "" if fraction is None else f"{fraction:>4.0%} {bar(fraction)} "
        line = f"{clock} {done}{text}"[: columns() - 1]
        try:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
        except (OSError, ValueError):
            self._over.set()


def bar(fraction: float) -> str:
    """Return a bar of which that much is full."""
    full, empty = "█", "░"
    try:
        f"{full}{empty}".encode(sys.stderr.encoding or "ascii")
    except UnicodeError:
        full, empty = "#", "."
    count = round(fraction * BAR)
    return full * count + empty * (BAR - count)


def size(count: float) -> str:
    """Return a number of bytes in words."""
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            break
        count /= 1000
    return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"


def duration(seconds: float) -> str:
    """Return seconds as a clock has them."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
