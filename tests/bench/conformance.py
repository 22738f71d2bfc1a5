"""Benchmark: the suite against the mock with each fault of its catalogue, Schemathesis beside it.

Prints what was killed and what survived, by group; names survivors; counts false alarms on the
mock without a fault. Schemathesis gets as long as the suite took, a second at least, and is left
out where it is not installed or where ``--alone`` says so.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
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

SEMANTIC = ("job", "echo", "echo-later", "bytes", "length")
"""Groups that only the document's declarations make faults of."""
KEY = "sk-bench"
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


def schemathesis(url: str, seconds: float) -> bool:
    """Return whether Schemathesis finds anything within so many seconds."""
    words = [str(RIVAL), "run", str(ROOT / "spec/video.openapi.yaml")]
    words += ["--url", url, "-H", f"Authorization: Bearer {KEY}", "--checks", "all", "--seed", "1"]
    words += ["--max-time", str(max(1, round(seconds))), "--no-color"]
    # It keeps what it finds in the folder where it runs, and begins with that the next time.
    with tempfile.TemporaryDirectory() as here:
        try:
            ended = subprocess.run(
                words, capture_output=True, check=False, timeout=seconds + 60, cwd=here
            )
        except subprocess.TimeoutExpired:
            return False
    return ended.returncode == 1


def main() -> int:
    """Measure and print. Returns 1 where the mock without a fault gives an alarm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="faults whose name has this")
    parser.add_argument("--alone", action="store_true", help="without Schemathesis")
    options = parser.parse_args()
    has_rival = not options.alone and RIVAL.exists()
    with serving(create_app(api_key=KEY)) as url:
        alarms, took = suite(url)
        rival_alarms = has_rival and schemathesis(url, took)
    print(f"without a fault: {len(alarms)} false alarms in {took:.2f} s", sorted(alarms) or "")
    if has_rival:
        print(f"Schemathesis, without a fault: {'finds something' if rival_alarms else 'silent'}")
    total, killed, rival = Counter[str](), Counter[str](), Counter[str]()
    seconds: list[float] = []
    for name, fault in create_app().faults.items():
        if options.only not in name:
            continue
        group = name.split(":")[1]
        with serving(create_app(api_key=KEY, fault=name)) as url:
            found, took = suite(url)
            rival[group] += has_rival and schemathesis(url, took)
        seconds.append(took)
        total[group] += 1
        killed[group] += fault.operation in found
        if fault.operation not in found:
            print(f"survives: {name} ({fault.about})", sorted(found) or "")
    print(f"{'group':20}{'faults':>8}{'suite':>8}" + ("  Schemathesis" if has_rival else ""))
    for group, count in total.items():
        beside = f"{rival[group]:>14}" if has_rival else ""
        print(f"{group:20}{count:>8}{killed[group]:>8}{beside}")
    for title, groups in (
        ("structural", [g for g in total if g not in SEMANTIC]),
        ("declared", [g for g in total if g in SEMANTIC]),
    ):
        part, whole = sum(killed[g] for g in groups), sum(total[g] for g in groups)
        print(f"{title}: {part} of {whole} killed ({100 * part / max(1, whole):.1f} %)")
    print(
        f"{sum(seconds) / max(1, len(seconds)):.2f} s for each server, {max(seconds):.2f} s at most"
    )
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main())
