"""What a behaviour case is, once it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal, TypeAlias

from callsheet.data import dataclass
from callsheet.ir import Operation

Canonical: TypeAlias = dict[str, Any]
"""A request or an outcome in the one form in which all styles are compared."""

Doing: TypeAlias = Literal["call", "wait", "download"]
"""``call`` one operation; start a job and ``wait`` for its end; that, and ``download`` its file."""


@dataclass(frozen=True, slots=True)
class File:
    """A file among the arguments."""

    name: str
    content: bytes = field(repr=False)
    media: str = ""
    """Given beside the file; empty where its name is to tell."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers to one request. ``{base_url}`` in the body stands for its address."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        """Return a header; empty where there is none."""
        return next((text for key, text in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Case:
    """A call, the requests that must come of it, the answers, and what they must come to."""

    id: str
    place: str
    """``spec/cases/jobs.yaml:12``, or the pointer of the example that it was made of."""
    operation: Operation
    do: Doing
    arguments: tuple[tuple[str, Any], ...]
    """Pointer of the argument, and its value: JSON with bytes and files in it."""
    keys: Mapping[str, Any]
    """By the key of the security scheme; a list of two where it is a user and a password."""
    options: Mapping[str, Any]
    requests: tuple[Canonical, ...]
    replies: tuple[Reply, ...]
    outcome: Canonical
    """``{"result": …}`` or ``{"error": {"kind": …}}``; with ``events`` for a job."""
