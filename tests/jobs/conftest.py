"""Clients of two unrelated documents, each with its mock, made by the real pipeline."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from callsheet.config import Config
from job_styles import STYLES, Style
from making import written

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "jobs_video": ROOT / "spec/video.openapi.yaml",
    "jobs_two": Path(__file__).with_name("two_jobs.yaml"),
    "jobs_studio": ROOT / "tests/specs/image_job/image_job.yaml",
}
TARGETS = ("models", "operations", "sync", "aio", "package", "mock")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ModuleType]]:
    """Return the package made of a document, once a session."""
    folder = tmp_path_factory.mktemp("jobs")

    @cache
    def make(name: str) -> ModuleType:
        out = folder / name / "out"
        config = Config(
            DOCUMENTS[name], out, name, project=name, env_prefix="JOBS", targets=TARGETS
        )
        sys.path.insert(0, str(written(config)))
        importlib.invalidate_caches()
        return importlib.import_module(name)

    before = list(sys.path)
    yield make
    sys.path[:] = before


@pytest.fixture
def video(package: Callable[[str], ModuleType]) -> ModuleType:
    """The package of the API in two dialects."""
    return package("jobs_video")


@pytest.fixture
def studio(package: Callable[[str], ModuleType]) -> ModuleType:
    """The package of an API that has other words for everything."""
    return package("jobs_studio")


@pytest.fixture(params=STYLES, ids=lambda style: style.name)
def style(request: pytest.FixtureRequest) -> Style:
    """Each way to run a client in turn."""
    found: Style = request.param
    return found
