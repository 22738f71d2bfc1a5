# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""`OpenAI` and `AsyncOpenAI`: the names of another package for this API.

What was written for that package works after changing the line that imports it. Errors can be
imported from here, too, and have the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

import httpx2
from typing_extensions import Never, Self

from . import models, operations
from ._core.connections_async import AsyncConnections
from ._core.connections_sync import Connections
from ._core.drop_in import (
    NOT_GIVEN,
    Content,
    NotGiven,
    Phases,
    absent,
    address_of,
    headers_of,
    last_of,
    not_given,
    options_of,
    paced,
    timeout_of,
)
from ._core.drop_in_streaming import Streaming, content, content_async
from ._core.job_async import AsyncJobsOf
from ._core.job_sync import JobsOf
from ._core.omit import Omit, omit
from ._core.session_async import AsyncSession, RawAsyncSession
from ._core.session_sync import RawSession, Session
from ._settings import DEFAULTS
from .errors import (
    APIConnectionError as APIConnectionError,
    APIError as APIError,
    APIResponseValidationError as APIResponseValidationError,
    APIStatusError as APIStatusError,
    APITimeoutError as APITimeoutError,
    ArgumentError as ArgumentError,
    AuthenticationError as AuthenticationError,
    BadRequestError as BadRequestError,
    ConfigurationError as ConfigurationError,
    ConflictError as ConflictError,
    DownloadCorrupt as DownloadCorrupt,
    InternalServerError as InternalServerError,
    JobCancelled as JobCancelled,
    JobError as JobError,
    JobFailed as JobFailed,
    JobNotDone as JobNotDone,
    JobTimeout as JobTimeout,
    JobsNotSubmitted as JobsNotSubmitted,
    NotFoundError as NotFoundError,
    OutcomeUnknown as OutcomeUnknown,
    PermissionDeniedError as PermissionDeniedError,
    RateLimitError as RateLimitError,
    UnprocessableEntityError as UnprocessableEntityError,
)

if TYPE_CHECKING:
    from ._core.files import FileInput

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "AsyncOpenAI",
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
    "NOT_GIVEN",
    "NotFoundError",
    "NotGiven",
    "Omit",
    "OpenAI",
    "OpenAIError",
    "OutcomeUnknown",
    "PermissionDeniedError",
    "RateLimitError",
    "Timeout",
    "UnprocessableEntityError",
    "not_given",
    "omit",
]

Timeout = httpx2.Timeout
OpenAIError = APIError


