"""Accepted: changes that somebody has looked at and takes responsibility for.

::

    [[accepted]]
    code = "operation-removed"
    operation = "GET /pets"
    pointer = "#/paths/~1pets/get"
    reason = "nobody has called it since March"

Only ``code`` and ``reason`` are needed; what else is given has to fit, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from callsheet.changes.model import Change
from callsheet.data import dataclass
from callsheet.diagnostics import Place, Report
from callsheet.plain import is_list, is_object
from callsheet.toml import Toml, meant, read_toml

FILE_NAME = "accepted-changes.toml"

_KEYS = ("code", "operation", "pointer", "reason")


@dataclass(frozen=True, slots=True)
class Accepted:
    """One entry of the file."""

    code: str
    operation: str
    pointer: str
    reason: str
    place: Place

    def fits(self, change: Change) -> bool:
        """Whether a change is what the entry speaks of, for all of its operations."""
        named = not self.operation or set(change.operations) == {self.operation}
        return (
            change.code == self.code
            and named
            and (not self.pointer or change.pointer == self.pointer)
        )


def read_accepted(path: Path, report: Report) -> tuple[Accepted, ...]:
    """Return the entries of a file, and complain about those that make no sense."""
    toml = read_toml(path, report)
    toml.only(("accepted",))
    listed = toml.values.get("accepted", [])
    if not is_list(listed):
        toml.error("wrong-type", "'accepted' wants tables: [[accepted]]", "accepted")
        return ()
    lines = toml.text.splitlines()
    rows = [row for row, line in enumerate(lines) if line.strip() == "[[accepted]]"]
    found: list[Accepted] = []
    for number, entry in enumerate(listed):
        row = rows[number] if number < len(rows) else 0
        place = Place(toml.name, row + 1, 1, text=lines[row])
        if is_object(entry):
            made = _entry(entry, place, toml)
            if made is not None:
                found.append(made)
    return tuple(found)


def _entry(entry: dict[str, object], place: Place, toml: Toml) -> Accepted | None:
    for key, value in entry.items():
        if key not in _KEYS:
            hint = meant(key, _KEYS)
            toml.report.error("unknown-setting", f"there is no setting {key!r}", place, hint=hint)
            return None
        if not isinstance(value, str):
            toml.report.error("wrong-type", f"{key!r} wants text in quotes", place)
            return None
    values = {key: str(entry.get(key, "")).strip() for key in _KEYS}
    for key in ("code", "reason"):
        if not values[key]:
            hint = "say which change, and why it is fine: code = …, reason = …"
            toml.report.error("missing-setting", f"{key!r} is missing", place, hint=hint)
            return None
    return Accepted(**values, place=place)


def accept(
    changes: Iterable[Change], entries: Iterable[Accepted], report: Report
) -> tuple[Change, ...]:
    """Return the changes, those marked that are accepted; an entry that fits none is a warning.

    An entry may name one operation of several that a change reaches; the change is then two.
    """
    found = list(changes)
    for entry in entries:
        used = False
        for place, change in enumerate(found):
            part = replace(change, operations=(entry.operation,)) if entry.operation else change
            if entry.operation and entry.operation not in change.operations:
                continue
            if not change.accepted and entry.fits(part):
                used = True
                found[place] = replace(part, accepted=entry.reason)
                rest = tuple(one for one in change.operations if one not in part.operations)
                if rest:
                    found.append(replace(change, operations=rest))
        if not used:
            told = " ".join(filter(None, (entry.code, entry.operation, entry.pointer)))
            report.warning(
                "accepted-stale",
                f"nothing has changed that this accepts: {told}",
                entry.place,
                hint="remove the entry: what it was for is in the past",
            )
    return tuple(found)
