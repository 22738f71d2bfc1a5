"""The official openai package, unmodified, against the mock, over a real socket."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest

KEY = "sk-of-the-test"

# Since the API it was made for was switched off, the package warns at every call.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A mock in a process of its own, as `callsheet mock` starts it."""
    command = [
        sys.executable,
        "-m",
        "callsheet",
        "mock",
        "--port",
        "0",
        "--api-key",
        KEY,
        "--quiet",
    ]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None
        yield found.group()
        server.terminate()


@pytest.fixture
def client(url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(api_key=KEY, base_url=f"{url}/v1", max_retries=0) as client:
        yield client


def test_create_without_a_file(client: openai.OpenAI) -> None:
    video = client.videos.create(
        model="sora-2", prompt="A calico cat", size="1280x720", seconds="8"
    )
    assert (video.object, video.model, video.size, video.seconds) == (
        "video",
        "sora-2",
        "1280x720",
        "8",
    )
    assert video.status == "queued"


def test_create_with_a_file(client: openai.OpenAI) -> None:
    picture = ("cat.png", b"\x89PNG\r\n\x1a\n", "image/png")
    video = client.videos.create(prompt="A calico cat", input_reference=picture)
    assert client.videos.retrieve(video.id).id == video.id


def test_poll_until_done_and_download(client: openai.OpenAI, tmp_path: Path) -> None:
    video = client.videos.create(prompt="A calico cat")
    states = [client.videos.retrieve(video.id).status for _ in range(4)]
    assert states[-1] == "completed"
    assert states == sorted(states, key=["queued", "in_progress", "completed"].index)
    file = tmp_path / "cat.mp4"
    client.videos.download_content(video.id).write_to_file(file)
    assert file.read_bytes()[4:8] == b"ftyp"


def test_bad_key(url: str) -> None:
    wrong = openai.OpenAI(api_key="sk-wrong", base_url=f"{url}/v1", max_retries=0)
    with wrong as client, pytest.raises(openai.AuthenticationError) as caught:
        client.videos.create(prompt="A calico cat")
    assert caught.value.status_code == 401
    assert "sk-wrong" not in str(caught.value)


def test_bad_body(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.videos.create(prompt="")
    assert caught.value.type == "invalid_request_error"
    assert "prompt" in str(caught.value)


def test_unknown_id(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError):
        client.videos.retrieve("video_of_nobody")
