# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Asynchronous client of BurnCloud Video API."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

import httpx2
from typing_extensions import Self

from . import operations
from ._core.connections_async import AsyncConnections
from ._core.omit import Omit, omit
from ._core.options import RequestOptions, Timeout
from ._settings import DEFAULTS

# What runs the calls is imported when the first is made: a client is there at once.
if TYPE_CHECKING:
    from . import models
    from ._core.download_async import AsyncDownload
    from ._core.files import FileInput
    from ._core.job_async import AsyncJob, AsyncJobsOf
    from ._core.jobs import JobState
    from ._core.observe import Hooks
    from ._core.progress import Progress
    from ._core.session_async import AsyncSession


class AsyncClient:
    """Text and images in, short video clips out, in two dialects.

    - `generations`: Video jobs in the gateway's own format.
    - `videos`: Video jobs in the OpenAI video format, which software written for Sora speaks.

    Each of their methods also takes `timeout`, `max_retries`, `deadline`, `extra_headers`,
    `extra_query`, `extra_body`, `media_type` and `on_upload`, as `RequestOptions` describes them.

    Args:
        api_key: Your API key, sent as `Authorization: Bearer sk-...`. By default
            the environment variable BURNCLOUD_API_KEY.
        base_url: Where the API is; by default the environment variable
            BURNCLOUD_BASE_URL, or else https://ai.burncloud.com.
        timeout: Seconds to wait in each phase of an attempt, or a `Timeout` for each its own.
            `None` waits for ever.
        max_retries: How often to try again what failed in passing. What the server may have
            carried out is sent again only where twice does no more than once.
        deadline: Seconds for a whole call, all attempts and the pauses between them included.
        headers: Headers to send with every request.
        hooks: Functions to call around each attempt.
        strict: Whether to refuse, with an `APIResponseValidationError` that names the places, an
            answer that is not as the document declares it. By default what can be read is
            read, and the rest is as it came.
        http_client: A client of your own to send with, for proxies, certificates and the
            like. It is yours to close.

    Raises:
        ConfigurationError: A key or the base URL cannot be used.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        headers: Mapping[str, str] | None = None,
        hooks: Hooks | None = None,
        strict: bool = False,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        self._settings = DEFAULTS.from_environment().changed(
            secrets={"bearer": api_key},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            deadline=deadline,
            headers=headers,
            strict=strict,
            hooks=hooks,
        )
        self._connections = AsyncConnections(http_client)

    @cached_property
    def _session(self) -> AsyncSession:
        from ._core.session_async import AsyncSession

        return AsyncSession(self._settings, self._connections)

    def with_options(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        headers: Mapping[str, str] | None = None,
        hooks: Hooks | None = None,
        strict: bool | Omit = omit,
    ) -> AsyncClient:
        """Return a client with some settings changed, over the same connections."""
        client = copy(self)
        client._settings = self._session.settings.changed(
            secrets={"bearer": api_key},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            deadline=deadline,
            headers=headers,
            strict=strict,
            hooks=hooks,
        )
        client._session = self._session.changed(client._settings)
        return client

    @property
    def base_url(self) -> str:
        """Where the requests go."""
        return self._settings.base_url

    @property
    def generations(self) -> AsyncGenerations:
        """Video jobs in the gateway's own format."""
        return AsyncGenerations(self._session)

    @property
    def videos(self) -> AsyncVideos:
        """Video jobs in the OpenAI video format, which software written for Sora
        speaks.
        """
        return AsyncVideos(self._session)

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

    def __repr__(self) -> str:
        return f"AsyncClient(base_url={self.base_url!r})"


