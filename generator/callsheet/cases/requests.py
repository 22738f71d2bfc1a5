"""Requests: for each operation a small valid one in each media type; the cases differ from it."""

from __future__ import annotations

from dataclasses import replace

from callsheet import ir
from callsheet.cases.derive import Bodies
from callsheet.cases.facts import Facts
from callsheet.cases.model import JobId, Request
from callsheet.cases.placing import is_sendable, sent
from callsheet.cases.shapes import At, GiveUp
from callsheet.cases.synthesise import Synthesiser
from callsheet.plain import is_object

IGNORED = ("accept", "authorization", "content-type")
"""Header parameters that OpenAPI says to ignore."""


class Requests:
    """Makes the requests of operations."""

    def __init__(self, facts: Facts, made: Synthesiser, left_out: list[str]) -> None:
        self.facts = facts
        self.made = made
        self.left_out = left_out
        """Grows by what no request could be made of, and why."""
        self.taken = set(facts.overview.constants)

    def of(self, operation: ir.Operation) -> list[tuple[Request, ir.Content | None]]:
        """Return a small valid request for each media type of the body. Raises :class:`GiveUp`."""
        plain = self.parameters(operation)
        is_guarded = operation.security and () not in operation.security
        if is_guarded and not self.facts.security(operation):
            raise GiveUp("no request can carry the credentials that it asks for")
        if operation.body is None or not operation.body.contents:
            return [(replace(plain, constant=self.constant(plain.constant)), None)]
        found: list[tuple[Request, ir.Content | None]] = []
        reason: GiveUp | None = None
        for content in operation.body.contents:
            if content.kind in ("text", "binary"):
                continue
            bodies = Bodies(self.made, content)
            try:
                body = bodies.smallest()
            except GiveUp as error:
                self.left_out.append(f"{operation.title} as {content.media}: {error}")
                reason = error
                continue
            if bodies.is_form and not is_object(body):
                reason = GiveUp("a form that is no object has no fields to send")
                self.left_out.append(f"{operation.title} as {content.media}: {reason}")
                continue
            constant = self.constant(f"{plain.operation}_{word_of(content.media).upper()}")
            files = tuple(bodies.files.items())
            request = replace(
                plain,
                constant=constant,
                media=content.media,
                schema=self.facts.body(operation, content),
                body=body,
                has_body=True,
                files=files,
            )
            found.append((request, content))
        if not found:
            if reason is not None and len(operation.body.contents) == 1:
                self.left_out.pop()  # the operation is left out for the same reason
            raise reason or GiveUp("no body of a kind that cases are made for (JSON, form)")
        return found

    def constant(self, wish: str) -> str:
        """Return a constant that nothing else has, neither a request nor an operation."""
        name, number = wish, 1
        while name in self.taken:
            number += 1
            name = f"{wish}_{number}"
        self.taken.add(name)
        return name

    def parameters(self, operation: ir.Operation) -> Request:
        """Return a request with the parameters that it must have, and no body yet."""
        fed = self.facts.overview.feeds.get(operation.pointer, {})
        path: list[tuple[str, str]] = []
        ids: list[tuple[str, JobId]] = []
        query: list[tuple[str, tuple[str, ...]]] = []
        headers: list[tuple[str, str]] = []
        cookies: list[tuple[str, str]] = []
        for parameter in operation.parameters:
            if parameter.wire in fed and parameter.location in ("path", "query"):
                ids.append((parameter.wire, fed[parameter.wire]))
                continue
            if parameter.location != "path" and not isinstance(parameter.presence, ir.Required):
                continue
            if parameter.location == "header" and parameter.wire.lower() in IGNORED:
                continue
            pairs = sent(parameter, self.sample(parameter))
            if parameter.location == "path":
                path.extend(pairs)
            elif parameter.location == "query":
                names = dict.fromkeys(name for name, _ in pairs)
                query.extend((n, tuple(text for name, text in pairs if name == n)) for n in names)
            elif parameter.location == "header":
                headers.extend(pairs)
            else:
                cookies.extend(pairs)
        if cookies:
            headers.append(("Cookie", "; ".join(f"{name}={text}" for name, text in cookies)))
        constant = self.facts.overview.constant(operation.pointer)
        return Request(
            f"{constant}_REQUEST",
            constant,
            path=tuple(path),
            ids=tuple(ids),
            query=tuple(query),
            headers=tuple(headers),
        )

    def sample(self, parameter: ir.Parameter) -> ir.Json:
        """Return a parameter's value, an example if there is one. Raises :class:`GiveUp`."""
        for example in parameter.examples:
            if self.made.is_valid(parameter.schema, example.value) and is_sendable(
                parameter, example.value
            ):
                return example.value
        at = At(parameter.schema, parameter.pointer + "/schema")
        for value in self.made.values(at, is_filled=True):
            if is_sendable(parameter, value):
                return value
        raise GiveUp(f"no value of {parameter.wire} can be sent in the {parameter.location}")


def word_of(media: str) -> str:
    """Return the word for a media type: ``json``, ``form``, ``multipart``."""
    if "json" in media:
        return "json"
    if media.startswith("multipart/"):
        return "multipart"
    return "form"
