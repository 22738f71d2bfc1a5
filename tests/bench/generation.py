"""Time the generator against its peers, side by side in one run: A B C, A B C, A B C.

Then an edit of a document of 300 operations, and a diff of it, as shares of a full run; and a diff
of two documents of 3 MB.

Processor seconds are those of a process and of all that it started, as the operating system counts
them; peak memory is that of the largest single process. Nothing here can fail for being slow: the
goals are named beside the figures. Exits with 1 only where a run failed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(sys.executable).parent
PEERS = ROOT / ".venv-bench" / "bin"
HEAVY = ("black", "datamodel_code_generator", "jinja2", "pydantic")
"""Packages that a run with nothing to do has no business with."""
YARDSTICK = "openapi-python-client"
MANY = ROOT / "tests" / "pipeline" / "many.py"
OPERATIONS = 300
FULL = "full run, cache deleted"
LARGE = 2180
"""Operations of a document of 3 MB."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, user and system, with all child processes."""
    peak: float
    """Megabytes of the largest process."""
    code: int
    """Exit code."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to time."""

    title: str
    command: Sequence[str]
    prepare: Callable[[], None]
    """What happens before each run, outside of the time."""
    goal: float = 0.0
    """Processor time at most so many times the yardstick's; 0 where there is no goal."""
    limit: float = 0.0
    """Processor seconds at most; 0 where there is no such goal. What waits for nothing takes no
    longer on an idle machine, and on a busy one the clock tells of the others."""
    succeeds: int = 0
    """Exit code of a run that succeeded: 1 where a diff has to find what breaks."""
    costs: list[Cost] = field(default_factory=list[Cost])

    @property
    def has_failed(self) -> bool:
        """Whether any run did."""
        return any(cost.code != self.succeeds for cost in self.costs)

    def middle(self, figure: Callable[[Cost], float]) -> float:
        """Return the median of a figure."""
        return median(map(figure, self.costs))


def timed(command: Sequence[str], folder: Path, log: Path) -> Cost:
    """Run a command to its end and return what it took."""
    path = f"{PEERS}{os.pathsep}{os.environ.get('PATH', '')}"  # the peer calls the ruff beside it
    begin = time.perf_counter()
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, "PATH": path},
        )
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    peak = usage.ru_maxrss * unit / 1e6
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak, process.returncode)


