"""The TypeScript clients: sound to the compiler and the linter, and tested by Node's own runner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from node_tools import MODULES, Node

HERE = Path(__file__).parent

SUITES = sorted(path.name.removesuffix(".ts") for path in HERE.glob("*.test.ts"))


@pytest.mark.parametrize("suite", SUITES)
def test_suite(suite: str, tested: Path, node: Node) -> None:
    done = node.run("--test", f"dist/tests/{suite}.js", where=tested)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr


@pytest.mark.parametrize("name", ["video", "studio", "pets", "sink"])
def test_every_client_is_strictly_typed(name: str, made: Callable[[str], Path], node: Node) -> None:
    assert node.compile(made(name), "--noEmit") == ""


@pytest.mark.slow
def test_the_linter_finds_nothing(made: Callable[[str], Path], node: Node) -> None:
    folders = [made(name) for name in ("video", "studio", "pets", "sink")]
    home = folders[0].parent
    (home / "eslint.config.js").write_text((HERE / "eslint.config.js").read_text("utf-8"))
    sources = [f"{folder.name}/src" for folder in folders]
    done = node.run(str(MODULES / "eslint/bin/eslint.js"), *sources, where=home)
    assert done.returncode == 0, done.stdout + done.stderr
