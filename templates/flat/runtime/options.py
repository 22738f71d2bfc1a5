"""What is set for all calls."""

from __future__ import annotations

from .api import _configured, Options, Unpack


def configure(**options: Unpack[Options]) -> None:
    """Set options for all calls from now on."""
    _configured.update(options)
