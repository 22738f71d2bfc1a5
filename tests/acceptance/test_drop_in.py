"""One script, written for the openai package, with it and with what takes its place."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import openai
import pytest
from openai.resources.videos import AsyncVideos, Videos

from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.pipeline import build
from checkers import mypy, pyright
from making import written

ROOT = Path(__file__).parents[2]
KEY = "sk-of-the-test"

# Since the API it was made for was switched off, the package warns at every call.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    command = [sys.executable, "-m", "callsheet", "mock", "--port", "0", "--api-key", KEY]
    with subprocess.Popen(
        [*command, "--quiet"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None
        yield f"{found.group()}/v1"
        server.terminate()


@pytest.fixture(scope="module")
def compat() -> Iterator[ModuleType]:
    before = list(sys.path)
    sys.path.insert(0, str(ROOT / "generated"))
    yield importlib.import_module("burncloud_video.compat")
    sys.path[:] = before


def facts(video: Any) -> dict[str, Any]:
    """Return what two runs of a script have in common of a video."""
    return {
        name: getattr(video, name)
        for name in ("object", "model", "status", "progress", "seconds", "size", "error")
    }


def script(package: Any, url: str, folder: Path) -> list[Any]:
    """What somebody has written for the package. Only the import differs."""
    told: list[Any] = []
    with package.OpenAI(
        api_key=KEY, base_url=url, organization="org-1", timeout=30.0, max_retries=0
    ) as client:
        video = client.videos.create(
            model="sora-2", prompt="A calico cat", size="1280x720", seconds="8"
        )
        told.append(facts(video))
        video = client.videos.poll(video.id, poll_interval_ms=10)
        told.append((facts(video), video.prompt, video.remixed_from_video_id))
        content = client.videos.download_content(video.id, variant="video")
        content.write_to_file(folder / "written.mp4")
        client.videos.download_content(video.id).stream_to_file(folder / "streamed.mp4")
        told.append((folder / "written.mp4").read_bytes())
        told.append((folder / "streamed.mp4").read_bytes())
        again = client.videos.download_content(video.id, variant="thumbnail")
        told.append((again.read(), again.content, b"".join(again.iter_bytes(100))))
        with (folder / "cat.png").open("wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n")
        with (folder / "cat.png").open("rb") as file:
            video = client.videos.create_and_poll(
                prompt="A calico cat",
                input_reference=file,
                poll_interval_ms=10,
                extra_headers={"X-Mine": "1"},
                timeout=20,
            )
        told.append(facts(video))
        raw = client.videos.with_raw_response.retrieve(video.id, extra_query={"a": "b"})
        told.append((facts(raw.parse()), raw.headers["content-type"]))
        with client.videos.with_streaming_response.download_content(video.id) as response:
            response.stream_to_file(folder / "piecemeal.mp4")
        told.append((folder / "piecemeal.mp4").read_bytes())
        with client.videos.with_streaming_response.download_content(video.id) as response:
            told.append(b"".join(response.iter_bytes()))
        with client.videos.with_streaming_response.retrieve(video.id) as response:
            told.append(facts(response.parse()))
        told.append((raw.status_code, client.max_retries))
        patient = client.with_options(timeout=package.Timeout(20.0, connect=5.0), max_retries=1)
        told.append((patient.max_retries, facts(patient.videos.retrieve(video.id))))
        told.append(facts(client.copy(default_headers={"X-Mine": "2"}).videos.retrieve(video.id)))
        told.append(video.to_dict().keys() == json.loads(video.to_json()).keys())
        told.append((video.to_dict()["id"] == video.id, video.model_dump()["status"]))
        for call in (
            lambda: client.videos.retrieve("video_of_nobody"),
            lambda: client.videos.create(prompt=""),
        ):
            try:
                call()
            except package.APIStatusError as error:
                told.append((type(error).__name__, error.status_code, error.code, error.param))
                told.append((error.type, isinstance(error, package.OpenAIError)))
                told.append((error.response.status_code, error.response.json()["error"]))
                told.append((error.response.headers["content-type"], bool(error.response.text)))
    with package.OpenAI(api_key="sk-wrong", base_url=url, max_retries=0) as client:
        try:
            client.videos.retrieve("video_1")
        except package.AuthenticationError as error:
            told.append((error.status_code, "sk-wrong" in str(error)))
    with package.OpenAI(api_key=KEY, base_url="http://127.0.0.1:9/v1", max_retries=0) as client:
        try:
            client.videos.retrieve("video_1")
        except package.APIConnectionError as error:
            told.append(type(error).__name__)
    return told


async def async_script(package: Any, url: str, folder: Path) -> list[Any]:
    """The same by the asynchronous client."""
    told: list[Any] = []
    async with package.AsyncOpenAI(api_key=KEY, base_url=url, max_retries=0) as client:
        video = await client.videos.create_and_poll(prompt="A calico cat", poll_interval_ms=10)
        told.append(facts(video))
        told.append(facts(await client.videos.poll(video.id)))
        content = await client.videos.download_content(video.id)
        content.write_to_file(folder / "async.mp4")
        told.append((folder / "async.mp4").read_bytes())
        told.append((content.content, await content.aread()))
        streaming = client.videos.with_streaming_response
        async with streaming.download_content(video.id) as response:
            await response.stream_to_file(folder / "piecemeal.mp4")
        told.append((folder / "piecemeal.mp4").read_bytes())
        async with streaming.download_content(video.id) as response:
            told.append(b"".join([piece async for piece in response.iter_bytes()]))
        try:
            await client.videos.retrieve("video_of_nobody")
        except package.NotFoundError as error:
            told.append((error.status_code, error.code))
    return told


def test_one_script_does_the_same_with_both_packages(
    compat: ModuleType, url: str, tmp_path: Path
) -> None:
    folders = [tmp_path / name for name in ("theirs", "ours")]
    for folder in folders:
        folder.mkdir()
    theirs, ours = (script(one, url, at) for one, at in zip((openai, compat), folders, strict=True))
    assert len(theirs) > 12
    assert ours == theirs


def test_one_asynchronous_script_does_the_same_with_both_packages(
    compat: ModuleType, url: str, tmp_path: Path
) -> None:
    theirs = asyncio.run(async_script(openai, url, tmp_path))
    assert len(theirs) == 7
    assert asyncio.run(async_script(compat, url, tmp_path)) == theirs


@pytest.mark.parametrize("official", [Videos, AsyncVideos])
def test_signatures_are_those_of_the_package(compat: ModuleType, official: type) -> None:
    ours = getattr(compat, official.__name__)
    methods = [name for name, one in vars(official).items() if inspect.isfunction(one)]
    present = [name for name in methods if not name.startswith("_")]
    assert len(present) >= 12
    for name in present:
        wanted, found = (inspect.signature(getattr(one, name)) for one in (official, ours))
        if "Never" in str(found.return_annotation):
            with pytest.raises(compat.OpenAIError, match=f"videos.{name} is no operation"):
                drained(getattr(ours, name)(SimpleNamespace()))
            continue
        assert shape(found) == shape(wanted), name
        assert inspect.iscoroutinefunction(getattr(ours, name)) == (official is AsyncVideos)


def shape(signature: inspect.Signature) -> list[tuple[str, object, bool]]:
    """Return names, kinds and whether there is a default: what a call depends on."""
    empty = inspect.Parameter.empty
    return [(one.name, one.kind, one.default is empty) for one in signature.parameters.values()]


def drained(value: Any) -> Any:
    return asyncio.run(value) if inspect.iscoroutine(value) else value


def test_a_failed_job_is_returned_and_no_error(compat: ModuleType, url: str) -> None:
    for package in (openai, compat):
        with package.OpenAI(api_key=KEY, base_url=url, max_retries=0) as client:
            video = client.videos.create_and_poll(
                prompt="A cat", poll_interval_ms=10, extra_headers={"X-Mock-Outcome": "failed"}
            )
            assert video.status == "failed"
            assert video.error.message


def test_the_key_of_another_server_is_not_sent(
    compat: ModuleType, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-server")
    monkeypatch.delenv("BURNCLOUD_API_KEY", raising=False)
    client = compat.OpenAI(base_url=url)
    with client, pytest.raises(compat.ConfigurationError, match="BURNCLOUD_API_KEY"):
        client.videos.retrieve("video_1")


TABLE = """
x-drop-in:
  module: darkroom
  client: Darkroom
  async_client: AsyncDarkroom
  headers: {team: X-Team}
  resources:
    pictures:
      begin: {call: startRender, arguments: [scene, width]}
      develop: {call: startRender, arguments: [scene], wait: startRender}
      look: {call: getRender, arguments: [key]}
      await_it: {wait: startRender}
      fetch: {call: getRenderImage, arguments: [key]}
      burn: null
