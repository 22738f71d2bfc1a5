"""Progress is shown on a terminal only, late, and leaves nothing behind."""

from __future__ import annotations

import io
import time

from callsheet.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, seconds: float) -> str:
    with Progress(stream) as progress:
        progress.tell("reading")
        time.sleep(seconds)
    return stream.getvalue()


def test_a_short_run_shows_nothing() -> None:
    assert shown(Terminal(), 0.05) == ""


def test_a_long_run_says_what_it_does_and_wipes_it_away() -> None:
    text = shown(Terminal(), 0.7)
    assert "reading" in text
    assert text.endswith("\r\x1b[K")


def test_what_is_no_terminal_gets_nothing() -> None:
    assert shown(io.StringIO(), 0.7) == ""
