# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Every operation as a pure function, by resource: from arguments to a request.

The request knows how to read its answer: `request.read(response)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import generations as generations
    from . import videos as videos

__all__: list[str] = [
    "generations",
    "videos",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a resource, and with it the models, when it is first asked for."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f"{__name__}.{name}")
