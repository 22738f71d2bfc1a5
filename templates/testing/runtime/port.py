"""An ASGI application on a free port, for as long as a block runs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def on_a_port(app: ASGIApp) -> Generator[str, None, None]:
    """Serve an application from a thread of its own; the address, which is this machine's alone."""
    # With the protocol named, asyncio sends each answer at once: Nagle would add 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    with listener:
        listener.bind(("127.0.0.1", 0))
        # From here on connections wait for the server, however long its thread takes to start.
        listener.listen(128)
        config = uvicorn.Config(
            app,
            access_log=False,
            lifespan="off",
            log_level="critical",
            loop="asyncio",
            server_header=False,
            timeout_graceful_shutdown=1,
            ws="none",
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, args=([listener],), name="mock", daemon=True
        )
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=5)
