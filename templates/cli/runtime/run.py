"""Carrying out a command: with a client, and with what the command line says of the connection."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .command import Command, Extra, Following
from .given import arguments, pairs, read
from .inputs import content, standard_input
from .options import dashed
from .output import check, print_value, save, save_with
from .parser import WAIT
from .screen import Line, note
from .shape import Key, Program
from .trouble import FINE, JOB_LOST, Misuse, Unfit

if TYPE_CHECKING:
    from .._core.job_sync import Job
    from ..client import Client


class Run:
    """One run of the program."""

    def __init__(self, program: Program, called: str, *, has_json_errors: bool) -> None:
        self.has_json_errors = has_json_errors
        self.program = program
        self.called = called
        """What started it, for lines that can be copied."""
        self.job: Job[Any] | None = None
        """The job that would go on if this were interrupted."""
        self.follow = ""
        """The command that goes on with it."""

    # -- the two kinds of commands

    def operation(self, command: Command[Any], told: Namespace, follow: str) -> int:
        """Carry out an operation."""
        given, extra = arguments(command, told)
        path = getattr(told, "output", None)
        if command.jobs and (hasattr(told, "wait") or path is not None):
            return self._start(command, given, extra, told, follow)
        if command.brings_bytes:
            check(path, "what comes")
        if hasattr(told, "dry_run"):
            return self._dry_run(command, given, extra, told)
        with self._client(told) as client, Line(_is_quiet(told)) as line:
            value = command.run(client, given, replace(extra, on_upload=line.of_bytes))
            said = ""
            if type(value).__name__ == "Download":
                said = save(value, path, line.of_bytes)  # type: ignore[arg-type]
        if said:
            self._note(said, told)
        elif type(value).__name__ != "Download":
            print_value(value, getattr(told, "get", None))
        return FINE

    def _start(
        self,
        command: Command[Any],
        given: Any,
        extra: Extra,
        told: Namespace,
        follow: str,
    ) -> int:
        jobs, path = command.jobs, getattr(told, "output", None)
        assert jobs is not None
        timeout = _wait_timeout(told)
        if path is not None:
            check(path, "what the job makes")
        if hasattr(told, "dry_run"):
            return self._dry_run(command, given, extra, told)
        with self._client(told) as client:
            with Line(_is_quiet(told)) as line:
                job = jobs.submit(
                    client, given, replace(extra, on_upload=line.of_bytes)
                )
            self.job = job
            self.follow = (
                f"{self.called} {follow} {job.id}{f' -o {path}' if path else ''}"
            )
            self._note(f"started {job.id}", told)
            return self._wait(job, timeout, path, told)

    def following(self, command: Following, told: Namespace, word: str) -> int:
        """Go on with a job."""
        text = read("JOB", _job_text, told.job or "")
        path = getattr(told, "output", None)
        several = _several(text)
        if several:
            if command.verb != "wait":
                raise Misuse(f"{word} takes one job, and there are {len(several)}")
            return self._wait_for(command, several, path, told)
        if command.verb == "download" or path is not None:
            check(path, "what the job has made")
        timeout = _wait_timeout(told)
        with self._client(told) as client:
            job = command.jobs.resume(client, text)
            if command.verb in ("wait", "watch"):
                self.job = job
                self.follow = (
                    f"{self.called} {word} {job.id}{f' -o {path}' if path else ''}"
                )
            if command.verb == "wait":
                return self._wait(job, timeout, path, told)
            if command.verb == "watch":
                return _watch(
                    job, None if not hasattr(told, "wait_timeout") else timeout
                )
            if command.verb == "cancel":
                job.cancel()
                return FINE
            self._download(job, path, told)
            return FINE

    # -- jobs

    def _wait(
        self, job: Job[Any], timeout: float | None, path: str | None, told: Namespace
    ) -> int:
        with Line(_is_quiet(told)) as line:
            line.of_job(job.state)
            value = job.wait(timeout, on_progress=line.of_job)
        if path is not None:
            self._download(job, path, told)
        if path != "-":
            print_value(value, getattr(told, "get", None))
        return FINE

    def _wait_for(
        self,
        command: Following,
        texts: Sequence[str],
        path: str | None,
        told: Namespace,
    ) -> int:
        """Wait for jobs, and tell of each when it is over. Returns the first code that is not 0."""
        from .errors import told_in_one_line

        if path is not None:
            if "{id}" not in path:
                raise Misuse("-o of several jobs wants {id} in the path, for their ids")
            check(path, "what the jobs have made")
        code = FINE
        with self._client(told) as client:
            jobs = [command.jobs.resume(client, text) for text in texts]
            timeout = _wait_timeout(told)
            for job in command.jobs.as_completed(client, jobs, timeout):
                with told_in_one_line(self, is_verbose=False) as ending:
                    named = path and path.replace("{id}", quote(job.id, safe=""))
                    ending.code = self._wait(job, None, named, told)
                code = code or ending.code
        return code

    def _download(self, job: Job[Any], path: str | None, told: Namespace) -> None:
        with Line(_is_quiet(told)) as line:
            said = save_with(lambda to: job.download(to, line.of_bytes), path)
        if said:
            self._note(said, told)

    # -- the connection

    def _client(self, told: Namespace) -> Client:
        keys = {key.name: _key(key, told) for key in self.program.keys}
        return self.program.client(keys, settings(told))

    def _dry_run(
        self, command: Command[Any], given: Any, extra: Extra, told: Namespace
    ) -> int:
        from .dry import line_for_curl

        print(line_for_curl(self.program, command, given, extra, settings(told)))
        return FINE

    def _note(self, text: str, told: Namespace) -> None:
        if not hasattr(told, "quiet"):
            note(self.called, text)


def _is_quiet(told: Namespace) -> bool:
    """Whether no progress is to be shown: not asked for, or other lines would run into it."""
    return hasattr(told, "quiet") or hasattr(told, "verbose")


def settings(told: Namespace) -> dict[str, Any]:
    """Return what a client is to be set to, as its constructor has it."""
    made: dict[str, Any] = {}
    if hasattr(told, "base_url"):
        made["base_url"] = told.base_url
    for name in ("timeout", "deadline"):
        if hasattr(told, name):
            made[name] = _seconds(f"--{name}", getattr(told, name))
    if hasattr(told, "max_retries"):
        text = told.max_retries
        if not text.isdecimal():
            raise Misuse(f"--max-retries wants a number of times, not {text!r}")
        made["max_retries"] = int(text)
    if hasattr(told, "header"):
        made["headers"] = pairs("--header", ":", told.header)
    if hasattr(told, "strict"):
        made["strict"] = True
    return made


def _key(key: Key, told: Namespace) -> Any:
    """Return a key that stands in a file; None for what the environment says."""
    path = getattr(told, f"key.{key.name}", None)
    if path is None:
        return None
    flag = f"--{dashed(key.name)}-file"
    text = read(flag, content, path if path == "-" else f"@{path}").strip()
    if not text:
        raise Misuse(f"{flag}: there is nothing in {path}")
    if key.kind != "basic":
        return text
    user, sign, password = text.partition(":")
    if not sign:
        raise Misuse(f"{flag}: {path} must hold a user name, a colon and a password")
    return user, password


def _wait_timeout(told: Namespace) -> float | None:
    text = getattr(told, "wait_timeout", f"{WAIT:g}")
    return None if text == "none" else _seconds("--wait-timeout", text)


def _seconds(flag: str, text: str) -> float | None:
    if text == "none":
        return None
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found < float("inf"):
        raise Misuse(f"{flag} wants seconds, more than 0, or `none`; not {text!r}")
    return found


def _job_text(text: str) -> str:
    found = standard_input().strip() if text == "-" else content(text).strip()
    if not found:
        raise Unfit("there is no job: give its id, its token, or - for standard input")
    return found


def _several(text: str) -> list[str]:
    """Return what is told of several jobs, a line each; nothing where it is one."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if len(lines) < 2 or not all(map(_is_whole, lines)):
        return []
    return lines


def _is_whole(line: str) -> bool:
    """Whether a line tells of a job by itself: as an object, a token or an id."""
    try:
        return not isinstance(json.loads(line), list)
    except ValueError:
        return line[0] not in "{}[]\"'" and '":' not in line


def _watch(job: Job[Any], timeout: float | None) -> int:
    state = job.state
    for state in job.watch(timeout):
        facts: Mapping[str, object] = {
            "job": job.id,
            "state": state.state,
            "status": state.status,
            "progress": state.progress,
            "elapsed": round(state.elapsed, 1),
            "reason": state.reason,
            "code": state.code,
        }
        print_value({key: value for key, value in facts.items() if value is not None})
    return FINE if state.state == "done" else JOB_LOST
