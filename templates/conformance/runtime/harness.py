"""The harness: sends what a test asks for, and judges what comes back."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from . import transport
from .budget import Budget, wish_of
from .checks import problems
from .coverage import Coverage
from .facts import (
    MISSING,
    Broken,
    Bundle,
    Case,
    Group,
    JobId,
    LeftOut,
    Operation,
    Request,
    Start,
    first,
)
from .findings import Findings
from .problems import Problem
from .settings import Settings
from .stories import Story, followed
from .wire import KEY, WRONG, Exchange, Sent, build, unlike

_OUTRIGHT = {"wrong media type": {415}, "no body": {411}}
"""Statuses that HTTP itself has for a case, so that no document need name them."""
_TURNED_AWAY = (401, 403)
_OF_STATE = (404, 409, 410)
"""What a server says where a good request does not go with what it has."""
_NO_MORE = (402, 403, 503)
"""What a server says of a good request when a quota is used up, or when it is too busy."""
_ANY_KEY = "any-key"
"""What is sent where no key was given: a server that takes any has one to take."""
_READS = ("GET", "HEAD", "OPTIONS")


class Unreachable(Exception):
    """There is no server to ask."""


class Server(Findings):
    """The server under test, and what is known of it so far."""

    def __init__(
        self,
        settings: Settings,
        operations: Mapping[str, Operation],
        starts: Mapping[str, Start],
        groups: Sequence[Group],
    ) -> None:
        super().__init__(settings)
        self.operations = operations
        self.starts = starts
        """By operation that starts jobs, how it does."""
        self.stories: dict[str, Story] = {}
        """The jobs that were followed, by their ids or by the operation that starts them."""
        self.ids: dict[str, list[str]] = {}
        """The ids of jobs by the operation that started them, in order."""
        self.budget = Budget(settings, starts, groups)
        self.coverage = Coverage(operations, groups)
        self._first: dict[str, Exchange | str] = {}
        """By operation and media type, the answer to the smallest request, or why there is none."""
        self._is_let_in = False
        """Whether a request succeeded that needs credentials: those that we have are good, then."""
        self._spent: dict[str, int] = {}
        """By operation that starts no more jobs, the status with which it says so."""
        self._kept: dict[str, set[str]] = {}
        """By group, the cases that a bundle has shown to be accepted."""

    # -- the tests' verbs -----------------------------------------------------------------------------

    def accepts(self, group: Group, case: Case) -> None:
        """Check that a valid request succeeds, and that its answer is what the document says."""
        request = group.request
        operation = request.operation
        if case is group.cases[0] and self._is_start(request):
            self.start(
                operation.name
            )  # the first job is started with the smallest request
            return
        if isinstance(self._first.get(_whole(request)), str):
            raise LeftOut("the smallest request is refused already")
        if case.name in self._accepted_together(group):
            self.coverage.meet(request, case.at, is_valid=True)
            return
        if operation.job is not None:
            self.budget.ask(wish_of(group, case.name))
        self._be_careful(operation)
        path = self.path_of(request, case, fresh=operation.method not in _READS)
        exchange = self.ask(request, case, path)
        if case is group.cases[0] and not operation.is_success(exchange.status):
            self._first[_whole(request)] = "refused"
        if exchange.status in _NO_MORE and operation.job is not None:
            self._goes_on(operation)
        if _is_choosy(operation, case, exchange):
            case, exchange = self._in_company(group, case, path) or (case, exchange)
        if _is_of_state(operation, case, exchange):
            self.check(operation, exchange)
            status = exchange.status
            raise LeftOut(f"refused for something else than its form: HTTP {status}")
        self.succeeded(request, case, exchange)

    def succeeded(self, request: Request, case: Case, exchange: Exchange) -> None:
        """Check that an answer is a success, and everything that holds of one."""
        operation, status = request.operation, exchange.status
        self.coverage.keep(request, case, exchange)
        if status == 429 and operation.answer(status):
            self.check(operation, exchange)
            raise LeftOut("the server asks for fewer requests: HTTP 429")
        if (
            operation.may_miss
            and status in (404, 409, 410)
            and operation.answer(status)
        ):
            self.check(operation, exchange)
            return
        if not operation.is_success(status):
            is_known = operation.answer(status) is not None and status >= 400
            rule = "server-error" if status >= 500 else "status-undocumented"
            rule = "valid-refused" if is_known and status < 500 else rule
            says = f"{case.name}: {case.says}"
            self.fail(operation, rule, case.at, says, exchange, "a success")
        problem = (
            self._identified(operation, exchange) if operation.job is not None else None
        )
        if operation.answer(status) is not None:
            self.check(operation, exchange)
        if problem is not None:
            self.tell(operation, problem, exchange)
        self.echoed(operation, exchange, exchange.sent.body)
        self.selected(request, case, exchange)

    def refuses(self, group: Group, case: Case) -> None:
        """Check that an invalid request is answered with a documented refusal."""
        request = group.request
        self._be_careful(request.operation)
        exchange = self.ask(request, case, self.path_of(request, case))
        self.coverage.meet(request, case.at, is_valid=False)
        fitting = (400, 422, 404) if case.path else (400, 422)
        self.refused(request.operation, case, exchange, "invalid-accepted", fitting)

    def guards(self, group: Group, case: Case) -> None:
        """Check that a caller without valid credentials is turned away."""
        request = group.request
        operation = request.operation
        if not self.settings.key:
            raise LeftOut("no --api-key was given")
        self._be_careful(operation)
        key = unlike(self.settings.key) if case.name == "wrong credentials" else ""
        exchange = self.ask(request, case, self.path_of(request, case), key=key)
        if exchange.status not in _TURNED_AWAY:
            rule = (
                "credentials-ignored" if exchange.status < 400 else "credentials-status"
            )
            self._stray(operation, exchange)
            says, wanted, cause = (
                f"{case.name}: {case.says}",
                "401 or 403",
                str(exchange.status),
            )
            self.fail(operation, rule, case.at, says, exchange, wanted, cause)
        if operation.tells(exchange.status, _TURNED_AWAY):
            self.check(operation, exchange)

    def misses(self, group: Group, case: Case) -> None:
        """Check that the id of no job is answered with a documented refusal."""
        request = group.request
        exchange = self.ask(request, case, {**_plain(request.path), **case.path})
        self.coverage.meet(request, case.at, is_valid=False)
        fitting = (404, 410, 400, 422)
        self.refused(request.operation, case, exchange, "unknown-id-accepted", fitting)

    def allows(self, group: Group, case: Case) -> None:
        """Check that a method which the path does not have is turned away."""
        request = group.request
        operation = request.operation
        other = Operation(
            operation.name, case.name, operation.path, case.at, (), operation.security
        )
        path = {**_plain(request.path), **case.path}
        asked = Request(other, path=request.path)
        exchange = self.ask(asked, Case(case.name, case.at, case.says), path)
        if exchange.status < 400:
            cause = f"{case.name} {exchange.status}"
            self.fail(
                other, "method-accepted", case.at, case.says, exchange, "405", cause
            )
        if exchange.status >= 500 and exchange.status != 501:
            self.fail(other, "server-error", case.at, case.says, exchange, "405")

    # -- judging --------------------------------------------------------------------------------------

    def refused(
        self,
        operation: Operation,
        case: Case,
        exchange: Exchange,
        rule: str,
        fitting: Sequence[int] = (409, 425, 404, 400, 422),
    ) -> None:
        """Check that an answer is a refusal, one that the document describes if it has one that fits."""
        says = f"{case.name}: {case.says}"
        status = exchange.status
        if status < 400:
            self._stray(operation, exchange)
            self.fail(operation, rule, case.at, says, exchange, "a documented 4xx")
        if status == 401 and self._is_let_in:
            at, wanted = operation.at + "/security", "another 4xx"
            self.fail(operation, "credentials-denied", at, says, exchange, wanted)
        if status >= 500:
            self.fail(
                operation, "server-error", case.at, says, exchange, "a documented 4xx"
            )
        if operation.answer(status) is None and status in _OUTRIGHT.get(case.name, ()):
            return
        if operation.tells(status, fitting):
            self.check(operation, exchange)

    def check(self, operation: Operation, exchange: Exchange) -> None:
        """Check an answer against the document."""
        for problem in problems(operation, exchange):
            self.tell(operation, problem, exchange)

    def started(self, operation: Operation, exchange: Exchange) -> str:
        """Take note of the job that an answer speaks of; return its id."""
        problem = self._identified(operation, exchange)
        if problem is not None:
            self.tell(operation, problem, exchange)
        return self.ids[operation.name][-1]

    def _identified(self, operation: Operation, exchange: Exchange) -> Problem | None:
        """Take note of the job that an answer speaks of; return what is wrong with its id."""
        job = operation.job
        assert job is not None
        self.budget.started += 1
        found = first(self.unwrapped(operation, exchange), job.id)
        where = job.at + "/id"
        if not isinstance(found, str | int):
            says = f"the id of the job at {' or '.join(job.id)}"
            return Problem("job-id-missing", where, says, "none")
        told = [first(self.unwrapped(operation, exchange), [one]) for one in job.id]
        others = [one for one in told if one is not MISSING and str(one) != str(found)]
        if others:
            self.ids.setdefault(operation.name, []).append(str(found))
            says = f"one id of the job, at {' and '.join(job.id)}"
            return Problem(
                "job-ids-differ", where, says, f"{found!r} and {others[0]!r}"
            )
        known = self.ids.setdefault(operation.name, [])
        if str(found) in known:
            says = "each call starts a job, with an id of its own"
            return Problem("job-id-reused", where, says, f"{found!r} again")
        known.append(str(found))
        return None

    def echoed(
        self, operation: Operation, exchange: Exchange, asked: Any, about: Any = None
    ) -> None:
        """Check that an answer repeats what the document says it repeats.

        ``asked`` is the request's body, ``about`` the operation of the promise where another answers.
        """
        promising: Operation = about or operation
        body = self.unwrapped(operation, exchange)
        for there, here in promising.echo.items():
            wanted, said = first(asked, [here]), first(body, [there])
            is_default = wanted is MISSING
            if is_default:
                wanted = promising.defaults.get(here, MISSING)
            if wanted is MISSING or said is MISSING or _same(wanted, said):
                continue
            at, rule = promising.at + "/x-echo", (
                "default-ignored" if is_default else "echo-differs"
            )
            says = f"{there} repeats {here} of the request, {wanted!r}"
            says += " by default" if is_default else ""
            problem = Problem(rule, at, says, repr(said), cause=f"{at} {there}")
            self.tell(operation, problem, exchange)
        for there, shown in promising.shows.items() if promising is operation else ():
            said = first(body, [there])
            if said is MISSING or first(asked, [shown.here]) is not MISSING:
                continue
            if not _same(shown.value, said):
                says = f"{there} is {shown.value!r} where the request has nothing at {shown.here}"
                at = promising.at + "/x-defaults"
                self.tell(
                    operation,
                    Problem("default-ignored", at, says, repr(said)),
                    exchange,
                )

    def selected(self, request: Request, case: Case, exchange: Exchange) -> None:
        """Check that an answer has a media type that the parameters of its request select."""
        operation = request.operation
        for name, values in operation.selects.items():
            given = {**request.query, **case.query}.get(name, ())
            media = values.get(given[0] if given else "")
            if media and exchange.media and exchange.media not in media:
                value = repr(given[0]) if given else "left out, its default"
                says = f"{name} ({value}) selects {' or '.join(media)}"
                at = f"{operation.at}/x-selects"
                self.tell(
                    operation,
                    Problem("media-unselected", at, says, exchange.media),
                    exchange,
                )

    def unwrapped(self, operation: Operation, exchange: Exchange) -> Any:
        """Return the body of an answer without its envelope."""
        body = exchange.json
        if operation.unwrap and first(body, [operation.unwrap.unless]) is MISSING:
            inner: Any = first(body, [operation.unwrap.payload])
            if isinstance(inner, dict):
                return cast(Any, inner)
        return body

    # -- asking ---------------------------------------------------------------------------------------

    def ask(
        self,
        request: Request,
        case: Case,
        path: Mapping[str, str],
        key: str | None = None,
    ) -> Exchange:
        """Send the request of a case. An empty key sends no credentials, None the usual ones."""
        operation = request.operation
        if operation.job is not None:
            self.budget.ask_for_refusal()
        is_usual = key is None
        key = self.settings.key or _ANY_KEY if key is None else key
        schemes = next(iter(operation.security), ()) if key else ()
        shown = KEY if is_usual else WRONG
        url = self.settings.base_url
        sent = build(url, request, case, path, schemes, key, shown)
        for _ in range(2):
            exchange = self.send(operation, sent, case.at)
            is_away = exchange.status in _TURNED_AWAY and schemes
            if is_usual and schemes and operation.is_success(exchange.status):
                self._is_let_in = True
            if is_usual and is_away and not self.settings.key:
                raise LeftOut("the server wants a key, and no --api-key was given")
            pause = exchange.headers.get("retry-after", "")
            if exchange.status != 429 or not pause.isdigit() or int(pause) > 30:
                return exchange
            time.sleep(int(pause))
        return self.send(operation, sent, case.at)

    def send(self, operation: Operation, sent: Sent, at: str) -> Exchange:
        """Send bytes and return the exchange; a connection that breaks is a finding."""
        try:
            answer = transport.send(sent.method, sent.url, sent.headers, sent.content)
        except transport.NoServer as error:
            raise Unreachable(
                f"no server answers at {self.settings.base_url}"
            ) from error
        except transport.NoAnswer as error:
            problem = Problem("no-answer", operation.at, "an answer", str(error))
            self.tell(operation, problem, Exchange(sent, 0, {}, b""))
            raise AssertionError from error
        exchange = Exchange(
            sent, answer.status, answer.headers, answer.content, answer.is_longer
        )
        self.coverage.see(operation, exchange)
        return exchange

    def path_of(
        self, request: Request, case: Case, *, fresh: bool = False
    ) -> dict[str, str]:
        """Return the values of a path; ids come from jobs, one of its own where the job is changed."""
        found: dict[str, str] = {}
        for name, value in {**request.path, **case.path}.items():
            if isinstance(value, JobId):
                found[name] = self.job(value, fresh=fresh)
            else:
                found[name] = value
        return found

    def job(self, wanted: JobId, *, fresh: bool = False) -> str:
        """Return the id of a job, started if need be."""
        if fresh:
            identity = self.started_by(wanted.creator, f"fresh {len(self.ids)}")
            if wanted.done:
                followed(self, wanted.creator, identity).done_id()
            return identity
        if wanted.done:
            return followed(self, wanted.creator).done_id()
        self.start(wanted.creator)
        return self.ids[wanted.creator][0]

    def start(self, creator: str) -> Exchange:
        """Start the job that serves for all tests, with the smallest request; return the answer."""
        request = self.starts[creator].request
        known = self._first.get(_whole(request))
        if isinstance(known, str):
            raise LeftOut(f"{request.operation.title} starts no job: {known}")
        if known is None:
            self.budget.ask(f"life {creator}")
            case = Case(
                "the smallest request",
                request.operation.at,
                "a request with no more than it must have",
            )
            self._first[_whole(request)] = "it is not answered"
            exchange = self.ask(request, case, _plain(request.path))
            self._first[_whole(request)] = f"HTTP {exchange.status}"
            if request.operation.is_success(exchange.status):
                self._first[_whole(request)] = exchange
            self.succeeded(request, case, exchange)
            return exchange
        if not self.ids.get(creator):
            raise LeftOut(f"{request.operation.title} starts no job that has an id")
        return known

    def started_by(self, creator: str, wish: str, case: Case | None = None) -> str:
        """Start one more job; return its id."""
        self.budget.ask(wish)
        self.start(creator)
        request = self.starts[creator].request
        case = case or Case("start", request.operation.at, "starts a job")
        exchange = self.ask(request, case, _plain(request.path))
        if not request.operation.is_success(exchange.status):
            raise LeftOut(
                f"{request.operation.title} starts no job: HTTP {exchange.status}"
            )
        return self.started(request.operation, exchange)

    def _is_start(self, request: Request) -> bool:
        start = self.starts.get(request.operation.name)
        return start is not None and start.request is request

    def _accepted_together(self, group: Group) -> set[str]:
        """Return the cases of a group that were accepted in one request with others."""
        known = self._kept.get(group.name)
        if known is None:
            known = self._kept[group.name] = set[str]()
            for number, bundle in enumerate(group.bundles):
                if self._is_accepted(group, bundle, f"bundle {number}"):
                    known.update(bundle.names)
        return known

    def _is_accepted(self, group: Group, bundle: Bundle, name: str) -> bool:
        """Whether a bundle is accepted. Where it is not, its cases are asked one by one."""
        request = group.request
        try:
            self.budget.ask(wish_of(group, name))
            case = Case(
                name, request.operation.at, ", ".join(bundle.names), bundle.edits
            )
            exchange = self.ask(request, case, self.path_of(request, case))
        except (LeftOut, Broken):
            return False
        if not request.operation.is_success(exchange.status):
            return False
        self.succeeded(request, case, exchange)
        return True

    def _goes_on(self, operation: Operation) -> None:
        """Raise :class:`LeftOut` where not even the smallest request starts a job any more."""
        request = self.starts[operation.name].request
        if operation.name not in self._spent:
            case = Case("start", operation.at, "starts a job")
            exchange = self.ask(request, case, _plain(request.path))
            if operation.is_success(exchange.status):
                self.started(operation, exchange)
                return
            self._spent[operation.name] = exchange.status
        status = self._spent[operation.name]
        raise LeftOut(f"{operation.title} starts no more jobs: HTTP {status}")

    def _in_company(
        self, group: Group, case: Case, path: Mapping[str, str]
    ) -> tuple[Case, Exchange] | None:
        """Return the first documented example that is accepted with the changes of a case, and how.

        What one value may be can hang on the others, in ways that only descriptions tell: each model
        of a list takes lengths of its own. Refused for good is what is refused beside all examples.
        """
        operation = group.request.operation
        for example in group.cases:
            if example.body is None:
                continue
            beside = replace(case, body=example.body)
            try:
                exchange = self.ask(group.request, beside, path)
            except (LookupError, TypeError):
                continue  # the example has no such place
            if operation.is_success(exchange.status):
                return beside, exchange
        return None

    def _stray(self, operation: Operation, exchange: Exchange) -> None:
        """Count a job that should not have been started."""
        if operation.job is not None and operation.is_success(exchange.status):
            self.budget.started += 1
            self.budget.stray += 1

    def _be_careful(self, operation: Operation) -> None:
        """Leave out what would change things that the suite did not make, on somebody's server."""
        is_changing = operation.method not in _READS and operation.job is None
        if is_changing and self.settings.is_careful:
            raise LeftOut(
                "it changes what the suite did not make; --paid-calls N asks all the same"
            )


