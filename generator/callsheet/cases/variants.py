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
                for found in self.of_branch(at, branch, value, path, depth):
                    # Words beside any text are those that are known, which not every server takes.
                    is_hint = is_open and found.keyword == "enum" and found.path == path
                    if not (is_hint and found.is_valid):
                        yield found
        except GiveUp:
            return
        finally:
            self.open.pop()

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
        if shape.is_closed:
            name = next(
                n for n in ("unknown", "unknown_", "unknown__") if n not in shape.properties
            )
            put = (Edit(pointer_of((*path, name)), "text"),)
            where_closed = next(shape.each("additionalProperties")).pointer
            says = "additionalProperties: false"
            yield Variant(
                False, "additionalProperties", where_closed, says, "not known", put, (*path, name)
            )
        for name, prop in shape.properties.items():
            yield from self.of_property(prop, name, parent, path, name in shape.required, depth)

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


def _is_plain_text(shape: Shape) -> bool:
    """Whether a branch allows any text."""
    limits = ("enum", "const", "pattern", "format", "minLength", "maxLength", "contentMediaType")
    return shape.types == ("string",) and not any(True for word in limits for _ in shape.each(word))
