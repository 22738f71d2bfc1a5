"""A run that is killed does no harm, whenever that happens, and two runs at once do none either."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and signals")


@pytest.mark.parametrize("stride", [40, pytest.param(4, marks=pytest.mark.slow)])
def test_the_next_run_repairs_what_a_killed_one_left(stride: int) -> None:
    done = subprocess.run(
        [sys.executable, HERE / "killed.py", str(stride)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20, (
        "too few steps were seen: the audit hook no longer sees the writes"
    )


def test_a_read_only_folder_is_said_and_nothing_is_half_written() -> None:
    done = subprocess.run(
        [sys.executable, HERE / "readonly.py"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
