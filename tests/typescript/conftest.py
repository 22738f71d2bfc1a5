"""Clients in TypeScript, made by the real pipeline and compiled once a session."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from callsheet.config import Config
from making import written
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


USER = {
    "target": "ES2022",
    "lib": ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    "module": "NodeNext",
    "types": [],
    "strict": True,
    "noUncheckedIndexedAccess": True,
    "exactOptionalPropertyTypes": True,
    "skipLibCheck": False,
}
"""How a careful user compiles who has no types of Node.js."""


@pytest.fixture(scope="session")
def node() -> Node:
    """Node.js, with its tools."""
    return set_up()


@pytest.fixture(scope="session")
def oddities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One project with the clients of all documents that have something odd."""
    folder = tmp_path_factory.mktemp("oddities")
    (folder / "node_modules").symlink_to(MODULES)
    documents = [path for path in (ROOT / "tests/documents").iterdir() if path.suffix != ".md"]
    documents.append(ROOT / "tests/jobs/two_jobs.yaml")
    for document in sorted(documents):
        written(Config(document, folder / document.stem, targets=("typescript",)))
    options = {
        "extends": "./answers/typescript/tsconfig.json",
        "include": ["*/typescript/src"],
    }
    rooted = {"rootDir": ".", "outDir": "dist"}
    (folder / "tsconfig.json").write_text(json.dumps({**options, "compilerOptions": rooted}))
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


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
            folder / name,
            package=package,
            project=project,
            env_prefix=prefix,
            targets=("typescript",),
        )
        return written(config) / "typescript"

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


@pytest.fixture(scope="session")
def installed(made: Callable[[str], Path], node: Node) -> Callable[[str], Path]:
    """Return the project of somebody who has installed the client of a document."""

    @cache
    def install(name: str) -> Path:
        package = made(name)
        assert node.compile(package) == ""
        project = package.with_name(f"{name}-user")
        (project / "node_modules").mkdir(parents=True)
        named = json.loads((package / "package.json").read_text("utf-8"))["name"]
        for known in {name, named}:
            (project / "node_modules" / known).symlink_to(package)
        (project / "package.json").write_text('{"type": "module"}')
        (project / "tsconfig.json").write_text(json.dumps({"compilerOptions": USER}))
        return project

    return install


@pytest.fixture(scope="session")
def mock() -> Iterator[Callable[[str], str]]:
    """Return the address of a document's mock, which runs until the end of the session."""
    with ExitStack() as stack:

        @cache
        def start(name: str) -> str:
            command = [sys.executable, "-m", "callsheet", "mock", "--port", "0", "--quiet"]
            server = subprocess.Popen(
                [*command, "--spec", str(SPECS[name])], stdout=subprocess.PIPE, text=True, cwd=ROOT
            )
            stack.enter_context(server)
            stack.callback(server.terminate)
            assert server.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            assert found is not None
            return found.group()

        yield start
