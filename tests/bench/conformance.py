"""Benchmark: the suite against the mock with each fault of its catalogue, Schemathesis beside it.

Prints what was killed and what survived, by group; names survivors; counts false alarms on the
mock without a fault. The suite meets every fault, and takes a second or less. Schemathesis gets
ten for each, since in one it has not read the document. So it meets a sample, always the same,
unless --size says `all` (an hour) or `none`. It is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "generated"))

from burncloud_video.mock import create_app  # noqa: E402
from conformance.groups import GROUPS  # noqa: E402
from conformance.harness import Server  # noqa: E402
from conformance.operations import OPERATIONS, STARTS  # noqa: E402
from conformance.settings import Settings  # noqa: E402
from conformance.suite import run  # noqa: E402

SAMPLE = 24
"""Faults that Schemathesis meets where nothing else is said."""
SEMANTIC = ("job", "echo", "echo-later", "default", "selects", "ignores-key", "bytes", "length")
"""Groups that only the document's declarations make faults of."""
KEY = "sk-bench"
CLOCK = 10
"""Seconds that Schemathesis gets for each server."""
RIVAL = ROOT / ".venv-bench/bin/schemathesis"


@contextlib.contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an application on a free port of this machine; yield its URL."""
    settings = uvicorn.Config(app, port=0, lifespan="off", log_level="critical", ws="none")
    server = uvicorn.Server(settings)
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.005)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def suite(url: str) -> tuple[set[str], float]:
    """Return the operations that findings are about, and the seconds that it took."""
    failing = {"X-Mock-Outcome": "failed"}
    settings = Settings(url, key=KEY, patience=1.0, failing_headers=failing)
    server = Server(settings, OPERATIONS, STARTS, GROUPS)
    began = time.perf_counter()
    run(server, GROUPS)
    found = {title for one in server.findings for title in (one["operation"], *one["also"])}
    return found, time.perf_counter() - began


def schemathesis(url: str) -> bool:
    """Return whether Schemathesis finds anything in its time."""
    words = [str(RIVAL), "run", str(ROOT / "spec/video.openapi.yaml")]
    words += ["--url", url, "-H", f"Authorization: Bearer {KEY}", "--checks", "all", "--seed", "1"]
    words += ["--max-time", str(CLOCK), "--max-failures", "1", "--no-color"]
    # It keeps what it finds in the folder where it runs, and begins with that the next time.
    with tempfile.TemporaryDirectory() as here:
        try:
            ended = subprocess.run(
                words, capture_output=True, check=False, timeout=CLOCK + 60, cwd=here
            )
        except subprocess.TimeoutExpired:
            return False
    return ended.returncode == 1


def sampled(names: list[str], size: str) -> set[str]:
    """Return the faults that Schemathesis meets, chosen by the digests of their names."""
    if size == "none" or not RIVAL.exists():
        return set()
    count = len(names) if size == "all" else SAMPLE
    return set(sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())[:count])


@dataclass
class Score:
    """What was killed of a group of faults."""

    faults: int = 0
    killed: int = 0
    rival_met: int = 0
    rival_killed: int = 0
    both_met: int = 0
    """Of the faults that the rival met, those that the suite killed."""

    def __add__(self, other: Score) -> Score:
        mine, theirs = astuple(self), astuple(other)
        return Score(*(a + b for a, b in zip(mine, theirs, strict=True)))

    def line(self, name: str) -> str:
        """Return a row of the table."""
        cells = [f"{self.killed} of {self.faults}"]
        if self.rival_met:
            cells += [f"{self.both_met} of {self.rival_met}"]
            cells += [f"{self.rival_killed} of {self.rival_met}"]
        return f"{name:20}" + "".join(f"{cell:>16}" for cell in cells)


def main() -> int:
    """Measure and print. Returns 1 where the mock without a fault gives an alarm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="faults whose name has this")
    sizes = ("sample", "all", "none")
    parser.add_argument("--size", default="sample", choices=sizes, help="for Schemathesis")
    options = parser.parse_args()
    began = time.perf_counter()
    catalogue = create_app().faults
    names = [name for name in catalogue if options.only in name]
    sample = sampled(names, options.size)
    with serving(create_app(api_key=KEY)) as url:
        alarms, took = suite(url)
        rival_alarms = bool(sample) and schemathesis(url)
    print(f"without a fault: {len(alarms)} false alarms in {took:.2f} s", sorted(alarms) or "")
    if sample:
        print(f"Schemathesis, without a fault: {'finds something' if rival_alarms else 'silent'}")
    scores: dict[str, Score] = {}
    seconds: list[float] = []
    for name in names:
        fault = catalogue[name]
        with serving(create_app(api_key=KEY, fault=name)) as url:
            found, took = suite(url)
            is_met, is_killed = name in sample, fault.operation in found
            is_rival = is_met and schemathesis(url)
        seconds.append(took)
        group = name.split(":")[1]
        one = Score(1, is_killed, is_met, is_rival, is_met and is_killed)
        scores[group] = scores.get(group, Score()) + one
        if not is_killed:
            print(f"survives: {name} ({fault.about})", sorted(found) or "", flush=True)
    print(
        f"{'killed':20}{'suite':>16}"
        + (f"{'on the sample':>16}{'Schemathesis':>16}" if sample else "")
    )
    for group, score in scores.items():
        print(score.line(group))
    structural = [score for group, score in scores.items() if group not in SEMANTIC]
    declared = [score for group, score in scores.items() if group in SEMANTIC]
    for title, listed in (("structural", structural), ("declared", declared)):
        print(sum(listed, Score()).line(title))
    mean = sum(seconds) / max(1, len(seconds))
    print(f"{mean:.2f} s for each server, {max(seconds, default=0):.2f} s at most;", end=" ")
    print(f"{time.perf_counter() - began:.0f} s in all")
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main())
