"""What a single call may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .omit import Omit, omit


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


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """What a single call may change, beside the operation's own arguments."""

    timeout: Timeout | float | None | Omit = omit
    """Seconds to wait, instead of the client's; `None` waits for ever."""
    extra_headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Headers to send as well. They win over the client's."""
    extra_query: Mapping[str, object] | None = None
    """Query parameters to send as well."""
    extra_body: Mapping[str, object] | None = None
    """Fields to send as well, in the body's own media type. They win over the arguments."""
    media_type: str | None = None
    """Which of the body's media types to send; by default the first that can carry the arguments."""
