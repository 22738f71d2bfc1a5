"""A fault: one promise of the document, broken on purpose, with a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .pointers import Json

FAULT_HEADER: Final = "X-Mock-Fault"
"""On any request: the name of a fault that its answer is to have."""

Kind = Literal["request", "answer", "refusal", "job", "call"]


@dataclass(frozen=True)
class Fault:
    """One broken promise."""

    name: str
    kind: Kind
    operation: str
    """Title of the operation that breaks it."""
    about: str
    what: str = ""
    """The particular way, for those who carry it out."""
    at: str = ""
    """A JSON Pointer: into the contract for requests, into the body for answers."""
    value: Json = None
    """What stands there instead."""
    drops: bool = False
    """Whether nothing stands there instead."""
