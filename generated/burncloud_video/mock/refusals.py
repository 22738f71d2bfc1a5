"""The ways in which a request is refused, and the documented statuses that fit each."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reason:
    """Which status says it: one of the first if documented, else a range or default, else a last resort."""

    statuses: tuple[str, ...]
    otherwise: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The status to use where nothing is documented."""
        return int(self.statuses[0])


UNAUTHORIZED = Reason(("401", "403"))
BAD = Reason(("400", "422"))
BAD_MEDIA = Reason(("415", "400", "422"))
TOO_LARGE = Reason(("413", "400", "422"))
UNKNOWN = Reason(("404", "410"), ("400", "422"))
NOT_READY = Reason(("409", "425", "404", "400", "422"))
NO_METHOD = Reason(("405",))
BROKEN = Reason(("500",))


@dataclass
class Refusal(Exception):
    """Ends the handling of a request with a documented error."""

    reason: Reason
    message: str
    name: str = ""
    """The parameter or property at fault, if it is one."""
    headers: dict[str, str] = field(default_factory=dict[str, str])
