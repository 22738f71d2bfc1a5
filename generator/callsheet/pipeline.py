"""The pipeline: one pure function makes the whole output of a document, in memory."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from types import ModuleType

from callsheet.cache import Cache
from callsheet.config import Config
from callsheet.diagnostics import Report, Stop
from callsheet.ir import Api
from callsheet.naming import NameMemory
from callsheet.parts import Parts
from callsheet.pieces import Book
from callsheet.stamp import origin
from callsheet.targets import Target, choose, folders
from callsheet.toml import shown
from callsheet.tree import File, Tree
from callsheet.yaml_pieces import Pieces


def build(
    config: Config,
    report: Report,
    *,
    only: Iterable[str] = (),
    cache: Cache | None = None,
    tell: Callable[[str], None] = lambda _: None,
    made_by: str = "",
) -> Tree:
    """Return every file that a config asks for; of the targets in ``only``, where some are named.

    ``made_by`` is the :func:`~callsheet.stamp.origin` of now, where somebody has just taken it.
    Reads the document and the templates, and writes nothing but its cache. What the output leaves
    out is a warning in the report. Raises :class:`Stop` where there is an error.
    """
    from callsheet.ir.late import digest_of_text
    from callsheet.lower import lower
    from callsheet.lower.memory import Memory
    from callsheet.read import read

    cache = cache or Cache(None, report)
    targets = choose(config, report)
    wanted = set(only)
    made_now = (target for target in targets if not wanted or target.name in wanted)
    made_by = (made_by or origin(folders(config))) if cache.folder else ""
    key = digest_of_text(f"{made_by} {config.spec}")
    pieces = Pieces(cache, key) if made_by else None
    tell("reading the document")
    document = read(
        config.spec,
        report,
        name=shown(config.spec),
        allow_outside=config.allow_outside,
        allow=config.allow,
        pieces=pieces,
    )
    _stop_at_errors(report)
    tell("understanding it")
    memory = Memory(cache, key) if made_by else None
    api = lower(document, report, memory)
    _stop_at_errors(report)
    files = sorted({source.path.resolve() for source in document.sources})
    samples = [config.spec.parent / sample.path for sample in api.samples]
    names = tuple(target.name for target in targets)
    shared = (made_by, str(config.spec), config.settings(api.title), names)
    trees: list[Tree] = []
    memories: list[Memory | NameMemory | Pieces] = [pieces, memory] if pieces and memory else []
    parts: list[Parts] = []
    for language, group in groupby(sorted(made_now, key=_language), _language):
        parts.append(Parts(cache, (*shared, language)))
        told = NameMemory(cache, digest_of_text(f"{key} {language}")) if memory else None
        memories += [told] if told else []
        trees.append(
            _in_language(
                language, tuple(group), targets, api, config, report, parts[-1], told, tell
            )
        )
    made = sorted((file for tree in trees for file in tree), key=lambda file: file.path)
    _stop_at_errors(report)
    if memory and made_by == origin(folders(config)):  # nobody edited a template meanwhile
        for remembered in memories:
            remembered.keep()
        for one in parts:
            one.keep(is_whole=not wanted)
    return Tree(tuple(made), (*files, *samples))


def _in_language(
    language: str,
    targets: tuple[Target, ...],
    chosen: tuple[Target, ...],
    api: Api,
    config: Config,
    report: Report,
    parts: Parts,
    told: NameMemory | None,
    tell: Callable[[str], None],
) -> Tree:
    """Return the files of the targets of one language, some of those that were chosen."""
    from callsheet.names import name
    from callsheet.render import render
    from callsheet.tidy import tidied

    spelling = importlib.import_module(f"callsheet.languages.{language}")
    names = name(api, getattr(spelling, language.capitalize())(), report, told)

    def finish(file: File, book: Book) -> File:
        return tidied(file, report, parts.cache, _own(spelling), book)

    return render(
        api,
        names,
        targets,
        config.settings(api.title),
        filters=spelling.filters,
        folders=folders(config),
        report=report,
        parts=parts,
        chosen=chosen,
        finish=finish,
        tell=tell,
    )


def _own(spelling: ModuleType) -> Mapping[str, Callable[[str], str]]:
    """Return what a language itself does with rendered texts, by the ending of the file."""
    found: Mapping[str, Callable[[str], str]] = getattr(spelling, "TIDY", {})
    return found


def _language(target: Target) -> str:
    return target.language


def _stop_at_errors(report: Report) -> None:
    if report.has_errors:
        raise Stop(report)
