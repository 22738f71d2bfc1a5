"""Cases: what a server must accept and refuse, derived from the document.

Every case is sound by construction: what claims to be valid passes a validator, what claims to be
invalid does not, in any reading that the wire allows.
"""

from __future__ import annotations

from callsheet import ir
from callsheet.cases.facts import Facts
from callsheet.cases.model import OperationFacts, Suite
from callsheet.cases.suite import Suites
from callsheet.names import Names

__all__ = ["Cases", "cases_for", "suite_for"]


class Cases:
    """What the suite of an API knows of all its operations together."""

    def __init__(self, api: ir.Api, names: Names) -> None:
        facts = Facts(api, names)
        self.operations: tuple[OperationFacts, ...] = tuple(map(facts.of, api.operations))
        self.schemas: str = facts.text()
        """The schemas of all answers, as JSON."""


def cases_for(api: ir.Api, names: Names, _cache: object = None) -> Cases:
    """Return what is known of all operations; templates ask for it as ``cases()``."""
    return Cases(api, names)


def suite_for(api: ir.Api, names: Names, _cache: object, resource: ir.Resource) -> Suite:
    """Return the tests of one resource; templates ask for them as ``suite(resource)``."""
    return Suites(api, Facts(api, names)).of(resource)
