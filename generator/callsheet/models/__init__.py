"""Models: the records and aliases of an API as one module of pydantic classes.

datamodel-code-generator spells the types; :mod:`callsheet.models.engine` alone knows it.
"""

from __future__ import annotations

from callsheet.cache import Cache
from callsheet.diagnostics import Report, Stop
from callsheet.ir import Api
from callsheet.models.bodies import module_text
from callsheet.models.engine import EngineError
from callsheet.names import Names


def model_bodies(api: Api, names: Names, cache: Cache) -> str:
    """Return the text of a models module below its header. Raises Stop where it cannot be made."""
    try:
        return module_text(api, names, cache)
    except EngineError as error:
        report = Report()
        report.error(
            "models-failed",
            f"datamodel-code-generator cannot write the models: {error}",
            hint="the fault is callsheet's or the engine's, not the document's: please report it",
        )
        raise Stop(report) from error


__all__ = ["model_bodies"]
