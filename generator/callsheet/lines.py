"""Lines of a text, counted the same by every reader."""

from __future__ import annotations

import re

BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""The ends of lines of YAML 1.1, which the composer follows. ``str.splitlines`` knows more."""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without what ends them."""
    return BREAK.split(text)
