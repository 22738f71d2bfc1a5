"""Sends each case through a style, and says where what came differs from what was expected."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from callsheet.behaviour.model import Canonical, Case
from case_canonical import canonical, differences
from case_recorder import Recorder, recording
from case_styles import Spelling, Style

PATIENCE = 30.0
"""Seconds that a driver may take for one case."""


class DriverFailed(Exception):
    """A driver ended, or said nothing, in the middle of its cases."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A process that takes a case as a line of JSON and answers with another."""

    process: subprocess.Popen[bytes]
    ready: selectors.BaseSelector
    complaints: IO[bytes]

    def ask(self, question: Mapping[str, Any]) -> Canonical:
        """Return the answer to a question. Raises DriverFailed."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(json.dumps(question).encode() + b"\n")
            stdin.flush()
        except BrokenPipeError:
            raise self._failed("has ended") from None
        if not self.ready.select(PATIENCE):
            raise self._failed(f"said nothing for {PATIENCE:g} s")
        line = stdout.readline()
        if not line:
            raise self._failed("has ended")
        answer: Canonical = json.loads(line)
        if answer.pop("id", None) != question["id"]:
            raise self._failed(f"answered another question: {line[:200]!r}")
        return answer

    def _failed(self, how: str) -> DriverFailed:
        self.complaints.seek(0)
        said = self.complaints.read().decode("utf-8", "replace").strip()
        return DriverFailed(f"the driver {how}. {said[-2000:]}")


@contextmanager
def driving(command: list[str]) -> Iterator[Driver]:
    """Run a driver until the end of the block."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    environment = {**kept, "LC_ALL": "C.UTF-8", "NO_PROXY": "*"}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd=folder,
            env=environment | {"HOME": folder},
        )
        selector = selectors.DefaultSelector()
        assert process.stdin is not None
        assert process.stdout is not None
        selector.register(process.stdout, selectors.EVENT_READ)
        try:
            yield Driver(process, selector, complaints)
        finally:
            selector.close()
            try:
                process.stdin.close()
                process.wait(10)
            except (BrokenPipeError, subprocess.TimeoutExpired):
                process.kill()
                process.wait()
            process.stdout.close()


def run(
    style: Style, command: list[str], spelling: Spelling, cases: Iterable[Case]
) -> dict[str, list[str]]:
    """Return the differences of each case, by its id; an empty list where there is none."""
    found: dict[str, list[str]] = {}
    with (
        tempfile.TemporaryDirectory() as files,
        recording() as recorder,
        driving(command) as driver,
    ):
        for case in cases:
            question = _question(case, spelling, recorder.url, Path(files))
            recorder.begin(case.replies)
            answer = driver.ask(question)
            found[case.id] = list(_compared(style, case, recorder, answer))
    return found


def _question(case: Case, spelling: Spelling, url: str, folder: Path) -> dict[str, Any]:
    return {
        "id": case.id,
        "base_url": url,
        "do": case.do,
        "options": dict(case.options),
        **spelling.call(case, folder),
    }


def _compared(style: Style, case: Case, recorder: Recorder, answer: Canonical) -> Iterator[str]:
    """Yield the differences between a case and what came of it."""
    if "cannot" in answer:
        yield f"cannot be said: {answer['cannot']}"
        return
    for index, expected in enumerate(case.requests):
        at = f"request {index + 1}"
        if index >= len(recorder.arrived):
            yield f"{at}: was not sent: {expected['method']} {expected['path']}"
            continue
        found = canonical(recorder.arrived[index], expected["headers"])
        headers = {name: text for name, text in expected["headers"].items() if text is not None}
        yield from differences({**expected, "headers": headers}, found, at)
    for extra in recorder.arrived[len(case.requests) :]:
        yield f"one request more than expected: {extra.method} {extra.target}"
    yield from differences(_told(style, style.expects(case)), _told(style, answer), "")


def _told(style: Style, outcome: Canonical) -> Canonical:
    """Return an outcome without what a style cannot tell."""
    made = dict(outcome)
    if not style.has_events:
        made.pop("events", None)
    if style.tells is not None and isinstance(made.get("error"), dict):
        error = made["error"]
        made["error"] = {name: value for name, value in error.items() if name in style.tells}
    return made
