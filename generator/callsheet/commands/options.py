"""Options that several commands share, and the config that they lead to."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from callsheet.config import FILE_NAME, Config, find, override, read_config
from callsheet.diagnostics import ALLOWABLE, Report, Stop
from callsheet.targets import Target, discover, folders
from callsheet.toml import meant


def add_config_options(parser: argparse.ArgumentParser) -> None:
    """Add what says which document to work on."""
    group = parser.add_argument_group("what to work on")
    group.add_argument("--config", metavar="FILE", help=f"default: the {FILE_NAME} here or above")
    group.add_argument(
        "--spec", metavar="FILE", help=f"an OpenAPI document; no {FILE_NAME} is read then"
    )
    group.add_argument("--out", metavar="FOLDER", help="output folder; default: generated")
    group.add_argument("--package", metavar="NAME", help="import package; default: from the title")
    group.add_argument(
        "--allow-outside",
        action="store_true",
        help="let the document refer to local files outside of its folder",
    )
    add_allow_option(parser)


def add_allow_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--allow``."""
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        choices=tuple(ALLOWABLE),
        metavar="CODE",
        help="; ".join(f"{code}: {made}" for code, made in ALLOWABLE.items()),
    )


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="print one JSON object, for machines")


def config_of(arguments: argparse.Namespace, report: Report) -> Config:
    """Return the config that the options name. Raises :class:`Stop` where there is none.

    A document named on the command line has nothing to do with a callsheet.toml that happens to be
    near, so that file counts only if it is named too.
    """
    file = (
        Path(arguments.config) if arguments.config else None if arguments.spec else find(Path.cwd())
    )
    config = read_config(file, report) if file else None
    return override(
        config,
        report,
        spec=arguments.spec or "",
        out=arguments.out or "",
        package=arguments.package or "",
        allow_outside=arguments.allow_outside,
        allow=arguments.allow,
    )


def known_targets(config: Config) -> dict[str, Target]:
    """Return every target there is, by name."""
    return discover(folders(config), Report())


def only_targets(names: Iterable[str], config: Config, report: Report) -> tuple[str, ...]:
    """Return the targets that ``--only`` names. Raises :class:`Stop` where one is not ours."""
    names = tuple(dict.fromkeys(names))
    if not names:
        return ()
    known = known_targets(config)
    ours = config.targets or tuple(known)
    for name in names:
        if name in known and name not in ours:
            hint = f"add {name!r} to 'targets', or name a document for it alone with --spec"
            report.error(
                "target-missing", f"--only {name}: {FILE_NAME} does not ask for it", hint=hint
            )
        elif name not in ours:
            report.error(
                "unknown-target", f"--only {name}: there is no such target", hint=meant(name, ours)
            )
    if report.has_errors:
        raise Stop(report)
    return names
