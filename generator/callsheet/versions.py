"""Which version of a package is installed, told by the folder where installers write it down.

``importlib.metadata`` tells the same and takes longer to import than a run with nothing to do; it
is asked only where a package lies elsewhere.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

_INFO = ".dist-info"


def version_of(distribution: str) -> str:
    """Return the version of a distribution; empty where it is not installed."""
    usual = _folder(distribution)
    if usual is not None:
        return usual.name.removesuffix(_INFO).partition("-")[2]
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def tellers(distribution: str) -> tuple[Path, ...]:
    """Return the files that would not be where they are, were there another version of it."""
    usual = _folder(distribution)
    if usual is not None:
        return (usual / "METADATA",)
    from importlib.metadata import PackageNotFoundError, files

    try:
        found = files(distribution) or ()
    except PackageNotFoundError:
        return ()
    return tuple(
        Path(str(file.locate()))
        for file in found
        if file.parts[0].endswith(_INFO) and file.name == "METADATA"
    )


def _folder(distribution: str) -> Path | None:
    return next((path for path in _infos() if _name(path) == distribution), None)


def _name(info: Path) -> str:
    return info.name.partition("-")[0].lower().replace("_", "-")


@cache
def _infos() -> tuple[Path, ...]:
    """Return the folders of what is installed, in the order of the search for modules."""
    found: list[Path] = []
    for folder in sys.path:
        try:
            names = sorted(entry.name for entry in os.scandir(folder or "."))
        except OSError:
            continue
        found.extend(Path(folder, name) for name in names if name.endswith(_INFO))
    return tuple(path for path in found if (path / "METADATA").is_file())
