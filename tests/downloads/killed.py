"""Fetch a film into a file, to be killed meanwhile; prints by how many bytes the process grew."""

from __future__ import annotations

import resource
import socket
import sys
from importlib import import_module
from pathlib import Path

import httpx2


def main() -> None:
    """Fetch from the URL that is the first argument to the path that is the second."""
    generated, url, path = sys.argv[1:]
    sys.path.insert(0, generated)
    Client = import_module("burncloud_video").Client  # noqa: N806
    # What waits in the kernel for a process that is killed was fetched in vain: hardly any here.
    small = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)]
    http = httpx2.Client(transport=httpx2.HTTPTransport(socket_options=small))
    with http, Client(api_key="k", base_url=url, http_client=http) as client:
        # The first call imports what is needed and is no part of the growth.
        client.videos.download_content("small").write_to_file(Path(path).with_name("small"))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        client.videos.download_content("film").write_to_file(path)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print((after - before) * (1 if sys.platform == "darwin" else 1024))


main()
