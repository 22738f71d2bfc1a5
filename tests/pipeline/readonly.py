"""Run by test_killed.py in a process of its own, since it gives up being root."""

from __future__ import annotations

import fcntl  # before the change of user, who may not be able to read it
import os
import tempfile
from pathlib import Path

from callsheet.diagnostics import Report, Stop
from callsheet.disk import alone, apply
from callsheet.settle import compare
from callsheet.tree import File, Tree

NOBODY = 65534


def tree_of(files: dict[str, str]) -> Tree:
    return Tree(tuple(File(path, text.encode(), "t") for path, text in sorted(files.items())))


def contents(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def refused(out: Path, tree: Tree) -> str:
    before = contents(out)
    report = Report()
    try:
        with alone(out):
            apply(tree, compare(tree, out), out, report)
    except Stop:
        assert contents(out) == before
        (finding,) = report
        return f"{finding.code}: {finding.message}"
    raise AssertionError("it wrote into a read-only folder")


def main() -> None:
    assert fcntl
    os.umask(0o022)
    with tempfile.TemporaryDirectory() as name:
        out = Path(name, "out")
        apply_to = tree_of({"a/a.py": "1\n", "b/b.py": "1\n", "c/c.py": "1\n"})
        apply(apply_to, compare(apply_to, out), out, Report())
        if os.getuid() == 0:
            for path in (Path(name), out, *out.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            os.setuid(NOBODY)
        for folder, tree in (
            (out, tree_of({"a/a.py": "2\n", "b/b.py": "1\n", "c/c.py": "1\n"})),
            (out / "b", tree_of({"a/a.py": "2\n", "b/b.py": "2\n", "c/c.py": "1\n"})),
            (out / "c", tree_of({"a/a.py": "2\n", "b/b.py": "1\n"})),
            (
                out / "c",
                tree_of({"a/a.py": "2\n", "b/b.py": "1\n", "c/new/d.py": "1\n", "c/c.py": "1\n"}),
            ),
        ):
            folder.chmod(0o555)
            try:
                message = refused(out, tree)
            finally:
                folder.chmod(0o755)
            assert message.startswith("unwritable: cannot write"), message
            assert folder.name in message, message


if __name__ == "__main__":
    main()
