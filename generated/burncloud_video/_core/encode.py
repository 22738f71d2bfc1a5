"""Parameters: values in the path, the query, headers and cookies, in every style of OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from .errors import ArgumentError
from .omit import Omit
from .record import record
from .values import Json, Unsendable, plain, text_of

UNRESERVED = "-._~"
# Of the reserved characters, those that would end a query's value, or change the meaning of the
# rest, are escaped all the same: & + # [ ].
RESERVED = UNRESERVED + ":/?@!$'()*,;="

Style = Literal[
    "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject"
]
Escape = Callable[[str], str]

DELIMITERS: Mapping[str, str] = {
    "simple": ",",
    "form": ",",
    "label": ",",
    "matrix": ",",
    "spaceDelimited": "%20",
    "pipeDelimited": "%7C",
    "deepObject": ",",
}


@record
class Path:
    """A value in the path."""

    name: str
    value: object
    style: Style = "simple"
    explode: bool = False
    media: str = ""
    """Media type where the value is serialised as a whole."""

    def text(self) -> str:
        """Return what stands in place of the parameter."""
        if type(self.value) is str and self.style == "simple" and not self.media:
            return quote(self.value, safe=UNRESERVED)
        value = _plain(self.name, self.value, self.media)
        if value is None:
            raise ArgumentError(f"path parameter {self.name} cannot be None")
        items = _items(self.name, value, escaped(allow_reserved=False))
        if self.style == "label":
            return "." + items.joined(
                "." if self.explode else ",", explode=self.explode
            )
        if self.style != "matrix":
            return items.joined(",", explode=self.explode)
        name = quote(self.name, safe=UNRESERVED)
        pairs = items.pairs(name, ",", explode=self.explode)
        return "".join(f";{key}={text}" if text else f";{key}" for key, text in pairs)


@record
class Query:
    """A value in the query."""

    name: str
    value: object
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False
    media: str = ""
    """Media type where the value is serialised as a whole."""

    def pairs(self) -> list[tuple[str, str]]:
        """Return keys and values, escaped. None at all where there is no value."""
        if isinstance(self.value, Omit):
            return []
        value = _plain(self.name, self.value, self.media)
        return pairs_of(
            self.name,
            value,
            self.style,
            explode=self.explode,
            escape=escaped(self.allow_reserved),
        )


@record
class Header:
    """A value in a header."""

    name: str
    value: object
    explode: bool = False
    media: str = ""
    """Media type where the value is serialised as a whole."""

    def pairs(self) -> list[tuple[str, str]]:
        """Return name and value; nothing where there is no value."""
        if isinstance(self.value, Omit):
            return []
        value = _plain(self.name, self.value, self.media)
        if value is None:
            return []
        text = _items(self.name, value, str).joined(",", explode=self.explode)
        return [checked_header(self.name, text)]


@record
class Cookie:
    """A value in a cookie."""

    name: str
    value: object
    explode: bool = True
    media: str = ""
    """Media type where the value is serialised as a whole."""

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values, escaped. None at all where there is no value."""
        if isinstance(self.value, Omit):
            return []
        value = _plain(self.name, self.value, self.media)
        return pairs_of(
            self.name,
            value,
            "form",
            explode=self.explode,
            escape=escaped(allow_reserved=False),
        )


@dataclass(frozen=True, slots=True)
class _Items:
    """A value taken apart: keys are None for the elements of a list and for a value without parts."""

    items: list[tuple[str | None, str]]
    single: bool

    def joined(self, delimiter: str, *, explode: bool) -> str:
        """Return all of it as one text."""
        between = "=" if explode else delimiter
        return delimiter.join(
            text if key is None else f"{key}{between}{text}" for key, text in self.items
        )

    def pairs(
        self, name: str, delimiter: str, *, explode: bool
    ) -> list[tuple[str, str]]:
        """Return it under a name, or, exploded, under the names of its parts."""
        if explode or self.single:
            return [(name if key is None else key, text) for key, text in self.items]
        return [(name, self.joined(delimiter, explode=False))]


def _items(name: str, value: Json, escape: Escape) -> _Items:
    """Take a value apart. An absent part is left out, and one with parts of its own is JSON."""
    if isinstance(value, list):
        texts = [(None, escape(_leaf(item))) for item in value if item is not None]
        return _Items(list(texts), single=False)
    if isinstance(value, dict):
        return _Items(
            [
                (escape(key), escape(_leaf(item)))
                for key, item in value.items()
                if item is not None
            ],
            single=False,
        )
    return _Items([(None, escape(text_of(value)))], single=True)


def pairs_of(
    name: str, value: Json, style: Style, *, explode: bool, escape: Escape
) -> list[tuple[str, str]]:
    """Return the keys and values of a query or a form, escaped."""
    if value is None:
        return []
    if style == "deepObject" and isinstance(value, dict):
        return [(escape(key), escape(text)) for key, text in brackets(name, value)]
    items = _items(name, value, escape)
    if not items.items:
        return []
    return items.pairs(escape(name), DELIMITERS[style], explode=explode)


def brackets(name: str, value: Json) -> list[tuple[str, str]]:
    """Return the leaves of a value under names such as ``filter[price][max]``."""
    if isinstance(value, dict):
        return [
            pair
            for key, item in value.items()
            for pair in brackets(f"{name}[{key}]", item)
        ]
    if isinstance(value, list):
        return [pair for item in value for pair in brackets(f"{name}[]", item)]
    return [] if value is None else [(name, text_of(value))]


def escaped(allow_reserved: bool) -> Escape:
    """Return what makes a text safe within a URL."""
    safe = RESERVED if allow_reserved else UNRESERVED
    return lambda text: quote(text, safe=safe)


def checked_header(name: str, value: str) -> tuple[str, str]:
    """Return a header. Raises ArgumentError where it could not be sent, or would end in another."""
    value = value.strip(" \t")
    if not value.isascii() or not value.replace("\t", " ").isprintable():
        raise ArgumentError(f"header {name} can only have printable ASCII characters")
    if (
        not name.isascii()
        or not name.isprintable()
        or set(name) & set(' "(),/:;<=>?@[\\]{}')
    ):
        raise ArgumentError(f"{name!r} is no name for a header")
    return name, value


def filled(template: str, parameters: Iterable[Path]) -> str:
    """Return a path with its parameters put in.

    Raises ArgumentError where a value would lead to another path: an empty one, ``.`` or ``..``.
    """
    path = template
    is_doubtful = False
    for parameter in parameters:
        text = parameter.text()
        path = path.replace("{" + parameter.name + "}", text)
        is_doubtful = is_doubtful or not text.strip(".")
    if not is_doubtful:
        return path
    for before, after in zip(template.split("/"), path.split("/"), strict=True):
        if before != after and after in ("", ".", ".."):
            raise ArgumentError(f"{before} cannot be {after!r} in {template}")
    return path


def _plain(name: str, value: object, media: str) -> Json:
    try:
        made = plain(value)
    except Unsendable as error:
        raise ArgumentError(f"{name} cannot be sent: {error}") from None
    if media and not (media.startswith("text/") and isinstance(made, str)):
        return json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return made


def _leaf(value: Json) -> str:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text_of(value)
