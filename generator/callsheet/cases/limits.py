"""Limits: what a schema says of a value as a whole, as values at each limit and just beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from callsheet.cases.model import Edit
from callsheet.cases.pattern import MOST, NoString, matching
from callsheet.cases.shapes import At, GiveUp, Shape, ceiling_of, floor_of, plain
from callsheet.cases.synthesise import FORMATS, LONGEST, Synthesiser
from callsheet.data import dataclass
from callsheet.ir import Json
from callsheet.plain import is_list
from callsheet.source import pointer_of

LISTED = 30
"""Values of an enumeration that are each tried."""

ODD = 'A "quoted" line,\nand one more \U0001f3ac'
"""A text that what is written without care cannot pass on."""
_CHECKED_FORMATS = ("date", "date-time", "ipv4", "ipv6", "uuid")
"""Formats that leave no doubt; what is a valid address or pattern is a matter of taste."""
_NAMING = ("uuid",)
"""Formats of values that name something: nobody knows whether another one names anything."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A change of a value, and the claim that the result is valid or not."""

    is_valid: bool
    keyword: str
    at: str
    """Pointer to what the document says."""
    says: str
    note: str
    """What is tried: ``2501 characters``."""
    edits: tuple[Edit, ...]
    path: tuple[str, ...] = ()


