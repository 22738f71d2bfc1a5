"""The harness: sends what a test asks for, and judges what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .asking import TURNED_AWAY, Caller, plain, whole
from .budget import wish_of
from .facts import Broken, Bundle, Case, Group, LeftOut, Operation, Request
from .wire import Exchange, unlike

_OF_STATE = (404, 409, 410)
"""What a server says where a good request does not go with what it has."""
_NO_MORE = (402, 403, 503)
"""What a server says of a good request when a quota is used up, or when it is too busy."""
_READS = ("GET", "HEAD", "OPTIONS")


class Server(Caller):
    """The server under test: each test calls one of its verbs."""

    def accepts(self, group: Group, case: Case) -> None:
        """Check that a valid request succeeds, and that its answer is what the document says."""
        request = group.request
        operation = request.operation
        if case is group.cases[0] and self._is_start(request):
            # The first job is started with the smallest request.
            self.start(operation.name)
            return
        if isinstance(self.smallest.get(whole(request)), str):
            raise LeftOut("the smallest request is refused already")
        if case.name in self._accepted_together(group):
            self.coverage.meet(request, case.at, is_valid=True)
            return
        if operation.job is not None:
            self.budget.ask(wish_of(group, case.name))
        self._be_careful(operation)
        if case is group.cases[0] and operation.job is None:
            path, exchange = {}, self.first(request)
        else:
            path = self.path_of(request, case, fresh=operation.method not in _READS)
            exchange = self.ask(request, case, path)
        if case is group.cases[0] and not operation.is_success(exchange.status):
            self.smallest[whole(request)] = "refused"
        if exchange.status in _NO_MORE and operation.job is not None:
            self._goes_on(operation)
        if _is_choosy(operation, case, exchange):
            case, exchange = self._in_company(group, case, path) or (case, exchange)
        if _is_of_state(operation, case, exchange):
            self.check(operation, exchange)
            status = exchange.status
            raise LeftOut(f"refused for something else than its form: HTTP {status}")
        self.succeeded(request, case, exchange)

    def first(self, request: Request) -> Exchange:
        """Send the smallest request of an operation that starts no job, once; return the answer."""
        known = self.smallest.get(whole(request))
        if isinstance(known, Exchange):
            return known
        if known is not None:
            raise LeftOut("the smallest request is refused already")
        operation = request.operation
        self._be_careful(operation)
        says = "a request with no more than it must have"
        case = Case("the smallest request", operation.at, says)
        path = self.path_of(request, case, fresh=operation.method not in _READS)
        exchange = self.ask(request, case, path)
        self.smallest[whole(request)] = exchange
        return exchange

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
        if exchange.status not in TURNED_AWAY:
            rule = (
                "credentials-ignored" if exchange.status < 400 else "credentials-status"
            )
            self.stray(operation, exchange)
            says, wanted, cause = (
                f"{case.name}: {case.says}",
                "401 or 403",
                str(exchange.status),
            )
            self.fail(operation, rule, case.at, says, exchange, wanted, cause)
        if operation.tells(exchange.status, TURNED_AWAY):
            self.check(operation, exchange)

    def misses(self, group: Group, case: Case) -> None:
        """Check that the id of no job is answered with a documented refusal."""
        request = group.request
        exchange = self.ask(request, case, {**plain(request.path), **case.path})
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
        path = {**plain(request.path), **case.path}
        asked = Request(other, path=request.path)
        exchange = self.ask(asked, Case(case.name, case.at, case.says), path)
        if exchange.status < 400:
            cause = f"{case.name} {exchange.status}"
            self.fail(
                other, "method-accepted", case.at, case.says, exchange, "405", cause
            )
        if exchange.status >= 500 and exchange.status != 501:
            self.fail(other, "server-error", case.at, case.says, exchange, "405")

    def _is_start(self, request: Request) -> bool:
        start = self.starts.get(request.operation.name)
        return start is not None and start.request is request

    def _accepted_together(self, group: Group) -> set[str]:
        """Return the cases of a group that were accepted in one request with others."""
        known = self.kept.get(group.name)
        if known is None:
            known = self.kept[group.name] = set[str]()
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
        if operation.name not in self.spent:
            case = Case("start", operation.at, "starts a job")
            exchange = self.ask(request, case, plain(request.path))
            if operation.is_success(exchange.status):
                self.started(operation, exchange)
                return
            self.spent[operation.name] = exchange.status
        status = self.spent[operation.name]
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
    fitting = _OF_STATE if operation.security else (*_OF_STATE, *TURNED_AWAY)
    is_known = operation.answer(exchange.status) is not None
    return bool(case.edits) and is_known and exchange.status in fitting
