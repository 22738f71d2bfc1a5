"""What is made to be run is kept, and made anew as soon as it would be another."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.kept import importable

DOCUMENT = """\
openapi: 3.1.0
info: {title: Small, version: "1"}
paths:
  /things:
    get: {operationId: listThings, responses: {"204": {description: none}}}
"""


@dataclass
class Runs:
    """Runs of one project."""

    config: Config
    told: list[str] = field(default_factory=list[str])

    def __call__(self) -> tuple[Path, bool]:
        """Return the folder that modules were had from, and whether anything had to be made."""
        self.told.clear()
        with importable(self.config, Report(), self.told.append) as folder:
            assert str(folder) in sys.path
            assert (folder / "small" / "__init__.py").exists()
        assert str(folder) not in sys.path
        return folder, bool(self.told)


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    spec = tmp_path / "small.yaml"
    spec.write_text(DOCUMENT, encoding="utf-8")
    config = Config(spec, tmp_path / "out", package="small", targets=("mock",), folder=tmp_path)
    return Runs(config)


def test_the_second_run_makes_nothing(runs: Runs) -> None:
    first, was_made = runs()
    assert was_made
    assert runs() == (first, False)


def _edit_the_document(runs: Runs, folder: Path) -> None:
    runs.config.spec.write_text(DOCUMENT.replace("/things", "/items"), encoding="utf-8")


def _change_a_file(runs: Runs, folder: Path) -> None:
    (folder / "small/mock/app.py").write_text("", encoding="utf-8")


def _add_a_file(runs: Runs, folder: Path) -> None:
    (folder / "json.py").write_text("", encoding="utf-8")


def _remove_the_folder(runs: Runs, folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "change", [_edit_the_document, _change_a_file, _add_a_file, _remove_the_folder]
)
def test_what_would_be_another_is_made_anew(
    runs: Runs, change: Callable[[Runs, Path], None]
) -> None:
    folder, _ = runs()
    whole = {path.name: path.read_bytes() for path in folder.rglob("*.py")}
    change(runs, folder)
    again, was_made = runs()
    assert was_made
    assert {path.name: path.read_bytes() for path in again.rglob("*.py")} == whole


def test_where_nothing_can_be_kept_it_runs_all_the_same_and_leaves_nothing(runs: Runs) -> None:
    (runs.config.spec.parent / ".callsheet_cache").write_text("in the way", encoding="utf-8")
    folder, was_made = runs()
    assert was_made
    assert not folder.exists()
