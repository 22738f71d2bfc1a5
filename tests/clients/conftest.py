"""Clients made of the documents in tests/specs, and a server that records what they send."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from callsheet.config import Config
from making import written
from recorder import Recorder, recorder
from styles import ASYNC, SYNC, Style

SPECS = Path(__file__).parents[1] / "specs"
TARGETS = ("models", "operations", "sync", "aio", "package", "cli")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Path]]:
    """Return the folder into which a document's clients are generated, once a session."""

    @cache
    def make(spec: str, package: str = "") -> Path:
        folder = tmp_path_factory.mktemp("generated")
        file = SPECS / spec
        package = package or file.stem
        config = Config(
            file, folder, package=package, project=package, env_prefix="TEST", targets=TARGETS
        )
        written(config)
        sys.path.insert(0, str(folder))
        importlib.invalidate_caches()
        return folder

    before = list(sys.path)
    yield make
    sys.path[:] = before


@pytest.fixture(scope="session")
def sink(made: Callable[..., Path]) -> ModuleType:
    """The package made of the kitchen sink."""
    made("kitchen_sink/openapi.yaml", "sink")
    return importlib.import_module("sink")


@pytest.fixture(scope="session")
def pets(made: Callable[..., Path]) -> ModuleType:
    """The package made of the pet store."""
    made("petstore/petstore.yaml", "petstore")
    return importlib.import_module("petstore")


@pytest.fixture(scope="session")
def studio(made: Callable[..., Path]) -> ModuleType:
    """The package made of a document with jobs, envelopes and downloads."""
    made("image_job/image_job.yaml", "studio")
    return importlib.import_module("studio")


@pytest.fixture
def server() -> Iterator[Recorder]:
    """A server that records what it is sent."""
    with recorder() as found:
        yield found


@pytest.fixture(params=[SYNC, ASYNC], ids=["sync", "async"])
def style(request: pytest.FixtureRequest) -> Style:
    """Each style of client in turn."""
    found: Style = request.param
    return found


@pytest.fixture
def core(pets: ModuleType) -> Callable[[str], Any]:
    """Return a module of the shared core."""
    return lambda name: importlib.import_module(f"{pets.__name__}._core.{name}")
