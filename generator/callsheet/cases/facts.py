"""Facts: what the harness must know of each operation, with the operations by their constants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from callsheet import ir
from callsheet.cases.model import (
    Answer,
    AnswerHeader,
    Life,
    Media,
    OperationFacts,
    Parameter,
)
from callsheet.cases.overview import Overview
from callsheet.cases.placing import TOKEN
from callsheet.cases.shapes import At, GiveUp, key_of
from callsheet.cases.synthesise import Synthesiser
from callsheet.plain import is_object
from callsheet.source import steps_of


class Facts:
    """Some operations of an API, and the schemas of their requests and answers."""

    def __init__(self, api: ir.Api, overview: Overview) -> None:
        self.api = api
        self.overview = overview
        self.schemas: dict[str, ir.Json] = {}
        """The schemas of requests and answers that have no name of their own, by key."""
        self.references: set[str] = set()
        """The references to those that have one."""
        self.origins: dict[str, str] = {}
        """Their places, by key."""

    def of(self, operation: ir.Operation) -> OperationFacts:
        """Return what the harness must know of an operation."""
        fed = self.overview.feeds.get(operation.pointer, {})
        path = [p for p in operation.parameters if p.location == "path"]
        for content in operation.body.contents if operation.body else ():
            self.body(operation, content)
        return OperationFacts(
            constant=self.overview.constant(operation.pointer),
            operation=operation,
            answers=tuple(self._answer(operation, response) for response in operation.responses),
            security=self.security(operation),
            unwrap=_unwrap(operation),
            may_miss=any(p.wire not in fed and not _is_listed(p) for p in path)
            or self._is_guessed(operation),
            life=self._life(operation),
            parameters=tuple(self._parameters(operation)),
            defaults=tuple(self._defaults(operation)),
            shows=tuple(self._shows(operation)),
            selects=_selects(operation),
        )

    def security(self, operation: ir.Operation) -> tuple[tuple[ir.Scheme, ...], ...]:
        """Return the ways to authenticate that a request can take; none where none is needed."""
        if () in operation.security:
            return ()
        schemes = {scheme.key: scheme for scheme in self.api.schemes}
        found = (tuple(schemes[key] for key in keys) for keys in operation.security)
        return tuple(filter(_can_be_sent, found))

    # -- jobs --------------------------------------------------------------------------------------

    def _is_guessed(self, operation: ir.Operation) -> bool:
        """Whether only the path says that a job feeds the operation, and it changes something."""
        named = {
            call.operation
            for creator in self.overview.creators.values()
            if creator.job
            for call in (creator.job.poll, creator.job.result)
            if call
        }
        return (
            operation.pointer in self.overview.feeds
            and operation.pointer not in named
            and operation.method != "GET"
        )

    def _life(self, operation: ir.Operation) -> Life | None:
        job = operation.job
        if job is None:
            return None
        return Life(
            job=job,
            id=list(job.id),
            poll=self.overview.constant(job.poll.operation),
            status=list(job.status),
            states={state: list(words) for state, words in job.states},
            progress=list(job.progress),
            whole=job.progress_whole,
            created=list(job.times.created),
            started=list(job.times.started),
            finished=list(job.times.finished),
            expires=list(job.expires),
            failure_message=list(job.failure_message),
            result=self.overview.constant(job.result.operation) if job.result else "",
            result_url=list(job.result_url),
            cancel=self.overview.constant(job.cancel.operation) if job.cancel else "",
        )

    def _defaults(self, operation: ir.Operation) -> Iterator[tuple[str, ir.Json]]:
        """Yield the default of each place of the request that an answer repeats."""
        made = Synthesiser(self.api.schemas)
        contents = operation.body.contents if operation.body else ()
        for _, here in operation.echo:
            found = (default_at(made, content, here) for content in contents)
            yield from ((here, value) for value in found if value is not None)

    def _shows(self, operation: ir.Operation) -> Iterator[tuple[str, str, ir.Json]]:
        """Yield each place of the answer that shows a default, with its place and value."""
        made = Synthesiser(self.api.schemas)
        contents = operation.body.contents if operation.body else ()
        for there, here in operation.shown_defaults:
            found = (default_at(made, content, here) for content in contents)
            yield from ((there, here, value) for value in found if value is not None)

    # -- answers -----------------------------------------------------------------------------------

    def _answer(self, operation: ir.Operation, response: ir.Response) -> Answer:
        where = f"{operation.title} {response.status}"
        media = tuple(
            Media(
                c.media,
                c.kind == "binary",
                self._key(c.schema, f"{where} {c.media}", c.pointer) if c.kind == "json" else "",
            )
            for c in response.contents
        )
        headers = tuple(
            AnswerHeader(
                h.wire,
                isinstance(h.presence, ir.Required),
                self._key(h.schema, f"{where} {h.wire}", h.pointer),
            )
            for h in response.headers
            if h.wire.lower() != "content-type"
        )
        return Answer(response.status, response.pointer, media, headers)

    def body(self, operation: ir.Operation, content: ir.Content) -> str:
        """Return the key of the schema of a request's body."""
        return self._own_key(content.schema, f"{operation.title} {content.media}", content.pointer)

    def _parameters(self, operation: ir.Operation) -> Iterator[Parameter]:
        for parameter in operation.parameters:
            name, location, pointer = parameter.wire, parameter.location, parameter.pointer
            key = self._own_key(parameter.schema, f"{location} {name} {pointer}", pointer)
            is_required = isinstance(parameter.presence, ir.Required)
            yield Parameter(name, location, key, pointer, is_required)

    def _own_key(self, schema: ir.Json, where: str, pointer: str) -> str:
        """Return the key of a schema of which the place counts, too."""
        if is_object(schema) and set(schema) == {"$ref"}:
            return self._key(schema, where, pointer)
        self.schemas[where], self.origins[where] = schema, pointer + "/schema"
        return where

    def _key(self, schema: ir.Json, where: str, pointer: str) -> str:
        """Return the key of an answer's schema: its own name, or where it stands if it has none."""
        if is_object(schema) and set(schema) == {"$ref"}:
            self.references.add(schema["$ref"])
            return key_of(schema["$ref"])
        for key, known in self.schemas.items():
            if (
                known == schema
                and " " in key
                and key.rsplit(" ", 1)[-1] == where.rsplit(" ", 1)[-1]
            ):
                return key  # a header that every answer has
        return self._own_key(schema, where, pointer)


