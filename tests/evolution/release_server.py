"""A newer server: it answers every request with bytes that were written down beforehand."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

JSON = ("Content-Type", "application/json")


def answer(
    body: object = b"",
    status: int = 200,
    *headers: tuple[str, str],
    version: str = "HTTP/1.1",
) -> bytes:
    """Return an answer as it goes over the wire; what is not bytes is sent as JSON."""
    if not isinstance(body, bytes):
        body = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        headers = headers or (JSON,)
    lines = [f"{version} {status} Whatever", *(f"{name}: {value}" for name, value in headers)]
    lines += [f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@contextmanager
def newer_server(*answers: bytes) -> Iterator[str]:
    """Answer one request after the other until the end of the block, the last answer for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        left = list(answers)

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    _swallow(connection)
                    connection.sendall(left.pop(0) if len(left) > 1 else left[0])

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _swallow(connection: socket.socket) -> None:
    """Read one request whole: a connection closed on unread bytes is reset."""
    with connection.makefile("rb") as stream:
        length, is_chunked = 0, False
        while (line := stream.readline().strip().lower()) != b"":
            name, _, value = line.partition(b":")
            length = int(value) if name == b"content-length" else length
            is_chunked |= name == b"transfer-encoding"
        stream.read(length)
        while is_chunked and (size := int(stream.readline(), 16)):
            stream.read(size + 2)
