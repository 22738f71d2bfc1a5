"""Clients that run on a clock of their own against answers from a list, and what they do."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field, replace
from inspect import isawaitable
from types import ModuleType
from typing import Any

import anyio
import httpx2


@dataclass(frozen=True)
class Answer:
    """What the server says to one request."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    error: str = ""
    """Name of an error of the connection that comes instead."""
    takes: float = 0.0
    """Seconds until it comes."""


@dataclass
class Scene:
    """A clock that nobody waits for, a server that answers from a list, and what has happened."""

    answers: list[Answer]
    time: float = 0.0
    trace: list[tuple[Any, ...]] = field(default_factory=list)
    requests: list[httpx2.Request] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """Give the next answer; the last one again and again."""
        self.requests.append(request)
        self.trace.append((f"{request.method} {request.url.path}", round(self.time, 3)))
        said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.time += said.takes
        if said.error:
            raise getattr(httpx2, said.error)("as told", request=request)
        if isinstance(said.body, bytes):
            return httpx2.Response(said.status, headers=said.headers, content=said.body)
        return httpx2.Response(said.status, headers=said.headers, json=said.body)

    def tell(self, state: Any) -> None:
        """Take down a state of a job."""
        progress = None if state.progress is None else round(state.progress, 4)
        self.trace.append((state.state, state.status, progress))


class SyncClock:
    """The scene's clock for the synchronous client."""

    def __init__(self, scene: Scene) -> None:
        self.now = scene.now
        self.scene = scene

    def sleep(self, seconds: float) -> None:
        self.scene.time += seconds


class AsyncClock:
    """The scene's clock for the asynchronous client."""

    def __init__(self, scene: Scene) -> None:
        self.now = scene.now
        self.scene = scene

    async def sleep(self, seconds: float) -> None:
        self.scene.time += seconds


@dataclass(frozen=True)
class Style:
    """A way to run a client: ``do`` is given one, and what it returns is awaited if it can be."""

    name: str

    @property
    def is_async(self) -> bool:
        return self.name != "sync"

    def run(
        self, package: ModuleType, do: Callable[[Any], Any], scene: Scene, **options: Any
    ) -> Any:
        """Make a client of the scene, do something with it, and close it.

        With a ``base_url``, it talks to the server there, and the scene has only the time.
        """

        async def run() -> Any:
            client = self._client(package, scene, options)
            try:
                return await settled(do(client))
            finally:
                await settled(client.close())

        return anyio.run(run, backend="trio" if self.name == "trio" else "asyncio")

    def _client(self, package: ModuleType, scene: Scene, options: dict[str, Any]) -> Any:
        cls = package.AsyncClient if self.is_async else package.Client
        if "base_url" not in options:
            http = httpx2.AsyncClient if self.is_async else httpx2.Client
            transport = httpx2.MockTransport(scene.answer)
            options = {
                "base_url": "http://server",
                "http_client": http(transport=transport),
                "max_retries": 0,
                **options,
            }
        client = cls(api_key="sk-secret", **options)
        backoff = importlib.import_module(f"{package.__name__}._core.backoff")
        settings = replace(client._session.settings, backoff=backoff.Backoff(chance=lambda: 0.0))
        client._session = client._session.changed(settings)
        client._session.clock = AsyncClock(scene) if self.is_async else SyncClock(scene)
        return client


async def settled(value: Any) -> Any:
    """Return a value, awaited if it can be."""
    return await value if isawaitable(value) else value


async def listed(values: Iterable[Any] | AsyncIterator[Any]) -> list[Any]:
    """Return what an iterator of either kind yields."""
    if isinstance(values, AsyncIterator):
        return [one async for one in values]
    return list(values)


STYLES = (Style("sync"), Style("asyncio"), Style("trio"))
