"""What an edit changes is made anew and nothing else; whatever the cache, the same bytes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from callsheet.cache import FOLDER, Cache
from callsheet.cli import main
from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.parts import Parts
from callsheet.pipeline import build
from callsheet.tree import Later
from edits import edit, write
from many import document


def made(
    folder: Path, cache: Path | None = None, targets: tuple[str, ...] = ()
) -> dict[str, bytes]:
    """Return what is made, by path; under no path, what is told of it."""
    report = Report()
    config = Config(
        folder / "many.yaml",
        folder / "out",
        "many",
        targets=targets,
        folder=cache,
        allow=("operation-id-twice",),
    )
    tree = build(config, report, cache=Cache.beside(cache, report))
    assert [one for one in report if one.code.startswith("cache")] == []
    told = "\n".join(finding.as_text() for finding in report)
    return {file.path: file.content for file in tree} | {"": told.encode()}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, document(20))
    text = 'spec = "many.yaml"\npackage = "many"\ntargets = ["models", "operations", "sync"]\n'
    (tmp_path / "callsheet.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def remade(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Return which parts were made since it was last asked."""
    rendered: list[str] = []
    part = Parts.part

    def watched(self: Parts, name: tuple[str, ...], given: Any, make: Any) -> Later | None:
        def noted() -> bytes | None:
            rendered.append(" ".join(name))
            made: bytes | None = make()
            return made

        return part(self, name, given, noted)

    def since() -> list[str]:
        found = rendered[:]
        rendered.clear()
        return found

    monkeypatch.setattr(Parts, "part", watched)
    return since


def test_an_edit_touches_only_the_files_that_differ(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate"])
    before = {path: path.stat().st_mtime_ns for path in project.glob("generated/**/*.*")}
    value = document(20)
    value["paths"]["/orders"]["get"]["summary"] = "List what was ordered"
    write(project, value)
    capsys.readouterr()
    main(["generate"])
    assert capsys.readouterr().out.splitlines() == [
        "changed  generated/many/client.py",
        "changed  generated/many/operations/orders.py",
        f"2 changed, {len(before) - 3} unchanged in generated",
    ]
    touched = {path.name for path, then in before.items() if path.stat().st_mtime_ns != then}
    assert touched == {".callsheet.json", "client.py", "orders.py"}


def test_a_content_that_is_gone_is_made_again_when_it_is_needed(project: Path) -> None:
    main(["generate"])
    for kind in ("parts", "packs"):
        shutil.rmtree(project / FOLDER / kind)
    client = project / "generated/many/client.py"
    before = client.read_bytes()
    value = document(20)
    value["paths"]["/orders"]["get"]["summary"] = "List what was ordered"
    write(project, value)
    assert main(["generate"]) == 0
    assert b"List what was ordered" in client.read_bytes()
    shutil.rmtree(project / "generated")
    write(project, document(20))
    assert main(["generate"]) == 0
    assert client.read_bytes() == before
    assert (project / FOLDER / "packs").is_dir()


def test_a_content_of_another_run_is_not_taken(project: Path) -> None:
    main(["generate"])
    client = project / "generated/many/client.py"
    before = client.read_bytes()
    (ledger,) = (project / FOLDER / "ledger").iterdir()
    kept = ledger.read_bytes()
    value = document(20)
    value["paths"]["/orders"]["get"]["summary"] = "List what was ordered"
    write(project, value)
    main(["generate"])
    ledger.write_bytes(kept)  # as if that run had been killed before it wrote the ledger
    write(project, document(20))
    assert main(["generate"]) == 0
    assert client.read_bytes() == before


def test_a_run_of_some_targets_keeps_the_parts_of_the_others(
    project: Path, remade: Callable[[], list[str]]
) -> None:
    main(["generate"])
    value = document(20)
    value["paths"]["/orders"]["get"]["summary"] = "List what was ordered"
    write(project, value)
    main(["generate", "--only", "sync"])
    remade()
    main(["generate"])
    assert not [name for name in remade() if "invoice" in name or "client" in name]


def test_a_part_that_is_gone_is_kept_no_longer(project: Path) -> None:
    write(project, document(30))
    main(["generate"])
    (ledger,) = (project / FOLDER / "ledger").iterdir()
    large = len(ledger.read_bytes())
    write(project, document(10))
    main(["generate"])
    assert len(ledger.read_bytes()) < 0.6 * large


def test_an_edit_asks_only_for_what_it_changed(
    project: Path, remade: Callable[[], list[str]]
) -> None:
    targets = ("models", "operations", "sync", "conformance")
    made(project, project, targets)
    value = document(20)
    value["paths"]["/orders"]["get"]["summary"] = "List what was ordered"
    write(project, value)
    remade()
    made(project, project, targets)
    rendered = remade()
    assert not [name for name in rendered if "invoice" in name]
    assert any("order" in name for name in rendered)


def test_damage_is_told_once_and_mended(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["generate"])
    for entry in (project / FOLDER).glob("*/*"):
        entry.write_bytes(entry.read_bytes()[:-2] + b"??")
    write(project, document(30))
    capsys.readouterr()
    assert main(["generate"]) == 0
    assert capsys.readouterr().err.count("cache-damaged") == 1
    shutil.rmtree(project / FOLDER)
    assert main(["check"]) == 0


def test_a_cache_that_is_full_keeps_what_the_run_needs(project: Path) -> None:
    main(["generate"])
    needed = set((project / FOLDER / "parts").iterdir())
    for number in range(2100):
        (project / FOLDER / "parts" / f"old{number}").write_bytes(b"")
    write(project, document(30))
    main(["generate"])
    kept = set((project / FOLDER / "parts").iterdir())
    assert needed <= kept
    assert len([path for path in kept if path.name.startswith("old")]) == 2048


# -- the law: a cache changes nothing but the time -------------------------------------------------


def hold_the_law(folder: Path, seed: int, rounds: int, operations: int) -> None:
    chance = random.Random(seed)
    value = document(operations)
    for _ in range(rounds):
        write(folder, value)
        assert made(folder, folder) == made(folder)
        edit(value, chance)


def test_a_cache_changes_no_byte(tmp_path: Path) -> None:
    hold_the_law(tmp_path, seed=1, rounds=3, operations=10)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_a_cache_changes_no_byte_after_many_edits(tmp_path: Path, seed: int) -> None:
    hold_the_law(tmp_path, seed, rounds=12, operations=30)
