"""Validation of values under JSON Schemas, and what to tell of one that is not valid."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import jsonschema_rs
from jsonschema_rs import ValidationError, ValidationErrorKind

from .pointers import Json, Object, elements, members, text

Direction = Literal["request", "response"]

_ONLY_THERE: Final[dict[Direction, str]] = {
    "request": "readOnly",
    "response": "writeOnly",
}
"""A required property with this mark is required in the other direction alone."""
_VALUES: Final = frozenset({"const", "default", "enum", "example", "examples"})
"""Keywords that hold values, not schemas."""
_NAMED: Final = frozenset(
    {"$defs", "dependentSchemas", "patternProperties", "properties"}
)
"""Keywords that hold schemas under names of the document's choice."""
_BITS: Final = {"int32": 32, "int64": 64}
"""Formats that are limits, which JSON Schema does not know."""
_LONGEST: Final = 200


@dataclass(frozen=True)
class Problem:
    """The first thing that is wrong with a value."""

    path: tuple[str | int, ...]
    message: str

    @property
    def name(self) -> str:
        """Where it is, as people write it: ``items[2].size``."""
        shown = ""
        for step in self.path:
            shown += (
                f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
            )
        return shown


class Validator(Protocol):
    """What is needed of a compiled schema."""

    def is_valid(self, instance: Json) -> bool:
        """Whether the instance is valid."""
        ...

    def iter_errors(self, instance: Json) -> Iterator[ValidationError]:
        """Yield what is wrong with it."""
        ...


class Validators:
    """Validators of the schemas of a contract. Each is compiled when it is first needed, and kept."""

    def __init__(self, defs: Object, resolve: Callable[[Json], Object]) -> None:
        self._defs = defs
        self._resolve = resolve
        self._compiled: dict[tuple[int, Direction], tuple[Json, Validator]] = {}

    def of(self, schema: Json, direction: Direction) -> Validator:
        """Return what validates values under a schema."""
        # The schema is kept with its validator, so that no other one can come to have its id.
        known = self._compiled.get((id(schema), direction))
        if known is None:
            known = self._compiled[id(schema), direction] = (
                schema,
                self._compile(schema, direction),
            )
        return known[1]

    def _compile(self, schema: Json, direction: Direction) -> Validator:
        if not isinstance(schema, dict):
            return jsonschema_rs.Draft202012Validator(schema is not False)
        needed: Object = {}
        whole = self._adapt(schema, direction, needed)
        assert isinstance(whole, dict)
        try:
            return jsonschema_rs.Draft202012Validator(
                {**whole, "$defs": needed} if needed else whole,
                validate_formats=True,
                ignore_unknown_formats=True,
            )
        except ValueError as error:
            # Such as a pattern in another dialect of regular expressions: better served than refused.
            logging.getLogger(__name__).warning("a schema is not checked: %s", error)
            return jsonschema_rs.Draft202012Validator(True)

    def _adapt(self, schema: Json, direction: Direction, needed: Object) -> Json:
        """Copy a schema for one direction, and what it refers to into ``needed``."""
        if isinstance(schema, list):
            return [self._adapt(each, direction, needed) for each in schema]
        if not isinstance(schema, dict):
            return schema
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/$defs/"):
            key = reference.split("/")[2]
            name = key.replace("~1", "/").replace("~0", "~")
            if name not in needed:
                needed[name] = (
                    True  # ends the way through a schema that refers to itself
                )
                needed[name] = self._adapt(
                    self._defs.get(name, True), direction, needed
                )
        made: Object = {}
        for key, value in schema.items():
            if key in _VALUES:
                made[key] = value
            elif key in _NAMED:
                inner = members(value).items()
                made[key] = {
                    name: self._adapt(each, direction, needed) for name, each in inner
                }
            else:
                made[key] = self._adapt(value, direction, needed)
        if schema.get("format") in _BITS:
            limit = 2 ** (_BITS[text(schema["format"])] - 1)
            made.setdefault("minimum", -limit)
            made.setdefault("maximum", limit - 1)
        if isinstance(schema.get("required"), list):
            properties = members(schema.get("properties"))
            mark = _ONLY_THERE[direction]
            made["required"] = [
                key
                for key in elements(schema["required"])
                if self._resolve(properties.get(text(key))).get(mark) is not True
            ]
        return made


def problem_of(errors: list[ValidationError]) -> Problem:
    """Return the first thing that is wrong, as it is told."""
    error = errors[0]
    kind = error.kind
    path = tuple(error.instance_path)
    if isinstance(kind, ValidationErrorKind.AnyOf | ValidationErrorKind.OneOfNotValid):
        # The branch that comes nearest: right in type, and then with the least to complain about.
        branches = [branch for branch in kind.context if branch]
        types = [_wrong_type(branch, path) for branch in branches]
        meant = [b for b, type_ in zip(branches, types, strict=True) if not type_]
        if meant:
            return problem_of(min(meant, key=_distance))
        if types:
            wanted = " or ".join(dict.fromkeys(filter(None, types)))
            return Problem(
                path, _short(f"{_shown(error.instance)} is not of type {wanted}")
            )
    if isinstance(kind, ValidationErrorKind.Required):
        return Problem((*path, str(kind.property)), "is required")
    return Problem(path, _short(error.message))


def _wrong_type(branch: list[ValidationError], path: tuple[str | int, ...]) -> str:
    """Return the type that a branch wants in place of the value's, empty where that is right."""
    for error in branch:
        is_here = tuple(error.instance_path) == path
        if isinstance(error.kind, ValidationErrorKind.Type) and is_here:
            return " or ".join(f'"{type_}"' for type_ in error.kind.types)
    return ""


def _distance(branch: list[ValidationError]) -> tuple[bool, int]:
    """Return how far off a branch is: one with another tag is hardly the one that was meant."""
    tags = ValidationErrorKind.Constant
    return any(isinstance(error.kind, tags) for error in branch), len(branch)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _short(message: str) -> str:
    """Cut a message from the front, where the value stands; the rule stands at the end."""
    return message if len(message) <= _LONGEST else "…" + message[-_LONGEST:]
