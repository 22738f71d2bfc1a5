"""Cases: what a server must accept and refuse, derived from the document.

Every case is sound by construction: what claims to be valid passes a validator, what claims to be
invalid does not, in any reading that the wire allows.
"""

from __future__ import annotations

from callsheet import ir
from callsheet.cases import schemas
from callsheet.cases.facts import Facts
from callsheet.cases.model import Known, Suite
from callsheet.cases.overview import Overview
from callsheet.cases.schemas import Roots
from callsheet.cases.suite import Suites
from callsheet.names import Names

__all__ = [
    "definitions_for",
    "facts_for",
    "overview_for",
    "roots_for",
    "schemas_for",
    "suite_for",
]


def overview_for(api: ir.Api, names: Names, _cache: object) -> Overview:
    """Return what an operation must know of all others; ``overview()`` in templates."""
    return Overview(api, names)


def facts_for(
    api: ir.Api, _names: object, _cache: object, resource: ir.Resource, overview: Overview
) -> Known:
    """Return what is known of a resource; templates ask for ``facts(resource, overview())``."""
    facts = Facts(api, overview)
    operations = tuple(map(facts.of, resource.operations))
    return Known(operations, schemas.told(facts, api.schemas))


def roots_for(_api: object, _names: object, _cache: object, told: str) -> tuple[Roots, ...]:
    """Return what all resources refer to, of what they told; ``roots(told)`` in templates."""
    return schemas.roots(told)


def definitions_for(api: ir.Api, _names: object, _cache: object, roots: Roots) -> str:
    """Return the text of the definitions reached; ``definitions(roots)`` in templates."""
    return schemas.definitions(roots, api.schemas)


def schemas_for(_api: object, _names: object, _cache: object, told: str, definitions: str) -> str:
    """Return the text of ``schemas.json``; ``schemas(told, definitions)`` in templates."""
    return schemas.text(told, definitions)


def suite_for(
    api: ir.Api, _names: object, _cache: object, operation: ir.Operation, overview: Overview
) -> Suite:
    """Return the tests of an operation; templates ask for ``suite(operation, overview())``."""
    return Suites(api, Facts(api, overview)).of(operation)
