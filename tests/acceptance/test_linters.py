"""The document is clean under the linters that most people use, and to another reader."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openapi_spec_validator import validate
from openapi_spec_validator.readers import read_from_filename

ROOT = Path(__file__).parents[2]
LINTERS = ROOT / "tests" / "linters"
SPEC = ROOT / "spec" / "video.openapi.yaml"

COMMANDS = {
    "redocly": ["lint", "--config", str(LINTERS / "redocly.yaml"), "--max-problems", "20"],
    "spectral": ["lint", "--ruleset", str(LINTERS / ".spectral.yaml"), "--fail-severity", "hint"],
}


@pytest.mark.parametrize("linter", COMMANDS)
def test_recommended_rules_find_nothing(linter: str) -> None:
    program = LINTERS / "node_modules" / ".bin" / linter
    if not program.exists():
        pytest.skip(f"{linter} is left out: there is no node here, or `make setup` has not run")
    command = [str(program), *COMMANDS[linter], str(SPEC)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    assert " warning" not in done.stdout, told


def test_another_reader_finds_it_valid() -> None:
    document, base = read_from_filename(str(SPEC))
    validate(document, base_uri=base)
