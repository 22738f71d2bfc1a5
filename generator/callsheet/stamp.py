"""The stamp: proof that a run would change nothing, had without making anything.

It is one digest over everything that goes into the output (the document's files, callsheet.toml,
the templates, this package, the versions of what prints) and over the output on the disk.
Contents are compared and not the times of an earlier run: reading a few hundred small files costs
less than a doubt.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from callsheet.cache import Cache
from callsheet.config import Config
from callsheet.data import dataclass
from callsheet.diagnostics import Finding, Place, said
from callsheet.fingerprints import fingerprint
from callsheet.manifest import FILE_NAME, JOURNAL, read_manifest
from callsheet.tree import Tree
from callsheet.versions import tellers

Level = tuple[str, list[str]]
"""A folder, and the names of the files in it."""

_KIND = "stamp"
_FORMAT = 5
"""Goes up with every change of what a stamp holds."""
_PRINTERS = ("black", "datamodel-code-generator", "jinja2", "jsonschema-rs", "pyyaml")
"""Distributions whose version is part of the output's bytes, or of what is refused."""


@dataclass(frozen=True, slots=True)
class Known:
    """The end of an earlier run, which this one would reach again."""

    files: int
    findings: tuple[Finding, ...]


def recall(cache: Cache, config: Config, made_by: str) -> Known | None:
    """Return how the last run ended if this one would change nothing, else None.

    ``made_by`` is the :func:`origin` of what this one would make.
    """
    stamp = cache.value(_KIND, _key(config), None)
    if stamp is None:
        return None
    inputs = [Path(name) for name in stamp["inputs"]]
    if stamp["sources"] != _sources(inputs, made_by) or stamp["output"] != _found(config.out):
        return None
    return Known(stamp["files"], tuple(finding_of(value) for value in stamp["findings"]))


def remember(
    cache: Cache, config: Config, made_by: str, tree: Tree, findings: Iterable[Finding]
) -> None:
    """Keep how a run ended. Only for one that leaves the disk as the tree is.

    ``made_by`` was taken before it began: where a template was edited since, none recalls it.
    """
    if cache.folder is None:
        return
    files = sorted({*tree.inputs, config.spec, *_config_file(config)})
    stamp = {
        "inputs": [str(path) for path in files],
        "sources": _sources(files, made_by),
        "output": _output(config.out, {file.path: file.sha256 for file in tree}),
        "files": len(tree),
        "findings": [plain_of(finding) for finding in findings],
    }
    cache.put_value(_KIND, _key(config), stamp)


def _key(config: Config) -> str:
    """Return the name of the stamp: what the command line can change without changing a file."""
    given = (config.spec, config.out, config.package, config.targets)
    parts = (_FORMAT, *given, config.allow_outside, config.allow)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _config_file(config: Config) -> Iterator[Path]:
    if config.folder and config.file:
        yield config.folder / Path(config.file.name).name


def _versions() -> list[Path]:
    """Return what tells the versions of the printers."""
    return [file for name in _PRINTERS for file in tellers(name)]


def _sources(inputs: Iterable[Path], made_by: str) -> str:
    """Return one digest over all that an output is made of."""
    digest = hashlib.sha256(made_by.encode())
    for path in inputs:
        feed(digest, str(path), path)
    return digest.hexdigest()


def digest_of(inputs: Iterable[Path], folders: Iterable[Path]) -> str:
    """Return one digest over what goes into an output; it differs where anything is missing."""
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for path in inputs:
        feed(digest, str(path), path)
    for folder in (Path(__file__).resolve().parent, *folders):
        for name in within(folder):
            feed(digest, name, name)
    return digest.hexdigest()


def origin(folders: Iterable[Path]) -> str:
    """Return one digest over what is no input and makes the output all the same.

    That is Python, this package, the templates, and the versions of what prints.
    """
    return digest_of(sorted(_versions()), folders)


def _found(out: Path) -> str:
    """Return one digest over what lies in the output folder and is ours."""
    return _output(out, {name: fingerprint(f"{out}/{name}") for name in read_manifest(out)})


def _output(out: Path, digests: Mapping[str, str]) -> str:
    """Return one digest over the digests of files in the output folder."""
    journal = "journal" if (out / JOURNAL).exists() else ""
    told = (journal, fingerprint(out / FILE_NAME), sorted(digests.items()))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def within(folder: Path) -> Iterator[str]:
    """Yield the files of a folder and those below, in one order."""
    return (f"{here}{os.sep}{name}" for here, names in levels(folder) for name in names)


def levels(folder: Path | str, links: tuple[str, ...] | None = None) -> Iterator[Level]:
    """Yield a folder and those below, each with the names of its files, in one order.

    What is hidden at its top is left out: it belongs to git or an editor. Links are followed;
    ``links`` are those that led here, so that none is followed round and round.
    """
    try:
        found = sorted(os.scandir(folder), key=_name)
    except OSError:
        return  # it went meanwhile, or we may not look into it
    yield os.fspath(folder), [one.name for one in found if not one.is_dir()]
    followed = links or ()
    for one in found:
        is_hidden = links is None and one.name.startswith(".")
        if is_hidden or one.name == "__pycache__" or not one.is_dir():
            continue
        if not one.is_symlink():
            yield from levels(one.path, followed)
        elif (leads := os.path.realpath(one.path)) not in followed:
            yield from levels(one.path, (*followed, leads))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def feed(digest: Any, name: str, path: Path | str) -> None:
    """Add a file's name and content to a digest."""
    digest.update(f"\0{name}\0{fingerprint(path) or '-'}".encode("utf-8", "surrogateescape"))


def plain_of(finding: Finding) -> list[Any]:
    """Return a finding in JSON's types."""
    place = finding.place
    where = place and [place.file, place.line, place.column, place.pointer, place.text]
    return [finding.words(), where]


def finding_of(plain: list[Any]) -> Finding:
    """Return the finding that :func:`plain_of` has made plain."""
    words, where = plain
    return said(words, Place(*where) if where else None)
