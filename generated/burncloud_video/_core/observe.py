"""What callers see of each attempt: hooks, and a log that holds no secret and no body."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from .errors import APIConnectionError
from .secret import Secret, redact

LOGGER = logging.getLogger(__name__.rpartition("._core")[0])
"""Named as the package is. DEBUG tells of each attempt, INFO of what is tried again."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of a call, as far as it has come."""

    route: str
    """Method and path template, such as ``GET /pets/{petId}``."""
    host: str
    """Where it went, with the port if one was named."""
    number: int
    """1 for the first."""
    elapsed: float | None = None
    """Seconds until the headers of the answer were there, or until it failed."""
    status: int | None = None
    """The HTTP status; None where no answer came."""
    request_id: str | None = None
    """What the server calls this exchange."""
    error: APIConnectionError | None = None
    """Why no answer came."""
    pause: float | None = None
    """Seconds until the next attempt."""


Hook: TypeAlias = Callable[[Attempt], object]
"""Called with an attempt. With an asynchronous client it may be an `async` function."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Functions to call around each attempt. What they raise ends the call."""

    on_request: Hook | None = None
    """Before it is sent."""
    on_response: Hook | None = None
    """After its answer has begun, or none came: `status` or `error` tells."""
    on_retry: Hook | None = None
    """Before the pause that leads to the next one."""

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return bool(self.on_request or self.on_response or self.on_retry)


def is_logged() -> bool:
    """Whether somebody reads what is told of each attempt."""
    return LOGGER.isEnabledFor(logging.DEBUG)


def log_request(attempt: Attempt, secrets: tuple[Secret, ...]) -> None:
    """Tell that an attempt begins."""
    host = redact(attempt.host, secrets)
    LOGGER.debug("%s: attempt %d, to %s", attempt.route, attempt.number, host)


def log_response(attempt: Attempt, secrets: tuple[Secret, ...]) -> None:
    """Tell what came of an attempt."""
    taken = 0.0 if attempt.elapsed is None else attempt.elapsed
    text = f"{attempt.route}: {_outcome(attempt)} after {taken:.3f} s"
    LOGGER.debug("%s", redact(text, secrets))


def log_retry(attempt: Attempt, secrets: tuple[Secret, ...]) -> None:
    """Tell that there will be another attempt."""
    pause = 0.0 if attempt.pause is None else attempt.pause
    text = f"{attempt.route}: {_outcome(attempt)}; attempt {attempt.number + 1} follows in {pause:.3g} s"
    LOGGER.info("%s", redact(text, secrets))


def _outcome(attempt: Attempt) -> str:
    if attempt.status is None:
        return "no answer" if attempt.error is None else type(attempt.error).__name__
    return f"{attempt.status}" + (
        f" (request id {attempt.request_id})" if attempt.request_id else ""
    )
