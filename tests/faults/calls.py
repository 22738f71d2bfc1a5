"""One way to make a call with either style of client, and what is left of it."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from inspect import isawaitable
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio


@dataclass(frozen=True)
class End:
    """How a call ended."""

    value: Any
    error: Exception | None
    seconds: float

    @property
    def kind(self) -> str:
        return type(self.error).__name__ if self.error else ""

    @property
    def shown(self) -> str:
        """Everything that a careless program prints of an error."""
        if self.error is None:
            return ""
        seen = [*traceback.format_exception(self.error)]
        one: BaseException | None = self.error
        while one is not None:
            answer = getattr(one, "response", None)
            seen += [str(one), repr(one), str(answer), repr(answer)]
            one = one.__cause__ or one.__context__
        return "\n".join(seen)


def call(package: ModuleType, client_class: str, do: Callable[[Any], Any], **options: Any) -> End:
    """Do something with a client that does not pause between attempts, and take the time."""

    name, _, loop = client_class.partition(" on ")

    async def run() -> End:
        client = getattr(package, name)(**options)
        hurry(client)
        began = time.monotonic()
        try:
            value, error = await settled(do(client)), None
        except Exception as caught:
            value, error = None, caught
        taken = time.monotonic() - began
        await settled(client.close())
        return End(value, error, taken)

    return anyio.run(run, backend=loop or "asyncio")


def hurry(client: Any) -> None:
    """Let a client pause for no longer than it must between attempts."""
    session = client._session
    backoff = replace(session.settings.backoff, chance=lambda: 0.0)
    session.settings = replace(session.settings, backoff=backoff)


async def settled(value: Any) -> Any:
    """Return a value, awaited if it can be."""
    return await value if isawaitable(value) else value


def create(client: Any) -> Any:
    return client.videos.create(model="sora-2", prompt="A cat.")


def poll(client: Any) -> Any:
    return client.videos.retrieve("video_1")


def download(path: Path) -> Callable[[Any], Any]:
    async def later(client: Any) -> Any:
        got = await settled(client.videos.download_content("video_1"))
        return await settled(got.write_to_file(path))

    return later
