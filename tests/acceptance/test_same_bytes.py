"""The same input gives the same bytes, whatever the machine."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VIDEO = "spec/video.openapi.yaml"
SPECS = [
    pytest.param(VIDEO, marks=pytest.mark.slow),
    pytest.param("tests/specs/kitchen_sink/openapi.yaml", marks=pytest.mark.slow),
    "tests/specs/petstore/petstore.yaml",
    pytest.param("tests/specs/image_job/image_job.yaml", marks=pytest.mark.slow),
]

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
OTHERS = [version for version in ("3.11", "3.12", "3.13", "3.14") if version != HERE]


def generated(python: str, spec: str, out: Path, **changes: str) -> dict[str, str]:
    """Return a digest of each file that a fresh process makes."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **changes}
    command = [python, "-m", "callsheet", "generate", "--spec", str(ROOT / spec), "--out", str(out)]
    done = subprocess.run(
        command, env=environment, cwd=out.parent, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("spec", SPECS)
def test_under_another_hash_seed_locale_time_zone_and_folder(spec: str, tmp_path: Path) -> None:
    here = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    there = {"PYTHONHASHSEED": "99", "LC_ALL": "C", "TZ": "Asia/Kathmandu", "PYTHONUTF8": "0"}
    (tmp_path / "elsewhere").mkdir()
    first = generated(sys.executable, spec, tmp_path / "out", **here)
    second = generated(sys.executable, spec, tmp_path / "elsewhere" / "out", **there)
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("version", OTHERS)
def test_under_another_python(version: str, tmp_path: Path) -> None:
    python = other_python(version)
    if python is None:
        pytest.skip(f"Python {version} is not installed here")
    environment = tmp_path / "venv"
    subprocess.run([python, "-m", "venv", environment], check=True)
    fresh = str(environment / "bin" / "python")
    pip = [fresh, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", "-e", str(ROOT)], check=True)
    first = generated(sys.executable, VIDEO, tmp_path / "here")
    assert generated(fresh, VIDEO, tmp_path / "there") == first


def other_python(version: str) -> str | None:
    """Return an interpreter of another version, from the path or pyenv, or None."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates = [shutil.which(f"python{version}"), *pyenv.glob(f"versions/{version}.*/bin/python")]
    for found in filter(None, candidates):
        # A version manager's shim is there for versions that it lacks, too.
        if subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
            return str(found)
    return None
