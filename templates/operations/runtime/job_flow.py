"""Following a job, step by step, with no connection of its own: the flows that every style runs."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Generic, TypeVar, cast
from urllib.parse import urljoin

from .downloads import Wanted, fetched
from .errors import (
    APIError,
    APIResponseValidationError,
    ArgumentError,
)
from .flow import Flow, Now, Sleep, Tell, exchange
from .job_errors import (
    JobCancelled,
    JobError,
    JobFailed,
    JobNotDone,
    JobTimeout,
    answer_of,
    ending,
    is_passing,
    status_of,
)
from .jobs import JobPlan, JobState, body_of
from .options import RequestOptions
from .progress import Listener
from .request import Request
from .response import Response
from .secret import redact
from .settings import Settings
from .values import Json, first_at, text_at

T = TypeVar("T")
E = TypeVar("E", bound=JobError)

GRACE = 15.0
"""Seconds after its submission for which a job may be unknown: servers have more than one memory."""


class Tracked(Generic[T]):
    """A job at the server. Its flows change `state`, and whoever drives them sees that."""

    def __init__(
        self, plan: JobPlan[T], settings: Settings, options: RequestOptions
    ) -> None:
        self.id = ""
        """What the server calls the job."""
        self.state: JobState[T] = JobState(is_known=False)
        """The last that was heard of the job."""
        self.due: float | None = None
        """When to ask for it next, by the clock; at once, if None."""
        self._plan = plan
        self._settings = settings
        # What else a call was given was for that call alone.
        self._options = RequestOptions(
            timeout=options.timeout, max_retries=options.max_retries
        )
        self._body: Json = None
        self._began: float | None = None
        self._born = 0.0
        self._asked = 0.0
        self._polls = 0
        self._is_new = False
        self._is_heard = False
        self._is_withdrawn = False
        self._trouble: APIError | None = None

    @property
    def token(self) -> str:
        """What `resume` takes, in this process or another: a text, with no secret in it."""
        return self._plan.token(self.id)

    @property
    def expires_at(self) -> datetime.datetime | None:
        """Until when the result can be had, if the server says so."""
        told = first_at(self._body, self._plan.expires_at)
        if told is None:
            return None
        from .._decode import decode

        try:
            made = decode(datetime.datetime, told)
        except ValueError:
            return None
        return made if isinstance(made, datetime.datetime) else None

    @property
    def is_told(self) -> bool:
        """Whether the server has said anything of the job yet."""
        return self._is_new or self._is_heard

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask for."""
        if self.state.state == "done":
            return self.state.value is not None or self._is_heard
        return self.state.is_over

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.state}>"

    # -- flows

    def created(self, request: Request[Any], options: RequestOptions) -> Flow[None]:
        """Start the job."""
        self._began = yield Now()
        response = yield from exchange(request, self._settings, options)
        value = request.read(response)
        body = body_of(request, response)
        found = text_at(body, self._plan.id_at)
        if found is None:
            places = " or ".join(self._plan.id_at)
            raise APIResponseValidationError(
                response, f"there is no job id at {places}"
            )
        self.id = found
        self._is_new = True
        now: float = yield Now()
        self._born = now
        self._hear(response, body, value if self._plan.is_one_type else None, now)

    def polled(self, until: float | None = None) -> Flow[JobState[T]]:
        """Ask for the job once, and return where it stands."""
        now: float = yield Now()
        self._began = now if self._began is None else self._began
        self._polls += 1
        # To ask twice does no harm, whatever the method.
        request = replace(self._plan.poll(self.id), resend="always")
        try:
            response = yield from exchange(
                request, self._settings, self._bounded(until, now)
            )
            value = request.read(response)
        except APIError as error:
            now = self._asked = yield Now()
            if self._is_withdrawn and status_of(error) in (404, 410):
                # A job that was deleted rather than stopped.
                elapsed = self._elapsed(now)
                self.state = replace(
                    self.state, state="cancelled", elapsed=elapsed, attempt=self._polls
                )
                return self.state
            wish = (
                self._plan.pace.wish(answer) if (answer := answer_of(error)) else None
            )
            self.due = now + self._plan.pace.pause(self._polls, wish, self._chance())
            self._trouble = error
            raise
        now = yield Now()
        self._is_heard = True
        self._trouble = None
        self._hear(response, body_of(request, response), value, now)
        return self.state

    def heard(self, until: float | None) -> Flow[JobState[T]]:
        """Ask when it is time, until there is an answer. Raises JobTimeout, not before `until`."""
        while True:
            now: float = yield Now()
            due = now if self.due is None else max(self.due, now)
            if until is not None and due >= until:
                if until > now:
                    yield Sleep(until - now)
                raise self.timed_out()
            if due > now:
                yield Sleep(due - now)
            try:
                return (yield from self.polled(until))
            except APIError as error:
                if not self.is_passing(error):
                    raise

    def waited(
        self,
        timeout: float | None,
        on_progress: Callable[[JobState[T]], object] | None,
    ) -> Flow[T]:
        """Wait until the job is over, and return its last answer."""
        try:
            until = yield from deadline(timeout)
            if self.is_settled and on_progress is not None:
                yield Tell(on_progress, self.state)
            while not self.is_settled:
                state = yield from self.heard(until)
                if on_progress is not None:
                    yield Tell(on_progress, state)
            return self._outcome()
        except APIError as error:
            # Also what is no fault of the job's, such as a key that is no longer valid.
            error.job = self
            raise

    def stopped(self) -> Flow[None]:
        """Ask the server to stop the job."""
        if self._plan.cancel is None:
            raise ArgumentError(
                f"the API has no operation that cancels a job of {self._plan.operation}"
            )
        request = self._plan.cancel(self.id)
        response = yield from exchange(request, self._settings, self._options)
        request.read(response)
        self._is_withdrawn = True
        self.due = None

    def finished(self) -> Flow[None]:
        """Make sure that the job is done: of a resumed job that may not be known yet."""
        if not self.is_settled:
            yield from self.polled()
        if self.state.is_over:
            self._outcome()
            return
        message = (
            f"job {self.id} has no result yet, it is {self.state}: call `wait()` first"
        )
        raise self._error(JobNotDone, message)

    def fetched(
        self, path: str | os.PathLike[str], on_progress: Listener | None
    ) -> Flow[Path]:
        """Fetch what the job has made into a file."""
        yield from self.finished()
        request, url = self._plan.result, ""
        if request is None:
            url = self._result_url()
        asked = self._plan.elsewhere(self.id) if request is None else request(self.id)
        wanted = Wanted.of(
            asked, self._settings, self._options, path, on_progress, url=url
        )
        return (yield from fetched(wanted))

    # -- what is made of it

    def _result_url(self) -> str:
        """Return where a finished job's result is."""
        places = " or ".join(self._plan.result_at)
        if not places:
            raise ArgumentError(
                f"a job of {self._plan.operation} makes no file: the value of `wait()` is all"
            )
        found = text_at(self._body, self._plan.result_at)
        if found is None:
            message = f"job {self.id} is done, but its answer has no URL at {places}"
            raise self._error(JobNotDone, message)
        return urljoin(f"{self._settings.base_url}/", found)

    def is_passing(self, error: APIError) -> bool:
        """Whether an error is no reason to give up on the job."""
        if status_of(error) == 404:
            is_early = self._asked - self._born < GRACE
            return self._is_new and not self._is_heard and is_early
        return is_passing(error)

    def timed_out(self) -> JobTimeout:
        """Return the error that the job took too long."""
        message = (
            f"job {self.id} is not over in time, it is {self.state}. It goes on at the server:"
            " wait again, or later with `resume(token)`."
        )
        if self._trouble is not None:
            message = f"{message} The last poll failed: {self._trouble}"
        made = self._error(JobTimeout, message)
        made.__cause__ = self._trouble
        return made

    def _hear(self, response: Response, body: Json, value: object, now: float) -> None:
        """Take in an answer."""
        self._body = body
        self.state = self._plan.read(
            body, value, elapsed=self._elapsed(now), attempt=self._polls
        )
        pace = self._plan.pace
        self.due = now + pace.pause(self._polls, pace.wish(response), self._chance())
        if self.state.is_over:
            self.due = None

    def _chance(self) -> float:
        return self._settings.backoff.chance()

    def _elapsed(self, now: float) -> float:
        return 0.0 if self._began is None else now - self._began

    def _bounded(self, until: float | None, now: float) -> RequestOptions:
        """Return the options of a poll that does not go on when the wait is over."""
        if until is None:
            return self._options
        left, usual = max(until - now, 0.001), self._settings.deadline
        return replace(
            self._options, deadline=left if usual is None else min(left, usual)
        )

    def _outcome(self) -> T:
        """Return the last answer of a job that is over. Raises JobFailed or JobCancelled."""
        if self.state.state == "done":
            return cast("T", self.state.value)
        kind = JobFailed if self.state.state == "failed" else JobCancelled
        raise self._error(kind, f"job {self.id} {ending(self.state)}")

    def _error(self, kind: type[E], message: str) -> E:
        text = redact(" ".join(message.split()), self._settings.secrets)
        return kind(text, job=self, state=self.state, token=self.token)


def deadline(timeout: float | None) -> Flow[float | None]:
    """Return when so many seconds are over, by the clock."""
    if timeout is None:
        return None
    now: float = yield Now()
    return now + timeout
