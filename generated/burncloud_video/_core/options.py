"""What a single call may change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .errors import ArgumentError
from .omit import Omit, omit
from .progress import Progress
from .record import record


@dataclass(frozen=True, slots=True)
class Timeout:
    """How long to wait, in seconds, for each phase of a call. `None` waits for ever."""

    connect: float | None = 10.0
    """For a connection to the server."""
    read: float | None = 60.0
    """For the next bytes of the answer."""
    write: float | None = 60.0
    """For the next bytes of the request to be taken."""
    pool: float | None = 60.0
    """For a free connection, where all are in use."""

    @staticmethod
    def of(value: Timeout | float | None) -> Timeout:
        """Return the timeout that a number of seconds, the same for each phase, stands for."""
        if isinstance(value, Timeout):
            return value
        return Timeout(connect=value, read=value, write=value, pool=value)

    def clipped(self, left: float) -> Timeout:
        """Return a timeout of which no phase is longer than what is left."""
        return Timeout(
            connect=_least(self.connect, left),
            read=_least(self.read, left),
            write=_least(self.write, left),
            pool=_least(self.pool, left),
        )


def _least(seconds: float | None, left: float) -> float:
    return left if seconds is None else min(seconds, left)


def checked_retries(value: int) -> int:
    """Return a number of retries. Raises ArgumentError."""
    if value < 0:
        raise ArgumentError(f"max_retries cannot be less than 0, and is {value}")
    return value


def checked_deadline(value: float | None) -> float | None:
    """Return a number of seconds. Raises ArgumentError."""
    if value is not None and not value > 0:
        raise ArgumentError(f"deadline must be more than 0 seconds, and is {value}")
    return value


@record
class RequestOptions:
    """What a single call may change, beside the operation's own arguments."""

    timeout: Timeout | float | None | Omit = omit
    """Seconds to wait in each phase of an attempt, instead of the client's; `None` waits for ever."""
    max_retries: int | Omit = omit
    """How often to try again what failed in passing, where that is safe."""
    deadline: float | None | Omit = omit
    """Seconds for the whole call, all attempts and the pauses between them included."""
    extra_headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Headers to send as well. They win over the client's."""
    extra_query: Mapping[str, object] | None = None
    """Query parameters to send as well."""
    extra_body: Mapping[str, object] | None = None
    """Fields to send as well, in the body's own media type. They win over the arguments."""
    media_type: str | None = None
    """Which of the body's media types to send; by default the first that can carry the arguments."""
    on_upload: Callable[[Progress], object] | None = None
    """Called with the `Progress` of a body that has a file in it, at most ten times a second."""

    def __post_init__(self) -> None:
        if not isinstance(self.max_retries, Omit):
            checked_retries(self.max_retries)
        if not isinstance(self.deadline, Omit):
            checked_deadline(self.deadline)
