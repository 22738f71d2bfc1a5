"""The mock as a process on a port: how it starts and ends, and what others' clients make of it."""

from __future__ import annotations

import asyncio
import io
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import openai
import pytest

from mocks import ROOT, SPECS, write_mock

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
BODY = {"prompt": "A lighthouse", "model": "sora-2"}


def serve(folder: Path, *options: str) -> subprocess.Popen[str]:
    """Start the mock of the video document; return when it says that it is ready."""
    command = [sys.executable, "-m", "a_server.mock", "--port", "0", *options]
    log = (folder / "log").open("w")
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True)
    log.close()
    return process


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().split()[-1]


def end(process: subprocess.Popen[str], number: int = signal.SIGINT) -> int:
    process.send_signal(number)
    assert process.stdout is not None
    with process.stdout:
        return process.wait(60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("server")
    write_mock(SPECS["video"], made, "a_server")
    return made


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    process = serve(folder, "--api-key", "sk-1")
    yield address(process)
    end(process)


@pytest.fixture
def http(url: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=url, headers={"Authorization": "Bearer sk-1"}) as client:
        yield client


@pytest.fixture
def client(url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{url}/v1", api_key="sk-1", max_retries=0) as made:
        yield made


# -- the process ----------------------------------------------------------------------------------


def test_pages_of_a_named_origin_may_call_it_and_no_others(folder: Path) -> None:
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    named, other = {"Origin": "http://a.example"}, {"Origin": "http://b.example"}
    process = serve(folder, "--origin", "http://a.example")
    with httpx2.Client(base_url=address(process), headers={"Authorization": "Bearer k"}) as client:
        allowed = client.options("/v1/videos", headers={**named, **asked}).headers
        assert allowed["access-control-allow-origin"] == "http://a.example"
        assert "authorization" in allowed["access-control-allow-headers"]
        answer = client.get("/v1/videos/nobody", headers=named).headers
        assert answer["access-control-expose-headers"] == "*"
        refused = client.options("/v1/videos", headers={**other, **asked}).headers
        assert "access-control-allow-origin" not in refused
    end(process)


def test_it_is_ready_in_half_a_second_of_work_and_ends_when_interrupted(folder: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = serve(folder)
    with httpx2.Client(base_url=address(process)) as client:
        assert client.get("/").status_code == 200
    assert end(process) == 130
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Work, not the clock on the wall, which is also that of whatever else this machine does.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.8
    assert (folder / "log").read_text().startswith("GET / 200 ")


def test_a_port_that_is_taken_is_said_to_be(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "a_server.mock", "--port", port]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"cannot listen on 127.0.0.1:{port}: ")


def test_it_loads_neither_models_nor_clients(folder: Path) -> None:
    code = (
        "import sys, a_server.mock\n"
        "names = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(names & {'pydantic', 'httpx2', 'httpx', 'callsheet'}))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_answer_is_not_held_back(http: httpx2.Client) -> None:
    """A socket that waits for more to send takes 40 ms for each answer, a busy one not for all."""
    times = []
    for _ in range(30):
        started = time.perf_counter()
        http.post("/v1/videos", json=BODY)
        times.append(time.perf_counter() - started)
    assert sorted(times)[2] < 0.03


def test_many_at_a_time_each_have_a_job_of_their_own(http: httpx2.Client) -> None:
    def life(number: int) -> tuple[str, str]:
        made = http.post("/v1/videos", json={**BODY, "seconds": str(number)}).json()
        for _ in range(3):
            last = http.get(f"/v1/videos/{made['id']}").json()
        return last["status"], last["seconds"]

    with ThreadPoolExecutor(8) as pool:
        lives = list(pool.map(life, range(1, 41)))
    assert lives == [("completed", str(number)) for number in range(1, 41)]


def test_a_body_in_chunks_is_read(http: httpx2.Client) -> None:
    headers = {"Content-Type": "application/json"}
    got = http.post("/v1/videos", content=iter([b'{"prom', b'pt": "A"}']), headers=headers)
    assert got.status_code == 200


def test_a_client_that_goes_away_harms_nobody(url: str, http: httpx2.Client) -> None:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as rude:
        rude.sendall(
            b"POST /v1/videos HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sk-1\r\n"
            b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
        )
    assert http.post("/v1/videos", json=BODY).status_code == 200


# -- the official client --------------------------------------------------------------------------


def test_the_official_client_goes_through_a_whole_life(client: openai.OpenAI) -> None:
    made = client.videos.create(prompt="A cat", model="sora-2", seconds="8", size="1280x720")
    assert (made.status, made.seconds, made.size) == ("queued", "8", "1280x720")
    assert client.videos.retrieve(made.id).status == "queued"
    last = client.videos.poll(made.id, poll_interval_ms=1)
    assert (last.status, last.progress) == ("completed", 100)
    clip = (ROOT / "spec/samples/clip.mp4").read_bytes()
    assert client.videos.download_content(made.id).read() == clip


def test_the_official_client_may_send_a_file(client: openai.OpenAI) -> None:
    picture = ("frame.png", io.BytesIO(b"\x89PNG\r\n"), "image/png")
    more = {"metadata": {"seed": 3, "deep": {"list": [1, 2]}}}
    made = client.videos.create(prompt="A cat", input_reference=picture, extra_body=more)
    assert made.status == "queued"


def test_the_official_client_waits_as_long_as_it_is_told(
    client: openai.OpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(client.videos, "_sleep", pauses.append)
    assert client.videos.create_and_poll(prompt="A cat").status == "completed"
    assert pauses
    assert all(pause < 0.5 for pause in pauses)  # its own would be a second


def test_the_official_asynchronous_client_works_too(url: str) -> None:
    async def life() -> str:
        async with openai.AsyncOpenAI(base_url=f"{url}/v1", api_key="sk-1") as client:
            made = await client.videos.create(prompt="A cat")
            return (await client.videos.poll(made.id, poll_interval_ms=1)).status

    assert asyncio.run(life()) == "completed"


def test_the_official_client_raises_its_own_errors(client: openai.OpenAI) -> None:
    with pytest.raises(openai.AuthenticationError, match="the key is not"):
        client.with_options(api_key="wrong").videos.retrieve("a")
    with pytest.raises(openai.NotFoundError, match="there is no 'a'"):
        client.videos.retrieve("a")
    with pytest.raises(openai.BadRequestError, match="shorter than 1") as bad:
        client.videos.create(prompt="")
    assert bad.value.param == "prompt"
    with pytest.raises(openai.RateLimitError):
        client.videos.retrieve("a", extra_headers={"X-Mock-Status": "429"})


def test_the_official_client_is_told_of_a_failure(client: openai.OpenAI) -> None:
    made = client.videos.create(prompt="A cat", extra_headers={"X-Mock-Outcome": "failed"})
    last = client.videos.poll(made.id, poll_interval_ms=1)
    assert last.status == "failed"
    assert last.error is not None
    assert last.error.code == "moderation_blocked"


# -- the command ----------------------------------------------------------------------------------


def mock_command(*options: str) -> list[str]:
    return [sys.executable, "-m", "callsheet", "mock", *options]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_command_serves_a_document_and_leaves_nothing_but_a_cache(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, number: int, code: int
) -> None:
    command = mock_command("--spec", str(SPECS["studio"]), "--port", "0", "--api-key", "k")
    cache = str(tmp_path_factory.mktemp("cache"))
    environment = {**os.environ, "TMPDIR": str(tmp_path), "XDG_CACHE_HOME": cache}
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with httpx2.Client(base_url=address(process), headers={"X-Studio-Key": "k"}) as client:
        assert client.post("/renders", json={"scene": "A"}).status_code == 202
    assert end(process, number) == code
    assert list(tmp_path.iterdir()) == []


def test_the_command_complains_of_a_document_as_every_command_does(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("openapi: 3.1.0\npaths: 5\n", encoding="utf-8")
    command = mock_command("--spec", "bad.yaml", "--port", "0")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "bad.yaml:" in done.stderr
    assert "Traceback" not in done.stderr
