"""Suite: the groups of cases for each operation, in the document's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from callsheet import ir
from callsheet.cases.bundles import bundled
from callsheet.cases.derive import MOST, Bodies, may_be_object, parameter_cases, value_at
from callsheet.cases.facts import Facts
from callsheet.cases.model import Case, Group, Request, Start, Suite
from callsheet.cases.overview import segments_of
from callsheet.cases.placing import fits_path, placed
from callsheet.cases.requests import IGNORED, Requests
from callsheet.cases.shapes import GiveUp
from callsheet.cases.synthesise import Synthesiser
from callsheet.cases.things import Things
from callsheet.ir import Json
from callsheet.plain import is_object

_METHODS = ("PUT", "PATCH", "DELETE")
"""Methods that a path may lack. To ask for what nobody declared should change nothing."""
_NOBODYS = "00000000-0000-4000-8000-000000000000"


class Suites:
    """Makes the suite of an operation, which looks at no other but those that share its things."""

    def __init__(self, api: ir.Api, facts: Facts) -> None:
        self.facts = facts
        self.made = Synthesiser(api.schemas)
        self.left_out: list[str] = []
        """What has no case so far, and why."""
        self.requests = Requests(facts, self.made, self.left_out)
        self.things = Things(api, facts.overview, self.made)

    def of(self, operation: ir.Operation) -> Suite:
        """Return the tests of an operation."""
        self.left_out.clear()
        try:
            requests = self.requests.of(operation)
        except GiveUp as error:
            return Suite(left_out=(*self.left_out, f"{operation.title}: {error}"))
        first = requests[0][0]
        starts = [] if operation.job is None else [_start(operation, *requests[0])]
        groups: list[Group] = []
        if operation.job is not None:
            groups.extend(self.lives(operation, operation.job, first))
        groups.extend(self.things.groups(operation, first))
        known_requests: list[Request] = []
        for request, content in requests:
            bodies = Bodies(self.made, content) if content else None
            groups.extend(self.groups(operation, request, bodies, is_first=request is first))
            unasked = tuple(bodies.unasked.items()) if bodies else ()
            known_requests.append(replace(request, unasked=unasked))
        return Suite(tuple(known_requests), tuple(groups), tuple(starts), tuple(self.left_out))

    def lives(self, operation: ir.Operation, job: ir.Job, request: Request) -> Iterator[Group]:
        """Yield the tests of how a job lives, as far as the document speaks of it."""
        name = self.facts.overview.functions[operation.pointer]
        tests = [
            ("lives", "A job goes through its states to an end and stays there."),
            ("agrees", "Progress, times and reasons agree with the state of a job."),
            ("stays", "A job keeps its id and its request, whatever becomes of others."),
        ]
        if job.result is not None:
            tests.append(("waits", "The result of a job cannot be had before the job is done."))
        if job.result_url:
            tests.append(("delivers", "A job that is done says where its result is."))
        if job.cancel is not None:
            tests.append(("cancels", "A job that is cancelled stays so."))
        if operation.idempotency_header:
            tests.append(("happens_once", "Of two requests with one key, one starts a job."))
        tests.append(("fails", "A job that fails says why, and has no result."))
        for check, sentence in tests:
            title, identity = operation.title, operation.id
            yield Group(f"{name}_{check}", sentence, check, title, identity, request)

    # -- groups ------------------------------------------------------------------------------------

    def groups(
        self,
        operation: ir.Operation,
        request: Request,
        bodies: Bodies | None,
        *,
        is_first: bool,
    ) -> Iterator[Group]:
        """Yield the groups of one media type of an operation."""
        content = bodies.content if bodies else None
        accepted = [
            Case(
                "the smallest request",
                operation.pointer,
                "a request with no more than it must have",
            )
        ]
        refused: list[Case] = []
        if bodies is not None and content is not None:
            accepted += self.examples(operation, bodies, content)
            for is_valid, case in bodies.cases(request.body):
                (accepted if is_valid else refused).append(case)
            accepted += bodies.texts(request.body)
            self.left_out += [f"{operation.title}: {reason}" for reason in bodies.left_out]
            refused += _spoilt(operation, content)
        if is_first:
            for parameter in operation.parameters:
                if parameter.location == "header" and parameter.wire.lower() in IGNORED:
                    continue
                is_fed = parameter.wire in dict(request.ids)
                for is_valid, case in parameter_cases(self.made, parameter):
                    if not (is_valid and is_fed) and fits_path(operation.path, case.path):
                        (accepted if is_valid else refused).append(case)
                if not is_fed:
                    accepted += self.parameter_examples(parameter)
                if not may_be_object(self.made, parameter):
                    refused += _missing(parameter)
        name = self.facts.overview.functions[operation.pointer]
        words = name + request.constant.removeprefix(request.operation).lower()
        words = words if content is not None else name
        accepts = self.group(
            operation, words, "accepts", "What the document allows is accepted.", request, accepted
        )
        if bodies is not None and operation.job is not None:
            bundles = bundled(bodies, request.body, accepts.cases)
            accepts = replace(accepts, bundles=tuple(bundles))
        yield accepts
        if refused:
            says = "What the document does not allow is refused, in the way it describes."
            yield self.group(operation, words, "refuses", says, request, refused)
        if is_first:
            yield from self.outer(operation, request, name)

    def outer(self, operation: ir.Operation, request: Request, name: str) -> Iterator[Group]:
        """Yield the groups that concern no body: credentials, ids, methods."""
        if operation.security and () not in operation.security:
            says = "security: " + " or ".join(" and ".join(keys) for keys in operation.security)
            at = operation.pointer + "/security"
            cases = [Case("no credentials", at, says), Case("wrong credentials", at, says)]
            yield self.group(
                operation,
                name,
                "guards",
                "Callers without valid credentials are turned away.",
                request,
                cases,
            )
        unknown = [case for case in self.unknown_ids(operation, request) if case is not None]
        if unknown:
            yield self.group(
                operation,
                name,
                "misses",
                "An id that nobody gave out is not known.",
                request,
                unknown,
            )
        if self.facts.overview.homes[operation.path] == operation.pointer:
            there = self.methods_of(operation.path)
            at = operation.pointer.rpartition("/")[0]
            paths = [c.path for c in unknown[:1]]
            cases = [
                Case(
                    method,
                    at,
                    "methods: " + ", ".join(sorted(there)),
                    path=paths[0] if paths else (),
                )
                for method in _METHODS
                if method not in there
            ]
            if cases:
                yield self.group(
                    operation, name, "allows", "The path has no other methods.", request, cases
                )

    def methods_of(self, path: str) -> set[str]:
        """Return the methods of a path, and of every template that can be the same path."""
        wanted = segments_of(path)
        return {
            method
            for segments, methods in self.facts.overview.methods.items()
            if len(segments) == len(wanted)
            and all(a == b or "{" in a or "{" in b for a, b in zip(segments, wanted, strict=True))
            for method in methods
        }

    def unknown_ids(self, operation: ir.Operation, request: Request) -> Iterator[Case | None]:
        """Yield a case with an id that nobody gave out, for each id in the path."""
        values: tuple[Json, ...]
        for parameter in operation.parameters:
            if parameter.wire in dict(request.ids):
                says, values = "the id of a job", ("no-such-id", _NOBODYS, 987654321)
            elif self.names_one(operation, parameter):
                says, values = "an id that was given out", (_NOBODYS,)
            else:
                continue
            for value in values:
                if self.made.is_valid(parameter.schema, value):
                    case = Case(f"{parameter.wire}: unknown", parameter.pointer, says)
                    yield placed(parameter, value, case)
                    break

    def names_one(self, operation: ir.Operation, parameter: ir.Parameter) -> bool:
        """Whether an operation reads what a UUID names, or says that there is no such thing."""
        is_read = operation.method == "GET" and operation.path.endswith(f"{{{parameter.wire}}}")
        is_told = any(response.status in ("404", "410") for response in operation.responses)
        fits = [self.made.is_valid(parameter.schema, one) for one in (_NOBODYS, "no-such-id")]
        return is_read and is_told and fits == [True, False]

    def group(
        self,
        operation: ir.Operation,
        words: str,
        check: str,
        sentence: str,
        request: Request,
        cases: list[Case],
    ) -> Group:
        """Return a group, cut to what anyone awaits."""
        if len(cases) > MOST:
            self.left_out.append(
                f"{request.constant}: {len(cases) - MOST} of {len(cases)} cases that it {check}"
            )
            cases = cases[:MOST]
        title, identity = operation.title, operation.id
        return Group(f"{words}_{check}", sentence, check, title, identity, request, _named(cases))

    def examples(self, operation: ir.Operation, bodies: Bodies, content: ir.Content) -> list[Case]:
        """Return a case for each documented example of the body that is valid."""
        found: list[Case] = []
        for example in content.examples:
            is_sent = is_object(example.value) or not bodies.is_form
            if example.file or not (is_sent and bodies.is_valid(example.value)):
                self.left_out.append(
                    f"{operation.title}: the example {example.name!r} is no valid body"
                )
                continue
            says = "a documented example" + (f": {example.summary}" if example.summary else "")
            found.append(
                Case(
                    f"example {example.name}",
                    example.pointer,
                    says,
                    body=example.value,
                    has_body=True,
                )
            )
        return found

    def parameter_examples(self, parameter: ir.Parameter) -> list[Case]:
        """Return a case for each documented example of a parameter that is valid."""
        if parameter.location == "path":
            return []
        found: list[Case] = []
        for example in parameter.examples:
            if self.made.is_valid(parameter.schema, example.value):
                name = f"{parameter.wire}: example {example.name}"
                case = placed(
                    parameter, example.value, Case(name, example.pointer, "a documented example")
                )
                found += [case] if case is not None else []
        return found


def _start(operation: ir.Operation, request: Request, content: ir.Content | None) -> Start:
    """Return how a job is started, and an example of which an answer repeats something else."""
    places = [here for _, here in operation.echo]
    for example in content.examples if content else ():
        told = {here: value_at(example.value, here) for here in places}
        differs = any(v not in (None, value_at(request.body, here)) for here, v in told.items())
        if differs and not example.file:
            return Start(request, example.pointer, example.value, has_other=True)
    if content is not None and request.has_body:
        return Start(request, operation.pointer, request.body, has_other=True)
    return Start(request)


def _missing(parameter: ir.Parameter) -> list[Case]:
    if not isinstance(parameter.presence, ir.Required):
        return []
    case = Case(f"{parameter.wire}: left out", parameter.pointer, "required: true")
    if parameter.location == "query":
        return [replace(case, query=((parameter.wire, ()),))]
    if parameter.location == "header":
        return [replace(case, headers=((parameter.wire, None),))]
    return []


def _spoilt(operation: ir.Operation, content: ir.Content) -> list[Case]:
    """Return the cases whose body is of no use as a whole."""
    assert operation.body is not None
    where, body = operation.body.pointer, operation.body
    says = "media types: " + ", ".join(c.media for c in body.contents)
    found: list[Case] = []
    if content.kind == "json":
        found.append(
            Case("malformed JSON", content.pointer, "a body of " + content.media, spoil="cut")
        )
    takes_text = any(c.media.startswith("text/") or "*" in c.media for c in body.contents)
    if content.kind in ("json", "form", "multipart") and not takes_text:
        found.append(Case("wrong media type", where, says, media="text/plain"))
    if body.required and content is body.contents[0]:
        found.append(Case("no body", where, "required: true", spoil="drop"))
    return found


def _named(cases: list[Case]) -> tuple[Case, ...]:
    """Return the cases without repetition, and with names of which none occurs twice."""
    taken: dict[str, int] = {}
    made: list[Case] = []
    known: set[str] = set()
    for case in cases:
        change = repr(replace(case, name="", at="", says=""))
        if change in known and (case.edits or case.query or case.headers):
            continue
        known.add(change)
        taken[case.name] = count = taken.get(case.name, 0) + 1
        made.append(case if count == 1 else replace(case, name=f"{case.name} ({count})"))
    return tuple(made)