"""


@pytest.fixture(scope="module")
def darkroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package made of a document with a table of its own."""
    folder = tmp_path_factory.mktemp("darkroom")
    source = ROOT / "tests" / "specs" / "image_job"
    shutil.copytree(source / "samples", folder / "samples")
    spec = folder / "image_job.yaml"
    spec.write_text((source / "image_job.yaml").read_text("utf-8") + TABLE, encoding="utf-8")
    targets = ("models", "operations", "sync", "aio", "package", "mock", "drop-in")
    out = folder / "out"
    return written(Config(spec, out, "studio_d", "studio-d", "DARK", targets))


def test_another_document_has_a_table_of_its_own(darkroom: Path, tmp_path: Path) -> None:
    program = """
import asyncio, subprocess, sys, re
from studio_d.darkroom import AsyncDarkroom, Darkroom, APIError
server = subprocess.Popen([sys.executable, "-m", "studio_d.mock", "--port", "0"],
    stdout=subprocess.PIPE, text=True)
url = re.search(r"http://[0-9.:]+", server.stdout.readline()).group()
try:
    with Darkroom(api_key="k", base_url=url, team="t") as client:
        key = client.pictures.begin(scene="A hill", width=48).render.key
        print(client.pictures.await_it(key, poll_interval_ms=10).render.phase)
        print(client.pictures.fetch(key).read()[:4])
        print(client.pictures.develop(scene="A lake", poll_interval_ms=10).render.phase)
        try:
            client.pictures.burn()
        except APIError as error:
            print(error)
    async def run():
        async with AsyncDarkroom(api_key="k", base_url=url) as client:
            done = await client.pictures.develop(scene="A lake", poll_interval_ms=10)
            return (await client.pictures.fetch(done.render.key)).content[:4]
    print(asyncio.run(run()))
finally:
    server.terminate(); server.wait(); server.stdout.close()
"""
    environment = {**os.environ, "PYTHONPATH": str(darkroom)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "finished",
        "b'\\x89PNG'",
        "finished",
        "pictures.burn is no operation of Studio",
        "b'\\x89PNG'",
    ]


@pytest.mark.slow
def test_strict_type_checkers_find_nothing(darkroom: Path) -> None:
    for done in (mypy(darkroom, "-p", "studio_d"), pyright(darkroom, "studio_d")):
        assert done.returncode == 0, done.stdout


def test_a_document_without_a_table_has_no_such_module(
    made_nothing: Callable[[], list[str]],
) -> None:
    assert not any("compat" in path or "darkroom" in path for path in made_nothing())


@pytest.fixture
def made_nothing(tmp_path: Path) -> Callable[[], list[str]]:
    """Return what is made of a document that declares none."""
    spec = ROOT / "tests" / "specs" / "petstore" / "petstore.yaml"
    targets = ("models", "operations", "sync", "aio", "package", "drop-in")
    config = Config(spec, tmp_path, "petstore_d", "petstore-d", "P", targets)
    return lambda: [one.path for one in build(config, Report())]
