"""The TypeScript clients: sound to the compiler and the linter, and tested by Node's own runner."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from node_tools import MODULES, Node

HERE = Path(__file__).parent

SUITES = sorted(path.name.removesuffix(".ts") for path in HERE.glob("*.test.ts"))
HURRY = """
const usual = globalThis.setTimeout;
globalThis.setTimeout = (step, pause, ...more) =>
  usual(step, pause > 15_000 ? pause : pause / 50, ...more);
"""


@pytest.mark.parametrize("suite", SUITES)
def test_suite(suite: str, tested: Path, node: Node) -> None:
    done = node.run("--test", f"dist/tests/{suite}.js", where=tested)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr


@pytest.mark.parametrize(
    "name",
    ["video", *(pytest.param(name, marks=pytest.mark.slow) for name in ("studio", "pets", "sink"))],
)
def test_its_readme_works_for_who_installs_it(
    name: str, installed: Callable[[str], Path], mock: Callable[[str], str], node: Node
) -> None:
    """It and its types are strictly sound, and so is what a reader copies, which then runs."""
    folder = installed(name)
    readme = (folder / "node_modules" / name / "README.md").read_text("utf-8")
    program = "\n".join(re.findall(r"^```ts\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL))
    assert "await client." in program
    (folder / "readme.ts").write_text(program)
    assert node.compile(folder) == ""
    url = mock(name)
    known = {
        key: url if key.endswith("BASE_URL") else "sk-test"
        for key in re.findall(r"`([A-Z_]+_(?:BASE_URL|KEY))`", readme)
    }
    # Pauses cost a fiftieth: that time passes is not what is tested. What is longer is a limit.
    (folder / "hurry.js").write_text(HURRY)
    done = node.run("--import", "./hurry.js", "readme.js", where=folder, **known)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_whatever_a_document_holds_its_client_is_sound(oddities: Path, node: Node) -> None:
    assert node.compile(oddities) == ""
    clients = sorted((oddities / "dist").glob("*/typescript/src/index.js"))
    assert len(clients) > 25
    program = "\n".join(f"import {json.dumps(str(path))};" for path in clients)
    (oddities / "all.js").write_text(program)
    done = node.run("all.js", where=oddities)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_linter_finds_nothing(made: Callable[[str], Path], node: Node) -> None:
    folders = [made(name) for name in ("video", "studio", "pets", "sink")]
    home = folders[0].parents[1]
    (home / "eslint.config.js").write_text((HERE / "eslint.config.js").read_text("utf-8"))
    sources = [f"{folder.parent.name}/{folder.name}/src" for folder in folders]
    words = ["--config", "eslint.config.js", *sources]
    done = node.run(str(MODULES / "eslint/bin/eslint.js"), *words, where=home)
    assert done.returncode == 0, done.stdout + done.stderr
