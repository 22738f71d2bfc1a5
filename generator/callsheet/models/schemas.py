"""From declarations to the one set of JSON Schemas that datamodel-code-generator is fed.

The engine sees neutral names, ``T4`` for a declaration and ``f2`` for a field. It renames whatever
meets a name of its own (a schema called ``Any`` would become ``AnyModel``, a field called ``date``
loses the type ``date``); nothing of ours can meet ``T4``.

It sees records only. What is not a record appears as an empty stand-in wherever it is referred to,
and its own type as the type of one field of the ``Carrier``. So the engine never has an alias to
order, to unroll or to make a root model of, and still spells every type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, assert_never

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

Schema = dict[str, Any]

CARRIER = "Carrier"

_STAND_IN: Schema = {"type": "object", "properties": {}, "additionalProperties": True}

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


@dataclass(slots=True)
class Vocabulary:
    """The schemas of one set of declarations, and what their neutral names stand for."""

    tokens: dict[str, str]
    """Pointer of a declaration, its neutral name."""
    definitions: dict[str, Schema] = field(default_factory=dict[str, Schema])
    carried: dict[str, Schema] = field(default_factory=dict[str, Schema])
    """Neutral name of an alias, of a tagged union, or of a record's extra fields: its type."""
    tagged: dict[str, Discriminator] = field(default_factory=dict[str, Discriminator])
    """Neutral name of a union that a field tells apart."""

    def document(self) -> Schema:
        """Return what the engine is fed."""
        carrier = {
            "type": "object",
            "properties": {token.lower(): schema for token, schema in self.carried.items()},
            "required": [token.lower() for token in self.carried],
            "additionalProperties": True,
        }
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$defs": {**self.definitions, CARRIER: carrier},
        }

    def add(self, declaration: Declaration) -> None:
        """Take a declaration of :attr:`tokens`."""
        token = self.tokens[declaration.pointer]
        match declaration:
            case Alias(type=made):
                self.carried[token] = self._schema(made)
                self.definitions[token] = _STAND_IN
            case Record(fields=fields, extra=extra):
                if extra is not None and not isinstance(extra, Anything):
                    self.carried[extra_token(token)] = self._schema(extra)
                self.definitions[token] = {
                    "type": "object",
                    "properties": {
                        f"f{at}": self._schema(one.type) for at, one in enumerate(fields)
                    },
                    "required": [
                        f"f{at}"
                        for at, one in enumerate(fields)
                        if isinstance(one.presence, Required)
                    ],
                    "additionalProperties": True,
                }
            case _:
                assert_never(declaration)

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
        self.carried[token] = union
        self.definitions[token] = _STAND_IN
        return _reference(token)


def vocabulary(declarations: tuple[Declaration, ...]) -> Vocabulary:
    """Return the schemas of these declarations. References to anything else may hold any value."""
    made = Vocabulary({one.pointer: f"T{at}" for at, one in enumerate(declarations)})
    for declaration in declarations:
        made.add(declaration)
    return made


def extra_token(token: str) -> str:
    """Return the name under which the type of a record's extra fields is carried."""
    return f"{token}extra"


def is_text_if_string(value: object) -> bool:
    """Whether pydantic can compare with the value. It cannot with half a surrogate pair."""
    return not isinstance(value, str) or not any("\ud800" <= sign <= "\udfff" for sign in value)


def _reference(token: str) -> Schema:
    return {"$ref": f"#/$defs/{token}"}


def _any_of(schemas: list[Schema]) -> Schema:
    """Return a union without unions in it; a member that may be anything makes it anything."""
    flat: list[Schema] = []
    for schema in schemas:
        flat.extend(one for one in schema.get("anyOf", [schema]) if one not in flat)
    if {} in flat:
        return {}
    return flat[0] if len(flat) == 1 else {"anyOf": flat}
