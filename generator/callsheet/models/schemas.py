"""From declarations to the shapes of types that datamodel-code-generator is asked to spell.

The engine sees one type at a time, and neutral names: ``T0`` for the first declaration that the
type refers to. It renames whatever meets a name of its own (a schema called ``Any`` would become
``AnyModel``, a field called ``date`` loses the type ``date``); nothing of ours can meet ``T0``. It
never has an alias to order, to unroll or to make a root model of; and what it spelled once holds
for every field of that shape, in every run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import field
from typing import Any, assert_never

from callsheet.data import dataclass
from callsheet.ir import (
    Alias,
    Anything,
    Array,
    Declaration,
    Discriminator,
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
from callsheet.models.engine import local
from callsheet.plain import is_list, is_object

Schema = dict[str, Any]

_SCALARS: dict[Kind, Schema] = {
    Kind.STRING: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.DATETIME: {"type": "string", "format": "date-time"},
    Kind.UUID: {"type": "string", "format": "uuid"},
    Kind.BINARY: {"type": "string", "format": "binary"},
}

DEEPEST = 24
"""Brackets in one annotation. Below, anything goes: CPython's own parser stops at 200 brackets."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A type, apart from what the declarations that it refers to are called."""

    text: str
    """JSON: its schema, whether it must be there, and how many declarations it refers to."""
    tokens: tuple[str, ...]
    """The neutral names of those declarations, in the order of their numbers in the schema."""


@dataclass(slots=True)
class Vocabulary:
    """The types of one set of declarations, and what their neutral names stand for."""

    tokens: dict[str, str]
    """Pointer of a declaration, its neutral name."""
    fields: dict[str, list[Shape]] = field(default_factory=dict[str, list[Shape]])
    """Neutral name of a record, the shapes of its fields."""
    carried: dict[str, Shape] = field(default_factory=dict[str, Shape])
    """Neutral name of an alias, of a tagged union, or of a record's extra fields: its shape."""
    tagged: dict[str, Discriminator] = field(default_factory=dict[str, Discriminator])
    """Neutral name of a union that a field tells apart."""

    def add(self, declaration: Declaration) -> None:
        """Take a declaration of :attr:`tokens`."""
        token = self.tokens[declaration.pointer]
        match declaration:
            case Alias(type=made):
                self.carried[token] = shape_of(self._schema(made))
            case Record(fields=fields, extra=extra):
                if extra is not None and not isinstance(extra, Anything):
                    self.carried[extra_token(token)] = shape_of(self._schema(extra))
                self.fields[token] = [
                    shape_of(self._schema(one.type), is_required=isinstance(one.presence, Required))
                    for one in fields
                ]
            case _:
                assert_never(declaration)

    @property
    def shapes(self) -> Iterator[Shape]:
        """Every shape there is, some of them several times."""
        yield from self.carried.values()
        for fields in self.fields.values():
            yield from fields

    def _schema(self, made: Type, depth: int = 0) -> Schema:
        if depth > DEEPEST:
            return {}
        match made:
            case Scalar(kind=kind):
                return _SCALARS[kind]
            case Ref(target=target):
                return _reference(self.tokens[target]) if target in self.tokens else {}
            case Array(item=item):
                return {"type": "array", "items": self._schema(item, depth + 1)}
            case MappingType(value=value):
                return {"type": "object", "additionalProperties": self._schema(value, depth + 1)}
            case Nullable(inner=inner):
                return _any_of([self._schema(inner, depth), {"type": "null"}])
            case Literal(values=values, kind=kind, is_const=is_const):
                known: Schema = {"enum": [value for value in values if is_text_if_string(value)]}
                closed = [known] if known["enum"] else []
                return known if is_const and closed else _any_of([*closed, _SCALARS[kind]])
            case Union(members=members, discriminator=discriminator):
                union = _any_of([self._schema(member, depth) for member in members])
                return self._tag(union, discriminator) if discriminator else union
            case Anything():
                return {}
            case _:
                assert_never(made)

    def _tag(self, union: Schema, discriminator: Discriminator) -> Schema:
        known = tuple(
            (value, target) for value, target in discriminator.mapping if target in self.tokens
        )
        if not known:
            return union
        token = f"U{len(self.tagged)}"
        self.tagged[token] = Discriminator(discriminator.key, known)
        self.carried[token] = shape_of(union)
        return _reference(token)


def vocabulary(declarations: tuple[Declaration, ...]) -> Vocabulary:
    """Return the schemas of these declarations. References to anything else may hold any value."""
    made = Vocabulary({one.pointer: f"T{at}" for at, one in enumerate(declarations)})
    for declaration in declarations:
        made.add(declaration)
    return made


def shape_of(schema: Schema, *, is_required: bool = True) -> Shape:
    """Return the shape of a schema that refers to declarations by their neutral names."""
    numbers: dict[str, int] = {}

    def numbered(part: Any) -> Any:
        if is_list(part):
            return [numbered(one) for one in part]
        if not is_object(part):
            return part
        if "$ref" in part:
            number = numbers.setdefault(part["$ref"], len(numbers))
            return {"$ref": f"#/$defs/{local(number)}"}
        # The values of an enumeration are not looked into: they may be anything.
        return {key: one if key == "enum" else numbered(one) for key, one in part.items()}

    text = json.dumps([numbered(schema), is_required, len(numbers)])
    return Shape(text, tuple(numbers))


def extra_token(token: str) -> str:
    """Return the name under which the type of a record's extra fields is carried."""
    return f"{token}extra"


def is_text_if_string(value: object) -> bool:
    """Whether pydantic can compare with the value. It cannot with half a surrogate pair."""
    return not isinstance(value, str) or not any("\ud800" <= sign <= "\udfff" for sign in value)


def _reference(token: str) -> Schema:
    return {"$ref": token}


def _any_of(schemas: list[Schema]) -> Schema:
    """Return a union without unions in it; a member that may be anything makes it anything."""
    flat: list[Schema] = []
    for schema in schemas:
        flat.extend(one for one in schema.get("anyOf", [schema]) if one not in flat)
    if {} in flat:
        return {}
    return flat[0] if len(flat) == 1 else {"anyOf": flat}