class AsyncGenerations:
    """Video jobs in the gateway's own format."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @property
    def with_raw_response(self) -> AsyncGenerationsWithRawResponse:
        """The same methods, each giving the answer as it came; `parse()` gives its value."""
        return AsyncGenerationsWithRawResponse(self._session)

    async def create(
        self,
        *,
        model: models.VideoModel,
        prompt: str,
        image: str | Omit = omit,
        images: Sequence[str] | Omit = omit,
        size: str | Omit = omit,
        mode: models.KlingMode | Omit = omit,
        duration: float | Omit = omit,
        width: int | Omit = omit,
        height: int | Omit = omit,
        fps: int | Omit = omit,
        seed: int | Omit = omit,
        n: int | Omit = omit,
        response_format: str | Omit = omit,
        user: str | Omit = omit,
        metadata: models.VendorMetadata | Mapping[str, object] | Omit = omit,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
        on_upload: Callable[[Progress], object] | None = None,
    ) -> models.GenerationReceipt:
        """Start a video generation.

        POST /v1/video/generations

        Starts a job and answers at once with its `task_id`. Ask for the job with that
        id until it has succeeded or failed.

        `model` decides which vendor does the work and which keys `metadata` may hold.
        With an `image` the clip starts from that picture, without one it is made from
        the prompt alone.

        Args:
            model: The model to use. It also decides what `metadata` may hold.
            prompt: What the clip should show. Not blank. The vendor limits its
                length, to between 150 and 5000 characters.
            image: The picture to start from, as a URL or as Base64 text. It becomes
                the first frame. Ignored when `images` is given.
            images: Several pictures, each as a URL or as Base64 text, for vendors
                that take them. Their number decides what they mean: one is the first
                frame, two are the first and the last, three or more are references for
                what to show.
            size: Picture size as WIDTHxHEIGHT. Vendors translate it: Kling into the
                nearest aspect ratio it knows, Vidu into a resolution unless `metadata`
                holds one. Jimeng ignores it.
            mode: Quality of the clip. Read by Kling, which takes `std` when it is
                absent.
            duration: Length of the clip in seconds, by default the vendor's (5 for
                Kling, Jimeng and Vidu). Send a whole number: many servers refuse
                fractions.
            width: Picture width in pixels. Many models ignore it. Prefer `size`.
            height: Picture height in pixels. Many models ignore it. Prefer `size`.
            fps: Frames per second. Many models ignore it.
            seed: Start of the random numbers, for a result that can be repeated.
                Many models ignore it here and read the one in `metadata`.
            n: How many clips to make. Many models ignore it and make one.
            response_format: How to return the clip. Only `url` is known.
            user: Your own name for the end user, to help the provider detect abuse.
            metadata: Parameters that only the vendor of `model` knows.

        Returns:
            The job has been taken.

        Raises:
            BadRequestError: The request is malformed, a parameter is missing or
                wrong, or the job is unknown to the gateway.
            AuthenticationError: The API key is missing, malformed, unknown or
                expired.
            PermissionDeniedError: The API key is valid but may not do this, or its
                quota is used up.
            NotFoundError: There is no such job.
            RateLimitError: Too many requests, or too many jobs at a time. Try again
                later.
            InternalServerError: The server failed. The request may be tried again.
            APIStatusError: Any other failure, such as a model that nobody serves
                (503) or a vendor's error.
        """
        return await self._session.run(
            operations.generations.create(
                model=model,
                prompt=prompt,
                image=image,
                images=images,
                size=size,
                mode=mode,
                duration=duration,
                width=width,
                height=height,
                fps=fps,
                seed=seed,
                n=n,
                response_format=response_format,
                user=user,
                metadata=metadata,
            ),
            RequestOptions(
                timeout,
                max_retries,
                deadline,
                extra_headers,
                extra_query,
                extra_body,
                media_type,
                on_upload,
            ),
        )

    async def retrieve(
        self,
        task_id: str,
        *,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
        on_upload: Callable[[Progress], object] | None = None,
    ) -> models.GenerationTask:
        """Retrieve a video generation.

        GET /v1/video/generations/{task_id}

        Tells where a job stands, and where its clip is once it has succeeded.

        The job stands in the body itself or, with the gateway, in the `data` of an
        envelope. The fields of the two forms differ: see `GenerationTask` for which
        belongs to which.

        For most models the answer lags up to 15 seconds behind the vendor.

        Args:
            task_id: The `task_id` that starting the generation returned.

        Returns:
            The job as it stands.

        Raises:
            BadRequestError: The request is malformed, a parameter is missing or
                wrong, or the job is unknown to the gateway.
            AuthenticationError: The API key is missing, malformed, unknown or
                expired.
            PermissionDeniedError: The API key is valid but may not do this, or its
                quota is used up.
            NotFoundError: There is no such job.
            RateLimitError: Too many requests, or too many jobs at a time. Try again
                later.
            InternalServerError: The server failed. The request may be tried again.
            APIStatusError: Any other failure, such as a model that nobody serves
                (503) or a vendor's error.
        """
        return await self._session.run(
            operations.generations.retrieve(task_id=task_id),
            RequestOptions(
                timeout,
                max_retries,
                deadline,
                extra_headers,
                extra_query,
                extra_body,
                media_type,
                on_upload,
            ),
        )

    @property
    def _create_jobs(self) -> AsyncJobsOf[models.GenerationTask]:
        from ._core.job_async import AsyncJobsOf

        return AsyncJobsOf(self._session, operations.generations.CREATE_JOB)

    async def submit(
        self,
        *,
        model: models.VideoModel,
        prompt: str,
        image: str | Omit = omit,
        images: Sequence[str] | Omit = omit,
        size: str | Omit = omit,
        mode: models.KlingMode | Omit = omit,
        duration: float | Omit = omit,
        width: int | Omit = omit,
        height: int | Omit = omit,
        fps: int | Omit = omit,
        seed: int | Omit = omit,
        n: int | Omit = omit,
        response_format: str | Omit = omit,
        user: str | Omit = omit,
        metadata: models.VendorMetadata | Mapping[str, object] | Omit = omit,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
        on_upload: Callable[[Progress], object] | None = None,
    ) -> AsyncJob[models.GenerationTask]:
        """Start a video generation.

        POST /v1/video/generations

        Like `create`, but returns the job, to be waited for or watched.

        Args:
            model: The model to use. It also decides what `metadata` may hold.
            prompt: What the clip should show. Not blank. The vendor limits its
                length, to between 150 and 5000 characters.
            image: The picture to start from, as a URL or as Base64 text. It becomes
                the first frame. Ignored when `images` is given.
            images: Several pictures, each as a URL or as Base64 text, for vendors
                that take them. Their number decides what they mean: one is the first
                frame, two are the first and the last, three or more are references for
                what to show.
            size: Picture size as WIDTHxHEIGHT. Vendors translate it: Kling into the
                nearest aspect ratio it knows, Vidu into a resolution unless `metadata`
                holds one. Jimeng ignores it.
            mode: Quality of the clip. Read by Kling, which takes `std` when it is
                absent.
            duration: Length of the clip in seconds, by default the vendor's (5 for
                Kling, Jimeng and Vidu). Send a whole number: many servers refuse
                fractions.
            width: Picture width in pixels. Many models ignore it. Prefer `size`.
            height: Picture height in pixels. Many models ignore it. Prefer `size`.
            fps: Frames per second. Many models ignore it.
            seed: Start of the random numbers, for a result that can be repeated.
                Many models ignore it here and read the one in `metadata`.
            n: How many clips to make. Many models ignore it and make one.
            response_format: How to return the clip. Only `url` is known.
            user: Your own name for the end user, to help the provider detect abuse.
            metadata: Parameters that only the vendor of `model` knows.

        Returns:
            The job, which the server has taken.

        Raises:
            OutcomeUnknown: Nobody knows whether the server has taken it.
            APIStatusError: The server has refused it.
        """
        return await self._create_jobs.submit(
            operations.generations.create(
                model=model,
                prompt=prompt,
                image=image,
                images=images,
                size=size,
                mode=mode,
                duration=duration,
                width=width,
                height=height,
                fps=fps,
                seed=seed,
                n=n,
                response_format=response_format,
                user=user,
                metadata=metadata,
            ),
            RequestOptions(
                timeout,
                max_retries,
                deadline,
                extra_headers,
                extra_query,
                extra_body,
                media_type,
                on_upload,
            ),
        )

    def resume(self, token: str) -> AsyncJob[models.GenerationTask]:
        """Return the job that a token is for: `token` of a job, also of another process.

        Nothing is sent. Raises ArgumentError where the text is no such token.
        """
        return self._create_jobs.resume(token)

    async def create_and_wait(
        self,
        *,
        model: models.VideoModel,
        prompt: str,
        image: str | Omit = omit,
        images: Sequence[str] | Omit = omit,
        size: str | Omit = omit,
        mode: models.KlingMode | Omit = omit,
        duration: float | Omit = omit,
        width: int | Omit = omit,
        height: int | Omit = omit,
        fps: int | Omit = omit,
        seed: int | Omit = omit,
        n: int | Omit = omit,
        response_format: str | Omit = omit,
        user: str | Omit = omit,
        metadata: models.VendorMetadata | Mapping[str, object] | Omit = omit,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
        on_upload: Callable[[Progress], object] | None = None,
        wait_timeout: float | None = 600,
        on_progress: Callable[[JobState[models.GenerationTask]], object] | None = None,
    ) -> models.GenerationTask:
        """Start a video generation.

        POST /v1/video/generations

        Like `create`, but returns when the job is done, with the last answer.

        Args:
            model: The model to use. It also decides what `metadata` may hold.
            prompt: What the clip should show. Not blank. The vendor limits its
                length, to between 150 and 5000 characters.
            image: The picture to start from, as a URL or as Base64 text. It becomes
                the first frame. Ignored when `images` is given.
            images: Several pictures, each as a URL or as Base64 text, for vendors
                that take them. Their number decides what they mean: one is the first
                frame, two are the first and the last, three or more are references for
                what to show.
            size: Picture size as WIDTHxHEIGHT. Vendors translate it: Kling into the
                nearest aspect ratio it knows, Vidu into a resolution unless `metadata`
                holds one. Jimeng ignores it.
            mode: Quality of the clip. Read by Kling, which takes `std` when it is
                absent.
            duration: Length of the clip in seconds, by default the vendor's (5 for
                Kling, Jimeng and Vidu). Send a whole number: many servers refuse
                fractions.
            width: Picture width in pixels. Many models ignore it. Prefer `size`.
            height: Picture height in pixels. Many models ignore it. Prefer `size`.
            fps: Frames per second. Many models ignore it.
            seed: Start of the random numbers, for a result that can be repeated.
                Many models ignore it here and read the one in `metadata`.
            n: How many clips to make. Many models ignore it and make one.
            response_format: How to return the clip. Only `url` is known.
            user: Your own name for the end user, to help the provider detect abuse.
            metadata: Parameters that only the vendor of `model` knows.
            wait_timeout: Seconds to wait at most, once it is submitted; `None` for
                ever.
            on_progress: Called with each answer to a poll.

        Returns:
            The last answer of the server. What failed in the meantime has the job in `job`.

        Raises:
            JobFailed: The server has given up on the job.
            JobCancelled: The job was stopped.
            JobTimeout: The job is not over in time. It goes on at the server.
            OutcomeUnknown: Nobody knows whether the server has taken it.
            APIStatusError: The server has refused it.
        """
        return await self._create_jobs.submit_and_wait(
            operations.generations.create(
                model=model,
                prompt=prompt,
                image=image,
                images=images,
                size=size,
                mode=mode,
                duration=duration,
                width=width,
                height=height,
                fps=fps,
                seed=seed,
                n=n,
                response_format=response_format,
                user=user,
                metadata=metadata,
            ),
            RequestOptions(
                timeout,
                max_retries,
                deadline,
                extra_headers,
                extra_query,
                extra_body,
                media_type,
                on_upload,
            ),
            wait_timeout,
            on_progress,
        )

    async def submit_many(
        self,
        arguments: Iterable[Mapping[str, Any]],
        *,
        concurrency: int = 4,
    ) -> list[AsyncJob[models.GenerationTask]]:
        """Start many jobs, some at a time.

        Args:
            arguments: Those of `submit` for each job, by name.
            concurrency: How many to submit at the same time.

        Returns:
            The jobs, in the order of the arguments.

        Raises:
            JobsNotSubmitted: Some were not submitted; it has those that were. All were tried.
        """
        return await self._create_jobs.submit_many(self.submit, arguments, concurrency)

    def as_completed(
        self,
        jobs: Iterable[AsyncJob[models.GenerationTask]],
        *,
        timeout: float | None = None,
        polls_per_second: float = 2,
    ) -> AsyncIterator[AsyncJob[models.GenerationTask]]:
        """Yield jobs as they end, however they end: `wait()` then returns or raises at once.

        So does a job that the server refuses to tell of, such as one that it does not know.

        Args:
            jobs: Of this client.
            timeout: Seconds for all of them together; `None` for ever.
            polls_per_second: How often to ask, all jobs together.

        Raises:
            JobTimeout: Some are not over in time.
        """
        return self._create_jobs.as_completed(jobs, timeout, polls_per_second)


class AsyncGenerationsWithRawResponse:
    """`AsyncGenerations`, with each answer as it came."""

    def __init__(self, session: AsyncSession) -> None:
        from ._core.session_async import RawAsyncSession, raw

        resource = AsyncGenerations(RawAsyncSession(session))
        self.create = raw(resource.create)
        self.retrieve = raw(resource.retrieve)


class AsyncVideos:
    """Video jobs in the OpenAI video format, which software written for Sora speaks."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @property
    def with_raw_response(self) -> AsyncVideosWithRawResponse:
        """The same methods, each giving the answer as it came; `parse()` gives its value."""
        return AsyncVideosWithRawResponse(self._session)

    async def create(
        self,
        *,
        prompt: str,
        model: models.VideoModel | Omit = omit,
        seconds: str | int | Omit = omit,
        size: (
            Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit
        ) = omit,
        image: str | Omit = omit,
        images: Sequence[str] | Omit = omit,
        duration: float | Omit = omit,
        mode: models.KlingMode | Omit = omit,
        input_reference: (
            models.ImageReference | Mapping[str, object] | str | FileInput | Omit
        ) = omit,
        metadata: models.VendorMetadata | Mapping[str, object] | str | Omit = omit,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
        on_upload: Callable[[Progress], object] | None = None,
    ) -> models.Video:
        """Start a video.

        POST /v1/videos

        Starts a job and answers at once with a video object whose status is `queued`.
        Retrieve the video until it is completed or failed, then download its content.

        Send JSON, or a form when there is a picture to upload.

        Args:
            prompt: What the clip should show. Not blank.
            model: The model to use. Name one even if the default suits you: some
                servers have none. Left out, it is "sora-2".
            seconds: Length of the clip in seconds, as text. Sora takes `4`, `8` and
                `12`. Other models take other numbers, and Veo may ignore it. Left out,
                it is "4".
            size: Picture size as WIDTHxHEIGHT. `sora-2` takes 720x1280 and
                1280x720, `sora-2-pro` also 1024x1792 and 1792x1024. Other models take
                other sizes, and Veo may ignore it. Left out, it is "720x1280".
            image: The picture to start from, as a URL or as Base64 text, for models
                other than Sora. Ignored when `images` is given.
            images: Several pictures, each as a URL or as Base64 text, for models
                that take them.
            duration: Length of the clip in seconds, for models other than Sora.
                Prefer `seconds`.
            mode: Quality of the clip. Read by Kling.
            input_reference: The picture that guides the clip: an object with its
                URL or file id or, for the gateway, its URL or Base64 text alone. Some
                models want it in the size of the clip.
            metadata: Parameters that only the vendor of `model` knows.

        Returns:
            The job has been taken.

        Raises:
            BadRequestError: The request is malformed, a parameter is missing or
                wrong, the video is unknown to the gateway, or its content is asked for
                too early.
            AuthenticationError: The API key is missing, malformed, unknown or
                expired.
            PermissionDeniedError: The API key is valid but may not do this, or its
                quota is used up.
            NotFoundError: There is no such video, or its content has expired.
            RateLimitError: Too many requests, or too many jobs at a time. Try again
                later.
            InternalServerError: The server failed. The request may be tried again.
            APIStatusError: Any other failure, such as a model that nobody serves
                (503) or a vendor's error.
        """
        return await self._session.run(
            operations.videos.create(
                prompt=prompt,
                model=model,
                seconds=seconds,
                size=size,
                image=image,
                images=images,
                duration=duration,
                mode=mode,
                input_reference=input_reference,
                metadata=metadata,
            ),
            RequestOptions(
                timeout,
                max_retries,
                deadline,
                extra_headers,
                extra_query,
                extra_body,
                media_type,
                on_upload,
            ),
        )

    async def retrieve(
        self,
        video_id: str,
        *,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
        on_upload: Callable[[Progress], object] | None = None,
    ) -> models.Video:
        """Retrieve a video.

        GET /v1/videos/{video_id}

        Tells where a video stands. When its status is `completed`, its content can be
        downloaded until `expires_at`. When it is `failed`, `error` says why.

        Args:
            video_id: The `id` that starting the video returned.

        Returns:
            The video as it stands.

        Raises:
            BadRequestError: The request is malformed, a parameter is missing or
                wrong, the video is unknown to the gateway, or its content is asked for
                too early.
            AuthenticationError: The API key is missing, malformed, unknown or
                expired.
            PermissionDeniedError: The API key is valid but may not do this, or its
                quota is used up.
            NotFoundError: There is no such video, or its content has expired.
            RateLimitError: Too many requests, or too many jobs at a time. Try again
                later.
            InternalServerError: The server failed. The request may be tried again.
            APIStatusError: Any other failure, such as a model that nobody serves
                (503) or a vendor's error.
        """
        return await self._session.run(
            operations.videos.retrieve(video_id=video_id),
            RequestOptions(
                timeout,
                max_retries,
                deadline,
                extra_headers,
                extra_query,
                extra_body,
                media_type,
                on_upload,
            ),
        )

    async def download_content(
        self,
        video_id: str,
        *,
        variant: models.VideoVariant | Omit = omit,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
        on_upload: Callable[[Progress], object] | None = None,
    ) -> AsyncDownload:
        """Download a video or a preview of it.

        GET /v1/videos/{video_id}/content

        Sends the bytes of a completed video: the clip itself or, with `variant`, one of
        its preview pictures. Fails with 400 or 404 while the video is not completed.

        A server answers with the media type of what it has, whatever `Accept` asks for.

        Args:
            video_id: The `id` that starting the video returned.
            variant: What to download: the clip (`video`, an MP4), one still picture
                (`thumbnail`), or a sheet of stills in rows (`spritesheet`). Servers
                without previews send the clip whatever is asked for. Left out, it is
                "video".

        Returns:
            The bytes.

        Raises:
            BadRequestError: The request is malformed, a parameter is missing or
                wrong, the video is unknown to the gateway, or its content is asked for
                too early.
            AuthenticationError: The API key is missing, malformed, unknown or
                expired.
            PermissionDeniedError: The API key is valid but may not do this, or its
                quota is used up.
            NotFoundError: There is no such video, or its content has expired.
            RateLimitError: Too many requests, or too many jobs at a time. Try again
                later.
            InternalServerError: The server failed. The request may be tried again.
            APIStatusError: Any other failure, such as a model that nobody serves
                (503) or a vendor's error.
        """
        return await self._session.open(
            operations.videos.download_content(video_id=video_id, variant=variant),
            RequestOptions(
                timeout,
                max_retries,
                deadline,
                extra_headers,
                extra_query,
                extra_body,
                media_type,
                on_upload,
            ),
        )

    @property
    def _create_jobs(self) -> AsyncJobsOf[models.Video]:
        from ._core.job_async import AsyncJobsOf

        return AsyncJobsOf(self._session, operations.videos.CREATE_JOB)

    async def submit(
        self,
        *,
        prompt: str,
        model: models.VideoModel | Omit = omit,
        seconds: str | int | Omit = omit,
        size: (
            Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit
        ) = omit,
        image: str | Omit = omit,
        images: Sequence[str] | Omit = omit,
        duration: float | Omit = omit,
        mode: models.KlingMode | Omit = omit,
        input_reference: (
            models.ImageReference | Mapping[str, object] | str | FileInput | Omit
        ) = omit,
        metadata: models.VendorMetadata | Mapping[str, object] | str | Omit = omit,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
        on_upload: Callable[[Progress], object] | None = None,
    ) -> AsyncJob[models.Video]:
        """Start a video.

        POST /v1/videos

        Like `create`, but returns the job, to be waited for or watched.

        Args:
            prompt: What the clip should show. Not blank.
            model: The model to use. Name one even if the default suits you: some
                servers have none. Left out, it is "sora-2".
            seconds: Length of the clip in seconds, as text. Sora takes `4`, `8` and
                `12`. Other models take other numbers, and Veo may ignore it. Left out,
                it is "4".
            size: Picture size as WIDTHxHEIGHT. `sora-2` takes 720x1280 and
                1280x720, `sora-2-pro` also 1024x1792 and 1792x1024. Other models take
                other sizes, and Veo may ignore it. Left out, it is "720x1280".
            image: The picture to start from, as a URL or as Base64 text, for models
                other than Sora. Ignored when `images` is given.
            images: Several pictures, each as a URL or as Base64 text, for models
                that take them.
            duration: Length of the clip in seconds, for models other than Sora.
                Prefer `seconds`.
            mode: Quality of the clip. Read by Kling.
            input_reference: The picture that guides the clip: an object with its
                URL or file id or, for the gateway, its URL or Base64 text alone. Some
                models want it in the size of the clip.
            metadata: Parameters that only the vendor of `model` knows.

        Returns:
            The job, which the server has taken.

        Raises:
            OutcomeUnknown: Nobody knows whether the server has taken it.
            APIStatusError: The server has refused it.
        """
        return await self._create_jobs.submit(
            operations.videos.create(
                prompt=prompt,
                model=model,
                seconds=seconds,
                size=size,
                image=image,
                images=images,
                duration=duration,
                mode=mode,
                input_reference=input_reference,
                metadata=metadata,
            ),
            RequestOptions(
                timeout,
                max_retries,
                deadline,
                extra_headers,
                extra_query,
                extra_body,
                media_type,
                on_upload,
            ),
        )

    def resume(self, token: str) -> AsyncJob[models.Video]:
        """Return the job that a token is for: `token` of a job, also of another process.

        Nothing is sent. Raises ArgumentError where the text is no such token.
        """
        return self._create_jobs.resume(token)

    async def create_and_wait(
        self,
        *,
        prompt: str,
        model: models.VideoModel | Omit = omit,
        seconds: str | int | Omit = omit,
        size: (
            Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit
        ) = omit,
        image: str | Omit = omit,
        images: Sequence[str] | Omit = omit,
        duration: float | Omit = omit,
        mode: models.KlingMode | Omit = omit,
        input_reference: (
            models.ImageReference | Mapping[str, object] | str | FileInput | Omit
        ) = omit,
        metadata: models.VendorMetadata | Mapping[str, object] | str | Omit = omit,
        timeout: Timeout | float | None | Omit = omit,
        max_retries: int | Omit = omit,
        deadline: float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
        on_upload: Callable[[Progress], object] | None = None,
        wait_timeout: float | None = 600,
        on_progress: Callable[[JobState[models.Video]], object] | None = None,
    ) -> models.Video:
        """Start a video.

        POST /v1/videos

        Like `create`, but returns when the job is done, with the last answer.

        Args:
            prompt: What the clip should show. Not blank.
            model: The model to use. Name one even if the default suits you: some
                servers have none. Left out, it is "sora-2".
            seconds: Length of the clip in seconds, as text. Sora takes `4`, `8` and
                `12`. Other models take other numbers, and Veo may ignore it. Left out,
                it is "4".
            size: Picture size as WIDTHxHEIGHT. `sora-2` takes 720x1280 and
                1280x720, `sora-2-pro` also 1024x1792 and 1792x1024. Other models take
                other sizes, and Veo may ignore it. Left out, it is "720x1280".
            image: The picture to start from, as a URL or as Base64 text, for models
                other than Sora. Ignored when `images` is given.
            images: Several pictures, each as a URL or as Base64 text, for models
                that take them.
            duration: Length of the clip in seconds, for models other than Sora.
                Prefer `seconds`.
            mode: Quality of the clip. Read by Kling.
            input_reference: The picture that guides the clip: an object with its
                URL or file id or, for the gateway, its URL or Base64 text alone. Some
                models want it in the size of the clip.
            metadata: Parameters that only the vendor of `model` knows.
            wait_timeout: Seconds to wait at most, once it is submitted; `None` for
                ever.
            on_progress: Called with each answer to a poll.

        Returns:
            The last answer of the server. What failed in the meantime has the job in `job`.

        Raises:
            JobFailed: The server has given up on the job.
            JobCancelled: The job was stopped.
            JobTimeout: The job is not over in time. It goes on at the server.
            OutcomeUnknown: Nobody knows whether the server has taken it.
            APIStatusError: The server has refused it.
        """
        return await self._create_jobs.submit_and_wait(
            operations.videos.create(
                prompt=prompt,
                model=model,
                seconds=seconds,
                size=size,
                image=image,
                images=images,
                duration=duration,
                mode=mode,
                input_reference=input_reference,
                metadata=metadata,
            ),
            RequestOptions(
                timeout,
                max_retries,
                deadline,
                extra_headers,
                extra_query,
                extra_body,
                media_type,
                on_upload,
            ),
            wait_timeout,
            on_progress,
        )

    async def submit_many(
        self,
        arguments: Iterable[Mapping[str, Any]],
        *,
        concurrency: int = 4,
    ) -> list[AsyncJob[models.Video]]:
        """Start many jobs, some at a time.

        Args:
            arguments: Those of `submit` for each job, by name.
            concurrency: How many to submit at the same time.

        Returns:
            The jobs, in the order of the arguments.

        Raises:
            JobsNotSubmitted: Some were not submitted; it has those that were. All were tried.
        """
        return await self._create_jobs.submit_many(self.submit, arguments, concurrency)

    def as_completed(
        self,
        jobs: Iterable[AsyncJob[models.Video]],
        *,
        timeout: float | None = None,
        polls_per_second: float = 2,
    ) -> AsyncIterator[AsyncJob[models.Video]]:
        """Yield jobs as they end, however they end: `wait()` then returns or raises at once.

        So does a job that the server refuses to tell of, such as one that it does not know.

        Args:
            jobs: Of this client.
            timeout: Seconds for all of them together; `None` for ever.
            polls_per_second: How often to ask, all jobs together.

        Raises:
            JobTimeout: Some are not over in time.
        """
        return self._create_jobs.as_completed(jobs, timeout, polls_per_second)


class AsyncVideosWithRawResponse:
    """`AsyncVideos`, with each answer as it came."""

    def __init__(self, session: AsyncSession) -> None:
        from ._core.session_async import RawAsyncSession, raw

        resource = AsyncVideos(RawAsyncSession(session))
        self.create = raw(resource.create)
        self.retrieve = raw(resource.retrieve)
        self.download_content = raw(resource.download_content)
