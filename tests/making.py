"""Makes what a document asks for, in folders of the tests."""

from __future__ import annotations

import os
from pathlib import Path

from callsheet.cache import Cache
from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.pipeline import build

SHELF = "CALLSHEET_TESTS_SHELF"
"""The environment variable with the folder of what all processes of one test run keep."""


def written(config: Config, report: Report | None = None) -> Path:
    """Return the folder of a config, with everything that it asks for."""
    report = report or Report()
    for file in build(config, report, cache=Cache(_shelf(), report)):
        path = config.out / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return config.out


def _shelf() -> Path | None:
    folder = os.environ.get(SHELF)
    return Path(folder) if folder else None
