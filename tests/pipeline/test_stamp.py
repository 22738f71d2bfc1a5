"""A run that would change nothing ends at once, and never when it should not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from callsheet import pipeline
from callsheet.cli import main
from callsheet.tree import Tree

HEAVY = ("yaml", "jinja2", "black", "datamodel_code_generator", "pydantic", "jsonschema_rs")

PROBE = f"""\
import sys
from callsheet.cli import main
code = main(sys.argv[1:])
print("loaded:", *sorted(set({HEAVY!r}) & set(sys.modules)))
sys.exit(code)
"""


def loaded(*words: str) -> set[str]:
    """Run a command in a process of its own; return which heavy packages it imported."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.fixture
def was_recalled(monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Return whether a run of `check` comes to its end without building anything."""
    built: list[object] = []
    build = pipeline.build

    def counted(*arguments: Any, **options: Any) -> Tree:
        built.append(arguments)
        return build(*arguments, **options)

    def asked() -> bool:
        built.clear()
        main(["check"])
        return not built

    monkeypatch.setattr(pipeline, "build", counted)
    return asked


def test_nothing_heavy_is_imported_where_nothing_changed(project: Path) -> None:
    assert "jinja2" in loaded("generate")
    assert loaded("generate") == set()
    assert loaded("check") == set()


@pytest.mark.parametrize(
    "name",
    [
        "api.yaml",
        "shared.yaml",
        "callsheet.toml",
        "templates/small/resource.py.j2",
        "templates/more/target.toml",
        "generated/pet_shop/pets.py",
        "generated/.callsheet.json",
    ],
)
def test_a_change_of_anything_that_counts_is_noticed(
    project: Path, name: str, was_recalled: Callable[[], bool]
) -> None:
    main(["generate"])
    assert was_recalled()
    with (project / name).open("a") as stream:
        stream.write("\n")
    assert not was_recalled()


def test_a_new_template_is_noticed(project: Path, was_recalled: Callable[[], bool]) -> None:
    main(["generate"])
    (project / "templates/small/new.j2").touch()
    assert not was_recalled()


def test_a_deleted_output_is_noticed(project: Path) -> None:
    main(["generate"])
    (project / "generated/README.md").unlink()
    assert main(["check"]) == 1


def test_another_package_on_the_command_line_is_noticed(project: Path) -> None:
    main(["generate"])
    assert main(["check", "--package", "other"]) == 1


def test_a_run_of_some_targets_leaves_no_stamp(project: Path) -> None:
    main(["generate", "--only", "small"])
    assert main(["check"]) == 1


def test_a_damaged_stamp_is_noted_and_made_anew(
    project: Path, capsys: pytest.CaptureFixture[str], was_recalled: Callable[[], bool]
) -> None:
    main(["generate"])
    (stamp,) = (project / ".callsheet_cache/stamp").iterdir()
    stamp.write_bytes(stamp.read_bytes()[:-10])
    capsys.readouterr()
    assert main(["check", "--json"]) == 0
    assert "cache-damaged" in capsys.readouterr().out
    assert was_recalled()


def test_the_cache_may_be_deleted_at_any_time(project: Path) -> None:
    main(["generate"])
    subprocess.run(["rm", "-rf", ".callsheet_cache"], check=True)
    assert main(["check"]) == 0


def test_help_imports_no_command(project: Path) -> None:
    probe = "import sys; from callsheet.cli import main; main(['-h']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    modules = done.stdout.splitlines()[-1].split()
    assert not [name for name in modules if name.startswith("callsheet.commands")]
