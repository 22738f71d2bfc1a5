"""The clients that are timed, each doing the same; run in processes of their own by clients.py.

    contenders.py NAME BASE_URL MODE ...

MODE is `requests`: reads a number from each line of its input, makes so many requests, and prints
wall and processor seconds; or `download PATH ID`: fetches the file of a video, after a small one
has warmed up what is needed, and prints seconds and megabytes by which the process grew. Nobody
waits for the disk: neither plain httpx2 here nor any of the others calls fsync.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
UNIT = 1 if sys.platform == "darwin" else 1024

Retrieve = Callable[[], object]
Download = Callable[[str, Path], object]
"""Fetches the file of a video."""

SMALL = "video_1"
"""Of one megabyte."""


def package() -> Any:
    """Return the generated package."""
    sys.path.insert(0, str(ROOT / "generated"))
    return import_module("burncloud_video")


def ours(url: str, deadline: float | None = None) -> tuple[Retrieve, Download]:
    """Return the calls of the generated client."""
    client = package().Client(api_key="sk-1", base_url=url, deadline=deadline)
    return (
        lambda: client.videos.retrieve("video_1").status,
        lambda video, path: client.videos.download_content(video).write_to_file(path),
    )


def ours_async(url: str, deadline: float | None = None) -> tuple[Retrieve, Download]:
    """Return the calls of the generated asynchronous client."""
    runner = asyncio.Runner()
    client = package().AsyncClient(api_key="sk-1", base_url=url, deadline=deadline)

    async def download(video: str, path: Path) -> object:
        found = await client.videos.download_content(video)
        return await found.write_to_file(path)

    return (
        lambda: runner.run(client.videos.retrieve("video_1")).status,
        lambda video, path: runner.run(download(video, path)),
    )


def plain(url: str) -> tuple[Retrieve, Download]:
    """Return the calls of httpx2, its answers as they come."""
    import httpx2

    client = httpx2.Client(headers={"Authorization": "Bearer sk-1"})
    return (
        lambda: client.get(f"{url}/v1/videos/video_1").json()["status"],
        lambda video, path: _streamed(client, f"{url}/v1/videos/{video}/content", path),
    )


def _streamed(client: Any, url: str, path: Path) -> None:
    with (
        client.stream("GET", url) as answer,
        path.open("wb") as file,
    ):
        for chunk in answer.iter_bytes():
            file.write(chunk)


def plain_async(url: str) -> tuple[Retrieve, Download]:
    """Return the calls of httpx2's asynchronous client."""
    import httpx2

    runner = asyncio.Runner()
    client = httpx2.AsyncClient(headers={"Authorization": "Bearer sk-1"})

    async def retrieve() -> object:
        return (await client.get(f"{url}/v1/videos/video_1")).json()["status"]

    async def download(video: str, path: Path) -> None:
        with path.open("wb") as file:
            async with client.stream("GET", f"{url}/v1/videos/{video}/content") as answer:
                async for chunk in answer.aiter_bytes():
                    file.write(chunk)

    return lambda: runner.run(retrieve()), lambda video, path: runner.run(download(video, path))


def modelled(url: str) -> tuple[Retrieve, Download]:
    """Return the calls of httpx2, its answers read by pydantic."""
    import httpx2

    models = package().models
    client = httpx2.Client(headers={"Authorization": "Bearer sk-1"})

    def retrieve() -> object:
        answer = client.get(f"{url}/v1/videos/video_1")
        answer.raise_for_status()
        return models.Video.model_validate_json(answer.content).status

    return retrieve, lambda video, path: _streamed(client, f"{url}/v1/videos/{video}/content", path)


def official(url: str) -> tuple[Retrieve, Download]:
    """Return the calls of the official SDK."""
    import openai

    client = openai.OpenAI(api_key="sk-1", base_url=f"{url}/v1")
    return (
        lambda: client.videos.retrieve("video_1").status,
        lambda video, path: client.videos.download_content(video).write_to_file(path),
    )


def peer(url: str) -> tuple[Retrieve, Download]:
    """Return the calls of datamodel-codegen's own client, made into the last folder."""
    sys.path.insert(0, sys.argv[-1])
    client = import_module("peer_client").Client(bearer="sk-1", base_url=url)

    def download(video: str, path: Path) -> None:
        answer = client.videos.download_video_content(video_id=video)
        path.write_bytes(answer)

    return lambda: client.videos.retrieve_video(video_id="video_1"), download


CONTENDERS = {
    "httpx2": plain,
    "httpx2 + pydantic": modelled,
    "ours": ours,
    "openai": official,
    "datamodel-codegen": peer,
    "httpx2, async": plain_async,
    "ours, async": ours_async,
    "ours, with a deadline": partial(ours, deadline=60),
    "ours, async, with a deadline": partial(ours_async, deadline=60),
}


def requests(retrieve: Retrieve) -> None:
    """Make as many requests as each line of the input says."""
    for line in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            retrieve()
        print(time.perf_counter() - wall, time.process_time() - cpu, flush=True)


def downloads(retrieve: Retrieve, download: Download, path: Path, video: str) -> None:
    """Fetch the file, after what is needed for it was imported, and a connection made."""
    retrieve()
    download(SMALL, path)
    path.unlink()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    download(video, path)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(wall, (after - before) * UNIT / 1e6, path.stat().st_size)


def main() -> None:
    """Do what the arguments say."""
    name, url, mode = sys.argv[1:4]
    retrieve, download = CONTENDERS[name](url)
    if mode == "requests":
        requests(retrieve)
    else:
        downloads(retrieve, download, Path(sys.argv[4]), sys.argv[5])


if __name__ == "__main__":
    main()
