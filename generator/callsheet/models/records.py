"""Declarations spelled out for templates: the annotations, the order and the prose of a module.

The pydantic module needs datamodel-code-generator; a module of plain classes needs only this. The
template says what a class looks like, this says what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from callsheet.data import dataclass
from callsheet.ir import (
    Alias,
    Anything,
    Api,
    Array,
    Discriminator,
    Field,
    Kind,
    Literal,
    Nullable,
    Record,
    Ref,
    Required,
    Scalar,
    Type,
    Union,
)
from callsheet.ir import Mapping as MappingType
from callsheet.languages.python_text import docstring, literal
from callsheet.models.fit import assigned, class_line, declared
from callsheet.models.limits import marked, told
from callsheet.models.order import bare_needs_of, circular, named, needs_of, placed
from callsheet.models.schemas import DEEPEST, is_text_if_string
from callsheet.names import Names

_SCALARS = {
    Kind.STRING: "str",
    Kind.INTEGER: "int",
    Kind.NUMBER: "float",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "dt.date",
    Kind.DATETIME: "dt.datetime",
    Kind.UUID: "UUID",
    Kind.BINARY: "bytes",
}

_ODD = re.compile(r'["\\\x00-\x1f]|[\ud800-\udfff]')
"""Signs that some libraries take in no name on the wire: there the annotation carries it."""


@dataclass(frozen=True, slots=True)
class SpelledField:
    """A member of a record."""

    name: str
    key: str
    """As it stands on the wire; the name again where the annotation tells it."""
    hint: str
    """Its annotation, what stands for absence included."""
    doc: str
    """A docstring, or empty."""
    default: str
    """What stands for absence, or the only value of a required field; or empty."""

    @property
    def is_renamed(self) -> bool:
        """Whether it is called otherwise on the wire."""
        return self.name != self.key


@dataclass(frozen=True, slots=True)
class SpelledRecord:
    """A class."""

    name: str
    doc: str
    paragraphs: tuple[tuple[SpelledField, ...], ...]
    """Fields that stand together: each with a docstring by itself, others in a row."""
    extra: str
    """Annotation of the unknown fields; empty where they may be anything."""
    is_record: bool = True
    follows_imports: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.doc or self.paragraphs or self.extra)


@dataclass(frozen=True, slots=True)
class SpelledAlias:
    """A name for a type, as a statement."""

    statement: str
    doc: str
    follows_imports: bool
    """Whether nothing stands between the imports and it: then one empty line is enough."""
    is_record: bool = False


Spelled: TypeAlias = SpelledRecord | SpelledAlias


class Records:
    """What the template of a models module prints."""

    def __init__(self, api: Api, names: Names, unset_type: str, unset: str) -> None:
        self.names = names
        self.unset_type = unset_type
        self.unset = unset
        self.declarations = {one.pointer: one for one in api.declarations}
        fields = (f for one in api.declarations if isinstance(one, Record) for f in one.fields)
        self.taken = frozenset(
            [
                *(names.type(one.pointer) for one in api.declarations),
                *(names.value(one.pointer) for one in fields),
            ]
        )

    def local(self, name: str) -> str:
        """Return how the module calls a name that it imports: the API may use it for its own."""
        return f"_{name}" if name in self.taken else name

    def imports(self, module: str, *names: str) -> str:
        """Return a statement that imports names of a module; tidy drops what is not needed."""
        spelled = (
            name if self.local(name) == name else f"{name} as {self.local(name)}" for name in names
        )
        return f"from {module} import {', '.join(spelled)}"

    def head(self, record: SpelledRecord, arguments: str) -> str:
        """Return the first line of a class, laid out."""
        return class_line(record.name, arguments.strip())

    def member(self, name: str, hint: str, value: str = "") -> str:
        """Return a declaration in a class, laid out; with a default unless that is empty."""
        return declared(name, hint, value.strip(), 4)

    def __iter__(self) -> Iterator[Spelled]:
        """Yield classes and aliases in an order that can be executed."""
        declarations = tuple(self.declarations.values())
        needs, bare = needs_of(declarations), bare_needs_of(declarations)
        loops, void = circular(needs), circular(bare)
        at_once = {
            pointer: bare[pointer] & self.declarations.keys() if pointer in loops else all_needs
            for pointer, all_needs in needs.items()
        }
        done: set[str] = set()
        for one in placed(declarations, at_once, void):
            if isinstance(one, Record):
                yield self._record(one)
            else:
                made = Anything() if one.pointer in void else one.type
                late = (
                    frozenset(self.declarations) - done
                    if one.pointer in loops
                    else frozenset[str]()
                )
                yield self._alias(one, _Hints(self, late).text(made), not done)
            done.add(one.pointer)

    def _record(self, record: Record) -> SpelledRecord:
        hints = _Hints(self)
        extra = record.extra
        return SpelledRecord(
            self.names.type(record.pointer),
            docstring(marked(record.doc, record.deprecated), 4),
            tuple(_paragraphs(self._field(one, hints) for one in record.fields)),
            ""
            if extra is None or isinstance(extra, Anything)
            else f"dict[str, {hints.text(extra)}]",
        )

    def _field(self, field: Field, hints: _Hints) -> SpelledField:
        name, key, hint = self.names.value(field.pointer), field.key, hints.text(field.type)
        default = ""
        match field.type:
            case _ if not isinstance(field.presence, Required):
                default = self.local(self.unset)
                if hint != self.local("Any"):
                    hint = f"{hint} | {self.local(self.unset_type)}"
            case Literal(values=(value,), is_const=True) if is_text_if_string(value):
                default = literal(value)
            case _:
                pass
        if _ODD.search(key):
            marker = f"{self.local('Key')}({literal(key)})"
            hint = f"{self.local('Annotated')}[{hint}, {marker}]"
            key = name
        return SpelledField(name, key, hint, docstring(told(field), 4), default)

    def _alias(self, alias: Alias, right: str, is_first: bool) -> SpelledAlias:
        left = f"{self.names.type(alias.pointer)}: {self.local('TypeAlias')}"
        doc = docstring(marked(alias.doc, alias.deprecated), 0)
        return SpelledAlias(assigned(left, right, 0), doc, is_first)


@dataclass(frozen=True, slots=True)
class _Hints:
    """Spells annotations; those in ``late`` are not defined yet, and are quoted."""

    records: Records
    late: frozenset[str] = frozenset()

    def text(self, made: Type) -> str:
        """Return an annotation on one line."""
        return self._joined(self._parts(made, 0))

    def _joined(self, parts: Iterable[str]) -> str:
        flat = list(dict.fromkeys(parts))
        anything = self.records.local("Any")
        if anything in flat:
            return anything
        if "None" in flat:
            flat.remove("None")
            flat.append("None")
        return " | ".join(flat)

    def _parts(self, made: Type, depth: int) -> list[str]:
        """Return the members of the union that the annotation is."""
        if depth > DEEPEST:
            return [self.records.local("Any")]
        match made:
            case Scalar(kind=kind):
                return [self._scalar(kind)]
            case Ref(target=target):
                return [self._name(target)]
            case Array(item=item):
                return [f"list[{self._inside(item, depth)}]"]
            case MappingType(value=value):
                return [f"dict[str, {self._inside(value, depth)}]"]
            case Nullable(inner=inner):
                return [*self._parts(inner, depth), "None"]
            case Literal(values=values, kind=kind, is_const=is_const):
                known = ", ".join(literal(one) for one in values if is_text_if_string(one))
                closed = [f"{self.records.local('Literal')}[{known}]"] if known else []
                return closed if is_const and closed else [*closed, self._scalar(kind)]
            case Union(members=members, discriminator=discriminator):
                parts = [part for one in members for part in self._parts(one, depth)]
                return self._tagged(parts, discriminator, depth) if discriminator else parts
            case Anything():
                return [self.records.local("Any")]
            case _:
                assert_never(made)

    def _scalar(self, kind: Kind) -> str:
        spelled = _SCALARS[kind]
        return self.records.local(spelled) if kind is Kind.UUID else spelled

    def _inside(self, made: Type, depth: int) -> str:
        """Return the type of what a list or a map holds, quoted where it comes too early."""
        text = self._joined(self._parts(made, depth + 1))
        is_late = depth == 0 and not self.late.isdisjoint(named(made))
        return literal(text) if is_late else text

    def _name(self, target: str) -> str:
        if target not in self.records.declarations:
            return self.records.local("Any")
        return self.records.names.type(target)

    def _choice(self, target: str, depth: int) -> str:
        name = self._name(target)
        return literal(name) if depth == 0 and target in self.late else name

    def _tagged(self, parts: list[str], by: Discriminator, depth: int) -> list[str]:
        known = [pair for pair in by.mapping if pair[1] in self.records.declarations]
        union = self._joined(parts)
        local = self.records.local
        if not known or union == local("Any"):
            return parts
        choices = ", ".join(
            f"{literal(one)}: {self._choice(target, depth)}" for one, target in known
        )
        marker = f"{local('Tagged')}({literal(by.key)}, {{{choices}}})"
        return [f"{local('Annotated')}[{union}, {marker}]"]


def records_for(api: Api, names: Names, _cache: object, unset_type: str, unset: str) -> Records:
    """Return the declarations of an API, spelled for a template.

    ``unset`` is the value that stands for an absent field, ``unset_type`` its annotation.
    """
    return Records(api, names, unset_type, unset)


def _paragraphs(fields: Iterable[SpelledField]) -> Iterator[tuple[SpelledField, ...]]:
    row: list[SpelledField] = []
    for field in fields:
        if not field.doc:
            row.append(field)
            continue
        if row:
            yield tuple(row)
            row = []
        yield (field,)
    if row:
        yield tuple(row)
