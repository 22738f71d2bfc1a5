"""Everything that can go wrong, as one tree. The errors of a status stand in the template."""

from __future__ import annotations

from typing import Any


class APIError(Exception):
    """Whatever this file raises by itself. What is not known of it is None."""

    status: int | None = None
    message: str | None = None
    code: str | None = None
    type: str | None = None
    param: str | None = None
    body: Any = None
    headers: Any = None
    request_id: str | None = None
    retry_after: float | None = None
    attempts: int | None = None
    delivered: bool = True  # whether the request may have arrived
    outcome_unknown: bool = False  # whether it may have been carried out all the same
    idempotency_key: str | None = None
    job: str | None = None  # id of the job that was being waited for
    state: Any = None  # the last that was heard of it, a JobState

    def __init__(self, text: str, **facts: Any) -> None:
        super().__init__(text)
        self.__dict__.update(facts)


class ConfigurationError(APIError):
    """The key or the base URL is missing. Nothing was sent."""


class ArgumentError(APIError, ValueError):
    """An argument cannot be sent as it is. Nothing was sent."""


class APIConnectionError(APIError):
    """There is no whole answer: the connection failed, or broke before its end."""


class APITimeoutError(APIConnectionError):
    """The server did not answer in time."""


class OutcomeUnknown(APIError):
    """Nobody knows whether the server has carried it out, so it was not sent again."""


class APIResponseValidationError(APIError):
    """The server says that all is well, but its answer cannot be read."""


class DownloadCorrupt(APIError):
    """The bytes of a file are not those that were announced. They are thrown away."""


class JobError(APIError):
    """A job has no result, or none yet: `state` is the last that was heard of it."""


class JobFailed(JobError):
    """The server has given up on the job."""


class JobCancelled(JobError):
    """The job was stopped on demand."""


class JobTimeout(JobError, TimeoutError):
    """The job was not over in time. It goes on at the server, and may be waited for again."""


class JobNotDone(JobError):
    """The job has no result yet: wait for it first."""


class APIStatusError(APIError):
    """The status means failure."""
