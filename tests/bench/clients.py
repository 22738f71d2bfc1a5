"""Time the generated client beside plain httpx2 and two other SDKs, side by side in one run.

Nothing here can fail for being slow: the goals are named beside the figures. The server has a
process of its own, and so has each client; they take turns. Exits with 1 where one failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CONTENDERS = HERE / "contenders.py"
MEGABYTES = 200
REQUESTS = 40
"""Of one turn."""
WARMING = 300
GOALS = ("ours", "ours, async")
"""Of which requests per second are asked for."""
QUIET = {**os.environ, "PYTHONWARNINGS": "ignore::DeprecationWarning"}
"""The official SDK's methods are deprecated."""

IMPORTS = {
    "httpx2 and pydantic": "import httpx2, pydantic",
    "ours": "from burncloud_video import Client; Client(api_key='k')",
    "openai": "import openai; openai.OpenAI(api_key='k')",
}


def verdict(is_met: bool) -> str:
    """Return whether a goal is met, for the table."""
    return "met" if is_met else "MISSED"


@contextmanager
def served() -> Iterator[str]:
    """Run the server. Gives its URL."""
    command = [sys.executable, str(HERE / "server.py")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


def made_peer(folder: Path) -> str:
    """Make datamodel-codegen's own client; return why it is left out, if it is."""
    document = yaml.safe_load((ROOT / "spec" / "video.openapi.yaml").read_text())
    _without_forms(document)
    (folder / "spec.yaml").write_text(yaml.safe_dump(document, sort_keys=False))
    command = [
        *(str(Path(sys.executable).parent / "datamodel-codegen"), "--formatters", "builtin"),
        *("--input", "spec.yaml", "--input-file-type", "openapi"),
        *("--output-model-type", "pydantic_v2.BaseModel", "--output", "peer_models.py"),
        *("--generate-client", "httpx2", "--client-output", "peer_client"),
        *("--client-package", "peer_client", "--client-model-package", "peer_models"),
    ]
    run = subprocess.run(
        command, cwd=folder, check=False, capture_output=True, text=True, timeout=300
    )
    return run.stderr.strip().rpartition("\n")[2] if run.returncode else ""


def _without_forms(node: object) -> None:
    """Take the multipart bodies out, of which datamodel-codegen refuses one."""
    if isinstance(node, dict):
        node.pop("multipart/form-data", None)
        for value in node.values():
            _without_forms(value)
    elif isinstance(node, list):
        for value in node:
            _without_forms(value)


# -- requests


def time_requests(url: str, names: Sequence[str], folder: Path, runs: int) -> None:
    """Print requests per second of each client, and the ratios to plain httpx2's.

    They take turns so short that whatever else the machine does meets all of them alike, and
    each is compared with the turn that plain httpx2 had beside it. Half of those turns are the
    other way round.
    """
    turns = runs * 10
    walls: dict[str, list[float]] = {name: [] for name in names}
    cpus: dict[str, list[float]] = {name: [] for name in names}
    with ExitStack() as stack:
        processes = {
            name: stack.enter_context(
                subprocess.Popen(
                    [sys.executable, str(CONTENDERS), name, url, "requests", str(folder)],
                    env=QUIET,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for name in names
        }
        for process in processes.values():
            _requested(process, WARMING)
        for turn in range(turns):
            for name in names if turn % 2 else reversed(names):
                wall, cpu = _requested(processes[name], REQUESTS)
                walls[name].append(wall)
                cpus[name].append(cpu)
        for process in processes.values():
            assert process.stdin is not None
            process.stdin.close()
    print(f"\nretrieve, {turns} turns of {REQUESTS} requests, medians")
    print(f"{'':<28} {'requests/s':>11} {'ratio':>6} {'CPU us':>7} {'ratio':>6}  goal")
    base = names[0]
    for name in names:
        rate = median(b / o for b, o in zip(walls[base], walls[name], strict=True))
        work = median(b / o for b, o in zip(cpus[base], cpus[name], strict=True))
        goal = f"at least 0.80: {verdict(min(rate, work) >= 0.8)}" if name in GOALS else ""
        print(
            f"{name:<28} {1 / median(walls[name]):>11.0f} {rate:>6.2f} "
            f"{median(cpus[name]) * 1e6:>7.0f} {work:>6.2f}  {goal}".rstrip()
        )


def _requested(process: subprocess.Popen[str], count: int) -> tuple[float, float]:
    """Let a client make so many requests. Returns its wall and processor seconds for each."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{count}\n")
    process.stdin.flush()
    wall, cpu = map(float, process.stdout.readline().split())
    return wall / count, cpu / count


# -- downloads


def time_downloads(url: str, names: Sequence[str], folder: Path, runs: int) -> None:
    """Print throughput and growth of each client."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    target = folder / "film.mp4"
    for turn in range(runs):
        # Each is the first of every so many turns, in case it matters who comes before.
        shift = turn % len(names)
        for name in (*names[shift:], *names[:shift]):
            target.unlink(missing_ok=True)
            command = [sys.executable, str(CONTENDERS), name, url, "download", str(target)]
            run = subprocess.run(
                [*command, f"video_{MEGABYTES}", str(folder)],
                env=QUIET,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
                timeout=300,
            )
            wall, growth, _ = map(float, run.stdout.split())
            found[name].append((wall, growth))
    print(f"\ndownload of {MEGABYTES} MB to a file, medians of {runs}")
    print(f"{'':<22} {'MB/s':>11} {'ratio':>6} {'grown MB':>9}  goal")
    base = found[names[0]]
    for name in names:
        rate = median(b[0] / o[0] for b, o in zip(base, found[name], strict=True))
        wall = median(one[0] for one in found[name])
        growth = max(one[1] for one in found[name])
        goal = ""
        if name.startswith("ours"):
            goal = f"at least 0.90: {verdict(rate >= 0.9)}, under 16 MB: {verdict(growth < 16)}"
        size = MEGABYTES * 1.048576
        print(f"{name:<28} {size / wall:>11.0f} {rate:>6.2f} {growth:>9.1f}  {goal}".rstrip())


# -- what it takes until a client is there


def time_imports(runs: int) -> None:
    """Print what it takes until a client is there."""
    times: dict[str, list[float]] = {name: [] for name in IMPORTS}
    counts: dict[str, int] = {}
    for turn in range(runs + 1):
        for name, code in IMPORTS.items():
            script = (
                f"import sys; sys.path.insert(0, {str(ROOT / 'generated')!r})\n"
                "n = len(sys.modules)\n"
                f"import time; t = time.process_time(); {code}\n"
                "print(time.process_time() - t, len(sys.modules) - n)"
            )
            run = subprocess.run(
                [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True
            )
            seconds, count = run.stdout.split()
            counts[name] = int(count)
            if turn:
                times[name].append(float(seconds))
    print(f"\nimport and a client, medians of {runs}")
    print(f"{'':<22} {'CPU ms':>11} {'ratio':>6} {'modules':>9}  goal")
    base = times["httpx2 and pydantic"]
    for name, ours in times.items():
        ratio = median(o / b for b, o in zip(base, ours, strict=True))
        goal = f"at most 1.30: {verdict(ratio <= 1.3)}" if name == "ours" else ""
        line = f"{name:<28} {median(ours) * 1e3:>11.0f} {ratio:>6.2f} {counts[name]:>9}  {goal}"
        print(line.rstrip())


def main() -> int:
    """Measure. Returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=10, help="turns of each; default: 10")
    parser.add_argument("--only", choices=("requests", "downloads", "imports"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary, served() as url:
        folder = Path(temporary)
        names = ["httpx2", "httpx2 + pydantic", "ours", "openai"]
        problem = made_peer(folder)
        if problem:
            print(f"left out: datamodel-codegen's own client, as it cannot be made: {problem}")
        else:
            names.append("datamodel-codegen")
        if arguments.only in (None, "requests"):
            sync = ["httpx2", "httpx2 + pydantic", "ours", "ours, with a deadline", *names[3:]]
            time_requests(url, sync, folder, arguments.runs)
            later = ["httpx2, async", "ours, async", "ours, async, with a deadline"]
            time_requests(url, later, folder, arguments.runs)
        if arguments.only in (None, "downloads"):
            times = max(5, arguments.runs // 2)
            plain = [name for name in names if name != "httpx2 + pydantic"]
            time_downloads(url, plain, folder, times)
            time_downloads(url, ["httpx2, async", "ours, async"], folder, times)
        if arguments.only in (None, "imports"):
            time_imports(arguments.runs)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        print(f"failed: {error}", file=sys.stderr)
        sys.exit(1)
