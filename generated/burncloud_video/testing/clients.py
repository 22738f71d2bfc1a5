"""Clients of the mock: the usual ones, over a transport in this process and by a clock of a test."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

import httpx2

from .._core.session_async import AsyncSession
from .._core.session_sync import Session
from .._settings import DEFAULTS
from ..aio import AsyncClient
from ..client import Client
from .clock import AsyncMockClock, MockClock
from .transport import MockTransport

URL: Final = "http://mock.invalid"
"""No name of this domain is that of a machine: what is not in process fails at once."""
_KEYS: Final[dict[str, Any]] = {
    each.argument: ("any", "any") if each.kind == "basic" else "any"
    for each in DEFAULTS.credentials
}


class MockClient(Client):
    """A client of the mock."""

    def __init__(self, transport: MockTransport, clock: MockClock) -> None:
        http = httpx2.Client(transport=transport)
        super().__init__(base_url=URL, http_client=http, **_KEYS)
        self._clock = clock

    @cached_property
    def _session(self) -> Session:
        return Session(self._settings, self._connections, self._clock)


class MockAsyncClient(AsyncClient):
    """An asynchronous client of the mock."""

    def __init__(self, transport: MockTransport, clock: MockClock) -> None:
        http = httpx2.AsyncClient(transport=transport)
        super().__init__(base_url=URL, http_client=http, **_KEYS)
        self._clock = AsyncMockClock(clock)

    @cached_property
    def _session(self) -> AsyncSession:
        return AsyncSession(self._settings, self._connections, self._clock)
