"""From method and path to an operation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, unquote

from .contract import Contract, Operation, Parameter
from .pointers import elements, members
from .refusals import NO_METHOD, UNKNOWN, Refusal

_PLACE: Final = re.compile(r"\{([^{}]+)\}")
_Methods = dict[str, list[Operation]]
"""By method the operations of a path. Several differ in what stands behind ``?`` or ``#``."""


@dataclass(frozen=True)
class Match:
    """An operation, and the texts in the places of its path, still percent-encoded."""

    operation: Operation
    places: dict[str, str]


class Routes:
    """All paths of an API, below the root and below the paths of its servers."""

    def __init__(self, contract: Contract) -> None:
        self._bases = contract.bases
        self._literal: dict[str, _Methods] = {}
        self._templates: dict[str, tuple[re.Pattern[str], _Methods]] = {}
        # Where two templates match, the one that is literal for longer wins: /pets/mine, not /pets/{id}.
        for operation in sorted(contract.operations, key=_openness):
            path = sent_path(operation.path)
            if _PLACE.search(path):
                shape = _PLACE.sub("{}", path)
                _, methods = self._templates.setdefault(shape, (_pattern(path), {}))
            else:
                methods = self._literal.setdefault(_encoded(path), {})
            methods.setdefault(operation.method, []).append(operation)

    def match(
        self,
        method: str,
        raw_path: str,
        query: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Match:
        """Return the operation that serves a request. Raises Refusal: no such path, or not this method."""
        found = list(self._matches(raw_path))
        if not found:
            raise Refusal(UNKNOWN, f"no such path: {unquote(raw_path)[:200]}")
        for wanted in (method, "GET") if method == "HEAD" else (method,):
            for methods, texts in found:
                if wanted in methods:
                    operation = _meant(methods[wanted], query, headers or {})
                    names = _PLACE.findall(sent_path(operation.path))
                    return Match(operation, dict(zip(names, texts, strict=True)))
        allowed = {method for methods, _ in found for method in methods}
        known = ", ".join(sorted(allowed | {"HEAD"} if "GET" in allowed else allowed))
        message = f"{method} is not a method of this path; it has {known}"
        raise Refusal(NO_METHOD, message, headers={"Allow": known})

    def _matches(self, raw_path: str) -> Iterator[tuple[_Methods, tuple[str, ...]]]:
        """Yield for each path that this can be its methods, the closest first, and what is in its places."""
        below = [
            raw_path.removeprefix(base)
            for base in self._bases
            if raw_path.startswith(f"{base}/")
        ]
        for path in (raw_path, *below):
            if path in self._literal:
                yield self._literal[path], ()
            for pattern, methods in self._templates.values():
                found = pattern.fullmatch(path)
                if found:
                    yield methods, found.groups()


def sent_path(path: str) -> str:
    """Return what a client sends of a template: ``/#Target=Put`` and ``/?x=1`` are asked for at ``/``."""
    return path.partition("#")[0].partition("?")[0]


def _meant(
    operations: list[Operation], query: str, headers: Mapping[str, str]
) -> Operation:
    """Return which of the operations of one path and method a request is for."""
    if len(operations) == 1:
        return operations[0]
    said = dict(parse_qsl(query, keep_blank_values=True))
    for operation in operations:
        wanted = parse_qsl(operation.path.partition("#")[0].partition("?")[2])
        if all(said.get(name) == value for name, value in wanted) and all(
            _is_of(parameter, said, headers) for parameter in operation.parameters
        ):
            return operation
    return operations[0]


def _is_of(
    parameter: Parameter, query: Mapping[str, str], headers: Mapping[str, str]
) -> bool:
    """Whether a request says one of the words that a parameter must have."""
    known = elements(members(parameter.schema).get("enum"))
    if not parameter.required or not known or parameter.location == "path":
        return True
    said = headers if parameter.location == "header" else query
    return said.get(parameter.name) in known


def _openness(operation: Operation) -> list[tuple[bool, int]]:
    segments = sent_path(operation.path).split("/")
    return [
        (bool(_PLACE.search(segment)), -len(_PLACE.sub("", segment)))
        for segment in segments
    ]


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^{}]+\}", path)
    return re.compile("([^/]+)".join(re.escape(_encoded(part)) for part in parts))


def _encoded(path: str) -> str:
    return quote(unquote(path), safe="/!$&'()*+,;=:@~")
