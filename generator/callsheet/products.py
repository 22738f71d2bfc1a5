"""Products: what templates may ask for beside the facts, each made by a package of its own."""

from __future__ import annotations

import importlib
from typing import Any

from callsheet.cache import Cache
from callsheet.trace import Trace, Tracer

PRODUCTS = {
    "models": "callsheet.models:model_bodies",
    "records": "callsheet.models.records:records_for",
    "contract": "callsheet.contract:contract_json",
    "contract_of": "callsheet.contract:operation_json",
    "contract_schemas": "callsheet.contract:schemas_of",
    "contract_schemas_json": "callsheet.contract:schemas_json",
    "overview": "callsheet.cases:overview_for",
    "facts": "callsheet.cases:facts_for",
    "roots": "callsheet.cases:roots_for",
    "definitions": "callsheet.cases:definitions_for",
    "schemas": "callsheet.cases:schemas_for",
    "suite": "callsheet.cases:suite_for",
}
"""What templates may ask for, and the function ``(api, names, cache, ...)`` that makes it."""


def products(tracer: Tracer, api: Any, names: Any, cache: Cache) -> dict[str, Product]:
    """Return every product of an API, by what a template calls it."""
    return {name: Product(where, tracer, api, names, cache) for name, where in PRODUCTS.items()}


class Product:
    """A lazy product, imported when a template first asks; made once for the same arguments."""

    def __init__(self, where: str, tracer: Tracer, *context: object) -> None:
        self.where = where
        self.tracer = tracer
        self.context = context
        self.made: dict[tuple[int, ...], tuple[Any, Trace, object]] = {}

    def __call__(self, *arguments: object) -> Any:
        """Return what these arguments make."""
        key = tuple(map(id, arguments))
        if key in self.made:
            made, trace, _ = self.made[key]
            self.tracer.join(trace)  # who takes it has asked what it asked
            return made
        module, _, function = self.where.partition(":")
        with self.tracer.part() as trace:
            made = getattr(importlib.import_module(module), function)(*self.context, *arguments)
        self.made[key] = made, trace, arguments  # held, so that their ids stay their own
        return made
