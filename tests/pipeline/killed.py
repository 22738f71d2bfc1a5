"""Run by test_killed.py: kills runs at every step and looks at what is left.

    killed.py STRIDE

The run that repairs is killed as well, at each step that is as far from the last as the stride.

A child is forked for each attempt. An audit hook in it counts what is about to happen to the disk,
and at the chosen count the child kills itself with a signal that nothing can catch.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from callsheet.diagnostics import Report
from callsheet.disk import alone, apply
from callsheet.settle import compare
from callsheet.tree import File, Tree

EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir")


def tree_of(files: dict[str, str]) -> Tree:
    return Tree(tuple(File(path, text.encode(), "t") for path, text in sorted(files.items())))


OLD = tree_of({"same.py": "same\n", "a.py": "a1\n", "old/b.py": "b1\n", "c": "c1\n", "d/e": "e1\n"})
NEW = tree_of(
    {"same.py": "same\n", "a.py": "a2\n", "new/f.py": "f2\n", "c/g.py": "g2\n", "d": "d2\n"}
)
OTHER = tree_of({"a.py": "a3\n", "old/b.py": "b3\n", "new/f.py": "f3\n", "c": "c3\n"})


def settle(out: Path, tree: Tree) -> None:
    with alone(out):
        drift = compare(tree, out)
        assert not drift.foreign, drift
        assert not drift.edited, drift
        apply(tree, drift, out, Report())


def killed(out: Path, tree: Tree, count: int) -> bool:
    """Settle in a child that dies before its count-th step. Returns whether it got that far."""
    child = os.fork()
    if child == 0:
        left = count

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in EVENTS and str(out) in str(arguments[0]):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        settle(out, tree)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False


def check(out: Path, tree: Tree) -> None:
    """Demand that the folder holds the tree and nothing else, and knows it."""
    settle(out, tree)
    found = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert found == {*tree.paths, ".callsheet.json"}, found
    assert all(any(folder.iterdir()) for folder in out.rglob("*") if folder.is_dir())
    assert all((out / file.path).read_bytes() == file.content for file in tree)
    assert compare(tree, out).is_clean
    settle(out, OLD)


def main(stride: int) -> None:
    count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        while True:
            count += 1
            out = folder / "out"
            shutil.rmtree(out, ignore_errors=True)
            settle(out, OLD)
            if not killed(out, NEW, count):
                break
            for number, tree in enumerate((NEW, OTHER, OLD)):
                copy = folder / f"copy{number}"
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(out, copy)
                check(copy, tree)
            again = count % stride
            while True:
                again += stride
                copy = folder / "twice"
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(out, copy)
                if not killed(copy, OTHER, again):
                    break
                check(copy, NEW if again % 2 else OTHER)
    print(count - 1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
