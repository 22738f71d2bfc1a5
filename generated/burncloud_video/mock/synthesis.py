"""Values made of a schema alone, for answers without an example."""

from __future__ import annotations

import math
from typing import Final

from .patterns import matching
from .pointers import Json, Object, elements, members, text
from .schemas import Schemas
from .validation import Direction

_FORMATS: Final = {
    "date": "2024-01-02",
    "date-time": "2024-01-02T03:04:05Z",
    "duration": "PT5S",
    "email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "json-pointer": "/a",
    "regex": ".*",
    "time": "03:04:05Z",
    "uri": "https://example.com/",
    "uri-reference": "/",
    "url": "https://example.com/",
    "uuid": "2f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
    "byte": "c2FtcGxl",
}
_DEEPEST: Final = 12
_OPTIONAL_DEPTH: Final = 3
"""Objects nested deeper have their required properties alone, which ends every recursive schema."""
_LONGEST: Final = 100_000


def synthesise(
    schemas: Schemas,
    schema: Json,
    direction: Direction = "response",
    *,
    is_bare: bool = False,
) -> Json:
    """Return a value that is valid under the schema, with optional properties unless it is to be bare.

    Where none can be found, which takes a contradictory or an intricate schema, it comes close.
    """
    value: Json = None
    for optional in (0, 1) if is_bare else (_OPTIONAL_DEPTH, 1, 0):
        value = _Maker(schemas, direction, optional).value(schema, 0)
        if schemas.is_valid(schema, value, direction):
            break
    return value


class _Maker:
    def __init__(self, schemas: Schemas, direction: Direction, optional: int) -> None:
        self.schemas = schemas
        self.direction: Direction = direction
        self.optional = optional
        """Down to which depth optional properties are made."""

    def value(self, schema: Json, depth: int) -> Json:
        own = self.schemas.resolve(schema)
        if depth > _DEEPEST:
            return None
        given = self.given(own)
        if given:
            return given[0]
        if "allOf" in own:
            return self.value(self.merged(own), depth + 1)
        for keyword in ("oneOf", "anyOf"):
            if elements(own.get(keyword)):
                return self.branch(own, keyword, depth)
        return self.of_kind(own, _kind(own), depth)

    def given(self, own: Object) -> list[Json]:
        """Return the values that the schema itself names, those that are valid, the best first."""
        named = [own["const"]] if "const" in own else []
        named += elements(own.get("examples"))
        named += [
            own[key] for key in ("example", "default") if own.get(key) is not None
        ]
        named += [each for each in elements(own.get("enum")) if each is not None]
        return [
            value
            for value in named
            if self.schemas.is_valid(own, value, self.direction)
        ]

    def branch(self, own: Object, keyword: str, depth: int) -> Json:
        """Return the value of the first alternative that fits all that stands beside it."""
        beside = {key: value for key, value in own.items() if key != keyword}
        made: Json = None
        for part in elements(own[keyword]):
            whole = self.join(beside, part) if beside else part
            made = self.value(whole, depth + 1)
            if made is not None and self.schemas.is_valid(own, made, self.direction):
                break
        return made

    def merged(self, own: Object) -> Object:
        """Return one schema in place of a conjunction."""
        whole = {key: value for key, value in own.items() if key != "allOf"}
        for part in elements(own["allOf"]):
            whole = self.join(whole, part)
        return whole

    def join(self, one: Object, other: Json) -> Object:
        """Return a schema that says what both say, as far as keywords can simply be put together."""
        more = self.schemas.resolve(other)
        if "allOf" in more:
            more = self.merged(more)
        made: Object = {**more, **one}
        properties = {
            **members(more.get("properties")),
            **members(one.get("properties")),
        }
        if properties:
            made["properties"] = properties
        required = [*elements(one.get("required")), *elements(more.get("required"))]
        if required:
            made["required"] = [*dict.fromkeys(map(text, required))]
        return made

    def of_kind(self, own: Object, kind: str, depth: int) -> Json:
        if kind == "object":
            return self.object(own, depth)
        if kind == "array":
            return self.array(own, depth)
        if kind == "string":
            return _string(own)
        if kind in ("integer", "number"):
            return _number(own, kind)
        return kind == "boolean" or None

    def object(self, own: Object, depth: int) -> Json:
        properties = members(own.get("properties"))
        required = [text(key) for key in elements(own.get("required"))]
        hidden = "writeOnly" if self.direction == "response" else "readOnly"
        made: Object = {}
        for key in [*properties, *(key for key in required if key not in properties)]:
            schema = properties.get(key, own.get("additionalProperties", True))
            facts = self.schemas.resolve(schema)
            is_wanted = depth < self.optional and facts.get("deprecated") is not True
            if facts.get(hidden) is not True and (key in required or is_wanted):
                made[key] = self.value(schema, depth + 1)
        least = own.get("minProperties")
        for index in range(least - len(made) if isinstance(least, int) else 0):
            made[f"key{index}"] = self.value(
                own.get("additionalProperties", True), depth + 1
            )
        return made

    def array(self, own: Object, depth: int) -> Json:
        least = own.get("minItems")
        count = least if isinstance(least, int) else int(depth < self.optional)
        if own.get("maxItems") == 0:
            return []
        first = elements(own.get("prefixItems"))[:_LONGEST]
        made = [self.value(each, depth + 1) for each in first]
        item = own.get("items", True)
        while len(made) < min(count, 1000):
            made.append(self.value(item, depth + 1))
        if own.get("uniqueItems") is True:
            made = _unique(made, self.schemas.resolve(item))
        return made


