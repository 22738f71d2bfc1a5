"""Repeats: of several requests with one idempotency key the first is carried out, and its answer kept."""

from __future__ import annotations

from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import Response

from .contract import Operation


class Repeats:
    """The answers to requests with a key, the oldest forgotten first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[tuple[str, str], Response] = OrderedDict()

    def answer(self, operation: Operation, request: Request) -> Response | None:
        """Return what a request with the same key was answered."""
        kept = self._kept.get(_identity(operation, request))
        if kept is None:
            return None
        return Response(bytes(kept.body), kept.status_code, dict(kept.headers))

    def keep(self, operation: Operation, request: Request, response: Response) -> None:
        """Keep the answer to a request that has a key."""
        identity = _identity(operation, request)
        if identity[1]:
            self._kept[identity] = response
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)


def _identity(operation: Operation, request: Request) -> tuple[str, str]:
    header = operation.idempotency
    return operation.title, request.headers.get(header, "") if header else ""
