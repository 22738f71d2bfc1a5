"""Schemas become types: what a caller passes and receives, and the declarations behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Literal as OneOf

from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.ir import (
    Alias,
    Anything,
    Array,
    Declaration,
    Discriminator,
    Doc,
    Field,
    Kind,
    Mapping,
    Nullable,
    Record,
    Ref,
    Scalar,
    Strength,
    Type,
    Union,
)
from callsheet.ir.late import later
from callsheet.lower.directions import REQUEST, Direction, Directions
from callsheet.lower.labels import doc_of, first_doc, given, presence, strength_of
from callsheet.lower.leaves import deserves_a_name, is_plain_scalar, literal, string_kind
from callsheet.lower.shapes import Shape, Shapes, says_nullable
from callsheet.lower.unions import join, narrowest
from callsheet.plain import is_object
from callsheet.read import Document
from callsheet.source import Node

_UNTYPED = ("not", "if", "dependentSchemas", "dependentRequired", "contains", "propertyNames")
"""Keywords that no type can say. The mock and the conformance suite check them."""


@dataclass(frozen=True, slots=True)
class View:
    """How a schema is looked at."""

    direction: Direction
    wish: Strength
    """The name to give should the schema turn out to need one."""
    binary: bool = False
    """Whether bytes travel as such: true for the parts of a form, not inside JSON."""

    def inside(self, word: str) -> View:
        """Return the view of something inside, whose name would have a word more."""
        return replace(self, wish=Strength("derived", f"{self.wish.wish} {word}".strip()))


@dataclass(frozen=True, slots=True)
class Recipe:
    """From what a declaration is made: it alone, should that be late."""

    kind: OneOf["record", "alias"]
    pointer: str
    """Where its schema stands."""
    view: View
    wish: Strength


class Schemas:
    """Lowers schema nodes, and remembers every declaration that they need."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self.shapes = Shapes(document, report)
        self.directions = Directions(document)
        self.declarations: dict[str, Declaration] = {}
        self.nodes: dict[str, Node] = {}
        """Where each declaration and field stands."""
        self.recipes: dict[str, Recipe] = {}
        self.asked: set[str] = set()
        """Declarations that were found made when somebody needed them."""
        self._open: set[str] = set()

    def later(self, pointer: str, recipe: Recipe, digest: str) -> None:
        """Declare what is known by its digest, to be made when somebody looks inside."""
        cls: type[Record] | type[Alias] = Record if recipe.kind == "record" else Alias
        self.recipes[pointer] = recipe
        make = partial(self._made_late, pointer, recipe)
        known = {"pointer": pointer, "strength": recipe.wish}
        self.declarations[pointer] = later(cls, digest, make, **known)

    def _made_late(self, pointer: str, recipe: Recipe) -> Declaration:
        node = self.document.node(recipe.pointer)
        self.nodes[pointer] = node
        if recipe.kind == "record":
            return self._record_of(pointer, self.shapes.of(node), recipe.view, recipe.wish)
        self._open.add(pointer)
        made = self._inline(node, recipe.view, pointer)
        self._open.discard(pointer)
        return self._alias_of(pointer, node, made, recipe.wish)

    def _is_declared(self, pointer: str) -> bool:
        is_found = pointer in self.declarations
        if is_found:
            self.asked.add(pointer)
        return is_found

    def type_of(self, node: Node, view: View) -> Type:
        """Return the type of a schema, having made the declarations that it needs."""
        if not is_object(node.value):
            return Anything()
        if "$ref" in node.value:
            return self._referred(node, view)
        return self._inline(node, view, node.pointer)

    def fields_of(self, node: Node, view: View) -> tuple[Field, ...] | None:
        """Return the fields of an object schema, None where it is none or may be something else."""
        target = self.document.resolve(node)
        if not is_object(target.value):
            return None
        only = self.shapes.sole_reference(target)
        if only is not None:
            return self.fields_of(only, view)
        shape = self.shapes.of(target)
        if not shape.properties or shape.is_nullable:
            return None
        if target is not node:
            view = replace(view, wish=given(target))
        return tuple(self._fields(target.pointer, shape, view))

    # -- named and inline

    def _referred(self, node: Node, view: View) -> Type:
        target = self.document.resolve(node)
        if not is_object(target.value):
            return Anything()
        pointer = self.directions.identity(target, view.direction)
        is_nullable = self.shapes.of(target).is_nullable
        if pointer not in self._open and not self._is_declared(pointer):
            view = replace(view, wish=given(target))
            if is_plain_scalar(target.value):
                return self._inline(target, view, pointer)
            self._open.add(pointer)
            made = self._inline(target, view, pointer)
            self._open.discard(pointer)
            inner = made.inner if isinstance(made, Nullable) else made
            is_named = deserves_a_name(inner) or self.directions.is_recursive(target)
            if pointer not in self.declarations and not is_named:
                return made
            if pointer not in self.declarations:
                self._declare_alias(pointer, target, made, view)
        return Nullable(Ref(pointer)) if is_nullable else Ref(pointer)

    def _declare_alias(self, pointer: str, node: Node, made: Type, view: View) -> None:
        reason = "request" if pointer.endswith(REQUEST) else view.wish.reason
        wish = replace(view.wish, reason=reason)
        self.nodes[pointer] = node
        self.recipes[pointer] = Recipe("alias", node.pointer, view, wish)
        self.declarations[pointer] = self._alias_of(pointer, node, made, wish)

    def _alias_of(self, pointer: str, node: Node, made: Type, wish: Strength) -> Alias:
        inner = made.inner if isinstance(made, Nullable) else made
        return Alias(pointer, inner, doc_of(node), node.flag("deprecated"), wish)

    def _inline(self, node: Node, view: View, pointer: str) -> Type:
        only = self.shapes.sole_reference(node)
        if only is not None:
            made, is_nullable = self.type_of(only, view), says_nullable(node.value)
        else:
            shape = self.shapes.of(node)
            made, is_nullable = self._of_shape(node, shape, view, pointer), shape.is_nullable
        return Nullable(made) if is_nullable and not isinstance(made, Nullable | Anything) else made

    def _of_shape(self, node: Node, shape: Shape, view: View, pointer: str) -> Type:
        self._tell_untyped(node)
        listed = literal(shape)
        if listed is not None:
            return listed
        if shape.properties:
            return self._record(node, shape, view, pointer)
        if shape.branches:
            return self._union(shape, view)
        return join(self._of_type(name, node, shape, view) for name in sorted(shape.named_types))

    def _of_type(self, name: str, node: Node, shape: Shape, view: View) -> Type:
        match name:
            case "array":
                return Array(self._item(shape, view.inside("item")))
            case "object":
                return Mapping(self._extra(shape, view) or Anything())
            case "string":
                return Scalar(string_kind(shape, view.binary))
            case "integer" | "number" | "boolean":
                return Scalar(Kind(name))
            case _:
                self.report.warning(
                    "type-unknown",
                    f"{name!r} is no type of JSON Schema; any value is accepted",
                    node.place,
                    hint="use one of string, integer, number, boolean, object, array, null",
                )
                return Anything()

    def _item(self, shape: Shape, view: View) -> Type:
        items, fixed = shape.first("items"), shape.first("prefixItems")
        made: list[Type] = []
        if fixed is not None:
            made.extend(self.type_of(one, view) for one in fixed.each())
            text = "a list with a type for each position becomes a list of any of them"
            self.report.note("tuple-as-list", text, fixed.key_place)
        if items is not None and items.value is not False:
            made.append(self.type_of(items, view))
        return join(made)

    # -- unions

    def _union(self, shape: Shape, view: View) -> Type:
        members: list[Type] = []
        for index, branch in enumerate(shape.branches):
            name = branch.text("title") or f"variant {index + 1}"
            members.append(self.type_of(branch, view.inside(name)))
        made = join(members)
        inner = made.inner if isinstance(made, Nullable) else made
        if shape.discriminator is None or not isinstance(inner, Union):
            return made
        told = self._discriminator(shape.discriminator, shape.branches, view.direction)
        union = replace(inner, discriminator=told)
        return Nullable(union) if isinstance(made, Nullable) else union

    def _discriminator(
        self, node: Node, branches: list[Node], direction: Direction
    ) -> Discriminator | None:
        """Return what tells the members apart: by the mapping, else by their own names."""
        found = [self.document.resolve(one) for one in branches if one.get("$ref") is not None]
        targets = {one.key: self.directions.identity(one, direction) for one in found}
        mapping = node.get("mapping")
        pairs: dict[str, str] = {}
        for value, reference in mapping.items() if mapping is not None else ():
            target = targets.get(str(reference.value).rsplit("/", 1)[-1])
            if target is not None:
                pairs[value] = target
        for key, target in targets.items():
            if target not in pairs.values():
                pairs[key] = target
        key = node.text("propertyName")
        return Discriminator(key, tuple(pairs.items())) if key and pairs else None

    # -- records

    def _record(self, node: Node, shape: Shape, view: View, pointer: str) -> Type:
        pointer, wish = pointer.removesuffix(REQUEST), view.wish
        if view.direction == "request" and self.directions.has_read_only(node):
            pointer, wish = pointer + REQUEST, replace(wish, reason="request")
        if not self._is_declared(pointer):
            # Taken before its fields are looked at, which may lead back here and keeps the order.
            self.declarations[pointer] = Record(pointer, (), Anything(), Doc(), False, wish)
            self.nodes[pointer] = node
            self.recipes[pointer] = Recipe("record", node.pointer, view, wish)
            self.declarations[pointer] = self._record_of(pointer, shape, view, wish)
        return Ref(pointer)

    def _record_of(self, pointer: str, shape: Shape, view: View, wish: Strength) -> Record:
        return Record(
            pointer=pointer,
            fields=tuple(self._fields(pointer, shape, replace(view, binary=False))),
            extra=self._extra(shape, view),
            doc=first_doc(shape.parts),
            deprecated=any(part.flag("deprecated") for part in shape.parts),
            strength=wish,
        )

    def _fields(self, owner: str, shape: Shape, view: View) -> Iterator[Field]:
        for key, found in shape.properties.items():
            parts = [self.document.resolve(one) for one in found]
            told = [*found, *parts]
            read_only = any(one.flag("readOnly") for one in told)
            write_only = any(one.flag("writeOnly") for one in told)
            if read_only and view.direction == "request":
                continue
            pointer = f"{owner}~field/{key}"
            self.nodes.setdefault(pointer, found[0])
            yield Field(
                pointer=pointer,
                key=key,
                type=narrowest(self.type_of(one, view.inside(key)) for one in found),
                presence=presence(key in shape.required and not write_only, told),
                doc=first_doc(told),
                schema=parts[0].value if is_object(parts[0].value) else True,
                deprecated=any(one.flag("deprecated") for one in told),
                read_only=read_only,
                write_only=write_only,
                strength=strength_of(found[0], key, "body"),
            )

    def _extra(self, shape: Shape, view: View) -> Type | None:
        """Return the type of properties that are not named, None where there must be none."""
        view = replace(view.inside("value"), binary=False)
        patterns, free = shape.first("patternProperties"), shape.first("additionalProperties")
        made = (
            [self.type_of(one, view) for _, one in patterns.items()] if patterns is not None else []
        )
        if free is None or free.value is True:
            return join(made)
        if free.value is not False:
            made.append(self.type_of(free, view))
        return join(made) if made else None

    def _tell_untyped(self, node: Node) -> None:
        for keyword in _UNTYPED:
            found = node.get(keyword)
            if found is not None:
                text = f"{keyword!r} cannot be said in types; mock and conformance suite check it"
                self.report.note("constraint-not-in-types", text, found.key_place)
