"""Answers: which documented one is due, and its headers and body."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response as HttpResponse

from .contract import Content, Contract, Example, Operation, Response
from .downloads import download
from .pointers import Json, dump, first, has, look, put, text
from .refusals import BAD, Refusal
from .sample_bytes import ending, sample
from .schemas import Schemas
from .synthesis import synthesise

_OF_RANGE: Final = ("audio/mpeg", "image/png", "text/plain")
"""What a range such as ``image/*`` is answered with; any other is answered with plain bytes."""


class Answers:
    """Picks and fills the answers that a contract documents."""

    def __init__(self, contract: Contract, schemas: Schemas) -> None:
        self._contract = contract
        self._schemas = schemas
        self._made: dict[int, tuple[Content, Json]] = {}

    def json_content(self, response: Response | None) -> Content | None:
        """Return the JSON content of an answer."""
        contents = response.contents if response else ()
        return next((content for content in contents if content.kind == "json"), None)

    def value(self, content: Content, name: str = "") -> Json:
        """Return a body of the content: the example of this name, else the first valid one, else made up."""
        for example in content.examples:
            is_meant = example.name == name and not example.file
            if is_meant and self._schemas.is_valid(
                content.schema, example.value, "response"
            ):
                return copy.deepcopy(example.value)
        # Kept by content, since neither the search nor the making ever ends differently.
        known = self._made.get(id(content))
        if known is None:
            known = self._made[id(content)] = (content, self._value(content))
        return copy.deepcopy(known[1])

    def _value(self, content: Content) -> Json:
        examples: Iterable[Example] = (e for e in content.examples if not e.file)
        for example in examples:
            if self._schemas.is_valid(content.schema, example.value, "response"):
                return example.value
        return synthesise(self._schemas, content.schema)

    def json(
        self, operation: Operation, response: Response, content: Content, value: Json
    ) -> HttpResponse:
        """Return an answer with a JSON body."""
        headers = self._headers(response, is_whole=False)
        status = response.code if response.status != "default" else 200
        return HttpResponse(dump(value), status, headers, content.media)

    def empty(self, response: Response | None) -> HttpResponse:
        """Return an answer without a body."""
        if response is None:
            return HttpResponse(None, 204)
        status = response.code if response.status != "default" else 204
        return HttpResponse(None, status, self._headers(response, is_whole=False))

    def binary(
        self,
        request: Request,
        response: Response,
        content: Content,
        name: str,
        stem: str,
    ) -> HttpResponse:
        """Return the bytes of an example, else of a small sample of the media type."""
        files = [example for example in content.examples if example.file]
        named = [example for example in files if example.name == name] or files
        media = _concrete(content.media)
        texts = [
            example.value
            for example in content.examples
            if isinstance(example.value, str)
        ]
        if named:
            data = named[0].content()
        elif content.kind == "text" and texts:
            data = texts[0].encode()
        else:
            data = sample(media)
        made = download(request, data, media, f"{stem}.{ending(media)}")
        for key, value in self._headers(response, is_whole=False).items():
            made.headers.setdefault(key, value)
        if made.status_code == 200 and response.status.isdigit():
            made.status_code = response.code
        return made

    def refuse(self, operation: Operation | None, refusal: Refusal) -> HttpResponse:
        """Return the documented error that fits a refusal, saying what is wrong and where."""
        status, response = self._failure(operation, refusal)
        headers = {**self._headers(response, is_whole=True), **refusal.headers}
        content = self.json_content(response)
        if content is None and response is not None and response.contents:
            media = _concrete(response.contents[0].media)
            return HttpResponse(refusal.message + "\n", status, headers, media)
        content = content or self._borrowed(str(status))
        body = self.value(content) if content else {}
        self._explain(content, body, refusal)
        if (
            content
            and content.media.startswith("application/problem+")
            and has(body, "/status")
        ):
            put(body, "/status", status)  # RFC 9457, section 3.1.2
        media = content.media if content else "application/json"
        return HttpResponse(dump(body), status, headers, media)

    def _explain(self, content: Content | None, body: Json, refusal: Refusal) -> None:
        """Set what an error's body says is wrong, and where."""
        errors = self._contract.errors
        message = first(body, errors.message) or next(iter(errors.message), "/message")
        self._set(content, body, message, refusal.message)
        for pointer in errors.param:
            if refusal.name and self._set(content, body, pointer, refusal.name):
                break
            if not refusal.name and look(body, pointer) is not None:
                self._set(content, body, pointer, None)

    def failure(self, operation: Operation, status: str) -> HttpResponse:
        """Return a documented error just because it was asked for. Raises Refusal if there is none."""
        documented = {
            response.status.upper(): response for response in operation.responses
        }
        for key in (status, f"{status[0]}XX", "DEFAULT"):
            if key in documented:
                response = documented[key]
                content = self.json_content(response)
                body = dump(self.value(content)) if content else None
                headers = self._headers(response, is_whole=True)
                return HttpResponse(
                    body, int(status), headers, content.media if content else None
                )
        known = ", ".join(response.status for response in operation.responses)
        raise Refusal(
            BAD, f"{operation.title} documents no status {status}; it has {known}"
        )

    def _failure(
        self, operation: Operation | None, refusal: Refusal
    ) -> tuple[int, Response | None]:
        """Return the status to send, and the answer that documents it."""
        reason = refusal.reason
        documented = (
            {r.status.upper(): r for r in operation.responses} if operation else {}
        )
        for status in reason.statuses:
            if status in documented:
                return int(status), documented[status]
        for status in (f"{reason.statuses[0][0]}XX", "DEFAULT"):
            if status in documented:
                return reason.code, documented[status]
        for status in reason.otherwise:
            if status in documented:
                return int(status), documented[status]
        return reason.code, None

    def _borrowed(self, status: str) -> Content | None:
        """Return the body of some error of this API, for one that is documented nowhere."""
        found = [
            (response.status != status, content)
            for operation in self._contract.operations
            for response in operation.responses
            if response.status[0] not in "123"
            and (content := self.json_content(response)) is not None
        ]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _set(
        self, content: Content | None, body: Json, pointer: str, value: Json
    ) -> bool:
        """Set a place of an error's body if the body stays valid; say whether it was."""
        trial = copy.deepcopy(body)
        parent = pointer.rpartition("/")[0]
        if content and not has(body, parent):
            return False
        put(trial, pointer, value)
        if content and not self._schemas.is_valid(content.schema, trial, "response"):
            return False
        return put(body, pointer, value)

    def _headers(self, response: Response | None, *, is_whole: bool) -> dict[str, str]:
        """Return the documented headers of an answer: those required, or all of them."""
        own = {name.lower() for name in self._contract.errors.request_id}
        made: dict[str, str] = {}
        for header in response.headers if response else ():
            name = header.name.lower()
            if (
                name in own
                or name.startswith("content-")
                or not (header.required or is_whole)
            ):
                continue
            # A client that is told to wait does wait, and a mock is there to be quick.
            value = (
                1 if name == "retry-after" else synthesise(self._schemas, header.schema)
            )
            made[header.name] = _header_text(value)
        return made


def choose(
    response: Response, names: Iterable[str], accept: str
) -> tuple[Content, str] | None:
    """Return the content to send, and the name of its example.

    A name is the value of a query parameter, such as a variant: the example of that name is meant.
    Then counts what the client accepts, but nothing is refused for it.
    """
    for name in names:
        for content in response.contents:
            if any(example.name == name for example in content.examples):
                return content, name
    for wanted in accept.lower().split(","):
        for content in response.contents:
            if content.media.lower() == wanted.partition(";")[0].strip():
                return content, ""
    return (response.contents[0], "") if response.contents else None


def _concrete(media: str) -> str:
    """Return a media type of a range: ``image/png`` for ``image/*``."""
    if "*" not in media:
        return media
    family = media.partition("*")[0]
    fitting = (one for one in _OF_RANGE if family and one.startswith(family))
    return next(fitting, "application/octet-stream")


def _header_text(value: Json) -> str:
    shown = text(value) if isinstance(value, str) else json.dumps(value)
    return (
        shown.encode("ascii", "ignore").decode().replace("\n", " ").replace("\r", " ")
    )
