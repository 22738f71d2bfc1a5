"""A server on a loopback socket that keeps what it is sent and answers as it is told."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Recorded:
    """A request as it arrived."""

    method: str
    target: str
    """Path and query, as they stood on the wire."""
    headers: Message
    body: bytes

    def json(self) -> object:
        """Return the body as JSON."""
        return json.loads(self.body)

    def parts(self) -> dict[str, tuple[str | None, str | None, bytes]]:
        """Return the parts of a multipart body: file name, media type and bytes by name."""
        boundary = self.headers["content-type"].partition("boundary=")[2].encode()
        found: dict[str, tuple[str | None, str | None, bytes]] = {}
        for piece in self.body.split(b"--" + boundary)[1:-1]:
            head, _, content = piece[2:-2].partition(b"\r\n\r\n")
            lines = Message()
            for line in head.decode().split("\r\n"):
                name, _, value = line.partition(": ")
                lines[name] = value
            name = lines.get_param("name", header="content-disposition")
            found[str(name)] = (lines.get_filename(), lines["content-type"], content)
        return found


@dataclass(frozen=True)
class Reply:
    """What the server answers."""

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    declared: int | None = None
    """The Content-Length to claim, where it is not the truth."""


def json_reply(value: object, status: int = 200, **headers: str) -> Reply:
    """Return a reply of JSON; underscores in the names of headers stand for hyphens."""
    extra = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json", **extra})


class Recorder:
    """The requests so far, and the replies to come; the last one is given again and again."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[Recorded] = []
        self.replies: deque[Reply] = deque([Reply()])

    @property
    def last(self) -> Recorded:
        """The newest request."""
        return self.requests[-1]

    def reply(self, *replies: Reply) -> None:
        """Set what to answer from now on."""
        self.replies = deque(replies)


@contextmanager
def recorder() -> Iterator[Recorder]:
    """Serve until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = (
                self._chunked() if "Transfer-Encoding" in self.headers else self.rfile.read(length)
            )
            found.requests.append(Recorded(self.command, self.path, self.headers, body))
            reply = found.replies.popleft() if len(found.replies) > 1 else found.replies[0]
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            claimed = len(reply.body) if reply.declared is None else reply.declared
            self.send_header("Content-Length", str(claimed))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)
            if claimed > len(reply.body):
                self.close_connection = True

        def _chunked(self) -> bytes:
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"):
        setattr(Handler, f"do_{method}", Handler.handle_any)

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of clients that hang up."""

    server = Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Recorder(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
