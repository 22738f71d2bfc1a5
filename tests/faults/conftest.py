"""The committed clients of the video document, as users get them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

GENERATED = Path(__file__).parents[2] / "generated"


@pytest.fixture(scope="session")
def video() -> Iterator[ModuleType]:
    """The package in generated/."""
    sys.path.insert(0, str(GENERATED))
    importlib.invalidate_caches()
    package = importlib.import_module("burncloud_video")
    # Before any deadline runs: the models take a second to load on a busy machine.
    for name in ("aio", "client", "operations.videos", "_decode"):
        importlib.import_module(f"burncloud_video.{name}")
    yield package
    sys.path.remove(str(GENERATED))


@pytest.fixture(
    params=[
        pytest.param("Client", id="sync"),
        pytest.param("AsyncClient", id="async"),
        pytest.param(
            "AsyncClient on trio",
            id="trio",
            marks=[
                pytest.mark.slow,
                # It leaves its generators to the collector where a body cannot be unpacked.
                pytest.mark.filterwarnings("ignore:Async generator 'httpcore2:ResourceWarning"),
            ],
        ),
    ]
)
def client_class(request: pytest.FixtureRequest) -> str:
    """The name of each client class in turn, and the event loop that it is for."""
    name: str = request.param
    return name
