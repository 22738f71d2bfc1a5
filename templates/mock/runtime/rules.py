"""Faults of requests: a rule of the document that is forgotten, made stricter, or another one.

Each is an edit of the contract by which requests are read; answers know nothing of it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, Final

from .contract import Contract, Operation, parse
from .fault import Fault
from .pointers import Json, Object, elements, members
from .schemas import Schemas

_KEYWORDS: Final = (
    "type",
    "enum",
    "const",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
)
_DEEP: Final = 6
_LENGTHS: Final = ("Length", "Items", "Properties")
_OPPOSITE: Final = {
    **{f"min{what}": (f"max{what}",) for what in _LENGTHS},
    **{f"max{what}": (f"min{what}",) for what in _LENGTHS},
    "minimum": ("maximum", "exclusiveMaximum"),
    "exclusiveMinimum": ("maximum", "exclusiveMaximum"),
    "maximum": ("minimum", "exclusiveMinimum"),
    "exclusiveMaximum": ("minimum", "exclusiveMinimum"),
}
"""By limit, those that a stricter one must not come across."""


def edited(contract: Contract, fault: Fault) -> Contract:
    """Return the contract with the one rule of a request changed that the fault is about."""
    data = copy.deepcopy(contract.raw)
    *parents, last = _steps(fault.at)
    here: Json = data
    for step in parents:
        items = elements(here)
        here = items[int(step)] if items else members(here)[step]
    match fault.what:
        case "set":
            members(here)[last] = fault.value
        case "require":
            rules = members(members(here)[last])
            rules["required"] = [*elements(rules.get("required")), fault.value]
        case _ if last == "-":
            elements(here).remove(fault.value)
        case _ if isinstance(here, list):
            del elements(here)[int(last)]
        case _:
            del members(here)[last]
    return parse(data)


def of_requests(
    contract: Contract, operation: Operation, number: int
) -> Iterator[Fault]:
    """Yield the faults of an operation's body and of its query."""
    raw = members(elements(contract.raw.get("operations"))[number])
    start, title = f"/operations/{number}", operation.title
    found = _Rules(contract, operation)
    contents = [
        members(one) for one in elements(members(raw.get("body")).get("contents"))
    ]
    for index, content in enumerate(contents):
        at = f"{start}/body/contents/{index}"
        if content.get("kind") == "json":
            rules = list(found.of(content.get("schema"), f"{at}/schema", "", ()))
            needed = {rule.name for rule in rules if rule.value is not None}
            for rule in rules:
                # What one part of a schema leaves open, another may ask for.
                place = rule.name.removeprefix("requires:")
                if place == rule.name or f"accepts-missing:{place}" not in needed:
                    yield rule
        if len(contents) > 1:
            about = f"a body of {content.get('media')} is refused"
            yield Fault(
                f"refuses-media:{content.get('media')}", "request", title, about, at=at
            )
    for index, parameter in enumerate(operation.parameters):
        if parameter.location != "query":
            continue
        at, place = f"{start}/parameters/{index}", f"/{parameter.name}"
        for rule in found.of(parameter.schema, f"{at}/schema", place, ()):
            if not rule.name.endswith(
                "/type"
            ):  # what is in a query is text in any case
                yield rule
        if not parameter.required:
            name, about = f"requires:{place}", f"{parameter.name} may not be left out"
            at = f"{at}/required"
            yield Fault(name, "request", title, about, what="set", at=at, value=True)


