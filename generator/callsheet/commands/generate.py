"""``callsheet generate``: make the output folder what the document asks for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from callsheet.cache import Cache
from callsheet.commands.options import (
    add_config_options,
    add_json_option,
    config_of,
    known_targets,
    only_targets,
)
from callsheet.config import Config
from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.progress import Progress
from callsheet.stamp import origin, recall, remember
from callsheet.targets import folders, required
from callsheet.terminal import plain, show, show_json
from callsheet.toml import shown

_SHOWN = 20
"""Paths of one kind that are printed; ``--json`` has them all."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a run did to the output folder."""

    files: int = 0
    """How many are as they have to be; 0 where nothing was written because of findings."""
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    inputs: tuple[Path, ...] = ()
    """The files that it was made from, and those in the way that kept it from writing."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Write what callsheet.toml asks for. Files that are already right are not touched, and\n"
        "files that nothing makes any more are removed. Where a file that callsheet did not make\n"
        "is in the way, or one was edited by hand since, that is said and nothing is written."
    )
    parser.epilog = (
        "examples:\n"
        "  callsheet generate\n"
        "  callsheet generate --only sync aio\n"
        "  callsheet generate --spec pets.yaml --out pets --package pets_client\n"
    )
    parser.add_argument(
        "--only", nargs="+", metavar="TARGET", help="touch the files of these targets only"
    )
    parser.add_argument(
        "--force", action="store_true", help="overwrite files that were edited by hand"
    )
    parser.add_argument("--strict", action="store_true", help="take warnings for errors")
    add_json_option(parser)
    add_config_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Generate. Returns 0, or 1 where findings kept it from writing."""
    report, notes = Report(), Report()
    config = config_of(arguments, report)
    cache = Cache.beside(config.folder, notes)
    made_by = origin(folders(config))
    known = None if arguments.only else recall(cache, config, made_by)
    if known:
        report.extend(known.findings)
        change = Change(known.files)
    else:
        only = only_targets(arguments.only or (), config, report)
        force, strict = arguments.force, arguments.strict
        change = make(config, cache, report, made_by, only=only, force=force, strict=strict)
    if arguments.strict:
        report = _strictly(report)
    _tell(change, config, report, notes, arguments)
    return 1 if report.has_errors else 0


def make(
    config: Config,
    cache: Cache,
    report: Report,
    made_by: str = "",
    *,
    only: tuple[str, ...] = (),
    force: bool = False,
    strict: bool = False,
) -> Change:
    """Build everything, and write it unless there are findings against that.

    With the origin of now the run leaves a stamp; which is right only where nobody edits what was
    read before that is made.
    """
    from callsheet.disk import (
        alone,
        apply,
    )  # after the stamp: a run that changes nothing stays small
    from callsheet.pipeline import build
    from callsheet.settle import compare, complain

    with Progress() as progress:
        tree = build(config, report, only=only, cache=cache, tell=progress.tell, made_by=made_by)
        found = tuple(report)
        if strict and _strictly(report).has_errors:
            return Change()
        progress.tell("comparing and writing")
        with alone(config.out):
            drift = compare(tree, config.out, only or None)
            complain(drift, config.out, report, force=force)
            if report.has_errors:
                in_the_way = (config.out / path for path in (*drift.edited, *drift.foreign))
                return Change(inputs=(*tree.inputs, *in_the_way))
            apply(tree, drift, config.out, report, only or None)
            if made_by and not only:
                remember(cache, config, made_by, tree, found)
    cache.prune()
    made = set(tree.paths)
    return Change(
        files=len(tree),
        created=drift.missing,
        changed=tuple(path for path in sorted((*drift.changed, *drift.edited)) if path in made),
        removed=tuple(path for path in sorted((*drift.stale, *drift.edited)) if path not in made),
        inputs=tree.inputs,
    )


def _strictly(report: Report) -> Report:
    """Return the report with every warning an error."""
    return Report([replace(f, severity="error") if f.severity == "warning" else f for f in report])


def _tell(
    change: Change, config: Config, report: Report, notes: Report, arguments: argparse.Namespace
) -> None:
    kinds = {"created": change.created, "changed": change.changed, "removed": change.removed}
    touched = sum(len(paths) for paths in kinds.values())
    unchanged = change.files - len(change.created) - len(change.changed)
    if arguments.json:
        values = {kind: list(paths) for kind, paths in kinds.items()}
        report.extend(notes)
        show_json({"out": shown(config.out), **values, "unchanged": unchanged}, report, sys.stdout)
        return
    for kind, paths in kinds.items():
        _list(kind, paths, config)
    if touched:
        counts = ", ".join(f"{len(paths)} {kind}" for kind, paths in kinds.items() if paths)
        print(f"{counts}, {unchanged} unchanged in {shown(config.out)}")
    elif change.files:
        print(f"nothing to do: {change.files} files in {shown(config.out)} are up to date")
    else:
        print("nothing was written")
    if arguments.only and (left := required(arguments.only, known_targets(config))):
        print(f"left as they are, though what was asked for requires them: {', '.join(left)}")
    sys.stdout.flush()
    show(report, sys.stderr)
    for note in notes:
        print(plain(note.as_text()), file=sys.stderr)


def _list(kind: str, paths: Iterable[str], config: Config) -> None:
    paths = list(paths)
    for path in paths[:_SHOWN]:
        print(f"{kind:8} {shown(config.out / path)}")
    if len(paths) > _SHOWN:
        print(f"{kind:8} … and {len(paths) - _SHOWN} more")
