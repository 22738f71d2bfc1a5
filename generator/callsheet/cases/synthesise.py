"""Values for a schema: valid by construction, and checked by a validator all the same.

Where no value can be found (a recursion that never ends, limits that contradict each other, a
pattern out of reach) there is a reason instead of a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, count, islice
from typing import Any

import jsonschema_rs

from callsheet.cases.pattern import NoString, matching
from callsheet.cases.shapes import (
    At,
    GiveUp,
    Shape,
    ceiling_of,
    floor_of,
    join,
    key_of,
    plain,
    reached,
)
from callsheet.ir import Json
from callsheet.plain import is_object

DEPTH = 24
STEPS = 4_000
"""Candidates looked at for one value; more means that the alternatives multiply."""
LONGEST = 100_000
"""Characters or items of a value that is worth sending."""

FORMATS = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "time": "12:00:00Z",
    "duration": "P1D",
    "email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/a",
    "uri-reference": "/a",
    "iri": "https://example.com/a",
    "uuid": "6f9619ff-8b86-4d11-b42d-00cf4fc964ff",
    "json-pointer": "/a",
    "regex": "a",
    "byte": "YQ==",
}


class Synthesiser:
    """Makes values for the schemas of one document."""

    def __init__(self, definitions: Mapping[str, Json]) -> None:
        self.definitions = definitions
        self._validators: dict[int, tuple[Json, Any]] = {}
        self._steps = 0

    def validator(self, schema: Json) -> Any:
        """Return the validator of a schema, made once."""
        known = self._validators.get(id(schema))
        if known is None:
            whole = {"allOf": [schema], "$defs": reached(schema, self.definitions)}
            made = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
            known = self._validators[id(schema)] = (
                schema,
                made,
            )  # holds on to the schema, so its id stays
        return known[1]

    def is_valid(self, schema: Json, value: Json) -> bool:
        """Return whether the value fits the schema, formats included."""
        return bool(self.validator(schema).is_valid(value))

    def value(self, at: At) -> Json:
        """Return a small value that fits, the document's if it has one. Raises :class:`GiveUp`."""
        return next(self.values(at))

    def values(self, at: At, *, is_filled: bool = False, is_empty: bool = True) -> Iterator[Json]:
        """Yield values that fit, at least one, later ones with something in them if so asked.

        Those of nothing are left out unless ``is_empty``. Raises :class:`GiveUp`.
        """
        self._steps = 0
        is_found = False
        shape = self.shape(at)
        more = self._filled(shape) if is_filled else ()
        for candidate in chain(self._candidates(shape, 0), more):
            if (is_empty or candidate not in ([], {})) and self.is_valid(at.schema, candidate):
                is_found = True
                yield candidate
        if not is_found:
            raise GiveUp(f"no value was found for the schema at {at.pointer}")

    def fits(self, branch: Shape, value: Json) -> bool:
        """Return whether a value is what one way to make the choices of a schema allows."""
        return all(self.is_valid(part.schema, value) for part in branch.parts)

    def value_of(self, branch: Shape) -> Json:
        """Return a small value that fits a branch. Raises :class:`GiveUp`."""
        self._steps = 0
        for candidate in self._candidates(branch, 0):
            if self.fits(branch, candidate):
                return candidate
        raise GiveUp(f"no value was found for the schema at {branch.parts[-1].pointer}")

    def _filled(self, shape: Shape) -> Iterator[Json]:
        """Yield a list of one item, or an object with one member more, for each branch."""
        for branch in islice(self.branches(shape), 12):
            if "array" in branch.types:
                yield self.items(branch, max(1, branch.number("minItems", 0)))
            if "object" in branch.types:
                wanted = len(branch.required) + 1
                yield self._object(branch, 0, wanted)

    def shape(self, at: At) -> Shape:
        """Return a schema laid flat: references followed, ``allOf`` side by side."""
        parts: list[At] = []
        choices: list[tuple[At, ...]] = []
        waiting, seen = [at], set[str]()
        while waiting:
            here = waiting.pop(0)
            if here.pointer in seen and here is not at:
                continue
            seen.add(here.pointer)
            if here.schema is False:
                raise GiveUp(f"the schema at {here.pointer} allows nothing")
            if not is_object(here.schema):
                continue
            parts.append(here)
            if "$ref" in here.schema:
                waiting.append(self.target(here.schema["$ref"]))
            waiting.extend(
                here.below("allOf", str(i)) for i in range(len(here.schema.get("allOf", ())))
            )
            for keyword in ("anyOf", "oneOf"):
                if keyword in here.schema:
                    branches = range(len(here.schema[keyword]))
                    choices.append(tuple(here.below(keyword, str(i)) for i in branches))
        return Shape(tuple(parts), tuple(choices))

    def target(self, reference: str) -> At:
        """Return what a reference into the definitions leads to."""
        key = key_of(reference)
        if key not in self.definitions:
            raise GiveUp(f"there is no schema {key!r}")
        return At(self.definitions[key], "#/components/schemas/" + key)

    def branches(self, shape: Shape) -> Iterator[Shape]:
        """Yield the shape once for each way to make its choices."""
        if not shape.choices:
            yield shape
            return
        group, rest = shape.choices[0], shape.choices[1:]
        for branch in group:
            try:
                inner = self.shape(branch)
            except GiveUp:
                continue
            yield from self.branches(Shape((*shape.parts, *inner.parts), (*inner.choices, *rest)))

    # -- candidates --------------------------------------------------------------------------------

    def _candidates(self, shape: Shape, depth: int) -> Iterator[Json]:
        self._steps += 1
        if depth > DEPTH or self._steps > STEPS:
            raise GiveUp(f"the schema at {shape.parts[0].pointer} is nested without end")
        yield from _documented(shape)
        if shape.choices:
            yield from self._chosen(shape, depth)
            return
        for name in shape.types or ("string",):
            yield from self._of_type(name, shape, depth)

    def _chosen(self, shape: Shape, depth: int) -> Iterator[Json]:
        failure: GiveUp | None = None
        is_found = False
        for branch in islice(self.branches(shape), 64):
            try:
                for candidate in self._candidates(branch, depth + 1):
                    is_found = True
                    yield candidate
            except GiveUp as error:
                failure = error
        if failure and not is_found:
            raise failure

    def _of_type(self, name: str, shape: Shape, depth: int) -> Iterator[Json]:
        if name == "string":
            yield from _strings(shape)
        elif name in ("integer", "number"):
            yield from _numbers(shape, name)
        elif name == "boolean":
            yield from (True, False)
        elif name == "null":
            yield None
        elif name == "array":
            yield self.items(shape, shape.number("minItems", 0), depth)
        elif name == "object":
            yield self._object(shape, depth)

    def items(self, shape: Shape, wanted: int, depth: int = 0) -> list[Json]:
        """Return so many items for a list. Raises :class:`GiveUp`."""
        fixed = next(shape.each("prefixItems"), None)
        made = (
            [self._inner(fixed.below(str(i)), depth) for i in range(len(fixed.schema))][:wanted]
            if fixed
            else []
        )
        rest = wanted - len(made)
        if not rest:
            return made
        if wanted > LONGEST:
            raise GiveUp(f"{wanted} items are too many to send")
        item = join(list(shape.each("items")) or [At({}, shape.parts[0].pointer + "/items")])
        if not any(at.schema is True for at in shape.each("uniqueItems")):
            return made + [self._inner(item, depth)] * rest
        return made + self._distinct(item, rest, depth)

    def _distinct(self, item: At, wanted: int, depth: int) -> list[Json]:
        found: list[Json] = []
        candidates = self._candidates(self.shape(item), depth + 1)
        for value in islice(candidates, wanted + 100):
            if value not in found and self.is_valid(item.schema, value):
                found.append(value)
        for number in count() if "string" in self.shape(item).types else ():
            if len(found) >= wanted or number > wanted:
                break
            text = f"text{number}"
            if text not in found and self.is_valid(item.schema, text):
                found.append(text)
        if len(found) < wanted:
            raise GiveUp(f"no {wanted} different items were found for {item.pointer}")
        return found[:wanted]

    def _inner(self, at: At, depth: int) -> Json:
        for candidate in self._candidates(self.shape(at), depth + 1):
            if self.is_valid(at.schema, candidate):
                return candidate
        raise GiveUp(f"no value was found for the schema at {at.pointer}")

    def _object(self, shape: Shape, depth: int, least: int = 0) -> dict[str, Json]:
        known = shape.properties
        free = next((at for at in shape.each("additionalProperties") if is_object(at.schema)), None)
        made: dict[str, Json] = {}
        for name in shape.required:
            at = known.get(name) or free or At({}, shape.parts[0].pointer)
            made[name] = self._inner(at, depth)
        wanted = max(least, shape.number("minProperties", 0))
        for name, at in known.items():
            if len(made) >= wanted:
                break
            if name not in made:
                made[name] = self._inner(at, depth)
        for number in range(wanted - len(made)):
            made[f"extra{number}"] = self._inner(free, depth) if free else "text"
        return made