class Limits:
    """What a schema says of a value as a whole, its parts aside."""

    def __init__(self, made: Synthesiser, at: At, shape: Shape, path: tuple[str, ...]) -> None:
        self.made, self.at, self.shape, self.path = made, at, shape, path

    def put(self, is_valid: bool, where: At, note: str, value: Json, times: int = 1) -> Variant:
        """Return the variant that has a value in the place of this one."""
        keyword = where.pointer.rsplit("/", 1)[-1]
        says = f"{keyword}: {_short(where.schema)}"
        edit = Edit(pointer_of(self.path), value, times)
        return Variant(is_valid, keyword, where.pointer, says, note, (edit,), self.path)

    def wrong_type(self, is_required: bool) -> Iterator[Variant]:
        """Yield values of every type that none of the branches allows."""
        types: set[str] = set()
        where: At | None = None
        for branch in self.made.branches(self.shape):
            types.update(branch.types)
            where = where or next(branch.each("type"), None)
        if where is None:
            return
        is_own = where.pointer == self.at.pointer + "/type"
        says = "type: " + ", ".join(sorted(types))
        for note, value in _other_types(types, is_required):
            claim = self.put(
                False, where if is_own else At(says, self.at.pointer + "/type"), note, value
            )
            yield replace(claim, says=says, at=where.pointer)

    def each(self) -> Iterator[Variant]:
        """Yield the variants that the limits of this branch give."""
        yield from self.listed()
        names = self.shape.types
        if "null" in names:
            for where in self.shape.each("type"):
                yield self.put(True, where, "null", None)
        if any(True for _ in self.shape.each("enum")) or any(
            True for _ in self.shape.each("const")
        ):
            return
        if "string" in names:
            yield from self.lengths()
            yield from self.texts()
        if "integer" in names or "number" in names:
            yield from self.numbers("number" if "number" in names else "integer")
        if "boolean" in names:
            for where in self.shape.each("type"):
                yield self.put(True, where, "true", True)
                yield self.put(True, where, "false", False)
        if "array" in names:
            yield from self.counts()
        if "object" in names:
            yield from self.members()

    def listed(self) -> Iterator[Variant]:
        """Yield every value of an enumeration, and one that is not in it."""
        for where in (*self.shape.each("enum"), *self.shape.each("const")):
            values = (
                where.schema
                if is_list(where.schema) and where.pointer.endswith("/enum")
                else [where.schema]
            )
            for value in values[:LISTED]:
                yield self.put(True, where, _short(value), value)
            yield self.put(False, where, "none of the listed", _unlisted(values))

    def lengths(self) -> Iterator[Variant]:
        """Yield texts as short and as long as allowed, and one character beyond."""
        least, most = self.shape.most("minLength"), self.shape.least("maxLength")
        low = int(least.schema) if least else 0
        high = int(most.schema) if most else MOST
        if least and low <= LONGEST:
            yield from self.text(True, least, low, f"{_characters(low)}, the least")
            if low > 0:
                yield from self.text(False, least, low - 1, f"{_characters(low - 1)}, one too few")
        if most and high <= LONGEST:
            yield from self.text(True, most, high, f"{_characters(high)}, the most")
            yield from self.text(False, most, high + 1, f"{_characters(high + 1)}, one too many")
            if high > 0:
                yield self.put(True, most, f"{_characters(high)} beyond ASCII, the most", "é", high)

        free = least or most
        if free and high >= len(ODD) and not any(True for _ in self.shape.each("format")):
            yield self.put(True, free, "quotes, a new line, a picture", ODD)

    def text(self, is_valid: bool, where: At, size: int, note: str) -> Iterator[Variant]:
        """Yield a text of a size, if one can be had that fits the patterns."""
        patterns = [at.schema for at in self.shape.each("pattern")]
        if any(True for _ in self.shape.each("format")):
            return
        for pattern in patterns:
            try:
                made = matching(pattern, size, size)
            except NoString:
                continue
            if len(made) == size:
                yield self.put(is_valid, where, note, *_folded(made))
                return
        if not patterns or not is_valid:
            yield self.put(is_valid, where, note, *_folded("a" * size))

    def texts(self) -> Iterator[Variant]:
        """Yield texts that fit patterns and formats, and texts that do not."""
        for where in self.shape.each("pattern"):
            schema: Json = {"type": "string", "pattern": where.schema}
            for text in ("!", " ", "a", "1", "~~~", "a b", "\u00e9"):
                if not self.made.is_valid(schema, text):
                    yield self.put(False, where, "another pattern", text)
                    break
            told = [text for at in self.shape.each("examples") for text in at.schema]
            told = [text for text in told if isinstance(text, str)]
            try:
                made = matching(where.schema, self.shape.number("minLength", 0))
            except NoString:
                continue
            if not any(self.made.is_valid(schema, text) for text in told):
                yield self.put(True, where, "as the pattern says", made)
            for note, text in (("something behind", made + "!"), ("something before", "!" + made)):
                if not self.made.is_valid(schema, text):
                    yield self.put(False, where, f"the pattern with {note}", text)
        for where in self.shape.each("format"):
            if where.schema in _CHECKED_FORMATS:
                yield self.put(False, where, f"no {where.schema}", f"not a {where.schema}")
            if where.schema in FORMATS and where.schema not in _NAMING:
                yield self.put(True, where, f"a {where.schema}", FORMATS[where.schema])

    def numbers(self, name: str) -> Iterator[Variant]:
        """Yield numbers at the bounds and beyond, and between multiples."""
        low, high = floor_of(self.shape, name), ceiling_of(self.shape, name)
        for keyword, bound, way in (("minimum", low, -1), ("maximum", high, 1)):
            where = self.shape.most(keyword) if way < 0 else self.shape.least(keyword)
            if where is not None and bound == where.schema:
                note = "the least" if way < 0 else "the most"
                yield self.put(True, where, f"{plain(bound)}, {note}", plain(bound))
                yield self.put(False, where, f"{plain(bound + way)}, beyond", plain(bound + way))
                if name == "number":
                    yield self.put(
                        False, where, f"{bound + way * 0.1}, just beyond", bound + way * 0.1
                    )
            strict = "exclusive" + keyword.capitalize()
            where = self.shape.most(strict) if way < 0 else self.shape.least(strict)
            if where is not None:
                yield self.put(
                    False, where, f"{plain(where.schema)}, the bound itself", plain(where.schema)
                )
                yield self.put(True, where, f"{plain(bound)}, within", plain(bound))
        if name == "number" and not self.shows_whole() and (None in (low, high) or low < high):
            room = 1 if low is None or high is None else high - low
            value = (0 if high is None else high - room) if low is None else low
            value += min(0.5, room / 2)
            for where in self.shape.each("type"):
                yield self.put(True, where, f"{plain(value)}, a fraction", value)
        for where in self.shape.each("multipleOf"):
            start = low if low is not None else where.schema
            fitting = plain(-(-start // where.schema) * where.schema)
            yield self.put(True, where, f"{fitting}, a multiple", fitting)
            off = fitting + 1 if name == "integer" else fitting + where.schema / 2
            yield self.put(False, where, f"{plain(off)}, no multiple", plain(off))

    def shows_whole(self) -> bool:
        """Whether there are examples of the number, and they are whole: not all take others."""
        told = [value for at in self.shape.each("examples") for value in at.schema]
        return bool(told) and not any(isinstance(v, float) and v % 1 for v in told)

    def counts(self) -> Iterator[Variant]:
        """Yield lists as short and as long as allowed, and one item beyond."""
        least, most = self.shape.most("minItems"), self.shape.least("maxItems")
        wanted: list[tuple[bool, At, int, str]] = []
        if least is not None:
            size = int(least.schema)
            wanted += [
                (True, least, size, "the least"),
                *([(False, least, size - 1, "one too few")] if size else []),
            ]
        if most is not None:
            size = int(most.schema)
            wanted += [(True, most, size, "the most"), (False, most, size + 1, "one too many")]
        for is_valid, where, size, note in wanted:
            if size > 1_000:
                continue
            try:
                items = self.made.items(self.shape, size)
            except GiveUp:
                continue
            yield self.put(is_valid, where, f"{size} items, {note}", *_folded(items))
        yield from self.repeated()

    def members(self) -> Iterator[Variant]:
        """Yield objects of one member too few and one too many."""
        least, most = self.shape.most("minProperties"), self.shape.least("maxProperties")
        if least is not None and least.schema > 0 and not self.shape.required:
            yield self.put(False, least, "no members", {})
            try:
                few = {
                    name: self.made.value(at)
                    for name, at in islice(self.shape.properties.items(), least.schema)
                }
            except GiveUp:
                few = {}
            if len(few) == least.schema:
                yield self.put(True, least, f"members: {len(few)}, the least", few)
        if most is not None:
            known = islice(self.shape.properties.items(), most.schema + 1)
            try:
                made = {name: self.made.value(at) for name, at in known}
            except GiveUp:
                return
            if len(made) > most.schema:
                yield self.put(False, most, f"{len(made)} members, one too many", made)

    def repeated(self) -> Iterator[Variant]:
        """Yield a list that has an item twice."""
        for where in self.shape.each("uniqueItems"):
            try:
                one = self.made.items(self.shape, 1)
            except GiveUp:
                continue
            if where.schema is True:
                yield self.put(False, where, "an item twice", one * 2)


def _other_types(types: set[str], is_required: bool) -> Iterator[tuple[str, Json]]:
    """Yield values of types that are not among those allowed."""
    if not types:
        return
    if types & {"integer", "number"} and "string" not in types:
        yield "a number as text", "1"
    if "boolean" in types and "string" not in types:
        yield "a truth value as text", "true"
    if "string" in types and not types & {"integer", "number"}:
        yield "a number", 1
    if "integer" in types and "number" not in types:
        yield "a fraction", 1.5
    if "array" in types and "object" not in types:
        yield "an object", {}
    if "object" in types and "array" not in types:
        yield "a list", []
    if types - {"null"} and "string" not in types:
        yield "a text", "text"
    if types <= {"string", "integer", "number", "boolean", "null"}:
        yield "an object", {}
    if is_required and "null" not in types:
        yield "null", None


def _unlisted(values: list[Json]) -> Json:
    sample = next((v for v in values if v is not None), "")
    if isinstance(sample, bool):
        return not sample
    if isinstance(sample, int | float):
        return max(v for v in values if isinstance(v, int | float)) + 1
    text = "not-listed"
    while text in values:
        text += "-either"
    return text


def _folded(value: Json) -> tuple[Json, int]:
    """Return a long value as one that is repeated, so that people can read it."""
    if isinstance(value, str) and len(value) > 40 and value == value[0] * len(value):
        return value[0], len(value)
    if is_list(value) and len(value) > 4 and all(item == value[0] for item in value):
        return [value[0]], len(value)
    return value, 1


def _characters(size: int) -> str:
    return "no characters" if not size else "1 character" if size == 1 else f"{size} characters"


def _short(value: Json) -> str:
    text = (
        value
        if isinstance(value, str)
        else repr(value)
        if not is_list(value)
        else ", ".join(map(str, value))
    )
    return text if len(text) <= 60 else text[:57] + "..."
