"""What was created is there, and what was deleted is not: for things other than jobs.

A link of the answer says by what it can be read. Without one, a path that ends in a parameter is a thing
of the collection in front of it: ``/pets/{petId}`` of ``/pets``. Nothing is remembered where the
document has no way to make such a thing.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .answers import Answers
from .bodies import Body
from .contract import Content, Contract, Link, Operation
from .drafts import Draft
from .ids import fresh_id
from .pointers import Json, Object, members
from .refusals import UNKNOWN, Refusal
from .schemas import Schemas
from .stamps import Times, stamp

_ITEM: Final = re.compile(r"(.+)/\{([^/{}]+)\}")


@dataclass(frozen=True)
class _Kind:
    """A collection: where it is, and by which property its things are known."""

    collection: str
    parameter: str
    key: str
    is_linked: bool = False
    """Whether it may be read anywhere, and not just in the collection."""

    def place(self, path: str) -> str:
        """Return where a thing is, by the path of the collection that it was made in or stands in."""
        return "" if self.is_linked else path


class Memory:
    """The things that were created, the oldest forgotten first."""

    def __init__(
        self,
        contract: Contract,
        schemas: Schemas,
        answers: Answers,
        clock: Callable[[], float],
        capacity: int,
    ) -> None:
        self._schemas = schemas
        self._answers = answers
        self._clock = clock
        self._capacity = capacity
        self._things: OrderedDict[tuple[str, str], Object] = OrderedDict()
        by_title = {operation.title: operation for operation in contract.operations}
        self._kinds: dict[str, _Kind] = {}
        for operation in contract.operations:
            for link in operation.links if operation.job is None else ():
                self._follow(operation, by_title[link.operation], link)
        for operation in contract.operations:
            found = _ITEM.fullmatch(operation.path)
            if found is None or operation.method != "GET":
                continue
            create = by_title.get(f"POST {found[1]}")
            is_new = found[1] not in self._kinds
            if create is not None and create.job is None and is_new:
                self._learn(create, operation, found[2])

    def knows(self, operation: Operation) -> bool:
        """Whether the operation makes, tells of, changes or removes a thing that can be remembered."""
        return operation.path in self._kinds

    def _follow(self, create: Operation, retrieve: Operation, link: Link) -> None:
        made, key = self._answers.json_content(create.success), link.id.removeprefix(
            "/"
        )
        is_new = create.method == "POST" and create.path not in self._kinds
        if made is None or "/" in key or not is_new:
            return
        if self._schemas.declared(made.schema, key) is not None:
            kind = _Kind(create.path, link.parameter, key, is_linked=True)
            self._kinds[create.path] = kind
            self._kinds.setdefault(retrieve.path, kind)

    def _learn(self, create: Operation, retrieve: Operation, parameter: str) -> None:
        sent = next((body for body in create.bodies if body.kind == "json"), None)
        # Where the answer says nothing, the id is the one that was sent.
        made = self._answers.json_content(create.success) or sent
        told = self._answers.json_content(retrieve.success)
        if made is None or told is None:
            return
        for key in _keys(parameter):
            if all(
                self._schemas.declared(each.schema, key) is not None
                for each in (made, told)
            ):
                known = self._kinds.get(retrieve.path)
                is_linked = known is not None and known.is_linked
                kind = _Kind(create.path, parameter, key, is_linked)
                self._kinds[create.path] = kind
                self._kinds.setdefault(retrieve.path, kind)
                return

    def serve(
        self,
        operation: Operation,
        content: Content | None,
        places: Object,
        body: Body,
        path: str,
    ) -> Json:
        """Do what the method says; return the body of the answer, None for none. Raises Refusal."""
        kind = self._kinds[operation.path]
        if operation.path == kind.collection:
            where = kind.place(path)
            if operation.method == "POST":
                return self._create(kind, where, content, places, body)
            return self._list(kind, where, content) if content else None
        where = kind.place(path.rpartition("/")[0])
        key = (where, str(places.get(kind.parameter)))
        thing = self._things.get(key)
        if thing is None and not _may_miss(operation, kind.parameter):
            thing = {}
        if thing is None:
            message = f"there is no {key[1]!r} here"
            raise Refusal(UNKNOWN, message, kind.parameter)
        if operation.method == "DELETE":
            self._things.pop(key, None)
        elif operation.method in ("PUT", "PATCH"):
            same = {kind.key: thing.get(kind.key, places.get(kind.parameter))}
            thing = self._things[key] = {**thing, **members(body.value), **same}
        return self._told(kind, content, thing, places) if content else None

    def _create(
        self,
        kind: _Kind,
        where: str,
        content: Content | None,
        places: Object,
        body: Body,
    ) -> Json:
        if content is None:
            self._keep(kind, where, members(body.value))
            return None
        draft = Draft(self._schemas, content, self._answers.value(content))
        schema = self._schemas.at(draft.schema, f"/{kind.key}")
        like = members(draft.inner).get(kind.key)
        draft.may([(f"/{kind.key}", fresh_id(self._schemas, schema, like))])
        draft.name(places)
        draft.repeat(members(body.value), body.content, frozenset())
        now = self._clock()
        stamp(self._schemas, draft, Times(now, now), frozenset())
        self._keep(kind, where, members(draft.inner))
        return draft.value

    def _keep(self, kind: _Kind, where: str, thing: Object) -> None:
        self._things[where, str(thing.get(kind.key))] = thing
        while len(self._things) > self._capacity:
            self._things.popitem(last=False)

    def _told(
        self, kind: _Kind, content: Content, thing: Object, places: Object
    ) -> Json:
        """Return an answer about a thing: the thing where the schema allows that, else what it says."""
        if self._schemas.is_valid(content.schema, thing, "response"):
            declared = self._schemas.declared(content.schema, kind.key)
            same = {
                key
                for key in thing
                if self._schemas.declared(content.schema, key) is not None
            }
            if declared is not None and len(same) * 2 > len(thing):
                return thing
        draft = Draft(self._schemas, content, self._answers.value(content))
        draft.name(places)
        draft.repeat(thing, None, frozenset())
        return draft.value

    def _list(self, kind: _Kind, where: str, content: Content) -> Json:
        """Return the documented list with what was created in place of its things."""
        things: list[Json] = [
            thing for (at, _), thing in self._things.items() if at == where
        ]
        value = self._answers.value(content)
        draft = Draft(self._schemas, content, value)
        if isinstance(value, list):
            return (
                things
                if self._schemas.is_valid(content.schema, things, "response")
                else value
            )
        for key, inner in members(draft.inner).items():
            item = self._schemas.item(self._schemas.at(draft.schema, f"/{key}"))
            if (
                isinstance(inner, list)
                and self._schemas.declared(item, kind.key) is not None
            ):
                draft.may([(f"/{key}", things)])
                break
        return draft.value


def _may_miss(operation: Operation, parameter: str) -> bool:
    """Whether the document has an answer for a thing that is not there, and ids that are none."""
    listed = ("enum", "const")
    is_listed = any(
        each.name == parameter and any(key in members(each.schema) for key in listed)
        for each in operation.parameters
    )
    statuses = {response.status.upper() for response in operation.responses}
    return not is_listed and bool(statuses & {"404", "410", "4XX", "DEFAULT"})


def _keys(parameter: str) -> list[str]:
    """Return the properties that a path parameter may name: ``petId`` is ``petId`` or ``id``."""
    found = re.fullmatch(r".*?_?(id|name|key|slug|code|uuid)", parameter, re.IGNORECASE)
    return [parameter, *([found[1].lower()] if found else []), "id"]
