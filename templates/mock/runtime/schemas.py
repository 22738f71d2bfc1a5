"""Questions about JSON Schemas, and validation of values under them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import jsonschema_rs
from jsonschema_rs import ValidationError, ValidationErrorKind

from .pointers import Json, Object, elements, members, text, words

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


class Schemas:
    """The schemas of a contract. Each is compiled when it is first needed, and kept."""

    def __init__(self, defs: Object) -> None:
        self._defs = defs
        self._joined: dict[tuple[int, str], tuple[Json, Json]] = {}
        self._views: dict[int, tuple[Json, tuple[Object, ...]]] = {}
        self._compiled: dict[tuple[int, Direction], tuple[Json, Validator]] = {}

    def is_valid(self, schema: Json, value: Json, direction: Direction) -> bool:
        """Whether the value is valid in a request, or in a response."""
        return self._validator(schema, direction).is_valid(value)

    def problem(
        self, schema: Json, value: Json, direction: Direction
    ) -> Problem | None:
        """Return what is wrong with the value, or None."""
        validator = self._validator(schema, direction)
        if validator.is_valid(value):
            return None
        return _problem(list(validator.iter_errors(value)))

    def resolve(self, schema: Json) -> Object:
        """Return the schema behind references; keywords beside a reference win."""
        return self.views(schema)[0]

    def views(self, schema: Json) -> tuple[Object, ...]:
        """Return the schema, and every one that it is composed of."""
        # Kept by identity, the schema with them: no other one can come to have its id.
        known = self._views.get(id(schema))
        if known is None:
            known = self._views[id(schema)] = (schema, tuple(self._composed(schema, 0)))
        return known[1]

    def _composed(self, schema: Json, depth: int) -> Iterator[Object]:
        own = self._resolved(schema)
        yield own
        if depth < 16:
            for keyword in ("allOf", "anyOf", "oneOf"):
                for part in elements(own.get(keyword)):
                    yield from self._composed(part, depth + 1)

    def _resolved(self, schema: Json) -> Object:
        found: Object = members(schema)
        for _ in range(32):
            reference = found.get("$ref")
            if not isinstance(reference, str):
                return found
            behind = members(self._at(reference))
            beside = {key: value for key, value in found.items() if key != "$ref"}
            found = {**behind, **beside} if beside else behind
        return {}

    def member(self, schema: Json, key: str) -> Json:
        """Return the schema of an object's property: the one declared, else that of extra ones, else true."""
        declared = self.declared(schema, key)
        if declared is not None:
            return declared
        for view in self.views(schema):
            if isinstance(view.get("additionalProperties"), dict):
                return view["additionalProperties"]
        return True

    def declared(self, schema: Json, key: str) -> Json:
        """Return the schema of a property that is named, or None. Several are joined by ``anyOf``."""
        found = [
            members(view["properties"])[key]
            for view in self.views(schema)
            if key in members(view.get("properties"))
        ]
        if len(found) < 2:
            return found[0] if found else None
        # One object for one place, since compiled schemas are kept by identity.
        _, joined = self._joined.setdefault(
            (id(schema), key), (schema, {"anyOf": found})
        )
        return joined

    def at(self, schema: Json, pointer: str) -> Json:
        """Return the schema of the place that a pointer names, None where it is not declared."""
        for step in pointer.removeprefix("/").split("/") if pointer else ():
            schema = self.declared(schema, step.replace("~1", "/").replace("~0", "~"))
            if schema is None:
                return None
        return schema

    def item(self, schema: Json) -> Json:
        """Return the schema of a list's items."""
        return next((v["items"] for v in self.views(schema) if "items" in v), True)

    def kinds(self, schema: Json, depth: int = 0) -> frozenset[str]:
        """Return the JSON types that the schema allows; none where it takes any."""
        own = self.resolve(schema)
        kind = own.get("type")
        if kind is not None:
            return frozenset([kind] if isinstance(kind, str) else words(kind))
        if "const" in own or "enum" in own:
            values = elements(own.get("enum", [own.get("const")]))
            return frozenset(_kind(value) for value in values)
        for keyword in ("anyOf", "oneOf"):
            if keyword in own and depth < 16:
                found = [self.kinds(part, depth + 1) for part in elements(own[keyword])]
                empty = frozenset[str]()
                return empty.union(*found) if all(found) else empty
        for part in elements(own.get("allOf")) if depth < 16 else []:
            some = self.kinds(part, depth + 1)
            if some:
                return some
        return frozenset({"object"} if "properties" in own else ())

    def takes_file(self, schema: Json) -> bool:
        """Whether the field of a form with this schema may be a file."""
        marks = ("contentMediaType", "contentEncoding")
        return not self.kinds(schema) or any(
            view.get("format") == "binary" or any(mark in view for mark in marks)
            for view in self.views(schema)
        )

    def stamps(
        self, schema: Json, value: Json, depth: int = 0
    ) -> Iterator[tuple[Object, str, str]]:
        """Yield object, key and format of each time stamp in a value."""
        if depth > 8:
            return
        if isinstance(value, dict):
            for key, inner in value.items():
                below = self.declared(schema, key)
                if isinstance(inner, dict | list):
                    yield from self.stamps(below, inner, depth + 1)
                elif inner is not None and below is not None:
                    for view in self.views(below):
                        if view.get("format") in ("date-time", "unixtime", "unix-time"):
                            yield value, key, text(view["format"])
                            break
        elif isinstance(value, list):
            for inner in value:
                yield from self.stamps(self.item(schema), inner, depth + 1)

    def _at(self, reference: str) -> Json:
        found: Json = {"$defs": self._defs}
        for step in reference.removeprefix("#/").split("/"):
            step = step.replace("~1", "/").replace("~0", "~")
            if isinstance(found, dict):
                found = found.get(step)
            else:
                items = elements(found)
                is_item = step.isdigit() and int(step) < len(items)
                found = items[int(step)] if is_item else None
        return found

    def _validator(self, schema: Json, direction: Direction) -> Validator:
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
                if self.resolve(properties.get(text(key))).get(mark) is not True
            ]
        return made


def _kind(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, int | float):
        return "integer" if isinstance(value, int) else "number"
    return "object" if isinstance(value, dict) else "array"


def _problem(errors: list[ValidationError]) -> Problem:
    error = errors[0]
    kind = error.kind
    path = tuple(error.instance_path)
    if isinstance(kind, ValidationErrorKind.AnyOf | ValidationErrorKind.OneOfNotValid):
        # The branch that comes nearest: right in type, and then with the least to complain about.
        branches = [branch for branch in kind.context if branch]
        types = [_wrong_type(branch, path) for branch in branches]
        meant = [b for b, type_ in zip(branches, types, strict=True) if not type_]
        if meant:
            return _problem(min(meant, key=_distance))
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


def dump(value: Json) -> bytes:
    """Return a JSON text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
