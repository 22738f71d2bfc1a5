"""The harness: sends what a test asks for, and judges what comes back."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import httpx2
import pytest

from .checks import Problem, problems
from .facts import MISSING, Case, JobId, Operation, Request, first
from .findings import Findings
from .jobs import Story, followed
from .settings import Settings
from .wire import WRONG, Exchange, Sent, build

_OUTRIGHT = {"wrong media type": {415}, "no body": {411}}
"""Statuses that HTTP itself has for a case, so that no document need name them."""
_TURNED_AWAY = (401, 403)
_ANY_KEY = "any-key"
"""What is sent where no key was given: a server that takes any has one to take."""

_LIMITS = httpx2.Limits(max_connections=4)


class Server(Findings):
    """The server under test, and what is known of it so far."""

    def __init__(
        self,
        settings: Settings,
        operations: Mapping[str, Operation],
        starts: Mapping[str, Request],
    ) -> None:
        super().__init__()
        self.settings = settings
        self.operations = operations
        self.starts = starts
        """By operation that starts jobs, a request that does."""
        self.stories: dict[str, Story] = {}
        """The jobs that were followed, by their ids or by the operation that starts them."""
        # Many small servers write an answer in two pieces, and then an old connection holds back the
        # second for 40 ms. A new one does not, and costs next to nothing on the same machine.
        kept = (
            httpx2.Limits(max_keepalive_connections=0) if settings.is_local else _LIMITS
        )
        self.client = httpx2.Client(
            timeout=30.0, trust_env=not settings.is_local, limits=kept
        )
        self.ids: dict[str, list[str]] = {}
        """The ids of jobs by the operation that started them, in order."""
        self.paid = 0
        self._refused: set[str] = set()

    def close(self) -> None:
        """Close all connections."""
        self.client.close()

    # -- the tests' verbs -----------------------------------------------------------------------------

    def accepts(self, request: Request, case: Case) -> None:
        """Check that a valid request succeeds, and that its answer is what the document says."""
        operation = request.operation
        if _whole(request) in self._refused:
            pytest.skip("the smallest request is refused already")
        exchange = self.ask(
            request, case, self.path_of(request, case, fresh=operation.method != "GET")
        )
        status = exchange.status
        if (
            operation.may_miss
            and status in (404, 409, 410)
            and operation.answer(status)
        ):
            self.check(operation, exchange)
            return
        if not operation.is_success(status):
            if not case.edits and case.body is None and not case.query:
                self._refused.add(_whole(request))
            is_known = operation.answer(status) is not None and status >= 400
            rule = (
                "server-error"
                if status >= 500
                else "valid-refused" if is_known else "status-undocumented"
            )
            self.fail(
                operation,
                rule,
                case.at,
                f"{case.name}: {case.says}",
                exchange,
                "a success",
            )
        if operation.answer(status) is not None:
            self.check(operation, exchange)
        if operation.job is not None:
            self.started(operation, exchange)
        self.echoed(operation, exchange)

    def refuses(self, request: Request, case: Case) -> None:
        """Check that an invalid request is answered with a documented refusal."""
        operation = request.operation
        exchange = self.ask(request, case, self.path_of(request, case))
        fitting = (400, 422, 404) if case.path else (400, 422)
        self.refused(operation, case, exchange, "invalid-accepted", fitting)

    def guards(self, request: Request, case: Case) -> None:
        """Check that a caller without valid credentials is turned away."""
        operation = request.operation
        if not self.settings.key:
            pytest.skip("no --api-key was given")
        key = WRONG if case.name == "wrong credentials" else ""
        exchange = self.ask(request, case, self.path_of(request, case), key=key)
        if exchange.status < 400:
            self.fail(
                operation,
                "credentials-ignored",
                case.at,
                case.says,
                exchange,
                "401 or 403",
            )
        if exchange.status not in _TURNED_AWAY:
            self.fail(
                operation,
                "credentials-status",
                case.at,
                case.says,
                exchange,
                "401 or 403",
            )
        if operation.tells(exchange.status, _TURNED_AWAY):
            self.check(operation, exchange)

    def misses(self, request: Request, case: Case) -> None:
        """Check that the id of no job is answered with a documented refusal."""
        exchange = self.ask(request, case, {**_plain(request.path), **case.path})
        fitting = (404, 410, 400, 422)
        self.refused(request.operation, case, exchange, "unknown-id-accepted", fitting)

    def allows(self, request: Request, case: Case) -> None:
        """Check that a method which the path does not have is turned away."""
        operation = request.operation
        other = Operation(
            operation.name, case.name, operation.path, case.at, (), operation.security
        )
        path = {**_plain(request.path), **case.path}
        exchange = self.ask(
            Request(other, path=request.path), Case(case.name, case.at, case.says), path
        )
        if exchange.status < 400:
            self.fail(other, "method-accepted", case.at, case.says, exchange, "405")
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
        if exchange.status < 400:
            self.fail(operation, rule, case.at, says, exchange, "a documented 4xx")
        if exchange.status >= 500:
            self.fail(
                operation, "server-error", case.at, says, exchange, "a documented 4xx"
            )
        if operation.answer(
            exchange.status
        ) is None and exchange.status in _OUTRIGHT.get(case.name, ()):
            return
        if operation.tells(exchange.status, fitting):
            self.check(operation, exchange)

    def check(self, operation: Operation, exchange: Exchange) -> None:
        """Check an answer against the document."""
        for problem in problems(operation, exchange):
            self.tell(operation, problem, exchange)

    def started(self, operation: Operation, exchange: Exchange) -> str:
        """Take note of the job that an answer speaks of; return its id."""
        job = operation.job
        assert job is not None
        found = first(self.unwrapped(operation, exchange), job.id)
        if not isinstance(found, str | int) or found == "":
            where = " or ".join(job.id)
            self.fail(
                operation,
                "job-id-missing",
                job.at + "/id",
                f"the id of the job at {where}",
                exchange,
                "an id",
            )
        known = self.ids.setdefault(operation.name, [])
        if str(found) in known:
            self.fail(
                operation,
                "job-id-reused",
                job.at + "/id",
                "each call starts a job",
                exchange,
                "an id of its own",
            )
        known.append(str(found))
        return str(found)

    def echoed(self, operation: Operation, exchange: Exchange) -> None:
        """Check that an answer repeats what the document says it repeats."""
        body = self.unwrapped(operation, exchange)
        for there, here in operation.echo.items():
            asked, said = first(exchange.sent.body, [here]), first(body, [there])
            if (
                asked is MISSING
                or said is MISSING
                or asked == said
                or str(asked) == str(said)
            ):
                continue
            at = operation.at + "/x-echo"
            self.fail(
                operation,
                "echo-differs",
                at,
                f"{there} repeats {here} of the request",
                exchange,
                repr(asked),
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
        self._pay(operation)
        is_usual = key is None
        key = self.settings.key or _ANY_KEY if key is None else key
        schemes = next(iter(operation.security), ()) if key else ()
        sent = build(self.settings.base_url, request, case, path, schemes, key)
        for _ in range(2):
            exchange = self.send(operation, sent, case.at)
            is_away = exchange.status in _TURNED_AWAY and schemes
            if is_usual and is_away and not self.settings.key:
                pytest.skip("the server wants a key, and no --api-key was given")
            pause = exchange.headers.get("retry-after", "")
            if exchange.status != 429 or not pause.isdigit() or int(pause) > 30:
                return exchange
            time.sleep(int(pause))
        return self.send(operation, sent, case.at)

    def send(self, operation: Operation, sent: Sent, at: str) -> Exchange:
        """Send bytes and return the exchange; a connection that breaks is a finding."""
        try:
            answer = self.client.request(
                sent.method, sent.url, headers=sent.headers, content=sent.content
            )
        except httpx2.ConnectError:
            pytest.exit(f"no server answers at {self.settings.base_url}", returncode=2)
        except httpx2.HTTPError as error:
            broken = Exchange(sent, 0, {}, b"")
            problem = Problem(
                "no-answer", at, "an answer", f"{type(error).__name__}: {error}"
            )
            self.tell(operation, problem, broken)
            raise
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Exchange(sent, answer.status_code, headers, answer.content)

    def _pay(self, operation: Operation) -> None:
        if operation.job is None or self.settings.paid_calls is None:
            return
        if self.paid >= self.settings.paid_calls:
            pytest.skip(
                f"all {self.settings.paid_calls} calls that --paid-calls allows are made"
            )
        self.paid += 1

    def path_of(
        self, request: Request, case: Case, *, fresh: bool = False
    ) -> dict[str, str]:
        """Return the values of a path; ids come from jobs, one of its own where the job is changed."""
        found: dict[str, str] = {}
        for name, value in {**request.path, **case.path}.items():
            found[name] = (
                self.job(value, fresh=fresh) if isinstance(value, JobId) else value
            )
        return found

    def job(self, wanted: JobId, *, fresh: bool = False) -> str:
        """Return the id of a job, started if need be."""
        if wanted.done and not fresh:
            return followed(self, wanted.creator).done_id()
        known = self.ids.get(wanted.creator)
        if known and not fresh:
            return known[0]
        identity = self.start(wanted.creator)
        if wanted.done:
            followed(self, wanted.creator, identity).done_id()
        return identity

    def start(self, creator: str) -> str:
        """Start a job with the smallest request; return its id."""
        request = self.starts[creator]
        exchange = self.ask(
            request,
            Case("start", request.operation.at, "starts a job"),
            _plain(request.path),
        )
        if not request.operation.is_success(exchange.status):
            pytest.skip(
                f"{request.operation.title} starts no job: HTTP {exchange.status}"
            )
        return self.started(request.operation, exchange)


def _whole(request: Request) -> str:
    return f"{request.operation.title} {request.media}"


def _plain(path: Mapping[str, str | JobId]) -> dict[str, str]:
    return dict(_texts(path))


def _texts(path: Mapping[str, str | JobId]) -> Iterator[tuple[str, str]]:
    for name, value in path.items():
        if isinstance(value, str):
            yield name, value
