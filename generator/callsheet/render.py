"""Render: the API, its names and a target become files, all of them in memory.

A template sees the API, the settings, its target's words and its loop's variable. What is too much
for a template, the lazy products, it asks for by name; each is imported when first asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import jinja2

from callsheet.config import Settings
from callsheet.data import dataclass
from callsheet.diagnostics import Place, Report, Stop
from callsheet.environment import declared, make_environment, source_of, use
from callsheet.filters import Filters, Spelled
from callsheet.ir import Api
from callsheet.names import Names
from callsheet.outputs import Planned, plan
from callsheet.parts import Parts
from callsheet.pieces import Book
from callsheet.products import products
from callsheet.targets import Output, Target, scripts
from callsheet.toml import meant, shown
from callsheet.trace import WatchedNames
from callsheet.tree import HEADER, File, Later, Tree

_COMMENTS = {
    ".css": ("/* ", " */"),
    ".html": ("<!-- ", " -->"),
    ".js": ("// ", ""),
    ".md": ("<!-- ", " -->"),
    ".mjs": ("// ", ""),
    ".ts": ("// ", ""),
}
"""How a line of the header is written by the ending of the file; all others take ``#``."""

_NO_FILTER = re.compile("No filter named '(.*)'")
_NO_NAME = re.compile("'(.*)' is undefined")

Words = Mapping[str, str]
Tell = Callable[[str], None]


def render(
    api: Api,
    names: Names,
    targets: Iterable[Target],
    settings: Settings,
    *,
    filters: Callable[[Api, Names], Spelled],
    folders: Iterable[Path],
    report: Report,
    parts: Parts,
    chosen: Iterable[Target] = (),
    finish: Callable[[File, Book], File] = lambda file, _: file,
    tell: Tell = lambda _: None,
) -> Tree:
    """Return every file of the targets, which all speak one language. Touches no output folder.

    ``chosen`` are all targets of the package, also those that are not rendered now; ``finish``
    has the last word on what a template made.
    Raises :class:`Stop` with everything that went wrong: in a template, or with a path.
    """
    files = plan(api, names, targets, settings, report)
    if report.has_errors:
        raise Stop(report)
    folders = tuple(folders)
    tracer, cache = parts.tracer, parts.cache
    asked_api: Any = tracer.watch("api", api)
    asked_names: Any = WatchedNames(tracer, "names", lambda: names)
    environment = make_environment(folders, {}, cache)
    usual = declared(environment, "filters")
    spelled = Filters(usual, lambda: filters(asked_api, asked_names))
    use(environment, spelled)
    environment.globals = {
        "api": asked_api,
        "dict": dict,  # jinja2's own
        "parts": partial(_parts, environment, parts, spelled.anew),
        "scripts": scripts(chosen, settings),
        "sections": [target.readme for target in chosen if target.readme],
        **_plain(settings),
        "source": partial(source_of, environment),
        **products(tracer, asked_api, asked_names, cache),
    }
    page = Page(environment, folders, spelled["comment"], report)
    made: list[File] = []
    for file in files:
        tell(file.path)

        def make(file: Planned = file) -> bytes | None:
            book = Book(file.path, cache)
            with spelled.anew():
                content = page.content(file, api.title, book)
            return None if content is None else finish(_file(file, content), book).content

        content: bytes | Later | None
        if file.output.source.endswith(".j2"):
            name = (file.target.name, file.path, file.output.source)
            content = parts.part(name, (file.subject, api.title), make)
        else:
            content = make()
        if content is not None:
            made.append(_file(file, content))
    if report.has_errors:
        raise Stop(report)
    return Tree(tuple(made))


def _file(file: Planned, content: bytes | Later) -> File:
    output = file.output
    return File(file.path, content, file.target.name, output.source, output.wants_format)


def _parts(
    environment: jinja2.Environment,
    parts: Parts,
    anew: Callable[[], AbstractContextManager[None]],
    template: str,
    words: Words,
    **things: Any,
) -> str:
    """Return what a template makes of each of some things, one behind the other.

    It sees no more than the words and its one thing; so what it makes of each is kept by itself.
    """
    ((name, each),) = things.items()
    spoken = json.dumps(sorted(words.items()))

    def make(thing: Any) -> bytes:
        with anew():
            context = {"words": words, name: thing}
            return environment.get_template(template).render(context).encode()

    made = (
        parts.part((template, name, spoken, thing.pointer), thing, partial(make, thing))
        for thing in each
    )
    return b"".join(one.load() for one in made if one is not None).decode()


