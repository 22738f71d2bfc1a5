"""What can go wrong with a job after it was submitted, and with many that are to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    StatusError,
)
from .jobs import JobState
from .response import Response

_PASSING = (408, 425, 429)
"""Statuses below 500 that say nothing of a job."""


class JobError(APIError):
    """A job has no result, or none yet. The job itself comes with the error."""

    def __init__(
        self, message: str, *, job: Any, state: JobState[Any], token: str
    ) -> None:
        super().__init__(message)
        self.job = job
        self.state = state
        """The last that was heard of it."""
        self.token = token
        """What `resume` takes, to go on with the job."""

    @property
    def reason(self) -> str | None:
        """What the server says about it."""
        return self.state.reason

    @property
    def code(self) -> str | None:
        """The server's word for this kind of failure."""
        return self.state.code

    def __reduce__(self) -> tuple[object, ...]:
        return _job_error, (type(self), str(self), self.state, self.token)


class JobFailed(JobError):
    """The server has given up on the job: there is no result, and there will be none."""


class JobCancelled(JobError):
    """The job was stopped on demand: there is no result, and there will be none."""


class JobTimeout(JobError, TimeoutError):
    """The job was not over in time. It goes on at the server, and may be waited for again."""


class JobNotDone(JobError):
    """The job has no result yet: wait for it first."""


class JobsNotSubmitted(APIError):
    """Some of many jobs were not submitted. The others were, and are here."""

    def __init__(self, results: Sequence[Any]) -> None:
        self.results = list(results)
        """In the order of the arguments: a job each, or the exception in its place."""
        errors = self.errors
        index, error = next(iter(errors.items()))
        super().__init__(
            f"{len(errors)} of {len(self.results)} jobs were not submitted, "
            f"the first of them number {index}: {error} "
            f"The other {len(self.results) - len(errors)} are in `jobs`."
        )
        self.__cause__ = error

    @property
    def jobs(self) -> list[Any]:
        """The jobs that were submitted, in the order of the arguments."""
        return [one for one in self.results if not isinstance(one, Exception)]

    @property
    def errors(self) -> dict[int, Exception]:
        """What went wrong, by the place among the arguments, from 0."""
        found = enumerate(self.results)
        return {index: one for index, one in found if isinstance(one, Exception)}


def _job_error(
    kind: type[JobError], message: str, state: JobState[Any], token: str
) -> JobError:
    """Make the error again, for pickle, without the job: that has a connection."""
    return kind(message, job=None, state=state, token=token)


def is_passing(error: APIError) -> bool:
    """Whether an error of a poll says nothing of the job, and may not be there at the next."""
    if isinstance(error, StatusError):
        return error.status in _PASSING or error.status >= 500
    if isinstance(error, APIResponseValidationError):
        # A page of a proxy, but not JSON that a strict client refuses: that stays as it is.
        return error.is_unreadable
    return isinstance(error, APIConnectionError)


def status_of(error: APIError) -> int | None:
    """Return the status that an error comes of."""
    return error.status if isinstance(error, StatusError) else None


def answer_of(error: APIError) -> Response | None:
    """Return the answer that an error comes of."""
    if isinstance(error, (StatusError, APIResponseValidationError)):
        return error.response
    return None


def ending(state: JobState[Any]) -> str:
    """Say how a job without a result ended, and why."""
    verb = "failed" if state.state == "failed" else "was cancelled"
    facts = [f"status {state.status}"] if state.status else []
    facts += [f"code {state.code}"] if state.code else []
    known = f" ({', '.join(facts)})" if facts else ""
    return f"{verb}: {state.reason or 'no reason given'}{known}."
