"""What an API's command line is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .options import dashed

if TYPE_CHECKING:
    from ..client import Client


@dataclass(frozen=True)
class Key:
    """A key that the API takes."""

    name: str
    environment: str
    """The variable that holds it."""
    kind: str
    """`basic` is a user name and a password, with a colon between them."""


@dataclass(frozen=True)
class Group:
    """Commands that belong together."""

    name: str
    """That of their module."""
    summary: str


@dataclass(frozen=True)
class Program:
    """The whole."""

    name: str
    summary: str
    groups: Sequence[Group]
    keys: Sequence[Key]
    environment: str
    """In front of the names of environment variables."""
    base_url: str
    """Where the API is if nobody says otherwise; empty where somebody has to."""
    client: Callable[[Mapping[str, Any], Mapping[str, Any]], Client]
    """Makes a client of keys and settings."""

    @property
    def words(self) -> dict[str, Group]:
        """The groups by the words that call them."""
        return {dashed(group.name): group for group in self.groups}

    @property
    def builtin(self) -> str:
        """What prints completions: a word that no group has."""
        return "shell-completion" if "completion" in self.words else "completion"
