"""Drop-ins: another package's names for an API's operations, as ``x-drop-in`` declares them."""

from __future__ import annotations

from callsheet.data import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """A method of another package. Without a call and a wait, there is no such operation."""

    pointer: str
    name: str
    call: str
    """Pointer of the operation that it calls; empty where it calls none."""
    arguments: tuple[str, ...]
    """Wire names of what it takes."""
    wait: str
    """Pointer of the operation that starts the job which it waits for; empty for no waiting."""


@dataclass(frozen=True, slots=True)
class Facade:
    """A resource of another package."""

    name: str
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class DropIn:
    """Clients that take the place of another package's."""

    pointer: str
    module: str
    client: str
    async_client: str
    error: str
    """Name of the base of its errors, or empty."""
    base_path: str
    """What its base URLs end in, or empty."""
    headers: tuple[tuple[str, str], ...]
    """Argument of its clients, and the header that it sets."""
    facades: tuple[Facade, ...]
