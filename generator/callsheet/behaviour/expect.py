"""What a document alone says of a call: the request that it makes, and what an answer to it means.

Written apart from every client, and short: a case that says nothing of a request or of an outcome
expects this. What is doubtful here, such as lists in a path, a case has to say by itself.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from callsheet.behaviour.canonical import content_of, digest, path_of, query_of
from callsheet.behaviour.model import Canonical, Reply
from callsheet.behaviour.values import is_json
from callsheet.cases.placing import sent
from callsheet.data import dataclass
from callsheet.ir import Api, Argument, Call, Content, Job, Operation, Parameter, Response
from callsheet.plain import is_list, is_object
from callsheet.source import steps_of


class Unsaid(Exception):
    """The document alone does not say it; the case has to."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a document says of its operations' calls."""

    api: Api

    def request(
        self,
        operation: Operation,
        arguments: Mapping[str, Any],
        keys: Mapping[str, Any],
        media: str = "",
    ) -> Canonical:
        """Return the request that a call makes; `arguments` are by pointer."""
        given = [(one, arguments[one.pointer]) for one in operation.arguments]
        path, query, headers = operation.path, list[str](), self.credentials(operation, keys)
        for argument, value in given:
            if argument.source in ("field", "body"):
                continue
            for name, text in sent(_parameter(operation, argument), value):
                if argument.source == "path":
                    path = path.replace("{" + name + "}", quote(text, safe=",;=."))
                elif argument.source == "query":
                    query.append(f"{quote(name, safe='')}={quote(text, safe=',')}")
                elif argument.source == "header":
                    headers["headers"][name.lower()] = text
                else:
                    before = headers["headers"].get("cookie")
                    pairs = [before, f"{name}={text}"] if before else [f"{name}={text}"]
                    headers["headers"]["cookie"] = "; ".join(pairs)
        return {
            "method": operation.method,
            "path": path_of(path),
            "query": query_of("&".join([*query, *headers["query"]])),
            "headers": headers["headers"],
            "body": _body(operation, given, media),
        }

    def credentials(self, operation: Operation, keys: Mapping[str, Any]) -> Canonical:
        """Return headers and query of the first alternative that there are keys for."""
        made: Canonical = {"headers": {}, "query": []}
        ways = [way for way in operation.security if way and all(key in keys for key in way)]
        for scheme in self.api.schemes:
            if not ways or scheme.key not in ways[0]:
                continue
            key = keys[scheme.key]
            match scheme.kind:
                case "bearer":
                    made["headers"]["authorization"] = f"Bearer {key}"
                case "basic":
                    pair = base64.b64encode(":".join(key).encode()).decode()
                    made["headers"]["authorization"] = f"Basic {pair}"
                case "header":
                    made["headers"][scheme.wire.lower()] = key
                case "cookie":
                    made["headers"]["cookie"] = f"{scheme.wire}={key}"
                case "query":
                    made["query"].append(f"{quote(scheme.wire, safe='')}={quote(key, safe='')}")
        return made

    def follow(self, call: Call, job_id: str, keys: Mapping[str, Any]) -> Canonical:
        """Return the request of a job's follow-up operation, such as a poll."""
        operation = next(one for one in self.api.operations if one.pointer == call.operation)
        argument = next(one for one in operation.arguments if one.wire == call.parameter)
        absent = {one.pointer: None for one in operation.arguments}
        asked = operation_with(operation, [argument.pointer])
        return self.request(asked, absent | {argument.pointer: job_id}, keys)

    def cycle(
        self, first: Canonical, operation: Operation, replies: Iterable[Reply], do: str, keys: Any
    ) -> tuple[Canonical, ...]:
        """Return the requests of a job: its creation, a poll for each further reply, a file."""
        job, told = job_of(operation), list(replies)
        job_id = text_at(_json(told[0]), job.id)
        made = [first]
        if job_id is None:
            return tuple(made)
        made += [self.follow(job.poll, job_id, keys) for _ in told[1:]]
        if do == "download" and job.result is not None:
            made[-1] = self.follow(job.result, job_id, keys)
        return tuple(made)

    def meaning(self, operation: Operation, reply: Reply) -> Canonical:
        """Return the outcome that an answer stands for."""
        if not 200 <= reply.status <= 299:
            return {"error": self.failure(reply)}
        content = _content(operation, reply)
        if content is None or reply.status in (204, 205) or operation.method == "HEAD":
            return {"result": None}
        if content.kind == "binary":
            return {"result": {"$bytes": digest(reply.body)}}
        if content.kind != "json":
            return {"result": reply.body.decode()}
        return {"result": unwrapped(content, _json(reply))}

    def failure(self, reply: Reply) -> Canonical:
        """Return the error that an answer stands for; what is absent in the answer is None."""
        facts, body = self.api.errors, _json(reply)
        named = (reply.header(name) for name in facts.request_id)
        return {
            "kind": "status",
            "status": reply.status,
            "message": text_at(body, facts.message),
            "code": text_at(body, facts.code),
            "type": text_at(body, facts.type),
            "param": text_at(body, facts.param),
            "request_id": next((text for text in named if text), None),
        }

    def states(self, operation: Operation, replies: Iterable[Reply]) -> list[list[Any]]:
        """Return each state that the answers tell of a job, those that are no news left out."""
        job, events = job_of(operation), list[list[Any]]()
        poll = next(one for one in self.api.operations if one.pointer == job.poll.operation)
        for index, reply in enumerate(replies):
            content = _content(poll if index else operation, reply)
            if not 200 <= reply.status <= 299 or content is None or content.kind != "json":
                continue
            body = unwrapped(content, _json(reply))
            word = text_at(body, job.status) or ""
            known = (s for s, words in job.states if word.lower() in [one.lower() for one in words])
            state = next(known, "running" if word or index else "waiting")
            event = [state, word, _share(first_at(body, job.progress), job.progress_whole)]
            if not events or events[-1] != event:
                events.append(event)
        return events

    def end(self, operation: Operation, replies: Iterable[Reply]) -> Canonical:
        """Return what a job comes to, if its last answer ends it."""
        told = list(replies)
        job, states = job_of(operation), self.states(operation, told)
        poll = next(one for one in self.api.operations if one.pointer == job.poll.operation)
        content = _content(poll if told[1:] else operation, told[-1])
        if not states or content is None or states[-1][0] not in ("done", "failed", "cancelled"):
            raise Unsaid("the last answer does not end the job: say what comes of it")
        body = unwrapped(content, _json(told[-1]))
        if states[-1][0] == "done":
            return {"result": body}
        reason, code = text_at(body, job.failure_message), text_at(body, job.failure_code)
        return {"error": {"kind": f"job-{states[-1][0]}", "message": reason, "code": code}}


