"""The environment of templates: what jinja2 finds, compiles and refuses for us.

A name that is not there is an error that says what there is instead, macros remember nothing from
one part to the next, and what was compiled once is kept.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import jinja2

from callsheet.cache import Cache
from callsheet.filters import Spelled
from callsheet.toml import meant
from callsheet.trace import unwatched


def make_environment(
    folders: Iterable[Path], filters: Spelled, cache: Cache | None = None
) -> jinja2.Environment:
    """Return the environment that every template runs in."""
    environment = jinja2.Environment(
        loader=_Loader([str(folder) for folder in folders]),
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        bytecode_cache=_Bytecode(cache) if cache else None,
    )
    environment.template_class = _Template
    _untyped(environment).filters.update(filters)
    return environment


class _Loader(jinja2.FileSystemLoader):
    """Finds templates by name. What is hidden beside the targets is none: no edit of it is seen."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, where it is, and whether it is still the same."""
        if posixpath.normpath(template).lstrip("/").startswith("."):
            raise jinja2.TemplateNotFound(template)
        return super().get_source(environment, template)


class _Template(jinja2.Template):
    """A template whose macros are made for each importer, which so asks what making them asks."""

    def _get_default_module(
        self, ctx: jinja2.runtime.Context | None = None
    ) -> jinja2.environment.TemplateModule:
        self._module = None  # jinja2 would give all of them those that the first one made
        return super()._get_default_module(ctx)


def declared(environment: Any, what: str) -> Mapping[str, Any]:
    """Return the filters or globals of an environment: jinja2 says nothing of their types."""
    found: Mapping[str, Any] = getattr(environment, what)
    return found


def use(environment: jinja2.Environment, filters: dict[str, Any]) -> None:
    """Give an environment these filters in place of its own."""
    _untyped(environment).filters = filters


def _untyped(environment: jinja2.Environment) -> Any:
    return environment  # jinja2 says nothing of the types of its attributes


def source_of(environment: jinja2.Environment, name: str) -> str:
    """Return the text of a file of the templates, for a template to put into its own."""
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _names_in(thing: Any) -> list[str]:
    return list(cast("Mapping[str, Any]", thing)) if isinstance(thing, Mapping) else dir(thing)


class _Undefined(jinja2.StrictUndefined):
    """What a template asks for and is not there: it says what there is instead."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = jinja2.utils.missing,
        name: str | None = None,
        exc: type[jinja2.exceptions.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        obj = unwatched(obj)
        if hint is None and obj is not jinja2.utils.missing:
            near = meant(str(name), [one for one in _names_in(obj) if not one.startswith("_")])
            hint = f"{type(obj).__name__} has no {name!r}: {near}"
        super().__init__(hint, obj, name, exc)


class _Bytecode(jinja2.BytecodeCache):
    """Compiled templates, kept between runs."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill a bucket if its template was compiled before, from the same text."""
        content = self.cache.get("templates", f"{bucket.key}-{bucket.checksum}")
        if content:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what was compiled."""
        self.cache.put("templates", f"{bucket.key}-{bucket.checksum}", bucket.bytecode_to_string())
