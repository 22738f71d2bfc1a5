"""Cases that a document makes by itself: of its examples, and of the words for states of jobs."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from callsheet.behaviour.canonical import ordered, part
from callsheet.behaviour.expect import Expectations, Unsaid, at, job_of, operation_with, unwrapped
from callsheet.behaviour.model import Canonical, Case, Reply
from callsheet.ir import Api, Content, Example, Operation, Required, Response
from callsheet.source import steps_of

SUCH_AS = {"4XX": 418, "5XX": 507, "default": 502, "2XX": 203}
"""A status for each range."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Makes cases of one document."""

    api: Api
    folder: Path
    keys: dict[str, Any]

    @property
    def expect(self) -> Expectations:
        """What the document says of its calls."""
        return Expectations(self.api)

    def cases(self) -> list[Case]:
        """Return every case that the document makes."""
        return [case for operation in self.api.operations for case in self._of(operation)]

    def _of(self, operation: Operation) -> Iterator[Case]:
        usual = self._reply_of(operation)
        if usual is None:
            return
        for content in operation.body.contents if operation.body else ():
            for example in content.examples:
                if content.kind in ("json", "form", "multipart"):
                    yield self._asking(operation, content, example, usual)
        arguments = self.arguments(operation)
        if arguments is None:
            return
        for response in operation.responses:
            for content in response.contents:
                for example in content.examples:
                    reply = self._reply(response, content, example)
                    name = f"{operation.id}/{response.status}/{_named(content, example)}"
                    yield self._case(name, example.pointer, operation, arguments, reply)
        if operation.job is not None:
            yield from self._lives(operation, arguments, usual)

    def arguments(self, operation: Operation) -> dict[str, Any] | None:
        """Return arguments of a call as the document shows them; None where it shows too little."""
        body = next(iter(operation.body.contents), None) if operation.body else None
        shown = next((one.value for one in body.examples), None) if body else None
        made: dict[str, Any] = {}
        for one in operation.arguments:
            if one.source == "body" and shown is not None:
                made[one.pointer] = shown
            elif one.source == "field" and isinstance(shown, dict) and one.wire in shown:
                made[one.pointer] = shown[one.wire]
            elif isinstance(one.presence, Required):
                place = (one.source, one.wire)
                found = [p for p in operation.parameters if (p.location, p.wire) == place]
                if not found or not found[0].examples:
                    return None
                made[one.pointer] = found[0].examples[0].value
        return made

    def _asking(
        self, operation: Operation, content: Content, example: Example, usual: Reply
    ) -> Case:
        """Return the case of an example of a request."""
        arguments = self.arguments(operation) or {}
        for one in operation.arguments:
            if one.source in ("field", "body"):
                arguments.pop(one.pointer, None)
            if one.source == "body":
                arguments[one.pointer] = example.value
            elif one.source == "field" and one.wire in example.value:
                arguments[one.pointer] = example.value[one.wire]
        name = f"{operation.id}/request/{_named(content, example)}"
        case = self._case(name, example.pointer, operation, arguments, usual, content)
        body = {"media": content.media, "json": example.value}
        if content.kind == "multipart":
            body = {"media": content.media, "parts": ordered(_parts(content, example.value))}
        elif content.kind == "form":
            form = sorted([key, str(text)] for key, text in example.value.items())
            body = {"media": content.media, "form": form}
        return replace(case, requests=({**case.requests[0], "body": body},))

    def _case(
        self,
        name: str,
        place: str,
        operation: Operation,
        arguments: dict[str, Any],
        reply: Reply,
        content: Content | None = None,
    ) -> Case:
        path = {k: v for k, v in arguments.items() if not _is_of_body(operation, k)}
        plain = path if content else arguments
        return Case(
            id=name,
            place=place,
            operation=operation,
            do="call",
            arguments=tuple(arguments.items()),
            keys=self.keys,
            options={"media_type": content.media} if content else {},
            requests=(self.expect.request(operation_with(operation, plain), plain, self.keys),),
            replies=(reply,),
            outcome=self.expect.meaning(operation, reply),
        )

    def _reply_of(self, operation: Operation) -> Reply | None:
        """Return the first success that the document shows; None where it shows none."""
        for response in operation.successes:
            for content in response.contents:
                for example in content.examples:
                    return self._reply(response, content, example)
            if not response.contents:
                return Reply(_status(response), (), b"")
        return None

    def _reply(self, response: Response, content: Content, example: Example) -> Reply:
        body = json.dumps(example.value, ensure_ascii=False).encode()
        if example.file:
            body = (self.folder / example.file).read_bytes()
        names = self.api.errors.request_id[:1]
        told = tuple((name, f"req-{response.status}") for name in names)
        return Reply(_status(response), (("Content-Type", content.media), *told), body)

    # -- jobs

    def _lives(
        self, operation: Operation, arguments: dict[str, Any], usual: Reply
    ) -> Iterator[Case]:
        """Yield a life cycle for each word that a state has, and one for the first in capitals."""
        for state, words in job_of(operation).states:
            for word in dict.fromkeys([*words, words[0].upper()] if words else ()):
                yield self._life(operation, arguments, usual, state, word)

    def _life(
        self, operation: Operation, arguments: dict[str, Any], usual: Reply, state: str, word: str
    ) -> Case:
        job = job_of(operation)
        first = Reply(usual.status, (*usual.headers, ("Retry-After", "0")), usual.body)
        ends = state in ("done", "failed", "cancelled")
        done = dict(job.states)["done"][0]
        told = [word] if ends else [word, done]
        replies = [first, *(self._poll(operation, one) for one in told)]
        case = self._case(
            f"{operation.id}/job/{state}/{word or 'empty'}",
            job.pointer,
            operation,
            arguments,
            first,
        )
        return replace(
            case,
            do="wait",
            requests=self.expect.cycle(case.requests[0], operation, replies, "wait", self.keys),
            replies=tuple(replies),
            outcome=self.expect.end(operation, replies)
            | {"events": self.expect.states(operation, replies)},
        )

    def _poll(self, operation: Operation, word: str) -> Reply:
        """Return an answer that says a word: an example of the same state, or another, changed."""
        job = job_of(operation)
        poll = next(one for one in self.api.operations if one.pointer == job.poll.operation)
        response = poll.successes[0]
        content = response.contents[0]
        state = next(s for s, words in job.states if word.lower() in [w.lower() for w in words])
        words = [one.lower() for one in dict(job.states)[state]]
        bodies = [copy.deepcopy(one.value) for one in content.examples]
        inner = [unwrapped(content, one) for one in bodies]
        likely = [i for i, one in enumerate(inner) if str(at(one, job.status[0])).lower() in words]
        chosen = likely[0] if likely else 0
        _put(inner[chosen], job.status[0], word)
        if state in ("failed", "cancelled") and job.failure_message:
            _put(inner[chosen], job.failure_message[0], "refused")
        body = json.dumps(bodies[chosen], ensure_ascii=False).encode()
        headers = (("Content-Type", content.media), ("Retry-After", "0"))
        return Reply(_status(response), headers, body)


