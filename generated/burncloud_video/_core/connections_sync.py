"""The connections of a client."""

from __future__ import annotations

import threading

import httpx2


class Connections:
    """The HTTP client of one or more sessions, made when it is first needed: that takes time."""

    def __init__(self, http_client: httpx2.Client | None = None) -> None:
        self._client = http_client
        self.is_ours = http_client is None
        self._lock = threading.Lock()

    @property
    def client(self) -> httpx2.Client:
        """The HTTP client."""
        if self._client is None:
            with self._lock:
                self._client = self._client or httpx2.Client()
        return self._client

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self.is_ours and self._client is not None:
            self._client.close()
