"""TypedDicts: values as JSON has them, in types that cost nothing when the program runs."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from callsheet.ir import Alias, Api, Declaration, Doc, Field, Kind, Record, Required
from callsheet.languages.python_layout import annotation
from callsheet.languages.python_text import docstring, literal
from callsheet.languages.python_types import SCALARS, Annotations
from callsheet.names import Names

WIRE: Mapping[Kind, str] = MappingProxyType(
    {
        **SCALARS,
        Kind.DATE: "str",
        Kind.DATETIME: "str",
        Kind.UUID: "str",
        Kind.BINARY: "bytes | str",
    }
)
"""Scalars as they travel: in JSON, dates and ids are texts. A file is bytes where it is a part."""

_WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Member:
    """A key of a TypedDict."""

    key: str
    """As it stands in the text: a name, or a literal where that is none."""
    annotation: str
    doc: Doc


@dataclass(frozen=True, slots=True)
class Shape:
    """A declaration: a TypedDict, or an alias where ``alias`` is not empty."""

    name: str
    doc: Doc
    alias: str = ""
    members: tuple[Member, ...] = ()
    is_total: bool = True
    """Whether a key is required where it does not say otherwise."""
    has_odd_keys: bool = False
    """Whether a key is no name for an attribute: then it is a call, not a class."""

    @property
    def base(self) -> str:
        """What stands in the brackets of the class."""
        return "TypedDict" if self.is_total else "TypedDict, total=False"


class Wire:
    """Spells TypedDicts."""

    def __init__(self, api: Api, names: Names) -> None:
        self.api = api
        self.names = names
        self.plain = Annotations(api, names, prefix="", scalars=WIRE, list_="list")
        self.eager = Annotations(api, names, prefix="", scalars=WIRE, list_="list", is_eager=True)

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {"shapes": self.shapes, "summary_line": summary_line, "wire": self.plain.received}

    def shapes(self, api: Api) -> Iterator[Shape]:
        """Yield the declarations of an API, aliases in front of nothing that they need at once."""
        for one in api.declarations:
            yield self._shape(one)

    def _shape(self, one: Declaration) -> Shape:
        name = self.names.type(one.pointer)
        if isinstance(one, Alias):
            text = self.eager.received(one.type)
            return Shape(name, one.doc, alias=annotation(text, 0, len(name) + 14, ""))
        return self._record(name, one)

    def _record(self, name: str, record: Record) -> Shape:
        required = sum(isinstance(one.presence, Required) for one in record.fields)
        is_total = 2 * required >= len(record.fields)
        types = {one.pointer: self.plain.received(one.type) for one in record.fields}
        words = {word for text in types.values() for word in _WORD.findall(text)}
        odd = any(_is_odd(one.key, words) for one in record.fields)
        members = [self._member(one, types[one.pointer], is_total, odd) for one in record.fields]
        return Shape(name, record.doc, "", tuple(members), is_total, odd)

    def _member(self, field: Field, text: str, is_total: bool, is_odd: bool) -> Member:
        is_required = isinstance(field.presence, Required)
        if is_required != is_total:
            text = f"{'Required' if is_required else 'NotRequired'}[{text}]"
        if is_odd:
            return Member(literal(field.key), literal(text), field.doc)
        return Member(field.key, annotation(text, 4, len(field.key) + 2, ""), field.doc)


def _is_odd(key: str, words: set[str]) -> bool:
    """Whether a key cannot stand in the body of a class: it is no name, or hides one in use."""
    is_name = key.isidentifier() and key.isascii() and not keyword.iskeyword(key)
    return not is_name or key.startswith("__") or key in words or key in ("NotRequired", "Required")


def summary_line(doc: Doc, indent: int) -> str:
    """Return a docstring of one line: as much of the first sentence as it can bear."""
    text = " ".join((doc.summary or doc.description.split("\n\n")[0]).split())
    first, stop, _ = text.partition(". ")
    return docstring(Doc(summary=first + stop.strip() or "An object."), indent)
