"""Reading case files: each complaint has a place, and a case that is wrong is never skipped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from callsheet.diagnostics import Report, Stop
from callsheet.ir import Api, Operation
from callsheet.likeness import did_you_mean
from callsheet.source import Node, load
from case_canonical import content_of, digest, media_of, ordered, part, path_of, query_of
from case_expect import Expectations, Unsaid, is_json, operation_with
from case_model import Canonical, Case, Doing, Reply
from case_values import Wrong, bytes_of, value_of

FILE = {"about", "keys", "cases"}
CASE = {
    "id", "about", "operation", "do", "arguments", "keys", "options", "request", "requests",
    "reply", "replies", "result", "error", "events",
}  # fmt: skip
REQUEST = {"method", "path", "query", "headers", "media", "json", "form", "parts", "text", "bytes"}
PART = {"name", "filename", "media", "content", "json"}
REPLY = {"status", "headers", "media", "json", "text", "bytes"}
DOING = ("call", "wait", "download")
OPTIONS = {
    "media_type", "max_retries", "extra_headers", "extra_query", "extra_body", "strict", "timeout",
}  # fmt: skip
JOB_ERRORS = ("job-failed", "job-cancelled", "job-timeout", "job-not-done")
_MEDIA = {"json": "application/json", "text": "text/plain", "bytes": "application/octet-stream"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads cases of one document."""

    api: Api
    folder: Path
    """Of the document: samples are found beside it."""
    report: Report

    @property
    def expect(self) -> Expectations:
        """What the document says of its calls."""
        return Expectations(self.api)

    def files(self, paths: Iterable[Path]) -> list[Case]:
        """Return the cases of files. Raises Stop with all that is wrong with them."""
        made = [case for path in sorted(paths) for case in self.file(load(path))]
        taken: dict[str, Case] = {}
        for case in made:
            if taken.setdefault(case.id, case) is not case:
                self.report.error("case-twice", f"{case.id}: {case.place}, {taken[case.id].place}")
        if self.report.has_errors:
            raise Stop(self.report)
        return made

    def file(self, root: Node) -> list[Case]:
        """Return the cases of one file."""
        self.check(root, FILE)
        listed = root.get("cases")
        if listed is None:
            self.report.error("case-shape", "a case file has a list of 'cases'", root.place)
            return []
        keys = self.plain(root, "keys", self.keys())
        read = (self._read(node, keys) for node in listed.each())
        return [case for case in read if case is not None]

    def keys(self) -> dict[str, Any]:
        """Return the keys that are given where a file and a case say nothing."""
        usual = {"basic": ["user", "pass"]}
        chosen = [one for one in self.api.schemes if one.kind == "bearer"] or self.api.schemes[:1]
        return {one.key: usual.get(one.kind, "sk-case") for one in chosen}

    def _read(self, node: Node, keys: Mapping[str, Any]) -> Case | None:
        before = len(self.report)
        self.check(node, CASE)
        operation = self._operation(node)
        if operation is None:
            return None
        try:
            case = _Reading(self, node, operation, self.plain(node, "keys", keys)).case()
        except (Wrong, Unsaid) as error:
            self.report.error("case-unclear", str(error), node.place)
            return None
        return case if len(self.report) == before else None

    def _operation(self, node: Node) -> Operation | None:
        wanted = node.text("operation")
        known = {one.id or one.title: one for one in self.api.operations}
        if not node.text("id"):
            self.report.error("case-shape", "a case has an 'id'", node.place)
        if wanted not in known:
            place = (node.get("operation") or node).place
            hint = did_you_mean(wanted, known) or "use an operationId, or GET /path"
            self.report.error("case-operation", f"no operation {wanted!r}", place, hint=hint)
        return known.get(wanted)

    def check(self, node: Node, known: Iterable[str]) -> None:
        for key, member in node.items():
            if key not in known:
                hint = did_you_mean(key, known) or f"known: {', '.join(sorted(known))}"
                place = member.key_place
                self.report.error("case-member", f"no such member: {key!r}", place, hint=hint)

    def plain(self, node: Node, key: str, otherwise: Mapping[str, Any]) -> Mapping[str, Any]:
        found = node.get(key)
        return otherwise if found is None else cast("Mapping[str, Any]", found.value)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One case, as far as it is read."""

    reader: Reader
    node: Node
    operation: Operation
    keys: Mapping[str, Any]

    def case(self) -> Case:
        node, operation = self.node, self.operation
        do = node.text("do", "call")
        if do not in DOING:
            raise Wrong(f"do: {do!r} is none of {', '.join(DOING)}")
        arguments = self._arguments()
        options = dict(self.reader.plain(node, "options", {}))
        if options.keys() - OPTIONS:
            raise Wrong(f"options are {', '.join(sorted(OPTIONS))}")
        replies = self._replies(do)
        requests = self._requests(arguments, options, replies, do)
        return Case(
            id=node.text("id"),
            place=f"{node.place.file}:{node.place.line}",
            operation=operation,
            do=cast("Doing", do),
            arguments=tuple(arguments.items()),
            keys=self.keys,
            options=options,
            requests=requests,
            replies=replies,
            outcome=self._outcome(replies, do),
        )

    # -- what is given

    def _arguments(self) -> dict[str, Any]:
        written = self.node.get("arguments")
        made: dict[str, Any] = {}
        for key, member in written.items() if written is not None else ():
            named = [one for one in self.operation.arguments if key in _names(one.source, one.wire)]
            if len(named) != 1:
                every = {f"{one.source}:{one.wire}" for one in self.operation.arguments}
                known = {
                    name
                    for one in self.operation.arguments
                    for name in _names(one.source, one.wire)
                }
                message = f"{self.operation.title} has no argument {key!r}"
                if named:
                    message = f"{self.operation.title} has several arguments {key!r}"
                hint = did_you_mean(key, known) or f"known: {', '.join(sorted(every))}"
                place = member.key_place
                self.reader.report.error("case-argument", message, place, hint=hint)
                continue
            made[named[0].pointer] = value_of(member.value, self.reader.folder)
        return made

    # -- what comes of it

    def _replies(self, do: str) -> tuple[Reply, ...]:
        one, several = self.node.get("reply"), self.node.get("replies")
        if several is not None:
            made = tuple(self._reply(each) for each in several.each())
            return made if do == "call" else tuple(_at_once(each) for each in made)
        return (self._usual() if one is None else self._reply(one),)

    def _reply(self, node: Node) -> Reply:
        self.reader.check(node, REPLY)
        headers = {str(k): str(v) for k, v in self.reader.plain(node, "headers", {}).items()}
        kinds = [kind for kind in _MEDIA if node.get(kind) is not None]
        body = b""
        if kinds:
            written = (node / kinds[0]).value
            body = (
                json.dumps(value_of(written, self.reader.folder), ensure_ascii=False).encode()
                if kinds[0] == "json"
                else bytes_of(written, self.reader.folder)
            )
            headers = {"Content-Type": node.text("media", _MEDIA[kinds[0]])} | headers
        status = node.get("status")
        return Reply(200 if status is None else int(status.value), tuple(headers.items()), body)

    def _usual(self) -> Reply:
        """Return the first success that the document shows."""
        success = next(iter(self.operation.successes), None)
        if success is None:
            raise Unsaid("the document shows no success: say what the 'reply' is")
        status = int(success.status) if success.status.isdigit() else 200
        for content in success.contents:
            for example in content.examples:
                if content.kind == "json":
                    body = json.dumps(example.value, ensure_ascii=False).encode()
                    return Reply(status, (("Content-Type", content.media),), body)
                if example.file:
                    body = (self.reader.folder / example.file).read_bytes()
                    return Reply(status, (("Content-Type", content.media),), body)
        if success.contents:
            raise Unsaid("the document shows no example of a success: say what the 'reply' is")
        return Reply(status, (), b"")

    def _outcome(self, replies: tuple[Reply, ...], do: str) -> Canonical:
        expect, node = self.reader.expect, self.node
        made: Canonical = {}
        if (result := node.get("result")) is not None:
            value = value_of(result.value, self.reader.folder)
            made["result"] = {"$bytes": digest(value)} if isinstance(value, bytes) else value
        elif (error := node.get("error")) is not None:
            made["error"] = self._error(dict(error.value))
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

    def _error(self, told: Canonical) -> Canonical:
        usual = dict.fromkeys(JOB_ERRORS, ("message", "code"))
        usual["status"] = ("status", "message", "code", "type", "param", "request_id")
        if "kind" not in told:
            raise Wrong("an error has a 'kind'")
        return dict.fromkeys(usual.get(str(told["kind"]), ())) | told

    # -- what is expected

    def _requests(
        self, arguments: dict[str, Any], options: Mapping[str, Any], replies: Any, do: str
    ) -> tuple[Canonical, ...]:
        several = self.node.get("requests")
        if several is not None:
            if not several.value:
                return ()
            first, *rest = several.each()
            further = {} if do != "call" else arguments
            made = [self._request(one, further, options) for one in rest]
            return (self._request(first, arguments, options), *made)
        first = self._request(self.node.get("request"), arguments, options)
        if do == "call":
            return (first,) * len(replies)
        return self.reader.expect.cycle(first, self.operation, replies, do, self.keys)

    def _request(
        self, node: Node | None, arguments: dict[str, Any], options: Mapping[str, Any]
    ) -> Canonical:
        expect, media = self.reader.expect, str(options.get("media_type", ""))
        body = () if node is None else self._body(node)
        fields = {
            one.pointer for one in self.operation.arguments if one.source in ("field", "body")
        }
        kept = {key: one for key, one in arguments.items() if not (body and key in fields)}
        if node is not None:
            self.reader.check(node, REQUEST)
            said = {"path": "path", "query": "query"}
            over = {
                one.pointer
                for one in self.operation.arguments
                if said.get(one.source, "") in node.value
            }
            kept = {key: one for key, one in kept.items() if key not in over}
        made = expect.request(operation_with(self.operation, kept), kept, self.keys, media)
        if node is None:
            return made
        if "method" in node.value:
            made["method"] = node.text("method")
        if "path" in node.value:
            made["path"] = path_of(node.text("path"))
        if "query" in node.value:
            made["query"] = query_of(node.text("query"))
        for name, text in self.reader.plain(node, "headers", {}).items():
            made["headers"][name.lower()] = text
        if body:
            made["body"] = body[0]
        return made

    def _body(self, node: Node) -> tuple[Canonical | None, ...]:
        """Return the body that a request says, in a tuple; an empty one where it says nothing."""
        folder = self.reader.folder
        contents = self.operation.body.contents if self.operation.body else ()
        media = {one.kind: one.media for one in reversed(contents)}
        told = node.text("media")
        if (found := node.get("json")) is not None:
            value = value_of(found.value, folder)
            if not is_json(value):
                raise Wrong("a JSON body has no bytes in it")
            return ({"media": _media(told or media.get("json", _MEDIA["json"])), "json": value},)
        if (found := node.get("form")) is not None:
            form = [[str(value_of(one, folder)) for one in pair] for pair in found.value]
            form.sort(key=lambda pair: pair[0])
            return ({"media": "application/x-www-form-urlencoded", "form": form},)
        if (found := node.get("parts")) is not None:
            parts = ordered(self._part(one) for one in found.each())
            return ({"media": "multipart/form-data", "parts": parts},)
        for kind in ("text", "bytes"):
            if (found := node.get(kind)) is not None:
                content = content_of(bytes_of(found.value, folder))
                usual = media.get("text" if kind == "text" else "binary", _MEDIA[kind])
                return ({"media": _media(told or usual), "content": content},)
        return ()

    def _part(self, node: Node) -> Canonical:
        self.reader.check(node, PART)
        value = node.value
        written = value["json"] if "json" in value else value.get("content", "")
        content = (
            json.dumps(written).encode()
            if "json" in value
            else bytes_of(written, self.reader.folder)
        )
        return part(node.text("name"), content, value.get("filename"), value.get("media"))


def _media(text: str) -> str:
    return media_of(text)[0]


def _names(source: str, wire: str) -> tuple[str, ...]:
    return ("body",) if source == "body" else (wire, f"{source}:{wire}")


def _at_once(reply: Reply) -> Reply:
    """Return an answer of a job that asks for no pause, unless it asks for one."""
    if reply.header("retry-after"):
        return reply
    return Reply(reply.status, (*reply.headers, ("Retry-After", "0")), reply.body)
