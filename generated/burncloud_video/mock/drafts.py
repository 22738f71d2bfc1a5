"""An answer in the making: an example or a made-up value, fitted to the request and still valid."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping

from .coerce import coerce
from .contract import Content
from .pointers import Json, Object, has, look, members, put
from .schemas import Schemas

Edit = tuple[str, Json]
"""A pointer into the body, inside of what wraps it, and what is to stand there."""


class Draft:
    """The body of an answer."""

    def __init__(self, schemas: Schemas, content: Content, value: Json) -> None:
        self._schemas = schemas
        self.content = content
        self.value = copy.deepcopy(value)
        self._is_valid = schemas.is_valid(content.schema, value, "response")

    @property
    def inner(self) -> Json:
        """The body itself, without what wraps it."""
        return opened(self.content, self.value)

    @property
    def schema(self) -> Json:
        """The schema of :attr:`inner`."""
        if self.inner is self.value:
            return self.content.schema
        return self._schemas.at(self.content.schema, self.content.payload)

    def must(self, pointer: str, value: Json) -> None:
        """Set a place, whatever the schema says."""
        put(self.inner, pointer, value)

    def may(self, edits: Iterable[Edit]) -> None:
        """Set those places that leave the body as valid as it was."""
        edits = [edit for edit in edits if look(self.inner, edit[0]) != edit[1]]
        if edits and not self._try(edits):
            for edit in edits:
                self._try([edit])

    def _try(self, edits: Iterable[Edit]) -> bool:
        trial = copy.deepcopy(self.value)
        for pointer, value in edits:
            put(opened(self.content, trial), pointer, value)
        if self._is_valid and not self._schemas.is_valid(
            self.content.schema, trial, "response"
        ):
            return False
        self.value = trial
        return True

    def repeat(
        self, request: Object, body: Content | None, kept: frozenset[str]
    ) -> None:
        """Repeat those values of a request that the answer has a property of the same name for."""
        edits: list[Edit] = []
        for key, value in request.items():
            schema = self._schemas.declared(self.schema, key)
            if key in kept or (schema is None and key not in members(self.inner)):
                continue
            if self._schemas.resolve(schema).get("writeOnly") is True:
                continue
            theirs = self._schemas.declared(body.schema, key) if body else None
            is_same = schema is not None and theirs == schema
            new = _repeated(members(self.inner).get(key), value, is_same=is_same)
            if new is not None:
                edits.append((_pointer(key), self.fitting(new, schema)))
        self.may(edits)

    def echo(
        self, pairs: Iterable[tuple[str, str]], request: Json, *, is_own: bool
    ) -> None:
        """Put what the document says is repeated where it says so.

        The answer of another operation than the one it is said of repeats what it has a place for.
        """
        for pointer, source in pairs:
            has_place = has(self.inner, pointer) or self._schemas.at(
                self.schema, pointer
            )
            if has(request, source) and (is_own or has_place):
                value = look(request, source)
                self.may([(pointer, value)])
                if look(self.inner, pointer) != value:
                    schema = self._schemas.at(self.schema, pointer)
                    self.may([(pointer, self.fitting(value, schema))])

    def name(self, values: Mapping[str, Json]) -> None:
        """Repeat the values of path parameters in properties of the same name."""
        here = members(self.inner)
        self.may(
            [(_pointer(key), value) for key, value in values.items() if key in here]
        )

    def fitting(self, value: Json, schema: Json) -> Json:
        """Return a scalar as text, or a text as another scalar, where the schema wants that."""
        kinds = self._schemas.kinds(schema) if schema is not None else frozenset[str]()
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if (
            is_number
            and kinds
            and not kinds & {"integer", "number"}
            and "string" in kinds
        ):
            return str(value)
        return coerce(self._schemas, value, schema) if isinstance(value, str) else value


def opened(content: Content, value: Json) -> Json:
    """Return what an envelope holds, where the value is one, else the value."""
    if content.payload and not (content.unless and has(value, content.unless)):
        inner = look(value, content.payload)
        if isinstance(inner, dict):
            return inner
    return value


def _pointer(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _repeated(old: Json, new: Json, *, is_same: bool) -> Json:
    """Return what to repeat, None for nothing.

    An object is repeated whole where request and answer share its schema. Where they only share its
    name, as parameters of the work and facts about its result do, common members are repeated.
    """
    if is_same:
        return new
    if isinstance(new, dict):
        if not isinstance(old, dict):
            return None
        return {**old, **{key: value for key, value in new.items() if key in old}}
    if isinstance(new, list):
        return new if isinstance(old, list) else None
    return None if isinstance(old, dict | list) else new
