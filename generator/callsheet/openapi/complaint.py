"""Complaints: what a validator found, cut down to what the author of the document can act on.

A validator says of an object with one wrong key that it fits none of five alternatives, and of the
object around it that its keys are not allowed. Here the alternative that was meant is chosen, and
what only follows from something else is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from callsheet.data import dataclass
from callsheet.plain import is_object


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that a schema does not allow."""

    path: tuple[str, ...]
    """Steps from the validated value to the one that is wrong."""
    keyword: str
    words: tuple[str, ...]
    """What the keyword is about: names that are missing or unknown, values or types allowed."""
    message: str
    """What the validator says."""


def complaints(errors: Iterable[Any]) -> list[Complaint]:
    """Return what to complain about, given the ``jsonschema_rs.ValidationError`` of one value."""
    found = [complaint for error in errors for complaint in _of(error)]
    return list(dict.fromkeys(found))


def _of(error: Any) -> list[Complaint]:
    kind = error.kind
    branches = getattr(kind, "context", None)
    if branches is not None and kind.name in ("anyOf", "oneOf") and any(branches):
        return _best([[c for inner in branch for c in _of(inner)] for branch in branches], error)
    path = tuple(str(step) for step in error.instance_path)
    return [Complaint(path, kind.name, _words(kind), error.message)]


def _best(branches: list[list[Complaint]], error: Any) -> list[Complaint]:
    """Return the complaints of the branch that the value is most likely meant to be."""
    if not all(branches):  # more than one fits where only one may
        path = tuple(str(step) for step in error.instance_path)
        return [Complaint(path, "oneOf", (), error.message)]
    here = len(error.instance_path)
    meant = [b for b in branches if not _misses_reference(b, here)] or branches
    if is_object(error.instance) and "$ref" in error.instance:
        meant = [b for b in branches if not _refuses_reference(b, here)] or meant
    merged = _merged(meant)
    return merged or min(meant, key=lambda branch: _distance(branch, here))


def _misses_reference(branch: list[Complaint], depth: int) -> bool:
    return any(
        c.keyword == "required" and c.words == ("$ref",) and len(c.path) == depth for c in branch
    )


def _refuses_reference(branch: list[Complaint], depth: int) -> bool:
    return any(
        c.keyword == "additionalProperties" and "$ref" in c.words and len(c.path) == depth
        for c in branch
    )


def _merged(branches: list[list[Complaint]]) -> list[Complaint]:
    """Make one complaint of alternatives that want another value each, in the same place."""
    for keyword in ("enum", "type", "required"):
        alike = [c for b in branches for c in b if c.keyword == keyword]
        if not alike or any(c.path != alike[0].path for c in alike):
            continue
        if all(any(c.keyword == keyword for c in b) for b in branches):
            if keyword == "required" and any(len(b) > 1 for b in branches):
                continue
            words = tuple(dict.fromkeys(word for c in alike for word in c.words))
            name = "required-one" if keyword == "required" and len(words) > 1 else keyword
            return [Complaint(alike[0].path, name, words, alike[0].message)]
    return []


def _distance(branch: list[Complaint], depth: int) -> tuple[int, int, int]:
    """Order branches: what fails in ``in`` or ``type`` was not meant; what fails deep down was."""
    telling = sum(
        1
        for c in branch
        if (
            c.keyword in ("enum", "const")
            and len(c.path) == depth + 1
            and c.path[-1] in ("in", "type")
        )
        or (c.keyword == "type" and len(c.path) == depth)
    )
    deepest = max(len(c.path) for c in branch)
    return telling, -deepest, len(branch)


def _words(kind: Any) -> tuple[str, ...]:
    match kind.name:
        case "required":
            return (kind.property,)
        case "additionalProperties" | "unevaluatedProperties":
            return tuple(kind.unexpected)
        case "type":
            return tuple(kind.types)
        case "enum":
            return tuple(_plain(option) for option in kind.options)
        case "const":
            return (_plain(kind.expected_value),)
        case "not":
            wanted = kind.schema.get("required", ()) if is_object(kind.schema) else ()
            return tuple(wanted)
        case "pattern":
            return (kind.pattern,)
        case "format":
            return (kind.format,)
        case "propertyNames":
            return (_plain(kind.error.instance),)
        case _:
            return ()


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)
