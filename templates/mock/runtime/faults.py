"""Faults: one promise of the document broken on purpose, by name.

The catalogue is derived from the contract: a fault for each rule of a request, each property and status
of an answer, each declaration about a job. Users of a client test with them what theirs does then, and
they are how a conformance suite is measured.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from .contract import Content, Contract, JobRule, Operation, Response
from .drafts import opened
from .fault import Fault
from .pointers import Json, look, members
from .rules import of_requests
from .schemas import Schemas

_WRONG: Final[tuple[Json, ...]] = (7, "?", [], {"?": 1})
_STEPS: Final = {
    "state-back": "the second poll and those after it say that it waits, then that it runs, in turn",
    "end-left": "a job that has ended is said to run, at every second poll",
    "never-ends": "a job is said to run for ever",
    "lost": "a job is not known from its third poll on",
    "id-changes": "each poll tells another id",
    "id-reused": "all jobs have the id of the first",
}


def catalogue(contract: Contract) -> dict[str, Fault]:
    """Return every fault that the contract gives, by name, in its order."""
    schemas = Schemas(contract.defs)
    found: dict[str, Fault] = {}
    for number, operation in enumerate(contract.operations):
        name = operation.id or operation.title
        made = [
            *of_requests(contract, operation, number),
            *_of_answers(operation, schemas),
            *_of_calls(operation, contract),
            *_of_jobs(operation, contract),
        ]
        # A rule that stands in two places is kept where it is forgotten in one of them.
        counts = Counter(fault.name for fault in made)
        for fault in (one for one in made if counts[one.name] == 1):
            whole = f"{name}:{fault.name}"
            found.setdefault(whole, replace(fault, name=whole))
    return found


# -- answers: a body, a header, a status that is none of the documented ones -------------------------------


def _of_answers(operation: Operation, schemas: Schemas) -> Iterator[Fault]:
    title, response = operation.title, operation.success
    if response is None:
        return
    yield Fault("status", "answer", title, "another status than documented", "status")
    for content in response.contents:
        if content.kind == "json":
            yield from _of_bodies(title, content, schemas)
            break
    if response.contents:
        yield Fault(
            "media-type", "answer", title, "text/plain for any media type", "media"
        )
        yield Fault("no-body", "answer", title, "no body", "empty")
    yield from _of_choices(operation, response)
    if any(content.kind == "binary" for content in response.contents):
        yield Fault("bytes", "answer", title, "bytes of another kind", "bytes")
        yield Fault("length", "answer", title, "fewer bytes than are told", "length")
    for header in response.headers:
        name = header.name
        if header.required:
            yield Fault(
                f"no-header:{name}", "answer", title, f"no {name}", "no-header", at=name
            )
        if (
            not schemas.is_valid(header.schema, "?", "response")
            and name != "Content-Length"
        ):
            about = f"{name} is no value of its schema"
            yield Fault(f"bad-header:{name}", "answer", title, about, "header", at=name)


def _of_choices(operation: Operation, response: Response) -> Iterator[Fault]:
    """Yield an answer of a media type that a parameter does not select, for each value that does."""
    for name, values in operation.selects.items():
        for value, selected in values.items():
            others = (c.media for c in response.contents if c.media not in selected)
            other = next((media for media in others if "*" not in media), None)
            if other is not None:
                about = f"{other} for {name}={value}, and for all else"
                code = f"selects:{name}={value}"
                yield Fault(
                    code, "answer", operation.title, about, "select", value=other
                )


def _of_bodies(title: str, content: Content, schemas: Schemas) -> Iterator[Fault]:
    yield Fault("not-json", "answer", title, "a body that is cut off", "cut")
    views = list(schemas.views(content.schema))
    names = {name: True for view in views for name in members(view.get("properties"))}
    base = next((e.value for e in content.examples if isinstance(e.value, dict)), None)

    def breaks(name: str, value: Json, *, drops: bool = False) -> bool:
        """Whether the schema forbids what the fault makes of a documented body."""
        whole = copy.deepcopy(base)
        inner = opened(content, whole)
        if not isinstance(inner, dict):
            return False
        if drops:
            inner.pop(name, None)
        else:
            inner[name] = value
        return not schemas.is_valid(content.schema, whole, "response")

    for name in names:
        if breaks(name, None, drops=True):
            about = f"the property {name} is left out"
            yield Fault(
                f"drops:/{name}", "answer", title, about, "body", f"/{name}", drops=True
            )
        wrong = next((v for v in _WRONG if breaks(name, v)), None)
        if wrong is not None:
            about = f"the property {name} is {wrong!r}"
            yield Fault(
                f"mistypes:/{name}", "answer", title, about, "body", f"/{name}", wrong
            )


# -- calls: refusals that do not happen, or not as documented ----------------------------------------------


def _of_calls(operation: Operation, contract: Contract) -> Iterator[Fault]:
    title = operation.title
    if operation.security and () not in operation.security:
        yield Fault(
            "no-credentials", "call", title, "no credentials are asked for", "open"
        )
    if operation.idempotency:
        about = f"{operation.idempotency} is not looked at: each request is carried out"
        yield Fault("ignores-key", "call", title, about, "forgetful")
    if any(response.status[0] in "45dD" for response in operation.responses):
        yield Fault(
            "error-shape",
            "refusal",
            title,
            "errors have a body of another shape",
            "shape",
        )
        yield Fault("error-media", "refusal", title, "errors are HTML", "html")
        yield Fault("error-status", "refusal", title, "each refusal is a 500", "crash")
    if operation.takes_body:
        yield Fault("crash", "refusal", title, "what is invalid makes it fail", "crash")
    job_calls = {o.job.poll.operation for o in contract.operations if o.job}
    job_calls |= {
        o.job.result.operation for o in contract.operations if o.job and o.job.result
    }
    if title in job_calls:
        about = "an id that nobody gave out is known"
        yield Fault("unknown-id", "refusal", title, about, "invent")


# -- jobs: what is declared of their life ------------------------------------------------------------------


def _of_jobs(operation: Operation, contract: Contract) -> Iterator[Fault]:
    job = operation.job
    if job is None:
        return
    poll = next(
        (o for o in contract.operations if o.title == job.poll.operation), operation
    )
    for what, about in _STEPS.items():
        title = operation.title if what == "id-reused" else poll.title
        yield Fault(f"job:{what}", "job", title, about, what)
    for there, here in operation.echo:
        about = f"{there} does not repeat {here} of the request"
        yield Fault(
            f"echo:{there}", "job", operation.title, about, "echo", there, "another"
        )
        if any(_declares(content, there, contract) for content in _bodies(poll)):
            later, name = about + ", when asked", f"echo-later:{there}"
            yield Fault(name, "job", poll.title, later, "echo", there, "another")
    progress = job.progress[0] if job.progress else ""
    if progress and any(
        _declares(content, progress, contract) for content in _bodies(poll)
    ):
        for what, about in (
            ("progress-early", "the progress is full while the job waits"),
            ("progress-unfinished", "the progress of a job that is done is not full"),
            ("progress-back", "the progress shrinks from poll to poll"),
        ):
            yield Fault(f"job:{what}", "job", poll.title, about, what, progress)
    if job.failure_message:
        at = job.failure_message[0]
        about = "a job that failed does not say why"
        yield Fault("job:no-reason", "job", poll.title, about, "no-reason", at)
        about = "there is a reason for a failure while the job goes on"
        yield Fault("job:early-reason", "job", poll.title, about, "early-reason", at)
    yield from _of_times(job, poll, contract)
    if job.result_url:
        at, about = (
            job.result_url[0],
            "a job that is done does not say where its result is",
        )
        yield Fault("job:no-result-url", "job", poll.title, about, "no-result-url", at)
        about = "there is an address of a result while the job goes on"
        yield Fault(
            "job:early-result-url", "job", poll.title, about, "early-result-url", at
        )
    if job.result:
        about = "the result is there before the job is done"
        yield Fault(
            "job:early-result", "refusal", job.result.operation, about, "invent"
        )


def _of_times(job: JobRule, poll: Operation, contract: Contract) -> Iterator[Fault]:
    """Yield the ways in which the times of a job contradict its state, or each other."""
    told = {
        key: at
        for key, pointers in job.times.items()
        for at in pointers[:1]
        if any(_declares(content, at, contract) for content in _bodies(poll))
    }
    for key, at in told.items():
        if key == "created":
            about = f"{at} changes from poll to poll"
            yield Fault(
                f"job:time-moves:{at}", "job", poll.title, about, "time-moves", at
            )
            continue
        about = f"{at} is there before it has happened"
        yield Fault(f"job:time-early:{at}", "job", poll.title, about, "time-early", at)
        if "created" in told:
            about, name = (
                f"{at} is before the job was made",
                f"job:time-disordered:{at}",
            )
            yield Fault(name, "job", poll.title, about, "time-disordered", at)


def _bodies(operation: Operation) -> Iterator[Content]:
    for content in operation.success.contents if operation.success else ():
        if content.kind == "json":
            yield content


def _declares(content: Content, pointer: str, contract: Contract) -> bool:
    return Schemas(contract.defs).at(content.schema, pointer) is not None or any(
        look(opened(content, example.value), pointer) is not None
        for example in content.examples
    )
