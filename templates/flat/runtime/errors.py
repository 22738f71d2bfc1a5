"""What goes wrong, as exceptions."""

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
    delivered: bool = True  # whether the request may have arrived
    outcome_unknown: bool = False  # whether it may have been carried out all the same
    job: str | None = None  # id of the job that was being waited for
    state: Any = None  # the last that was heard of it, a JobState

    def __init__(self, text: str, **facts: Any) -> None:
        super().__init__(text)
        self.__dict__.update(facts)


# fmt: off
class ConfigurationError(APIError): """The key or the base URL is missing. Nothing was sent."""
class ArgumentError(APIError, ValueError): """An argument cannot be sent. Nothing was sent."""
class APIConnectionError(APIError): """There is no whole answer."""
class APITimeoutError(APIConnectionError): """The server did not answer in time."""
class OutcomeUnknown(APIError): """It may have been carried out, so it was not sent again."""
class APIResponseValidationError(APIError): """A success whose answer cannot be read."""
class JobError(APIError): """A job has no result, or none yet: `state` says more."""
class JobFailed(JobError): """The server has given up on the job."""
class JobCancelled(JobError): """The job was stopped on demand."""
class JobTimeout(JobError, TimeoutError): """Not over in time; the job goes on at the server."""
class JobNotDone(JobError): """The job has no result yet: wait for it first."""
class APIStatusError(APIError): """The status means failure."""