class OpenAI:
    """A client by the names of another package.

    The keys come from the environment variables of this one, so that a key for another server is
    not sent to this one.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        organization: str | None = None,
        project: str | None = None,
        base_url: str | httpx2.URL | None | Omit = not_given,
        timeout: Phases | float | None | Omit = not_given,
        max_retries: int = 2,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self._settings = DEFAULTS.from_environment().changed(
            secrets={"bearer": api_key},
            base_url=address_of(base_url, "/v1"),
            timeout=timeout_of(timeout),
            max_retries=max_retries,
            headers=headers_of(
                default_headers,
                {
                    "OpenAI-Organization": organization,
                    "OpenAI-Project": project,
                },
            ),
        )
        self._query = default_query
        self._connections = Connections(http_client)

    @property
    def base_url(self) -> str:
        """Where the requests go."""
        return self._settings.base_url + "/v1"

    @property
    def max_retries(self) -> int:
        """How often what failed in passing is tried again."""
        return self._settings.max_retries

    def with_options(
        self,
        *,
        api_key: str | None = None,
        organization: str | None = None,
        project: str | None = None,
        base_url: str | httpx2.URL | None | Omit = not_given,
        timeout: Phases | float | None | Omit = not_given,
        max_retries: int | Omit = not_given,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
    ) -> Self:
        """Return a client with some settings changed, over the same connections."""
        client = object.__new__(type(self))
        client._settings = self._settings.changed(
            secrets={"bearer": api_key},
            base_url=address_of(base_url, "/v1"),
            timeout=timeout_of(timeout),
            max_retries=max_retries,
            headers=headers_of(
                default_headers,
                {
                    "OpenAI-Organization": organization,
                    "OpenAI-Project": project,
                },
            ),
        )
        client._query = {**(self._query or {}), **(default_query or {})}
        client._connections = self._connections
        return client

    copy = with_options

    @cached_property
    def videos(self) -> Videos:
        """Its methods."""
        session = Session(self._settings, self._connections)
        return Videos(session, self._query)

    def close(self) -> None:
        """Close the connections, unless they are those of an `http_client` that was given."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Videos:
    """The methods of `videos`."""

    def __init__(
        self,
        session: Session,
        query: Mapping[str, object] | None,
    ) -> None:
        self._session = session
        self._query = query

    @property
    def with_raw_response(self) -> Any:
        """The same methods, each giving the answer as it came; `parse()` gives its value."""
        session = RawSession(self._session)
        return Videos(session, self._query)

    @property
    def with_streaming_response(self) -> Any:
        """The same methods, each to be entered by `with`, bytes being left on the wire."""
        return Streaming(self.with_raw_response)

    def create(
        self,
        *,
        prompt: str,
        input_reference: (
            models.ImageReference | Mapping[str, object] | str | FileInput | Omit
        ) = omit,
        model: models.VideoModel | Omit = omit,
        seconds: str | int | Omit = omit,
        size: (
            Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit
        ) = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: object | None = None,
        timeout: Phases | float | None | Omit = not_given,
    ) -> models.Video:
        """Start a video."""
        return self._session.run(
            operations.videos.create(
                prompt=prompt,
                input_reference=input_reference,
                model=model,
                seconds=seconds,
                size=size,
            ),
            options_of(timeout, extra_headers, extra_query, extra_body, self._query),
        )

    def create_and_poll(
        self,
        *,
        prompt: str,
        input_reference: (
            models.ImageReference | Mapping[str, object] | str | FileInput | Omit
        ) = omit,
        model: models.VideoModel | Omit = omit,
        seconds: str | int | Omit = omit,
        size: (
            Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit
        ) = omit,
        poll_interval_ms: int | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: object | None = None,
        timeout: Phases | float | None | Omit = not_given,
    ) -> models.Video:
        """Start a video."""
        jobs = JobsOf(
            self._session,
            paced(operations.videos.CREATE_JOB, poll_interval_ms),
        )
        job = jobs.submit(
            operations.videos.create(
                prompt=prompt,
                input_reference=input_reference,
                model=model,
                seconds=seconds,
                size=size,
            ),
            options_of(timeout, extra_headers, extra_query, extra_body, self._query),
        )
        try:
            return job.wait(None)
        except (JobFailed, JobCancelled) as error:
            last: models.Video = last_of(error)
            return last

    def poll(
        self,
        video_id: str,
        *,
        poll_interval_ms: int | Omit = omit,
    ) -> models.Video:
        """Wait until a job is over."""
        jobs = JobsOf(
            self._session,
            paced(operations.videos.CREATE_JOB, poll_interval_ms),
        )
        job = jobs.resume(operations.videos.CREATE_JOB.token(video_id))
        try:
            return job.wait(None)
        except (JobFailed, JobCancelled) as error:
            last: models.Video = last_of(error)
            return last

    def retrieve(
        self,
        video_id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: object | None = None,
        timeout: Phases | float | None | Omit = not_given,
    ) -> models.Video:
        """Retrieve a video."""
        return self._session.run(
            operations.videos.retrieve(video_id=video_id),
            options_of(timeout, extra_headers, extra_query, extra_body, self._query),
        )

    def download_content(
        self,
        video_id: str,
        *,
        variant: models.VideoVariant | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: object | None = None,
        timeout: Phases | float | None | Omit = not_given,
    ) -> Content:
        """Download a video or a preview of it."""
        download = self._session.open(
            operations.videos.download_content(video_id=video_id, variant=variant),
            options_of(timeout, extra_headers, extra_query, extra_body, self._query),
        )
        return content(download)

    def list(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.list", "BurnCloud Video API")

    def delete(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.delete", "BurnCloud Video API")

    def edit(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.edit", "BurnCloud Video API")

    def extend(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.extend", "BurnCloud Video API")

    def remix(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.remix", "BurnCloud Video API")

    def create_character(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.create_character", "BurnCloud Video API")

    def get_character(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.get_character", "BurnCloud Video API")


class AsyncOpenAI:
    """A client by the names of another package.

    The keys come from the environment variables of this one, so that a key for another server is
    not sent to this one.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        organization: str | None = None,
        project: str | None = None,
        base_url: str | httpx2.URL | None | Omit = not_given,
        timeout: Phases | float | None | Omit = not_given,
        max_retries: int = 2,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        self._settings = DEFAULTS.from_environment().changed(
            secrets={"bearer": api_key},
            base_url=address_of(base_url, "/v1"),
            timeout=timeout_of(timeout),
            max_retries=max_retries,
            headers=headers_of(
                default_headers,
                {
                    "OpenAI-Organization": organization,
                    "OpenAI-Project": project,
                },
            ),
        )
        self._query = default_query
        self._connections = AsyncConnections(http_client)

    @property
    def base_url(self) -> str:
        """Where the requests go."""
        return self._settings.base_url + "/v1"

    @property
    def max_retries(self) -> int:
        """How often what failed in passing is tried again."""
        return self._settings.max_retries

    def with_options(
        self,
        *,
        api_key: str | None = None,
        organization: str | None = None,
        project: str | None = None,
        base_url: str | httpx2.URL | None | Omit = not_given,
        timeout: Phases | float | None | Omit = not_given,
        max_retries: int | Omit = not_given,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
    ) -> Self:
        """Return a client with some settings changed, over the same connections."""
        client = object.__new__(type(self))
        client._settings = self._settings.changed(
            secrets={"bearer": api_key},
            base_url=address_of(base_url, "/v1"),
            timeout=timeout_of(timeout),
            max_retries=max_retries,
            headers=headers_of(
                default_headers,
                {
                    "OpenAI-Organization": organization,
                    "OpenAI-Project": project,
                },
            ),
        )
        client._query = {**(self._query or {}), **(default_query or {})}
        client._connections = self._connections
        return client

    copy = with_options

    @cached_property
    def videos(self) -> AsyncVideos:
        """Its methods."""
        session = AsyncSession(self._settings, self._connections)
        return AsyncVideos(session, self._query)

    async def close(self) -> None:
        """Close the connections, unless they are those of an `http_client` that was given."""
        await self._connections.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


class AsyncVideos:
    """The methods of `videos`."""

    def __init__(
        self,
        session: AsyncSession,
        query: Mapping[str, object] | None,
    ) -> None:
        self._session = session
        self._query = query

    @property
    def with_raw_response(self) -> Any:
        """The same methods, each giving the answer as it came; `parse()` gives its value."""
        session = RawAsyncSession(self._session)
        return AsyncVideos(session, self._query)

    @property
    def with_streaming_response(self) -> Any:
        """The same methods, each to be entered by `with`, bytes being left on the wire."""
        return Streaming(self.with_raw_response)

    async def create(
        self,
        *,
        prompt: str,
        input_reference: (
            models.ImageReference | Mapping[str, object] | str | FileInput | Omit
        ) = omit,
        model: models.VideoModel | Omit = omit,
        seconds: str | int | Omit = omit,
        size: (
            Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit
        ) = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: object | None = None,
        timeout: Phases | float | None | Omit = not_given,
    ) -> models.Video:
        """Start a video."""
        return await self._session.run(
            operations.videos.create(
                prompt=prompt,
                input_reference=input_reference,
                model=model,
                seconds=seconds,
                size=size,
            ),
            options_of(timeout, extra_headers, extra_query, extra_body, self._query),
        )

    async def create_and_poll(
        self,
        *,
        prompt: str,
        input_reference: (
            models.ImageReference | Mapping[str, object] | str | FileInput | Omit
        ) = omit,
        model: models.VideoModel | Omit = omit,
        seconds: str | int | Omit = omit,
        size: (
            Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit
        ) = omit,
        poll_interval_ms: int | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: object | None = None,
        timeout: Phases | float | None | Omit = not_given,
    ) -> models.Video:
        """Start a video."""
        jobs = AsyncJobsOf(
            self._session,
            paced(operations.videos.CREATE_JOB, poll_interval_ms),
        )
        job = await jobs.submit(
            operations.videos.create(
                prompt=prompt,
                input_reference=input_reference,
                model=model,
                seconds=seconds,
                size=size,
            ),
            options_of(timeout, extra_headers, extra_query, extra_body, self._query),
        )
        try:
            return await job.wait(None)
        except (JobFailed, JobCancelled) as error:
            last: models.Video = last_of(error)
            return last

    async def poll(
        self,
        video_id: str,
        *,
        poll_interval_ms: int | Omit = omit,
    ) -> models.Video:
        """Wait until a job is over."""
        jobs = AsyncJobsOf(
            self._session,
            paced(operations.videos.CREATE_JOB, poll_interval_ms),
        )
        job = jobs.resume(operations.videos.CREATE_JOB.token(video_id))
        try:
            return await job.wait(None)
        except (JobFailed, JobCancelled) as error:
            last: models.Video = last_of(error)
            return last

    async def retrieve(
        self,
        video_id: str,
        *,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: object | None = None,
        timeout: Phases | float | None | Omit = not_given,
    ) -> models.Video:
        """Retrieve a video."""
        return await self._session.run(
            operations.videos.retrieve(video_id=video_id),
            options_of(timeout, extra_headers, extra_query, extra_body, self._query),
        )

    async def download_content(
        self,
        video_id: str,
        *,
        variant: models.VideoVariant | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: object | None = None,
        timeout: Phases | float | None | Omit = not_given,
    ) -> Content:
        """Download a video or a preview of it."""
        download = await self._session.open(
            operations.videos.download_content(video_id=video_id, variant=variant),
            options_of(timeout, extra_headers, extra_query, extra_body, self._query),
        )
        return await content_async(download)

    async def list(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.list", "BurnCloud Video API")

    async def delete(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.delete", "BurnCloud Video API")

    async def edit(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.edit", "BurnCloud Video API")

    async def extend(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.extend", "BurnCloud Video API")

    async def remix(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.remix", "BurnCloud Video API")

    async def create_character(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.create_character", "BurnCloud Video API")

    async def get_character(self, *arguments: Any, **options: Any) -> Never:
        """Not an operation of this API."""
        raise absent("videos.get_character", "BurnCloud Video API")
