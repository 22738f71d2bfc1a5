"""``callsheet lint``: examine an OpenAPI document."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from callsheet import behaviour
from callsheet.commands.options import add_allow_option, add_json_option
from callsheet.config import FILE_NAME, Config, find, read_config
from callsheet.diagnostics import Report, Stop
from callsheet.lint import lint
from callsheet.terminal import count_line, plain, show_json
from callsheet.toml import shown


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Examine an OpenAPI document: references, the published schema of OpenAPI, examples and\n"
        "their schemas, parameters and paths, extensions, and names that nothing declares. Then\n"
        "its behaviour cases, if a folder `cases` beside it has any.\n"
        "Nothing is written. Exits with 1 where there is an error; with --strict, or a warning."
    )
    parser.epilog = (
        "examples:\n"
        "  callsheet lint pets.openapi.yaml\n"
        "  callsheet lint --strict --json > findings.json\n"
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help=f"default: the document that {FILE_NAME} names"
    )
    parser.add_argument("--strict", action="store_true", help="let warnings fail, too")
    parser.add_argument("--notes", action="store_true", help="print notes, not just their number")
    parser.add_argument(
        "--allow-outside",
        action="store_true",
        help="let the document refer to local files outside of its folder",
    )
    add_allow_option(parser)
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Examine. Returns 0 where nothing is wrong, else 1."""
    report = Report()
    config = None if arguments.file else _configured(report)
    path = config.spec if config else Path(arguments.file)
    allow = (*arguments.allow, *(config.allow if config else ()))
    outside = arguments.allow_outside
    document = lint(path, report, name=shown(path), allow_outside=outside, allow=allow)
    cases = behaviour.check(document, report)
    failing = ("error", "warning") if arguments.strict else ("error",)
    if arguments.json:
        show_json({}, report, sys.stdout)
    else:
        _print(report, _named(path, len(cases)), notes=arguments.notes)
    return 1 if any(finding.severity in failing for finding in report) else 0


def _named(path: Path, cases: int) -> str:
    """Return what was examined."""
    files = "1 case file" if cases == 1 else f"{cases} case files"
    return f"{shown(path)}, {files}" if cases else shown(path)


def _configured(report: Report) -> Config:
    file = find(Path.cwd())
    if file is None:
        hint = "name the document: callsheet lint FILE"
        report.error("no-config", f"there is no {FILE_NAME} here or above", hint=hint)
        raise Stop(report)
    return read_config(file, report)


def _print(report: Report, name: str, *, notes: bool) -> None:
    for finding in report:
        if notes or finding.severity != "note":
            print(plain(finding.as_text()))
    print(f"{name}: {count_line(report) or 'nothing to complain about'}")