# -- what is timed


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder with a copy of a document and its declaration."""

    folder: Path
    document: Path
    original: str

    @classmethod
    def of(cls, document: Path, folder: Path) -> Bench:
        """Return a bench in an empty folder. Files beside the document come along with it."""
        shutil.copytree(document.parent, folder / "spec")
        declaration = f'spec = "spec/{document.name}"\npackage = "subject"\n'
        (folder / "callsheet.toml").write_text(declaration)
        return cls(folder, folder / "spec" / document.name, document.read_text())

    def cases(self) -> Iterator[Case]:
        """Yield what is timed, in turn. A case may rely on what the one before left behind."""
        ours = [str(HERE / "python"), "-m", "callsheet", "generate"]
        yield Case("callsheet, cold", ours, self.forget_everything, goal=3.0)
        yield Case("callsheet, cache warm, no output", ours, self.remove_output)
        yield Case("callsheet, one operation edited", ours, self.edit, goal=3.0)
        yield Case("callsheet, nothing to do", ours, lambda: None, goal=0.35)
        models = [str(HERE / "datamodel-codegen"), "--input", str(self.document)]
        kinds = ["--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"]
        yield Case(
            "datamodel-codegen, models only",
            [*models, *kinds, "--output", "models.py"],
            lambda: (self.folder / "models.py").unlink(missing_ok=True),
        )
        if PEERS.is_dir():
            # Without this it stops where two values differ in case alone: `queued` and `QUEUED`.
            (self.folder / "peer.yaml").write_text("literal_enums: true\n")
            peer = [str(PEERS / YARDSTICK), "generate", "--config", "peer.yaml"]
            yield Case(
                f"{YARDSTICK}, with ruff",
                [*peer, "--path", str(self.document), "--output-path", "peer"],
                lambda: shutil.rmtree(self.folder / "peer", ignore_errors=True),
            )

    def forget_everything(self) -> None:
        """Remove the output and the cache."""
        self.remove_output()
        shutil.rmtree(self.folder / ".callsheet_cache", ignore_errors=True)

    def remove_output(self) -> None:
        """Remove the output and keep the cache."""
        shutil.rmtree(self.folder / "generated", ignore_errors=True)
        self.document.write_text(self.original)

    def edit(self) -> None:
        """Change the prose of the first operation, to something that was never there before."""
        word = f"Edited {time.monotonic_ns()}. "
        edited = re.sub(
            r'(\b(?:summary|description)"?: *"?)(?=\w)',
            rf"\g<1>{word}",
            self.original[(start := self.original.find("paths")) :],
            count=1,
        )
        self.document.write_text(self.original[:start] + edited)

    def imported(self) -> list[str]:
        """Return the heavy modules that a run with nothing to do imports."""
        command = [str(HERE / "python"), "-X", "importtime", "-m", "callsheet", "generate"]
        run = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=True, timeout=300
        )
        names = re.findall(r"^import time:.*\| +(\S+)$", run.stderr, re.MULTILINE)
        return sorted({name for name in names if name.partition(".")[0] in HEAVY})


# -- what an edit costs


_EDITS = {
    "edited": ("one operation edited", 0.1),
    "widened": ("one parameter added", 0.1),
    "grown": ("one field added", 0.0),
}
"""What is edited, and which share of a full run it may cost. There is no such goal for a schema: it
is part of as many operations as refer to it."""


@dataclass(frozen=True, slots=True)
class Edits:
    """A folder with a made-up document of many operations, and with edits of it."""

    folder: Path

    @classmethod
    def of(cls, folder: Path) -> Edits:
        """Return it in an empty folder, every target asked for."""
        for change in ("original", *_EDITS):
            make(OPERATIONS, change, folder)
        (folder / "callsheet.toml").write_text('spec = "many.yaml"\npackage = "subject"\n')
        return cls(folder)

    def cases(self) -> Iterator[Case]:
        """Yield what is timed, in turn: each edit goes out from the output of the original."""
        ours = [str(HERE / "python"), "-m", "callsheet"]
        yield Case(FULL, [*ours, "generate"], self.begin)
        for change, (title, goal) in _EDITS.items():
            yield Case(title, [*ours, "generate"], lambda change=change: self.edit(change), goal)
        yield Case("nothing to do", [*ours, "generate"], lambda: None)
        pair = ["diff", "original.yaml", "edited.yaml"]
        yield Case("diff of the edited operation", [*ours, *pair], lambda: None)
        pair = ["diff", "original.yaml", "grown.yaml"]
        yield Case("diff of the added field", [*ours, *pair], lambda: None)

    def begin(self) -> None:
        """Leave neither output nor cache."""
        for name in ("generated", ".callsheet_cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.put("original")

    def edit(self, change: str) -> None:
        """Put an edit that nothing is kept of in place of the original, with its output."""
        self.put("original")
        generate = [str(HERE / "python"), "-m", "callsheet", "generate"]
        subprocess.run(generate, cwd=self.folder, check=True, capture_output=True, timeout=300)
        text = (self.folder / f"{change}.yaml").read_text()
        word = f"{time.monotonic_ns()} "
        (self.folder / "many.yaml").write_text(
            text.replace("Edited. ", f"Edited {word}").replace("Added by", f"Added {word}by")
        )

    def put(self, name: str) -> None:
        """Make one of the documents the one that is generated from."""
        shutil.copyfile(self.folder / f"{name}.yaml", self.folder / "many.yaml")


def make(operations: int, change: str, folder: Path) -> Path:
    """Write a document with an edit to a folder."""
    command = [sys.executable, str(MANY), str(operations), change]
    made = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    path = folder / f"{change}.yaml"
    path.write_text(made.stdout)
    return path


def measure_edits(runs: int) -> bool:
    """Time edits as shares of a full run and print it. Returns whether every run succeeded."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        edits = Edits.of(Path(temporary))
        lines = len((edits.folder / "original.yaml").read_text().splitlines())
        print(f"\n{OPERATIONS} operations: {lines} lines; medians of {runs} runs, in turn")
        cases = tuple(edits.cases())
        for turn in range(runs + 1):
            for case in cases:
                if not case.has_failed:
                    _run(case, edits.folder, is_kept=turn > 0)
        print("\n".join(table(cases, FULL)))
    return not any(case.has_failed for case in cases)


