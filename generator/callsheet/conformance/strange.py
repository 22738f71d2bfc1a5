"""Strange: requests that Schemathesis makes up, written by a process of its own.

What it makes up depends on the order of sets, so the process is started with a fixed seed for them.
Standard input has what is asked for, standard output one line of JSON for each operation: a list of
requests, or null where the document has no such operation for Schemathesis.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from typing import Any

SEED = 1
_ADDED = (
    "accept",
    "accept-encoding",
    "connection",
    "content-length",
    "user-agent",
    "x-schemathesis-testcaseid",
)
"""Headers that say who asks, and how; what is sent should depend on the document alone."""


def main() -> None:
    """Answer what standard input asks for."""
    import hypothesis.configuration
    import schemathesis
    from schemathesis.core.result import Ok

    asked = json.load(sys.stdin)
    # Tables of Unicode are costly to make anew, and the same for all.
    hypothesis.configuration.set_hypothesis_home_dir(asked["home"])
    openapi: Any = schemathesis.openapi  # its operations have no types that could be said
    schema: Any = openapi.from_path(asked["spec"])
    found: list[Any] = [one.ok() for one in schema.get_all_operations() if one.__class__ is Ok]
    made: dict[tuple[str, str], Any] = {(one.method.upper(), one.path): one for one in found}
    for one in asked["operations"]:
        operation = made.get((one["method"], one["path"]))
        requests: list[Any] | None = None
        if operation is not None:
            requests = list(_requests(operation, one["ids"], one["count"], asked["url"]))
        print(json.dumps(requests), flush=True)


def _requests(operation: Any, ids: dict[str, str], count: int, url: str) -> Iterator[Any]:
    """Yield at most so many requests, the second half of a kind that is not allowed."""
    import hypothesis
    from hypothesis.errors import Unsatisfiable
    from schemathesis import GenerationMode

    checks: Any = hypothesis.HealthCheck
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    for mode, number in zip(modes, (count - count // 2, count // 2), strict=True):
        if not number:
            continue
        settings = hypothesis.settings(
            max_examples=number,
            database=None,
            deadline=None,
            phases=(hypothesis.Phase.generate,),
            suppress_health_check=list(checks),
        )
        strategy = operation.as_strategy(mode, path_parameters=ids or None)
        try:
            cases = _drawn(strategy, settings)
        except Unsatisfiable:
            continue  # there is nothing about it that could be wrong
        yield from (sent for case in cases if (sent := _plain(case, url)) is not None)


def _drawn(strategy: Any, settings: Any) -> list[Any]:
    import hypothesis

    cases: list[Any] = []

    def take(case: Any) -> None:
        cases.append(case)

    given: Any = hypothesis.given(strategy)
    hypothesis.seed(SEED)(settings(given(take)))()
    return cases


def _plain(case: Any, url: str) -> dict[str, Any] | None:
    """Return a request in JSON's types; None where no client could send it."""
    import requests

    made: Any
    try:
        made = requests.Request(**case.as_transport_kwargs(url)).prepare()
    except (requests.RequestException, ValueError, UnicodeError):
        return None
    parameters: dict[str, Any] = case.path_parameters or {}
    values = [str(value) for value in parameters.values()]
    if any(value in ("", ".", "..") or set(value) & set("/\\") for value in values):
        return None  # another path, or one that servers tidy up
    headers = {str(n): _text(v) for n, v in made.headers.items() if n.lower() not in _ADDED}
    if not all((n + v).isascii() and (n + v).isprintable() for n, v in headers.items()):
        return None
    body = made.body or b""
    body = body.encode() if isinstance(body, str) else body
    return {"url": made.url, "headers": headers, "body": base64.b64encode(body).decode()}


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")


if __name__ == "__main__":
    main()
