"""Callers: what those who use the generated clients notice of an edit, each style in its words.

A target's ``[callers]`` names whose words it speaks, and a template that says how these call an
operation, an argument and the rest: ``called``, ``takes`` and ``has`` write it down. Both documents
go through it, and what it wrote is compared.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from callsheet.changes.calls import Calls, answers, became
from callsheet.changes.clients import Notice, Side, Spell, Told, gathered
from callsheet.changes.declared import declarations
from callsheet.diagnostics import Place, Report, Stop
from callsheet.environment import make_environment
from callsheet.lower import lower
from callsheet.names import name
from callsheet.render import Page
from callsheet.targets import Target, choose, folders

if TYPE_CHECKING:
    from callsheet.config import Config
    from callsheet.document import Document
    from callsheet.ir import Api


def notices(old: Document, new: Document, config: Config) -> tuple[Notice, ...]:
    """Return what callers notice of all that a configuration makes, the worst first.

    Raises :class:`Stop` where a template that says how callers speak is wrong.
    """
    apis = lower(old, Report()), lower(new, Report())
    return gathered(_told(apis, choose(config, Report()), config))


def _told(
    apis: tuple[Api, Api], targets: tuple[Target, ...], config: Config
) -> Iterator[tuple[str, Told]]:
    for language in dict.fromkeys(target.language for target in targets):
        old, new = (side_of(api, language) for api in apis)
        own = [target for target in targets if target.language == language]
        templates = {who: (one, t) for t in own for who, one in t.callers.items()}
        for who, (template, target) in templates.items():
            place = target.file.words("callers").place(who)
            before, after = (calls_of(side, template, place, config) for side in (old, new))
            yield who, became(before, after)
        if new.has_types:
            yield language, declarations(old, new)


def side_of(api: Api, language: str) -> Side:
    """Return a document as a language sees it."""
    module: Any = importlib.import_module(f"callsheet.languages.{language}")
    names = name(api, getattr(module, language.capitalize())(), Report())
    return Side(api, module.filters(api, names))


def calls_of(side: Side, template: str, place: Place, config: Config) -> Calls:
    """Return what callers of one style call, as a template says that is asked for at a place."""
    report, calls, places = Report(), Calls(side), folders(config)
    own: Spell = {"answers": partial(answers, side), "quoted": '"{}"'.format}
    environment = make_environment(places, {**side.spell, **own})
    page = Page(environment, places, str, report)
    settings = config.settings(side.api.title)
    present = {
        "api": side.api,
        "package": settings.package,
        "project": settings.project,
        "env_prefix": settings.env_prefix,
        "called": calls.called,
        "takes": calls.takes,
        "has": calls.has,
    }
    page.text(template, present, "while asking how callers speak", place)
    if report.has_errors:
        raise Stop(report)
    return calls
