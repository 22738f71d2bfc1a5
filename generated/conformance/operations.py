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
    Parameter,
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
    parameters=[
        Parameter(
            "task_id",
            "path",
            schema="path task_id #/paths/~1v1~1video~1generations~1{task_id}/get/parameters/0",
            at="#/paths/~1v1~1video~1generations~1{task_id}/get/parameters/0",
            required=True,
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "Retry-After",
                    schema="POST /v1/videos 429 Retry-After",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "Retry-After",
                    schema="POST /v1/videos 429 Retry-After",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
    ],
    parameters=[
        Parameter(
            "video_id",
            "path",
            schema="path video_id #/paths/~1v1~1videos~1{video_id}/get/parameters/0",
            at="#/paths/~1v1~1videos~1{video_id}/get/parameters/0",
            required=True,
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
                ),
                Header(
                    "Retry-After",
                    schema="POST /v1/videos 429 Retry-After",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
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
                    schema="POST /v1/videos 200 X-Oneapi-Request-Id",
                ),
            ],
        ),
    ],
    parameters=[
        Parameter(
            "video_id",
            "path",
            schema="path video_id #/paths/~1v1~1videos~1{video_id}~1content/get/parameters/0",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/parameters/0",
            required=True,
        ),
        Parameter(
            "variant",
            "query",
            schema="query variant #/paths/~1v1~1videos~1{video_id}~1content/get/parameters/1",
            at="#/paths/~1v1~1videos~1{video_id}~1content/get/parameters/1",
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
    schema="GenerationRequest",
    body={
        "model": "kling-v1",
        "prompt": "一个穿着宇航服的宇航员在月球上行走, 高品质, 电影级",
    },
    unasked={
        "#/components/schemas/VideoModel/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/negative_prompt/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/negative_prompt/maxLength": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/image_tail/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/seed/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/image/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/prompt/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/prompt/maxLength": "another rule allows the same value",
        "#/components/schemas/KlingMode/type": "another rule allows the same value",
        "#/components/schemas/KlingMode/enum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/duration/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/duration/anyOf/0/pattern": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/duration/anyOf/1/minimum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/aspect_ratio/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/aspect_ratio/enum": "another rule allows the same value",
        "#/components/schemas/KlingModel/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/KlingModel/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/cfg_scale/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/cfg_scale/minimum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/cfg_scale/maximum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/static_mask/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/dynamic_masks/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/dynamic_masks/maxItems": "another rule allows the same value",
        "#/components/schemas/KlingDynamicMask/type": "another rule allows the same value",
        "#/components/schemas/KlingDynamicMask/properties/mask/type": "another rule allows the same value",
        "#/components/schemas/KlingDynamicMask/properties/trajectories/type": "another rule allows the same value",
        "#/components/schemas/KlingDynamicMask/properties/trajectories/maxItems": "another rule allows the same value",
        "#/components/schemas/KlingPoint/type": "another rule allows the same value",
        "#/components/schemas/KlingPoint/required": "another rule allows the same value",
        "#/components/schemas/KlingPoint/properties/x/type": "another rule allows the same value",
        "#/components/schemas/KlingPoint/properties/y/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraControl/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraControl/properties/type/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraControl/properties/type/enum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/horizontal/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/horizontal/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/horizontal/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/vertical/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/vertical/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/vertical/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/pan/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/pan/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/pan/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/tilt/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/tilt/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/tilt/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/roll/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/roll/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/roll/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/zoom/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/zoom/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/zoom/maximum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/callback_url/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/external_task_id/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/req_key/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/req_key/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/image_urls/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/image_urls/items/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/binary_data_base64/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/binary_data_base64/items/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/aspect_ratio/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/aspect_ratio/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/seed/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/seed/minimum": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/frames/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/frames/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/prompt/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/duration/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/duration/minimum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/duration/maximum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/seed/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/seed/minimum": "what breaks it is asked for elsewhere already",
        "#/components/schemas/ViduMetadata/properties/seed/maximum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/resolution/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/resolution/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/movement_amplitude/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/movement_amplitude/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/bgm/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/payload/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/callback_url/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/images/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/images/minItems": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/images/maxItems": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/images/items/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/prompt/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/prompt/maxLength": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/model/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/model/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/action/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/action/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/style/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/style/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/aspect_ratio/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/aspect_ratio/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/aspectRatio/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/aspectRatio/enum": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/durationSeconds/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/durationSeconds/enum": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/negativePrompt/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/personGeneration/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/personGeneration/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/resolution/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/storageUri/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/sampleCount/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/sampleCount/minimum": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/img_url/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/first_frame_url/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/last_frame_url/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/resolution/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/prompt_extend/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/watermark/type": "another rule allows the same value",
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
    schema="VideoRequest",
    body={
        "prompt": "A calico cat playing a piano on stage",
    },
    unasked={
        "#/components/schemas/KlingMetadata/properties/negative_prompt/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/negative_prompt/maxLength": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/image_tail/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/seed/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/image/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/prompt/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/prompt/maxLength": "another rule allows the same value",
        "#/components/schemas/KlingMode/type": "another rule allows the same value",
        "#/components/schemas/KlingMode/enum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/duration/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/duration/anyOf/0/pattern": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/duration/anyOf/1/minimum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/aspect_ratio/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/aspect_ratio/enum": "another rule allows the same value",
        "#/components/schemas/KlingModel/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/KlingModel/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/cfg_scale/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/cfg_scale/minimum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/cfg_scale/maximum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/static_mask/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/dynamic_masks/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/dynamic_masks/maxItems": "another rule allows the same value",
        "#/components/schemas/KlingDynamicMask/type": "another rule allows the same value",
        "#/components/schemas/KlingDynamicMask/properties/mask/type": "another rule allows the same value",
        "#/components/schemas/KlingDynamicMask/properties/trajectories/type": "another rule allows the same value",
        "#/components/schemas/KlingDynamicMask/properties/trajectories/maxItems": "another rule allows the same value",
        "#/components/schemas/KlingPoint/type": "another rule allows the same value",
        "#/components/schemas/KlingPoint/required": "another rule allows the same value",
        "#/components/schemas/KlingPoint/properties/x/type": "another rule allows the same value",
        "#/components/schemas/KlingPoint/properties/y/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraControl/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraControl/properties/type/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraControl/properties/type/enum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/horizontal/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/horizontal/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/horizontal/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/vertical/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/vertical/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/vertical/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/pan/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/pan/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/pan/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/tilt/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/tilt/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/tilt/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/roll/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/roll/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/roll/maximum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/zoom/type": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/zoom/minimum": "another rule allows the same value",
        "#/components/schemas/KlingCameraConfig/properties/zoom/maximum": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/callback_url/type": "another rule allows the same value",
        "#/components/schemas/KlingMetadata/properties/external_task_id/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/req_key/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/req_key/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/image_urls/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/image_urls/items/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/binary_data_base64/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/binary_data_base64/items/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/aspect_ratio/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/aspect_ratio/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/seed/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/seed/minimum": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/frames/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/frames/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/JimengMetadata/properties/prompt/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/duration/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/duration/minimum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/duration/maximum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/seed/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/seed/minimum": "what breaks it is asked for elsewhere already",
        "#/components/schemas/ViduMetadata/properties/seed/maximum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/resolution/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/resolution/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/movement_amplitude/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/movement_amplitude/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/bgm/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/payload/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/callback_url/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/images/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/images/minItems": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/images/maxItems": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/images/items/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/prompt/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/prompt/maxLength": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/model/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/model/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/action/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/action/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/style/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/style/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/aspect_ratio/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/ViduMetadata/properties/aspect_ratio/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/aspectRatio/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/aspectRatio/enum": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/durationSeconds/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/durationSeconds/enum": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/negativePrompt/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/personGeneration/anyOf/0/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/personGeneration/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/resolution/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/storageUri/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/sampleCount/type": "another rule allows the same value",
        "#/components/schemas/VeoMetadata/properties/sampleCount/minimum": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/img_url/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/first_frame_url/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/last_frame_url/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/resolution/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/prompt_extend/type": "another rule allows the same value",
        "#/components/schemas/AliMetadata/properties/watermark/type": "another rule allows the same value",
        "#/components/schemas/VideoModel/anyOf/0/enum": "another rule allows the same value",
        "#/components/schemas/VideoParameters/properties/size/anyOf/0/enum": "another rule allows the same value",
    },
)

VIDEOS_CREATE_MULTIPART = Request(
    VIDEOS_CREATE,
    media="multipart/form-data",
    schema="VideoForm",
    body={
        "prompt": "A calico cat playing a piano on stage",
    },
    files={
        "input_reference": "image/png",
    },
    unasked={
        "#/components/schemas/VideoForm/allOf/1/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoForm/allOf/1/properties/input_reference/anyOf/0/type": "what is in a file is nobody's business here",
        "#/components/schemas/KlingMetadata/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/negative_prompt/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/negative_prompt/maxLength": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/image_tail/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/seed/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/image/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/prompt/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/prompt/maxLength": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMode/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMode/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/duration/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/duration/anyOf/0/pattern": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/duration/anyOf/1/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/aspect_ratio/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/aspect_ratio/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingModel/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingModel/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/cfg_scale/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/cfg_scale/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/cfg_scale/maximum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/static_mask/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/dynamic_masks/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/dynamic_masks/maxItems": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingDynamicMask/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingDynamicMask/properties/mask/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingDynamicMask/properties/trajectories/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingDynamicMask/properties/trajectories/maxItems": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingPoint/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingPoint/required": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingPoint/properties/x/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingPoint/properties/y/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraControl/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraControl/properties/type/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraControl/properties/type/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/horizontal/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/horizontal/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/horizontal/maximum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/vertical/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/vertical/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/vertical/maximum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/pan/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/pan/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/pan/maximum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/tilt/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/tilt/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/tilt/maximum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/roll/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/roll/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/roll/maximum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/zoom/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/zoom/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingCameraConfig/properties/zoom/maximum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/callback_url/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/KlingMetadata/properties/external_task_id/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/req_key/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/req_key/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/image_urls/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/image_urls/items/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/binary_data_base64/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/binary_data_base64/items/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/aspect_ratio/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/aspect_ratio/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/seed/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/seed/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/frames/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/frames/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/JimengMetadata/properties/prompt/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/duration/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/duration/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/duration/maximum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/seed/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/seed/minimum": "what breaks it is asked for elsewhere already",
        "#/components/schemas/ViduMetadata/properties/seed/maximum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/resolution/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/resolution/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/movement_amplitude/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/movement_amplitude/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/bgm/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/payload/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/callback_url/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/images/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/images/minItems": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/images/maxItems": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/images/items/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/prompt/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/prompt/maxLength": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/model/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/model/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/action/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/action/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/style/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/style/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/aspect_ratio/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/ViduMetadata/properties/aspect_ratio/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/aspectRatio/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/aspectRatio/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/durationSeconds/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/durationSeconds/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/negativePrompt/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/personGeneration/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/personGeneration/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/resolution/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/storageUri/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/sampleCount/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VeoMetadata/properties/sampleCount/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/AliMetadata/properties/img_url/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/AliMetadata/properties/first_frame_url/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/AliMetadata/properties/last_frame_url/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/AliMetadata/properties/resolution/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/AliMetadata/properties/prompt_extend/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/AliMetadata/properties/watermark/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoParameters/properties/prompt/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoModel/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoModel/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoParameters/properties/seconds/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoParameters/properties/seconds/anyOf/1/minimum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoParameters/properties/size/anyOf/0/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoParameters/properties/size/anyOf/0/enum": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoParameters/properties/image/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoParameters/properties/images/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoParameters/properties/images/items/type": "in a form it is text, which may be read as a value that is allowed",
        "#/components/schemas/VideoParameters/properties/duration/type": "in a form it is text, which may be read as a value that is allowed",
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
