"""A server of one file, and the generated package to fetch it with, in each style."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import isawaitable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from films import GENERATED, FilmServer, film_server

KEY = "sk-very-secret"


@pytest.fixture(scope="session")
def package() -> ModuleType:
    """The package that is committed."""
    sys.path.insert(0, str(GENERATED))
    return import_module("burncloud_video")


@pytest.fixture
def server() -> Iterator[FilmServer]:
    """A server of one file."""
    with film_server() as found:
        yield found


@pytest.fixture
def other() -> Iterator[FilmServer]:
    """Another server, on another port."""
    with film_server() as found:
        yield found


class Hasty:
    """A clock that does not sleep, and keeps for how long it should have."""

    def __init__(self, clock: Any) -> None:
        self.clock = clock
        self.slept: list[float] = []

    def now(self) -> float:
        """Return the time."""
        return float(self.clock.now())

    def sleep(self, seconds: float) -> Any:
        """Return at once."""
        self.slept.append(seconds)
        return self.clock.sleep(0)


@pytest.fixture(params=["Client", "AsyncClient"], ids=["sync", "async"])
def client(
    request: pytest.FixtureRequest, package: ModuleType, server: FilmServer
) -> Callable[..., Any]:
    """Do something with a client of each style. What is awaitable is awaited."""

    def call(do: Callable[[Any], Any], **options: Any) -> Any:
        async def run() -> Any:
            options.setdefault("base_url", server.url)
            made = getattr(package, request.param)(api_key=KEY, **options)
            made._session.clock = Hasty(made._session.clock)
            try:
                return await settled(do(made))
            finally:
                await settled(made.close())

        return asyncio.run(run())

    return call


@pytest.fixture
def fetch(client: Callable[..., Any], tmp_path: Path) -> Callable[..., Path]:
    """Fetch the file into a folder of its own."""

    def call(**options: Any) -> Path:
        async def do(made: Any) -> Any:
            call = {k: options.pop(k) for k in ("max_retries", "deadline") if k in options}
            found = await settled(made.videos.download_content("film", **call))
            return await settled(found.write_to_file(tmp_path / "film.mp4", **options))

        path: Path = client(do)
        return path

    return call


async def settled(value: Any) -> Any:
    """Return a value, awaited if it can be."""
    return await value if isawaitable(value) else value
