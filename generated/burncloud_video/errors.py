# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Everything that can go wrong, as one tree.

APIError
    ConfigurationError              the client lacks a key or a base URL
    ArgumentError                   an argument cannot be sent
    APIConnectionError              no whole answer came
        APITimeoutError             it did not come in time
    OutcomeUnknown                  nobody knows whether it was carried out
    APIResponseValidationError      an answer cannot be read
    DownloadCorrupt                 the bytes of a file are not those that were announced
    JobError                        a job has no result, or none yet
        JobFailed                   the server has given up on it
        JobCancelled                it was stopped on demand
        JobTimeout                  it was not over in time, and goes on
        JobNotDone                  its result was asked for too early
    JobsNotSubmitted                some of many jobs were not submitted
    APIStatusError                  the status means failure
        BadRequestError             400
        AuthenticationError         401
        PermissionDeniedError       403
        NotFoundError               404
        ConflictError               409
        UnprocessableEntityError    422
        RateLimitError              429
        InternalServerError         5XX
"""

from __future__ import annotations

from . import models
from ._core.errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APITimeoutError,
    ArgumentError,
    ConfigurationError,
    DownloadCorrupt,
    OutcomeUnknown,
    StatusError,
)
from ._core.job_errors import (
    JobCancelled,
    JobError,
    JobFailed,
    JobNotDone,
    JobsNotSubmitted,
    JobTimeout,
)
from ._core.response import Response

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "DownloadCorrupt",
    "InternalServerError",
    "JobCancelled",
    "JobError",
    "JobFailed",
    "JobNotDone",
    "JobTimeout",
    "JobsNotSubmitted",
    "NotFoundError",
    "OutcomeUnknown",
    "PermissionDeniedError",
    "RateLimitError",
    "UnprocessableEntityError",
]


class APIStatusError(StatusError):
    """The server answered with a status that means failure."""

    message_at = ("/error/message", "/message")
    code_at = ("/error/code", "/code")
    type_at = ("/error/type", "/type")
    param_at = ("/error/param", "/param")
    request_id_in = ("X-Oneapi-Request-Id", "X-Request-Id")

    @classmethod
    def of(cls, response: Response) -> StatusError:
        """Return the error that an answer means."""
        usual = InternalServerError if response.status >= 500 else APIStatusError
        return BY_STATUS.get(response.status, usual)(response)

    @property
    def body(self) -> models.ErrorBody | None:
        """The answer's body, decoded; None where it is not as the document describes it."""
        body: models.ErrorBody | None = self.decoded(models.ErrorBody)
        return body


class BadRequestError(APIStatusError):
    """400 Bad Request."""

    advice = "Correct the arguments."


class AuthenticationError(APIStatusError):
    """401 Unauthorized."""

    advice = "Check the key."


class PermissionDeniedError(APIStatusError):
    """403 Forbidden."""

    advice = "The key may not do this."


class NotFoundError(APIStatusError):
    """404 Not Found."""

    advice = "Check the identifier and the base URL."


class ConflictError(APIStatusError):
    """409 Conflict."""

    advice = "Look at the present state and try again."


class UnprocessableEntityError(APIStatusError):
    """422 Unprocessable Content."""

    advice = "Correct the arguments."


class RateLimitError(APIStatusError):
    """429 Too Many Requests."""

    advice = "Wait, then try again."


class InternalServerError(APIStatusError):
    """5XX Server Error."""

    advice = "The server failed: trying again later may help."


BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}
