"""A server on real sockets that misbehaves as it is told, connection by connection."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeAlias

VIDEO = b"".join(n.to_bytes(4, "big") for n in range(25_000))
JOB = {"id": "video_1", "object": "video", "status": "queued", "progress": 0, "model": "sora-2"}
DONE = JOB | {"status": "completed", "progress": 100}


class Gone(Exception):
    """The client has closed the connection."""


@dataclass(frozen=True)
class Asked:
    """A request that arrived as a whole."""

    method: str
    target: str
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return ""


@dataclass
class Wire:
    """One connection, as the server has it."""

    socket: socket.socket
    server: Server
    unread: bytes = b""

    def receive(self, size: int = 65536) -> bytes:
        data = self.socket.recv(size)
        if not data:
            raise Gone
        self.server.bytes_in += data
        return data

    def request(self) -> Asked:
        """Read a request to its last byte. Only then is it carried out."""
        while b"\r\n\r\n" not in self.unread:
            self.unread += self.receive()
        head, _, rest = self.unread.partition(b"\r\n\r\n")
        method, target, _ = head.decode("latin-1").split("\r\n")[0].split(" ", 2)
        asked = Asked(method, target, head, b"")
        if asked.header("transfer-encoding"):
            while not rest.endswith(b"0\r\n\r\n"):
                rest += self.receive()
        length = int(asked.header("content-length") or len(rest))
        while len(rest) < length:
            rest += self.receive()
        self.unread = rest[length:]
        asked = Asked(method, target, head, rest[:length])
        self.server.carry_out(asked)
        return asked

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def drip(self, data: bytes, pause: float = 0.02) -> None:
        """Send byte by byte, and never come to an end."""
        for byte in data:
            self.send(bytes([byte]))
            time.sleep(pause)
        while True:
            self.send(b" ")
            time.sleep(pause)

    def stall(self) -> None:
        """Do nothing until the client hangs up or the server is stopped."""
        self.socket.settimeout(0.05)
        while not self.server.stopping.is_set():
            try:
                if not self.socket.recv(65536):
                    return
            except TimeoutError:
                continue

    def reset(self) -> None:
        """Break the connection off, with what is on its way in either direction."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


Behaviour: TypeAlias = Callable[[Wire], None]


@dataclass
class Server:
    """What happened at the server. The last behaviour is that of all further connections."""

    url: str = ""
    behaviours: Sequence[Behaviour] = ()
    connections: int = 0
    created: int = 0
    """Requests to create that arrived as a whole."""
    refused: int = 0
    """Those of them that the server said to do nothing for."""
    asked: list[Asked] = field(default_factory=list[Asked])
    bytes_in: bytes = b""
    problems: list[BaseException] = field(default_factory=list[BaseException])
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def jobs(self) -> int:
        """Jobs that may have been started, whether or not anybody heard of it."""
        return self.created - self.refused

    def carry_out(self, asked: Asked) -> None:
        self.asked.append(asked)
        self.created += asked.method == "POST"

    def serve(self, connection: socket.socket) -> None:
        behave = self.behaviours[min(self.connections, len(self.behaviours) - 1)]
        self.connections += 1

        def run() -> None:
            try:
                with connection:
                    behave(Wire(connection, self))
            except (Gone, OSError):
                pass
            except BaseException as problem:
                self.problems.append(problem)

        threading.Thread(target=run, daemon=True).start()


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Server]:
    """Serve until the end of the block."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=16)
    port = listener.getsockname()[1]
    server = Server(f"http://127.0.0.1:{port}", behaviours)

    def accept() -> None:
        with suppress(OSError):
            while True:
                server.serve(listener.accept()[0])

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        # Closing alone would leave accept() waiting.
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)
    assert not server.problems, server.problems


@contextmanager
def nobody_there() -> Iterator[Server]:
    """Hold a port at which nobody listens until the end of the block."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield Server(f"http://127.0.0.1:{held.getsockname()[1]}")


def answer(
    body: bytes | dict[str, object] = b"",
    status: str = "200 OK",
    *headers: str,
    length: object = None,
    media: str = "",
) -> bytes:
    """Return the bytes of an answer; `length` is what it claims to have."""
    if isinstance(body, dict):
        media = media or "application/json"
        body = json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status}", *headers]
    if media:
        lines.append(f"Content-Type: {media}")
    if length != "none":
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "X-Oneapi-Request-Id: req-7", "", ""]).encode("latin-1") + body


def right(asked: Asked) -> bytes:
    """Return what a server in good health answers."""
    if asked.method == "POST":
        return answer(JOB)
    if not asked.target.endswith("/content"):
        return answer(DONE)
    wanted = asked.header("range").removeprefix("bytes=")
    if not wanted:
        return answer(VIDEO, "200 OK", 'ETag: "v1"', "Accept-Ranges: bytes", media="video/mp4")
    start, _, end = wanted.partition("-")
    if int(start) >= len(VIDEO):
        return answer(b"", "416 X", f"Content-Range: bytes */{len(VIDEO)}")
    last = min(int(end or len(VIDEO)), len(VIDEO) - 1)
    piece = VIDEO[int(start) : last + 1]
    place = f"Content-Range: bytes {start}-{last}/{len(VIDEO)}"
    return answer(piece, "206 Partial Content", 'ETag: "v1"', place, media="video/mp4")


def healthy(wire: Wire) -> None:
    """Answer whatever is asked, as long as anybody asks."""
    while True:
        wire.send(right(wire.request()))
