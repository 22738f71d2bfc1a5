"""Overview: what the cases of one operation must know of all others, which is little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from callsheet import ir
from callsheet.cases.model import JobId
from callsheet.names import Names

_LONG = 60
"""Characters of a constant beyond which it leaves out its resource."""


class Overview:
    """The operations of an API: their constants, their paths, and what their jobs give."""

    def __init__(self, api: ir.Api, names: Names) -> None:
        self.calls = api.calls
        self.paths = {call.pointer: call.path for call in self.calls}
        self.functions = dict(self._functions(names.shared()))
        """By pointer, the name of what tests it."""
        self.constants = frozenset(map(self.constant, self.functions))
        self.creators = {one.pointer: one for one in api.starters}
        self.feeds = dict(self._feeds())
        """By pointer, which of its path parameters a job feeds."""
        self.methods: dict[tuple[str, ...], set[str]] = {}
        """The methods of each path, by its segments."""
        self.homes: dict[str, str] = {}
        """The operation that asks which methods a path lacks: the first of those that have it."""
        self.items: dict[str, str] = {}
        """By path, the one that is longer by just a parameter; empty where there are several."""
        for call in self.calls:
            self.methods.setdefault(segments_of(call.path), set()).add(call.method)
            self.homes.setdefault(call.path, call.pointer)
            path, _, last = call.path.rpartition("/")
            if call.method == "GET" and re.fullmatch(r"\{[^{}]+\}", last):
                self.items[path] = "" if path in self.items else call.path
        self.places = {(call.method, call.path): call.pointer for call in self.calls}

    def constant(self, pointer: str) -> str:
        """Return the constant of an operation."""
        return self.functions[pointer].upper()

    def _functions(self, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        taken: set[str] = set()
        for call in self.calls:
            name = names[call.pointer]
            whole = f"{names[call.resource]}_{name}".strip("_")
            name = whole if len(whole) <= _LONG or name in taken else name
            while name in taken:
                name += "_"
            taken.add(name)
            yield call.pointer, name

    def _feeds(self) -> Iterator[tuple[str, dict[str, JobId]]]:
        """Yield for each operation which of its path parameters a job feeds."""
        found: dict[str, dict[str, JobId]] = {}
        roots: list[tuple[str, str, str]] = []
        for creator in self.creators.values():
            job = creator.job
            assert job is not None
            name = self.constant(creator.pointer)
            for call, is_done in ((job.poll, False), (job.result, True), (job.cancel, False)):
                if call is not None:
                    found.setdefault(call.operation, {}).setdefault(
                        call.parameter, JobId(name, is_done)
                    )
            path = self.paths[job.poll.operation]
            head, brace, _ = path.partition("{" + job.poll.parameter + "}")
            if brace:
                roots.append((head + brace, job.poll.parameter, name))
        for one in self.calls:
            for root, parameter, name in roots:
                if one.path.startswith(root) and one.pointer not in found:
                    found[one.pointer] = {parameter: JobId(name, is_done=True)}
        yield from found.items()


def segments_of(path: str) -> tuple[str, ...]:
    """Return the segments of what is sent of a path: nothing behind ``#`` or ``?``."""
    return tuple(path.partition("#")[0].partition("?")[0].split("/"))