def default_at(made: Synthesiser, content: ir.Content, pointer: str) -> ir.Json:
    """Return the default of a place of a body; None where there is none."""
    at = At(content.schema, content.pointer + "/schema")
    try:
        for step in steps_of(pointer):
            at = made.shape(at).properties[step]
        return next((one.schema for one in made.shape(at).each("default")), None)
    except (GiveUp, KeyError):
        return None


def _selects(operation: ir.Operation) -> dict[str, dict[str, list[str]]]:
    """Return what each value of a query parameter selects, with the default under no value."""
    found: dict[str, dict[str, list[str]]] = {}
    parameters = {p.wire: p for p in operation.parameters if p.location == "query"}
    for name, values in operation.selects:
        if name not in parameters:
            continue
        known = {value: list(media) for value, media in values}
        presence = parameters[name].presence
        if isinstance(presence, ir.Default) and presence.value in known:
            known[""] = known[presence.value]
        found[name] = known
    return found


def _can_be_sent(schemes: tuple[ir.Scheme, ...]) -> bool:
    """Whether one request can carry the credentials of all schemes."""
    headers = {(s.wire.lower(), s.kind) for s in schemes if s.kind not in ("query", "cookie")}
    is_written = all(s.kind == "query" or TOKEN.fullmatch(s.wire) for s in schemes)
    return is_written and len({name for name, _ in headers}) == len(headers)


def _unwrap(operation: ir.Operation) -> ir.Unwrap | None:
    contents = (content for response in operation.successes for content in response.contents)
    return next((content.unwrap for content in contents if content.unwrap is not None), None)


def _is_listed(parameter: ir.Parameter) -> bool:
    """Whether the document itself lists the values, so that none is unknown to the server."""
    schema: Any = parameter.schema
    return is_object(schema) and (
        "enum" in schema or "const" in schema or schema.get("type") == "boolean"
    )
