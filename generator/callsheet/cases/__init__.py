"""Cases: what a server must accept and refuse, derived from the document.

Every case is sound by construction: what claims to be valid passes a validator, what claims to be
invalid does not, in any reading that the wire allows.
"""

from __future__ import annotations

from callsheet import ir
from callsheet.cases.facts import Facts
from callsheet.cases.model import OperationFacts, Request, Start, Suite
from callsheet.cases.suite import Suites
from callsheet.names import Names

__all__ = ["Cases", "cases_for"]


class Cases:
    """The conformance suite of an API, resource by resource."""

    def __init__(self, api: ir.Api, names: Names) -> None:
        facts = Facts(api, names)
        suites = Suites(api, facts)
        self.operations: tuple[OperationFacts, ...] = tuple(map(facts.of, api.operations))
        self._suites = {resource.pointer: suites.of(resource) for resource in api.resources}
        self.schemas: str = facts.text()
        """The schemas of all answers, as JSON."""

    def of(self, resource: ir.Resource) -> Suite:
        """Return the tests of a resource."""
        return self._suites[resource.pointer]

    @property
    def requests(self) -> tuple[Request, ...]:
        """The requests of all operations."""
        return tuple(request for suite in self._suites.values() for request in suite.requests)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What has no test, and why."""
        return tuple(reason for suite in self._suites.values() for reason in suite.left_out)

    @property
    def starts(self) -> tuple[Start, ...]:
        """For each operation that starts jobs, how it does."""
        return tuple(request for suite in self._suites.values() for request in suite.starts)


def cases_for(api: ir.Api, names: Names, _settings: object = None) -> Cases:
    """Return the suite of an API; templates ask for it as ``cases()``."""
    return Cases(api, names)
