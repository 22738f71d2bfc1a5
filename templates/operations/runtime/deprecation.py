"""Warnings of what a server will not take for much longer."""

from __future__ import annotations

import warnings

from .omit import Omit


def warn_if_given(name: str, value: object) -> None:
    """Warn the caller of a method that an argument is deprecated, where it was given at all."""
    if not isinstance(value, Omit):
        warnings.warn(f"{name} is deprecated", DeprecationWarning, stacklevel=3)
