"""What went wrong, on one line, with what to do; and the exit code that says so."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from .. import errors
from .._core import errors as core
from .._core.job_errors import JobCancelled, JobFailed, JobNotDone, JobTimeout
from .._core.observe import LOGGER
from .options import dashed
from .run import Run
from .screen import fault, note, print_error, shown
from .trouble import (
    FINE,
    INTERRUPTED,
    JOB_LOST,
    NO_ANSWER,
    NO_FILE,
    NOT_OVER,
    REFUSED,
    UNKNOWN,
    WRONG_USE,
    Misuse,
)

_KINDS: tuple[tuple[type[Exception], str, int], ...] = (
    (core.OutcomeUnknown, "outcome-unknown", UNKNOWN),
    (JobFailed, "job-failed", JOB_LOST),
    (JobCancelled, "job-cancelled", JOB_LOST),
    (JobTimeout, "job-timeout", NOT_OVER),
    (JobNotDone, "job-not-done", NOT_OVER),
    (core.DownloadCorrupt, "corrupt", NO_FILE),
    (core.ConfigurationError, "configuration", WRONG_USE),
    (core.ArgumentError, "argument", WRONG_USE),
    (core.StatusError, "status", REFUSED),
    (core.APIResponseValidationError, "unreadable", REFUSED),
    (core.APITimeoutError, "timeout", NO_ANSWER),
    (core.APIConnectionError, "connection", NO_ANSWER),
    (core.APIError, "other", REFUSED),
    (OSError, "file", NO_FILE),
)
"""What to call an error and the exit code that says so, the first that fits."""

_FACTS = ("status", "code", "type", "param", "request_id", "reason", "token")
"""What an error may have beside its text."""


@dataclass
class Ending:
    """How a run ended."""

    code: int = FINE


@contextmanager
def told_in_one_line(run: Run, *, is_verbose: bool) -> Generator[Ending, None, None]:
    """Turn what is raised into a line on standard error and an exit code."""
    ending = Ending()
    try:
        with _warnings_as_notes(run.called), _log(is_verbose):
            yield ending
    except (Misuse, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        ending.code = INTERRUPTED
        _go_on(run, "interrupted")
    except (errors.APIError, OSError) as error:
        word, ending.code = next(row[1:] for row in _KINDS if isinstance(error, row[0]))
        text = _in_our_words(str(error), run)
        if run.has_json_errors:
            print_error(word, text, **_facts(error))
            return
        fault(run.called, text)
        if ending.code in (NO_ANSWER, NO_FILE, NOT_OVER):
            _go_on(run, "")


def _facts(error: Exception) -> dict[str, object]:
    found = {name: getattr(error, name, None) for name in _FACTS}
    if isinstance(error, core.StatusError):
        found["reason"] = error.message
    return {name: value for name, value in found.items() if value is not None}


def _go_on(run: Run, why: str) -> None:
    """Say how to go on with a job that does not stop because nobody waits for it."""
    text = f"{why}; " if why else ""
    if run.job is not None and not run.job.state.is_over:
        note(run.called, f"{text}the job goes on: {run.follow}")
    elif run.job is not None and run.job.state.state == "done":
        note(run.called, f"{text}the job is done: {run.follow}")
    elif why:
        note(run.called, f"{why}. What was sent may be carried out all the same")


def _in_our_words(text: str, run: Run) -> str:
    """Return an error of the client, which speaks of its arguments, in the words of options."""
    for key in run.program.keys:
        text = text.replace(f"give {key.name}=", f"give --{dashed(key.name)}-file")
    return text.replace("give base_url=", "give --base-url")


@contextmanager
def _warnings_as_notes(called: str) -> Generator[None, None, None]:
    """Tell of what is deprecated on a line of our own."""

    def show(message: Warning | str, *_: object, **__: object) -> None:
        note(called, f"warning: {shown(str(message))}")

    with warnings.catch_warnings():
        warnings.simplefilter("default", DeprecationWarning)
        warnings.showwarning = show
        yield


@contextmanager
def _log(is_verbose: bool) -> Generator[None, None, None]:
    """Tell of each attempt, if that is wished for. The log holds no key and no body."""
    if not is_verbose:
        yield
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    level = LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(level)
