"""A server on a loopback socket that gives one file, and can fail in every way that files do."""

from __future__ import annotations

import random
import re
import socket
import socketserver
import struct
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

GENERATED = Path(__file__).parents[2] / "generated"
CONTENT = random.Random(3).randbytes(1_000_003)
TAG = '"v1"'


@dataclass
class Film:
    """What is served, and how. Each list is used up from its front; the rest behaves."""

    content: bytes = CONTENT
    headers: dict[str, str] = field(default_factory=lambda: {"ETag": TAG})
    has_ranges: bool = True
    has_length: bool = True
    cuts: list[int | None] = field(default_factory=list[int | None])
    """After how many bytes of the body each connection is cut."""
    is_reset: bool = False
    """Whether it is cut with an RST."""
    replies: list[bytes] = field(default_factory=list[bytes])
    """Whole answers to give instead of the file."""
    crawls_from: int | None = None
    """After how many bytes of the content it comes byte by byte."""
    becomes: Film | None = None
    """What is served from the next request on."""


@dataclass
class Asked:
    """A request as it arrived."""

    target: str
    headers: dict[str, str]
    body: bytes = b""
    given: int = 0
    """Bytes of the answer's body that the kernel took."""
    has_ended: threading.Event = field(default_factory=threading.Event)
    """Whether the answer was given, which the server knows after the client."""


class FilmServer:
    """Serves `film` at any path."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.film = Film()
        self.others: dict[str, Film] = {}
        """What is served instead, by its name in the path."""
        self.job = b""
        """What is said of any job, if anything is: the file is its `content` then."""
        self.asked: list[Asked] = []

    @property
    def ranges(self) -> list[str]:
        """What was asked for, by request."""
        return [one.headers.get("range", "") for one in self.asked]

    @property
    def given(self) -> int:
        """Bytes of all bodies together, once all answers have ended."""
        assert all(one.has_ended.wait(60) for one in self.asked)
        return sum(one.given for one in self.asked)

    def answer(self, asked: Asked, connection: socket.socket) -> None:
        """Answer one request, and close."""
        if self.job and not asked.target.endswith("/content"):
            connection.sendall(reply(200, self.job, **{"Content-Type": "application/json"}))
            return
        film = self.others.get(asked.target.rpartition("/content")[0].rpartition("/")[2], self.film)
        if film.becomes is not None:
            self.film = film.becomes
        if film.replies:
            connection.sendall(film.replies.pop(0))
            return
        start = self._start(film, asked)
        if start is not None and start >= len(film.content):
            connection.sendall(reply(416, b"", **{"Content-Range": f"bytes */{len(film.content)}"}))
            return
        headers = {"Content-Type": "video/mp4", **film.headers}
        body = memoryview(film.content)[start or 0 :]
        if film.has_length:
            headers.setdefault("Content-Length", str(len(body)))
        if start is not None:
            end = len(film.content)
            headers.setdefault("Content-Range", f"bytes {start}-{end - 1}/{end}")
        connection.sendall(head(206 if start is not None else 200, headers))
        cut = film.cuts.pop(0) if film.cuts else None
        body = body if cut is None else body[:cut]
        slow = len(body) if film.crawls_from is None else max(0, film.crawls_from - (start or 0))
        for at in range(0, min(slow, len(body)), 65536):
            asked.given += connection.send(body[at : min(at + 65536, slow)])
        for at in range(slow, len(body)):
            time.sleep(0.005)
            asked.given += connection.send(body[at : at + 1])
        if cut is not None and film.is_reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _start(self, film: Film, asked: Asked) -> int | None:
        found = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("range", ""))
        if not film.has_ranges or found is None:
            return None
        known = (film.headers.get("ETag"), film.headers.get("Last-Modified"))
        wanted = asked.headers.get("if-range")
        return int(found[1]) if wanted is None or wanted in known else None


def head(status: int, headers: dict[str, str]) -> bytes:
    """Return the head of an answer."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


def reply(status: int, body: bytes, **headers: str) -> bytes:
    """Return a whole answer."""
    return head(status, {"Content-Length": str(len(body)), **headers}) + body


def digest(content: bytes = CONTENT) -> str:
    """Return the SHA-256 of the file as a digest header has it."""
    return b64encode(sha256(content).digest()).decode()


@contextmanager
def film_server(send_buffer: int = 0) -> Iterator[FilmServer]:
    """Serve until the end of the block."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            lines = []
            while (line := self.rfile.readline().strip()) != b"":
                lines.append(line.decode())
            if not lines:
                return
            pairs = (line.partition(": ") for line in lines[1:])
            headers = {name.lower(): value for name, _, value in pairs}
            if send_buffer:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
            asked = Asked(lines[0].split(" ")[1], headers)
            asked.body = self.rfile.read(int(headers.get("content-length", 0)))
            found.asked.append(asked)
            try:
                found.answer(asked, self.connection)
            except OSError:
                return
            finally:
                asked.has_ended.set()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        request_queue_size = 64

        def shutdown_request(self, request: object) -> None:
            # No orderly goodbye, which would turn a reset into an end.
            request.close()  # type: ignore[attr-defined]

    server = Server(("127.0.0.1", 0), Handler)
    found = FilmServer(server.server_address[1])
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
