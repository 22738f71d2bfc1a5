# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Video jobs in the gateway's own format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..command import Command, Extra, Jobs
from ..options import INTEGER, JSON, NUMBER, TEXT, Option, Options, Required

if TYPE_CHECKING:
    from ... import models
    from ..._core.job_sync import Job
    from ...client import Client


class CreateOptions(Options):
    """What `create` takes."""

    model = Required(
        TEXT,
        "The model to use. It also decides what `metadata` may hold.",
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
    )
    prompt = Required(
        TEXT,
        "What the clip should show. Not blank. The vendor limits its length, to "
        "between 150 and 5000 characters.",
    )
    image = Option(
        TEXT,
        "The picture to start from, as a URL or as Base64 text. It becomes the first "
        "frame. Ignored when `images` is given.",
    )
    images = Option(
        TEXT.many,
        "Several pictures, each as a URL or as Base64 text, for vendors that take "
        "them. Their number decides what they mean: one is the first frame, two are "
        "the first and the last, three or more are references for what to show.",
    )
    size = Option(
        TEXT,
        "Picture size as WIDTHxHEIGHT. Vendors translate it: Kling into the nearest "
        "aspect ratio it knows, Vidu into a resolution unless `metadata` holds one. "
        "Jimeng ignores it.",
    )
    mode = Option(
        TEXT,
        "Quality of the clip. Read by Kling, which takes `std` when it is absent.",
        known=["std", "pro", "4k"],
    )
    duration = Option(
        NUMBER,
        "Length of the clip in seconds, by default the vendor's (5 for Kling, Jimeng "
        "and Vidu). Send a whole number: many servers refuse fractions.",
    )
    width = Option(
        INTEGER,
        "Picture width in pixels. Many models ignore it. Prefer `size`.",
    )
    height = Option(
        INTEGER,
        "Picture height in pixels. Many models ignore it. Prefer `size`.",
    )
    fps = Option(INTEGER, "Frames per second. Many models ignore it.")
    seed = Option(
        INTEGER,
        "Start of the random numbers, for a result that can be repeated. Many models "
        "ignore it here and read the one in `metadata`.",
    )
    n = Option(INTEGER, "How many clips to make. Many models ignore it and make one.")
    response_format = Option(TEXT, "How to return the clip. Only `url` is known.")
    user = Option(
        TEXT,
        "Your own name for the end user, to help the provider detect abuse.",
    )
    metadata = Option(JSON, "Parameters that only the vendor of `model` knows.")


def create(
    client: Client,
    given: CreateOptions,
    extra: Extra,
) -> models.GenerationReceipt:
    return client.generations.create(
        model=given.model,
        prompt=given.prompt,
        image=given.image,
        images=given.images,
        size=given.size,
        mode=given.mode,
        duration=given.duration,
        width=given.width,
        height=given.height,
        fps=given.fps,
        seed=given.seed,
        n=given.n,
        response_format=given.response_format,
        user=given.user,
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
    return client.generations.submit(
        model=given.model,
        prompt=given.prompt,
        image=given.image,
        images=given.images,
        size=given.size,
        mode=given.mode,
        duration=given.duration,
        width=given.width,
        height=given.height,
        fps=given.fps,
        seed=given.seed,
        n=given.n,
        response_format=given.response_format,
        user=given.user,
        metadata=given.metadata,
        extra_headers=extra.headers,
        extra_query=extra.query,
        extra_body=extra.body,
        media_type=extra.media_type,
        on_upload=extra.on_upload,
    )


def resume(client: Client, told: str) -> Job[Any]:
    from ...operations.generations import CREATE_JOB

    return client.generations.resume(Jobs.token(told, CREATE_JOB))


def as_completed(
    client: Client,
    jobs: Iterable[Job[Any]],
    timeout: float | None,
) -> Iterator[Job[Any]]:
    return client.generations.as_completed(jobs, timeout=timeout)


class RetrieveOptions(Options):
    """What `retrieve` takes."""

    task_id = Required(
        TEXT,
        "The `task_id` that starting the generation returned.",
        source="path",
        id_at=["/task_id", "/id"],
    )


def retrieve(
    client: Client,
    given: RetrieveOptions,
    extra: Extra,
) -> models.GenerationTask:
    return client.generations.retrieve(
        task_id=given.task_id,
        extra_headers=extra.headers,
        extra_query=extra.query,
        extra_body=extra.body,
        media_type=extra.media_type,
        on_upload=extra.on_upload,
    )


COMMANDS: Sequence[Command[Any]] = [
    Command(
        "create",
        "POST /v1/video/generations",
        "Start a video generation.",
        "Starts a job and answers at once with its `task_id`. Ask for the job with "
        "that id until it has succeeded or failed.\n"
        "\n"
        "`model` decides which vendor does the work and which keys `metadata` may "
        "hold. With an `image` the clip starts from that picture, without one it is "
        "made from the prompt alone.",
        CreateOptions,
        create,
        jobs=Jobs(submit, resume, as_completed, makes_file=True),
    ),
    Command(
        "retrieve",
        "GET /v1/video/generations/{task_id}",
        "Retrieve a video generation.",
        "Tells where a job stands, and where its clip is once it has succeeded.\n"
        "\n"
        "The job stands in the body itself or, with the gateway, in the `data` of an "
        "envelope. The fields of the two forms differ: see `GenerationTask` for "
        "which belongs to which.\n"
        "\n"
        "For most models the answer lags up to 15 seconds behind the vendor.",
        RetrieveOptions,
        retrieve,
    ),
]
