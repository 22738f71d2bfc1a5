"""Time `callsheet docs` on sixteen pages, and say how much of it is the start of the program.

The goal is named beside the figure. Exits with 1 only where a run failed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "tests" / "pages" / "pages").iterdir())
GOAL = 2.0
"""Seconds for sixteen pages."""


def seconds(pages: list[str], folder: Path, runs: int = 5) -> float:
    """Return the median time of a run over pages. Raises SystemExit where one cannot be read."""
    taken = list[float]()
    command = [sys.executable, "-m", "callsheet", "docs", *pages]
    for _ in range(runs):
        start = time.perf_counter()
        spec = str(ROOT / "spec" / "video.openapi.yaml")
        done = subprocess.run(
            [*command, "--spec", spec], cwd=folder, capture_output=True, text=True, check=False
        )
        taken.append(time.perf_counter() - start)
        if done.returncode > 1:
            raise SystemExit(done.stderr)
    return median(taken)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "empty.md").write_text("# Nothing\n", "utf-8")
        names = list[str]()
        for number in range(16):
            page = PAGES[number % len(PAGES)]
            names.append(f"{number}{page.suffix}")
            shutil.copy(page, folder / names[-1])
        whole, start = seconds(names, folder), seconds(["empty.md"], folder)
    print(
        f"16 pages: {whole:.2f} s (goal: {GOAL:.0f} s); of it {start:.2f} s for the start and the "
        f"document, {(whole - start) / 16 * 1000:.0f} ms for each page"
    )


if __name__ == "__main__":
    main()
