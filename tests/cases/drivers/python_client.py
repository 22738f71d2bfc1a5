"""Drives a generated Python client: `python python_client.py FOLDER PACKAGE sync|aio`.

One line of JSON in, one out, until there are no more: see the README beside this folder.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import importlib
import json
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import suppress
from inspect import isawaitable
from pathlib import Path
from types import ModuleType
from typing import Any


class Clock:
    """A clock that nobody waits for."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> Any:
        self.time += seconds
        return None


class AsyncClock(Clock):
    """The same, to be awaited."""

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


async def settled(value: Any) -> Any:
    """Return a value, awaited if it can be."""
    return await value if isawaitable(value) else value


class Driver:
    """Calls a client's methods, and says in JSON what came of it."""

    def __init__(self, package: ModuleType, style: str) -> None:
        self.package = package
        self.is_async = style == "aio"
        self.clients: dict[str, Any] = {}
        self.wire = importlib.import_module(f"{package.__name__}._model").wire

    def client(self, asked: dict[str, Any]) -> Any:
        """Return the client of an address and its keys, the same each time."""
        strict = bool(asked["options"].get("strict"))
        known = json.dumps([asked["base_url"], asked["keys"], strict])
        if known not in self.clients:
            cls = self.package.AsyncClient if self.is_async else self.package.Client
            keys = {k: tuple(v) if isinstance(v, list) else v for k, v in asked["keys"].items()}
            client = cls(base_url=asked["base_url"], strict=strict, max_retries=0, **keys)
            client._session.clock = AsyncClock() if self.is_async else Clock()
            self.clients[known] = client
        return self.clients[known]

    async def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return what a call comes to."""
        told: dict[str, Any] = {"id": asked["id"]}
        events: list[list[Any]] = []
        if asked["do"] == "wait":
            told["events"] = events
        try:
            told["result"] = await self.result(asked, events)
        except self.package.APIError as error:
            told["error"] = self.error(error)
        return told

    async def result(self, asked: dict[str, Any], events: list[list[Any]]) -> Any:
        """Do what is asked for, and return its result as JSON."""
        call = asked["call"]
        resource = getattr(self.client(asked), call["resource"])
        arguments = {name: given(value) for name, value in asked["arguments"].items()}
        options = {key: value for key, value in asked["options"].items() if key != "strict"}
        if asked["do"] == "call":
            made = await settled(getattr(resource, call["method"])(**arguments, **options))
            if hasattr(made, "iter_bytes"):
                return {"$bytes": digest(await settled(made.read()))}
            return self.wire(made)
        job = await settled(getattr(resource, call["submit"])(**arguments, **options))
        if asked["do"] == "download":
            await settled(job.wait(600))
            with tempfile.TemporaryDirectory() as folder:
                path = await settled(job.download(Path(folder) / "file"))
                return {"$bytes": digest(path.read_bytes())}
        states = job.watch(600)
        if isinstance(states, AsyncIterator):
            async for state in states:
                events.append(told(state))  # noqa: PERF401 (what came before an error counts)
        else:
            for state in states:
                events.append(told(state))  # noqa: PERF401
        return self.wire(await settled(job.wait(600)))

    def error(self, error: Any) -> dict[str, Any]:
        """Return the canonical form of an error."""
        errors = self.package
        named = {
            errors.OutcomeUnknown: "outcome-unknown",
            errors.APIResponseValidationError: "unreadable",
            errors.ArgumentError: "argument",
            errors.ConfigurationError: "configuration",
            errors.DownloadCorrupt: "corrupt",
            errors.APITimeoutError: "timeout",
            errors.APIConnectionError: "connection",
        }
        if isinstance(error, errors.APIStatusError):
            members = ("status", "message", "code", "type", "param", "request_id")
            return {"kind": "status"} | {name: getattr(error, name) for name in members}
        for kind in ("JobFailed", "JobCancelled", "JobTimeout", "JobNotDone"):
            if hasattr(errors, kind) and isinstance(error, getattr(errors, kind)):
                word = f"job-{kind[3:].lower().replace('notdone', 'not-done')}"
                return {"kind": word, "message": error.reason, "code": error.code}
        return {"kind": next(word for cls, word in named.items() if isinstance(error, cls))}


def told(state: Any) -> list[Any]:
    """Return a state of a job as an event."""
    progress = None if state.progress is None else round(state.progress, 4)
    return [state.state, state.status, progress]


def given(value: Any) -> Any:
    """Return an argument, with what stands for bytes and files replaced by them."""
    if isinstance(value, list):
        return [given(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "$bytes" in value:
        return base64.b64decode(value["$bytes"])
    if "$file" in value:
        file = value["$file"]
        path = Path(file["path"])
        return (file["name"], path, file["media"]) if file["media"] else path
    return {key: given(one) for key, one in value.items()}


def digest(content: bytes) -> dict[str, Any]:
    """Return what stands for bytes in a result."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "length": len(content)}


async def main() -> None:
    """Answer each line."""
    folder, package, style = sys.argv[1:]
    sys.path.insert(0, folder)
    warnings.simplefilter("ignore", DeprecationWarning)
    driver = Driver(importlib.import_module(package), style)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = await driver.answer(asked)
        except Exception as error:  # what no client should raise is told as it is
            answer = {"id": asked["id"], "error": {"kind": f"{type(error).__name__}: {error}"}}
        print(json.dumps(answer), flush=True)
    for client in driver.clients.values():
        with suppress(Exception):
            await settled(client.close())


asyncio.run(main())
