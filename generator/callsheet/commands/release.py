"""``callsheet release``: the changelog entry and the version, in the document and the packages."""

from __future__ import annotations

import argparse
import time
from contextlib import suppress
from pathlib import Path

from callsheet.callers import notices
from callsheet.changes import compare
from callsheet.changes.paper import as_markdown, count_line
from callsheet.changes.release import with_entry, with_version
from callsheet.changes.revisions import open_side
from callsheet.changes.versions import following
from callsheet.config import FILE_NAME, Config, find, read_config
from callsheet.data import dataclass
from callsheet.diagnostics import Report, Stop
from callsheet.disk import alone, apply, replace_file
from callsheet.document import Document
from callsheet.pipeline import build
from callsheet.settle import compare as compare_files
from callsheet.settle import complain
from callsheet.terminal import plain
from callsheet.toml import shown


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Compare the document with what was released last, write the next version into it, a\n"
        "changelog entry beside it, and generate everything anew: all of that, or nothing."
    )
    parser.epilog = (
        "examples:\n"
        "  callsheet release --since v1.2.0\n"
        "  callsheet release --version 2.0.0 --date 2026-12-01\n"
    )
    parser.add_argument(
        "--since",
        metavar="REVISION",
        default="HEAD",
        help="what was released last: a revision of git, or a file; default: HEAD",
    )
    parser.add_argument("--version", metavar="VERSION", help="default: what the changes ask for")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="default: today")
    parser.add_argument(
        "--changelog", metavar="FILE", help="default: CHANGELOG.md beside the document"
    )


@dataclass(frozen=True, slots=True)
class _Release:
    """What is to be written."""

    version: str
    document: str
    changelog: str
    told: str
    """How many changes of which level there are."""


def run(arguments: argparse.Namespace) -> int:
    """Release. Returns 0, also where there is nothing to release."""
    report = Report()
    file = find(Path.cwd())
    if file is None:
        report.error("no-config", f"there is no {FILE_NAME} here or above")
        raise Stop(report)
    config = read_config(file, report)
    spec, since = shown(config.spec), arguments.since
    old = open_side(since if Path(since).is_file() else f"{since}:./{spec}", report)
    new = open_side(spec, report, allow_outside=config.allow_outside)
    changelog = Path(arguments.changelog or config.spec.with_name("CHANGELOG.md"))
    made = _prepare(old, new, config, changelog, arguments, report)
    if made is None:
        print("nothing to release: nothing has changed")
        return 0
    written = _write(config, changelog, made, report)
    print(plain(f"{made.version}: {made.told}"))
    print(f"wrote {spec}, {shown(changelog)} and {written} files in {shown(config.out)}")
    return 0


def _prepare(
    old: Document,
    new: Document,
    config: Config,
    changelog: Path,
    arguments: argparse.Namespace,
    report: Report,
) -> _Release | None:
    """Return what to write; None where nothing has changed."""
    changes = [one for one in compare(old, new) if one.code != "version-changed"]
    if not changes:
        return None
    step = following(old, changes)
    version = arguments.version or step.after
    if not version:
        what = f"no version follows on {step.before!r}"
        report.error("no-version", what, old.root.place, hint="say it: --version 1.0.0")
        raise Stop(report)
    date = arguments.date or time.strftime("%Y-%m-%d")
    lines = list(as_markdown(changes, notices(old, new, config)))
    if not lines:
        lines = ["Descriptions and examples only."]
    known = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    if f"## [{version}]" in known:
        report.error("released-already", f"{shown(changelog)} has an entry for {version} already")
        raise Stop(report)
    return _Release(
        version,
        with_version(new.root, version),
        with_entry(known, version, date, [plain(line) for line in lines]),
        count_line(changes),
    )


def _write(config: Config, changelog: Path, made: _Release, report: Report) -> int:
    """Write everything, and put back what was there if anything goes wrong."""
    kept = {
        path: path.read_bytes() if path.is_file() else None for path in (config.spec, changelog)
    }
    try:
        replace_file(config.spec, made.document.encode())
        tree = build(config, report)
        with alone(config.out):
            drift = compare_files(tree, config.out, None)
            complain(drift, config.out, report, force=False)
            if report.has_errors:
                raise Stop(report)
            replace_file(changelog, made.changelog.encode())
            apply(tree, drift, config.out, report, None)
    except BaseException:
        for path, content in kept.items():
            if content is not None:
                replace_file(path, content)
            else:
                with suppress(FileNotFoundError):
                    path.unlink()
        raise
    return len(drift.changed) + len(drift.missing)
