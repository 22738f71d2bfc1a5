"""``callsheet mock``: serve a document; what is made for that is kept for the next time."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import FrameType

from callsheet.commands.options import add_config_options, config_of
from callsheet.diagnostics import Report, Stop
from callsheet.kept import importable
from callsheet.progress import Progress
from callsheet.terminal import show

TARGET = "mock"
_NEEDS = ("jsonschema_rs", "python_multipart", "starlette", "uvicorn")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Serve a document on a port, until interrupted: with its examples, its errors, and jobs\n"
        "that go from state to state. Three request headers steer it: X-Mock-Outcome says how a\n"
        "job that a request starts is to end (done, failed, cancelled), X-Mock-Status asks for a\n"
        "documented error, X-Mock-Fault breaks a promise of the document in one answer."
    )
    parser.epilog = (
        "examples:\n  callsheet mock\n  callsheet mock --spec pets.yaml --port 0 --api-key secret\n"
    )
    parser.add_argument("--port", type=int, default=8000, help="0 for any free one; default: 8000")
    parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    parser.add_argument(
        "--api-key",
        metavar="KEY",
        help="accept this key alone; default: any that does not end in 'wrong-credentials'",
    )
    parser.add_argument(
        "--pace",
        metavar="SECONDS",
        help="take jobs a state further after so many seconds; default: at each poll",
    )
    parser.add_argument(
        "--outcome",
        choices=("done", "failed", "cancelled"),
        help="how jobs end unless a request says otherwise; default: done",
    )
    parser.add_argument(
        "--fault",
        metavar="NAME",
        help="break one promise of the document: a name of --list-faults",
    )
    parser.add_argument(
        "--list-faults",
        action="store_true",
        help="print the names of all faults, with what each breaks, and end",
    )
    parser.add_argument(
        "--origin",
        action="append",
        default=[],
        metavar="URL",
        help="let pages of this origin call it from a browser; may be repeated",
    )
    parser.add_argument("--quiet", action="store_true", help="no line for each request")
    add_config_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve. Returns 0 when told to end, 1 where the port cannot be had, 130 where interrupted."""
    report = Report()
    _check_packages(report)
    config = replace(config_of(arguments, report), targets=(TARGET,))
    signal.signal(signal.SIGTERM, _end)
    with ExitStack() as stack:
        with Progress() as progress:
            folder = stack.enter_context(importable(config, report, progress.tell))
        show(report, sys.stderr)
        serve = _served(folder)
        return serve(_options(arguments))


def _check_packages(report: Report) -> None:
    """Complain of packages that the server is made of and that are not installed."""
    missing = [name for name in _NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        report.error(
            "package-missing",
            f"the mock server needs packages that are not installed: {', '.join(missing)}",
            hint="pip install 'callsheet[generated]'",
        )
        raise Stop(report)


def _served(folder: Path) -> Callable[[Sequence[str]], int]:
    """Return the function that serves the mock in a folder."""
    (package,) = (entry.name for entry in folder.iterdir() if (entry / TARGET).is_dir())
    serve: Callable[[Sequence[str]], int] = importlib.import_module(f"{package}.mock.__main__").main
    return serve


def _options(arguments: argparse.Namespace) -> list[str]:
    """Return the options for the server that was made."""
    made = ["--port", str(arguments.port), "--host", arguments.host]
    if arguments.list_faults:
        return ["--list-faults"]
    for name in ("api_key", "pace", "outcome", "fault"):
        value = getattr(arguments, name)
        if value is not None:
            made.append(f"--{name.replace('_', '-')}={value}")
    made += [f"--origin={origin}" for origin in arguments.origin]
    return [*made, "--quiet"] if arguments.quiet else made


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
