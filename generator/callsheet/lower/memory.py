"""Memory: what earlier runs found of each component and operation, so that it need not be made.

A unit is a component or an operation. What is made of it is a function of its slice of the document
and of what the units before it have declared. So a unit with the slice of an earlier run, which
finds declared what it found declared then, is taken over: what it declares gets its names and
digests, its findings are told, and its facts are late.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import Any

from callsheet.cache import Cache
from callsheet.data import dataclass
from callsheet.diagnostics import Finding, Place, Report, said
from callsheet.ir import Api, Operation, Strength
from callsheet.ir.late import digest_of, digest_of_text
from callsheet.jsonschema import JsonSchemas
from callsheet.lower.schemas import Recipe, Schemas, View
from callsheet.read import Document
from callsheet.source import steps_of
from callsheet.usages import usages

_KIND = "facts"
Entry = dict[str, Any]


@dataclass(slots=True)
class Memory:
    """Where the entries of one run are kept for the next one."""

    cache: Cache
    key: str
    """Stands for all that units are made of beside the document."""
    before: dict[str, Entry] = field(init=False)
    now: dict[str, Entry] = field(default_factory=dict[str, Entry], init=False)

    def __post_init__(self) -> None:
        self.before = self.cache.value(_KIND, self.key, {})

    def note_usages(self, api: Api) -> None:
        """Note the ways to call each operation that was made in this run."""
        for operation in api.operations:
            entry = self.now.get(operation.pointer)
            if entry is not None and "usages" not in entry:
                entry["usages"] = [
                    [one.pointer, one.name, one.summary, one.kind, digest_of(one)]
                    for one in usages(api, operation)
                ]

    def keep(self) -> None:
        """Keep the entries of this run."""
        if self.now != self.before:
            self.cache.put_value(_KIND, self.key, self.now)


@dataclass(slots=True)
class Units:
    """The entries of one run."""

    document: Document
    schemas: Schemas
    json_schemas: JsonSchemas
    desk: Report
    """Takes what a unit complains of, and is empty between two units."""
    report: Report
    before: Mapping[str, Entry]
    now: dict[str, Entry]

    def recall(self, unit: str, slice_: str) -> Entry | None:
        """Take over what an earlier run found of a unit, if this one would find the same."""
        entry = self.before.get(unit)
        if not slice_ or entry is None or entry["slice"] != slice_ or not self._fits(entry):
            return None
        for pointer, kind, where, direction, binary, seen, wish, digest in entry["made"]:
            view = View(direction, Strength(*seen), binary)
            self.schemas.later(pointer, Recipe(kind, where, view, Strength(*wish)), digest)
        late = {key: (pointer, direction) for pointer, direction, key in entry["keys"]}
        for key, digest in entry["schemas"]:
            self.json_schemas.definitions.later(key, *late[key], digest)
        self.report.extend(self._finding(value) for value in entry["findings"])
        self.now[unit] = entry
        return entry

    @contextmanager
    def noting(self, unit: str, slice_: str) -> Generator[Entry]:
        """Note what is made of a unit meanwhile. An entry without a slice is not kept."""
        made = len(self.schemas.declarations)
        keys = len(self.json_schemas.keys)
        defined = len(self.json_schemas.definitions)
        self.schemas.asked.clear()
        self.json_schemas.asked.clear()
        self.desk.clear()
        entry: Entry = {}
        yield entry
        self.report.extend(self.desk.found)
        if slice_:
            self._note(entry, made, keys, defined)
            if entry["findings"] is not None:
                self.now[unit] = {**entry, "slice": slice_}
        self.desk.clear()

    def _note(self, entry: Entry, made: int, keys: int, defined: int) -> None:
        declared = list(self.schemas.declarations)[made:]
        fresh = list(self.json_schemas.keys.items())[keys:]
        asked = self.json_schemas.asked.difference(key for key, _ in fresh)
        schemas = list(self.json_schemas.definitions.items())[defined:]
        entry["asked"] = sorted(self.schemas.asked.difference(declared))
        entry["made"] = [self._made(pointer) for pointer in declared]
        entry["asked keys"] = sorted(
            [[*key, self.json_schemas.keys[key]] for key in asked], key=repr
        )
        entry["keys"] = [[*key, name] for key, name in fresh]
        entry["schemas"] = [[key, digest_of_text(repr(value))] for key, value in schemas]
        found = [self._told(one) for one in self.desk.found]
        entry["findings"] = None if None in found else found

    def _made(self, pointer: str) -> list[Any]:
        recipe = self.schemas.recipes[pointer]
        view = recipe.view
        seen, wish = ([one.level, one.wish, one.reason] for one in (recipe.view.wish, recipe.wish))
        digest = digest_of(self.schemas.declarations[pointer])
        where = (recipe.pointer, view.direction, view.binary)
        return [pointer, recipe.kind, *where, seen, wish, digest]

    def _fits(self, entry: Entry) -> bool:
        declared, keys = self.schemas.declarations, self.json_schemas.keys
        if not all(pointer in declared for pointer in entry["asked"]):
            return False
        if any(made[0] in declared for made in entry["made"]):
            return False
        if any(keys.get((at, way)) != key for at, way, key in entry["asked keys"]):
            return False
        taken = [at for at in entry["keys"] if (at[0], at[1]) in keys]
        return not taken and self.json_schemas.take(entry["keys"])

    # -- findings, whose places are looked up anew: lines move

    def _told(self, finding: Finding) -> list[Any] | None:
        place = finding.place
        if place is None or finding.page is not None:
            return None
        for is_key in (True, False):
            if self._place(place.pointer, is_key) == place:
                return [finding.words(), place.pointer, is_key]
        return None

    def _place(self, pointer: str, is_key: bool) -> Place:
        identity, _, steps = pointer.partition("#")
        return self.document.files.source(identity).place(steps_of(steps), key=is_key)

    def _finding(self, told: list[Any]) -> Finding:
        words, pointer, is_key = told
        return said(words, self._place(pointer, is_key))


def failures_of(operation: Operation) -> list[list[str]]:
    """Return the status of each answer that is no success, and texts for the types of its JSON."""
    return [
        [
            response.status,
            *(repr(content.value) for content in response.contents if content.kind == "json"),
        ]
        for response in operation.failures
    ]