def _named(content: Content, example: Example) -> str:
    kind = "" if content.kind == "json" else f" as {content.media.partition(';')[0]}"
    return f"{example.name}{kind}"


def _status(response: Response) -> int:
    return int(response.status) if response.status.isdigit() else SUCH_AS[response.status]


def _is_of_body(operation: Operation, pointer: str) -> bool:
    found = next(one for one in operation.arguments if one.pointer == pointer)
    return found.source in ("field", "body")


def _parts(content: Content, fields: dict[str, Any]) -> Iterator[Canonical]:
    """Yield the parts of a form of texts, numbers and objects."""
    encoding = {one.key: one for one in content.parts}
    for key, value in fields.items():
        media = encoding[key].media if key in encoding else ""
        if isinstance(value, (dict, list)):
            yield part(key, json.dumps(value).encode(), None, media or "application/json")
        elif isinstance(value, str):
            yield part(key, value.encode(), None, media or None)
        else:
            yield part(key, json.dumps(value).encode(), None, media or None)


def _put(body: Any, pointer: str, value: Any) -> None:
    """Put a value into a body, at a place that may not be there yet."""
    *way, last = steps_of(pointer)
    for step in way:
        if not isinstance(body.get(step), dict):
            body[step] = {}
        body = body[step]
    if not isinstance(body, dict):
        raise Unsaid(f"{pointer} is no place in the example")
    body[last] = value
