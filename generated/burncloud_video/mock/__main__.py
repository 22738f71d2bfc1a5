"""Serve the mock on a port, until interrupted."""

from __future__ import annotations

import argparse
import socket
import sys
from collections.abc import Sequence

import uvicorn
from starlette.middleware.cors import CORSMiddleware

from .app import Mock, create_app
from .jobs import OUTCOMES


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; return the exit status."""
    options = _parser().parse_args(arguments)
    if options.list_faults:
        for name, fault in create_app().faults.items():
            print(f"{name:60} {fault.operation}: {fault.about}")
        return 0
    try:
        app = _app(options)
    except KeyError as error:
        print(f"there is no fault {error}; see --list-faults", file=sys.stderr)
        return 1
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    # With the protocol named, asyncio sends each answer at once: Nagle would add 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((options.host, options.port))
    except OSError as error:
        print(
            f"cannot listen on {options.host}:{options.port}: {error.strerror}",
            file=sys.stderr,
        )
        return 1
    config = uvicorn.Config(
        _for_pages(app, options.origin),
        access_log=False,
        lifespan="off",
        log_level="warning",
        loop="asyncio",
        server_header=False,
        timeout_graceful_shutdown=3,
        ws="none",
    )
    host = f"[{options.host}]" if family == socket.AF_INET6 else options.host
    url = f"http://{host}:{listener.getsockname()[1]}"
    try:
        greeting = (
            f"Mock of {app.contract.title}: {url}\nTo look at it: {url}{app.page_path}"
        )
        _Server(config, greeting).run(sockets=[listener])
    except KeyboardInterrupt:
        return 130
    return 0


def _app(options: argparse.Namespace) -> Mock:
    return create_app(
        api_key=options.api_key,
        pace=options.pace,
        outcome=options.outcome,
        log=None if options.quiet else _log,
        capacity=options.capacity,
        fault=options.fault,
    )


def _for_pages(app: Mock, origins: list[str]) -> Mock | CORSMiddleware:
    """Return a mock that pages of other origins may use from a browser."""
    if not origins:
        return app
    every = ["*"]
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=every,
        allow_headers=every,
        expose_headers=every,
    )


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, greeting: str) -> None:
        super().__init__(config)
        self.greeting = greeting

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and say so."""
        await super().startup(sockets=sockets)
        print(self.greeting, flush=True)


def _log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="0 for any free one")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument(
        "--api-key",
        metavar="KEY",
        help="accept this key alone; default: any that does not end in 'wrong-credentials'",
    )
    pace = "take jobs a state further after so many seconds, not at each poll"
    parser.add_argument("--pace", type=_seconds, metavar="SECONDS", help=pace)
    outcome = "how jobs end, unless a request says otherwise in X-Mock-Outcome"
    parser.add_argument("--outcome", choices=OUTCOMES, default="done", help=outcome)
    capacity = "how many jobs to remember before the oldest is forgotten"
    parser.add_argument(
        "--capacity", type=int, default=1000, metavar="N", help=capacity
    )
    fault = "break one promise of the document: a name of --list-faults"
    parser.add_argument("--fault", metavar="NAME", default="", help=fault)
    names = "print the names of all faults, with what each breaks, and end"
    parser.add_argument("--list-faults", action="store_true", help=names)
    origin = "let pages of this origin call it from a browser; may be repeated"
    parser.add_argument(
        "--origin", action="append", default=[], metavar="URL", help=origin
    )
    parser.add_argument("--quiet", action="store_true", help="no line for each request")
    return parser


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return value


if __name__ == "__main__":
    sys.exit(main())
