"""Benchmark: how soon the mock is ready, how fast it answers, what it holds; Prism beside it.

Every server runs in a process of its own and is asked over one connection. Prism is left out where
`make bench-conformance` could not set it up.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from node_tools import search_path  # noqa: E402  # from the folder above

SPEC = ROOT / "spec/video.openapi.yaml"
PRISM = ROOT / "tests/bench/prism/node_modules/.bin/prism"
HEADERS = {"Authorization": "Bearer sk-bench", "Content-Type": "application/json"}
ORDER = json.dumps({"model": "sora-2", "prompt": "A cat", "seconds": "8"})
ROUNDS = 400
JOBS = 10_000
STARTS = 5


@dataclass(frozen=True)
class Contender:
    """A server, and how it is started."""

    name: str
    words: tuple[str, ...]
    where: Path
    mark: str
    """What it prints when it is ready; the last word of the line is its address."""


@dataclass(frozen=True)
class Running:
    """A server that is ready."""

    process: subprocess.Popen[str]
    address: str
    seconds: float

    def ask(self, calls: Sequence[tuple[str, str, str | None]]) -> list[float]:
        """Return the milliseconds of each call."""
        line = http.client.HTTPConnection(self.address, timeout=30)
        took: list[float] = []
        for method, path, body in calls:
            began = time.perf_counter()
            line.request(method, path, body, HEADERS)
            answer = line.getresponse()
            answer.read()
            took.append((time.perf_counter() - began) * 1000)
            assert answer.status == 200, f"{method} {path}: {answer.status}"
        return took

    @property
    def megabytes(self) -> float:
        """What the process holds."""
        words = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
        return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout) / 1024


def contenders() -> Iterator[Contender]:
    """Yield those that are there."""
    python = sys.executable
    ours = ("--port", "0", "--quiet")
    package = (python, "-m", "burncloud_video.mock", *ours, "--capacity", str(JOBS))
    yield Contender("burncloud_video.mock", package, ROOT / "generated", "Mock of")
    command = (python, "-m", "callsheet", "mock", *ours)
    yield Contender("callsheet mock", command, ROOT, "Mock of")
    if PRISM.exists():
        # An own port, since Prism takes none of its own accord.
        words = ("node", str(PRISM.resolve()), "mock", "-p", "4990", "-h", "127.0.0.1", str(SPEC))
        yield Contender("Prism", words, ROOT, "Prism is listening")


@contextmanager
def running(contender: Contender) -> Iterator[Running]:
    """Start a server; end it in the end."""
    environment = {**os.environ, "PATH": search_path(), "PYTHONUNBUFFERED": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    with subprocess.Popen(
        contender.words,
        cwd=contender.where,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            line = next(line for line in process.stdout if contender.mark in line)
            seconds = time.perf_counter() - began
            yield Running(process, line.split()[-1].removeprefix("http://"), seconds)
        finally:
            process.kill()


def measured(contender: Contender) -> list[str]:
    """Return the columns of a server."""
    starts: list[float] = []
    for _ in range(STARTS):
        with running(contender) as server:
            starts.append(server.seconds)
    with running(contender) as server:
        create = ("POST", "/v1/videos", ORDER)
        server.ask([create] * 50)
        creates = server.ask([create] * ROUNDS)
        line = http.client.HTTPConnection(server.address, timeout=30)
        line.request("POST", "/v1/videos", ORDER, HEADERS)
        poll = ("GET", "/v1/videos/" + json.loads(line.getresponse().read())["id"], None)
        polls = server.ask([poll] * ROUNDS)
        first = server.megabytes
        server.ask([create] * (JOBS - ROUNDS - 51))
        return [
            f"{statistics.median(starts):.2f} s",
            f"{statistics.median(creates):.2f} ms",
            f"{statistics.median(polls):.2f} ms",
            f"{first:.0f} MB",
            f"{server.megabytes:.0f} MB",
        ]


def main() -> None:
    """Measure and print."""
    heads = ["ready", "create, p50", "poll, p50", "after 450 jobs", f"after {JOBS:,} jobs"]
    print(f"{'mock':22}" + "".join(f"{head:>19}" for head in heads))
    for contender in contenders():
        cells = measured(contender)
        print(f"{contender.name:22}" + "".join(f"{cell:>19}" for cell in cells), flush=True)
    if not PRISM.exists():
        print("without Prism: npm ci failed in tests/bench/prism")


if __name__ == "__main__":
    main()
