"""What is set for all calls."""

from __future__ import annotations

from typing import Any

from .api import Options, Unpack

_configured: dict[str, Any] = {}


def configure(**options: Unpack[Options]) -> None:
    """Set options for all calls from now on."""
    _configured.update(options)
