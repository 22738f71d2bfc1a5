"""Explain: what the intermediate representation and the names say about one thing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import (
    Api,
    Argument,
    Declaration,
    Default,
    Job,
    Operation,
    Presence,
    Record,
    Required,
)
from callsheet.languages.python_types import Annotations
from callsheet.names import Names
from callsheet.plain import is_list, is_object


@dataclass(frozen=True, slots=True)
class Explainer:
    """Finds operations and schemas by any of their names, and tells what is known of them."""

    api: Api
    names: Names

    def find(self, word: str) -> tuple[Operation | Declaration, ...]:
        """Return everything that goes by a name.

        That may be an operation id, ``GET /path``, a client's method, a schema or a JSON Pointer.
        """
        return tuple(thing for thing in self._things() if word in self._calls(thing))

    def near(self, word: str) -> list[str]:
        """Return the names that come closest to one that is not known."""
        known = [call for thing in self._things() for call in self._calls(thing)]
        return difflib.get_close_matches(word, known, n=3, cutoff=0.5)

    def facts(self, thing: Operation | Declaration) -> dict[str, Any]:
        """Return what is known of a thing, as plain values."""
        spell = Annotations(self.api, self.names)
        place = self.api.locate(thing.pointer)
        head = {"pointer": thing.pointer, "place": str(place), "named": thing.strength.level}
        if isinstance(thing, Operation):
            return {
                "operation": thing.title,
                "method": self._method(thing),
                **head,
            } | self._operation(thing, spell)
        name = self.names.type(thing.pointer)
        if isinstance(thing, Record):
            fields = [
                {
                    "name": self.names.value(field.pointer),
                    "wire": field.key,
                    "type": spell.received(field.type),
                    "presence": presence(field.presence),
                }
                for field in thing.fields
            ]
            extra = "forbidden" if thing.extra is None else spell.received(thing.extra)
            return {"record": name, **head, "fields": fields, "other properties": extra}
        return {"alias": name, **head, "type": spell.received(thing.type)}

    def _operation(self, operation: Operation, spell: Annotations) -> dict[str, Any]:
        responses = {
            response.status: [
                f"{content.media}: {spell.received(content.value)}" for content in response.contents
            ]
            for response in operation.responses
        }
        facts: dict[str, Any] = {
            "arguments": [self._argument(one, spell) for one in operation.arguments],
            "responses": responses,
            "security": [list(keys) for keys in operation.security],
        }
        if operation.job is not None:
            facts["job"] = self._job(operation.job)
        return facts

    def _argument(self, argument: Argument, spell: Annotations) -> dict[str, str]:
        where = "body" if argument.source in ("field", "body") else argument.source
        return {
            "name": self.names.value(argument.pointer),
            "wire": f"{argument.wire or '(whole)'} in {where}",
            "type": spell.given(argument.type),
            "presence": presence(argument.presence),
        }

    def _job(self, job: Job) -> dict[str, Any]:
        operations = {one.pointer: one for one in self.api.operations}
        calls = {"poll": job.poll, "result": job.result, "cancel": job.cancel}
        facts: dict[str, Any] = {
            name: operations[call.operation].title
            for name, call in calls.items()
            if call is not None
        }
        facts["states"] = {state: list(words) for state, words in job.states}
        if job.result_url:
            facts["result at"] = list(job.result_url)
        return facts

    def _things(self) -> Iterator[Operation | Declaration]:
        yield from self.api.operations
        yield from self.api.declarations

    def _calls(self, thing: Operation | Declaration) -> set[str]:
        """Return every name that a thing goes by."""
        if isinstance(thing, Operation):
            return {thing.pointer, thing.title, self._method(thing)} | (
                {thing.id} if thing.id else set()
            )
        return {thing.pointer, self.names.type(thing.pointer), thing.strength.wish}

    def _method(self, operation: Operation) -> str:
        resource = next(one for one in self.api.resources if operation in one.operations)
        return f"{self.names.value(resource.pointer)}.{self.names.value(operation.pointer)}"


def presence(made: Presence) -> str:
    """Return presence in words."""
    match made:
        case Required():
            return "required"
        case Default(value=value):
            return f"optional, the server takes {value!r}"
        case _:
            return "optional"


def as_text(facts: dict[str, Any], indent: int = 0) -> Iterator[str]:
    """Yield the lines of facts for a terminal."""
    pad = " " * indent
    for key, value in facts.items():
        if is_object(value):
            yield f"{pad}{key}:"
            yield from as_text(value, indent + 2)
        elif is_list(value) and value and is_object(value[0]):
            yield f"{pad}{key}:"
            yield from _table(value, indent + 2)
        else:
            text = ", ".join(_shown(one) for one in value) if is_list(value) else value
            yield f"{pad}{key}: {text}".rstrip()


def _shown(one: object) -> str:
    if is_list(one):
        return " and ".join(str(each) for each in one) or "nothing"
    return str(one) or '""'


def _table(rows: list[dict[str, str]], indent: int) -> Iterator[str]:
    widths = [min(max(len(row[key]) for row in rows), 48) for key in rows[0]]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row.values(), widths, strict=True))
        yield (" " * indent + "  ".join(cells)).rstrip()
