# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate

"""What the server under test has: its operations, what they answer, and a valid request of each."""

from __future__ import annotations

from .facts import (
    Answer,
    Case,
    Header,
    Job,
    JobId,
    Media,
    Operation,
    Request,
    Scheme,
    Shown,
    Start,
    Unwrap,
)

GENERATIONS_CREATE = Operation(
    name="GENERATIONS_CREATE",
    method="POST",
    path="/v1/video/generations",
    at="#/paths/~1v1~1video~1generations/post",
    answers=[
        Answer(
            status="200",
            at="#/paths/~1v1~1video~1generations/post/responses/200",
            media=[
                Media(
                    "application/json",
                    schema="GenerationReceipt",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="201",
            at="#/paths/~1v1~1video~1generations/post/responses/201",
            media=[
                Media(
                    "application/json",
                    schema="GenerationReceipt",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="400",
            at="#/paths/~1v1~1video~1generations/post/responses/400",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="401",
            at="#/paths/~1v1~1video~1generations/post/responses/401",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="403",
            at="#/paths/~1v1~1video~1generations/post/responses/403",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="404",
            at="#/paths/~1v1~1video~1generations/post/responses/404",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="429",
            at="#/paths/~1v1~1video~1generations/post/responses/429",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "Retry-After",
                    schema="POST /v1/video/generations 429 Retry-After",
                ),
            ],
        ),
        Answer(
            status="500",
            at="#/paths/~1v1~1video~1generations/post/responses/500",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="default",
            at="#/paths/~1v1~1video~1generations/post/responses/default",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
    ],
    security=[
        [
            Scheme(
                "bearer",
                "Authorization",
            ),
        ],
    ],
    echo={
        "/model": "/model",
    },
    job=Job(
        at="#/paths/~1v1~1video~1generations/post/x-job",
        id=[
            "/task_id",
            "/id",
        ],
        poll="GENERATIONS_RETRIEVE",
        poll_parameter="task_id",
        status=[
            "/status",
        ],
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
            "running": [
                "processing",
                "in_progress",
                "running",
                "generating",
            ],
            "done": [
                "succeeded",
                "completed",
                "success",
                "succeed",
                "done",
                "complete",
                "finished",
            ],
            "failed": [
                "failed",
                "failure",
                "fail",
                "error",
                "expired",
                "not_found",
            ],
            "cancelled": [
                "cancelled",
                "canceled",
            ],
        },
        progress=[
            "/progress",
        ],
        created=[
            "/submit_time",
        ],
        started=[
            "/start_time",
        ],
        finished=[
            "/finish_time",
        ],
        failure_message=[
            "/error/message",
            "/fail_reason",
        ],
        result_url=[
            "/url",
            "/result_url",
            "/video_url",
            "/fail_reason",
        ],
        result_media="video/mp4",
        first_pause=5.0,
        growth=1.5,
        longest_pause=15.0,
    ),
)

GENERATIONS_RETRIEVE = Operation(
    name="GENERATIONS_RETRIEVE",
    method="GET",
    path="/v1/video/generations/{task_id}",
    at="#/paths/~1v1~1video~1generations~1{task_id}/get",
    answers=[
        Answer(
            status="200",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/responses/200",
            media=[
                Media(
                    "application/json",
                    schema="GET /v1/video/generations/{task_id} 200 application/json",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="400",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/responses/400",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="401",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/responses/401",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="403",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/responses/403",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="404",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/responses/404",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="429",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/responses/429",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "Retry-After",
                    schema="POST /v1/video/generations 429 Retry-After",
                ),
            ],
        ),
        Answer(
            status="500",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/responses/500",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="default",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/responses/default",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
    ],
    security=[
        [
            Scheme(
                "bearer",
                "Authorization",
            ),
        ],
    ],
    unwrap=Unwrap(
        payload="/data",
        unless="/task_id",
    ),
)

VIDEOS_CREATE = Operation(
    name="VIDEOS_CREATE",
    method="POST",
    path="/v1/videos",
    at="#/paths/~1v1~1videos/post",
    answers=[
        Answer(
            status="200",
            at="#/paths/~1v1~1videos/post/responses/200",
            media=[
                Media(
                    "application/json",
                    schema="Video",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "openai-poll-after-ms",
                    schema="POST /v1/videos 200 openai-poll-after-ms",
                ),
            ],
        ),
        Answer(
            status="400",
            at="#/paths/~1v1~1videos/post/responses/400",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="401",
            at="#/paths/~1v1~1videos/post/responses/401",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="403",
            at="#/paths/~1v1~1videos/post/responses/403",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="404",
            at="#/paths/~1v1~1videos/post/responses/404",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="429",
            at="#/paths/~1v1~1videos/post/responses/429",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "Retry-After",
                    schema="POST /v1/video/generations 429 Retry-After",
                ),
            ],
        ),
        Answer(
            status="500",
            at="#/paths/~1v1~1videos/post/responses/500",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="default",
            at="#/paths/~1v1~1videos/post/responses/default",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
    ],
    security=[
        [
            Scheme(
                "bearer",
                "Authorization",
            ),
        ],
    ],
    echo={
        "/model": "/model",
    },
    defaults={
        "/model": "sora-2",
        "/model": "sora-2",
    },
    shows={
        "/seconds": Shown(
            "/seconds",
            "4",
        ),
        "/seconds": Shown(
            "/seconds",
            "4",
        ),
    },
    job=Job(
        at="#/paths/~1v1~1videos/post/x-job",
        id=[
            "/id",
            "/task_id",
        ],
        poll="VIDEOS_RETRIEVE",
        poll_parameter="video_id",
        status=[
            "/status",
        ],
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
            "running": [
                "in_progress",
                "processing",
                "running",
                "generating",
            ],
            "done": [
                "completed",
                "succeeded",
                "success",
                "succeed",
                "done",
                "complete",
                "finished",
            ],
            "failed": [
                "failed",
                "failure",
                "fail",
                "error",
                "expired",
                "not_found",
            ],
            "cancelled": [
                "cancelled",
                "canceled",
            ],
        },
        progress=[
            "/progress",
        ],
        created=[
            "/created_at",
        ],
        finished=[
            "/completed_at",
        ],
        expires=[
            "/expires_at",
        ],
        failure_message=[
            "/error/message",
        ],
        result="VIDEOS_DOWNLOAD_CONTENT",
        result_parameter="video_id",
        first_pause=2.0,
        growth=1.5,
        longest_pause=15.0,
    ),
)

VIDEOS_RETRIEVE = Operation(
    name="VIDEOS_RETRIEVE",
    method="GET",
    path="/v1/videos/{video_id}",
    at="#/paths/~1v1~1videos~1{video_id}/get",
    answers=[
        Answer(
            status="200",
            at="#/paths/~1v1~1videos~1{video_id}/get/responses/200",
            media=[
                Media(
                    "application/json",
                    schema="Video",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "openai-poll-after-ms",
                    schema="POST /v1/videos 200 openai-poll-after-ms",
                ),
            ],
        ),
        Answer(
            status="400",
            at="#/paths/~1v1~1videos~1{video_id}/get/responses/400",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="401",
            at="#/paths/~1v1~1videos~1{video_id}/get/responses/401",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="403",
            at="#/paths/~1v1~1videos~1{video_id}/get/responses/403",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="404",
            at="#/paths/~1v1~1videos~1{video_id}/get/responses/404",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="429",
            at="#/paths/~1v1~1videos~1{video_id}/get/responses/429",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "Retry-After",
                    schema="POST /v1/video/generations 429 Retry-After",
                ),
            ],
        ),
        Answer(
            status="500",
            at="#/paths/~1v1~1videos~1{video_id}/get/responses/500",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="default",
            at="#/paths/~1v1~1videos~1{video_id}/get/responses/default",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
    ],
    security=[
        [
            Scheme(
                "bearer",
                "Authorization",
            ),
        ],
    ],
)