def operation_with(operation: Operation, pointers: Iterable[str]) -> Operation:
    """Return an operation that has these arguments and no others."""
    wanted = frozenset(pointers)
    kept = tuple(one for one in operation.arguments if one.pointer in wanted)
    return replace(operation, arguments=kept)


def job_of(operation: Operation) -> Job:
    """Return what an operation says of its jobs. Raises Unsaid where it starts none."""
    if operation.job is None:
        raise Unsaid(f"{operation.title} starts no job")
    return operation.job


def _parameter(operation: Operation, argument: Argument) -> Parameter:
    return next(
        one
        for one in operation.parameters
        if (one.location, one.wire) == (argument.source, argument.wire)
    )


def _body(operation: Operation, given: list[tuple[Argument, Any]], media: str) -> Any:
    fields = {one.wire: value for one, value in given if one.source == "field"}
    whole = [value for one, value in given if one.source == "body"]
    if not fields and not whole:
        return None
    contents = operation.body.contents if operation.body else ()
    chosen = next((one for one in contents if media in ("", one.media)), None)
    if chosen is None or chosen.kind not in ("json", "text"):
        raise Unsaid("the body is no JSON: say which it is")
    if chosen.kind == "text":
        return {"media": chosen.media, "content": content_of(str(whole[0]).encode())}
    if not is_json([*fields.values(), *whole]):
        raise Unsaid("an argument is a file: say what becomes of it")
    return {"media": chosen.media, "json": whole[0] if whole else fields}


def _content(operation: Operation, reply: Reply) -> Content | None:
    """Return the described content that an answer is."""
    media = reply.header("content-type").partition(";")[0].strip().lower()
    contents = list(_of_status(operation.successes, reply.status))
    exact = [one for one in contents if one.media.partition(";")[0].lower() in (media, "*/*")]
    return next(iter([*exact, *contents]), None)


def _of_status(responses: tuple[Response, ...], status: int) -> Iterator[Content]:
    for wanted in (str(status), f"{status // 100}XX", "default"):
        for one in responses:
            if one.status.upper() == wanted.upper():
                yield from one.contents
                return
    if responses:
        yield from responses[0].contents


def unwrapped(content: Content, body: Any) -> Any:
    """Return a body without its envelope."""
    if content.unwrap is None:
        return body
    inner = at(body, content.unwrap.payload)
    is_bare = first_at(body, [content.unwrap.unless]) is not None
    return inner if is_object(inner) and not is_bare else body


def _json(reply: Reply) -> Any:
    try:
        return json.loads(reply.body)
    except ValueError:
        return None


def at(value: Any, pointer: str) -> Any:
    """Return what a JSON Pointer leads to; None where that is nothing."""
    for step in steps_of(pointer):
        if is_object(value):
            value = value.get(step)
        elif is_list(value) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def first_at(body: Any, pointers: Iterable[str]) -> Any:
    """Return what the first pointer leads to that leads to something."""
    found = (at(body, pointer) for pointer in pointers)
    return next((one for one in found if one is not None and one != ""), None)


def text_at(body: Any, pointers: Iterable[str]) -> str | None:
    """Return the first text or number, as text, that a pointer leads to."""
    found = (at(body, pointer) for pointer in pointers)
    texts = (one for one in found if isinstance(one, (str, int, float)) and one != "")
    return next((str(one) for one in texts if not isinstance(one, bool)), None)


def _share(told: Any, whole: float) -> float | None:
    if isinstance(told, str):
        is_percent = told.strip().endswith("%")
        try:
            told, whole = float(told.strip().rstrip("%")), 100 if is_percent else whole
        except ValueError:
            return None
    if isinstance(told, bool) or not isinstance(told, (int, float)):
        return None
    return round(min(max(told, 0), whole) / whole, 4)
