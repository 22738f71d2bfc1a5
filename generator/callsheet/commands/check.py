"""``callsheet check``: say whether the output is what ``generate`` would write."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator

from callsheet.cache import Cache
from callsheet.commands.options import add_config_options, add_json_option, config_of
from callsheet.config import Config
from callsheet.diagnostics import Report
from callsheet.progress import Progress
from callsheet.stamp import origin, recall, remember
from callsheet.targets import folders
from callsheet.terminal import plain, show, show_json
from callsheet.toml import shown

FIX = "callsheet generate"
"""The command that removes what this one finds."""

_LINES = 60
"""Lines of one file's difference that are printed."""
_BYTES = 400_000
"""Size of a file beyond which finding the lines that differ takes longer than anyone waits."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        f"Compare the output folder with what `{FIX}` would write, and print the\n"
        "difference. Changes nothing. Exits with 1 where there is a difference."
    )
    parser.epilog = "example: callsheet check\n"
    add_json_option(parser)
    add_config_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check. Returns 0 where the output is up to date, else 1."""
    report, notes = Report(), Report()
    config = config_of(arguments, report)
    cache = Cache.beside(config.folder, notes)
    made_by = origin(folders(config))
    known = recall(cache, config, made_by)
    if known is None:
        return _compare(config, cache, made_by, report, notes, arguments)
    report.extend((*known.findings, *notes))
    if arguments.json:
        show_json(_values(), report, sys.stdout)
    else:
        print(f"up to date: {known.files} files in {shown(config.out)}")
        show(report, sys.stderr)
    return 0


def _compare(
    config: Config,
    cache: Cache,
    made_by: str,
    report: Report,
    notes: Report,
    arguments: argparse.Namespace,
) -> int:
    from callsheet.pipeline import build
    from callsheet.settle import Drift, compare, complain

    with Progress() as progress:
        tree = build(config, report, cache=cache, tell=progress.tell, made_by=made_by)
        found = tuple(report)
        drift: Drift = compare(tree, config.out)
    complain(drift, config.out, report)
    if drift.is_clean:
        remember(cache, config, made_by, tree, found)
    report.extend(notes)
    kinds = {kind: list(getattr(drift, kind)) for kind in _values()}
    if arguments.json:
        show_json(kinds, report, sys.stdout)
        return 0 if drift.is_clean else 1
    if drift.is_clean:
        print(f"up to date: {len(tree)} files in {shown(config.out)}")
    else:
        contents = {file.path: file.content for file in tree}
        for path in sorted((*drift.changed, *drift.edited)):
            for line in difference(config, path, contents.get(path)):
                print(plain(line))
        for kind in ("missing", "stale"):
            for path in kinds[kind]:
                print(f"{kind}: {shown(config.out / path)}")
        counts = ", ".join(f"{len(paths)} {kind}" for kind, paths in kinds.items() if paths)
        print(f"the output is not up to date: {counts}\nto mend it: {FIX}")
    sys.stdout.flush()
    show(report, sys.stderr)
    return 0 if drift.is_clean else 1


def _values() -> dict[str, list[str]]:
    return {kind: [] for kind in ("changed", "missing", "stale", "foreign", "edited")}


def difference(config: Config, path: str, wanted: bytes | None) -> Iterator[str]:
    """Yield a unified difference between the disk and what has to be there, cut short."""
    name = shown(config.out / path)
    if wanted is None:
        yield f"stale, and edited by hand: {name}"
        return
    present = (config.out / path).read_bytes()
    if b"\0" in present + wanted:
        yield f"differs: {name} ({len(present)} bytes, and would be {len(wanted)})"
        return
    if len(present) + len(wanted) > _BYTES:
        yield f"differs: {name} (too large to show)"
        return
    old, new = (content.decode("utf-8", "replace").splitlines() for content in (present, wanted))
    lines = difflib.unified_diff(old, new, name, f"{name} (as it would be)", lineterm="")
    count = 0
    for count, line in enumerate(lines, 1):
        if count <= _LINES:
            yield line
    if count > _LINES:
        yield f"… and {count - _LINES} more lines"