VIDEOS_DOWNLOAD_CONTENT = Operation(
    name="VIDEOS_DOWNLOAD_CONTENT",
    method="GET",
    path="/v1/videos/{video_id}/content",
    at="#/paths/~1v1~1videos~1{video_id}~1content/get",
    answers=[
        Answer(
            status="200",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/responses/200",
            media=[
                Media(
                    "video/mp4",
                    is_binary=True,
                ),
                Media(
                    "image/webp",
                    is_binary=True,
                ),
                Media(
                    "application/octet-stream",
                    is_binary=True,
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "Content-Length",
                    schema="GET /v1/videos/{video_id}/content 200 Content-Length",
                ),
                Header(
                    "Content-Disposition",
                    schema="GET /v1/videos/{video_id}/content 200 Content-Disposition",
                ),
            ],
        ),
        Answer(
            status="400",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/responses/400",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="401",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/responses/401",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="403",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/responses/403",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="404",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/responses/404",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="429",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/responses/429",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "Retry-After",
                    schema="POST /v1/video/generations 429 Retry-After",
                ),
            ],
        ),
        Answer(
            status="500",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/responses/500",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
        Answer(
            status="default",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/responses/default",
            media=[
                Media(
                    "application/json",
                    schema="ErrorBody",
                ),
            ],
            headers=[
                Header(
                    "X-Oneapi-Request-Id",
                    schema="POST /v1/video/generations 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
    ],
    security=[
        [
            Scheme(
                "bearer",
                "Authorization",
            ),
        ],
    ],
    selects={
        "variant": {
            "video": [
                "video/mp4",
                "application/octet-stream",
            ],
            "": [
                "video/mp4",
                "application/octet-stream",
            ],
        },
    },
)

GENERATIONS_CREATE_JSON = Request(
    GENERATIONS_CREATE,
    media="application/json",
    body={
        "model": "kling-v1",
        "prompt": "一个穿着宇航服的宇航员在月球上行走, 高品质, 电影级",
    },
)

GENERATIONS_RETRIEVE_REQUEST = Request(
    GENERATIONS_RETRIEVE,
    path={
        "task_id": JobId(
            "GENERATIONS_CREATE",
        ),
    },
)

VIDEOS_CREATE_JSON = Request(
    VIDEOS_CREATE,
    media="application/json",
    body={
        "prompt": "A calico cat playing a piano on stage",
    },
)

VIDEOS_CREATE_MULTIPART = Request(
    VIDEOS_CREATE,
    media="multipart/form-data",
    body={
        "prompt": "A calico cat playing a piano on stage",
    },
    files={
        "input_reference": "image/png",
    },
)

VIDEOS_RETRIEVE_REQUEST = Request(
    VIDEOS_RETRIEVE,
    path={
        "video_id": JobId(
            "VIDEOS_CREATE",
        ),
    },
)

VIDEOS_DOWNLOAD_CONTENT_REQUEST = Request(
    VIDEOS_DOWNLOAD_CONTENT,
    path={
        "video_id": JobId(
            "VIDEOS_CREATE",
            done=True,
        ),
    },
)

OPERATIONS: dict[str, Operation] = {
    "GENERATIONS_CREATE": GENERATIONS_CREATE,
    "GENERATIONS_RETRIEVE": GENERATIONS_RETRIEVE,
    "VIDEOS_CREATE": VIDEOS_CREATE,
    "VIDEOS_RETRIEVE": VIDEOS_RETRIEVE,
    "VIDEOS_DOWNLOAD_CONTENT": VIDEOS_DOWNLOAD_CONTENT,
}

STARTS: dict[str, Start] = {
    "GENERATIONS_CREATE": Start(
        GENERATIONS_CREATE_JSON,
        other=Case(
            "another job",
            at="#/paths/~1v1~1video~1generations/post/requestBody/content/application~1json/examples/jimeng-image-to-video",
            says="a job that can be told from the first",
            body={
                "model": "jimeng_vgfm_t2v_l20",
                "prompt": "一个穿着宇航服的宇航员在月球上行走",
                "image": "https://h2.inkwai.com/bs2/upload-ylab-stunt/se/ai_portal_queue_mmu_image_upscale_aiweb/3214b798-e1b4-4b00-b7af-72b5b0417420_raw_image_0.jpg",
                "metadata": {
                    "req_key": "jimeng_vgfm_i2v_l20",
                    "image_urls": [
                        "https://h2.inkwai.com/bs2/upload-ylab-stunt/se/ai_portal_queue_mmu_image_upscale_aiweb/3214b798-e1b4-4b00-b7af-72b5b0417420_raw_image_0.jpg",
                    ],
                    "aspect_ratio": "16:9",
                },
            },
        ),
    ),
    "VIDEOS_CREATE": Start(
        VIDEOS_CREATE_JSON,
        other=Case(
            "another job",
            at="#/paths/~1v1~1videos/post/requestBody/content/application~1json/examples/sora-text-to-video",
            says="a job that can be told from the first",
            body={
                "model": "sora-2",
                "prompt": "A calico cat playing a piano on stage",
                "size": "1280x720",
                "seconds": "8",
            },
        ),
    ),
}

LEFT_OUT: list[str] = []
"""What has no test, and why."""
