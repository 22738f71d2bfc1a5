"""A request as a line for curl, which is made as always and then not sent."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from typing import Any, NoReturn
from urllib.parse import quote

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
    url = str(request.url)
    for key in keys.values():
        url = url.replace(quote(key, safe=""), key) if isinstance(key, str) else url
    words.append(_quoted(url, keys))
    is_form = request.headers.get("content-type", "").startswith("multipart/form-data")
    for name, value in request.headers.items():
        if name in _LEFT_OUT or (is_form and name == "content-type"):
            continue
        if value.startswith("Basic "):
            words += ["-u", '"$USER_NAME:$PASSWORD"']
        else:
            words += ["-H", _quoted(f"{name}: {value}", keys)]
    return " ".join([*words, *(_parts(request) if is_form else _body(request.content))])


def _body(content: bytes) -> Iterator[str]:
    """Yield the words that send a body; bytes that are no text are named, not shown."""
    if not content:
        return
    try:
        yield f"--data-binary {shlex.quote(content.decode())}"
    except UnicodeDecodeError:
        yield f"--data-binary @FILE # of {len(content)} bytes"


def _parts(request: httpx2.Request) -> Iterator[str]:
    """Yield the words that send each part of a form; files by their names."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    for part in message_from_bytes(head + request.content).walk():
        name = part.get_param("name", header="content-disposition")
        if name is None:
            continue
        file, media = part.get_filename(), part.get("content-type")
        kind = f";type={media}" if media else ""
        content = part.get_payload(decode=True)
        text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
        if file is not None:
            yield f"-F {shlex.quote(f'{name}=@{file}{kind}')}"
        elif kind and text[:1] not in ("@", "<") and ";" not in text:
            yield f"-F {shlex.quote(f'{name}={text}{kind}')}"
        else:
            yield f"--form-string {shlex.quote(f'{name}={text}')}"


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
