"""Settings: what a run of the suite was asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Settings:
    """What a run was asked to do."""

    base_url: str
    key: str = ""
    paid_calls: int | None = None
    """How many calls that start a job may be made; None for any number."""
    pause: float | None = None
    patience: float = 120.0
    """Seconds that a job may take."""
    failing: Any = None
    """The body of a request that is known to fail."""
    failing_headers: Mapping[str, str] = field(default_factory=dict[str, str])
    only: str = ""

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine, where a call costs nothing."""
        host = urlsplit(self.base_url).hostname or ""
        return host in ("localhost", "::1") or host.startswith("127.")
