"""A server on a loopback socket that keeps each request as it stood and gives the next reply."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from socketserver import StreamRequestHandler, ThreadingTCPServer

from callsheet.behaviour.model import Reply
from case_canonical import Arrived

UNEXPECTED = Reply(599, (("Content-Type", "text/plain"),), b"one request more than expected")
BODILESS = (204, 205, 304)


class Recorder:
    """The requests of the case at hand, and the replies to come."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.arrived: list[Arrived] = []
        self._replies: deque[Reply] = deque()

    def begin(self, replies: Iterable[Reply]) -> None:
        """Forget the requests so far, and answer from these from now on."""
        self.arrived = []
        self._replies = deque(replies)

    def answer(self, request: Arrived) -> Reply:
        """Take a request down, and return the reply to it."""
        self.arrived.append(request)
        return self._replies.popleft() if self._replies else UNEXPECTED


@contextmanager
def recording() -> Iterator[Recorder]:
    """Serve until the end of the block."""

    class Handler(StreamRequestHandler):
        disable_nagle_algorithm = True

        def handle(self) -> None:
            while (request := self._request()) is not None:
                reply = recorder.answer(request)
                self.wfile.write(_written(reply, request.method, recorder.url))
                if request.header("connection").lower() == "close":
                    return

        def _request(self) -> Arrived | None:
            start = self.rfile.readline().decode("latin-1").split()
            if len(start) != 3:
                return None
            headers: list[tuple[str, str]] = []
            while line := self.rfile.readline().decode("utf-8", "surrogateescape").strip():
                name, _, text = line.partition(":")
                headers.append((name, text.strip()))
            found = Arrived(start[0], start[1], tuple(headers), b"")
            if found.header("expect").lower() == "100-continue":
                self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            return Arrived(start[0], start[1], tuple(headers), self._body(found))

        def _body(self, found: Arrived) -> bytes:
            if found.header("transfer-encoding").lower() == "chunked":
                body = b""
                while size := int(self.rfile.readline(), 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return body
            return self.rfile.read(int(found.header("content-length") or 0))

    class Server(ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of clients that hang up: their case tells."""

    with Server(("127.0.0.1", 0), Handler) as server:
        recorder = Recorder(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield recorder
        finally:
            server.shutdown()
            thread.join()


def _written(reply: Reply, method: str, url: str) -> bytes:
    body = reply.body.replace(b"{base_url}", url.encode())
    phrase = HTTPStatus(reply.status).phrase if reply.status in set(HTTPStatus) else "Unknown"
    lines = [f"HTTP/1.1 {reply.status} {phrase}"]
    lines += [f"{name}: {text.replace('{base_url}', url)}" for name, text in reply.headers]
    if reply.status not in BODILESS:
        lines.append(f"Content-Length: {len(body)}")
    head = "\r\n".join([*lines, "", ""]).encode()
    return head if method == "HEAD" or reply.status in BODILESS else head + body
