"""TypedDicts: values as JSON has them, in types that cost nothing when the program runs."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias

from callsheet.data import dataclass
from callsheet.ir import Api, Declaration, Doc, Kind, Record, Required
from callsheet.languages.prose import HIDDEN
from callsheet.languages.python_layout import WIDTH, annotation, filled, split
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

_KNOWN = re.compile(r"(Literal)\[([^\[\]]*)\]((?: \| \w+)*)")

_CHOICE = re.compile(r"(Union)\[(.*)\]()")

_READY = re.compile(
    r"""(?:\b(?:str|int|float|bool|bytes|None|Any|list|dict|Literal|True|False|\d+)\b"""
    r"""|"[^"\\]*"|[^\w"])*"""
)
"""What can be evaluated where it stands; any other type may be declared only later."""

Say: TypeAlias = Callable[[Doc, int], str]
"""Makes a docstring of what a document says, for an indent."""


@dataclass(frozen=True, slots=True)
class Member:
    """A key of a TypedDict."""

    key: str
    """As it stands in the text: a name, or a literal where that is none."""
    annotation: str
    doc: str
    """A docstring; empty where there is none."""
    is_apart: bool
    """Whether an empty line is in front of it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A declaration: a TypedDict, or an alias where ``alias`` is not empty."""

    name: str
    doc: str
    """A docstring; empty where there is none."""
    alias: str = ""
    members: tuple[Member, ...] = ()
    is_total: bool = True
    """Whether a key is required where it does not say otherwise."""
    is_call: bool = False
    """Whether it is a call, not a class: a key is no name for an attribute, or it is briefer so."""

    @property
    def head(self) -> str:
        """The head of the class."""
        base = "TypedDict" if self.is_total else "TypedDict, total=False"
        line = f"class {self.name}({base}):"
        return line if len(line) <= WIDTH else f"class {self.name}(\n    {base}\n):"

    @property
    def brief_head(self) -> str:
        """The head of the class with what it is, where that fits."""
        line = self.head + self.doc
        return line if len(line) <= 100 else self.head

    @property
    def brief_call(self) -> str:
        """The call, with as many keys on a line as fit."""
        rows = [f"{literal(one.key)}: {one.annotation}" for one in self.members]
        head = f"{self.name} = TypedDict({literal(self.name)}, {{"
        end = "})" if self.is_total else "}, total=False)"
        line = f"{head}{', '.join(rows)}{end}"
        if "\n" not in line and len(line + self.doc) <= 100:
            return line + self.doc
        if "\n" not in line and len(line) <= 100:
            return f"{self.doc.strip()}\n{line}" if self.doc and len(self.doc) <= 102 else line
        head += self.doc if len(head + self.doc) <= 100 else ""
        return f"{head}\n{_closed(rows, 4, end)}"


class Wire:
    """Spells TypedDicts."""

    def __init__(self, api: Api, names: Names) -> None:
        self.names = names
        self.plain = Annotations(api, names, prefix="", scalars=WIRE, list_="list")
        self.eager = Annotations(api, names, prefix="", scalars=WIRE, list_="list", is_eager=True)

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {"documented_shapes": self.documented, "brief_shape": self.terse}

    def documented(self, api: Api) -> Iterator[Shape]:
        """Yield the declarations of an API, with all that the document says of them."""
        for one in api.declarations:
            yield self._shape(one, docstring)

    def terse(self, one: Declaration) -> Shape:
        """Return a declaration as briefly as it can be read."""
        return self._shape(one, _brief)

    def _shape(self, one: Declaration, say: Say) -> Shape:
        name = self.names.type(one.pointer)
        if isinstance(one, Record):
            return self._record(name, one, say)
        text = self.eager.received(one.type)
        known = _KNOWN.fullmatch(self.plain.received(one.type))
        if say is _brief and known is not None:
            return Shape(name, "", _packed(known, 0, len(name) + 14))
        if say is _brief and (choice := _CHOICE.fullmatch(text)):
            return Shape(name, "", _packed(choice, 0, len(name) + 14))
        return Shape(name, say(one.doc, 0), annotation(text, 0, len(name) + 14, ""))

    def _record(self, name: str, record: Record, say: Say) -> Shape:
        required = sum(isinstance(one.presence, Required) for one in record.fields)
        is_total = 2 * required >= len(record.fields)
        types = {one.pointer: self.plain.received(one.type) for one in record.fields}
        words = {word for text in types.values() for word in _WORD.findall(text)}
        odd = any(_is_odd(one.key, words) for one in record.fields)
        members: list[Member] = []
        for one in (one for one in record.fields if one.key):  # checkers know no empty key
            is_required = isinstance(one.presence, Required)
            text = types[one.pointer]
            if is_required != is_total:
                text = f"{'Required' if is_required else 'NotRequired'}[{text}]"
            doc = say(one.doc, 4) if say is docstring else ""
            members.append(Member(one.key, text, doc, say is docstring))
        if say is _brief and members and (odd or all(map(_is_brief, members))):
            made = (replace(one, annotation=_brief_value(one)) for one in members)
            return Shape(name, say(record.doc, 4), "", tuple(made), is_total, is_call=True)
        made = (_spelled(one, odd, say) for one in members)
        return Shape(name, say(record.doc, 4), "", tuple(made), is_total, odd)


def _spelled(one: Member, odd: bool, say: Say) -> Member:
    """Return a member of a class, or of a call over many lines."""
    if odd:
        return replace(one, key=literal(one.key), annotation=literal(one.annotation))
    known = _KNOWN.fullmatch(one.annotation) if say is _brief else None
    before = len(one.key) + 2
    text = _packed(known, 4, before) if known else _laid_out(one.annotation, before)
    return replace(one, annotation=text)


def _is_brief(one: Member) -> bool:
    """Whether a member can stand in a call, where what is not yet declared is quoted."""
    return _READY.fullmatch(one.annotation) is not None or len(one.key + one.annotation) <= 88


def _brief_value(one: Member) -> str:
    text, before = one.annotation, len(literal(one.key)) + 2
    if _READY.fullmatch(text) is None:
        return f"'{text}'" if '"' in text and not set(text) & set("'\\") else literal(text)
    known = _KNOWN.fullmatch(text)
    return _packed(known, 4, before) if known else text


def _laid_out(text: str, before: int) -> str:
    """Return the annotation of a member, as black has it where the name is very long, too."""
    if 4 + before + len(text) > WIDTH and text.isidentifier():
        return f"(\n        {text}\n    )"
    return annotation(text, 4, before, "")


def _packed(known: re.Match[str], indent: int, before: int) -> str:
    """Return a choice with as many of its values on a line as fit."""
    if indent + before + len(known[0]) <= 100 - bool(indent):
        return known[0]
    rows = _closed(split(known[2], ","), indent + 4, f"]{known[3]}")
    return f"{known[1]}[\n{rows}"


def _closed(items: list[str], indent: int, end: str) -> str:
    """Return items over lines, with what closes them behind the last."""
    return filled([*items[:-1], items[-1] + end], " " * indent, 100)[:-1]


def _brief(doc: Doc, _indent: int) -> str:
    """Return a comment of one sentence, or none."""
    text = " ".join((doc.summary or doc.description.split("\n\n")[0]).split())
    first, stop, _ = text.partition(". ")
    said = (first + stop.strip()).rstrip(".")
    return f"  # {said[0].lower()}{said[1:]}" if said and not HIDDEN.search(said) else ""


def _is_odd(key: str, words: set[str]) -> bool:
    """Whether a key cannot stand in the body of a class: it is no name, or hides one in use."""
    is_name = key.isidentifier() and key.isascii() and not keyword.iskeyword(key)
    return not is_name or key.startswith("__") or key in words or key in ("NotRequired", "Required")
