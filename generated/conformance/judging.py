"""Judging: answers are held against the document, and jobs that they speak of are noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from .budget import Budget
from .checks import problems
from .coverage import Coverage
from .facts import MISSING, Case, Group, LeftOut, Operation, Request, Start, first
from .findings import Findings
from .problems import Problem
from .settings import Settings
from .wire import Exchange

if TYPE_CHECKING:
    from .stories import Story
    from .things import Created

_OUTRIGHT = {"wrong media type": {415}, "no body": {411}}
"""Statuses that HTTP itself has for a case, so that no document need name them."""


class Judge(Findings):
    """What is known of a server so far, and what its answers should be."""

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
        self.ids: dict[str, list[str]] = {}
        """The ids of jobs by the operation that started them, in order."""
        self.budget = Budget(settings, starts, groups)
        self.coverage = Coverage(operations, groups)
        self.stories: dict[str, Story] = {}
        """The jobs that were followed, by their ids or by the operation that starts them."""
        self.smallest: dict[str, Exchange | str] = {}
        """By operation and media type, the answer to the smallest request, or why there is none."""
        self.created: dict[str, Created | str] = {}
        """By operation that makes things, what it made, or why nothing is known of that."""
        self.kept: dict[str, set[str]] = {}
        """By group, the cases that a bundle has shown to be accepted."""
        self.spent: dict[str, int] = {}
        """By operation that starts no more jobs, the status with which it says so."""
        self.is_let_in = False
        """Whether a request succeeded that needs credentials: those that we have are good, then."""

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
            self.stray(operation, exchange)
            self.fail(operation, rule, case.at, says, exchange, "a documented 4xx")
        if status == 401 and self.is_let_in:
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

    def stray(self, operation: Operation, exchange: Exchange) -> None:
        """Count a job that should not have been started."""
        if operation.job is not None and operation.is_success(exchange.status):
            self.budget.started += 1
            self.budget.stray += 1


def _same(wanted: Any, said: Any) -> bool:
    """Whether two values are equal; a number and its text are, as a form knows no other."""
    if isinstance(wanted, bool) or isinstance(said, bool):
        return wanted is said
    is_plain = isinstance(wanted, str | int | float) and isinstance(
        said, str | int | float
    )
    return wanted == said or (is_plain and str(wanted) == str(said))
