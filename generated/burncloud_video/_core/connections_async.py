"""The connections of a client, for `async` programs."""

from __future__ import annotations

import httpx2


class AsyncConnections:
    """The HTTP client of one or more sessions, made when it is first needed: that takes time."""

    def __init__(self, http_client: httpx2.AsyncClient | None = None) -> None:
        self._client = http_client
        self.is_ours = http_client is None

    @property
    def client(self) -> httpx2.AsyncClient:
        """The HTTP client."""
        if self._client is None:
            self._client = httpx2.AsyncClient()
        return self._client

    async def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self.is_ours and self._client is not None:
            await self._client.aclose()