def _is_choosy(operation: Operation, case: Case, exchange: Exchange) -> bool:
    """Whether a server refuses a change of a valid body, which it may accept of another."""
    is_known = operation.answer(exchange.status) is not None
    is_change = bool(case.edits) and case.body is None
    return is_change and is_known and exchange.status in (400, 409, 422)


def _is_of_state(operation: Operation, case: Case, exchange: Exchange) -> bool:
    """Whether a refusal of a changed body speaks of what the server has: a taken name, no such user."""
    fitting = _OF_STATE if operation.security else (*_OF_STATE, *_TURNED_AWAY)
    is_known = operation.answer(exchange.status) is not None
    return bool(case.edits) and is_known and exchange.status in fitting


def _same(wanted: Any, said: Any) -> bool:
    """Whether two values are equal; a number and its text are, as a form knows no other."""
    if isinstance(wanted, bool) or isinstance(said, bool):
        return wanted is said
    is_plain = isinstance(wanted, str | int | float) and isinstance(
        said, str | int | float
    )
    return wanted == said or (is_plain and str(wanted) == str(said))


def _whole(request: Request) -> str:
    return f"{request.operation.title} {request.media}"


def _plain(path: Mapping[str, str | JobId]) -> dict[str, str]:
    return dict(_texts(path))


def _texts(path: Mapping[str, str | JobId]) -> Iterator[tuple[str, str]]:
    for name, value in path.items():
        if isinstance(value, str):
            yield name, value
