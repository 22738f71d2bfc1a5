"""From method and path to an operation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from .contract import Contract, Operation
from .refusals import NO_METHOD, UNKNOWN, Refusal

_PLACE: Final = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Match:
    """An operation, and the texts in the places of its path, still percent-encoded."""

    operation: Operation
    places: dict[str, str]


class Routes:
    """All paths of an API, below the root and below the paths of its servers."""

    def __init__(self, contract: Contract) -> None:
        self._bases = contract.bases
        self._literal: dict[str, dict[str, Operation]] = {}
        self._templates: list[tuple[re.Pattern[str], dict[str, Operation]]] = []
        by_path: dict[str, dict[str, Operation]] = {}
        for operation in contract.operations:
            by_path.setdefault(operation.path, {})[operation.method] = operation
        # Where two templates match, the one that is literal for longer wins: /pets/mine, not /pets/{id}.
        for path in sorted(by_path, key=_openness):
            if _PLACE.search(path):
                self._templates.append((_pattern(path), by_path[path]))
            else:
                self._literal[_encoded(path)] = by_path[path]

    def match(self, method: str, raw_path: str) -> Match:
        """Return the operation that serves the path. Raises Refusal: no such path, or not this method."""
        found = self._methods(raw_path)
        for base in self._bases:
            if found is None and raw_path.startswith(f"{base}/"):
                found = self._methods(raw_path.removeprefix(base))
        if found is None:
            raise Refusal(UNKNOWN, f"no such path: {unquote(raw_path)[:200]}")
        methods, places = found
        operation = methods.get(method) or (
            methods.get("GET") if method == "HEAD" else None
        )
        if operation is None:
            allowed = sorted(
                methods | {"HEAD": operation} if "GET" in methods else methods
            )
            message = (
                f"{method} is not a method of this path; it has {', '.join(allowed)}"
            )
            raise Refusal(NO_METHOD, message, headers={"Allow": ", ".join(allowed)})
        return Match(operation, places)

    def _methods(self, path: str) -> tuple[dict[str, Operation], dict[str, str]] | None:
        literal = self._literal.get(path)
        if literal is not None:
            return literal, {}
        for pattern, methods in self._templates:
            found = pattern.fullmatch(path)
            if found:
                names = _PLACE.findall(next(iter(methods.values())).path)
                return methods, dict(zip(names, found.groups(), strict=True))
        return None


def _openness(path: str) -> list[tuple[bool, int]]:
    segments = path.split("/")
    return [
        (bool(_PLACE.search(segment)), -len(_PLACE.sub("", segment)))
        for segment in segments
    ]


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^{}]+\}", path)
    return re.compile("([^/]+)".join(re.escape(_encoded(part)) for part in parts))


def _encoded(path: str) -> str:
    return quote(unquote(path), safe="/!$&'()*+,;=:@~")
