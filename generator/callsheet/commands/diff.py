"""``callsheet diff``: what an edit of a document means to callers."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from pathlib import Path

from callsheet import vocabulary
from callsheet.callers import notices
from callsheet.changes import LEVELS, Change, compare
from callsheet.changes.accepted import FILE_NAME as ACCEPTED
from callsheet.changes.accepted import accept, read_accepted
from callsheet.changes.clients import Notice
from callsheet.changes.paper import as_markdown, as_text, client_lines, count_line
from callsheet.changes.revisions import open_side
from callsheet.changes.versions import Following, following
from callsheet.commands.options import add_json_option
from callsheet.config import FILE_NAME, Config, find, read_config
from callsheet.diagnostics import Report, Stop
from callsheet.document import Document
from callsheet.terminal import plain, show
from callsheet.toml import shown

_LARGE = 2_000_000
"""Characters of both documents together; making facts of so many takes seconds."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Compare two versions of a document: every difference, where it stands on both sides, and\n"
        "what it means to callers. What a request may be must not shrink, and what a response may\n"
        "be must not grow. Exits with 1 where something breaks that nobody has accepted.\n\n"
        "Each side is a file, or a revision and a path as git has it. Without any, the document\n"
        f"that {FILE_NAME} names is compared with what was committed last."
    )
    parser.epilog = (
        "examples:\n"
        "  callsheet diff\n"
        "  callsheet diff HEAD~1:spec/pets.yaml spec/pets.yaml\n"
        "  callsheet diff --markdown old.yaml new.yaml >> CHANGELOG.md\n"
    )
    parser.add_argument("old", nargs="?", metavar="OLD", help="default: HEAD:the document")
    parser.add_argument("new", nargs="?", metavar="NEW", help="default: the document")
    parser.add_argument(
        "--clients",
        action=argparse.BooleanOptionalAction,
        help="tell what callers of the generated clients notice; default: for all but very large "
        "documents",
    )
    parser.add_argument(
        "--all", action="store_true", help="list changes of prose, too, and name every operation"
    )
    parser.add_argument("--markdown", action="store_true", help="print a changelog entry")
    parser.add_argument(
        "--accepted",
        metavar="FILE",
        help=f"changes that were reviewed; default: {ACCEPTED} beside the new document",
    )
    parser.add_argument(
        "--allow-outside",
        action="store_true",
        help="let the documents refer to local files outside of their folders",
    )
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Compare. Returns 1 where something breaks that is not accepted, else 0."""
    gc.disable()  # two documents are millions of objects, of which none is garbage
    report = Report()
    names = _sides(arguments, report)
    old, new = (open_side(name, report, allow_outside=arguments.allow_outside) for name in names)
    changes = compare(old, new)
    file = Path(arguments.accepted) if arguments.accepted else Path(names[1]).parent / ACCEPTED
    if arguments.accepted or (":" not in names[1] and file.is_file()):
        entries = read_accepted(file, wrong := Report())
        if wrong.has_errors:
            raise Stop(wrong)
        changes = accept(changes, entries, report)
    told = _clients(old, new, bool(changes), report, arguments)
    _tell(changes, told, following(old, changes), report, arguments)
    return 1 if any(one.level == "breaking" and not one.accepted for one in changes) else 0


def _sides(arguments: argparse.Namespace, report: Report) -> tuple[str, str]:
    """Return the names of both sides, the missing ones from the configuration."""
    if arguments.old and arguments.new:
        return arguments.old, arguments.new
    file = find(Path.cwd())
    if file is None:
        hint = "name both sides: callsheet diff OLD NEW"
        report.error("no-config", f"there is no {FILE_NAME} here or above", hint=hint)
        raise Stop(report)
    spec = shown(read_config(file, report).spec)
    return arguments.old or f"HEAD:./{spec}", spec


def _clients(
    old: Document, new: Document, differs: bool, report: Report, arguments: argparse.Namespace
) -> tuple[Notice, ...]:
    """Return what callers notice, unless the documents are very large and nobody asked for it."""
    size = sum(len(source.text) for side in (old, new) for source in side.sources)
    wanted = size < _LARGE if arguments.clients is None else arguments.clients
    if not differs or not wanted or report.has_errors:
        if differs and arguments.clients is None and size >= _LARGE:
            report.note("clients-left-out", "what callers notice is left out: --clients tells it")
        return ()
    for side in (old, new):
        wrong = Report()
        vocabulary.check(side, wrong)
        if wrong.has_errors:
            what = "what callers notice is left out: the document has errors"
            hint = "callsheet lint lists them"
            report.warning("clients-left-out", what, side.root.place, hint=hint)
            return ()
    return notices(old, new, _config())


def _config() -> Config:
    """Return what is generated here; outside of a project, all there is."""
    file = find(Path.cwd())
    return read_config(file, Report()) if file else Config(Path(), Path())


def _tell(
    changes: tuple[Change, ...],
    told: tuple[Notice, ...],
    version: Following,
    report: Report,
    arguments: argparse.Namespace,
) -> None:
    if arguments.json:
        listed = [one for change in _sorted(changes) for one in change.as_json()]
        findings = [finding.as_json() for finding in report]
        noticed = [one.as_json() for one in told]
        parts = {"changes": listed, "clients": noticed, "findings": findings}
        for key, items in parts.items():
            lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in items)
            print(f'{"," if key != "changes" else "{"}"{key}": [\n{lines}\n]')
        print(f',"step": {json.dumps(version.step)},')
        print(f'"version": {json.dumps(version.as_json())}}}')
        return
    if arguments.markdown:
        for line in as_markdown(changes, told):
            print(plain(line))
        if changes:
            print(plain(f"Next version: {version}"))
    else:
        for line in (*as_text(changes, everything=arguments.all), *client_lines(told)):
            print(plain(line))
        counted = count_line(changes)
        print(plain(f"{counted}; next version: {version}") if counted else "nothing has changed")
    sys.stdout.flush()
    show(report, sys.stderr)


def _sorted(changes: tuple[Change, ...]) -> list[Change]:
    return sorted(changes, key=lambda one: LEVELS.index(one.level))
