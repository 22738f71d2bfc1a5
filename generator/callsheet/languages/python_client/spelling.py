"""What the language gives: its filters for names, types, literals and prose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Spelling: TypeAlias = Mapping[str, Callable[..., Any]]
"""By name: ``name``, ``type_name``, ``received``, ``given``, ``literal``, ``prose``."""
