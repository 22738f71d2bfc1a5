"""The mock server: an ASGI application that behaves as a contract says."""

from __future__ import annotations

import re
import secrets
import time
import traceback
from collections import deque
from collections.abc import Callable
from functools import cached_property
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from . import bodies, credentials, parameters
from .answers import Answers, choose
from .bodies import Body
from .contract import Contract, Operation, read
from .drafts import Draft
from .fault import FAULT_HEADER, Fault
from .faults import catalogue
from .jobs import OUTCOMES, Jobs, Outcome
from .memory import Memory
from .page import SHOWN, Exchange, Page
from .parameters import Values
from .pointers import Json, Object, text
from .refusals import BAD, BROKEN, Refusal
from .repeats import Repeats
from .roles import roles
from .routes import Match, Routes, sent_path
from .schemas import Schemas
from .spoiling import Spoiler
from .work import Work

OUTCOME_HEADER: Final = "X-Mock-Outcome"
"""On a request that starts a job: how it is to end (done, failed, cancelled)."""
STATUS_HEADER: Final = "X-Mock-Status"
"""On any request: which documented error to answer with."""
_RESULT: Final = re.compile(r"/-/results/([A-Za-z0-9_-]{1,64})")


class Mock:
    """Serves an API from its contract. Keeps its state in memory, and not more than so many things."""

    def __init__(
        self,
        contract: Contract,
        *,
        api_key: str | None = None,
        pace: float | None = None,
        outcome: Outcome = "done",
        clock: Callable[[], float] = time.time,
        log: Callable[[str], None] | None = None,
        capacity: int = 1000,
        fault: str = "",
    ) -> None:
        self.contract = contract
        self._fault = fault
        self._spoilers: dict[str, Spoiler] = {}
        self._api_key = api_key
        self.outcome: Outcome = outcome
        """How jobs end, unless a request says otherwise."""
        self._log = log
        self._schemas = Schemas(contract.defs)
        self._answers = Answers(contract, self._schemas)
        self._routes = Routes(contract)
        self._roles = roles(contract)
        self.jobs = Jobs(clock, pace, capacity)
        self._work = Work(contract, self._schemas, self._answers, self.jobs)
        self._page = Page(contract, api_key)
        self._exchanges: deque[Exchange] = deque(maxlen=SHOWN)
        self._count = 0
        is_taken = any(sent_path(each.path) == "/" for each in contract.operations)
        self.page_path = "/-/" if is_taken else "/"
        """Where people can look at what came, and at the jobs."""
        self._repeats = Repeats(capacity)
        self._memory = Memory(contract, self._schemas, self._answers, clock, capacity)
        if fault:
            self._spoiler(
                fault
            )  # a name that is none should not wait for the first request

    @cached_property
    def faults(self) -> dict[str, Fault]:
        """The catalogue of faults, by name."""
        return catalogue(self.contract)

    def _spoiler(self, name: str) -> Spoiler:
        """Return who carries a fault out. Raises KeyError for a name that is none."""
        known = self._spoilers.get(name)
        if known is None:
            made = Spoiler(self.contract, self._answers, self.faults[name])
            known = self._spoilers[name] = made
        return known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        if self._is_looked_at(request):
            response = self._look(request)
            await response(scope, receive, send)
            return
        started = time.perf_counter()
        try:
            response = await self._respond(request)
        except ClientDisconnect:
            return
        for name in self.contract.errors.request_id[:1]:
            response.headers[name] = f"req_{secrets.token_hex(12)}"
        if request.method == "HEAD":
            response.body = b""
        self._note(request, response.status_code, time.perf_counter() - started)
        await response(scope, receive, send)

    def _is_looked_at(self, request: Request) -> bool:
        """Tell whether a browser asks for the page. Others get JSON there."""
        return (
            request.scope["path"] == self.page_path
            and request.method in ("GET", "HEAD")
            and "text/html" in request.headers.get("accept", "")
        )

    def _look(self, request: Request) -> Response:
        jobs = list(self.jobs.all())
        base_url = str(request.base_url).rstrip("/")
        response = self._page.response(
            jobs, list(self._exchanges), self._count, base_url, self.jobs.clock()
        )
        if request.method == "HEAD":
            response.body = b""
        return response

    def _note(self, request: Request, status: int, seconds: float) -> None:
        """Keep a request for the page, and log a line: no query, no headers, no bodies, for the keys."""
        path = re.sub(r"[^!-~]", "?", request.scope["path"])[:200]
        at, method = self.jobs.clock(), request.method[:20]
        self._exchanges.append(Exchange(at, method, path, status, seconds))
        self._count += 1
        if self._log is not None:
            self._log(f"{request.method} {path} {status} {seconds * 1000:.1f}ms")

    async def _respond(self, request: Request) -> Response:
        operation: Operation | None = None
        spoiler: Spoiler | None = None
        try:
            spoiler = self._asked_fault(request)
            path = _raw_path(request)
            special = self._special(request, path)
            if special is not None:
                return special
            query = request.scope["query_string"].decode("latin-1")
            match = self._routes.match(request.method, path, query, request.headers)
            operation = match.operation
            answer = await self._serve(request, match, path, spoiler)
            return spoiler.answer(operation, path, answer) if spoiler else answer
        except Refusal as refusal:
            response = self._answers.refuse(operation, refusal)
            if spoiler is None or operation is None:
                return response
            return spoiler.refusal(operation, refusal, response)
        except ClientDisconnect:
            raise
        except Exception as error:
            if self._log is not None:
                self._log(traceback.format_exc())
            broken = Refusal(BROKEN, f"the mock failed: {type(error).__name__}")
            return self._answers.refuse(operation, broken)

    def _asked_fault(self, request: Request) -> Spoiler | None:
        """Return who spoils the answer to a request, if anyone. Raises Refusal."""
        name = request.headers.get(FAULT_HEADER, self._fault)
        try:
            return self._spoiler(name) if name else None
        except KeyError:
            message = f"{FAULT_HEADER}: there is no fault {name[:100]!r}"
            raise Refusal(BAD, message) from None

    def _special(self, request: Request, path: str) -> Response | None:
        """Serve what no document has: results by URL, and a word about this server."""
        found = _RESULT.fullmatch(path)
        if found and request.method in ("GET", "HEAD"):
            return self._work.result_by_url(request, found[1])
        if path == self.page_path:
            titles = [operation.title for operation in self.contract.operations]
            about = f"Mock of {self.contract.title} {self.contract.version}"
            return JSONResponse({"about": about, "operations": titles})
        return None

    async def _serve(
        self, request: Request, match: Match, path: str, spoiler: Spoiler | None
    ) -> Response:
        operation = match.operation
        if spoiler is None or not spoiler.is_open(operation):
            credentials.check(request, operation, self.contract, self._api_key)
        wanted = request.headers.get(STATUS_HEADER, "")
        if re.fullmatch("[3-5][0-9][0-9]", wanted):
            return self._answers.failure(operation, wanted)
        reading, schemas = operation, self._schemas
        if spoiler is not None:
            reading, schemas = spoiler.reading(operation, schemas)
        asked = Match(reading, match.places)
        values = parameters.read(request, asked, schemas)
        body = await bodies.read(request, reading, schemas)
        again = self._repeats.answer(operation, request)
        if again is not None and not (spoiler and spoiler.is_forgetful(operation)):
            return again
        answer = self._carry_out(request, operation, values, body, path)
        self._repeats.keep(operation, request, answer)
        return answer

    def _carry_out(
        self,
        request: Request,
        operation: Operation,
        values: Values,
        body: Body,
        path: str,
    ) -> Response:
        """Do what a valid request asks for."""
        role = self._roles.get(operation.title)
        if role is not None:
            answer = self._work.serve(request, operation, role, values)
            if answer is not None:
                return answer
        if operation.job is not None:
            return self._work.start(
                request, operation, body, self._wanted_outcome(request)
            )
        return self._plain(request, operation, values, body, path)

    def _wanted_outcome(self, request: Request) -> Outcome:
        said = request.headers.get(OUTCOME_HEADER, "")
        for outcome in OUTCOMES:
            if said == outcome:
                return outcome
        if said:
            raise Refusal(
                BAD, f"{OUTCOME_HEADER}: {said[:50]!r} is none of {', '.join(OUTCOMES)}"
            )
        return self.outcome

    def _plain(
        self,
        request: Request,
        operation: Operation,
        values: Values,
        body: Body,
        path: str,
    ) -> Response:
        """Answer where there is no job."""
        response = operation.success
        content = self._answers.json_content(response)
        places = {
            name: value for (where, name), value in values.items() if where == "path"
        }
        if self._memory.knows(operation):
            value = self._memory.serve(operation, content, places, body, path)
        elif response is not None and content is not None:
            value = self._documented(operation, content.media, body, places)
        else:
            value = None
        if response is not None and content is not None:
            return self._answers.json(operation, response, content, value)
        names = map(text, values.values())
        chosen = (
            choose(response, names, request.headers.get("accept", ""))
            if response
            else None
        )
        if response is None or chosen is None:
            return self._answers.empty(response)
        return self._answers.binary(request, response, *chosen, stem="file")

    def _documented(
        self, operation: Operation, media: str, body: Body, places: Object
    ) -> Json:
        """Return the body of a documented answer, of the example that goes with the request's."""
        assert operation.success is not None
        content = next(c for c in operation.success.contents if c.media == media)
        sent = body.content.examples if body.content else ()
        name = next((e.name for e in sent if not e.file and e.value == body.value), "")
        draft = Draft(self._schemas, content, self._answers.value(content, name))
        draft.name(places)
        request = body.value if isinstance(body.value, dict) else {}
        draft.repeat(request, body.content, frozenset())
        draft.echo(operation.echo, body.value, is_own=True)
        return draft.value


