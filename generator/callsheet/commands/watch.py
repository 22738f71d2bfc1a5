"""``callsheet watch``: on each save, what it means to callers, and the output made anew."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import field
from itertools import chain
from pathlib import Path

from callsheet import behaviour
from callsheet.cache import Cache
from callsheet.callers import notices
from callsheet.changes import compare
from callsheet.changes.paper import as_text, client_lines
from callsheet.changes.paper import count_line as counted
from callsheet.commands.generate import Change, make
from callsheet.commands.options import add_config_options, config_of
from callsheet.config import Config, find
from callsheet.data import dataclass
from callsheet.diagnostics import Report, Stop
from callsheet.document import Document
from callsheet.lint import lint
from callsheet.stamp import digest_of, levels, within
from callsheet.targets import folders
from callsheet.terminal import count_line, plain
from callsheet.toml import shown

_QUIET = 100
"""Milliseconds without a change that end a burst of them: editors save in several steps."""
_BURST = 1_000
"""Milliseconds after which a burst counts as ended."""
_BEAT = 1_000
"""Milliseconds after which contents are compared although nothing was heard of a change."""
_LARGE = 2_000_000
"""Characters of both documents together; what callers notice of so many takes seconds."""
_PATHS = 5
"""Paths of files that are printed."""

Wake = Callable[[Iterable[Path]], Generator[object]]
"""Takes folders; yields whenever something in them may have changed, until it is closed."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Watch the document, the files that it refers to, the templates and callsheet.toml. On\n"
        "each save: lint, say what changed for callers since the last good state, and generate.\n"
        "Errors stay until they are mended, and meanwhile nothing is written. Ctrl-C ends it."
    )
    parser.epilog = (
        "examples:\n  callsheet watch\n  callsheet watch --spec pets.yaml --out pets --lenient\n"
    )
    parser.add_argument(
        "--lenient",
        action="store_true",
        help="write although lint finds errors, where generate would",
    )
    add_config_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Watch until interrupted. Returns 0."""
    session = Session(arguments)
    screen = sys.stdout
    try:
        for lines in rounds(session, _wake):
            if screen.isatty():
                screen.write("\x1b[H\x1b[2J\x1b[3J")
            print("\n".join(plain(line) for line in lines), flush=True)
    except KeyboardInterrupt:
        print("ended", flush=True)
    return 0


def rounds(session: Session, wake: Wake) -> Iterator[list[str]]:
    """Yield the screen of each round: one at once, and one whenever contents have changed."""
    seen = ""
    while True:
        at = session.watched()
        with closing(wake(at)) as alarms:
            for _ in chain((None,), alarms):
                now = session.digest()
                if now == seen:
                    continue
                seen = now  # what is saved during the round differs from it, and is seen after it
                begin, known = time.time(), set(session.inputs)
                yield session.round()
                if session.inputs != known:
                    now = session.digest()  # before the question: no save falls between the two
                    seen = seen if session.saved_since(begin) else now
                if session.watched() != at:
                    break


def _wake(at: Iterable[Path]) -> Generator[object]:
    from watchfiles import watch

    try:
        yield from watch(
            *at,
            watch_filter=None,
            debounce=_BURST,
            step=_QUIET,
            rust_timeout=_BEAT,
            yield_on_timeout=True,
            recursive=False,
        )
    except FileNotFoundError:
        return  # a folder went since it was named; the next round names others
    except OSError as error:
        report = Report()
        hint = "WATCHFILES_FORCE_POLLING=1 does without what the system offers for it"
        report.error("unwatchable", f"the folders cannot be watched: {error}", hint=hint)
        raise Stop(report) from error


@dataclass(slots=True)
class Session:
    """What is known between two rounds."""

    arguments: argparse.Namespace
    inputs: set[Path] = field(init=False)
    """The files whose contents count, beside those of the templates and the case files."""
    templates: tuple[Path, ...] = ()
    spec: Path | None = None
    """The document that the configuration named last."""
    good: Document | None = None
    """The document of the last round that wrote."""

    def __post_init__(self) -> None:
        """Raise :class:`Stop` where no configuration is named or found: nothing can be watched."""
        if not self._own():
            config_of(self.arguments, Report())
        self.inputs = self._own()
        self.templates = folders(None)

    def _own(self) -> set[Path]:
        """Return the files that the command line leads to."""
        given = self.arguments
        near = None if given.spec or given.config else find(Path.cwd())
        named = [Path(name).resolve() for name in (given.config, given.spec) if name]
        return {*named, *([near] if near else ())}

    def watched(self) -> tuple[Path, ...]:
        """Return the folders where a change counts, each without those below it."""
        homes = {next(p for p in file.parents if p.is_dir()) for file in self._files()}
        homes.update(Path(here) for folder in self.templates for here, _ in levels(folder))
        return tuple(sorted(homes))

    def digest(self) -> str:
        """Return one digest of all that goes into a round."""
        return digest_of(self._files(), self.templates)

    def saved_since(self, begin: float) -> bool:
        """Whether a file was saved since that time, in seconds since the epoch."""
        own = (Path(name) for folder in self.templates for name in within(folder))
        return any(p.stat().st_mtime >= begin for p in (*self._files(), *own) if p.exists())

    def _files(self) -> list[Path]:
        """Return the files whose contents count now: case files come and go."""
        return sorted(self.inputs.union(behaviour.files_beside(self.spec) if self.spec else ()))

    def round(self) -> list[str]:
        """Lint, compare, generate. Returns what to show: one screenful."""
        begin = time.perf_counter()
        report = Report()
        body: list[str] = []
        change: Change | None = None
        try:
            change = self._run(report, body)
        except Stop as stop:
            report.extend(stop.report)
        grave = [one for one in report if one.severity != "note"]
        grave.sort(key=lambda one: one.severity != "error")
        told = [line for one in grave for line in one.as_text().splitlines()]
        lines = _cut([*told, *body] if report.has_errors else [*body, *told])
        found = f"{count_line(grave)}; " if grave else ""
        done = _done(change) if change else "nothing was written; it goes on once this is mended"
        took = f"{time.perf_counter() - begin:.1f} s"
        return [f"— {time.strftime('%H:%M:%S')}", *lines, f"{found}{done} ({took})"]

    def _run(self, report: Report, body: list[str]) -> Change | None:
        """Return what was done, None where there is something against it."""
        config = config_of(self.arguments, report)
        self.spec = config.spec
        self.inputs |= {config.spec}
        self.templates = folders(config)
        found = Report()
        document = lint(
            config.spec,
            found,
            name=shown(config.spec),
            allow_outside=config.allow_outside,
            allow=config.allow,
        )
        behaviour.check(document, found)
        self.inputs |= {*document.files.paths}
        lenient = self.arguments.lenient
        report.extend(found)
        if found.has_errors and not lenient:
            return None
        body.extend(_meaning(self.good, document, config))
        made = Report() if lenient else report
        change = make(config, Cache.beside(config.folder, report), made)
        if made.has_errors:
            report.extend(made)
            self.inputs |= set(change.inputs)
            return None
        self.inputs = {*self._own(), config.spec, *document.files.paths, *change.inputs}
        self.good = document
        return change


def _meaning(old: Document | None, new: Document, config: Config) -> Iterator[str]:
    """Yield what an edit means: to the callers of the clients, and by the document."""
    changes = compare(old, new) if old else ()
    if not old or not changes:
        return
    size = sum(len(source.text) for side in (old, new) for source in side.sources)
    if size < _LARGE:
        yield from client_lines(notices(old, new, config))
    yield from as_text(changes)
    yield counted(changes)


def _done(change: Change) -> str:
    touched = (*change.created, *change.changed, *change.removed)
    if not touched:
        return f"nothing to do: {change.files} files are up to date"
    named = ", ".join(touched[:_PATHS])
    more = f" and {len(touched) - _PATHS} more" if len(touched) > _PATHS else ""
    counts = {"created": change.created, "changed": change.changed, "removed": change.removed}
    listed = ", ".join(f"{len(paths)} {kind}" for kind, paths in counts.items() if paths)
    return f"{listed}: {named}{more}"


def _cut(lines: list[str]) -> list[str]:
    """Return as many lines as a screen holds beside the first, the last and the cursor's."""
    room = max(shutil.get_terminal_size().lines - 5, 5)
    if len(lines) <= room:
        return lines
    return [*lines[:room], f"… and {len(lines) - room} more lines"]
