"""``callsheet apply``: carry out the edits of an overlay, after showing them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from callsheet.config import FILE_NAME, find, read_config
from callsheet.diagnostics import Report, Stop
from callsheet.terminal import plain, show
from callsheet.toml import shown


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Carry out the edits of an OpenAPI Overlay (1.0 or 1.1) in the document itself. Comments,\n"
        "order and formatting stay. The edit is shown first, and written when you say yes.\n"
        "Exits with 1 where nothing was written."
    )
    parser.epilog = (
        "examples:\n"
        "  callsheet docs guide.md --propose changes.overlay.yaml\n"
        "  callsheet apply changes.overlay.yaml\n"
        "  callsheet apply --yes changes.overlay.yaml --spec pets.openapi.yaml\n"
    )
    parser.add_argument("overlay", metavar="OVERLAY", help="the overlay, in YAML or JSON")
    parser.add_argument(
        "--spec", metavar="FILE", help=f"default: the document that {FILE_NAME} names"
    )
    parser.add_argument("--yes", action="store_true", help="write without asking")


def run(arguments: argparse.Namespace) -> int:
    """Apply. Returns 0 where the document was written or is as the overlay wants it, else 1."""
    from callsheet.disk import replace_file
    from callsheet.overlay import edited, read_overlay
    from callsheet.overlay.edit import changed_lines

    report = Report()
    path = Path(arguments.spec) if arguments.spec else _configured(report)
    overlay = read_overlay(Path(arguments.overlay), report, arguments.overlay)
    old = path.read_text(encoding="utf-8")
    new = edited(old, overlay, report, is_json=path.suffix == ".json")
    show(report, sys.stderr)
    if new == old:
        print(f"{shown(path)} is already as the overlay wants it")
        return 0
    for line in changed_lines(old, new):
        print(plain(line))
    if not arguments.yes and not _agreed(shown(path)):
        print("nothing was written")
        return 1
    replace_file(path, new.encode())
    print(f"wrote {shown(path)}")
    return 0


def _agreed(name: str) -> bool:
    if not sys.stdin.isatty():
        print("give --yes to write without being asked", file=sys.stderr)
        return False
    return input(f"write {name}? [y/N] ").strip().lower() in ("y", "yes")


def _configured(report: Report) -> Path:
    file = find(Path.cwd())
    if file is None:
        hint = "name the document: callsheet apply OVERLAY --spec FILE"
        report.error("no-config", f"there is no {FILE_NAME} here or above", hint=hint)
        raise Stop(report)
    return read_config(file, report).spec
