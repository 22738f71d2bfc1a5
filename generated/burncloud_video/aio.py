# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Asynchronous client of BurnCloud Video API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import httpx2
from typing_extensions import Self

from . import operations
from ._core.files import FileInput
from ._core.omit import Omit, omit
from ._core.options import RequestOptions, Timeout
from ._core.session_async import (
    AsyncConnections,
    AsyncDownload,
    AsyncSession,
    RawAsyncSession,
    raw,
)
from ._settings import DEFAULTS

if TYPE_CHECKING:
    from . import models


class AsyncClient:
    """Text and images in, short video clips out, in two dialects.

    - `generations`: Video jobs in the gateway's own format.
    - `videos`: Video jobs in the OpenAI video format, which software written for Sora speaks.

    Each of their methods also takes `timeout`, `extra_headers`, `extra_query`, `extra_body` and
    `media_type`, as `RequestOptions` describes them.

    Args:
        api_key: The key, sent as a bearer token; by default the environment
            variable BURNCLOUD_API_KEY. Your API key, sent as `Authorization: Bearer
            sk-...`.
        base_url: Where the API is; by default the environment variable
            BURNCLOUD_BASE_URL, or else https://ai.burncloud.com.
        timeout: Seconds to wait in each phase of a call, or a `Timeout` for each its own.
            `None` waits for ever.
        headers: Headers to send with every request.
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
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        self._session = AsyncSession(
            DEFAULTS.from_environment().changed(
                secrets={"bearer": api_key},
                base_url=base_url,
                timeout=timeout,
                headers=headers,
            ),
            AsyncConnections(http_client),
        )

    def with_options(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: Timeout | float | None | Omit = omit,
        headers: Mapping[str, str] | None = None,
    ) -> AsyncClient:
        """Return a client with some settings changed, over the same connections."""
        client = copy(self)
        client._session = self._session.changed(
            self._session.settings.changed(
                secrets={"bearer": api_key},
                base_url=base_url,
                timeout=timeout,
                headers=headers,
            )
        )
        return client

    @property
    def base_url(self) -> str:
        """Where the requests go."""
        return self._session.settings.base_url

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
        await self._session.connections.close()

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
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
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
            The job has been taken. The job has been taken. Other documents of this API
            say so with this status.

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
            RequestOptions(timeout, extra_headers, extra_query, extra_body, media_type),
        )

    async def retrieve(
        self,
        task_id: str,
        *,
        timeout: Timeout | float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
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
            RequestOptions(timeout, extra_headers, extra_query, extra_body, media_type),
        )


class AsyncGenerationsWithRawResponse:
    """`AsyncGenerations`, with each answer as it came."""

    def __init__(self, session: AsyncSession) -> None:
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
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
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
            RequestOptions(timeout, extra_headers, extra_query, extra_body, media_type),
        )

    async def retrieve(
        self,
        video_id: str,
        *,
        timeout: Timeout | float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
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
            RequestOptions(timeout, extra_headers, extra_query, extra_body, media_type),
        )

    async def download_content(
        self,
        video_id: str,
        *,
        variant: models.VideoVariant | Omit = omit,
        timeout: Timeout | float | None | Omit = omit,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        media_type: str | None = None,
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
            RequestOptions(timeout, extra_headers, extra_query, extra_body, media_type),
        )


class AsyncVideosWithRawResponse:
    """`AsyncVideos`, with each answer as it came."""

    def __init__(self, session: AsyncSession) -> None:
        resource = AsyncVideos(RawAsyncSession(session))
        self.create = raw(resource.create)
        self.retrieve = raw(resource.retrieve)
        self.download_content = raw(resource.download_content)
