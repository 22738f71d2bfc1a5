"""Filters: what templates may call. What remembers something is made anew for each part.

Else a part would take from another one what it did not ask for itself, and miss its changes. Most
filters remember nothing, so those that do are made only when a part calls for one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any

Spelled = Mapping[str, Callable[..., Any]]


class Filters(dict[str, Any]):
    """The filters of one language, by name, for an environment of jinja2."""

    def __init__(self, usual: Mapping[str, Any], make: Callable[[], Spelled]) -> None:
        made, others = make(), make()
        super().__init__({**usual, **made})
        self._make = make
        self._remembering = {name for name, one in made.items() if one is not others[name]}
        self._own: Spelled | None = None
        """Those of the innermost part, once one of them was called for."""

    @contextmanager
    def anew(self) -> Generator[None]:
        """Have none that remembers what went before, and none afterwards of what went on here."""
        before, self._own = self._own, None
        try:
            yield
        finally:
            self._own = before

    def __getitem__(self, name: str) -> Any:
        """Return a filter; jinja2 asks so when a template begins. Raises KeyError."""
        if name not in self._remembering:
            return super().__getitem__(name)
        if self._own is None:
            self._own = self._make()
        return self._own[name]
