"""``callsheet targets``: list what can be made."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from callsheet.commands.options import add_json_option
from callsheet.config import FILE_NAME, Config, find, read_config
from callsheet.diagnostics import Report, Stop
from callsheet.targets import discover, folders
from callsheet.terminal import show_json


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.epilog = (
        "A target is a folder of templates. * marks those that callsheet.toml asks for.\n\n"
        "example: callsheet targets\n"
    )
    parser.add_argument("--config", metavar="FILE", help=f"default: the {FILE_NAME} here or above")
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """List the targets. Returns 0."""
    report = Report()
    file = Path(arguments.config) if arguments.config else find(Path.cwd())
    config: Config | None = read_config(file, report) if file else None
    known = discover(folders(config), report)
    if report.has_errors:
        raise Stop(report)
    wanted = config.targets or tuple(known) if config else ()
    if arguments.json:
        rows = [
            {
                "name": target.name,
                "summary": target.summary,
                "language": target.language,
                "requires": list(target.requires),
                "wanted": target.name in wanted,
            }
            for target in known.values()
        ]
        show_json({"targets": rows}, report, sys.stdout)
        return 0
    width = max((len(name) for name in known), default=0)
    for target in known.values():
        mark = "*" if target.name in wanted else " "
        needs = f" (requires {', '.join(target.requires)})" if target.requires else ""
        print(f"{mark} {target.name:{width}}  {target.summary}{needs}")
    return 0
