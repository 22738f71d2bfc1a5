"""The API in a test: its mock in this process, clients of it that never sleep, and fixtures for pytest.

With ``pytest_plugins = ["<this module>"]`` in a ``conftest.py``, tests take ``mock``, ``client``,
``async_client`` and ``mock_url`` as arguments. Without pytest, :class:`MockServer` is all there is to it.
"""

from __future__ import annotations

from .clock import MockClock
from .server import JobView, MockServer, Received
from .transport import MockTransport

__all__ = ["JobView", "MockClock", "MockServer", "MockTransport", "Received"]

pytest_plugins = [f"{__name__}.fixtures"]
"""Where pytest finds the fixtures. Nothing else here needs it."""
