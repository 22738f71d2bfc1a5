"""The fixtures, as a project that uses a client has them: in a pytest of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from callsheet.config import Config
from making import written

ROOT = Path(__file__).parents[2]
USERS = Path(__file__).parent / "users"
TARGETS = ("models", "operations", "sync", "aio", "mock", "testing", "package")


def run(folder: Path, conftest: str, tests: str, packages: Path) -> str:
    """Run a project's tests; return what pytest says. Fails where one of them does."""
    (folder / "conftest.py").write_text(conftest)
    (folder / "test_user.py").write_text(tests)
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider --strict-markers\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "."],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(packages),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # ours are none of the user's
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_users_project(tmp_path: Path) -> None:
    tests = (USERS / "video_user.py").read_text()
    said = run(
        tmp_path, 'pytest_plugins = ["burncloud_video.testing"]\n', tests, ROOT / "generated"
    )
    assert f"{tests.count('def test_')} passed" in said


def test_the_project_of_the_readme(tmp_path: Path) -> None:
    readme = (ROOT / "generated/README.md").read_text(encoding="utf-8")
    section = readme.partition("## In your tests")[2].partition("\n## ")[0]
    conftest, tests = re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert "3 passed" in run(tmp_path, conftest, tests, ROOT / "generated")


@pytest.mark.slow
def test_the_project_of_another_document(tmp_path: Path) -> None:
    spec, packages = ROOT / "tests/specs/image_job/image_job.yaml", tmp_path / "packages"
    written(Config(spec, packages, package="drawing_api", project="drawing_api", targets=TARGETS))
    user = tmp_path / "user"
    user.mkdir()
    tests = (USERS / "drawing_user.py").read_text()
    assert "3 passed" in run(user, 'pytest_plugins = ["drawing_api.testing"]\n', tests, packages)


def test_pytest_is_not_needed_without_fixtures() -> None:
    program = (
        "import sys; sys.modules['pytest'] = None\n"
        "from burncloud_video.testing import MockServer\n"
        "mock = MockServer()\n"
        "assert mock.client().videos.create_and_wait(prompt='A cat').status == 'completed'\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generated")}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
