"""A mock server of this API: ``python -m`` this package, or :func:`create_app` in a test."""

from __future__ import annotations

from .app import Mock, create_app
from .contract import Contract, parse, read

__all__ = ["Contract", "Mock", "create_app", "parse", "read"]
