"""Requests: for each operation a small valid one in each media type; the cases differ from it."""

from __future__ import annotations

from dataclasses import replace

from callsheet import ir
from callsheet.cases.derive import Bodies, sent
from callsheet.cases.facts import Facts
from callsheet.cases.model import JobId, Request
from callsheet.cases.shapes import At, GiveUp
from callsheet.cases.synthesise import Synthesiser

IGNORED = ("accept", "authorization", "content-type")
"""Header parameters that OpenAPI says to ignore."""


class Requests:
    """Makes the requests of operations."""

    def __init__(self, facts: Facts, made: Synthesiser, left_out: list[str]) -> None:
        self.facts = facts
        self.made = made
        self.left_out = left_out
        """Grows by what no request could be made of, and why."""

    def of(self, operation: ir.Operation) -> list[tuple[Request, ir.Content | None]]:
        """Return a small valid request for each media type of the body. Raises :class:`GiveUp`."""
        plain = self.parameters(operation)
        if operation.body is None or not operation.body.contents:
            return [(plain, None)]
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
            constant = f"{plain.operation}_{word_of(content.media).upper()}"
            taken = [request.constant for request, _ in found]
            constant = constant if constant not in taken else f"{constant}_{len(found) + 1}"
            files = tuple(bodies.files.items())
            request = replace(
                plain, constant=constant, media=content.media, body=body, has_body=True, files=files
            )
            found.append((request, content))
        if not found:
            raise reason or GiveUp("no body of a kind that cases are made for (JSON, form)")
        return found

    def parameters(self, operation: ir.Operation) -> Request:
        """Return a request with the parameters that it must have, and no body yet."""
        fed = self.facts.feeds.get(operation.pointer, {})
        path: list[tuple[str, str]] = []
        ids: list[tuple[str, JobId]] = []
        query: list[tuple[str, tuple[str, ...]]] = []
        headers: list[tuple[str, str]] = []
        for parameter in operation.parameters:
            if parameter.wire in fed and parameter.location == "path":
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
                headers.append(("Cookie", "; ".join(f"{name}={text}" for name, text in pairs)))
        constant = self.facts.constant(operation.pointer)
        return Request(
            f"{constant}_REQUEST",
            constant,
            "",
            tuple(path),
            tuple(ids),
            tuple(query),
            tuple(headers),
        )

    def sample(self, parameter: ir.Parameter) -> ir.Json:
        """Return a parameter's value, an example if there is one. Raises :class:`GiveUp`."""
        for example in parameter.examples:
            if self.made.is_valid(parameter.schema, example.value):
                return example.value
        return self.made.value(At(parameter.schema, parameter.pointer + "/schema"))


def word_of(media: str) -> str:
    """Return the word for a media type: ``json``, ``form``, ``multipart``."""
    if "json" in media:
        return "json"
    if media.startswith("multipart/"):
        return "multipart"
    return "form"
