"""The type checkers as a strict user runs them. No settings but those that are given here count."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def mypy(where: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run mypy in a folder, which keeps its cache."""
    return _run(where, "mypy", "--config-file=", "--strict", *words, **environment)


def pyright(where: Path, *names: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run pyright over some files and packages of a folder; all are judged strictly."""
    config = where / "pyrightconfig.json"
    config.write_text(json.dumps({"include": names, "strict": names, **settings}))
    try:
        return _run(where, "pyright", "--pythonpath", sys.executable, "--project", str(config))
    finally:
        config.unlink()


def _run(
    where: Path, checker: str, *words: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", checker, *words],
        cwd=where,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
