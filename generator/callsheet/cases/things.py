"""Things: what one operation makes, others read, list and take away.

A link of the answer says how it is read. Without one, ``GET /pets/{petId}`` reads what
``POST /pets`` makes, where both answers have ``petId`` or ``id``. Nothing is said of what the
document leaves open: an answer that may speak of something else than what was made, a list that
may be one page of many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callsheet import ir
from callsheet.cases.model import Group, Request, Thing
from callsheet.cases.overview import Overview
from callsheet.cases.shapes import At, GiveUp
from callsheet.cases.synthesise import Synthesiser
from callsheet.ir import Json

_NAMED = re.compile(r".*?_?(id|name|key|slug|code|uuid)", re.IGNORECASE)
_PLAIN_FORMATS = ("", "email", "uuid")
"""Formats of texts that a server has no other way to write, capitals aside."""


class Things:
    """Finds what belongs to an operation that makes something."""

    def __init__(self, api: ir.Api, overview: Overview, made: Synthesiser) -> None:
        self.api = api
        self.overview = overview
        self.made = made

    def groups(self, create: ir.Operation, request: Request) -> Iterator[Group]:
        """Yield the tests of what becomes of a thing, as far as the document speaks of it."""
        thing = self.of(create)
        if thing is None:
            return
        name = self.overview.functions[create.pointer]
        tests = [("keeps", "What was created can be read, as it is.")]
        if thing.list:
            tests.append(("lists", "What was created stands in the list of all."))
        if thing.remove:
            tests.append(("forgets", "What was deleted is not there any more."))
        for check, sentence in tests:
            title, identity = create.title, create.id
            yield Group(f"{name}_{check}", sentence, check, title, identity, request, thing=thing)

    def of(self, create: ir.Operation) -> Thing | None:
        """Return what an operation makes; None where the document does not say so for certain."""
        is_fed = create.pointer in self.overview.feeds
        if create.method != "POST" or create.job is not None or is_fed:
            return None
        paths, items = self.overview.paths, self.overview.items
        link = next((one for one in create.links if one.operation in paths), None)
        path = paths[link.operation] if link else items.get(create.path, "")
        if not path:
            return None
        parameter = link.parameter if link else path[len(create.path) + 2 : -1]
        read = self.api.operation(self.overview.places["GET", path])
        if read.pointer in self.overview.feeds or not _is_alike(create, read):
            return None
        told, shown = _told(create), _told(read)
        if told is None or shown is None:
            return None
        is_same = told.schema == shown.schema
        statuses = {response.status for response in create.responses}
        if not link and "201" not in statuses and not (is_same and "200" in statuses):
            return None  # it may have made something else, or nothing yet
        fields = self.fields(told.schema, told.pointer)
        known = self.fields(shown.schema, shown.pointer)
        keys = [key for key in _keys(parameter) if key in known]
        keys = [link.id.removeprefix("/")] if link else keys
        id = [f"/{key}" for key in keys if key in fields]
        if not id:
            return None
        return Thing(
            constant=self.overview.constant(create.pointer) + "_THING",
            pointer=link.pointer if link else read.pointer,
            id=id,
            parameter=parameter,
            read=self.overview.constant(read.pointer),
            same=[f"/{key}" for key in self.kept(create, known)] if is_same else [],
            remove=self.remove(create, read, path),
            **(self.list(create, shown) if path == items.get(create.path) else {}),
        )

    def fields(self, schema: Json, pointer: str) -> dict[str, At]:
        """Return the properties that an object has whichever alternatives are taken."""
        try:
            return self.made.shape(At(schema, pointer + "/schema")).properties
        except GiveUp:
            return {}

    def kept(self, create: ir.Operation, known: dict[str, At]) -> Iterator[str]:
        """Yield what a request sets and nothing but a further request should change.

        No words of an enumeration, which are states, and nothing that can be written in two ways.
        """
        content = next(iter(create.body.contents), None) if create.body else None
        if content is None or content.kind != "json":
            return
        for key, at in self.fields(content.schema, content.pointer).items():
            if key in known and known[key].schema == at.schema and self._is_plain(at):
                yield key

    def _is_plain(self, at: At) -> bool:
        try:
            shape = self.made.shape(at)
        except GiveUp:
            return False
        words = ("readOnly", "writeOnly", "enum", "const")
        is_own = not any(True for word in words for _ in shape.each(word)) and not shape.choices
        formats = (
            {str(one.schema) for one in shape.each("format")}
            if shape.types == ("string",)
            else {""}
        )
        return (
            is_own and shape.types in (("string",), ("integer",)) and formats <= {*_PLAIN_FORMATS}
        )

    def remove(self, create: ir.Operation, read: ir.Operation, path: str) -> str:
        """Return the constant of the operation that takes the thing away, if one is sure to."""
        pointer = self.overview.places.get(("DELETE", path))
        is_told = any(response.status in ("404", "410") for response in read.responses)
        if pointer is None or not is_told:
            return ""
        delete = self.api.operation(pointer)
        is_done = any(response.status in ("200", "204") for response in delete.responses)
        return self.overview.constant(pointer) if is_done and _is_alike(create, delete) else ""

    def list(self, create: ir.Operation, shown: ir.Content) -> dict[str, str]:
        """Return the operation that lists all things, and where in its answer they stand."""
        pointer = self.overview.places.get(("GET", create.path))
        if pointer is None:
            return {}
        operation = self.api.operation(pointer)
        content = _told(operation)
        if content is None or not _is_alike(create, operation) or not self.is_whole(operation):
            return {}
        at = At(content.schema, content.pointer + "/schema")
        try:
            shape, place = self.made.shape(at), ""
            if len(shape.properties) == 1:
                ((key, at),) = shape.properties.items()
                shape, place = self.made.shape(at), f"/{key}"
        except GiveUp:
            return {}
        items = list(shape.each("items"))
        is_bounded = any(True for _ in shape.each("maxItems"))
        if (
            shape.types != ("array",)
            or is_bounded
            or [one.schema for one in items] != [shown.schema]
        ):
            return {}
        return {"list": self.overview.constant(pointer), "listed": place}

    def is_whole(self, operation: ir.Operation) -> bool:
        """Whether a list has everything, as far as its parameters and headers show: no pages."""
        if any(response.headers for response in operation.successes):
            return False
        return all(
            one.location == "path"
            or (isinstance(one.presence, ir.Optional) and self.is_filter(one))
            for one in operation.parameters
        )

    def is_filter(self, parameter: ir.Parameter) -> bool:
        """Whether a parameter picks some by a word of a list, or by yes and no."""
        try:
            shape = self.made.shape(At(parameter.schema, parameter.pointer + "/schema"))
        except GiveUp:
            return False
        is_word = any(True for _ in shape.each("enum"))
        return is_word or shape.types == ("boolean",)


def _told(operation: ir.Operation) -> ir.Content | None:
    """Return the JSON that an operation answers with, where that is all it answers with."""
    contents = [content for response in operation.successes for content in response.contents]
    is_one = bool(contents) and all(one.schema == contents[0].schema for one in contents)
    return contents[0] if is_one and contents[0].kind == "json" and not contents[0].unwrap else None


def _is_alike(create: ir.Operation, other: ir.Operation) -> bool:
    """Whether who may make things may do this, and whether it takes nothing but the path."""
    is_asked = any(
        one.location != "path" and isinstance(one.presence, ir.Required) for one in other.parameters
    )
    return other.security == create.security and not is_asked


def _keys(parameter: str) -> Iterator[str]:
    """Yield the properties that a path parameter may name: ``petId`` is ``petId`` or ``id``."""
    yield parameter
    found = _NAMED.fullmatch(parameter)
    if found is not None and found[1].lower() not in (parameter, "id"):
        yield found[1].lower()
    if parameter != "id":
        yield "id"
