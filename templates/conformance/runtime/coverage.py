"""Coverage: what of the document was put to the test, taken down while the tests run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from .facts import Case, Group, Operation, Parameter, Request
from .keywords import keywords, met, validator
from .wire import Exchange

Sides = dict[str, set[str]]
"""By pointer into the document, ``valid`` where a request kept it, ``invalid`` where one broke it."""


class Coverage:
    """What was asked and seen, by operation."""

    def __init__(
        self, operations: Mapping[str, Operation], groups: Sequence[Group]
    ) -> None:
        self.operations = list(operations.values())
        self.requests_of: dict[str, dict[str, Request]] = {}
        """By operation and media type, the request that the tests begin with."""
        for group in groups:
            known = self.requests_of.setdefault(group.request.operation.title, {})
            known.setdefault(group.request.media, group.request)
        self.requests = 0
        """The number of answers."""
        self.statuses: dict[str, dict[int, int]] = {
            operation.title: {} for operation in self.operations
        }
        """By operation, how often each status was seen."""
        self.marks: dict[str, dict[str, Sides]] = {}
        """By operation, then by media type of the request's body."""
        self.left_out: dict[str, dict[tuple[str, str], str]] = {}
        """By operation, then by pointer and side, why a test was left out."""
        self.guards: dict[str, str] = {}
        """By operation, why no credentials were tried."""
        self.seen: set[str] = set()
        """Pointers of the rules that an answer was held to."""
        self.bodies: set[str] = set()
        """The schemas of which there was an answer."""

    # -- taking note ----------------------------------------------------------------------------------

    def see(self, operation: Operation, exchange: Exchange) -> None:
        """Take note of an answer."""
        self.requests += 1
        seen = self.statuses.get(operation.title)
        if seen is None:
            return  # the document knows no such call: another method, or where a result is
        seen[exchange.status] = seen.get(exchange.status, 0) + 1
        answer = operation.answer(exchange.status)
        for media in answer.media if answer else ():
            if media.schema and media.type.partition(";")[0] == exchange.media:
                self._see_body(media.schema, exchange)

    def _see_body(self, key: str, exchange: Exchange) -> None:
        self.bodies.add(key)
        if all(same(one.at) in self.seen for one in keywords(key)):
            return
        try:
            self.seen.update(map(same, met(key, json.loads(exchange.content))))
        except ValueError:
            return

    def meet(self, request: Request, at: str, *, is_valid: bool) -> None:
        """Take note of a request that keeps or breaks what stands at a place."""
        known = self.marks.setdefault(request.operation.title, {})
        marks = known.setdefault(request.media, {})
        side = "valid" if is_valid else "invalid"
        marks.setdefault(same(at), set[str]()).add(side)

    def keep(self, request: Request, case: Case, exchange: Exchange) -> None:
        """Take note of a valid request: of every rule that its parts were held to."""
        self.meet(request, case.at, is_valid=True)
        for parameter in request.operation.parameters:
            texts = _texts(parameter, request, case, exchange)
            if texts:
                self.meet(request, parameter.at, is_valid=True)
                for at in _met_by_text(parameter.schema, texts):
                    self.meet(request, at, is_valid=True)
        if request.schema and exchange.sent.body is not None:
            for at in met(request.schema, exchange.sent.body):
                self.meet(request, at, is_valid=True)

    def leave_out(self, group: Group, case: Case, reason: str) -> None:
        """Take note of a test that was left out."""
        title = group.request.operation.title
        side = "valid" if group.check == "accepts" else "invalid"
        self.left_out.setdefault(title, {}).setdefault((same(case.at), side), reason)
        if group.check == "guards":
            self.guards.setdefault(title, reason)

    def codes(self, operation: Operation) -> Sequence[int]:
        """Return the statuses that an operation was seen to answer with."""
        return list(self.statuses.get(operation.title, ()))

    def sides(self, title: str, at: str, media: str | None = None) -> set[str]:
        """Return how a place was asked for, with one media type of the body or with any."""
        found = set[str]()
        for own, marks in self.marks.get(title, {}).items():
            if media in (None, own):
                found |= marks.get(same(at), set[str]())
        return found


def same(at: str) -> str:
    """Return a pointer by which a place is the same, whichever way its alternatives are taken."""
    return at.replace("/oneOf/", "/anyOf/")


def _texts(
    parameter: Parameter, request: Request, case: Case, exchange: Exchange
) -> Sequence[str]:
    """Return the texts that a request has for a parameter."""
    name = parameter.name
    match parameter.location:
        case "query":
            return {**request.query, **case.query}.get(name, ())
        case "header":
            told = {**request.headers, **case.headers}.get(name)
            return (told,) if told else ()
        case "path":
            pattern = re.escape(request.operation.path)
            pattern = re.sub(r"\\\{[^}]*\\\}", "([^/]*)", pattern)
            found = re.search(pattern + "$", urlsplit(exchange.sent.url).path)
            names = re.findall(r"\{([^}]*)\}", request.operation.path)
            values = dict(zip(names, found.groups() if found else (), strict=False))
            return (unquote(values[name]),) if name in values else ()
        case _:
            cookies = request.headers.get("Cookie", "").split("; ")
            pairs = (cookie.partition("=") for cookie in cookies)
            return [text for key, _, text in pairs if key == name]


def _met_by_text(key: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield the rules that a value was held to, in the first reading that fits the schema."""
    text = texts[0]
    readings: list[Any] = [text, text.split(","), list(texts)]
    try:
        readings.insert(0, json.loads(text))
    except ValueError:
        pass
    for value in readings:
        if validator(key).is_valid(value):
            yield from met(key, value)
            return
