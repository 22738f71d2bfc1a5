"""Weigh each style: its lines, and what it costs to import, beside what other generators make.

    styles.py [--runs N]

Lines are those of what a user gets, without blank ones: a style's own files, and with them those of
the targets that it requires. Imports are timed in fresh interpreters that have compiled everything
before, in processor time, and count the modules that come with them. What cannot be made here is
named in one line. Nothing can fail for being large or slow.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from callsheet.diagnostics import Report
from callsheet.targets import discover, folders, required
from clients import made_peer

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "spec" / "video.openapi.yaml"
GENERATED = ROOT / "generated"
PEERS = ROOT / ".venv-bench" / "bin"
ENDINGS = (".py", ".ts", ".sh")

STYLES = {
    "sync": "from burncloud_video import Client; Client(api_key='k')",
    "aio": "from burncloud_video import AsyncClient; AsyncClient(api_key='k')",
    "flat": "import burncloud_video_flat",
    "cli": "from burncloud_video.cli.main import main",
    "drop-in": "from burncloud_video.compat import OpenAI; OpenAI(api_key='k')",
    "models": "import burncloud_video.models",
    "models-dataclass": "import burncloud_video.models_dataclass",
    "models-msgspec": "import burncloud_video.models_msgspec",
    "models-typeddict": "import burncloud_video.models_typeddict",
}
"""What a program imports of a style that is Python."""
IMPORT = """
import sys, time
sys.path[:0] = {paths!r}
before, start = len(sys.modules), time.process_time()
{code}
print(time.process_time() - start, len(sys.modules) - before)
"""
IMPORT_IN_NODE = """
const start = process.cpuUsage();
await import({module});
const {{ user, system }} = process.cpuUsage(start);
console.log((user + system) / 1e6, {count});
"""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a style weighs."""

    title: str
    own: int
    """Lines."""
    whole: int
    """With the lines of what it requires."""
    seconds: float = 0.0
    """Of an import; 0 where there is nothing to import."""
    modules: int = 0


def lines_of(paths: Iterable[Path]) -> int:
    """Return how many lines some programs have that are not blank."""
    texts = (path.read_text("utf-8") for path in paths if path.suffix in ENDINGS)
    return sum(bool(line.strip()) for text in texts for line in text.splitlines())


def imported(python: Path, code: str, paths: Iterable[Path], runs: int) -> tuple[float, int]:
    """Return processor seconds and modules of an import, the median of some runs after a first."""
    program = IMPORT.format(paths=[str(path) for path in paths], code=code)
    return _timed([str(python), "-c", program], runs)


def _timed(command: list[str], runs: int) -> tuple[float, int]:
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}
    seconds: list[float] = []
    modules = 0
    for turn in range(runs + 1):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=True)
        wall, count = done.stdout.split()
        modules = int(count)
        seconds += [float(wall)] if turn else []
    return median(seconds), modules


def ours(runs: int) -> Iterator[Weight]:
    """Yield the weights of our styles."""
    known = discover(folders(None), Report())
    entries = json.loads((GENERATED / ".callsheet.json").read_text("utf-8"))["files"]

    def lines(*targets: str) -> int:
        return lines_of(GENERATED / p for p, one in entries.items() if one["target"] in targets)

    for name, code in STYLES.items():
        paths = [GENERATED / "flat"] if name == "flat" else [GENERATED]
        cost = imported(Path(sys.executable), code, paths, runs)
        yield Weight(name, lines(name), lines(name, *required([name], known)), *cost)
    yield Weight("curl", lines("curl"), lines("curl"))
    count = lines("typescript")
    yield Weight("typescript", count, count, *_in_node(runs))


def _in_node(runs: int) -> tuple[float, int]:
    sys.path.append(str(ROOT / "tests"))
    from node_tools import MODULES, Node, search_path

    if not (MODULES / "typescript-native").is_dir():
        print("left out: importing typescript, as its tools are not set up (make judges)")
        return 0.0, 0
    node = Node(search_path())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        built = node.built(GENERATED / "typescript", Path(folder))
        module, count = json.dumps(str(built / "index.js")), len(list(built.rglob("*.js")))
        program = IMPORT_IN_NODE.format(module=module, count=count)
        return _timed([node.command, "--input-type=module", "-e", program], runs)


# -- what other generators make of the same document


def peers(folder: Path, runs: int) -> Iterator[Weight]:
    """Yield the weights of other generators' clients; a line says which cannot be made."""
    makers: dict[str, Callable[[Path], str]] = {
        "openapi-python-client": _openapi_python_client,
        "openapi-generator": _openapi_generator,
        "datamodel-codegen": made_peer,
    }
    codes = {
        "openapi-python-client": "from peer import AuthenticatedClient; "
        "AuthenticatedClient(base_url='http://x', token='k')",
        "openapi-generator": "import peer; peer.ApiClient(); peer.VideosApi()",
        "datamodel-codegen": "from peer_client import Client; Client(bearer='k', base_url='http://x')",
    }
    for name, make in makers.items():
        home = folder / name
        home.mkdir()
        problem = make(home)
        if problem:
            print(f"left out: {name}'s client, as it cannot be made: {problem}")
            continue
        python = Path(sys.executable) if make is made_peer else PEERS / "python"
        count = lines_of(path for path in home.rglob("*.py") if "test" not in path.parts)
        try:
            cost = imported(python, codes[name], [home], runs)
        except subprocess.CalledProcessError as error:
            print(f"left out: importing {name}'s client: {error.stderr.strip().splitlines()[-1]}")
            cost = (0.0, 0)
        yield Weight(name, count, count, *cost)


def _openapi_python_client(folder: Path) -> str:
    settings = folder / "settings.yaml"
    settings.write_text("literal_enums: true\npackage_name_override: peer\n")
    options = ["--path", str(SPEC), "--config", str(settings), "--meta", "none"]
    program = PEERS / "openapi-python-client"
    return _ran([str(program), "generate", *options, "--output-path", str(folder / "peer")])


def _openapi_generator(folder: Path) -> str:
    if not shutil.which("java"):
        return "it needs Java, and there is none on the path"
    options = ["-i", str(SPEC), "-g", "python", "-o", str(folder), "--package-name", "peer"]
    return _ran([str(PEERS / "openapi-generator-cli"), "generate", *options])


def _ran(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    except FileNotFoundError:
        return "it is not installed: make bench sets it up"
    said = (done.stderr or done.stdout).strip().splitlines()
    return (said or [f"exit {done.returncode}"])[-1] if done.returncode else ""


def main() -> int:
    """Measure. Returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="imports of each; default: 5")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        found = [*ours(runs), *peers(Path(temporary), runs)]
    print(f"\nstyles of {SPEC.name}: lines that are not blank; imports, medians of {runs}")
    print(f"{'':<24} {'lines':>7} {'with all':>9} {'CPU ms':>7} {'modules':>8}")
    for one in found:
        cost = f"{one.seconds * 1e3:>7.0f} {one.modules:>8}" if one.modules else ""
        print(f"{one.title:<24} {one.own:>7} {one.whole:>9} {cost}".rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
