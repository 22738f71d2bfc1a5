"""Faults: one promise of the document broken on purpose, by name.

The catalogue is derived from the contract: a fault for each rule of a request, each property and status
of an answer, each declaration about a job. Users of a client test with them what theirs does then, and
they are how a conformance suite is measured.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from .contract import Content, Contract, Operation, parse
from .drafts import opened
from .pointers import Json, elements, look, members
from .schemas import Schemas

FAULT_HEADER: Final = "X-Mock-Fault"
"""On any request: the name of a fault that its answer is to have."""

Kind = Literal["request", "answer", "refusal", "job", "call"]
_KEYWORDS: Final = (
    "type",
    "enum",
    "const",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
)
_DEEP: Final = 6
_WRONG: Final[tuple[Json, ...]] = (7, "?", [], {"?": 1})
_STEPS: Final = {
    "state-back": "the second poll and those after it say that it waits, then that it runs, in turn",
    "end-left": "a job that has ended is said to run, at every second poll",
    "never-ends": "a job is said to run for ever",
    "lost": "a job is not known from its third poll on",
    "id-changes": "each poll tells another id",
    "id-reused": "all jobs have the id of the first",
}


@dataclass(frozen=True)
class Fault:
    """One broken promise."""

    name: str
    kind: Kind
    operation: str
    """Title of the operation that breaks it."""
    about: str
    what: str = ""
    """The particular way, for those who carry it out."""
    at: str = ""
    """A JSON Pointer: into the contract for requests, into the body for answers."""
    value: Json = None
    """What stands there instead."""
    drops: bool = False
    """Whether nothing stands there instead."""


def catalogue(contract: Contract) -> dict[str, Fault]:
    """Return every fault that the contract gives, by name, in its order."""
    schemas = Schemas(contract.defs)
    found: dict[str, Fault] = {}
    raw = elements(members(contract.raw).get("operations"))
    for number, operation in enumerate(contract.operations):
        name = operation.id or operation.title
        made = [
            *_of_requests(contract, operation, members(raw[number]), number),
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


def relaxed(contract: Contract, fault: Fault) -> Contract:
    """Return the contract without the rule of a request that the fault forgets."""
    data: Any = copy.deepcopy(contract.raw)
    *parents, last = _steps(fault.at)
    here: Json = data
    for step in parents:
        here = here[int(step)] if isinstance(here, list) else members(here)[step]
    if isinstance(here, list):
        here.remove(fault.value)
    else:
        del members(here)[last]
    return parse(data)


# -- requests: a rule that is forgotten --------------------------------------------------------------------


def _of_requests(
    contract: Contract, operation: Operation, raw: Any, number: int
) -> Iterator[Fault]:
    defs = members(members(contract.raw).get("$defs"))
    start = f"/operations/{number}"
    for index, content in enumerate(elements(members(raw.get("body")).get("contents"))):
        if members(content).get("kind") != "json":
            continue
        at = f"{start}/body/contents/{index}/schema"
        yield from _rules(operation, members(content).get("schema"), at, "", defs, ())
    for index, parameter in enumerate(elements(raw.get("parameters"))):
        known = members(parameter)
        if known.get("in") == "query":
            at, name = f"{start}/parameters/{index}/schema", str(known.get("name"))
            for rule in _rules(
                operation, known.get("schema"), at, f"/{name}", defs, ()
            ):
                if not rule.name.endswith(
                    "/type"
                ):  # what is in a query is text in any case
                    yield rule


def _rules(
    operation: Operation,
    schema: Json,
    at: str,
    place: str,
    defs: Any,
    seen: tuple[str, ...],
) -> Iterator[Fault]:
    """Yield a fault for each rule of a schema and of what is below it."""
    rules = members(schema)
    if at in seen or len(seen) > _DEEP:
        return
    seen = (*seen, at)
    for keyword in _KEYWORDS:
        if keyword in rules and not _is_implied(keyword, rules):
            about = f"{place or 'the body'}: {keyword} is not looked at"
            name = f"accepts-invalid:{place}/{keyword}"
            yield Fault(name, "request", operation.title, about, at=f"{at}/{keyword}")
    for member in elements(rules.get("required")):
        about, name = (
            f"{place}/{member} may be left out",
            f"accepts-missing:{place}/{member}",
        )
        yield Fault(
            name, "request", operation.title, about, at=f"{at}/required/-", value=member
        )
    reference = rules.get("$ref")
    if isinstance(reference, str):
        key = reference.removeprefix("#/$defs/")
        target = defs.get(key.replace("~1", "/").replace("~0", "~"))
        yield from _rules(operation, target, f"/$defs/{key}", place, defs, seen)
    for index, branch in enumerate(elements(rules.get("allOf"))):
        yield from _rules(operation, branch, f"{at}/allOf/{index}", place, defs, seen)
    for name, one in members(rules.get("properties")).items():
        below = f"{at}/properties/{name.replace('~', '~0').replace('/', '~1')}"
        yield from _rules(operation, one, below, f"{place}/{name}", defs, seen)
    if isinstance(rules.get("items"), dict):
        yield from _rules(
            operation, rules["items"], f"{at}/items", f"{place}/0", defs, seen
        )


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


def _bodies(operation: Operation) -> Iterator[Content]:
    for content in operation.success.contents if operation.success else ():
        if content.kind == "json":
            yield content


def _declares(content: Content, pointer: str, contract: Contract) -> bool:
    return Schemas(contract.defs).at(content.schema, pointer) is not None or any(
        look(opened(content, example.value), pointer) is not None
        for example in content.examples
    )


def _is_implied(keyword: str, rules: Any) -> bool:
    """Whether the rules beside a keyword refuse the same values, so that none is missed."""
    if keyword == "type":
        return "enum" in rules or "const" in rules
    pattern = rules.get("pattern")
    is_short = keyword == "minLength" and rules["minLength"] == 1
    return is_short and isinstance(pattern, str) and not re.search(pattern, "")


def _steps(pointer: str) -> list[str]:
    return [
        step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]
    ]
