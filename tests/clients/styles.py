"""One way to call either style of client, so that a test is written once for both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from inspect import isawaitable
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Style:
    """A style of client."""

    client: str
    """Name of its class."""

    def call(self, package: ModuleType, do: Callable[[Any], Any], **options: Any) -> Any:
        """Make a client, do something with it, and close it. What is awaitable is awaited."""

        async def run() -> Any:
            client = getattr(package, self.client)(**options)
            try:
                return await settled(do(client))
            finally:
                await settled(client.close())

        return asyncio.run(run())


async def settled(value: Any) -> Any:
    """Return a value, awaited if it can be."""
    return await value if isawaitable(value) else value


SYNC = Style("Client")
ASYNC = Style("AsyncClient")
