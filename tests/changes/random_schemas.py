"""Random schemas, random edits of them, and random values that come close to fitting."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

Json = Any

TYPES = ("string", "integer", "number", "boolean", "null", "array", "object")
WORDS = ("a", "b", "ab", "abc", "", "2026-01-31", "x1")
NAMES = ("id", "name", "size", "kind")
PATTERNS = ("^a", "b$", "^[a-z]*$", "[0-9]")


class Dice:
    """Everything random comes from here, so that a seed tells it all."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def one(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # -- schemas

    def schema(self, depth: int = 3) -> dict[str, Json]:
        if depth and self.chance(0.12):
            return {self.one("anyOf", "oneOf"): [self.schema(depth - 1) for _ in range(2)]}
        if depth and self.chance(0.06):
            return {"allOf": [self.schema(depth - 1), self.schema(depth - 1)]}
        if self.chance(0.1):
            return {"enum": list({repr(v): v for v in (self.scalar() for _ in range(3))}.values())}
        if self.chance(0.03):
            return {"const": self.scalar()}
        kind = self.one(*TYPES) if depth else self.one(*TYPES[:5])
        made: dict[str, Json] = {"type": kind}
        if self.chance(0.1):
            made["type"] = list(dict.fromkeys((kind, self.one(*TYPES[:5]))))
        for keyword in self.keywords(kind):
            if self.chance(0.3):
                made[keyword] = self.keyword(keyword, depth)
        if kind == "object":
            made.setdefault("properties", self.keyword("properties", depth))
        return made

    def keywords(self, kind: str) -> tuple[str, ...]:
        match kind:
            case "string":
                return ("minLength", "maxLength", "pattern", "enum")
            case "integer" | "number":
                return ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
            case "array":
                return ("items", "minItems", "maxItems", "uniqueItems", "contains", "prefixItems")
            case "object":
                return (
                    *("properties", "required", "additionalProperties", "minProperties"),
                    *("maxProperties", "dependentRequired", "propertyNames", "patternProperties"),
                )
            case _:
                return ()

    def keyword(self, keyword: str, depth: int) -> Json:
        match keyword:
            case "minimum" | "exclusiveMinimum":
                return self.random.randint(-2, 3)
            case "maximum" | "exclusiveMaximum":
                return self.random.randint(3, 8)
            case "multipleOf":
                return self.one(1, 2, 3, 4, 0.5)
            case "minLength" | "minItems" | "minProperties":
                return self.random.randint(0, 2)
            case "maxLength" | "maxItems" | "maxProperties":
                return self.random.randint(2, 4)
            case "pattern":
                return self.one(*PATTERNS)
            case "uniqueItems":
                return self.chance(0.7)
            case "enum":
                return list(self.random.sample(WORDS, 3))
            case "required":
                return self.random.sample(NAMES, self.random.randint(1, 2))
            case "properties":
                names = self.random.sample(NAMES, self.random.randint(1, 3))
                return {name: self.schema(max(depth - 1, 0)) for name in names}
            case "additionalProperties":
                return self.one(False, False, True, self.schema(max(depth - 1, 0)))
            case "dependentRequired":
                return {self.one(*NAMES): [self.one(*NAMES)]}
            case "propertyNames":
                return {"maxLength": self.random.randint(2, 5)}
            case "patternProperties":
                return {self.one(*PATTERNS): self.schema(max(depth - 1, 0))}
            case "prefixItems":
                return [self.schema(max(depth - 1, 0)) for _ in range(self.random.randint(1, 2))]
            case _:
                return self.schema(max(depth - 1, 0))

    def edit(self, schema: dict[str, Json]) -> dict[str, Json]:
        """Return a copy with one keyword set, removed or changed somewhere."""
        made = copy.deepcopy(schema)
        here = self.one(*inner(made))
        known = [key for key in here if key not in ("anyOf", "oneOf", "allOf")]
        if known and self.chance(0.3):
            del here[self.one(*known)]
        elif self.chance(0.25):
            here["type"] = self.one(*TYPES, ["string", "null"], ["integer", "string"])
        elif self.chance(0.15):
            here.clear()
            here.update(self.schema(1))
        else:
            groups = [key for key in ("anyOf", "oneOf", "allOf") if key in here]
            if groups:
                self.regroup(here[groups[0]])
            else:
                kind = here.get("type", "string")
                kind = kind[0] if isinstance(kind, list) else kind
                choices = self.keywords(kind) or ("enum",)
                keyword = self.one(*choices)
                here[keyword] = self.keyword(keyword, 1)
        return made

    def regroup(self, branches: list[Json]) -> None:
        if len(branches) > 1 and self.chance(0.5):
            branches.pop(self.random.randrange(len(branches)))
        else:
            branches.append(self.schema(1))

    # -- values

    def scalar(self) -> Json:
        return self.one(*WORDS, *range(-3, 9), 0.5, 2.5, True, False, None)

    def value(self, schema: Json, depth: int = 4) -> Json:
        """Return a value that may fit a schema."""
        if not isinstance(schema, dict) or self.chance(0.04) or depth <= 0:
            return self.scalar()
        for keyword in ("anyOf", "oneOf", "allOf"):
            if keyword in schema:
                return self.value(self.one(*schema[keyword]), depth - 1)
        if schema.get("enum"):
            return self.one(*schema["enum"])
        if "const" in schema:
            return schema["const"]
        kind = schema.get("type") or self.one(*TYPES)
        kind = self.one(*kind) if isinstance(kind, list) else kind
        match kind:
            case "string":
                return self.one(*WORDS, "abcd", "a" * 5)
            case "integer" | "number":
                return self.number(schema)
            case "boolean":
                return self.chance(0.5)
            case "array":
                return self.items(schema, depth)
            case "object":
                return self.members(schema, depth)
            case _:
                return None

    def number(self, schema: dict[str, Json]) -> Json:
        keywords = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
        near = [schema[key] + step for key in keywords if key in schema for step in (-1, 0, 1, 0.5)]
        return self.one(*near, *range(-3, 13), 0.5, 2.5)

    def items(self, schema: dict[str, Json], depth: int) -> list[Json]:
        prefix = schema.get("prefixItems", [])
        rest = schema.get("items", schema.get("contains", True))
        length = self.random.randint(0, 4)
        parts = [*prefix, *([rest] * max(0, length - len(prefix)))]
        return [self.value(part, depth - 1) for part in parts[:length]]

    def members(self, schema: dict[str, Json], depth: int) -> dict[str, Json]:
        properties = schema.get("properties", {})
        made: dict[str, Json] = {}
        for name in (*NAMES, "zzzzzz"):
            wanted = name in schema.get("required", ())
            if not wanted and name in NAMES and name not in properties:
                continue  # what a new property is called nobody has called something else
            if self.chance(0.9 if wanted else 0.5 if name in properties else 0.08):
                its = properties.get(name, schema.get("additionalProperties"))
                made[name] = self.value(its, depth - 1)
        return made


def inner(schema: Json) -> list[dict[str, Json]]:
    """Return a schema and every schema in it."""
    return list(_inner(schema))


def _inner(schema: Json) -> Iterator[dict[str, Json]]:
    if not isinstance(schema, dict):
        return
    yield schema
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for branch in schema.get(key, ()):
            yield from _inner(branch)
    for key in ("items", "contains", "additionalProperties"):
        yield from _inner(schema.get(key))
    for key in ("properties", "patternProperties"):
        for branch in schema.get(key, {}).values():
            yield from _inner(branch)
