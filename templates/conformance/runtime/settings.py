"""Settings: what a run of the suite was asked to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

PAID_CALLS = 5
"""Calls that may start a job where nothing else is said and the server is not on this machine."""


@dataclass
class Settings:
    """What a run was asked to do."""

    base_url: str
    key: str = ""
    paid_calls: int | None = None
    """How many calls that start a job may be made; None: any number on this machine, few elsewhere."""
    pays_all: bool = False
    """Whether any number may be made, wherever the server is."""
    pause: float | None = None
    """Seconds between two polls of a job; None: as the document says, and faster on this machine."""
    patience: float | None = None
    """Seconds that a job may take; None: 30 on this machine, 600 elsewhere."""
    failing: Any = None
    """The body of a request that is known to fail."""
    failing_headers: Mapping[str, str] = field(default_factory=dict[str, str])
    only: Sequence[str] = ()
    """Of operations or rules; where there are any, nothing else is asked or told."""
    skip: Sequence[str] = ()

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine, where a call costs nothing."""
        host = urlsplit(self.base_url).hostname or ""
        return host in ("localhost", "::1") or host.startswith("127.")

    @property
    def most_calls(self) -> int | None:
        """How many calls may start a job; None for any number."""
        if self.pays_all or (self.paid_calls is None and self.is_local):
            return None
        return PAID_CALLS if self.paid_calls is None else self.paid_calls

    @property
    def longest_job(self) -> float:
        """Seconds that a job may take."""
        if self.patience is not None:
            return self.patience
        return 30.0 if self.is_local else 600.0

    @property
    def is_careful(self) -> bool:
        """Whether what the suite did not make itself may not be changed."""
        return not (self.is_local or self.pays_all or self.paid_calls)