@dataclass(frozen=True, slots=True)
class Page:
    """Makes the content of an output, or complains."""

    environment: jinja2.Environment
    folders: tuple[Path, ...]
    comment: Callable[[str], str]
    report: Report

    def content(self, file: Planned, title: str, book: Book) -> bytes | None:
        """Return the bytes of one file; None where there is a complaint instead."""
        output, subject = file.output, file.subject
        if output.source == "{sample}" and subject.sample:
            return subject.sample.content
        if not output.source.endswith(".j2"):
            return self._copy(output)
        context = {
            "header": header(title, file.path, self.comment),
            "tell": book.tell,
            "words": file.target.words,
            "resource": subject.resource,
            "operation": subject.operation,
            "job": subject.job,
            "sample": subject.sample,
            "drop_in": subject.drop_in,
            "usage": subject.usage,
        }
        present = {name: value for name, value in context.items() if value is not None}
        doing = f"while making {file.path}{subject}"
        made = self.text(output.source, present, doing, output.place)
        return None if made is None else made.encode()

    def text(
        self, source: str, present: Mapping[str, Any], doing: str, place: Place | None
    ) -> str | None:
        """Return what a template makes of what it is given; None where there is a complaint.

        ``place`` is where the template is asked for.
        """
        try:
            return self.environment.get_template(source).render(present)
        except Stop:
            raise
        except jinja2.TemplateNotFound as error:
            place = self._innermost(error) or place
            hint = meant(str(error.name), self.environment.list_templates())
            message = f"there is no template {error.name}"
            self.report.error("template-missing", message, place, hint=hint)
        except jinja2.TemplateSyntaxError as error:
            place = self._place(error.name or source, error.lineno)
            message = error.message or str(error)
            found = _NO_FILTER.match(message)
            hint = meant(found[1], declared(self.environment, "filters")) if found else ""
            self.report.error("template-syntax", message, place, hint=hint)
        except Exception as error:
            self._complain(error, source, doing, present)
        return None

    def _copy(self, output: Output) -> bytes | None:
        for folder in self.folders:
            if (folder / output.source).is_file():
                return (folder / output.source).read_bytes()
        near = meant(output.source, self.environment.list_templates())
        message = f"there is no file {output.source}"
        self.report.error("template-missing", message, output.place, hint=near)
        return None

    def _complain(self, error: Exception, source: str, doing: str, present: Iterable[str]) -> None:
        """Record an error with the innermost line of a template that led to it."""
        kind = "" if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: "
        place = self._innermost(error) or self._place(source, 1)
        found = _NO_NAME.match(str(error))
        hint = meant(found[1], {*declared(self.environment, "globals"), *present}) if found else ""
        self.report.error("template-error", f"{kind}{error}, {doing}", place, hint=hint)

    def _innermost(self, error: Exception) -> Place | None:
        import traceback  # for complaints only

        frames = [
            (frame.filename, frame.lineno)
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename.endswith(".j2")
        ]
        return _place_in(Path(frames[-1][0]), frames[-1][1] or 1) if frames else None

    def _place(self, name: str, line: int) -> Place:
        files = (folder / name for folder in self.folders)
        return _place_in(next((file for file in files if file.is_file()), Path(name)), line)


def header(title: str, path: str, comment: Callable[[str], str]) -> str:
    """Return the two lines that begin a rendered file: what made it, of what, and how again."""
    opening, closing = _COMMENTS.get(Path(path).suffix, ("# ", ""))
    title = comment(title).replace("--", "- -").replace("*/", "* /")
    lines = (f"{HEADER}{title}; do not edit.", "Remake with: callsheet generate")
    return "\n".join(f"{opening}{line}{closing}" for line in lines)


def _place_in(file: Path, line: int) -> Place:
    try:
        text = file.read_text(encoding="utf-8").splitlines()[line - 1]
    except (OSError, ValueError, IndexError):
        text = ""  # a template that is gone or is no text is complained of by itself
    return Place(shown(file), line, 1, text=text)


def _plain(settings: Settings) -> dict[str, str]:
    return {
        "package": settings.package,
        "project": settings.project,
        "env_prefix": settings.env_prefix,
    }