def measure_large(runs: int) -> bool:
    """Time a diff of two large documents and print it. Returns whether every run succeeded."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        old, new = (make(LARGE, change, folder) for change in ("original", "released"))
        size = old.stat().st_size / 1e6
        ours = [str(HERE / "python"), "-m", "callsheet", "diff", "--markdown", "--no-clients"]
        print(f"\n{LARGE} operations: {size:.1f} MB of YAML; medians of {runs} runs, in turn")
        release = Case("diff with its next release", [*ours, old.name, new.name], lambda: None)
        nothing = Case("diff with itself", [*ours, old.name, old.name], lambda: None)
        cases = (replace(release, limit=4.0, succeeds=1), replace(nothing, limit=4.0))
        for turn in range(runs + 1):
            for case in cases:
                if not case.has_failed:
                    _run(case, folder, is_kept=turn > 0)
        print("\n".join(table(cases)))
    return not any(case.has_failed for case in cases)


# -- the table


def table(cases: Sequence[Case], measure_of: str = YARDSTICK) -> Iterator[str]:
    """Yield a line for each case."""
    yardstick = next((case for case in cases if case.title.startswith(measure_of)), None)
    yield f"{'':<36} {'wall s':>7} {'CPU s':>7} {'peak MB':>8} {'CPU ratio':>10}  goal"
    for case in cases:
        if case.has_failed:
            yield f"{case.title:<36} failed, exit code {max(cost.code for cost in case.costs)}"
            continue
        wall, cpu, peak = (
            case.middle(lambda cost: cost.wall),
            case.middle(lambda cost: cost.cpu),
            case.middle(lambda cost: cost.peak),
        )
        line = f"{case.title:<36} {wall:>7.2f} {cpu:>7.2f} {peak:>8.0f}"
        if case.limit:
            verdict = "met" if cpu <= case.limit else "MISSED"
            yield f"{line} {'':>10}  at most {case.limit:.2f} s of CPU: {verdict}"
            continue
        if yardstick is None or yardstick.has_failed:
            yield line
            continue
        ratio = median(
            ours.cpu / theirs.cpu for ours, theirs in zip(case.costs, yardstick.costs, strict=True)
        )
        verdict = "met" if ratio <= case.goal else "MISSED"
        goal = f"  at most {case.goal:.2f}: {verdict}" if case.goal else ""
        yield f"{line} {ratio:>10.2f}{goal}"


def measure(document: Path, runs: int) -> bool:
    """Time everything on one document and print it. Returns whether every run succeeded."""
    lines = len(document.read_text().splitlines())
    print(f"\n{document.name}: {lines} lines; medians of {runs} runs, in turn")
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        bench = Bench.of(document, Path(temporary))
        cases = tuple(bench.cases())
        for turn in range(runs + 1):
            for case in cases:
                if not case.has_failed:
                    _run(case, bench.folder, is_kept=turn > 0)
        print("\n".join(table(cases)))
        if not any(case.has_failed for case in cases):
            heavy = ", ".join(bench.imported()[:8]) or "none"
            print(f"heavy modules that a run with nothing to do imports: {heavy}")
    return not any(case.has_failed for case in cases)


def _run(case: Case, folder: Path, *, is_kept: bool) -> None:
    """Run a case once. The first run of each only compiles everybody's bytecode."""
    case.prepare()
    log = folder / "log"
    cost = timed(case.command, folder, log)
    has_failed = cost.code != case.succeeds
    if is_kept or has_failed:
        case.costs.append(cost)
    if has_failed:
        print(f"{' '.join(case.command)}\n{log.read_text()[-2000:]}", file=sys.stderr)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    default = [ROOT / "spec" / "video.openapi.yaml"]
    parser.add_argument("document", nargs="*", type=Path, default=default, help="OpenAPI documents")
    parser.add_argument("--runs", type=int, default=5, help="how often each is run; default: 5")
    return parser.parse_args()


def main() -> int:
    """Measure. Returns the exit code."""
    arguments = _arguments()
    if not PEERS.is_dir():
        print("there is no .venv-bench: `make bench` makes it; left out until then", YARDSTICK)
    done = [measure(document.resolve(), arguments.runs) for document in arguments.document]
    done.append(measure_edits(arguments.runs))
    done.append(measure_large(arguments.runs))
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