def _documented(shape: Shape) -> Iterator[Json]:
    """Yield what the document itself gives, the most binding first."""
    for keyword in ("const", "default"):
        if keyword == "default":
            for at in shape.each("enum"):
                yield from at.schema
            for at in shape.each("examples"):
                yield from at.schema
        for at in shape.each(keyword):
            yield at.schema


def _strings(shape: Shape) -> Iterator[str]:
    least, most = shape.number("minLength", 0), shape.number("maxLength", LONGEST)
    for at in shape.each("format"):
        if at.schema in FORMATS:
            yield FORMATS[at.schema]
    if any("json" in at.schema for at in shape.each("contentMediaType")):
        yield "{}"
    if least > LONGEST:
        raise GiveUp(f"a text of {least} characters is too long to send")
    for at in shape.each("pattern"):
        try:
            yield matching(at.schema, least, most)
        except NoString:
            continue
    yield "text" if least <= 4 <= most else "a" * max(least, min(1, most))


def _numbers(shape: Shape, name: str) -> Iterator[Json]:
    step = shape.most("multipleOf")
    low, high = floor_of(shape, name), ceiling_of(shape, name)
    if step is not None:
        size = step.schema
        start = 0 if low is None or low <= 0 else -(-low // size) * size
        if high is not None and start > high:
            start = (high // size) * size
        first = size if start == 0 and (high is None or size <= high) else start
        yield from (plain(first), plain(start))
    numbers = [low if low is not None else 1, 1, high if high is not None else 1]
    yield from (plain(n) for n in numbers if n is not None)
    if low is not None and high is not None:
        yield plain((low + high) / 2)
    if low is not None:
        yield from (plain(low + n) for n in range(1, 200))
