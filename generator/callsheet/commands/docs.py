"""``callsheet docs``: whether documentation pages say what the document says."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from callsheet.commands.options import add_json_option
from callsheet.config import FILE_NAME, find, read_config
from callsheet.diagnostics import Report, Stop
from callsheet.terminal import count_line, plain, show_json
from callsheet.toml import shown

if TYPE_CHECKING:
    from callsheet.document import Document
    from callsheet.pages.finding import Difference
    from callsheet.pages.page import Page


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Compare documentation pages with an OpenAPI document: endpoints, field tables, curl\n"
        "commands, JSON samples, statuses, values and limits in prose. Pages are Markdown, HTML,\n"
        "or the text of a PDF. Nothing on a page is run or fetched. Exits with 1 where they differ."
    )
    parser.epilog = (
        "examples:\n"
        "  callsheet docs guide.md\n"
        "  callsheet docs *.html --spec pets.openapi.yaml --json > findings.json\n"
    )
    parser.add_argument("pages", nargs="+", metavar="PAGE", help="a page: .md, .html or .txt")
    parser.add_argument(
        "--spec", metavar="FILE", help=f"default: the document that {FILE_NAME} names"
    )
    parser.add_argument(
        "--propose",
        nargs="?",
        const="-",
        metavar="OVERLAY",
        help="write the edits that would make the document agree, for `callsheet apply`",
    )
    parser.add_argument("--notes", action="store_true", help="print notes, not just their number")
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Compare. Returns 0 where nothing differs but for notes, else 1."""
    from callsheet.pages.compare import compare
    from callsheet.pages.reading import Unreadable, read_page
    from callsheet.read import read

    report = Report()
    path = Path(arguments.spec) if arguments.spec else _configured(report)
    document = read(path, Report(), name=shown(path))
    pages: list[Page] = []
    for name in arguments.pages:
        try:
            pages.append(read_page(Path(name), name))
        except Unreadable as error:
            report.error("page-unreadable", f"cannot read the page {name}: {error}")
    if report.has_errors:
        raise Stop(report)
    found = compare(document, pages)
    report.extend(difference.finding(page.file) for page, difference in found)
    values: dict[str, Any] = {}
    out = sys.stdout
    if arguments.propose:
        out = sys.stderr if arguments.propose == "-" and not arguments.json else sys.stdout
        values = _propose(document, found, arguments.propose, as_json=arguments.json)
    if arguments.json:
        show_json(values, report, sys.stdout)
    else:
        _print(report, out, notes=arguments.notes)
    return 1 if any(finding.severity != "note" for finding in report) else 0


def _propose(
    document: Document, found: list[tuple[Page, Difference]], target: str, *, as_json: bool
) -> dict[str, Any]:
    """Write an overlay with the edits that the pages call for, and list what they leave open."""
    from callsheet.disk import replace_file
    from callsheet.overlay import Overlay, write_overlay
    from callsheet.pages.propose import propose

    actions, left = propose(document, found)
    overlay = Overlay("What the documentation pages say", "1.0.0", tuple(actions))
    unclear = [
        f"{each.page.file}:{each.difference.line}: {each.difference.message}: {each.why}"
        for each in left
        if each.difference.finding("").severity != "note"
    ]
    if actions and target != "-":
        replace_file(Path(target), write_overlay(overlay).encode())
    if as_json:
        return {"overlay": overlay.as_json() if actions else None, "not-proposed": unclear}
    for line in unclear:
        print(plain(f"not proposed: {line}"), file=sys.stderr if target == "-" else sys.stdout)
    if not actions:
        print("nothing is proposed", file=sys.stderr)
    elif target == "-":
        print(write_overlay(overlay), end="")
    else:
        edits = "1 edit" if len(actions) == 1 else f"{len(actions)} edits"
        print(f"wrote {shown(Path(target))}: {edits} to look at")
    return {}


def _configured(report: Report) -> Path:
    file = find(Path.cwd())
    if file is None:
        hint = "name the document: callsheet docs PAGE --spec FILE"
        report.error("no-config", f"there is no {FILE_NAME} here or above", hint=hint)
        raise Stop(report)
    return read_config(file, report).spec


def _print(report: Report, out: TextIO, *, notes: bool) -> None:
    for finding in report:
        if notes or finding.severity != "note":
            print(plain(finding.as_text()), file=out)
    print(count_line(report) or "the pages say what the document says", file=out)