def _kind(own: Object) -> str:
    kind = own.get("type")
    kinds = [kind] if isinstance(kind, str) else [text(each) for each in elements(kind)]
    for each in kinds:
        if each != "null":
            return each
    if kinds:
        return "null"
    if "properties" in own or "required" in own or "additionalProperties" in own:
        return "object"
    if "items" in own or "minItems" in own:
        return "array"
    if "minimum" in own or "maximum" in own:
        return "number"
    return "string"


def _string(own: Object) -> Json:
    shortest = own.get("minLength")
    longest = own.get("maxLength")
    least = min(shortest, _LONGEST) if isinstance(shortest, int) else 0
    most = longest if isinstance(longest, int) else _LONGEST
    if "pattern" in own:
        found = matching(text(own["pattern"]), least)
        if found is not None:
            return found
    made = _FORMATS.get(text(own.get("format")), "text")
    made += "a" * (least - len(made))
    return made[:most]


def _number(own: Object, kind: str) -> Json:
    step = _numeric(own.get("multipleOf")) or (1 if kind == "integer" else 0)
    low, high = _numeric(own.get("minimum")), _numeric(own.get("maximum"))
    above, below = _numeric(own.get("exclusiveMinimum")), _numeric(
        own.get("exclusiveMaximum")
    )
    gap = step or 0.5
    if above is not None:
        low = above + gap if low is None else max(low, above + gap)
    if below is not None:
        high = below - gap if high is None else min(high, below - gap)
    made = low if low is not None else min(1 if step in (0, 1) else step, high or 1)
    if high is not None and made > high:
        made = high
    if step:
        made = math.ceil(made / step - 1e-9) * step
    return int(made) if float(made).is_integer() else made


def _numeric(value: Json) -> int | float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and isinstance(value, int | float) else None


def _numbered(item: Object, index: int) -> Object:
    """Return those members of an object that can tell it from others by a number."""
    made: Object = {}
    for key, schema in members(item.get("properties")).items():
        kind = members(schema).get("type")
        is_free = not members(schema).keys() & {"enum", "const", "format", "pattern"}
        if is_free and kind in ("string", "integer"):
            made[key] = str(index) if kind == "string" else index
    return made


def _unique(made: list[Json], item: Object) -> list[Json]:
    """Make equal items differ: by the schema's own choices, or by counting."""
    choices = elements(item.get("enum"))
    unlike: list[Json] = []
    for index, value in enumerate(made):
        if value in unlike:
            if index < len(choices):
                value = choices[index]
            elif isinstance(value, str):
                value = f"{value}{index}"
            elif isinstance(value, int | float):
                value = value + index
            elif isinstance(value, dict):
                value = {**value, **_numbered(item, index)}
        unlike.append(value)
    return unlike
