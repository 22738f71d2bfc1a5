# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Video jobs in the OpenAI video format, which software written for Sora speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from typing_extensions import Never

from .. import models
from .._core.body import Fields, JsonBody
from .._core.encode import Path, Query
from .._core.files import FileInput
from .._core.jobs import JobPlan, Pace
from .._core.multipart import MultipartBody
from .._core.omit import Omit, omit
from .._core.payload import Part
from .._core.request import Request
from .._core.response import BinaryAnswer, JsonAnswer
from ..errors import APIStatusError


def create(
    *,
    prompt: str,
    model: models.VideoModel | Omit = omit,
    seconds: str | int | Omit = omit,
    size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit = omit,
    image: str | Omit = omit,
    images: Sequence[str] | Omit = omit,
    duration: float | Omit = omit,
    mode: models.KlingMode | Omit = omit,
    input_reference: (
        models.ImageReference | Mapping[str, object] | str | FileInput | Omit
    ) = omit,
    metadata: models.VendorMetadata | Mapping[str, object] | str | Omit = omit,
) -> Request[models.Video]:
    """Start a video."""
    return Request(
        "POST /v1/videos",
        body=Fields(
            {
                "prompt": prompt,
                "model": model,
                "seconds": seconds,
                "size": size,
                "image": image,
                "images": images,
                "duration": duration,
                "mode": mode,
                "input_reference": input_reference,
                "metadata": metadata,
            },
            [
                JsonBody("application/json"),
                MultipartBody(
                    "multipart/form-data",
                    parts={
                        "metadata": Part(media="application/json"),
                        "input_reference": Part(
                            media="image/png, image/jpeg, image/webp, application/octet-stream",
                        ),
                    },
                ),
            ],
            required=True,
        ),
        answers=[JsonAnswer("200", "application/json", models.Video)],
        raises=APIStatusError,
        security=[["bearer"]],
        starts_job=True,
    )


def retrieve(video_id: str) -> Request[models.Video]:
    """Retrieve a video."""
    return Request(
        "GET /v1/videos/{video_id}",
        path=[Path("video_id", video_id)],
        answers=[JsonAnswer("200", "application/json", models.Video)],
        raises=APIStatusError,
        security=[["bearer"]],
    )


def download_content(
    video_id: str,
    *,
    variant: models.VideoVariant | Omit = omit,
) -> Request[Never]:
    """Download a video or a preview of it."""
    return Request(
        "GET /v1/videos/{video_id}/content",
        path=[Path("video_id", video_id)],
        query=[Query("variant", variant)],
        answers=[
            BinaryAnswer("200", "video/mp4"),
            BinaryAnswer("200", "image/webp"),
            BinaryAnswer("200", "application/octet-stream"),
        ],
        raises=APIStatusError,
        security=[["bearer"]],
    )


CREATE_JOB: JobPlan[models.Video] = JobPlan(
    api="BurnCloud Video API",
    operation="createVideo",
    id_at=["/id", "/task_id"],
    poll=lambda job: retrieve(video_id=job),
    status_at=["/status"],
    states={
        "waiting": [
            "queued",
            "not_start",
            "submitted",
            "created",
            "pending",
            "preparing",
            "starting",
            "queueing",
            "in_queue",
            "unknown",
            "",
        ],
        "running": ["in_progress", "processing", "running", "generating"],
        "done": [
            "completed",
            "succeeded",
            "success",
            "succeed",
            "done",
            "complete",
            "finished",
        ],
        "failed": ["failed", "failure", "fail", "error", "expired", "not_found"],
        "cancelled": ["cancelled", "canceled"],
    },
    progress_at=["/progress"],
    reason_at=["/error/message"],
    code_at=["/error/code"],
    result=lambda job: download_content(video_id=job),
    expires_at=["/expires_at"],
    pace=Pace(headers=["openai-poll-after-ms"]),
    is_one_type=True,
)
"""How the jobs go that `create` starts."""