def _raw_path(request: Request) -> str:
    raw = request.scope.get("raw_path")
    path = raw.decode("latin-1") if isinstance(raw, bytes) else request.url.path
    return path.partition("?")[0]


def create_app(
    *,
    api_key: str | None = None,
    pace: float | None = None,
    outcome: Outcome = "done",
    clock: Callable[[], float] = time.time,
    log: Callable[[str], None] | None = None,
    capacity: int = 1000,
    fault: str = "",
    contract: Contract | None = None,
) -> Mock:
    """Return the mock server as an ASGI application.

    ``api_key`` is the one key that is accepted; None accepts any. ``pace`` is how many seconds a job
    stays in each state; None takes it a step further at each poll. ``outcome`` is how jobs end unless
    a request says otherwise in ``X-Mock-Outcome``. ``clock`` gives the time in seconds since 1970.
    ``log`` is called with a line for each request. ``capacity`` is how many jobs are remembered.
    ``fault`` names a broken promise of ``app.faults``; a request can ask for one in ``X-Mock-Fault``.
    Raises KeyError for a name that is none.
    """
    return Mock(
        contract or read(),
        api_key=api_key,
        pace=pace,
        outcome=outcome,
        clock=clock,
        log=log,
        capacity=capacity,
        fault=fault,
    )
