"""Problems: what an answer has that the document does not allow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something that the document does not allow: a rule, the place, and in words."""

    rule: str
    at: str
    says: str
    found: str
    cause: str = ""
    """What it comes from, where the place does not tell: two with one cause are one finding."""
