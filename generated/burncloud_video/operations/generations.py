# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Video jobs in the gateway's own format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .. import models
from .._core.body import Fields, JsonBody
from .._core.encode import Path
from .._core.jobs import JobPlan, Pace
from .._core.omit import Omit, omit
from .._core.request import Request
from .._core.response import JsonAnswer, Unwrap
from ..errors import APIStatusError


def create(
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
) -> Request[models.GenerationReceipt]:
    """Start a video generation."""
    return Request(
        "POST /v1/video/generations",
        body=Fields(
            {
                "model": model,
                "prompt": prompt,
                "image": image,
                "images": images,
                "size": size,
                "mode": mode,
                "duration": duration,
                "width": width,
                "height": height,
                "fps": fps,
                "seed": seed,
                "n": n,
                "response_format": response_format,
                "user": user,
                "metadata": metadata,
            },
            [JsonBody("application/json")],
            required=True,
        ),
        answers=[
            JsonAnswer("200", "application/json", models.GenerationReceipt),
            JsonAnswer("201", "application/json", models.GenerationReceipt),
        ],
        raises=APIStatusError,
        security=[["bearer"]],
        starts_job=True,
    )


def retrieve(task_id: str) -> Request[models.GenerationTask]:
    """Retrieve a video generation."""
    return Request(
        "GET /v1/video/generations/{task_id}",
        path=[Path("task_id", task_id)],
        answers=[
            JsonAnswer(
                "200",
                "application/json",
                models.GenerationTask,
                unwrap=Unwrap("/data", "/task_id"),
            ),
        ],
        raises=APIStatusError,
        security=[["bearer"]],
    )


CREATE_JOB: JobPlan[models.GenerationTask] = JobPlan(
    api="BurnCloud Video API",
    operation="createGeneration",
    id_at=["/task_id", "/id"],
    poll=lambda job: retrieve(task_id=job),
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
        "running": ["processing", "in_progress", "running", "generating"],
        "done": [
            "succeeded",
            "completed",
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
    reason_at=["/error/message", "/fail_reason"],
    code_at=["/error/code"],
    result_at=["/url", "/result_url", "/video_url", "/fail_reason"],
    result_media="video/mp4",
    pace=Pace(first=5),
)
"""How the jobs go that `create` starts."""
