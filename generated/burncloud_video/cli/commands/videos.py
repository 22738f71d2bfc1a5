# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Video jobs in the OpenAI video format, which software written for Sora speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..command import Command, Extra, Jobs
from ..options import FILE, JSON, NUMBER, TEXT, Option, Options, Required

if TYPE_CHECKING:
    from ... import models
    from ..._core.download_sync import Download
    from ..._core.job_sync import Job
    from ...client import Client


class CreateOptions(Options):
    """What `create` takes."""

    prompt = Required(TEXT, "What the clip should show. Not blank.")
    model = Option(
        TEXT,
        "The model to use. Name one even if the default suits you: some servers have "
        "none.",
        known=[
            "kling-v1",
            "kling-v1-6",
            "kling-v2-master",
            "jimeng_vgfm_t2v_l20",
            "jimeng_vgfm_i2v_l20",
            "viduq1",
            "viduq2",
            "vidu2.0",
            "vidu1.5",
            "sora-2",
            "sora-2-pro",
            "veo-3",
            "veo-3.0-generate-001",
            "veo-3.1-generate-preview",
            "veo-3.1-fast-generate-preview",
        ],
        default="sora-2",
    )
    seconds = Option(
        TEXT,
        "Length of the clip in seconds, as text. Sora takes `4`, `8` and `12`. Other "
        "models take other numbers, and Veo may ignore it.",
        default="4",
    )
    size = Option(
        TEXT,
        "Picture size as WIDTHxHEIGHT. `sora-2` takes 720x1280 and 1280x720, "
        "`sora-2-pro` also 1024x1792 and 1792x1024. Other models take other sizes, "
        "and Veo may ignore it.",
        known=["720x1280", "1280x720", "1024x1792", "1792x1024"],
        default="720x1280",
    )
    image = Option(
        TEXT,
        "The picture to start from, as a URL or as Base64 text, for models other "
        "than Sora. Ignored when `images` is given.",
    )
    images = Option(
        TEXT.many,
        "Several pictures, each as a URL or as Base64 text, for models that take "
        "them.",
    )
    duration = Option(
        NUMBER,
        "Length of the clip in seconds, for models other than Sora. Prefer "
        "`seconds`.",
    )
    mode = Option(
        TEXT,
        "Quality of the clip. Read by Kling.",
        known=["std", "pro", "4k"],
    )
    input_reference = Option(
        FILE | JSON | TEXT,
        "The picture that guides the clip: an object with its URL or file id or, for "
        "the gateway, its URL or Base64 text alone. Some models want it in the size "
        "of the clip.",
    )
    metadata = Option(JSON | TEXT, "Parameters that only the vendor of `model` knows.")


def create(client: Client, given: CreateOptions, extra: Extra) -> models.Video:
    return client.videos.create(
        prompt=given.prompt,
        model=given.model,
        seconds=given.seconds,
        size=given.size,
        image=given.image,
        images=given.images,
        duration=given.duration,
        mode=given.mode,
        input_reference=given.input_reference,
        metadata=given.metadata,
        extra_headers=extra.headers,
        extra_query=extra.query,
        extra_body=extra.body,
        media_type=extra.media_type,
        on_upload=extra.on_upload,
    )


def submit(
    client: Client,
    given: CreateOptions,
    extra: Extra,
) -> Job[Any]:
    return client.videos.submit(
        prompt=given.prompt,
        model=given.model,
        seconds=given.seconds,
        size=given.size,
        image=given.image,
        images=given.images,
        duration=given.duration,
        mode=given.mode,
        input_reference=given.input_reference,
        metadata=given.metadata,
        extra_headers=extra.headers,
        extra_query=extra.query,
        extra_body=extra.body,
        media_type=extra.media_type,
        on_upload=extra.on_upload,
    )


def resume(client: Client, told: str) -> Job[Any]:
    from ...operations.videos import CREATE_JOB

    return client.videos.resume(Jobs.token(told, CREATE_JOB))


def as_completed(
    client: Client,
    jobs: Iterable[Job[Any]],
    timeout: float | None,
) -> Iterator[Job[Any]]:
    return client.videos.as_completed(jobs, timeout=timeout)


class RetrieveOptions(Options):
    """What `retrieve` takes."""

    video_id = Required(
        TEXT,
        "The `id` that starting the video returned.",
        source="path",
        id_at=["/id", "/task_id"],
    )


def retrieve(client: Client, given: RetrieveOptions, extra: Extra) -> models.Video:
    return client.videos.retrieve(
        video_id=given.video_id,
        extra_headers=extra.headers,
        extra_query=extra.query,
        extra_body=extra.body,
        media_type=extra.media_type,
        on_upload=extra.on_upload,
    )


class DownloadContentOptions(Options):
    """What `download_content` takes."""

    video_id = Required(
        TEXT,
        "The `id` that starting the video returned.",
        source="path",
        id_at=["/id", "/task_id"],
    )
    variant = Option(
        TEXT,
        "What to download: the clip (`video`, an MP4), one still picture "
        "(`thumbnail`), or a sheet of stills in rows (`spritesheet`). Servers "
        "without previews send the clip whatever is asked for.",
        source="query",
        known=["video", "thumbnail", "spritesheet"],
        default="video",
    )


def download_content(
    client: Client,
    given: DownloadContentOptions,
    extra: Extra,
) -> Download:
    return client.videos.download_content(
        video_id=given.video_id,
        variant=given.variant,
        extra_headers=extra.headers,
        extra_query=extra.query,
        extra_body=extra.body,
        media_type=extra.media_type,
        on_upload=extra.on_upload,
    )


COMMANDS: Sequence[Command[Any]] = [
    Command(
        "create",
        "POST /v1/videos",
        "Start a video.",
        "Starts a job and answers at once with a video object whose status is "
        "`queued`. Retrieve the video until it is completed or failed, then download "
        "its content.\n"
        "\n"
        "Send JSON, or a form when there is a picture to upload.",
        CreateOptions,
        create,
        media=["application/json", "multipart/form-data"],
        jobs=Jobs(submit, resume, as_completed, makes_file=True),
    ),
    Command(
        "retrieve",
        "GET /v1/videos/{video_id}",
        "Retrieve a video.",
        "Tells where a video stands. When its status is `completed`, its content can "
        "be downloaded until `expires_at`. When it is `failed`, `error` says why.",
        RetrieveOptions,
        retrieve,
    ),
    Command(
        "download_content",
        "GET /v1/videos/{video_id}/content",
        "Download a video or a preview of it.",
        "Sends the bytes of a completed video: the clip itself or, with `variant`, "
        "one of its preview pictures. Fails with 400 or 404 while the video is not "
        "completed.\n"
        "\n"
        "A server answers with the media type of what it has, whatever `Accept` asks "
        "for.",
        DownloadContentOptions,
        download_content,
        brings_bytes=True,
    ),
]
