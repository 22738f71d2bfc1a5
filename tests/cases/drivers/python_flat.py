"""Drives a generated client in one file: `python python_flat.py FOLDER PACKAGE`.

One line of JSON in, one out, until there are no more: see the README beside this folder.
"""

from __future__ import annotations

import base64
import hashlib
import importlib
import json
import sys
import tempfile
import warnings
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any


class Driver:
    """Calls functions, and says in JSON what came of it."""

    def __init__(self, module: ModuleType) -> None:
        self.module: Any = module
        time = SimpleNamespace(now=0.0)

        def sleep(seconds: float) -> None:
            time.now += seconds

        # A clock that nobody waits for.
        self.module.time = SimpleNamespace(monotonic=lambda: time.now, time=lambda: 0, sleep=sleep)

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return what a call comes to."""
        told: dict[str, Any] = {"id": asked["id"]}
        if asked["options"].get("strict"):
            return told | {"cannot": "there is no strictness: values are as they came"}
        events: list[list[Any]] = []
        if asked["do"] == "wait":
            told["events"] = events
        try:
            told["result"] = self.result(asked, events)
        except self.module.APIError as error:
            told["error"] = self.error(error)
        return told

    def result(self, asked: dict[str, Any], events: list[list[Any]]) -> Any:
        """Do what is asked for, and return its result as JSON."""
        call = asked["call"]
        keys = {k: tuple(v) if isinstance(v, list) else v for k, v in asked["keys"].items()}
        options = {"base_url": asked["base_url"], "max_retries": 0, **keys, **asked["options"]}
        arguments = {name: given(value) for name, value in asked["arguments"].items()}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            if call["is_download"]:
                arguments["path"] = path
            made = getattr(self.module, call["function"])(**arguments, **options)
            if isinstance(made, Path):
                return {"$bytes": digest(made.read_bytes())}
            if asked["do"] == "call":
                return made
            if asked["do"] == "download":
                done = getattr(self.module, call["wait_for"])(made, **options)
                getattr(self.module, call["download"])(done, path, **options)
                return {"$bytes": digest(path.read_bytes())}
            options |= {"wait_timeout": 600, "on_progress": lambda one: events.append(event(one))}
            return getattr(self.module, call["wait_for"])(made, **options)

    def error(self, error: Any) -> dict[str, Any]:
        """Return the canonical form of an error."""
        named = {
            "OutcomeUnknown": "outcome-unknown",
            "APIResponseValidationError": "unreadable",
            "ArgumentError": "argument",
            "ConfigurationError": "configuration",
            "DownloadCorrupt": "corrupt",
            "APITimeoutError": "timeout",
            "APIConnectionError": "connection",
        }
        if isinstance(error, self.module.APIStatusError):
            members = ("status", "message", "code", "type", "param", "request_id")
            return {"kind": "status"} | {name: getattr(error, name) for name in members}
        kind = type(error).__name__
        if kind in ("JobFailed", "JobCancelled", "JobTimeout", "JobNotDone"):
            word = f"job-{kind[3:].lower().replace('notdone', 'not-done')}"
            return {"kind": word, "message": error.state.reason, "code": error.state.code}
        return {"kind": named[kind]}


def event(state: Any) -> list[Any]:
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
        return path
    return {key: given(one) for key, one in value.items()}


def digest(content: bytes) -> dict[str, Any]:
    """Return what stands for bytes in a result."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "length": len(content)}


def main() -> None:
    """Answer each line."""
    folder, package = sys.argv[1:]
    sys.path.insert(0, str(Path(folder) / "flat"))
    warnings.simplefilter("ignore", DeprecationWarning)
    driver = Driver(importlib.import_module(f"{package}_flat"))
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = driver.answer(asked)
        except Exception as error:  # what no client should raise is told as it is
            answer = {"id": asked["id"], "error": {"kind": f"{type(error).__name__}: {error}"}}
        print(json.dumps(answer), flush=True)


main()
