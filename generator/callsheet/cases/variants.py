"""Variants: what a schema says of a value, tried at each limit and just beyond it.

A variant only claims to be valid or invalid. Whoever uses it asks the validator about the whole
body, so that a claim which does not hold (another branch of an ``anyOf`` allows the value) makes no
case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from callsheet.cases.limits import Limits, Variant
from callsheet.cases.model import Edit
from callsheet.cases.shapes import At, GiveUp, Shape
from callsheet.cases.synthesise import Synthesiser
from callsheet.ir import Json
from callsheet.plain import is_list, is_object
from callsheet.source import pointer_of

NESTED = 6
"""How deep below the body variants are looked for."""
MANY = 500
"""Values among which one of another type is looked for."""


def variants(made: Synthesiser, at: At, value: Json) -> Iterator[Variant]:
    """Yield the variants of a value of a schema, those of its parts after its own."""
    yield from _Walk(made).of(at, value, (), is_required=True, depth=0)


class _Walk:
    def __init__(self, made: Synthesiser) -> None:
        self.made = made
        self.open: list[str] = []

    def of(
        self, at: At, value: Json, path: tuple[str, ...], *, is_required: bool, depth: int
    ) -> Iterator[Variant]:
        if depth > NESTED or at.pointer in self.open:
            return
        self.open.append(at.pointer)
        try:
            shape = self.made.shape(at)
            whole = Limits(self.made, at, shape, path)
            yield from whole.wrong_type(is_required)
            branches = list(islice(self.made.branches(shape), 12))
            is_open = len(branches) > 1 and any(_is_plain_text(branch) for branch in branches)
            for branch in branches:
                for found in self.of_alternative(at, branch, value, path, depth):
                    # Words beside any text are those that are known, which not every server takes.
                    is_hint = is_open and found.keyword == "enum" and found.path == path
                    if not (is_hint and found.is_valid):
                        yield found
            if len(branches) > 1 or len(shape.types) > 1:
                yield from self.of_other_kinds(at, value, path)
        except GiveUp:
            return
        finally:
            self.open.pop()

    def of_other_kinds(self, at: At, value: Json, path: tuple[str, ...]) -> Iterator[Variant]:
        """Yield a value of each JSON type that may stand in the place of this one."""
        known = {_kind(value), _kind(None)}
        for other in islice(self.made.values(at, is_filled=True), MANY):
            if (kind := _kind(other)) not in known:
                known.add(kind)
                put = (Edit(pointer_of(path), other),)
                yield Variant(True, "type", at.pointer, f"{kind} may be given", kind, put, path)

    def of_alternative(
        self, at: At, branch: Shape, value: Json, path: tuple[str, ...], depth: int
    ) -> Iterator[Variant]:
        """Yield the variants of a branch; those of an object that the value is not, of another."""
        is_other = is_object(value) and "object" in branch.types
        if not is_other or self.made.fits(branch, value):
            yield from self.of_branch(at, branch, value, path, depth)
            return
        other = self.made.value_of(branch)
        put, where = Edit(pointer_of(path), other), branch.parts[-1].pointer
        says = "one of several alternatives"
        yield Variant(True, "oneOf", where, says, "another alternative", (put,), path)
        for found in self.of_branch(at, branch, other, path, depth):
            yield replace(found, edits=(put, *found.edits))

    def of_branch(
        self, at: At, shape: Shape, value: Json, path: tuple[str, ...], depth: int
    ) -> Iterator[Variant]:
        yield from Limits(self.made, at, shape, path).each()
        names = shape.types
        if "object" in names:
            yield from self.of_object(shape, value, path, depth)
        if "array" in names:
            yield from self.of_array(shape, value, path, depth)

    def of_object(
        self, shape: Shape, value: Json, path: tuple[str, ...], depth: int
    ) -> Iterator[Variant]:
        if not is_object(value):
            return
        parent: dict[str, Json] = value
        for name, where in shape.required.items():
            if name in parent:
                drop = (Edit(pointer_of((*path, name)), is_drop=True),)
                says = f"required: {name}"
                yield Variant(
                    False, "required", where.pointer, says, "left out", drop, (*path, name)
                )
        yield from self.of_unknown(shape, path)
        if next(shape.each("maxProperties"), None) is not None:
            yield from self.of_rivals(shape, parent, path)
        for name, prop in shape.properties.items():
            yield from self.of_property(prop, name, parent, path, name in shape.required, depth)

    def of_rivals(
        self, shape: Shape, parent: dict[str, Json], path: tuple[str, ...]
    ) -> Iterator[Variant]:
        """Yield the object with each property that has no room beside those it has."""
        least = {name: parent[name] for name in shape.required if name in parent}
        for name, prop in shape.properties.items():
            if name not in parent:
                made = {**least, name: self.made.value(prop)}
                put, says = (Edit(pointer_of(path), made),), f"{name} may be given"
                note = f"{name} alone"
                yield Variant(True, "properties", prop.pointer, says, note, put, path)

    def of_unknown(self, shape: Shape, path: tuple[str, ...]) -> Iterator[Variant]:
        """Yield a property without a name here, where the document says what is to become of it."""
        name = next(n for n in ("unknown", "unknown_", "unknown__") if n not in shape.properties)
        said = [at for at in shape.each("additionalProperties") if isinstance(at.schema, bool)]
        if said:
            where = next((at for at in said if not at.schema), said[0])
            says = f"additionalProperties: {'true' if where.schema else 'false'}"
            put, here = (Edit(pointer_of((*path, name)), "text"),), (*path, name)
            yield Variant(
                bool(where.schema),
                "additionalProperties",
                where.pointer,
                says,
                "not known",
                put,
                here,
            )

    def of_property(
        self,
        prop: At,
        name: str,
        parent: dict[str, Json],
        path: tuple[str, ...],
        is_required: bool,
        depth: int,
    ) -> Iterator[Variant]:
        if any(at.schema is True for at in self.made.shape(prop).each("readOnly")):
            return
        here = (*path, name)
        before: tuple[Edit, ...] = ()
        if name in parent:
            value = parent[name]
        else:
            try:
                value = self.made.value(prop)
            except GiveUp:
                return
            before = (Edit(pointer_of(here), value),)
            yield Variant(
                True, "properties", prop.pointer, f"{name} may be given", "given", before, here
            )
        for found in self.of(prop, value, here, is_required=is_required, depth=depth + 1):
            is_own = found.path == here and found.edits[0].pointer == pointer_of(here)
            yield found if is_own else replace(found, edits=(*before, *found.edits))

    def of_array(
        self, shape: Shape, value: Json, path: tuple[str, ...], depth: int
    ) -> Iterator[Variant]:
        items = list(shape.each("items"))
        if (
            not items
            or isinstance(items[0].schema, bool)
            or any(True for _ in shape.each("prefixItems"))
        ):
            return
        if is_list(value) and value:
            before: tuple[Edit, ...] = ()
            first = value[0]
        else:
            try:
                full = self.made.items(shape, max(1, shape.number("minItems", 0)))
            except GiveUp:
                return
            before, first = (Edit(pointer_of(path), full),), full[0]
            yield Variant(
                True, "items", items[0].pointer, "items may be given", "one item", before, path
            )
        for found in self.of(items[0], first, (*path, "0"), is_required=False, depth=depth + 1):
            yield replace(found, edits=(*before, *found.edits))


def _kind(value: Json) -> str:
    """Return the name of a value's JSON type, with its article."""
    match value:
        case None:
            return "null"
        case bool():
            return "a truth value"
        case str():
            return "a text"
        case int() | float():
            return "a number"
        case dict():
            return "an object"
        case _:
            return "a list"


def _is_plain_text(shape: Shape) -> bool:
    """Whether a branch allows any text."""
    limits = ("enum", "const", "pattern", "format", "minLength", "maxLength", "contentMediaType")
    return shape.types == ("string",) and not any(True for word in limits for _ in shape.each(word))