class _Rules:
    """Walks through the schemas of an operation's requests."""

    def __init__(self, contract: Contract, operation: Operation) -> None:
        self.schemas = Schemas(contract.defs)
        self.defs = contract.defs
        self.title = operation.title
        pairs = (*operation.shows, *(operation.echo if operation.job else ()))
        self.shown = {here for _, here in pairs}
        """Places whose default an answer shows."""

    def of(
        self, schema: Json, at: str, place: str, seen: tuple[str, ...]
    ) -> Iterator[Fault]:
        """Yield a fault for each rule of a schema and of what is below it."""
        rules = members(schema)
        if at in seen or len(seen) > _DEEP:
            return
        seen = (*seen, at)
        yield from self._keywords(rules, at, place)
        yield from self._presence(rules, at, place)
        reference = rules.get("$ref")
        if isinstance(reference, str):
            key = reference.removeprefix("#/$defs/")
            target = self.defs.get(key.replace("~1", "/").replace("~0", "~"))
            yield from self.of(target, f"/$defs/{key}", place, seen)
        for index, branch in enumerate(elements(rules.get("allOf"))):
            yield from self.of(branch, f"{at}/allOf/{index}", place, seen)
        for name, one in members(rules.get("properties")).items():
            below = f"{at}/properties/{name.replace('~', '~0').replace('/', '~1')}"
            yield from self.of(one, below, f"{place}/{name}", seen)
        if isinstance(rules.get("items"), dict):
            yield from self.of(rules["items"], f"{at}/items", f"{place}/0", seen)

    def _keywords(self, rules: Object, at: str, place: str) -> Iterator[Fault]:
        where = place or "the body"
        for keyword in _KEYWORDS:
            if keyword not in rules:
                continue
            below = f"{at}/{keyword}"
            if not _is_implied(keyword, rules):
                about, name = (
                    f"{where}: {keyword} is not looked at",
                    f"accepts-invalid:{place}/{keyword}",
                )
                yield Fault(name, "request", self.title, about, at=below)
            limit = _stricter(keyword, rules)
            if limit is not None:
                about = f"{where}: {keyword} is taken to be {_short(limit)}"
                name = f"refuses-valid:{place}/{keyword}"
                yield self._set(name, about, below, limit)
        if "default" in rules and place in self.shown:
            other = self._other(rules)
            if other is not None:
                about = f"{where}: {_short(other)} is assumed where it is left out"
                yield self._set(f"default:{place}", about, f"{at}/default", other)

    def _presence(self, rules: Object, at: str, place: str) -> Iterator[Fault]:
        for member in elements(rules.get("required")):
            about, name = (
                f"{place}/{member} may be left out",
                f"accepts-missing:{place}/{member}",
            )
            below = f"{at}/required/-"
            yield Fault(name, "request", self.title, about, at=below, value=member)
        for member, schema in members(rules.get("properties")).items():
            is_told = self.schemas.resolve(schema).get("readOnly") is True
            if member not in elements(rules.get("required")) and not is_told:
                about, name = (
                    f"{place}/{member} may not be left out",
                    f"requires:{place}/{member}",
                )
                yield Fault(
                    name, "request", self.title, about, "require", at, value=member
                )

    def _set(self, name: str, about: str, at: str, value: Json) -> Fault:
        return Fault(name, "request", self.title, about, "set", at, value)

    def _other(self, rules: Object) -> Json:
        """Return a value that is valid and not the default, None where none is near."""
        default = rules["default"]
        near: list[Json] = list(elements(rules.get("enum")))
        if isinstance(default, bool):
            near.append(not default)
        elif isinstance(default, int):
            near += [default + 1, default - 1]
        elif isinstance(default, str):
            listed = [view.get("enum") for view in self.schemas.views(rules)]
            near += [value for values in listed for value in elements(values)]
            near.append(str(int(default) + 1) if default.isdecimal() else default + "2")
        for value in near:
            if value != default and self.schemas.is_valid(rules, value, "request"):
                return value
        return None


def _stricter(keyword: str, rules: Object) -> Any:
    """Return a limit that leaves something of what the document allows, but not all of it."""
    limit: Any = rules[keyword]
    if keyword == "enum":
        return limit[:-1] if len(limit) > 1 else None
    if keyword == "type":
        kinds = elements(limit)
        if "null" in kinds:
            return [kind for kind in kinds if kind != "null"]
        return "integer" if limit == "number" and "enum" not in rules else None
    if keyword not in _OPPOSITE:
        return None
    other = limit + (1 if "min" in keyword.lower() else -1)
    bounds = [rules[name] for name in _OPPOSITE[keyword] if name in rules]
    is_apart = all(
        (bound - other) * (other - limit) > 0 or bound == other for bound in bounds
    )
    is_count = keyword.endswith(("Length", "Items", "Properties"))
    return other if is_apart and not (is_count and other < 0) else None


def _is_implied(keyword: str, rules: Any) -> bool:
    """Whether the rules beside a keyword refuse the same values, so that none is missed."""
    if keyword == "type":
        return "enum" in rules or "const" in rules
    pattern = rules.get("pattern")
    is_short = keyword == "minLength" and rules["minLength"] == 1
    return is_short and isinstance(pattern, str) and not re.search(pattern, "")


def _short(value: Json) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _steps(pointer: str) -> list[str]:
    return [
        step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]
    ]
