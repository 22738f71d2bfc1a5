"""Clients of the present documents, which the tests point at newer servers."""

from __future__ import annotations

import asyncio
import importlib
import ssl
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from callsheet.config import Config
from making import written
from release_calls import settled
from release_server import newer_server

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "video": ROOT / "spec" / "video.openapi.yaml",
    "sink": ROOT / "tests" / "specs" / "kitchen_sink" / "openapi.yaml",
    "studio": ROOT / "tests" / "specs" / "image_job" / "image_job.yaml",
}
TARGETS = ("models", "operations", "sync", "aio", "package")
OPTIONS: dict[str, dict[str, Any]] = {
    "video": {"api_key": "a-key-of-ours"},
    "sink": {},
    "studio": {"api_key": "a-key-of-ours"},
}


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, ModuleType]]:
    """The packages made of the documents."""
    folder = tmp_path_factory.mktemp("evolution")
    for key, document in DOCUMENTS.items():
        package = f"old_{key}"
        config = Config(
            document, folder, package=package, project=package, env_prefix="TEST", targets=TARGETS
        )
        written(config)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    yield {key: importlib.import_module(f"old_{key}") for key in DOCUMENTS}
    sys.path.remove(str(folder))


# Loading the certificates again for each client would take most of the time.
_CERTIFICATES = ssl.create_default_context()


@pytest.fixture(params=["Client", "AsyncClient"], ids=["sync", "async"])
def ask(request: pytest.FixtureRequest, packages: dict[str, ModuleType]) -> Callable[..., Any]:
    """Ask a newer server something, in each style."""

    def call(package: str, do: Callable[[Any], Any], *answers: bytes, **options: Any) -> Any:
        made = getattr(packages[package], request.param)

        async def run(url: str) -> Any:
            http = getattr(httpx2, request.param)(verify=_CERTIFICATES, trust_env=False)
            given = {**OPTIONS[package], "base_url": url, "http_client": http, **options}
            try:
                return await settled(do(made(**given)))
            finally:
                await settled((http.close if request.param == "Client" else http.aclose)())

        with newer_server(*answers) as url:
            return asyncio.run(run(url))

    return call
