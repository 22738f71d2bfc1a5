"""Keywords: the rules that a schema has, and which of them a value was held to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, unquote

import jsonschema_rs

from .facts import MISSING, find

RULES = {
    "type": (),
    "enum": (),
    "const": (),
    "minLength": ("string",),
    "maxLength": ("string",),
    "pattern": ("string",),
    "format": ("string", "number"),
    "minimum": ("number",),
    "maximum": ("number",),
    "exclusiveMinimum": ("number",),
    "exclusiveMaximum": ("number",),
    "multipleOf": ("number",),
    "minItems": ("array",),
    "maxItems": ("array",),
    "uniqueItems": ("array",),
    "minProperties": ("object",),
    "maxProperties": ("object",),
    "required": ("object",),
    "additionalProperties": ("object",),
}
"""The keywords that are rules, each with the types that it is about; none: all."""
_FORMATS = frozenset(
    "date date-time time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference "
    "iri iri-reference uri-template uuid json-pointer relative-json-pointer regex".split()
)
"""The formats that are rules; others only hint at how a value is kept."""
_FAILED = re.compile("(?:anyOf|oneOf)/[0-9]+")
_LONG = 80


@dataclass(frozen=True)
class Keyword:
    """A rule of a schema."""

    at: str
    """Pointer to it in the document."""
    place: str
    """What it is about: a pointer into the value, ``*`` for any item or unknown member."""
    name: str
    says: str


@cache
def _told() -> dict[str, Any]:
    text = (Path(__file__).parent / "schemas.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def definitions() -> dict[str, Any]:
    """Return all schemas, by key."""
    found: dict[str, Any] = _told()["$defs"]
    return found


@cache
def meaning(key: str) -> str:
    """Return what is the same of two schemas that say the same in two places."""
    return json.dumps(definitions().get(key), sort_keys=True) if key else ""


@cache
def validator(key: str) -> Any:
    """Return what checks values against a schema."""
    escaped = quote(key.replace("~", "~0").replace("/", "~1"), safe="")
    schema = {"$ref": "#/$defs/" + escaped, "$defs": definitions()}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


@cache
def keywords(key: str) -> tuple[Keyword, ...]:
    """Return the rules of a schema and of all that it leads to, each once."""
    found = _walk(definitions().get(key), _origin(key), "", (), follows=True)
    return tuple({one.at: one for one in found}.values())


@cache
def own_keywords(key: str) -> tuple[Keyword, ...]:
    """Return the rules of a schema without those of others that it refers to."""
    found = _walk(definitions().get(key), _origin(key), "", (), follows=False)
    return tuple(found)


def _walk(
    schema: Any, at: str, place: str, above: tuple[str, ...], *, follows: bool
) -> Iterator[Keyword]:
    if not isinstance(schema, dict) or at in above:
        return
    rules: dict[str, Any] = cast("dict[str, Any]", schema)
    for name in RULES:
        if name in rules and _is_rule(name, rules[name]):
            yield Keyword(f"{at}/{name}", place, name, _short(rules[name]))
    for below, pointer, part in _parts(rules, at, follows=follows):
        yield from _walk(part, pointer, place + below, (*above, at), follows=follows)


def _is_rule(name: str, limit: Any) -> bool:
    """Whether a keyword forbids anything that the suite could know of."""
    if name == "additionalProperties":
        return limit is False
    return name != "format" or limit in _FORMATS


def _parts(
    rules: dict[str, Any], at: str, *, follows: bool
) -> Iterator[tuple[str, str, Any]]:
    """Yield the schemas below one, each with the step into the value and its pointer."""
    reference = rules.get("$ref")
    if follows and isinstance(reference, str):
        key = unquote(reference.removeprefix("#/$defs/"))
        key = key.replace("~1", "/").replace("~0", "~")
        yield "", _origin(key), definitions().get(key)
    for word in ("allOf", "anyOf", "oneOf"):
        for number, part in enumerate(rules.get(word, ())):
            yield "", f"{at}/{word}/{number}", part
    for name, part in rules.get("properties", {}).items():
        step = name.replace("~", "~0").replace("/", "~1")
        yield f"/{step}", f"{at}/properties/{step}", part
    for word in ("items", "additionalProperties"):
        yield "/*", f"{at}/{word}", rules.get(word)


def met(key: str, value: Any) -> Iterator[str]:
    """Yield the pointers of the rules that a value was held to, those of failed alternatives aside."""
    units: list[dict[str, Any]] = validator(key).evaluate(value).list()["details"]
    failed = tuple(
        unit["evaluationPath"] + "/"
        for unit in units
        if not unit["valid"] and _FAILED.search(_tail(unit["evaluationPath"]))
    )
    for unit in units:
        path, name = unit["evaluationPath"], unit["evaluationPath"].rpartition("/")[2]
        if name in RULES and not path.startswith(failed):
            kinds = RULES[name]
            if not kinds or _kind(find(value, unit["instanceLocation"])) in kinds:
                yield _pointer(unit["schemaLocation"])


def _tail(path: str) -> str:
    return "/".join(path.split("/")[-2:])


def _pointer(location: str) -> str:
    """Return where the document has what stands at a place of the definitions."""
    _, _, key, *rest = location.split("/")
    head = _origin(key.replace("~1", "/").replace("~0", "~"))
    return "/".join((head, *rest))


def _origin(key: str) -> str:
    origins: dict[str, str] = _told()["origins"]
    return origins.get(key, f"#/components/schemas/{key}")


def _kind(value: Any) -> str:
    if value is MISSING or value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, dict) else "array"


def _short(limit: object) -> str:
    listed = cast("list[object]", limit) if isinstance(limit, list) else [limit]
    text = ", ".join(map(str, listed))
    text = {"True": "true", "False": "false"}.get(text, text)
    return text if len(text) <= _LONG else text[: _LONG - 3] + "..."
