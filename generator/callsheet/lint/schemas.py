"""Schemas that contradict themselves."""

from __future__ import annotations

from typing import Any

from callsheet import openapi
from callsheet.diagnostics import Report
from callsheet.dialect import compiles
from callsheet.document import Document
from callsheet.likeness import did_you_mean, nearest
from callsheet.plain import is_list, is_object
from callsheet.source import Node

_TYPES: dict[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}

_LIMITS = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)

_OBSOLETE = {
    "nullable": "write the type as a list with null in it: type: [string, 'null']",
}
_BRANCHES = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else")


def check(document: Document, report: Report) -> None:
    """Complain about keywords that contradict each other or mean nothing."""
    known = sorted(openapi.members(document.version, "schema"))
    for part in document.parts:
        if part.kind != "schema" or not is_object(part.value):
            continue
        node = part.node
        _check_enum(node, report)
        _check_patterns(node, report)
        _check_limits(node, report)
        _check_required(document, node, report)
        if document.version == "3.1":
            _check_keywords(node, known, report)


def _check_enum(node: Node, report: Report) -> None:
    listed = node.get("enum")
    if listed is None or not is_list(listed.value):
        return
    types = node.value.get("type")
    allowed = types if is_list(types) else [types] if types is not None else []
    if node.flag("nullable"):
        allowed = [*allowed, "null"]
    seen: list[Any] = []
    for entry in listed.each():
        twin = any(entry.value == one and type(entry.value) is type(one) for one in seen)
        seen.append(entry.value)
        if twin:
            report.warning("enum-twice", f"{entry.value!r} stands here twice", entry.place)
        if types is not None and not any(_is_of(entry.value, name) for name in allowed):
            wanted = " or ".join(str(name) for name in allowed)
            report.error("enum-type", f"{_shown(entry.value)} is not of type {wanted}", entry.place)


def _is_of(value: Any, name: Any) -> bool:
    if not isinstance(name, str) or name not in _TYPES:
        return True  # the published schema says what is wrong with it
    if isinstance(value, bool):
        return bool(name == "boolean")
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES[name])


def _check_patterns(node: Node, report: Report) -> None:
    pattern = node.get("pattern")
    keyed = node.get("patternProperties")
    places = [(pattern.value, pattern.place)] if pattern else []
    places += [(key, below.key_place) for key, below in (keyed.items() if keyed else ())]
    for text, place in places:
        if isinstance(text, str) and not compiles(text):
            hint = ""
            if text.startswith("/") and text.rstrip("gimsuy").endswith("/"):
                hint = "write it without the slashes around it"
            report.error(
                "pattern-invalid",
                f"{text!r} is no regular expression of ECMA-262",
                place,
                hint=hint,
            )


def _check_limits(node: Node, report: Report) -> None:
    for lower, upper in _LIMITS:
        low, high = node.value.get(lower), node.value.get(upper)
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            report.error(
                "limits-crossed",
                f"`{lower}` is {low} and `{upper}` is {high}: nothing is both",
                (node / lower).place,
            )


def _check_required(document: Document, node: Node, report: Report) -> None:
    """Complain about names that no property has. A branch may mean those of another branch."""
    required = node.get("required")
    if required is None or "properties" not in node.value or any(b in node.path for b in _BRANCHES):
        return
    known = _properties(document, node, 0)
    for name in required.each():
        if known is None or not isinstance(name.value, str) or name.value in known:
            continue
        report.warning(
            "required-unknown",
            f"{name.value!r} is required, and no property of this name is described",
            name.place,
            hint=did_you_mean(name.value, known),
        )


def _properties(document: Document, node: Node, depth: int) -> set[str] | None:
    """Return the properties that a schema and its branches describe; None where that is unknown."""
    try:
        node = document.resolve(node)
    except LookupError:
        return None
    if depth > 20:
        return None
    members = node.get("properties")
    found = {name for name, _ in members.items()} if members else set[str]()
    for keyword in ("allOf", "anyOf", "oneOf"):
        branches = node.get(keyword)
        for branch in branches.each() if branches else ():
            inner = _properties(document, branch, depth + 1)
            if inner is None:
                return None
            found |= inner
    return found


def _check_keywords(node: Node, known: list[str], report: Report) -> None:
    for keyword, below in node.items():
        if keyword in known or keyword.startswith("x-"):
            continue
        if keyword in _OBSOLETE:
            report.warning(
                "keyword-obsolete",
                f"`{keyword}` is of OpenAPI 3.0, and not a keyword of 3.1",
                below.key_place,
                hint=_OBSOLETE[keyword],
            )
            continue
        near = nearest(keyword, known, 0.75)
        if near:
            report.warning(
                "keyword-unknown",
                f"`{keyword}` is no keyword of a schema, and has no effect",
                below.key_place,
                hint=f"did you mean `{near}`?",
            )


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    return repr(value) if not isinstance(value, bool) else str(value).lower()
