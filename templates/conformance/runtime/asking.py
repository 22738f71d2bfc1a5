"""Asking: requests are sent, and the jobs started that they need."""

from __future__ import annotations

import time
from collections.abc import Mapping

from . import transport
from .facts import Case, JobId, LeftOut, Operation, Request
from .judging import Judge
from .problems import Problem
from .stories import followed
from .wire import KEY, WRONG, Exchange, Sent, build

TURNED_AWAY = (401, 403)
_ANY_KEY = "any-key"
"""What is sent where no key was given: a server that takes any has one to take."""


class Unreachable(Exception):
    """There is no server to ask."""


class Caller(Judge):
    """Asks a server, with credentials and ids of jobs that it has made."""

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
            is_away = exchange.status in TURNED_AWAY and schemes
            if is_usual and schemes and operation.is_success(exchange.status):
                self.is_let_in = True
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
        known = self.smallest.get(whole(request))
        if isinstance(known, str):
            raise LeftOut(f"{request.operation.title} starts no job: {known}")
        if known is None:
            self.budget.ask(f"life {creator}")
            case = Case(
                "the smallest request",
                request.operation.at,
                "a request with no more than it must have",
            )
            self.smallest[whole(request)] = "it is not answered"
            exchange = self.ask(request, case, plain(request.path))
            self.smallest[whole(request)] = f"HTTP {exchange.status}"
            if request.operation.is_success(exchange.status):
                self.smallest[whole(request)] = exchange
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
        exchange = self.ask(request, case, plain(request.path))
        if not request.operation.is_success(exchange.status):
            raise LeftOut(
                f"{request.operation.title} starts no job: HTTP {exchange.status}"
            )
        return self.started(request.operation, exchange)


def whole(request: Request) -> str:
    """Return what a request goes by: its operation, and the media type of its body."""
    return f"{request.operation.title} {request.media}"


def plain(path: Mapping[str, str | JobId]) -> dict[str, str]:
    """Return the values of a path that are no ids of jobs."""
    return {name: value for name, value in path.items() if isinstance(value, str)}
