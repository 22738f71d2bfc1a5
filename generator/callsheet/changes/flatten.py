"""Flatten: a schema laid flat, with references and ``allOf`` seen through.

Two ways to write one thing come out alike: a reference or what it names, ``nullable`` or a type
``null``, an alternative alone or without its ``oneOf``, a limit here or in a branch of ``allOf``.
"""

from __future__ import annotations

from typing import Any

from callsheet.changes.flat import (
    ATOMS,
    LIMITS,
    UPPER,
    Closing,
    Flat,
    Group,
    Limit,
    Nodes,
    Tuple,
    atom_of,
    fits,
    is_anything,
    is_multiple,
    is_tighter,
    text_of,
)
from callsheet.document import Document, reference_of
from callsheet.plain import is_list, is_object
from callsheet.source import Node

_JUDGED = frozenset(
    {
        *("$ref", "type", "nullable", "enum", "const", "format", "pattern", "multipleOf"),
        *("exclusiveMinimum", "exclusiveMaximum", "uniqueItems", "properties", "required"),
        *("additionalProperties", "patternProperties", "propertyNames", "dependentRequired"),
        *("dependentSchemas", "items", "prefixItems", "contains", "minContains", "maxContains"),
        *("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "readOnly", "writeOnly"),
        *("unevaluatedProperties", "unevaluatedItems", "contentSchema"),
        *("$defs", "definitions"),  # what of them is referred to is compared where it is used
        *LIMITS,
    }
)
"""Keywords that have a place of their own in :class:`Flat`; the others are kept as they are."""


_LIMITING = frozenset(
    {
        *("exclusiveMinimum", "exclusiveMaximum", "format", "pattern", "multipleOf"),
        *("uniqueItems", *LIMITS),
    }
)


def flatten(document: Document, nodes: Nodes) -> Flat:
    """Return schemas that hold together as one. Needs at least one."""
    maker = _Flattener(document, Flat(nodes[0]))
    for node in nodes:
        maker.add(node, is_null_fine=False)
    return maker.finish()


class _Flattener:
    def __init__(self, document: Document, flat: Flat, depth: int = 0) -> None:
        self.document = document
        self.flat = flat
        self.depth = depth
        self.seen: set[tuple[str, bool]] = set()

    def add(self, node: Node, *, is_null_fine: bool) -> None:
        """Take one more schema that has to hold, unless the value is null and that is fine."""
        while True:
            if (node.pointer, is_null_fine) in self.seen:
                return
            self.seen.add((node.pointer, is_null_fine))
            if node.value is False:
                self.flat.types = self.flat.base = frozenset()
                self.flat.typed = node
                return
            if not is_object(node.value):
                return
            reference = reference_of(node)
            if reference is None or self.document.version != "3.0":
                is_null_fine = is_null_fine or self._is_nullable(node)
                self._add_own(node, is_null_fine)
            target = self.document.step(node)
            if target is None:
                return
            self.flat.targets = (*self.flat.targets, target.pointer)
            node = target

    def finish(self) -> Flat:
        """Return the schema, its types narrowed to what its values and alternatives leave."""
        flat = self.flat
        if flat.values is not None:
            flat.values = {text: one for text, one in flat.values.items() if fits(one, flat)}
            flat.types = frozenset(atom_of(one) for one in flat.values.values())
        if flat.types == frozenset({"integer"}):
            flat.limits = {key: _whole(key, limit) for key, limit in flat.limits.items()}
        if "fraction" not in flat.types and "multipleOf" in flat.sets:
            multiples = flat.sets["multipleOf"]
            flat.sets["multipleOf"] = {t: n for t, n in multiples.items() if not is_multiple(1, t)}
        return flat

    def _is_nullable(self, node: Node) -> bool:
        return self.document.version == "3.0" and node.value.get("nullable") is True

    def _add_own(self, node: Node, is_null_fine: bool) -> None:
        value = node.value
        if reference_of(node) is None or len(value) > 1:
            self._add_types(node, is_null_fine)
            self._add_values(node, is_null_fine)
            self._add_limits(node)
            self._add_object(node)
            self._add_list(node)
        for keyword, below in node.items():
            match keyword:
                case "allOf":
                    for branch in below.each():
                        if name := (reference_of(branch) or "").rsplit("/", 1)[-1]:
                            self.flat.branches.setdefault(name, branch)
                        self.add(branch, is_null_fine=is_null_fine)
                case "anyOf" | "oneOf":
                    self._add_group(keyword, below, is_null_fine)
                case "not" | "propertyNames" | "contains" | "contentSchema":
                    self._add_part(keyword, "", below)
                case "if":
                    self.flat.conditions.append(node)
                case "patternProperties" | "dependentSchemas":
                    for key, inner in below.items():
                        self._add_part(keyword, key, inner)
                case "dependentRequired":
                    for key, names in below.items():
                        for one in names.each():
                            self.flat.needs[key, str(one.value)] = one
                case "readOnly" | "writeOnly":
                    if below.value is True:
                        self.flat.flags.setdefault(keyword, below)
                case "minContains" | "maxContains":
                    self.flat.notes.setdefault(keyword, below)
                case "exclusiveMinimum" | "exclusiveMaximum" if below.value is True:
                    if _bound_of(keyword) not in value:  # excludes nothing
                        self.flat.notes.setdefault(keyword, below)
                case _ if keyword not in _JUDGED:
                    self.flat.notes.setdefault(keyword, below)
                case _:
                    pass

    def _add_part(self, keyword: str, key: str, node: Node) -> None:
        parts = self.flat.parts.setdefault(keyword, {})
        parts[key] = (*parts.get(key, ()), node)

    def _add_types(self, node: Node, is_null_fine: bool) -> None:
        wanted = node.value.get("type")
        names = wanted if is_list(wanted) else [wanted]
        atoms: set[str] = set()
        for name in names:
            atoms |= {"integer", "fraction"} if name == "number" else {str(name)} & ATOMS
        if atoms:
            atoms |= {"null"} if is_null_fine else set()
            self.flat.types &= atoms
            self.flat.base &= atoms
            self.flat.typed = self.flat.typed or node

    def _add_values(self, node: Node, is_null_fine: bool) -> None:
        for keyword in ("enum", "const"):
            if keyword not in node.value:
                continue
            given = node.value[keyword]
            listed = given if keyword == "enum" else [given]
            if not is_list(listed):
                continue
            values = {text_of(one): one for one in listed}
            if is_null_fine:
                values["null"] = None
            before = self.flat.values
            self.flat.listed = self.flat.listed or node / keyword
            self.flat.values = (
                values if before is None else {t: v for t, v in before.items() if t in values}
            )

    def _add_limits(self, node: Node) -> None:
        if _LIMITING.isdisjoint(node.value):
            return  # as most, and there are thousands
        for keyword in LIMITS:
            value = node.value.get(keyword)
            strict = node.value.get(_exclusive(keyword)) if "imum" in keyword else None
            if _is_number(value):
                self._tighten(keyword, Limit(value, strict is True, node / keyword))
            if strict is not None and _is_number(strict):
                self._tighten(keyword, Limit(strict, True, node / _exclusive(keyword)))
        for keyword in ("format", "pattern", "multipleOf"):
            if keyword in node.value:
                found = self.flat.sets.setdefault(keyword, {})
                found.setdefault(str(node.value[keyword]), node / keyword)
        if node.flag("uniqueItems"):
            self.flat.sets.setdefault("uniqueItems", {}).setdefault("true", node / "uniqueItems")

    def _tighten(self, keyword: str, limit: Limit) -> None:
        if limit.value == 0 and keyword.startswith("min") and keyword != "minimum":
            return  # says nothing
        before = self.flat.limits.get(keyword)
        if before is None or is_tighter(keyword, limit, before):
            self.flat.limits[keyword] = limit

    def _add_object(self, node: Node) -> None:
        properties = node.get("properties")
        for name, below in properties.items() if properties else ():
            self.flat.properties[name] = (*self.flat.properties.get(name, ()), below)
        required = node.get("required")
        for one in required.each() if required else ():
            if isinstance(one.value, str):
                self.flat.required.setdefault(one.value, one)
        patterns = node.value.get("patternProperties")
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            rest = node.get(keyword)
            if rest is not None and not is_anything(rest.value):
                known = frozenset(node.value.get("properties") or ())
                self.flat.closings.append(Closing(keyword, rest, known, frozenset(patterns or ())))

    def _add_list(self, node: Node) -> None:
        first, rest = node.get("prefixItems"), node.get("items")
        if rest is not None and is_anything(rest.value):
            rest = None
        if first is not None or rest is not None:
            self.flat.tuples.append(Tuple(node, tuple(first.each()) if first else (), rest))
        below = node.get("unevaluatedItems")
        if below is not None and not is_anything(below.value):
            self._add_part("unevaluatedItems", "", below)

    def _add_group(self, kind: str, node: Node, is_null_fine: bool) -> None:
        alternatives: list[Node] = []
        null: Node | None = None
        flats = [self._inside(one) if self.depth < 8 else Flat(one) for one in node.each()]
        types = [one.types for one in flats]
        is_clear = kind == "anyOf" or sum("null" in one for one in types) == 1
        for one, its in zip(node.each(), flats, strict=True):
            if its.is_null and is_clear:
                is_null_fine, null = True, one
            else:
                alternatives.append(one)
        if len(alternatives) == 1:
            self.add(alternatives[0], is_null_fine=is_null_fine)
            return
        self.flat.types &= frozenset({"null"} if is_null_fine else ()).union(*types)
        if kind == "oneOf" and sum(one.is_null for one in flats) > 1:
            self.flat.types -= {"null"}
        if alternatives or null is None:
            self.flat.groups.append(Group(kind, node, tuple(alternatives), null))

    def _inside(self, node: Node) -> Flat:
        maker = _Flattener(self.document, Flat(node), self.depth + 1)
        maker.seen = set(self.seen)
        maker.add(node, is_null_fine=False)
        return maker.finish()


def _bound_of(keyword: str) -> str:
    return keyword.removeprefix("exclusive").lower()


def _exclusive(keyword: str) -> str:
    return "exclusive" + keyword[0].upper() + keyword[1:]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(keyword: str, limit: Limit) -> Limit:
    """Return a limit of whole numbers as one that is itself allowed: ``> 0`` is ``>= 1``."""
    if keyword not in ("minimum", "maximum") or not limit.is_exclusive or limit.value % 1:
        return limit
    return Limit(limit.value + (-1 if keyword in UPPER else 1), False, limit.node)
