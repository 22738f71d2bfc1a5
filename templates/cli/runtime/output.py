"""What goes to standard output: JSON for people or for the next program, or bytes."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._core.values import at, plain
from .screen import size
from .trouble import Misuse

if TYPE_CHECKING:
    from .._core.download_sync import Download
    from .._core.progress import Progress

STANDARD = "-"


def print_value(value: object, pointer: str | None = None) -> None:
    """Print a value as JSON, spread over lines for people; or what a pointer leads to, alone."""
    if value is None and pointer is None:
        return
    made: Any = plain(value)
    if pointer is not None:
        made = at(made, pointer)
        if isinstance(made, str):
            print(made, flush=True)
            return
    indent = 2 if sys.stdout.isatty() else None
    print(json.dumps(made, ensure_ascii=_is_narrow(), indent=indent), flush=True)


def check(path: str | None, what: str) -> None:
    """Refuse to pour bytes over a terminal, before anything is sent. Raises Misuse."""
    if path is None and sys.stdout.isatty():
        raise Misuse(f"{what} is bytes: say where to write them with -o FILE")
    if path not in (None, STANDARD) and not Path(str(path)).absolute().parent.is_dir():
        raise Misuse(f"there is no folder {Path(str(path)).parent} to write into")


def save(
    download: Download, path: str | None, listen: Callable[[Progress], object]
) -> str:
    """Write bytes to a path or to standard output. Return what there is to say about it."""
    if path in (None, STANDARD):
        pour(download.iter_bytes())
        return ""
    return told(download.write_to_file(str(path), listen))


def save_with(fetch: Callable[[Path], Path], path: str | None) -> str:
    """Let a file be fetched to a path, or from there to standard output."""
    if path not in (None, STANDARD):
        return told(fetch(Path(str(path))))
    with tempfile.TemporaryDirectory() as folder:
        with fetch(Path(folder) / "result").open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return ""


def pour(pieces: Iterable[bytes]) -> None:
    """Write bytes to standard output as they come."""
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def told(path: Path) -> str:
    """Return what there is to say of a file that was written."""
    return f"wrote {path} ({size(path.stat().st_size)})"


def _is_narrow() -> bool:
    return (sys.stdout.encoding or "ascii").lower().replace("-", "") != "utf8"
