"""Python in a single file: one scope for everything, and values as they are on the wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from callsheet.ir import Api, Operation
from callsheet.languages import python, python_client
from callsheet.languages.failures import CLASS_NAMES
from callsheet.languages.python_client.functions import Functions
from callsheet.languages.python_standalone import body, kept, standalone
from callsheet.languages.python_wire import Wire
from callsheet.languages.reserved_flat import BUILTINS, FUNCTIONS, MODULES, OPTIONS, TYPES
from callsheet.names import Names

_USUAL = python.Python.reserved
_CORE = MODULES | FUNCTIONS | BUILTINS


class Flat(python.Python):
    """The spelling of names where all of them share one module."""

    clients = "the client in one file"
    reserved: Mapping[str, frozenset[str]] = MappingProxyType(
        {
            "type": _USUAL["type"] | TYPES | CLASS_NAMES,
            "resource": _USUAL["resource"],
            "class": _USUAL["class"],
            "function": _USUAL["method"] | _CORE,
            "argument": _USUAL["argument"] | _CORE | OPTIONS,
            "scheme": _USUAL["scheme"] | OPTIONS - {"api_key"},
            "field": _USUAL["field"],
        }
    )


def filters(api: Api, names: Names) -> dict[str, Callable[..., Any]]:
    """Return what templates may call."""
    wire = Wire(api, names)

    def called(operation: Operation) -> str:
        return names.value(operation.pointer)

    base: dict[str, Callable[..., Any]] = {
        **python.filters(api, names),
        "received": wire.plain.received,
        "given": wire.plain.given,
        "body": body,
        "kept": kept,
        "standalone": standalone,
        "called": called,
    }
    return base | python_client.filters(api, base) | Functions(api, base).filters()
