"""The pipeline: one pure function makes the whole output of a document, in memory."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from itertools import groupby

from callsheet.cache import Cache
from callsheet.config import Config
from callsheet.diagnostics import Report, Stop
from callsheet.ir import Api
from callsheet.targets import Target, choose, folders
from callsheet.toml import shown
from callsheet.tree import Tree


def build(
    config: Config,
    report: Report,
    *,
    only: Iterable[str] = (),
    cache: Cache | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Tree:
    """Return every file that a config asks for; of the targets in ``only``, where some are named.

    Reads the document and the templates, and writes nothing but its cache. What the output leaves
    out is a warning in the report. Raises :class:`Stop` where there is an error.
    """
    from callsheet.lower import lower
    from callsheet.read import read

    cache = cache or Cache(None, report)
    targets = choose(config, report)
    wanted = set(only)
    made_now = (target for target in targets if not wanted or target.name in wanted)
    tell("reading the document")
    document = read(
        config.spec,
        report,
        name=shown(config.spec),
        allow_outside=config.allow_outside,
        allow=config.allow,
    )
    _stop_at_errors(report)
    tell("understanding it")
    api = lower(document, report)
    _stop_at_errors(report)
    files = sorted({source.path.resolve() for source in document.sources})
    samples = [config.spec.parent / sample.path for sample in api.samples]
    trees = [
        _in_language(language, tuple(group), targets, api, config, report, cache, tell)
        for language, group in groupby(sorted(made_now, key=_language), _language)
    ]
    made = sorted((file for tree in trees for file in tree), key=lambda file: file.path)
    _stop_at_errors(report)
    return Tree(tuple(made), (*files, *samples))


def _in_language(
    language: str,
    targets: tuple[Target, ...],
    chosen: tuple[Target, ...],
    api: Api,
    config: Config,
    report: Report,
    cache: Cache,
    tell: Callable[[str], None],
) -> Tree:
    """Return the files of the targets of one language, some of those that were chosen."""
    from callsheet.names import name
    from callsheet.render import render
    from callsheet.tidy import tidy

    spelling = importlib.import_module(f"callsheet.languages.{language}")
    names = name(api, getattr(spelling, language.capitalize())(), report)
    tree = render(
        api,
        names,
        targets,
        config.settings(api.title),
        filters=spelling.filters(api, names),
        folders=folders(config),
        report=report,
        chosen=chosen,
        cache=cache,
        tell=tell,
    )
    tell("tidying")
    return tidy(tree, report, cache, getattr(spelling, "TIDY", {}))


def _language(target: Target) -> str:
    return target.language


def _stop_at_errors(report: Report) -> None:
    if report.has_errors:
        raise Stop(report)
