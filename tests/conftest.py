"""What tests of several folders share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import httpcore2
import pytest
from hypothesis import HealthCheck, settings

from making import SHELF

# A law holds or it does not. How long an example takes is the affair of a machine that is busy.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let expected files be rewritten from what is made now."""
    parser.addoption(
        "--update", action="store_true", help="rewrite expected files; review the diff"
    )


@pytest.fixture(scope="session", autouse=True)
def certificates() -> Iterator[None]:
    """Read the machine's certificates once, not for each of thousands of clients."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpcore2, "default_ssl_context", cache(httpcore2.default_ssl_context))
        yield


@pytest.fixture(scope="session", autouse=True)
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the processes of one run share what making a document leaves for the next time."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # each worker's folder is in that of the run
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SHELF, str(folder / "shelf"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))  # with the key that seals caches
        yield


@pytest.fixture
def in_fresh_python() -> Callable[[str, Path], str]:
    """Run code in a new interpreter that can import what was generated into a folder."""

    def run(code: str, folder: Path) -> str:
        environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-W", "error", "-c", code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run
