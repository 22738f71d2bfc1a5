"""Jobs: how they stand, when to ask again, and how they end."""

from __future__ import annotations

import math
import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, cast

from .api import Options, Unpack
from .call import _Call
from .constants import _LOST, State, T
from .connection import _retry_after
from .download import _fetch
from .encode import _is_object, _text_at
from .errors import (
    APIError,
    APIResponseValidationError,
    JobCancelled,
    JobFailed,
    JobNotDone,
    JobTimeout,
)


@dataclass(frozen=True)
class JobState(Generic[T]):
    """Where a job stands, by the last that was heard of it."""

    state: State = "waiting"
    status: str = ""  # the server's own word; one that is not known means running
    progress: float | None = None  # from 0 to 1; it may go back
    reason: str | None = None  # why it failed or was cancelled
    code: str | None = None  # the same for programs
    elapsed: float = field(default=0.0, compare=False)  # seconds that it was waited for
    value: T | None = field(default=None, repr=False, compare=False)  # the last answer

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed", "cancelled")


@dataclass(frozen=True)
class _Jobs(Generic[T]):
    """The jobs that an operation starts, as the document has them; places are JSON Pointers."""

    poll: Callable[[Any, Any], T]
    id_at: Sequence[str]
    status_at: Sequence[str]
    states: Mapping[State, Sequence[str]]
    progress_at: Sequence[str] = ()
    # if whole
    whole: float = 100
    # end
    reason_at: Sequence[str] = ()
    code_at: Sequence[str] = ()
    first: float = 2.0
    # if paced
    growth: float = 1.5
    max: float = 15.0
    # end
    headers: Sequence[str] = ()  # in which the server names the next pause in milliseconds
    is_one_type: bool = False  # whether what starts a job is answered as what asks for it is
    # if media
    url_at: Sequence[str] = ()  # of the file that was made
    media: str = ""  # of that file
    # end
    # if fetch
    fetch: Callable[[Any, Any, Any, Any], Path] | None = None  # what fetches it, if it has no URL
    # end

    def wait(
        self, job: Mapping[str, object] | str, wait_timeout: float | None = 600,
        on_progress: Callable[[JobState[T]], object] | None = None, **options: Unpack[Options],
    ) -> T:
        """Wait until a job is done, given its id or an answer about it; or raise JobError."""
        state = JobState[T]()
        for state in self.watch(job, wait_timeout, **options):
            if on_progress is not None:
                on_progress(state)
        return self.result(self.id(job), state)

    def watch(
        self, job: Mapping[str, object] | str, wait_timeout: float | None = None,
        **options: Unpack[Options],
    ) -> Iterator[JobState[T]]:
        """Yield where a job stands, and then each change until it is over; or raise JobTimeout."""
        began, polls, job_id, is_new = time.monotonic(), 0, self.id(job), _is_object(job)
        until = math.inf if wait_timeout is None else began + wait_timeout
        state, told, due, trouble = JobState[T](), None, began, None
        if _is_object(job):
            state = told = self.state(job, 0)
            due += self.pause(0, {})
            yield state
        while not state.is_over or (state.value is job and not self.is_one_type):
            time.sleep(max(min(due, until) - time.monotonic(), 0))
            now, heard, polls = time.monotonic(), list[Any](), polls + 1
            if max(due, now) >= until:
                said = f"; the last poll failed: {trouble}" if trouble else ""
                text = f"job {job_id} is not over in time, it is {state.state}{said}"
                raise JobTimeout(text, job=job_id, state=state) from trouble
            deadline = min(until - now, options.get("deadline") or math.inf)
            try:
                value = self.poll(job_id, {**options, "deadline": deadline, "_hear": heard.append})
                state, trouble = self.state(value, time.monotonic() - began), None
                if state != told:
                    yield state
                told, is_new = state, False
            except APIError as error:
                error.job, status = job_id, error.status or 0
                heard.append(error.headers or {})
                is_early = is_new and status == 404 and now - began < 15
                is_passing = status in (408, 425, 429) or status >= 500 or is_early
                if not (is_passing or isinstance(error, _LOST)):
                    raise
                trouble = error
            due = time.monotonic() + self.pause(polls, heard[0])

    # if fetched
    def download(
        self, job: Mapping[str, object] | str, path: str | os.PathLike[str],
        on_progress: Callable[[int, int | None], object] | None = None, **options: Unpack[Options],
    ) -> Path:
        """Fetch what a job has made into a file, there when it is whole; or raise JobError."""
        state = self.state(job, 0)
        state = state if state.is_over else self.state(self.poll(self.id(job), options), 0)
        self.result(self.id(job), state)
        # end
        # if media
        url = _text_at(state.value, self.url_at)
        if self.url_at and url is None:
            text = f"job {self.id(job)} is done, but has no URL at {' or '.join(self.url_at)}"
            raise JobNotDone(text, job=self.id(job), state=state)
        # end
        # if fetch
        if self.fetch is not None:
            return self.fetch(self.id(job), path, on_progress, options)
        # end
        # if media
        call = _Call[Path]("GET the file", options, accept=self.media, url=url or "")
        return _fetch(call, path, on_progress)

    # end
    # if fetch_alone
        raise JobNotDone(f"job {self.id(job)} makes no file", job=self.id(job), state=state)

    # end
    def id(self, job: object) -> str:
        """Return the id of a job, which may be given as it is."""
        found = _text_at(job, self.id_at) if _is_object(job) else str(job)
        if not found:
            raise APIResponseValidationError(f"no id of a job at {', '.join(self.id_at)}", body=job)
        return found

    def state(self, value: Any, elapsed: float) -> JobState[T]:
        """Return what an answer says. A word that is not listed means that the job goes on."""
        word = _text_at(value, self.status_at) or ""
        state: State = "running"
        for known, words in self.states.items():
            state = known if word.casefold() in words else state
        places = (self.reason_at, self.code_at) if state in ("failed", "cancelled") else ((), ())
        reason, code = (_text_at(value, one) for one in places)
        told, share = (_text_at(value, self.progress_at) or "").strip(), math.nan
        with suppress(ValueError):
            # if not whole
            share = float(told.rstrip("% ")) / 100
            # end
            # if whole
            share = float(told.rstrip("% ")) / (100 if told.endswith("%") else self.whole)
            # end
        progress = min(max(share, 0.0), 1.0) if math.isfinite(share) else None
        return JobState(state, word, progress, reason, code, elapsed, value)

    def result(self, job_id: str, state: JobState[T]) -> T:
        """Return the last answer about a job that is done. Raises JobError."""
        if state.state == "done":
            return cast("T", state.value)
        kind = {"failed": JobFailed, "cancelled": JobCancelled}.get(state.state, JobNotDone)
        why = state.reason or ("no reason given" if state.is_over else "wait for it first")
        text = f"job {job_id} is {state.state}: {why} (status {state.status or 'unknown'})"
        raise kind(text, job=job_id, state=state)

    def pause(self, polls: int, headers: Any) -> float:
        """Return the seconds to the next poll: as the server wishes, or growing, a bit random."""
        told = (headers.get(name, "") for name in self.headers)
        wish = next((int(one) / 1000 for one in told if one.isdecimal()), _retry_after(headers))
        # if not paced
        usual = min(self.first * 1.5 ** min(polls, 30), 15.0)
        # end
        # if paced
        usual = min(self.first * self.growth ** min(polls, 30), self.max)
        # end
        return max(usual * (1 - 0.2 * random.random()) if wish is None else wish, 0.1)
