"""Clients in TypeScript, made by the real pipeline and compiled once a session."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.pipeline import build
from node_tools import MODULES, Node, set_up

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SPECS = {
    "video": ROOT / "spec/video.openapi.yaml",
    "studio": ROOT / "tests/specs/image_job/image_job.yaml",
    "pets": ROOT / "tests/specs/petstore/petstore.yaml",
    "sink": ROOT / "tests/specs/kitchen_sink/openapi.yaml",
}
NAMES = {"video": ("burncloud_video", "BURNCLOUD")}
"""Package and prefix of environment variables, where they are not made of the name."""


@pytest.fixture(scope="session")
def node() -> Node:
    """Node.js, with its tools."""
    return set_up()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the folder of the client of a document, and its tools beside it."""
    folder = tmp_path_factory.mktemp("typescript")
    (folder / "node_modules").symlink_to(MODULES)

    @cache
    def make(name: str) -> Path:
        package, prefix = NAMES.get(name, (name, "API"))
        project = package.replace("_", "-")
        config = Config(
            SPECS[name],
            folder,
            package=package,
            project=project,
            env_prefix=prefix,
            targets=("typescript",),
        )
        for one in build(config, Report()):
            path = folder / name / Path(one.path).relative_to("typescript")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.content)
        return folder / name

    return make


@pytest.fixture(scope="session")
def tested(made: Callable[[str], Path], node: Node) -> Path:
    """The client of the API in two dialects, compiled with the tests beside this file."""
    folder = made("video")
    (folder / "tests").mkdir()
    for file in HERE.glob("*.ts"):
        shutil.copy(file, folder / "tests")
    (folder / "tsconfig.tests.json").write_text(
        '{"extends": "./tsconfig.json", "compilerOptions": {"rootDir": "."},'
        ' "include": ["src", "tests"]}'
    )
    assert node.compile(folder, "-p", "tsconfig.tests.json") == ""
    return folder
