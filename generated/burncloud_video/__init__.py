# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Text and images in, short video clips out, in two dialects.

    from burncloud_video import Client

    client = Client()

`AsyncClient` has the same methods for `async` programs. Everything that can go wrong is an
`APIError`; what the server refuses is an `APIStatusError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import errors, models
    from ._core.download_async import AsyncDownload
    from ._core.download_sync import Download
    from ._core.files import FileInput
    from ._core.job_async import AsyncJob
    from ._core.job_sync import Job
    from ._core.jobs import JobState
    from ._core.observe import Attempt, Hooks
    from ._core.omit import Omit, omit
    from ._core.options import RequestOptions, Timeout
    from ._core.progress import Progress
    from ._core.transport import RawResponse
    from .aio import AsyncClient
    from .client import Client
    from .errors import (
        APIConnectionError,
        APIError,
        APIResponseValidationError,
        APIStatusError,
        APITimeoutError,
        ArgumentError,
        AuthenticationError,
        BadRequestError,
        ConfigurationError,
        ConflictError,
        DownloadCorrupt,
        InternalServerError,
        JobCancelled,
        JobError,
        JobFailed,
        JobNotDone,
        JobTimeout,
        JobsNotSubmitted,
        NotFoundError,
        OutcomeUnknown,
        PermissionDeniedError,
        RateLimitError,
        UnprocessableEntityError,
    )

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "AsyncClient",
    "AsyncDownload",
    "AsyncJob",
    "Attempt",
    "AuthenticationError",
    "BadRequestError",
    "Client",
    "ConfigurationError",
    "ConflictError",
    "Download",
    "DownloadCorrupt",
    "FileInput",
    "Hooks",
    "InternalServerError",
    "Job",
    "JobCancelled",
    "JobError",
    "JobFailed",
    "JobNotDone",
    "JobState",
    "JobTimeout",
    "JobsNotSubmitted",
    "NotFoundError",
    "Omit",
    "OutcomeUnknown",
    "PermissionDeniedError",
    "Progress",
    "RateLimitError",
    "RawResponse",
    "RequestOptions",
    "Timeout",
    "UnprocessableEntityError",
    "errors",
    "models",
    "omit",
]

__version__ = "0.1.0"

_HOMES = {
    "APIConnectionError": "errors",
    "APIError": "errors",
    "APIResponseValidationError": "errors",
    "APIStatusError": "errors",
    "APITimeoutError": "errors",
    "ArgumentError": "errors",
    "AsyncClient": "aio",
    "AsyncDownload": "_core.download_async",
    "AsyncJob": "_core.job_async",
    "Attempt": "_core.observe",
    "AuthenticationError": "errors",
    "BadRequestError": "errors",
    "Client": "client",
    "ConfigurationError": "errors",
    "ConflictError": "errors",
    "Download": "_core.download_sync",
    "DownloadCorrupt": "errors",
    "FileInput": "_core.files",
    "Hooks": "_core.observe",
    "InternalServerError": "errors",
    "Job": "_core.job_sync",
    "JobCancelled": "errors",
    "JobError": "errors",
    "JobFailed": "errors",
    "JobNotDone": "errors",
    "JobState": "_core.jobs",
    "JobTimeout": "errors",
    "JobsNotSubmitted": "errors",
    "NotFoundError": "errors",
    "Omit": "_core.omit",
    "OutcomeUnknown": "errors",
    "PermissionDeniedError": "errors",
    "Progress": "_core.progress",
    "RateLimitError": "errors",
    "RawResponse": "_core.transport",
    "RequestOptions": "_core.options",
    "Timeout": "_core.options",
    "UnprocessableEntityError": "errors",
    "omit": "_core.omit",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a name when it is first asked for: the package itself is imported at once."""
        if name in ("errors", "models"):
            return import_module(f"{__name__}.{name}")
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
