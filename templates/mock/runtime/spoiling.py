"""Spoiling: a fault is carried out on the answers that the mock would have given."""

from __future__ import annotations

import json
from typing import Any, cast

from starlette.responses import Response

from .answers import Answers
from .contract import Contract, JobRule, Operation
from .drafts import opened
from .fault import Fault
from .jobs import ENDS, STARTS, State, meaning, word
from .pointers import Json, dump, first, look, put
from .refusals import NOT_READY, UNKNOWN, Refusal
from .rules import edited
from .sample_bytes import sample
from .schemas import Schemas
from .stamps import like, seconds_of


class Spoiler:
    """Carries one fault out. Remembers what it needs for faults that show over several answers."""

    def __init__(self, contract: Contract, answers: Answers, fault: Fault) -> None:
        self.fault = fault
        self._contract = contract
        self._answers = answers
        self._seen: dict[str, int] = {}
        """By path, how often an answer was spoiled."""
        self._first_id: Json = None
        self._edited: tuple[Schemas, dict[str, Operation]] | None = None

    def is_open(self, operation: Operation) -> bool:
        """Whether an operation asks for no credentials."""
        return self.fault.what == "open" and self.fault.operation == operation.title

    def is_forgetful(self, operation: Operation) -> bool:
        """Whether an operation takes no notice of an idempotency key."""
        return (
            self.fault.what == "forgetful" and self.fault.operation == operation.title
        )

    def reading(
        self, operation: Operation, schemas: Schemas
    ) -> tuple[Operation, Schemas]:
        """Return the operation and the schemas by which a request is read."""
        if self.fault.kind != "request" or self.fault.operation != operation.title:
            return operation, schemas
        if self._edited is None:
            made = edited(self._contract, self.fault)
            self._edited = (Schemas(made.defs), {o.title: o for o in made.operations})
        found, operations = self._edited
        return operations[operation.title], found

    def refusal(
        self, operation: Operation, refusal: Refusal, response: Response
    ) -> Response:
        """Return what is answered in place of a refusal."""
        fault = self.fault
        if fault.kind != "refusal" or fault.operation != operation.title:
            return response
        match fault.what:
            case "shape":
                body, media = b'{"detail": "no"}', response.headers.get(
                    "content-type", ""
                )
                return Response(body, response.status_code, media_type=media)
            case "html":
                return Response(
                    "<h1>no</h1>", response.status_code, media_type="text/html"
                )
            case "crash":
                return Response("<h1>crash</h1>", 500, media_type="text/html")
            case _:
                wanted = NOT_READY if "early" in fault.name else UNKNOWN
                return (
                    self._invented(operation) if refusal.reason is wanted else response
                )

    def answer(self, operation: Operation, path: str, response: Response) -> Response:
        """Return what is answered in place of a success."""
        fault = self.fault
        if fault.operation != operation.title or fault.kind not in ("answer", "job"):
            return response
        self._seen[path] = self._seen.get(path, 0) + 1
        match fault.what:
            case "status":
                response.status_code = 202 if response.status_code != 202 else 299
            case "media":
                response.headers["Content-Type"] = "text/plain"
            case "empty":
                return _with_body(response, b"")
            case "cut":
                return _with_body(response, bytes(response.body)[:-1])
            case "bytes":
                return _with_body(response, b"string")
            case "select":
                media = str(fault.value)
                response.headers["Content-Type"] = media
                return _with_body(response, sample(media))
            case "length":
                whole = bytes(response.body)
                _with_body(response, whole[: len(whole) // 2])
                response.headers["Content-Length"] = str(len(whole) // 2 - 1)
            case "no-header":
                del response.headers[fault.at]
            case "header":
                response.headers[fault.at] = "?"
            case _:
                return self._reworded(operation, path, response)
        return response

    def _invented(self, operation: Operation) -> Response:
        """Return a documented success, whatever was asked for."""
        response = operation.success
        content = self._answers.json_content(response)
        if response is not None and content is not None:
            value = self._answers.value(content)
            return self._answers.json(operation, response, content, value)
        if response is None or not response.contents:
            return self._answers.empty(response)
        return Response(
            b"invented", response.code, media_type=response.contents[0].media
        )

    def _reworded(
        self, operation: Operation, path: str, response: Response
    ) -> Response:
        """Return an answer with another body."""
        content = self._answers.json_content(operation.success)
        if content is None:
            return response
        body: Any = json.loads(bytes(response.body))
        inner: Any = opened(content, body)
        fault, rule = self.fault, self._rule(operation)
        if fault.what == "body":
            if not isinstance(inner, dict):
                return response
            inner = cast("dict[str, Any]", inner)
            name = fault.at[1:].replace("~1", "/").replace("~0", "~")
            inner.pop(name, None)
            if not fault.drops:
                inner[name] = fault.value
        elif rule is not None:
            if fault.what == "lost" and self._seen[path] > 2:
                return Response(b'{"message": "lost"}', 404, media_type=content.media)
            self._retell(rule, inner, self._seen[path])
        return _with_body(response, dump(body))

    def _retell(self, rule: JobRule, inner: Any, count: int) -> None:
        """Change what a body says of a job, seen so often before."""
        at = first(inner, rule.status) or rule.status[0]
        state = meaning(rule, look(inner, at))
        is_ended, goes_on = state in ENDS, state in ("waiting", "running")
        fault, progress = self.fault, rule.progress[0] if rule.progress else ""

        def say(wanted: State) -> None:
            put(inner, at, word(rule, wanted))

        match fault.what:
            case "state-back" if not is_ended and count > 1 or count in (2, 3):
                say("running" if count % 2 else "waiting")
            case "end-left" if is_ended and count % 2:
                say("running")
            case "never-ends" if is_ended:
                say("running")
            case "id-changes" | "id-reused":
                self._rename(rule, inner, count)
            case "echo" if look(inner, fault.at) is not None:
                put(inner, fault.at, fault.value)
            case "progress-early" if state == "waiting":
                put(inner, progress, _full(look(inner, progress)))
            case "progress-unfinished" if state == "done":
                put(inner, progress, _full(look(inner, progress), 99))
            case "progress-back" if goes_on or state == "done":
                put(inner, progress, _full(look(inner, progress), max(0, 50 - count)))
            case "time-moves" | "time-early" | "time-disordered":
                self._mistime(rule, inner, state, count)
            case "no-reason" if state == "failed":
                for pointer in rule.failure_message:
                    _clear(inner, pointer)
            case "early-reason" if goes_on:
                _fill(inner, fault.at, "It failed")
            case "no-result-url" if state == "done":
                for pointer in rule.result_url:
                    _clear(inner, pointer)
            case "early-result-url" if goes_on:
                _fill(inner, fault.at, "https://files.example/early")
            case _:
                pass

    def _mistime(
        self, rule: JobRule, inner: Any, state: State | None, count: int
    ) -> None:
        """Change what a body says of when things happened, or have it say so."""
        at, birth = self.fault.at, rule.times.get("created", ())
        told = first(inner, (*birth, at))
        known = look(inner, told) if told else self._moment(at)
        made = seconds_of(known)
        is_begun = state == "running" and at in rule.times.get("started", ())
        match self.fault.what:
            case "time-moves":
                put(inner, at, like(known, made + 60 * count))
            case "time-early" if state in STARTS and not is_begun:
                put(inner, at, like(known, made))
            case "time-disordered" if state == "done":
                put(inner, birth[0], like(known, made))
                put(inner, at, like(known, made - 3600))
            case _:
                pass

    def _moment(self, at: str) -> Json:
        """Return a time stamp of the kind that a place of the answers has."""
        schemas = Schemas(self._contract.defs)
        poll = next(
            o for o in self._contract.operations if o.title == self.fault.operation
        )
        content = self._answers.json_content(poll.success)
        schema = schemas.at(content.schema, at) if content else None
        is_text = "string" in schemas.kinds(schema)
        return "2026-01-31T12:00:00Z" if is_text else 1_769_860_800

    def _rename(self, rule: JobRule, inner: Any, count: int) -> None:
        at = first(inner, rule.id)
        if self.fault.what == "id-changes":
            put(inner, at, f"{look(inner, at)}{count}")
            return
        self._first_id = self._first_id or look(inner, at)
        for pointer in rule.id:
            if look(inner, pointer) is not None:
                put(inner, pointer, self._first_id)

    def _rule(self, operation: Operation) -> JobRule | None:
        """Return the rule of the jobs that an operation starts or tells of."""
        rules = [o.job for o in self._contract.operations if o.job is not None]
        told = (rule for rule in rules if rule.poll.operation == operation.title)
        return operation.job or next(told, None)


def _with_body(response: Response, body: bytes) -> Response:
    response.body = body
    response.headers["Content-Length"] = str(len(body))
    return response


def _full(old: Json, percent: int = 100) -> Json:
    """Return a progress in the form of the one before."""
    if isinstance(old, str):
        return f"{percent}%" if old.endswith("%") else str(percent)
    return percent / 100 if isinstance(old, float) and old <= 1 else percent


def _clear(inner: Any, pointer: str) -> None:
    if look(inner, pointer) is not None:
        put(inner, pointer, None)


def _fill(inner: Any, pointer: str, value: str) -> None:
    """Put a text at a place, with the object around it if need be."""
    head, _, last = pointer.rpartition("/")
    if head and not isinstance(look(inner, head), dict):
        put(inner, head, {last: value})
    else:
        put(inner, pointer, value)
