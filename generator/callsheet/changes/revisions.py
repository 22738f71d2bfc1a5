"""Revisions: a document as it is in a file, or as it was in a commit of git."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from callsheet.diagnostics import Place, Report, Stop
from callsheet.document import Document
from callsheet.read import survey
from callsheet.source import load, parse

_ELSEWHERE = re.compile(r"""\$ref["']?\s*:\s*["']?[^#"'\s]""")
"""A reference that does not begin with ``#``, and so leads into another file."""


def open_side(name: str, report: Report, *, allow_outside: bool = False) -> Document:
    """Return the document of a file, or of ``REVISION:PATH`` where there is no such file.

    References to other files are followed in the same revision. Raises :class:`Stop`.
    """
    path = Path(name)
    try:
        is_file = path.exists()
    except OSError:
        is_file = False
    if is_file or ":" not in name:
        return survey(load(path, name), report, allow_outside=allow_outside)
    revision, _, inside = name.partition(":")
    text = _text(_git(name, "show", "--end-of-options", name), name)
    if not _ELSEWHERE.search(text):
        return survey(parse(text, name, path=Path(inside)), report)
    with tempfile.TemporaryDirectory(prefix="callsheet-") as folder:
        inside = _from_top(name, inside)
        _extract(name, revision, PurePosixPath(inside).parent, Path(folder))
        root = load(Path(folder, inside), name)
        return survey(root, report)  # reads every file, so that the folder may go


def _git(name: str, *words: str) -> bytes:
    """Return what a git command prints. Raises :class:`Stop` with what it complains of."""
    try:
        done = subprocess.run(("git", *words), capture_output=True, check=False)
    except OSError as error:
        raise _stop(name, f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise _stop(name, said[-1].removeprefix("fatal: ") if said else "git failed")
    return done.stdout


def _from_top(name: str, path: str) -> str:
    """Return a path from the top of the repository: ``./x`` is meant from where we are."""
    if not path.startswith(("./", "../")):
        return path
    prefix = _git(name, "rev-parse", "--show-prefix").decode().strip()
    parts: list[str] = []
    for part in PurePosixPath(prefix, path).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _extract(name: str, revision: str, folder: PurePosixPath, into: Path) -> None:
    top = _git(name, "rev-parse", "--show-toplevel").decode().strip()
    within = () if folder == PurePosixPath() else (folder.as_posix(),)
    packed = _git(name, "-C", top, "archive", "--format=tar", revision, "--", *within)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(into, filter="data")


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _stop(name, f"the file is not UTF-8 text (byte {error.start})") from error


def _stop(name: str, message: str) -> Stop:
    report = Report()
    hint = "name a file, or a revision and a path as git has it: HEAD~1:spec/api.yaml"
    report.error("unreadable", message, Place(name, 1, 1), hint=hint)
    return Stop(report)
