"""Scripts of curl that follow a job: against the mocks of two unrelated documents."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.pipeline import build

ROOT = Path(__file__).parents[2]
CURL = ROOT / "generated/curl"
STUDIO = ROOT / "tests/specs/image_job/image_job.yaml"
SCRIPTS = sorted(CURL.glob("*/*.job.sh"))

pytestmark = pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("jq")), reason="curl and jq are not here"
)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def mock() -> Iterator[Callable[..., str]]:
    """Start mocks: document and options, and return where they are."""
    with ExitStack() as stack:

        @cache
        def start(*options: str) -> str:
            command = [sys.executable, "-m", "callsheet", "mock", "--port", "0", "--quiet"]
            server = stack.enter_context(
                subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, cwd=ROOT)
            )
            stack.callback(server.terminate)
            assert server.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            assert found is not None
            return found.group()

        yield start


def run(script: Path, url: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a script as its reader would, but in no hurry to wait."""
    prefix = "BURNCLOUD" if script.is_relative_to(CURL) else "API"
    named = {f"{prefix}_API_KEY": "sk-test", f"{prefix}_BASE_URL": url, "NO_PROXY": "*"}
    known = {"PATH": os.environ["PATH"], "POLL_SECONDS": "0", **named, **more}
    return subprocess.run(
        ["sh", str(script), "clip.mp4"],
        cwd=folder,
        env=known,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.parent.name)
def test_a_job_is_followed_to_its_file(
    script: Path, mock: Callable[..., str], tmp_path: Path
) -> None:
    done = run(script, mock(), tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"]
    assert (tmp_path / "clip.mp4").read_bytes()[4:8] == b"ftyp"
    assert [one.name for one in tmp_path.iterdir()] == ["clip.mp4"]
    job = done.stderr.splitlines()[0].removeprefix("job ")
    again = run(script, mock(), tmp_path, JOB=job)
    assert again.returncode == 0
    assert again.stderr.splitlines()[0] == f"job {job}"


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.parent.name)
def test_a_failed_job_is_told(script: Path, mock: Callable[..., str], tmp_path: Path) -> None:
    failed = run(script, mock("--outcome", "failed"), tmp_path)
    assert (failed.returncode, failed.stdout) == (3, "")
    assert '"status"' in failed.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_refused_call_is_told(mock: Callable[..., str], tmp_path: Path) -> None:
    script = SCRIPTS[-1]
    refused = run(script, mock(), tmp_path, JOB="job of nobody/else?")
    assert refused.returncode == 22
    assert "error" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_job_that_goes_on_too_long_says_so(mock: Callable[..., str], tmp_path: Path) -> None:
    done = run(SCRIPTS[-1], mock("--pace", "100"), tmp_path, WAIT_SECONDS="0")
    assert done.returncode == 6


@pytest.mark.slow
def test_another_document_has_such_scripts(mock: Callable[..., str], tmp_path: Path) -> None:
    config = Config(STUDIO, tmp_path, package="studio", env_prefix="API", targets=("curl",))
    scripts = [one for one in build(config, Report()) if one.path.endswith(".job.sh")]
    assert len(scripts) == 2
    for script in scripts:
        file = tmp_path / "script.sh"
        file.write_bytes(script.content)
        done = run(file, mock("--spec", str(STUDIO)), tmp_path)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)
