"""What a user of another client could test. It runs in a pytest of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from drawing_api import AsyncClient, Client, JobFailed
from drawing_api.testing import MockServer

SCENE = {"scene": "A mountain", "width": 48, "height": 32}


def test_a_picture(client: Client, mock: MockServer, tmp_path: Path) -> None:
    mock.pace = 60
    job = client.renders.submit(**SCENE)
    job.wait()
    job.download(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").stat().st_size > 0
    assert [each.state for each in mock.jobs] == ["done"]


def test_a_picture_that_fails(async_client: AsyncClient, mock: MockServer) -> None:
    mock.outcome = "failed"

    async def story() -> None:
        await (await async_client.renders.submit(**SCENE)).wait()

    with pytest.raises(JobFailed):
        asyncio.run(story())


def test_on_a_port(mock_url: str, mock: MockServer) -> None:
    with Client(base_url=mock_url, api_key="any") as client:
        client.renders.start(**SCENE)
    assert [each.method for each in mock.requests] == ["POST"]
