"""Dialect: single keywords of OpenAPI's schemas in the words of JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from callsheet.plain import is_list, is_object

_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return _is_number(value) and value >= 0 and value == int(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_list(value: Any) -> bool:
    return is_list(value)


_KEPT: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(
        ("title", "description", "format", "contentEncoding", "contentMediaType"), _is_text
    ),
    **dict.fromkeys(("readOnly", "writeOnly", "deprecated", "uniqueItems"), _is_flag),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _is_number),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _is_count),
    **dict.fromkeys(("minProperties", "maxProperties", "minContains", "maxContains"), _is_count),
    **dict.fromkeys(("enum", "examples"), _is_list),
    **dict.fromkeys(("const", "default"), lambda _: True),
    "multipleOf": lambda value: _is_number(value) and value > 0,
    "pattern": lambda value: isinstance(value, str) and compiles(value),
}
"""Keywords that mean the same in OpenAPI, each with the test that its value passes."""

_EXCLUSIVE = {"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}


def keywords(schema: dict[str, Any], keyword: str) -> dict[str, Any]:
    """Return what a keyword becomes: one keyword, or none where it validates nothing."""
    value = schema[keyword]
    if keyword == "type":
        return _type(value)
    if keyword in _EXCLUSIVE and schema.get(_EXCLUSIVE[keyword]) is True and _is_number(value):
        return {_EXCLUSIVE[keyword]: value}  # draft 4: minimum: 0, exclusiveMinimum: true
    if keyword == "example":
        return {} if is_list(schema.get("examples")) else {"examples": [value]}
    if keyword == "dependentRequired":
        return {keyword: {k: names_of(v) for k, v in value.items()}} if is_object(value) else {}
    test = _KEPT.get(keyword)
    return {keyword: value} if test is not None and test(value) else {}


def names_of(value: Any) -> list[str]:
    """Return the strings of a list, each once; none where the value is no list."""
    listed = value if is_list(value) else []
    return list(dict.fromkeys(name for name in listed if isinstance(name, str)))


def _type(wanted: Any) -> dict[str, Any]:
    names = [name for name in (wanted if is_list(wanted) else [wanted]) if name in _TYPES]
    names = list(dict.fromkeys(names))
    return {"type": names[0] if len(names) == 1 else names} if names else {}


def nullable(made: dict[str, Any]) -> dict[str, Any]:
    """Let null in beside what the schema allows."""
    if any(keyword in made for keyword in ("$ref", "allOf", "anyOf", "oneOf", "not", "const")):
        return {"anyOf": [made, {"type": "null"}]}
    if "type" in made:
        types = made["type"] if is_list(made["type"]) else [made["type"]]
        made["type"] = list(dict.fromkeys((*types, "null")))
    if "enum" in made and None not in made["enum"]:
        made["enum"] = [*made["enum"], None]
    return made


_PATTERNS: dict[str, bool] = {}


def compiles(pattern: str) -> bool:
    """Whether a pattern is a regular expression of ECMA-262, as validators read it."""
    if pattern not in _PATTERNS:
        import jsonschema_rs  # costs more than most documents: only where there is a pattern

        try:
            jsonschema_rs.Draft202012Validator({"pattern": pattern})
        except ValueError:
            _PATTERNS[pattern] = False
        else:
            _PATTERNS[pattern] = True
    return _PATTERNS[pattern]
