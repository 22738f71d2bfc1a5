"""Words of the shell: how text of a document is quoted, so that the shell reads nothing in it."""

from __future__ import annotations

import json
import re
from itertools import groupby

from callsheet.ir import Json
from callsheet.languages.prose import HIDDEN

_PLAIN = re.compile(r"[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*")


def literal(text: str) -> str:
    """Return a word of the shell that stands for a text, whatever the text is.

    What does not show is written as ``printf`` has it, and a NUL, which no word holds, as U+FFFD.
    """
    if _PLAIN.fullmatch(text):
        return text
    made = [
        _printed("".join(run)) if is_silent else "'" + "".join(run).replace("'", "'\\''") + "'"
        for is_silent, run in groupby(text, _is_silent)
    ]
    return "".join(made) or "''"


def _is_silent(sign: str) -> bool:
    """Whether a character does not show. The end of a line does."""
    return sign != "\n" and HIDDEN.match(sign) is not None


def _printed(run: str) -> str:
    octal = "".join(f"\\{byte:03o}" for byte in run.replace("\0", "\ufffd").encode())
    return f"\"$(printf '{octal}')\""


def pretty(value: Json) -> str:
    """Return JSON for readers, with every character escaped that does not show."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(json.dumps(sign)[1:-1] if _is_silent(sign) else sign for sign in text)


def in_printf(text: str) -> str:
    """Return text as the format of ``printf`` has it."""
    return text.replace("\\", "\\\\").replace("%", "%%")
