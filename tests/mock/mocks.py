"""Mocks of documents in this process, and a judge of their answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import jsonschema_rs

from callsheet.config import Config
from making import written

ROOT = Path(__file__).resolve().parents[2]
SPECS = {
    "video": ROOT / "spec/video.openapi.yaml",
    "studio": ROOT / "tests/specs/image_job/image_job.yaml",
    "pets": ROOT / "tests/specs/petstore/petstore.yaml",
    "sink": ROOT / "tests/specs/kitchen_sink/openapi.yaml",
}
KEYS = {"Authorization": "Bearer sk-1", "X-Studio-Key": "sk-1"}
"""Credentials for every document at once."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Mock:
    """A mock server in this process."""

    app: Any
    contract: Any
    clock: Clock
    log: list[str]

    def __call__(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """Send a request, with a key unless it brings headers of its own."""
        headers = more.pop("headers", None)
        sent = KEYS if headers is None else headers

        async def send() -> httpx2.Response:
            transport = httpx2.ASGITransport(app=self.app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://mock") as client:
                return await client.request(method, path, headers=sent, **more)

        return asyncio.run(send())

    def judge(self, title: str, response: httpx2.Response) -> None:
        """Fail unless the body is valid under the documented schema, by the contract alone."""
        operation = next(o for o in self.contract["operations"] if o["title"] == title)
        by_status = {r["status"]: r for r in operation["responses"]}
        status = str(response.status_code)
        found = by_status.get(status) or by_status.get(f"{status[0]}XX") or by_status["default"]
        if not found.get("contents"):
            assert not response.content
            return
        media = response.headers["content-type"].partition(";")[0]
        content = next(c for c in found["contents"] if c["media"] == media)
        if content["kind"] == "json":
            whole = {**content["schema"], "$defs": self.contract["$defs"]}
            jsonschema_rs.validate(whole, response.json(), validate_formats=True)


MakeMock = Callable[..., Mock]


def write_mock(spec: Path, folder: Path, package: str) -> Path:
    """Make the mock of a document below a folder; return the package's folder."""
    made = folder / package
    if not made.exists():
        config = Config(spec, folder, package=package, targets=("mock",))
        written(config)
    return made
