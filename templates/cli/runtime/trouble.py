"""What a run can end with: exit codes, and wrong use as an error of its own."""

from __future__ import annotations

FINE = 0
REFUSED = 1
WRONG_USE = 2
JOB_LOST = 3
UNKNOWN = 4
NO_ANSWER = 5
NOT_OVER = 6
NO_FILE = 7
INTERRUPTED = 130
BROKEN_PIPE = 141

MEANINGS = {
    FINE: "fine",
    REFUSED: "the API refused the request, or its answer cannot be read",
    WRONG_USE: "wrong use, or no key: nothing was sent",
    JOB_LOST: "the job failed or was cancelled: there is no result",
    UNKNOWN: "nobody knows whether the request was carried out: look before you send it again",
    NO_ANSWER: "no answer: the connection failed, or it took too long",
    NOT_OVER: "the job is not over: it goes on, and can be waited for again",
    NO_FILE: "a file cannot be read or written, or what came is corrupt",
    INTERRUPTED: "interrupted",
}
"""What each exit code says."""


class Misuse(Exception):
    """The command line cannot be carried out as it is. Nothing was sent."""


class Unfit(ValueError):
    """A text on the command line is not what is wanted there."""
