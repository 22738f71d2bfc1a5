"""A server for clients to be timed against: it does as little as a server can, in its own process.

Prints its port. Answers a path that ends in /content with so many megabytes as the id before it
says, such as /v1/videos/video_200/content, and any other with a job.
"""

from __future__ import annotations

import json
import socketserver

JOB = {
    "id": "video_1",
    "object": "video",
    "model": "sora-2",
    "status": "in_progress",
    "progress": 40,
    "created_at": 1_760_000_000,
    "seconds": "8",
    "size": "1280x720",
}
BODY = json.dumps(JOB).encode()
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: req_1\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
)
PIECE = bytes(range(256)) * 4096


class Handler(socketserver.StreamRequestHandler):
    """Answers requests without a body until the client hangs up."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Answer."""
        while line := self.rfile.readline():
            while self.rfile.readline() not in (b"\r\n", b""):
                pass
            *_, name, last = line.split()[1].partition(b"?")[0].split(b"/")
            if last == b"content":
                self._content(int(name.rpartition(b"_")[2]))
            else:
                self.connection.sendall(ANSWER)

    def _content(self, megabytes: int) -> None:
        size = megabytes * len(PIECE)
        self.connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n"
            b'ETag: "film"\r\nContent-Length: %d\r\n\r\n' % size
        )
        for _ in range(megabytes):
            self.connection.sendall(PIECE)


class Server(socketserver.ThreadingTCPServer):
    """Gives each connection a thread."""

    daemon_threads = True
    allow_reuse_address = True


if __name__ == "__main__":
    with Server(("127.0.0.1", 0), Handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()
