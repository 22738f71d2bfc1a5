"""A request as a line for curl, which is made as always and then not sent."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any, NoReturn

import httpx2

from .command import Command, Extra
from .shape import Program

_LEFT_OUT = frozenset(
    ["accept-encoding", "connection", "content-length", "host", "user-agent"]
)


class _Stopped(Exception):
    def __init__(self, request: httpx2.Request) -> None:
        super().__init__("not sent")
        self.request = request


class _Nowhere(httpx2.BaseTransport):
    def handle_request(self, request: httpx2.Request) -> NoReturn:
        request.read()
        raise _Stopped(request)


def line_for_curl(
    program: Program,
    command: Command[Any],
    given: Any,
    extra: Extra,
    settings: Mapping[str, Any],
) -> str:
    """Return the request of a command, with the names of the variables that hold the keys."""
    keys: dict[str, Any] = {
        key.name: (
            ("$USER_NAME", "$PASSWORD")
            if key.kind == "basic"
            else f"${key.environment}"
        )
        for key in program.keys
    }
    with httpx2.Client(transport=_Nowhere()) as http:
        client = program.client(
            keys, {**settings, "max_retries": 0, "http_client": http}
        )
        try:
            command.run(client, given, extra)
        except _Stopped as stopped:
            return _line(stopped.request, keys)
    raise AssertionError("the request was sent")


def _line(request: httpx2.Request, keys: Mapping[str, Any]) -> str:
    words = ["curl"] if request.method == "GET" else ["curl", "-X", request.method]
    words.append(_quoted(str(request.url), keys))
    for name, value in request.headers.items():
        if name in _LEFT_OUT:
            continue
        if value.startswith("Basic "):
            words += ["-u", '"$USER_NAME:$PASSWORD"']
        else:
            words += ["-H", _quoted(f"{name}: {value}", keys)]
    body = request.content
    if body:
        try:
            words += ["--data-binary", _quoted(body.decode(), {})]
        except UnicodeDecodeError:
            words += ["--data-binary", "@BODY"]
    return " ".join(words)


def _quoted(text: str, keys: Mapping[str, Any]) -> str:
    """Return a text in quotes in which a shell puts in the keys, and nothing else."""
    for key in keys.values():
        if isinstance(key, str) and key in text:
            before, _, after = text.partition(key)
            quoted = f'"{_escaped(before)}{key}{_escaped(after)}"'
            return quoted
    return shlex.quote(text)


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in '"\\$`' else sign for sign in text)
