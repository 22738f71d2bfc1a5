"""Fetch a film into a file, to be killed meanwhile; prints by how many bytes the process grew.

    killed.py GENERATED CLIENT URL PATH

CLIENT is `Client` or `AsyncClient`.
"""

from __future__ import annotations

import asyncio
import resource
import socket
import sys
from importlib import import_module
from inspect import isawaitable
from pathlib import Path
from typing import Any

import httpx2


async def settled(value: Any) -> Any:
    """Return a value, awaited if it can be."""
    return await value if isawaitable(value) else value


async def fetched(name: str, url: str, path: Path) -> int:
    """Fetch what a job has made. Returns the bytes by which the process grew."""
    package = import_module("burncloud_video")
    plan = import_module("burncloud_video.operations").videos.CREATE_JOB
    # What waits in the kernel for a process that is killed was fetched in vain: hardly any here.
    small = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)]
    if name == "Client":
        http: Any = httpx2.Client(transport=httpx2.HTTPTransport(socket_options=small))
    else:
        http = httpx2.AsyncClient(transport=httpx2.AsyncHTTPTransport(socket_options=small))
    videos = getattr(package, name)(api_key="k", base_url=url, http_client=http).videos
    # The first call imports what is needed and is no part of the growth.
    warm = videos.resume(plan.token("small"))
    await settled(warm.download(path.with_name("small")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await settled(videos.resume(plan.token("film")).download(path))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def main() -> None:
    """Fetch from a URL to a path."""
    generated, name, url, path = sys.argv[1:]
    sys.path.insert(0, generated)
    grown = asyncio.run(fetched(name, url, Path(path)))
    print(grown * (1 if sys.platform == "darwin" else 1024))


main()
