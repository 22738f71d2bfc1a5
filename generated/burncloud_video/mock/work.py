"""The operations around jobs: starting, asking, fetching, cancelling."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from .answers import Answers, choose
from .bodies import Body
from .contract import Content, Contract, JobRule, Operation
from .downloads import download
from .drafts import Draft
from .jobs import ENDS, Job, Jobs, Outcome, state, word
from .lifecycle import Lifecycle
from .parameters import Values
from .pointers import Json, members, text
from .refusals import NOT_READY, UNKNOWN, Refusal
from .roles import Role
from .sample_bytes import ending, sample
from .schemas import Schemas

_PAUSE: Final = 50
"""Milliseconds to ask again after, where each poll is a step: there is nothing to wait for."""


class Work:
    """Serves the operations around jobs."""

    def __init__(
        self, contract: Contract, schemas: Schemas, answers: Answers, jobs: Jobs
    ) -> None:
        self._contract = contract
        self._schemas = schemas
        self._answers = answers
        self._jobs = jobs
        self._lifecycle = Lifecycle(schemas, answers)
        self._entries: dict[str, tuple[str, Content]] = {}
        """By list operation: where its jobs stand, and what one of them is."""

    def start(
        self, request: Request, operation: Operation, body: Body, outcome: Outcome
    ) -> Response:
        """Take a job in and answer with its id."""
        assert operation.job is not None
        rule = operation.job
        id = self._lifecycle.new_id(operation, rule)
        job = self._jobs.start(
            operation, rule, id, members(body.value), body.content, outcome
        )
        made = self._about(request, operation, job, is_poll=False)
        documented = operation.success.headers if operation.success else ()
        poll = rule.poll.operation.partition(" ")[2]
        if any(header.name.lower() == "location" for header in documented):
            made.headers["Location"] = poll.replace(
                "{" + rule.poll.parameter + "}", quote(str(id), safe="")
            )
        return made

    def serve(
        self, request: Request, operation: Operation, role: Role, values: Values
    ) -> Response | None:
        """Answer with regard to a job; None where that takes no more than its being there. Raises Refusal."""
        if role.part == "list":
            return self._list(request, operation, role)
        id = _value(values, role.parameter)
        job = self._jobs.find(role.poll, id)
        if job is None:
            raise Refusal(
                UNKNOWN, f"{role.parameter}: there is no {id!r}", role.parameter
            )
        if role.part == "poll":
            if request.method != "HEAD":
                self._jobs.polled(job)
            return self._about(request, operation, job, is_poll=True)
        if role.part == "result":
            return self._result(request, operation, job, values)
        if role.part == "cancel":
            return self._cancel(request, operation, job)
        if operation.method == "DELETE":
            self._jobs.remove(job)
            return self._about(request, operation, job, is_poll=False)
        return None

    def result_by_url(self, request: Request, token: str) -> Response:
        """Serve the result that a job's body names. Its URL is the permission. Raises Refusal."""
        job = self._jobs.by_token(token)
        if job is None or state(job) != "done":
            raise Refusal(UNKNOWN, "there is no such result")
        media = job.rule.result_media or self._result_media(job.rule)
        data = self._sample(media)
        return download(request, data, media, f"{job.id}.{ending(media)}")

    def _result_media(self, rule: JobRule) -> str:
        """Return the media type that the operation which fetches a result answers with."""
        fetched = rule.result.operation if rule.result else ""
        for operation in self._contract.operations:
            if operation.title == fetched and operation.success is not None:
                for content in operation.success.contents[:1]:
                    return content.media
        return "application/octet-stream"

    def _sample(self, media: str) -> bytes:
        """Return a documented file of the media type, else a built-in one."""
        for operation in self._contract.operations:
            for content in operation.success.contents if operation.success else ():
                if content.media == media:
                    for example in content.examples:
                        if example.file:
                            return example.content()
        return sample(media)

    def _about(
        self, request: Request, operation: Operation, job: Job, *, is_poll: bool
    ) -> Response:
        response = operation.success
        content = self._answers.json_content(response)
        if response is None or content is None:
            return self._answers.empty(response)
        base = str(request.base_url).rstrip("/")
        body = self._lifecycle.body(job, content, base, is_poll=is_poll)
        made = self._answers.json(operation, response, content, body)
        if state(job) not in ENDS:
            documented = {header.name.lower() for header in response.headers}
            for name in job.rule.pace_headers:
                if name.lower() in documented:
                    made.headers[name] = str(self._pause())
        return made

    def _pause(self) -> int:
        return max(1, int(self._jobs.pace * 1000)) if self._jobs.pace else _PAUSE

    def _result(
        self, request: Request, operation: Operation, job: Job, values: Values
    ) -> Response:
        if state(job) != "done":
            raise Refusal(NOT_READY, f"{job.id} is not done: it is {_status(job)}")
        response = operation.success
        names = [
            value
            for key, value in values.items()
            if isinstance(value, str) and key[0] == "query"
        ]
        accept = request.headers.get("accept", "")
        chosen = choose(response, map(text, names), accept) if response else None
        if response is None or chosen is None:
            return self._answers.empty(response)
        content, name = chosen
        if content.kind == "json":
            return self._answers.json(
                operation, response, content, self._answers.value(content, name)
            )
        return self._answers.binary(request, response, content, name, str(job.id))

    def _cancel(self, request: Request, operation: Operation, job: Job) -> Response:
        has_conflict = any(response.status == "409" for response in operation.responses)
        if state(job) in ("done", "failed") and has_conflict:
            raise Refusal(NOT_READY, f"{job.id} has ended: it is {_status(job)}")
        self._jobs.cancel(job)
        if operation.method == "DELETE" and not word(job.rule, "cancelled"):
            self._jobs.remove(job)
        return self._about(request, operation, job, is_poll=True)

    def _list(self, request: Request, operation: Operation, role: Role) -> Response:
        """Answer with all jobs, in place of those of the documented list."""
        response = operation.success
        content = self._answers.json_content(response)
        if response is None or content is None:
            return self._answers.empty(response)
        draft = Draft(self._schemas, content, self._answers.value(content))
        base = str(request.base_url).rstrip("/")
        place, entry = self._entry(operation, draft, role.rule)
        things = [
            self._lifecycle.body(job, entry, base, is_poll=True)
            for job in self._jobs.of(role.poll)
        ]
        if place == "":
            return self._answers.json(operation, response, content, things)
        draft.may([(place, things)])
        return self._answers.json(operation, response, content, draft.value)

    def _entry(
        self, operation: Operation, draft: Draft, rule: JobRule
    ) -> tuple[str, Content]:
        """Return where the jobs stand in a list's body, and what one of them would be alone."""
        known = self._entries.get(operation.title)
        if known is None:
            known = self._entries[operation.title] = self._find_entry(draft, rule)
        return known

    def _find_entry(self, draft: Draft, rule: JobRule) -> tuple[str, Content]:
        if isinstance(draft.value, list):
            return "", _alone(self._schemas.item(draft.schema))
        for key, value in members(draft.inner).items():
            item = self._schemas.item(self._schemas.at(draft.schema, f"/{key}"))
            has_id = any(self._schemas.at(item, id) is not None for id in rule.id)
            if isinstance(value, list) and has_id:
                return f"/{key}", _alone(item)
        return "/data", _alone(True)


def _alone(schema: Json) -> Content:
    return Content("", "json", schema, (), (), "", "")


def _value(values: Values, name: str) -> Json:
    return next((value for (_, key), value in values.items() if key == name), None)


def _status(job: Job) -> str:
    return word(job.rule, state(job)) or state(job)
