"""Everything that can be made of a document, judged as strictly as our own output is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.pipeline import build
from node_tools import MODULES, set_up

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "studio": ROOT / "tests/specs/image_job/image_job.yaml",
    "sink": ROOT / "tests/specs/kitchen_sink/openapi.yaml",
}
"""Those beside the API in two dialects, whose output `make lint` judges."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=DOCUMENTS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of all targets."""
    folder = tmp_path_factory.mktemp(request.param)
    config = Config(DOCUMENTS[request.param], folder, package=f"{request.param}_made")
    for one in build(config, Report()):
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.content)
    return folder


def said(folder: Path, *command: str) -> str:
    """Return what a checker says against a folder; nothing where all is well."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_mypy(made: Path, tmp_path: Path) -> None:
    options = ("--strict", "--config-file=", "--cache-dir", str(tmp_path))
    assert said(made, sys.executable, "-m", "mypy", *options, ".") == ""


def test_pyright(made: Path) -> None:
    config = made / "pyrightconfig.json"
    config.write_text(json.dumps({"include": ["."], "strict": ["."], "pythonVersion": "3.11"}))
    options = ("--pythonpath", sys.executable, "-p", str(config))
    assert said(made, sys.executable, "-m", "pyright", *options) == ""
    config.unlink()


def test_tsc(made: Path, tmp_path: Path) -> None:
    types = str(MODULES / "@types")
    options = ("--outDir", str(tmp_path), "--typeRoots", types)
    assert set_up().compile(made / "typescript", *options) == ""


def test_shellcheck(made: Path) -> None:
    files = [str(path) for path in made.glob("curl/*/*.sh")]
    assert len(files) > 5
    program = str(Path(sys.executable).parent / "shellcheck")
    assert said(made, program, "--severity=style", *files) == ""
