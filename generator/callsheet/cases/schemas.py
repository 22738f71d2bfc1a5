"""Schemas: those of all requests and answers, as the suite checks them, in one file of JSON.

Each resource tells its own, and the definitions that all of them refer to are told together: so an
edit of one operation looks into no other's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from callsheet.cases.facts import Facts
from callsheet.cases.overlaps import Overlaps
from callsheet.cases.shapes import reached
from callsheet.cases.synthesise import Synthesiser
from callsheet.data import dataclass
from callsheet.ir import Json
from callsheet.plain import is_list, is_object

_STEP = "  "


@dataclass(frozen=True, slots=True)
class Roots:
    """The definitions that are referred to from outside of the definitions."""

    pointer: str
    keys: tuple[str, ...]
    """Sorted."""


def told(facts: Facts, definitions: Mapping[str, Json]) -> str:
    """Return a line of JSON that tells the schemas of a resource: their texts, what they need."""
    overlaps = Overlaps(Synthesiser(definitions))
    meant = {key: overlaps.meant(schema) for key, schema in facts.schemas.items()}
    needed = facts.references.union(*map(_referred, facts.schemas.values()))
    texts = {"schemas": _members(meant), "origins": _members(facts.origins)}
    return json.dumps({"roots": sorted(needed), **texts}) + "\n"


def roots(told: str) -> tuple[Roots, ...]:
    """Return the definitions that some lines refer to: a tuple of one, for a loop."""
    keys = {key for line in told.splitlines() for key in json.loads(line)["roots"]}
    return (Roots("#/$defs", tuple(sorted(keys))),)


def definitions(roots: Roots, definitions: Mapping[str, Json]) -> str:
    """Return the definitions that are needed, with all they lead to, as members of an object."""
    overlaps = Overlaps(Synthesiser(definitions))
    needed = reached([{"$ref": key} for key in roots.keys], definitions)
    return _members({key: overlaps.meant(schema) for key, schema in needed.items()})


def text(told: str, definitions: str) -> str:
    """Return the file: ``{"$defs": ..., "origins": ...}``."""
    lines = [json.loads(line) for line in told.splitlines()]
    schemas = _object([definitions, *(line["schemas"] for line in lines)])
    origins = _object([line["origins"] for line in lines])
    return f'{{\n{_STEP}"$defs": {schemas},\n{_STEP}"origins": {origins}\n}}\n'


def _referred(value: Json) -> set[str]:
    """Return the definitions that a schema refers to, as its references have them."""
    if is_list(value):
        return set[str]().union(*map(_referred, value))
    if not is_object(value):
        return set()
    found = set[str]().union(*map(_referred, value.values()))
    reference = value.get("$ref")
    return found | {reference} if isinstance(reference, str) else found


def _members(value: Mapping[str, Json]) -> str:
    """Return the members of an object as lines, without its braces."""
    printed = json.dumps(value, ensure_ascii=False, indent=len(_STEP))[2:-2] if value else ""
    return printed.replace("\n", "\n" + _STEP)  # no string holds a newline as it is


def _object(members: Iterable[str]) -> str:
    there = [_STEP + one for one in members if one]
    return "{\n" + ",\n".join(there) + f"\n{_STEP}}}" if there else "{}"
