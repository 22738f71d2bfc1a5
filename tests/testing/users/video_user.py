"""What somebody who uses the video client could test. It runs in a pytest of its own."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import httpx2
import pytest
from burncloud_video import (
    APIConnectionError,
    AsyncClient,
    AuthenticationError,
    BadRequestError,
    Client,
    JobFailed,
    JobTimeout,
    OutcomeUnknown,
)
from burncloud_video.testing import MockServer


def test_a_job_of_minutes_takes_no_time(client: Client, mock: MockServer) -> None:
    mock.pace = 300
    since, then = time.monotonic(), mock.clock.now()
    done = client.videos.create_and_wait(prompt="A cat", wait_timeout=3600)
    assert done.status == "completed"
    assert mock.clock.now() - then >= 600
    assert time.monotonic() - since < 300


def test_time_that_is_too_short(client: Client, mock: MockServer) -> None:
    mock.pace = 300
    with pytest.raises(JobTimeout):
        client.videos.submit(prompt="A cat").wait(timeout=60)


def test_the_clock_alone_takes_a_job_on(client: Client, mock: MockServer) -> None:
    mock.pace = 10
    client.videos.create(prompt="A cat")
    states = []
    for _ in range(3):
        states.append(mock.jobs[0].state)
        mock.advance(10)
    assert states == ["waiting", "running", "done"]
    assert mock.jobs[0].polls == 0


def test_what_was_sent(client: Client, mock: MockServer) -> None:
    client.generations.create(model="veo3", prompt="A cat")
    (got,) = mock.requests
    assert (got.method, got.path, got.status) == ("POST", "/v1/video/generations", 200)
    assert got.json()["prompt"] == "A cat"
    assert got.headers["authorization"] == "Bearer any"
    assert "any" not in repr(got)
    assert mock.jobs[0].request["prompt"] == "A cat"


def test_a_request_is_noted_before_its_answer_goes_out(mock: MockServer) -> None:
    """Else a test could look between the answer and the note."""
    noted: list[list[int]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request"}

    async def send(message: object) -> None:
        noted.append([each.status for each in mock.requests])

    address = {"scheme": "http", "path": "/v1/none", "query_string": b"", "headers": []}
    asyncio.run(mock({"type": "http", "method": "GET", **address}, receive, send))
    assert len(noted) > 1
    assert all(each == [404] for each in noted)


def test_a_job_that_fails(client: Client, mock: MockServer) -> None:
    mock.outcome = "failed"
    with pytest.raises(JobFailed):
        client.videos.create_and_wait(prompt="A cat")
    assert mock.jobs[0].state == "failed"


def test_async(async_client: AsyncClient, mock: MockServer, tmp_path: Path) -> None:
    async def story() -> None:
        mock.pace = 60
        jobs = [await async_client.videos.submit(prompt=text) for text in ("A", "B")]
        await asyncio.gather(*[job.wait() for job in jobs])
        await jobs[0].download(tmp_path / "a.mp4")

    asyncio.run(story())
    assert [job.state for job in mock.jobs] == ["done", "done"]
    assert (tmp_path / "a.mp4").stat().st_size > 100


def test_a_client_that_blocks_within_an_event_loop(client: Client) -> None:
    async def story() -> str:
        return client.videos.create(prompt="A cat").status

    assert asyncio.run(story()) == "queued"


def test_a_file_that_does_not_fit_in_memory_buffers(client: Client, mock: MockServer) -> None:
    """The server writes it to the disk, by a thread."""
    picture = b"\x89PNG\r\n\x1a\n" + bytes(3_000_000)
    client.videos.create(prompt="A cat", input_reference=picture)
    assert len(mock.requests[0].content) > 3_000_000


def test_ranges(client: Client, mock: MockServer) -> None:
    job = client.videos.submit(prompt="A cat")
    job.wait()
    with httpx2.Client(transport=mock.transport, base_url="http://any.invalid") as http:
        path = f"/v1/videos/{mock.jobs[0].id}/content"
        key = {"Authorization": "Bearer any"}
        whole = http.get(path, headers=key)
        part = http.get(path, headers={**key, "Range": "bytes=10-19"})
    assert (whole.status_code, part.status_code) == (200, 206)
    assert part.content == whole.content[10:20]


def test_a_create_that_nobody_knows_the_end_of_is_not_sent_again(
    client: Client, mock: MockServer
) -> None:
    mock.fail_next(httpx2.ReadTimeout("no answer"))
    with pytest.raises(OutcomeUnknown):
        client.videos.create(prompt="A cat")
    assert [(each.method, each.status) for each in mock.requests] == [("POST", 0)]
    assert not mock.jobs


def test_documented_and_other_failures(client: Client, mock: MockServer) -> None:
    mock.fail_next(400)
    with pytest.raises(BadRequestError) as caught:
        client.videos.create(prompt="A cat")
    assert caught.value.message
    mock.fail_next(401, headers={"X-Why": "expired"})
    with pytest.raises(AuthenticationError) as refused:
        client.videos.create(prompt="A cat")
    assert refused.value.response.headers["x-why"] == "expired"
    task = client.videos.create(prompt="A cat")
    mock.fail_next(418, method="get")
    assert client.videos.create(prompt="Not a GET").status == "queued"
    with pytest.raises(Exception, match="418"):
        client.videos.retrieve(task.id)


def test_retries_wait_by_the_clock(client: Client, mock: MockServer) -> None:
    task = client.videos.create(prompt="A cat")
    then = mock.clock.now()
    mock.fail_next(503, times=2, headers={"Retry-After": "30"})
    client.videos.retrieve(task.id)
    assert [each.status for each in mock.requests] == [200, 503, 503, 200]
    assert mock.clock.now() - then >= 60


def test_faults(client: Client, mock: MockServer) -> None:
    mock.fault("createVideo:job:never-ends")
    with pytest.raises(JobTimeout):
        client.videos.create_and_wait(prompt="A cat", wait_timeout=3600)
    mock.fault("")
    assert client.videos.create_and_wait(prompt="A cat").status == "completed"
    with pytest.raises(KeyError, match="no fault 'nonsense'"):
        mock.fault("nonsense")


def test_nothing_goes_wrong_silently(mock: MockServer) -> None:
    for wrong in (200, 99, 600):
        with pytest.raises(ValueError, match="not a status of a failure"):
            mock.fail_next(wrong)
    with pytest.raises(ValueError, match="advance"):
        mock.advance(-1)
    with pytest.raises(ValueError, match="pace"):
        mock.pace = 0


def test_on_a_port(mock_url: str, mock: MockServer, client: Client) -> None:
    with Client(base_url=mock_url, api_key="any") as other:
        done = other.videos.create_and_wait(prompt="A cat")
    assert done.status == "completed"
    assert client.videos.retrieve(done.id).id == done.id
    assert mock.requests[0].headers["host"] in mock_url


def test_a_port_is_free_afterwards(mock: MockServer) -> None:
    with mock.on_a_port() as url:
        assert httpx2.get(url).status_code == 200
    with pytest.raises(APIConnectionError):
        Client(base_url=url, api_key="any", max_retries=0).videos.retrieve("a")


def test_each_test_has_its_own(mock: MockServer) -> None:
    assert not mock.requests
    assert not mock.jobs
