"""One case: what is given, what is answered, what is sent and what it comes to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from callsheet.behaviour.canonical import (
    content_of,
    digest,
    media_of,
    ordered,
    part,
    path_of,
    query_of,
)
from callsheet.behaviour.expect import Expectations, Unsaid, operation_with
from callsheet.behaviour.model import Canonical, Case, Doing, Reply
from callsheet.behaviour.values import Values
from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.ir import Argument, Operation
from callsheet.likeness import did_you_mean
from callsheet.source import Node

_STATUS_ERROR = ("status", "message", "code", "type", "param", "request_id")
_JOB_ERROR = ("message", "code")
_JOB_ERRORS = ("job-failed", "job-cancelled", "job-timeout", "job-not-done")
_MEDIA = {"json": "application/json", "text": "text/plain", "bytes": "application/octet-stream"}


@dataclass(frozen=True, slots=True)
class Call:
    """A case of the right form, as far as it is read."""

    node: Node
    operation: Operation
    keys: Mapping[str, Any]
    """By the key of the security scheme."""
    values: Values

    def case(self, expect: Expectations, report: Report) -> Case:
        """Return the case. Raises Wrong, and Unsaid where the case has to say more."""
        node = self.node
        do = cast("Doing", node.text("do", "call"))
        arguments = dict(self._arguments(report))
        options = dict(_plain(node, "options"))
        replies = self._replies(do)
        return Case(
            id=node.text("id"),
            place=f"{node.place.file}:{node.place.line}",
            operation=self.operation,
            do=do,
            arguments=tuple(arguments.items()),
            keys=self.keys,
            options=options,
            requests=self._requests(expect, arguments, options, replies, do),
            replies=replies,
            outcome=self._outcome(expect, replies, do),
        )

    # -- what is given

    def _arguments(self, report: Report) -> dict[str, Any]:
        written = self.node.get("arguments")
        made: dict[str, Any] = {}
        for key, member in written.items() if written is not None else ():
            found = named(self.operation, key)
            if len(found) == 1:
                made[found[0].pointer] = self.values.of(member)
                continue
            told = f"{self.operation.title} has no argument {key!r}"
            if found:
                told = f"{self.operation.title} has several arguments {key!r}"
            near = did_you_mean(
                key, {name for one in self.operation.arguments for name in names(one)}
            )
            listed = ", ".join(names(one)[-1] for one in self.operation.arguments) or "none"
            report.error(
                "case-argument", told, member.key_place, hint=near or f"its arguments: {listed}"
            )
        return made

    # -- what comes of it

    def _replies(self, do: str) -> tuple[Reply, ...]:
        one, several = self.node.get("reply"), self.node.get("replies")
        if several is not None:
            made = tuple(self._reply(each) for each in several.each())
            return made if do == "call" else tuple(_at_once(each) for each in made)
        return (self._usual() if one is None else self._reply(one),)

    def _reply(self, node: Node) -> Reply:
        headers = {key: str(text) for key, text in _plain(node, "headers").items()}
        kind = next((kind for kind in _MEDIA if node.get(kind) is not None), "")
        body = b""
        if kind:
            written = node / kind
            body = self.values.text(written) if kind == "json" else self.values.content(written)
            headers = {"Content-Type": node.text("media", _MEDIA[kind])} | headers
        status = node.get("status")
        return Reply(200 if status is None else int(status.value), tuple(headers.items()), body)

    def _usual(self) -> Reply:
        """Return the first success that the document shows."""
        success = next(iter(self.operation.successes), None)
        if success is None:
            raise Unsaid("the document shows no success: say what the `reply` is")
        status = int(success.status) if success.status.isdigit() else 200
        for content in success.contents:
            headers = (("Content-Type", content.media),)
            for example in content.examples:
                if content.kind == "json":
                    body = json.dumps(example.value, ensure_ascii=False).encode()
                    return Reply(status, headers, body)
                if example.file:
                    return Reply(status, headers, (self.values.folder / example.file).read_bytes())
        if success.contents:
            raise Unsaid("the document shows no example of a success: say what the `reply` is")
        return Reply(status, (), b"")

    def _outcome(self, expect: Expectations, replies: tuple[Reply, ...], do: Doing) -> Canonical:
        node = self.node
        made: Canonical = {}
        if (result := node.get("result")) is not None:
            value = self.values.of(result)
            made["result"] = {"$bytes": digest(value)} if isinstance(value, bytes) else value
        elif (error := node.get("error")) is not None:
            made["error"] = _error(error)
        elif do == "call":
            made |= expect.meaning(self.operation, replies[-1])
        elif do == "wait":
            made |= expect.end(self.operation, replies)
        else:
            made["result"] = {"$bytes": digest(replies[-1].body)}
        if do == "wait":
            told = node.get("events")
            made["events"] = expect.states(self.operation, replies) if told is None else told.value
        return made

    # -- what is expected

    def _requests(
        self,
        expect: Expectations,
        arguments: Mapping[str, Any],
        options: Mapping[str, Any],
        replies: tuple[Reply, ...],
        do: Doing,
    ) -> tuple[Canonical, ...]:
        media = str(options.get("media_type", ""))
        several = self.node.get("requests")
        if several is not None:
            further: Mapping[str, Any] = {} if do != "call" else arguments
            return tuple(
                self._request(expect, one, further if index else arguments, media)
                for index, one in enumerate(several.each())
            )
        first = self._request(expect, self.node.get("request"), arguments, media)
        if do == "call":
            return (first,) * len(replies)
        return expect.cycle(first, self.operation, replies, do, self.keys)

    def _request(
        self, expect: Expectations, node: Node | None, arguments: Mapping[str, Any], media: str
    ) -> Canonical:
        body = () if node is None else self._body(node)
        said = {one for one in ("path", "query") if node is not None and node.get(one) is not None}
        said |= {"field", "body"} if body else set()
        of = {one.pointer: one.source for one in self.operation.arguments}
        kept = {key: value for key, value in arguments.items() if of[key] not in said}
        made = expect.request(operation_with(self.operation, kept), kept, self.keys, media)
        if node is None:
            return made
        if "method" in node.value:
            made["method"] = node.text("method")
        if "path" in said:
            made["path"] = path_of(node.text("path"))
        if "query" in said:
            made["query"] = query_of(node.text("query"))
        for name, text in _plain(node, "headers").items():
            made["headers"][name.lower()] = text
        if body:
            made["body"] = body[0]
        return made

    def _body(self, node: Node) -> tuple[Canonical, ...]:
        """Return the body that a request says, in a tuple; an empty one where it says nothing."""
        contents = self.operation.body.contents if self.operation.body else ()
        media = {one.kind: one.media for one in reversed(contents)}
        told = node.text("media")
        if (found := node.get("json")) is not None:
            value = json.loads(self.values.text(found))
            return ({"media": _media(told or media.get("json", _MEDIA["json"])), "json": value},)
        if (found := node.get("form")) is not None:
            form = [[str(one) for one in self.values.of(pair)] for pair in found.each()]
            form.sort(key=lambda pair: pair[0])
            return ({"media": "application/x-www-form-urlencoded", "form": form},)
        if (found := node.get("parts")) is not None:
            parts = ordered(self._part(one) for one in found.each())
            return ({"media": "multipart/form-data", "parts": parts},)
        for kind in ("text", "bytes"):
            if (found := node.get(kind)) is not None:
                content = content_of(self.values.content(found))
                usual = media.get("text" if kind == "text" else "binary", _MEDIA[kind])
                return ({"media": _media(told or usual), "content": content},)
        return ()

    def _part(self, node: Node) -> Canonical:
        written, text = node.get("json"), node.get("content")
        content = b"" if text is None else self.values.content(text)
        if written is not None:
            content = self.values.text(written)
        file, media = node.value.get("filename"), node.value.get("media")
        return part(node.text("name"), content, file, media)


def names(argument: Argument) -> tuple[str, ...]:
    """Return what a case may call an argument, the last of which no other argument is called."""
    if argument.source == "body":
        return ("body",)
    return (argument.wire, f"{argument.source}:{argument.wire}")


def named(operation: Operation, name: str) -> list[Argument]:
    """Return the arguments of an operation that a case may call so."""
    return [one for one in operation.arguments if name in names(one)]


def _plain(node: Node, key: str) -> Mapping[str, Any]:
    found = node.get(key)
    return {} if found is None else cast("Mapping[str, Any]", found.value)


def _error(node: Node) -> Canonical:
    kind = node.text("kind")
    made: Canonical = dict.fromkeys(_JOB_ERROR if kind in _JOB_ERRORS else ())
    if kind == "status":
        made = dict.fromkeys(_STATUS_ERROR)
    return {**made, **node.value}


def _media(text: str) -> str:
    return media_of(text)[0]


def _at_once(reply: Reply) -> Reply:
    """Return an answer of a job that asks for no pause, unless it asks for one."""
    if reply.header("retry-after"):
        return reply
    return Reply(reply.status, (*reply.headers, ("Retry-After", "0")), reply.body)
