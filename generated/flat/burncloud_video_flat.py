# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Text and images in, short video clips out, in two dialects.

One file for Python 3.10 and its standard library: copy it anywhere. There is a function for each
operation; what comes back is JSON as it came, typed by TypedDicts. A call that may have arrived is
never sent again unless that does no harm: `OutcomeUnknown` says so. Each function takes `Options`,
and `configure` sets them for all calls.

api_key: The key, sent as a bearer token; by default the environment variable
BURNCLOUD_API_KEY. Your API key, sent as `Authorization: Bearer sk-...`.
base_url: Where the API is; by default the environment variable BURNCLOUD_BASE_URL, or
else https://ai.burncloud.com.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import http.client
import io
import json
import logging
import math
import mimetypes
import os
import random
import re
import secrets
import socket
import sys
import threading
import time
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from email.utils import mktime_tz, parsedate_tz
from http import HTTPStatus
from pathlib import Path
from typing import (
    IO,
    TYPE_CHECKING,
    Any,
    Final,
    Generic,
    Literal,
    NamedTuple,
    TypeAlias,
    TypeGuard,
    TypeVar,
    TypedDict,
    Union,
    cast,
)
from urllib.parse import SplitResult, quote, quote_plus, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass


if TYPE_CHECKING:
    from typing_extensions import Required, Unpack

_BASE_URL = "https://ai.burncloud.com"
_BASE_URL_FROM = "BURNCLOUD_BASE_URL"
_USER_AGENT = "burncloud-video/0.1.0"
_KEYS: Mapping[str, tuple[str, str, str, str]] = {
    "bearer": ("bearer", "Authorization", "api_key", "BURNCLOUD_API_KEY"),
}
"""How each key is sent, its name there, and the option and the variable that give it."""
_ERROR_AT = (
    ("/error/message", "/message"),
    ("/error/code", "/code"),
    ("/error/type", "/type"),
    ("/error/param", "/param"),
)
"""Where error bodies say what went wrong: message, code, type and parameter."""
_REQUEST_ID_IN = ("X-Oneapi-Request-Id", "X-Request-Id")


class APIError(Exception):
    """Whatever this file raises by itself. What is not known of it is None."""

    status: int | None = None
    message: str | None = None
    code: str | None = None
    type: str | None = None
    param: str | None = None
    body: Any = None
    headers: Any = None
    request_id: str | None = None
    retry_after: float | None = None
    attempts: int | None = None
    delivered: bool = True  # whether the request may have arrived
    outcome_unknown: bool = False  # whether it may have been carried out all the same
    idempotency_key: str | None = None
    job: str | None = None  # id of the job that was being waited for
    state: Any = None  # the last that was heard of it, a JobState

    def __init__(self, text: str, **facts: Any) -> None:
        super().__init__(text)
        self.__dict__.update(facts)


class ConfigurationError(APIError):
    """The key or the base URL is missing. Nothing was sent."""


class ArgumentError(APIError, ValueError):
    """An argument cannot be sent as it is. Nothing was sent."""


class APIConnectionError(APIError):
    """There is no whole answer: the connection failed, or broke before its end."""


class APITimeoutError(APIConnectionError):
    """The server did not answer in time."""


class OutcomeUnknown(APIError):
    """Nobody knows whether the server has carried it out, so it was not sent again."""


class APIResponseValidationError(APIError):
    """The server says that all is well, but its answer cannot be read."""


class DownloadCorrupt(APIError):
    """The bytes of a file are not those that were announced. They are thrown away."""


class JobError(APIError):
    """A job has no result, or none yet: `state` is the last that was heard of it."""


class JobFailed(JobError):
    """The server has given up on the job."""


class JobCancelled(JobError):
    """The job was stopped on demand."""


class JobTimeout(JobError, TimeoutError):
    """The job was not over in time. It goes on at the server, and may be waited for again."""


class JobNotDone(JobError):
    """The job has no result yet: wait for it first."""


class APIStatusError(APIError):
    """The status means failure."""


class BadRequestError(APIStatusError):
    """400 Bad Request."""


class AuthenticationError(APIStatusError):
    """401 Unauthorized."""


class PermissionDeniedError(APIStatusError):
    """403 Forbidden."""


class NotFoundError(APIStatusError):
    """404 Not Found."""


class ConflictError(APIStatusError):
    """409 Conflict."""


class UnprocessableEntityError(APIStatusError):
    """422 Unprocessable Content."""


class RateLimitError(APIStatusError):
    """429 Too Many Requests."""


class InternalServerError(APIStatusError):
    """5XX Server Error."""


_STATUS_ERRORS: Mapping[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
    500: InternalServerError,
}


_SAFE = "-._~"


class Omit:
    """The type of `omit`: nothing is sent, where None would send null."""

    def __repr__(self) -> str:
        return "omit"


omit: Final = Omit()


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray))


def _plain(value: Any) -> Any:
    if _is_object(value):
        return dict(value)
    if _is_list(value) or isinstance(value, (set, frozenset)):
        return list(cast("Iterable[object]", value))
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _json(value: object) -> str:
    try:
        return json.dumps(
            value, default=_plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise ArgumentError(f"a value cannot be sent: {error}") from None


def _text(value: object) -> str:
    """Return a value as it stands in a URL, a header or a form."""
    return value if isinstance(value, str) else "" if value is None else _json(value)


def _items(value: object, safe: str | None = _SAFE) -> list[tuple[str | None, str]]:
    """Take a value apart, with keys if it has any. An absent part is left out."""

    def escaped(part: object) -> str:
        return _text(part) if safe is None else quote(_text(part), safe=safe)

    if _is_object(value):
        return [(escaped(k), escaped(one)) for k, one in value.items() if one is not None]
    parts = value if _is_list(value) else [value]
    return [(None, escaped(one)) for one in parts if one is not None]


def _joined(value: object, between: str, explode: bool, safe: str | None = _SAFE) -> str:
    pair = "=" if explode else between
    items = _items(value, safe)
    return between.join(text if key is None else key + pair + text for key, text in items)


def _segment(value: object, explode: bool = False) -> str:
    return _joined(value, ",", explode)


def _form(
    name: str, value: object, explode: bool = True, between: str = ",", safe: str = _SAFE
) -> list[tuple[str, str]]:
    """Return the pairs of a query, a cookie or a form: none where there is no value."""
    if value is None or value is omit:
        return []
    name, items = quote(name, safe=safe), _items(value, safe)
    if explode or not (_is_object(value) or _is_list(value)):
        return [(name if key is None else key, text) for key, text in items]
    return [(name, _joined(value, between, False, safe))] if items else []


def _leaves(name: str, value: object) -> list[tuple[str, str]]:
    """Return the leaves of a value under names such as ``filter[price][max]``."""
    if _is_object(value):
        return [pair for key, one in value.items() for pair in _leaves(f"{name}[{key}]", one)]
    if _is_list(value):
        return [pair for one in value for pair in _leaves(f"{name}[]", one)]
    return [] if value is None or value is omit else [(name, _text(value))]


def _deep(name: str, value: object, safe: str = _SAFE) -> list[tuple[str, str]]:
    if not _is_object(value):
        return _form(name, value, safe=safe)
    return [(quote(key, safe), quote(text, safe)) for key, text in _leaves(name, value)]


def _header(name: str, value: object, explode: bool = False) -> list[tuple[str, str]]:
    """Return a header, none where there is no value. Raises ArgumentError."""
    if value is None or value is omit:
        return []
    text = _joined(value, ",", explode, None).strip(" \t")
    if not (text.isascii() and text.replace("\t", " ").isprintable()):
        raise ArgumentError(f"header {name} can only have printable ASCII characters")
    if not (name.isascii() and name.isprintable()) or set(name) & set(' "(),/:;<=>?@[\\]{}'):
        raise ArgumentError(f"{name!r} is no name for a header")
    return [(name, text)]


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Return a path with its parameters. Raises ArgumentError where it would be another path."""
    path = template
    for name, text in values.items():
        path = path.replace("{" + name + "}", text)
    for before, after in zip(template.split("/"), path.split("/"), strict=True):
        if before != after and after in ("", ".", ".."):
            raise ArgumentError(f"{before} cannot be {after!r} in {template}")
    return path


def _at(value: Any, *pointers: str) -> Any:
    """Return what the first JSON Pointer that leads to something leads to, or None."""
    for pointer in pointers:
        found: object = value
        for step in pointer.split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            if _is_list(found) and step.isdigit() and int(step) < len(found):
                found = found[int(step)]
            else:
                found = found.get(step) if _is_object(found) else None
        if found is not None and found != "":
            return found
    return None


def _text_at(value: Any, pointers: Sequence[str]) -> str | None:
    """Return the first text or number that a pointer leads to, as text."""
    found = (_at(value, pointer) for pointer in pointers)
    good = (one for one in found if isinstance(one, (str, int, float)))
    return next((str(one) for one in good if not isinstance(one, bool)), None)


VideoModel: TypeAlias = Union[
    Literal[
        "kling-v1", "kling-v1-6", "kling-v2-master", "jimeng_vgfm_t2v_l20",
        "jimeng_vgfm_i2v_l20", "viduq1", "viduq2", "vidu2.0", "vidu1.5", "sora-2",
        "sora-2-pro", "veo-3", "veo-3.0-generate-001", "veo-3.1-generate-preview",
        "veo-3.1-fast-generate-preview",
    ],
    str,
]
"""Name of a model."""


class KlingMetadata(TypedDict, total=False):
    """Parameters of Kling's models."""

    negative_prompt: str
    image_tail: str
    seed: int
    image: str
    prompt: str
    mode: KlingMode
    duration: str | int
    aspect_ratio: Literal["16:9", "9:16", "1:1"] | str
    model_name: KlingModel
    model: KlingModel
    cfg_scale: float
    static_mask: str
    dynamic_masks: list[KlingDynamicMask]
    camera_control: KlingCameraControl
    callback_url: str
    external_task_id: str


KlingMode: TypeAlias = Union[Literal["std", "pro", "4k"], str]
"""Quality of a Kling clip: `std` is cheaper and faster, `pro` looks better."""


KlingModel: TypeAlias = Union[
    Literal[
        "kling-v1", "kling-v1-5", "kling-v1-6", "kling-v2-master", "kling-v2-1",
        "kling-v2-1-master", "kling-v2-5-turbo", "kling-v2-6", "kling-v3",
    ],
    str,
]
"""Kling's name for one of its models."""


class KlingDynamicMask(TypedDict, total=False):
    """A part of the picture, and the path along which it moves."""

    mask: str
    trajectories: list[KlingPoint]


class KlingPoint(TypedDict):
    """A point of a picture, counted from the bottom left corner."""

    x: int
    y: int


class KlingCameraControl(TypedDict, total=False):
    """How the camera moves."""

    type: (
        Literal[
            "simple",
            "down_back",
            "forward_up",
            "right_turn_forward",
            "left_turn_forward",
        ]
        | str
    )
    config: KlingCameraConfig


class KlingCameraConfig(TypedDict, total=False):
    """A camera movement: six values from -10 to 10."""

    horizontal: float
    vertical: float
    pan: float
    tilt: float
    roll: float
    zoom: float


class JimengMetadata(TypedDict, total=False):
    """Parameters of Jimeng's models."""

    req_key: (
        Literal[
            "jimeng_vgfm_t2v_l20",
            "jimeng_vgfm_i2v_l20",
            "jimeng_t2v_v30",
            "jimeng_t2v_v30_1080p",
            "jimeng_i2v_first_v30",
            "jimeng_i2v_first_v30_1080",
            "jimeng_i2v_first_tail_v30",
            "jimeng_i2v_first_tail_v30_1080",
            "jimeng_ti2v_v30_pro",
        ]
        | str
    )
    image_urls: list[str]
    binary_data_base64: list[str]
    aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | str
    seed: int
    frames: Literal[121, 241] | int
    prompt: str


class ViduMetadata(TypedDict, total=False):
    """Parameters of Vidu's models."""

    duration: int
    seed: int
    resolution: Literal["360p", "540p", "720p", "1080p"] | str
    movement_amplitude: Literal["auto", "small", "medium", "large"] | str
    bgm: bool
    payload: str
    callback_url: str
    images: list[str]
    prompt: str
    model: Literal["viduq1", "viduq2", "vidu2.0", "vidu1.5"] | str
    action: (
        Literal["generate", "textGenerate", "firstTailGenerate", "referenceGenerate"]
        | str
    )
    style: Literal["general", "anime"] | str
    aspect_ratio: Literal["16:9", "9:16", "1:1", "3:4", "4:3"] | str


class VeoMetadata(TypedDict, total=False):
    """Parameters of Google's Veo models."""

    aspectRatio: Literal["16:9", "9:16"] | str
    durationSeconds: Literal[4, 6, 8] | int
    negativePrompt: str
    personGeneration: Literal["allow_all", "allow_adult"] | str
    resolution: str
    storageUri: str
    sampleCount: int


VendorMetadata: TypeAlias = Union[
    "KlingMetadata", "JimengMetadata", "ViduMetadata", "VeoMetadata", dict[str, Any]
]
"""Parameters that only one vendor knows."""


class GenerationReceipt(TypedDict, total=False):
    """Confirms that a job has been taken."""

    task_id: Required[str]
    id: str
    object: Literal["video"]
    model: VideoModel
    status: GenerationStatus
    progress: int
    created_at: int


GenerationStatus: TypeAlias = Union[
    Literal[
        "queued", "processing", "in_progress", "succeeded", "completed", "failed",
        "NOT_START", "SUBMITTED", "QUEUED", "IN_PROGRESS", "SUCCESS", "FAILURE",
        "UNKNOWN",
    ],
    str,
]
"""Where a generation stands."""


class GenerationTask(TypedDict, total=False):
    """A video generation as it stands."""

    task_id: Required[str]
    status: Required[GenerationStatus]
    url: str | None
    format: str | None
    metadata: ClipMetadata | None
    error: GenerationError | None
    progress: int | str
    action: (
        Literal[
            "generate",
            "textGenerate",
            "firstTailGenerate",
            "referenceGenerate",
            "remixGenerate",
        ]
        | str
    )
    fail_reason: str | None
    result_url: str | None
    video_url: str | None
    submit_time: int
    start_time: int
    finish_time: int
    data: Any
    id: int | str
    platform: str
    created_at: int
    updated_at: int


class ClipMetadata(TypedDict, total=False):
    """Facts about a finished clip."""

    duration: float
    fps: int
    width: int
    height: int
    seed: int


class GenerationError(TypedDict, total=False):
    """Why a generation failed."""

    code: int | str | None
    message: str


class ImageReference(TypedDict, total=False):
    """A picture, by its URL or by the id of an uploaded file."""

    image_url: str
    file_id: str


VideoStatus: TypeAlias = Union[
    Literal[
        "queued", "in_progress", "completed", "failed", "processing", "succeeded",
        "unknown",
    ],
    str,
]
"""Where a video stands."""


VideoVariant: TypeAlias = Union[Literal["video", "thumbnail", "spritesheet"], str]
"""Which file of a completed video to download."""


class Video(TypedDict, total=False):
    """A video as it stands, in the OpenAI video format."""

    id: Required[str]
    object: Required[Literal["video"]]
    model: Required[VideoModel]
    status: Required[VideoStatus]
    progress: Required[int]
    created_at: Required[int]
    completed_at: int | None
    expires_at: int | None
    size: str
    seconds: int | str
    quality: str
    url: str | None
    prompt: str | None
    remixed_from_video_id: str | None
    error: VideoError | None
    metadata: VideoMetadata | None
    task_id: str


class VideoError(TypedDict, total=False):
    """Why a video failed."""

    code: str | None
    message: str


class VideoMetadata(TypedDict, total=False):
    """Further facts about a video, from the gateway."""

    url: str


class Options(TypedDict, total=False):
    """What any call takes beside the operation's own arguments."""

    api_key: str | None
    base_url: str | None
    timeout: float | None  # seconds to wait for a connection, and then for any further bytes
    max_retries: int  # of what failed in passing; by default 2
    deadline: float | None  # seconds for the whole call, with all attempts and pauses
    extra_headers: Mapping[str, str]
    extra_query: Mapping[str, object]
    extra_body: Mapping[str, object]
    media_type: str  # which of the body's media types to send
    on_upload: Callable[[Progress], object]
    on_response: Callable[[Mapping[str, str]], object]  # called with the headers


def create_generation(
    *,
    model: VideoModel,
    prompt: str,
    image: str | Omit = omit,
    images: Sequence[str] | Omit = omit,
    size: str | Omit = omit,
    mode: KlingMode | Omit = omit,
    duration: float | Omit = omit,
    width: int | Omit = omit,
    height: int | Omit = omit,
    fps: int | Omit = omit,
    seed: int | Omit = omit,
    n: int | Omit = omit,
    response_format: str | Omit = omit,
    user: str | Omit = omit,
    metadata: VendorMetadata | Mapping[str, object] | Omit = omit,
    **options: Unpack[Options],
) -> GenerationReceipt:
    """Start a video generation.

    POST /v1/video/generations

    Starts a job and answers at once with its `task_id`. Ask for the job with that id
    until it has succeeded or failed.

    Args:
        model: The model to use.
        prompt: What the clip should show.
        image: The picture to start from, as a URL or as Base64 text.
        images: Several pictures, each as a URL or as Base64 text, for vendors that
            take them.
        size: Picture size as WIDTHxHEIGHT.
        mode: Quality of the clip.
        duration: Length of the clip in seconds, by default the vendor's (5 for
            Kling, Jimeng and Vidu).
        width: Picture width in pixels.
        height: Picture height in pixels.
        fps: Frames per second.
        seed: Start of the random numbers, for a result that can be repeated.
        n: How many clips to make.
        response_format: How to return the clip.
        user: Your own name for the end user, to help the provider detect abuse.
        metadata: Parameters that only the vendor of `model` knows.
    """
    answer: GenerationReceipt = _CREATE_GENERATION.started(
        _Request(
            "POST /v1/video/generations",
            [
                _Answer("200", "application/json", "json"),
                _Answer("201", "application/json", "json"),
            ],
            body=_fields(
                {
                    "model": model, "prompt": prompt, "image": image, "images": images,
                    "size": size, "mode": mode, "duration": duration, "width": width,
                    "height": height, "fps": fps, "seed": seed, "n": n,
                    "response_format": response_format, "user": user,
                    "metadata": metadata,
                },
                required=True,
            ),
            security=[["bearer"]],
        ),
        options,
    )
    return answer


def retrieve_generation(
    task_id: str,
    **options: Unpack[Options],
) -> GenerationTask:
    """Retrieve a video generation.

    GET /v1/video/generations/{task_id}

    Tells where a job stands, and where its clip is once it has succeeded.

    Args:
        task_id: The `task_id` that starting the generation returned.
    """
    answer: GenerationTask = _call(
        _Request(
            "GET /v1/video/generations/{task_id}",
            [_Answer("200", "application/json", "json", ("/data", "/task_id"))],
            path={"task_id": _segment(task_id)},
            security=[["bearer"]],
        ),
        options,
    )
    return answer


def create_video(
    *,
    prompt: str,
    model: VideoModel | Omit = omit,
    seconds: str | int | Omit = omit,
    size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit = omit,
    image: str | Omit = omit,
    images: Sequence[str] | Omit = omit,
    duration: float | Omit = omit,
    mode: KlingMode | Omit = omit,
    input_reference: (
        ImageReference | Mapping[str, object] | str | FileInput | Omit
    ) = omit,
    metadata: VendorMetadata | Mapping[str, object] | str | Omit = omit,
    **options: Unpack[Options],
) -> Video:
    """Start a video.

    POST /v1/videos

    Starts a job and answers at once with a video object whose status is `queued`.
    Retrieve the video until it is completed or failed, then download its content.

    Args:
        prompt: What the clip should show.
        model: The model to use. Left out, it is "sora-2".
        seconds: Length of the clip in seconds, as text. Left out, it is "4".
        size: Picture size as WIDTHxHEIGHT. Left out, it is "720x1280".
        image: The picture to start from, as a URL or as Base64 text, for models
            other than Sora.
        images: Several pictures, each as a URL or as Base64 text, for models that
            take them.
        duration: Length of the clip in seconds, for models other than Sora.
        mode: Quality of the clip.
        input_reference: The picture that guides the clip: an object with its URL or
            file id or, for the gateway, its URL or Base64 text alone.
        metadata: Parameters that only the vendor of `model` knows.
    """
    answer: Video = _CREATE_VIDEO.started(
        _Request(
            "POST /v1/videos",
            [_Answer("200", "application/json", "json")],
            body=_fields(
                {
                    "prompt": prompt, "model": model, "seconds": seconds, "size": size,
                    "image": image, "images": images, "duration": duration,
                    "mode": mode, "input_reference": input_reference,
                    "metadata": metadata,
                },
                required=True,
            ),
            contents={
                "application/json": _as_json,
                "multipart/form-data": _as_multipart(
                    {
                        "metadata": _Field(media="application/json"),
                        "input_reference": _Field(
                            media="image/png, image/jpeg, image/webp, application/octet-stream",
                        ),
                    },
                ),
            },
            security=[["bearer"]],
        ),
        options,
    )
    return answer


def retrieve_video(
    video_id: str,
    **options: Unpack[Options],
) -> Video:
    """Retrieve a video.

    GET /v1/videos/{video_id}

    Tells where a video stands. When its status is `completed`, its content can be
    downloaded until `expires_at`. When it is `failed`, `error` says why.

    Args:
        video_id: The `id` that starting the video returned.
    """
    answer: Video = _call(
        _Request(
            "GET /v1/videos/{video_id}",
            [_Answer("200", "application/json", "json")],
            path={"video_id": _segment(video_id)},
            security=[["bearer"]],
        ),
        options,
    )
    return answer


def download_video_content(
    video_id: str,
    path: str | os.PathLike[str],
    *,
    variant: VideoVariant | Omit = omit,
    on_progress: Callable[[Progress], object] | None = None,
    **options: Unpack[Options],
) -> Path:
    """Download a video or a preview of it.

    GET /v1/videos/{video_id}/content

    Sends the bytes of a completed video: the clip itself or, with `variant`, one of its
    preview pictures. Fails with 400 or 404 while the video is not completed.

    Args:
        video_id: The `id` that starting the video returned.
        variant: What to download: the clip (`video`, an MP4), one still picture
            (`thumbnail`), or a sheet of stills in rows (`spritesheet`). Left out, it is
            "video".
    """
    answer: Path = _fetch(
        _Request(
            "GET /v1/videos/{video_id}/content",
            [
                _Answer("200", "video/mp4", "binary"),
                _Answer("200", "image/webp", "binary"),
                _Answer("200", "application/octet-stream", "binary"),
            ],
            path={"video_id": _segment(video_id)},
            query=[*_form("variant", variant)],
            security=[["bearer"]],
        ),
        options,
        path,
        on_progress,
    )
    return answer


def wait_for_generation(
    task_id: str,
    *,
    wait_timeout: float | None = 600,
    on_progress: Callable[[JobState[GenerationTask]], object] | None = None,
    **options: Unpack[Options],
) -> GenerationTask:
    """Wait until a job of `create_generation` is done, and return the last answer.

    Raises JobFailed, JobCancelled, or JobTimeout after so many seconds.
    """
    return _CREATE_GENERATION.job(task_id).waited(options, wait_timeout, on_progress)


def watch_generation(
    task_id: str,
    *,
    wait_timeout: float | None = None,
    **options: Unpack[Options],
) -> Iterator[JobState[GenerationTask]]:
    """Yield where a job of `create_generation` stands, and then each change until it is over."""
    return _CREATE_GENERATION.job(task_id).watched(options, wait_timeout)


def download_generation(
    task_id: str,
    path: str | os.PathLike[str],
    *,
    on_progress: Callable[[Progress], object] | None = None,
    **options: Unpack[Options],
) -> Path:
    """Fetch what a job of `create_generation` has made into a file, there when it is whole.

    Raises JobNotDone, JobFailed or JobCancelled where there is nothing to fetch.
    """
    url = _CREATE_GENERATION.job(task_id).result_url(
        options,
        "/url",
        "/result_url",
        "/video_url",
        "/fail_reason",
    )
    answer: Path = _fetch(
        _Request(
            "GET /v1/video/generations/{task_id}",
            [_Answer("200", "video/mp4", "binary")],
        ),
        options,
        path,
        on_progress,
        url,
    )
    return answer


def wait_for_video(
    video_id: str,
    *,
    wait_timeout: float | None = 600,
    on_progress: Callable[[JobState[Video]], object] | None = None,
    **options: Unpack[Options],
) -> Video:
    """Wait until a job of `create_video` is done, and return the last answer.

    Raises JobFailed, JobCancelled, or JobTimeout after so many seconds.
    """
    return _CREATE_VIDEO.job(video_id).waited(options, wait_timeout, on_progress)


def watch_video(
    video_id: str,
    *,
    wait_timeout: float | None = None,
    **options: Unpack[Options],
) -> Iterator[JobState[Video]]:
    """Yield where a job of `create_video` stands, and then each change until it is over."""
    return _CREATE_VIDEO.job(video_id).watched(options, wait_timeout)


def download_video(
    video_id: str,
    path: str | os.PathLike[str],
    *,
    on_progress: Callable[[Progress], object] | None = None,
    **options: Unpack[Options],
) -> Path:
    """Fetch what a job of `create_video` has made into a file, there when it is whole.

    Raises JobNotDone, JobFailed or JobCancelled where there is nothing to fetch.
    """
    return download_video_content(
        video_id=_CREATE_VIDEO.job(video_id).finished(options),
        path=path,
        on_progress=on_progress,
        **options,
    )


FileContent: TypeAlias = Union["os.PathLike[str]", bytes, IO[bytes]]
FileInput: TypeAlias = Union[
    FileContent,
    tuple[Union[str, None], FileContent],
    tuple[Union[str, None], FileContent, Union[str, None]],
]
"""A path, bytes or a file opened for bytes; or a tuple of its name, that, and its media type."""

_CHUNK = 256 * 1024


class Progress(NamedTuple):
    """How far an upload or a download is, in bytes; `total` is None where nobody knows."""

    received: int
    total: int | None


class _File:
    """A file on its way to the server: opened to be sent, and once more to be sent again."""

    def __init__(self, given: Any) -> None:
        name: Any = None
        media: Any = None
        self.content: Any = given
        if _is_named(given):
            name, self.content, media = (*given, None)[:3]
        self.is_open = hasattr(self.content, "read")
        known: Any = getattr(self.content, "name", None) if self.is_open else self.content
        is_path = isinstance(known, str) or hasattr(known, "__fspath__")  # or a number
        self.name = str(name or (os.path.basename(known) if is_path else "upload"))
        self.media = media or mimetypes.guess_type(self.name)[0] or ""
        self.start: int | None = None  # where an open file stood; None if it cannot be wound back
        self.length: int | None = None
        self.is_spent = False
        if isinstance(self.content, io.TextIOBase):
            raise ArgumentError(f"{self.name} must be opened for reading bytes")
        if not self.is_open:
            is_bytes = isinstance(self.content, bytes)
            self.length = len(self.content) if is_bytes else os.stat(self.content).st_size
            return
        try:
            start = self.content.tell()
            self.length = self.content.seek(0, io.SEEK_END) - start
            self.start = self.content.seek(start)
        except (AttributeError, OSError, ValueError):
            self.length = None

    def chunks(self) -> Iterator[bytes]:
        """Read it from its start."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        if self.start is not None:
            self.content.seek(self.start)
        self.is_spent = self.is_open and self.start is None
        file = self.content if self.is_open else open(self.content, "rb")
        try:
            while chunk := file.read(_CHUNK):
                yield chunk
        finally:
            if not self.is_open:
                file.close()


def _is_named(value: object) -> bool:
    if not isinstance(value, tuple):
        return False
    parts = cast("tuple[object, ...]", value)
    return len(parts) in (2, 3) and _is_file(parts[1])


def _is_file(value: object) -> bool:
    return isinstance(value, (bytes, os.PathLike)) or hasattr(value, "read") or _is_named(value)


class _Payload:
    """The bytes of a body, its files not yet read."""

    def __init__(self, media: str, *pieces: bytes | _File) -> None:
        self.media, self.pieces = media, pieces
        lengths = [len(one) if isinstance(one, bytes) else one.length for one in pieces]
        known = [one for one in lengths if one is not None]
        self.length = sum(known) if len(known) == len(lengths) else None

    @property
    def is_spent(self) -> bool:
        """Whether it was read, and cannot be read again."""
        return any(isinstance(one, _File) and one.is_spent for one in self.pieces)

    def chunks(self, listener: Callable[[Progress], object] | None) -> Iterator[bytes]:
        """Read it from its start."""
        sent = 0
        for piece in self.pieces:
            for chunk in [piece] if isinstance(piece, bytes) else piece.chunks():
                yield chunk
                sent += len(chunk)
                if listener is not None:
                    listener(Progress(sent, self.length))


_Encoder: TypeAlias = Callable[[str, object], _Payload]
"""Makes a body of a media type. Raises ArgumentError where that cannot carry the value."""


def _as_json(media: str, value: object) -> _Payload:
    return _Payload(media, _json(value).encode())


class _Field(NamedTuple):
    """How one field of a form or a multipart body travels, where it is not as its type has it."""

    media: str = ""
    style: str = "form"
    explode: bool = True
    safe: str = _SAFE


_UNKNOWN = "application/octet-stream"


def _as_multipart(parts: Mapping[str, _Field], files: Sequence[str] = ()) -> _Encoder:
    def made(media: str, value: object) -> _Payload:
        # Random, so that no file can have a line in it that ends its part.
        boundary = secrets.token_hex(16)
        pieces: list[bytes | _File] = []
        for name, one in _entries(value):
            for head, content in _pieces(name, one, parts.get(name, _Field()), name in files):
                pieces += [f"--{boundary}\r\n{head}\r\n".encode(), content, b"\r\n"]
        pieces.append(f"--{boundary}--\r\n".encode())
        return _Payload(f"{media}; boundary={boundary}", *pieces)

    return made


def _entries(value: object) -> list[tuple[str, object]]:
    if not _is_object(value):
        raise ArgumentError("can only carry fields")
    return [(name, one) for name, one in value.items() if one is not omit]


def _pieces(
    name: str, value: object, part: _Field, takes_file: bool
) -> Iterator[tuple[str, bytes | _File]]:
    """Yield headers and content of the parts of a field: as many as a list has elements."""
    head = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    if _is_file(value):
        file = _File(value)
        allowed = [one.strip() for one in part.media.split(",") if one.strip()]
        usual = next((one for one in allowed if "*" not in one), _UNKNOWN)
        media = usual if allowed == [usual] else file.media or usual
        yield f'{head}; filename="{_quoted(file.name)}"\r\nContent-Type: {media}\r\n', file
    elif _is_list(value) and not part.media:
        for one in value:
            yield from _pieces(name, one, part, takes_file)
    elif takes_file and value is not None:
        raise ArgumentError(
            f"{name} takes a file: a pathlib.Path, bytes or a file opened for bytes"
        )
    elif part.style == "deepObject" and not part.media:
        for key, text in _leaves(name, value):
            yield f'Content-Disposition: form-data; name="{_quoted(key)}"\r\n', text.encode()
    elif value is not None:
        media = part.media or ("application/json" if _is_object(value) else "")
        text = _json(value) if "json" in media and not isinstance(value, str) else _text(value)
        yield head + "\r\n" + (f"Content-Type: {media}\r\n" if media else ""), text.encode()


def _quoted(text: str) -> str:
    """Escape a name as browsers do, so that it cannot end its header."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


@dataclass(frozen=True)
class _Wire:
    """A request as it goes over the wire. What shows it hides the keys."""

    route: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    payload: _Payload | None
    timeout: float | None
    hide: Callable[[object], str] = field(repr=False)  # takes the keys out of a text
    on_upload: Callable[[Progress], object] | None = None

    @property
    def method(self) -> str:
        return self.route.partition(" ")[0]

    def sent(self, ends: float) -> _Reply:
        """Send it, and follow where its answer leads; another host gets no keys and no cookies."""
        wire, reply = self, _Reply(self, ends)
        for _ in range(10):
            location = reply.headers.get("location")
            if reply.status not in (301, 302, 303, 307, 308) or not location:
                break
            here, url = urlsplit(wire.url), urljoin(wire.url, location)
            there = urlsplit(url)
            is_safe = there.scheme == "https" or (there.scheme, here.scheme) == ("http", "http")
            if wire.method not in ("GET", "HEAD") or not is_safe:
                break
            reply.close()
            kept = wire.headers
            if (here.scheme, here.netloc) != (there.scheme, there.netloc):
                kept = {name: text for name, text in kept.items() if name.lower() in _HARMLESS}
            wire = replace(wire, url=url, headers=kept)
            reply = _Reply(wire, ends)
        return reply


_HARMLESS = ("accept", "accept-encoding", "user-agent", "range", "if-range")


_KEPT = "/?:@!$&'()*+,;=-._~%[]"


def _proxy(url: SplitResult) -> SplitResult | None:
    """Return the proxy that the environment names for an address; None where there is none."""
    known = getproxies()
    found = known.get(url.scheme) or known.get("all")
    if not found or proxy_bypass(url.hostname or ""):
        return None
    return urlsplit(found if "://" in found else f"http://{found}")


class _Response(http.client.HTTPResponse):
    """Passes over answers that only inform, such as 103."""

    def begin(self) -> None:
        super().begin()
        while self.status // 100 == 1 and self.status != 101:
            setattr(self, "headers", None)
            super().begin()


class _Reply:
    """An answer, its body still on its way."""

    body: bytes = b""

    def __init__(self, wire: _Wire, ends: float) -> None:
        """Send a request; at the time `ends` it is over. Raises APIConnectionError."""
        self.wire, self.route, self.ends = wire, wire.route, ends
        here, left = urlsplit(wire.url), ends - time.monotonic()
        self._host = here.netloc
        timeout = min(math.inf if wire.timeout is None else wire.timeout, left)
        target = quote(here.path or "/", _KEPT) + quote(
            f"?{here.query}" if here.query else "", _KEPT
        )
        headers = dict(wire.headers)
        self._open = ExitStack()
        if left <= 0:
            raise self.lost(TimeoutError("the deadline has passed"), False)
        try:
            proxy = _proxy(here)
            kind = (
                http.client.HTTPSConnection
                if here.scheme == "https"
                else http.client.HTTPConnection
            )
            host, port = (proxy or here).hostname or "", (proxy or here).port
            self._link = kind(host, port, timeout=min(timeout, 10))
            self._link.response_class = _Response
            if proxy is not None:
                pair = f"{unquote(proxy.username or '')}:{unquote(proxy.password or '')}"
                key = f"Basic {base64.b64encode(pair.encode()).decode()}"
                known = {"Proxy-Authorization": key} if proxy.username else {}
                if here.scheme == "https":
                    self._link.set_tunnel(here.hostname or "", here.port, known)
                else:
                    target, headers = f"http://{here.netloc}{target}", {**headers, **known}
            self._open.callback(self._link.close)
            self._link.connect()
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self.lost(error, False) from error
        try:
            self._link.sock.settimeout(None if timeout == math.inf else timeout)
            if left < math.inf:
                timer = threading.Timer(left, self._cut)
                timer.daemon = True
                self._open.callback(timer.cancel)
                timer.start()
            body = None if wire.payload is None else wire.payload.chunks(wire.on_upload)
            # An answer may be there, though the request was not taken to its end.
            with suppress(BrokenPipeError, ConnectionResetError):
                self._link.request(wire.method, target, body, headers)
            self._answer = self._link.getresponse()
            self._open.callback(self._answer.close)
            lengths = set(self._answer.headers.get_all("content-length", ["0"]))
            if len(lengths) > 1 or not min(lengths).isdecimal():
                raise http.client.HTTPException("the length of the answer makes no sense")
        except (OSError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        self.status, self.headers = self._answer.status, self._answer.headers
        found = (self.headers.get(name) for name in _REQUEST_ID_IN)
        self.request_id = next((one for one in found if one), None)
        self.media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.is_success = 200 <= self.status <= 299

    def _cut(self) -> None:
        """End what takes too long: the timeouts of a socket are for each wait of its own."""
        with suppress(OSError):
            socket.socket.shutdown(self._link.sock, socket.SHUT_RDWR)

    def close(self) -> None:
        """Have done with it."""
        self._open.close()

    def lost(self, error: Exception, delivered: bool = True) -> APIConnectionError:
        self.close()
        is_late = isinstance(error, TimeoutError) or time.monotonic() >= self.ends
        kind = APITimeoutError if is_late else APIConnectionError
        status = f" Status {self.status}." if hasattr(self, "status") else ""
        text = f"{self.route}: the connection to {self._host} failed: {str(error) or type(error).__name__}."
        arrived = "It may have arrived." if delivered else "It was not sent."
        text = self.wire.hide(f"{text} {arrived}{status}")
        return kind(text, delivered=delivered, request_id=getattr(self, "request_id", None))

    def chunks(self) -> Iterator[bytes]:
        """Read the body piece by piece. Raises APIConnectionError."""
        left = self._answer.length
        encoding = self.headers.get("content-encoding", "identity").lower()
        unpack = None if encoding == "identity" else zlib.decompressobj(47)
        try:
            while left is None or left > 0:
                chunk = self._answer.read1(_CHUNK if left is None else min(_CHUNK, left))
                if not chunk:
                    break
                left = None if left is None else left - len(chunk)
                yield chunk if unpack is None else unpack.decompress(chunk)
            if left or time.monotonic() >= self.ends:
                raise self.lost(ConnectionError("the answer ended before its end"))
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise self.lost(error) from error
        finally:
            self.close()

    @property
    def is_json(self) -> bool:
        with suppress(ValueError):
            self.json()
            return True
        return False

    def read(self) -> None:
        """Fetch the body. Of a failure it is left out if it is not whole."""
        try:
            self.body = b"".join(self.chunks())
        except APIConnectionError:
            if self.is_success:
                raise

    @property
    def text(self) -> str:
        """The body, in the charset that the server names or else in UTF-8."""
        charset = self.headers.get_content_charset("utf-8")
        try:
            return self.body.decode(charset, "replace")
        except (LookupError, ValueError):
            return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """Return the body as JSON. Raises ValueError."""
        try:
            return json.loads(self.body)
        except UnicodeDecodeError:
            # A job that has been started must not be lost for a broken character.
            return json.loads(self.text)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None

    @property
    def length(self) -> int | None:
        """How many bytes the body has, if the server says so."""
        is_packed = self.headers.get("content-encoding", "identity").lower() != "identity"
        told = self.headers.get("content-length", "")
        return int(told) if told.isdecimal() and not is_packed else None

    @property
    def retry_after(self) -> float | None:
        return _retry_after(self.headers)


def _retry_after(headers: Any) -> float | None:
    """Return the seconds until the server wants to be asked again, if it says so."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        # By the server's own clock, where it tells the time: ours may be wrong.
        date, now = (_time_of(text) for text in (value, headers.get("date", "")))
        if date is None:
            return None
        seconds = round(date - (time.time() if now is None else now), 3)
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _time_of(date: str) -> float | None:
    with suppress(ValueError, OverflowError):
        parsed = parsedate_tz(date)
        return None if parsed is None else float(mktime_tz(parsed))
    return None


_DIGESTS = {"sha-512": "sha512", "sha-256": "sha256", "md5": "md5"}


class _Part:
    """The first bytes of a file, beside its place until it is whole, locked against others.

    A note next to it says of which version they are: whoever calls again goes on from there.
    """

    def __init__(self, path: str | os.PathLike[str], listener: Any) -> None:
        self.path, self.listener = Path(path), listener
        self.mark: dict[str, Any] = {}
        self.size = self.furthest = 0
        self.is_pieced = False  # whether it came in several answers
        self.told, self.next = -1, 0.0
        if self.path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        name = self.path.name
        if len(name) > 100:
            name = f"{name[:25]}.{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
        self.beside = self.path.with_name(f".{name}.part")
        found = self._taken()
        self.is_kept = found is not None
        if found is None:
            # Another process writes the same file at this moment: each writes its own part.
            self.beside = self.path.with_name(f".{name}.{secrets.token_hex(4)}.part")
        self.file = found or _opened(self.beside)
        self.note = self.beside.with_name(f"{self.beside.name}.json")
        with suppress(OSError, ValueError, TypeError, KeyError):
            mark = json.loads(self.note.read_bytes())
            texts = [mark[key] for key in ("source", "validator", "algorithm", "digest")]
            if all(isinstance(text, str) and text.isprintable() for text in texts) and texts[1]:
                self.mark, self.size = mark, self.file.seek(0, os.SEEK_END)

    def _taken(self) -> IO[bytes] | None:
        """Open and lock the part; None where another process has it."""
        if sys.platform == "win32":
            return None
        import fcntl

        for _ in range(3):
            file = _opened(self.beside)
            try:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.path.samestat(os.fstat(file.fileno()), os.stat(self.beside)):
                    return file
            except BlockingIOError:
                file.close()
                return None
            except FileNotFoundError:
                pass
            file.close()  # it was put in its place between the two steps
        return None

    def asking(self, wire: _Wire) -> _Wire:
        """Return the request for what is missing."""
        if any(name.lower() == "range" for name in wire.headers):
            raise ArgumentError("a file is fetched whole: leave out the header Range")
        is_ours = self.mark.get("source") == _source(wire.url, self.mark)
        if wire.method != "GET" or not self.mark.get("validator") or not is_ours:
            self.forget()
        if not self.size:
            return wire
        span = {"Range": f"bytes={self.size}-", "If-Range": self.mark["validator"]}
        return replace(wire, headers={**wire.headers, **span})

    def takes(self, reply: _Reply, is_file: bool) -> bool:
        """Add what an answer carries. Returns False where it carries no file."""
        if reply.status == 416 and self.size:
            reply.close()
            if reply.headers.get("content-range", "") != f"bytes */{self.size}":
                raise self._misfit(f"byte {self.size} was asked for, and is not there")
        elif not is_file:
            return False
        else:
            with closing(reply):
                self._begin(reply)
                for chunk in reply.chunks():
                    self._write(chunk)
                if self.size < (self.mark["total"] or 0):
                    raise reply.lost(ConnectionError(f"it ended after {self.size} bytes"))
                self._tell(0.0)
        if self.mark["digest"]:
            hasher = hashlib.new(_DIGESTS[self.mark["algorithm"]], usedforsecurity=False)
            self.file.seek(0)
            while chunk := self.file.read(_CHUNK):
                hasher.update(chunk)
            if hasher.hexdigest() != self.mark["digest"]:
                raise self._corrupt(f"its {self.mark['algorithm']} is not the one announced")
        return True

    def _begin(self, reply: _Reply) -> None:
        start, total, validator = 0, reply.length, _validator(reply.headers)
        if reply.status == 206:
            span = reply.headers.get("content-range", "")
            found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", span.strip().lower())
            start, end, total = map(int, found.groups()) if found else (-1, -1, -1)
            if not 0 <= start <= end < total or reply.length not in (None, end - start + 1):
                raise self._misfit(f"byte {self.size} was asked for, and came as {span}")
        if start:
            known = self.mark.get("total"), self.mark.get("validator")
            is_same = known[0] in (None, total) and validator in ("", known[1])
            if start != self.size or not is_same:
                raise self._misfit("the file changed while it was fetched")
        else:
            algorithm, digest = _promised(reply.headers)
            self.mark = {
                "validator": validator,
                "total": total,
                "algorithm": algorithm,
                "digest": digest,
            }
            self.mark["source"] = _source(reply.wire.url, self.mark)
            self.size = 0
            self.note.unlink(missing_ok=True)
            if self.is_kept and validator:
                draft = self.note.with_name(f"{self.note.name}~")
                draft.write_text(json.dumps(self.mark))
                draft.replace(self.note)
        self.is_pieced = start > 0
        self.file.truncate(self.size)
        self.file.seek(self.size)

    def _write(self, chunk: bytes) -> None:
        total = self.mark["total"]
        if total is not None and self.size + len(chunk) > total:
            raise self._corrupt(f"there are more bytes than the {total} that were announced")
        view = memoryview(chunk)
        try:
            while view:
                written = self.file.write(view)
                self.size, view = self.size + written, view[written:]
        except OSError as error:
            self.forget()  # a disk that is full is better off without it
            raise OSError(error.errno, error.strerror, str(self.path)) from error
        self._tell(0.1)

    def _tell(self, every: float) -> None:
        now = time.monotonic()
        if self.listener is not None and self.size > self.told and (not every or now >= self.next):
            self.told, self.next = self.size, now + every
            self.listener(Progress(self.size, self.mark["total"]))

    def _corrupt(self, problem: str) -> DownloadCorrupt:
        return DownloadCorrupt(f"{self.path.name}: {problem}", path=self.path)

    def _misfit(self, problem: str) -> DownloadCorrupt:
        self.is_pieced = self.size > 0
        return self._corrupt(problem)

    def judged(self, outcome: _Reply | APIError, number: int) -> int:
        """Return how many attempts brought nothing new. Raises what no further one will mend."""
        if self.size > self.furthest:
            self.furthest, number = self.size, 1
        if isinstance(outcome, DownloadCorrupt):
            is_whole = not self.is_pieced
            self.forget()
            if is_whole:
                raise outcome
        elif outcome.status in (404, 410):
            self.forget()
        return number

    def forget(self) -> None:
        """Begin anew."""
        self.mark, self.size = {}, 0

    @property
    def is_worth_keeping(self) -> bool:
        return bool(self.is_kept and self.size and self.mark["validator"])

    @property
    def account(self) -> str:
        """What there is of it, for messages."""
        kept = "kept for the next call" if self.is_worth_keeping else "thrown away"
        total = self.mark.get("total") or "an unknown number of"
        return f"{self.size} of {total} bytes are here, and {kept}."

    def finish(self) -> Path:
        """Put the file in its place."""
        if sys.platform == "win32":
            self.file.close()
        os.replace(self.beside, self.path)
        self.note.unlink(missing_ok=True)
        self.file.close()
        return self.path

    def release(self) -> None:
        """Let others have it; remove it, where nobody can go on from here."""
        if not self.file.closed:
            if not self.is_worth_keeping:
                self.note.unlink(missing_ok=True)
                with suppress(OSError):
                    self.beside.unlink(missing_ok=True)
            self.file.close()


def _opened(path: Path) -> IO[bytes]:
    # Never through a link that somebody put there; unbuffered, so that what is written is written.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return open(os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o666), "r+b", buffering=0)


def _source(url: str, mark: Mapping[str, Any]) -> str:
    """Return a hash of an address; where an ETag says enough, without its signature."""
    if str(mark.get("validator", "")).startswith('"'):
        url = urlsplit(url)._replace(query="", fragment="").geturl()
    return hashlib.sha256(url.encode()).hexdigest()


def _validator(headers: Any) -> str:
    """Return what tells this version of a file from any other; empty where nothing does."""
    tag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    if headers.get("content-encoding", "identity").lower() != "identity":
        return ""
    if tag:
        return tag if tag.startswith('"') and tag.isprintable() else ""
    seen, changed = _time_of(headers.get("date", "")), _time_of(modified)
    return modified if seen is not None and changed is not None and seen > changed else ""


def _promised(headers: Any) -> tuple[str, str]:
    """Return the strongest digest of the whole file that an answer names: algorithm and hex."""
    names = ["digest", "repr-digest"]
    if "content-range" not in headers:
        names = ["content-md5", "content-digest", *names]
    found: dict[str, str] = {}
    for name in names if headers.get("content-encoding", "identity").lower() == "identity" else []:
        value = headers.get(name, "")
        for item in (f"md5={value}" if name == "content-md5" else value).split(","):
            algorithm, _, text = item.strip().partition("=")
            with suppress(ValueError):
                text = text.partition(";")[0].strip().strip(":")
                found[algorithm.lower()] = base64.b64decode(text, validate=True).hex()
    return next(((name, found[name]) for name in _DIGESTS if found.get(name)), ("", ""))


if TYPE_CHECKING:
    from typing_extensions import Unpack

_LOG = logging.getLogger(__name__)
_configured: dict[str, Any] = {}


def configure(**options: Unpack[Options]) -> None:
    """Set options for all calls from now on."""
    _configured.update(options)


class _Answer(NamedTuple):
    """An answer that an operation describes."""

    status: str
    media: str = ""
    kind: str = ""  # "json", "text" or "binary"; empty where there is no body
    unwrap: tuple[str, str] | None = None  # the payload of an envelope, and what it has not


@dataclass(frozen=True)
class _Request:
    """What an operation asks for, and what it may be answered."""

    route: str
    answers: Sequence[_Answer]
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Sequence[tuple[str, str]] = ()
    headers: Sequence[tuple[str, str]] = ()
    cookies: Sequence[tuple[str, str]] = ()
    body: object = omit
    contents: Mapping[str, _Encoder] = field(default_factory=lambda: {"application/json": _as_json})
    security: Sequence[Sequence[str]] = ()  # alternatives, each some schemes needed together
    server: str = ""
    resend: str = ""
    idempotency_header: str = ""

    @property
    def is_harmless(self) -> bool:
        """Whether carrying it out twice does no more than once."""
        method = self.route.partition(" ")[0]
        usual = method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")
        return self.resend == "always" if self.resend else usual


def _fields(values: Mapping[str, object], required: bool = False) -> object:
    """Return the fields that were given; `omit` where there shall be no body."""
    found = {name: value for name, value in values.items() if value is not omit}
    return found if found or required else omit


def _keys(options: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys that are known, by security scheme. Raises ConfigurationError."""
    found: dict[str, str] = {}
    for scheme, (_, _, option, variable) in _KEYS.items():
        given = options.get(option) or os.environ.get(variable, "")
        text = (given if isinstance(given, str) else ":".join(given)).strip()
        if not (text.isascii() and text.isprintable()):
            raise ConfigurationError(f"{option} has characters that no header can carry")
        found |= {scheme: text} if text else {}
    return found


def _credentials(request: _Request, keys: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return kind, name and text of each key that goes with a request."""
    for way in request.security:
        if way and all(scheme in keys for scheme in way):
            return [(*_KEYS[scheme][:2], _sent(_KEYS[scheme][0], keys[scheme])) for scheme in way]
    if request.security and all(request.security):
        ways = (
            " and ".join(f"{_KEYS[one][2]}= or {_KEYS[one][3]}" for one in way)
            for way in request.security
        )
        raise ConfigurationError(f"{request.route} needs a key: give {', or else '.join(ways)}")
    return []


def _sent(kind: str, key: str) -> str:
    if kind == "basic":
        return f"Basic {base64.b64encode(key.encode()).decode()}"
    return f"Bearer {key}" if kind == "bearer" else key


def _hider(keys: Iterable[str]) -> Callable[[object], str]:
    """Return what takes the keys out of a text, also in the forms in which they travel."""
    forms: list[str] = []
    for key in keys:
        whole = base64.b64encode(key.encode()).decode()
        forms += [key, quote(key, ""), quote_plus(key), whole]

    def hide(text: object) -> str:
        made = str(text)
        for form in forms:
            made = made.replace(form, "[hidden]")
        return made

    return hide


def _wire(request: _Request, options: Mapping[str, Any], url: str = "") -> _Wire:
    """Return a request as it goes over the wire. Raises ArgumentError or ConfigurationError."""
    given = options.get("base_url") or os.environ.get(_BASE_URL_FROM)
    base = given or urljoin(_BASE_URL, request.server)
    here, there, keys = urlsplit(base), urlsplit(url or base), _keys(options)
    if here.scheme not in ("http", "https") or not here.hostname or here.username or here.query:
        raise ConfigurationError(f"the base URL cannot be used: give base_url= or {_BASE_URL_FROM}")
    if there.scheme not in ("http", "https") or not there.hostname or there.username is not None:
        raise ArgumentError(f"{request.route}: the address of the file is refused")
    timeout: float | None = options.get("timeout", 60.0)
    accept = ", ".join(dict.fromkeys(one.media for one in request.answers if one.media)) or "*/*"
    sent = [("Accept", accept), ("User-Agent", _USER_AGENT), ("Connection", "close")]
    hide = _hider(keys.values())
    if url:
        return _Wire(request.route, url, dict(sent), None, timeout, hide)
    extra_headers: Mapping[str, str] = options.get("extra_headers") or {}
    extra_query: Mapping[str, object] = options.get("extra_query") or {}
    extra = [pair for name, text in extra_headers.items() for pair in _header(name, text)]
    media = next((text for name, text in extra if name.lower() == "content-type"), None)
    payload = _payload(request, options.get("extra_body"), options.get("media_type") or media)
    if payload is not None:
        length = [] if payload.length is None else [("Content-Length", str(payload.length))]
        sent += [("Content-Type", payload.media), *length]
    pairs, cookies = [*request.query], [*request.cookies]
    for name, value in extra_query.items():
        pairs += _deep(name, value)
    sent += request.headers
    for kind, name, text in _credentials(request, keys):
        if kind == "query":
            pairs.append((quote(name, _SAFE), quote(text, _SAFE)))
        else:
            (cookies if kind == "cookie" else sent).append((name, text))
    if cookies:
        sent.append(("Cookie", "; ".join(f"{name}={text}" for name, text in cookies)))
    if request.idempotency_header:
        sent.append((request.idempotency_header, str(uuid.uuid4())))
    sent += [one for one in extra if payload is None or one[0].lower() != "content-type"]
    headers = dict({name.lower(): (name, text) for name, text in sent}.values())
    path = _filled(request.route.partition(" ")[2], request.path)
    query = "&".join(f"{name}={text}" for name, text in pairs)
    url = f"{base.rstrip('/')}{path}{'?' if query else ''}{query}"
    return _Wire(request.route, url, headers, payload, timeout, hide, options.get("on_upload"))


def _payload(request: _Request, extra: Any, media_type: str | None) -> _Payload | None:
    """Return the body in the first media type that can carry it; None for no body."""
    value, contents = request.body, request.contents
    if extra:
        value = {**value, **extra} if _is_object(value) else extra
    if value is omit:
        return None
    if media_type is not None:
        wanted = media_type.partition(";")[0].strip().lower()
        known = {
            name: make
            for name, make in contents.items()
            if name.partition(";")[0].lower() == wanted
        }
        ranges = {media_type: make for name, make in contents.items() if "*" in name}
        contents = known or ranges
    problems = [f"it cannot be {media_type}"] if not contents else []
    for media, encode in contents.items():
        try:
            return encode(media, value)
        except (ArgumentError, UnicodeEncodeError) as error:
            problems.append(f"{media} {error}")
    raise ArgumentError(f"{request.route}: the body cannot be sent: {'; '.join(problems)}")


class _Course:
    """One call: whether to try again, after how long, and what its end means."""

    def __init__(self, request: _Request, wire: _Wire, options: Mapping[str, Any]) -> None:
        deadline = options.get("deadline")
        self.request, self.wire, self.number, self.doubt, self.note = request, wire, 0, "", ""
        self.key = {k.lower(): v for k, v in wire.headers.items()}.get(
            request.idempotency_header.lower()
        )
        self.retries = options.get("max_retries", 2)
        self.ends = math.inf if deadline is None else time.monotonic() + deadline

    def pause(self, outcome: _Reply | APIError) -> float | None:
        """Return the seconds until the next attempt; None where there shall be none."""
        status, wish = outcome.status, outcome.retry_after
        is_refusal = status in (425, 429) or (status == 503 and wish is not None)
        acted = status in (303, 408) or (status or 0) >= 500 and status not in (501, 505)
        may_have_acted = (
            outcome.delivered if isinstance(outcome, APIError) else acted and not is_refusal
        )
        if may_have_acted and not self.request.is_harmless:
            said = (
                outcome if status is None else f"{self.request.route} was answered with {status}."
            )
            self.doubt, self.note = self.doubt or str(said), ""
        may = self.request.resend != "never" and (
            self.request.is_harmless or self.key or is_refusal
        )
        if status not in (None, 408, 425, 429, 500, 502, 503, 504) or (may_have_acted and not may):
            return None
        if self.request.resend == "never" and status is not None:
            return None
        pause = max(random.random() * min(8.0, 0.5 * 2.0 ** min(self.number - 1, 32)), wish or 0.0)
        left = self.ends - time.monotonic()
        if self.wire.payload is not None and self.wire.payload.is_spent:
            self.note = "It was not sent again, since its body can be read only once."
        elif self.number > self.retries or left <= 0:
            self.note = f"Tried {self.number} times." if self.number > 1 else ""
        elif (wish or 0) > 60 or pause >= left:
            self.note = f"The next attempt was due after {pause:.3g} s, which is too long to wait."
        else:
            _LOG.info(
                "%s: attempt %d follows in %.3g s", self.request.route, self.number + 1, pause
            )
            return pause
        return None

    def lost(self, error: APIError) -> APIError:
        """Return the error of a call that got no whole answer."""
        if not self.doubt:
            error.args = (f"{error} {self.note}".rstrip(),)
            return error
        ways = "It was not sent again: look whether it was carried out before you do."
        if self.key:
            ways = "Calling again is safe with the same idempotency key."
        facts = {"request_id": error.request_id, "idempotency_key": self.key}
        return OutcomeUnknown(f"{self.doubt} {self.note} {ways}".replace("  ", " "), **facts)

    def refused(self, reply: _Reply) -> APIError:
        """Return the error of an answer whose status means failure."""
        body, status, wish = (
            reply.json() if reply.is_json else None,
            reply.status,
            reply.retry_after,
        )
        message, code, type_, param = (_text_at(body, places) for places in _ERROR_AT)
        usual = _STATUS_ERRORS[500] if status >= 500 else APIStatusError
        phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Status"
        text = f"{status} {phrase}: {message or _gist(reply)}"
        facts = [f"{k} {v}" for k, v in (("code", code), ("param", param)) if v]
        facts += [reply.route, *([f"request id {reply.request_id}"] if reply.request_id else [])]
        hint = "" if wish is None else f"Try again in {wish:g} s."
        if self.doubt:
            hint = "It may have been carried out all the same: look before you call again."
        text = " ".join(
            f"{' '.join(text.split())[:500]} ({', '.join(facts)}). {self.note} {hint}".split()
        )
        return _STATUS_ERRORS.get(status, usual)(
            self.wire.hide(text),
            status=status,
            message=message,
            code=code,
            type=type_,
            param=param,
            body=body,
            headers=reply.headers,
            request_id=reply.request_id,
            retry_after=wish,
            attempts=self.number,
            outcome_unknown=bool(self.doubt),
        )


def _call(request: _Request, given: Mapping[str, Any], part: Any = None, url: str = "") -> Any:
    """Make a call and return what its answer means; a file that it brings goes into a part."""
    options = {**_configured, **given}
    wire = _wire(request, options, url)
    course = _Course(request, wire, options)
    while True:
        course.number += 1
        outcome: _Reply | APIError
        try:
            outcome = reply = (wire if part is None else part.asking(wire)).sent(course.ends)
            answer = _expected(request, reply) if reply.is_success else None
            if part is not None and part.takes(
                reply, answer is not None and answer.kind == "binary"
            ):
                return part.finish()
            reply.read()
            if reply.is_success:
                return _value(request, reply, answer, options)
        except (APIConnectionError, DownloadCorrupt) as problem:
            outcome = problem
        if part is not None:
            course.number = part.judged(outcome, course.number)
        pause = course.pause(outcome)
        if pause is not None:
            time.sleep(pause)
        elif isinstance(outcome, APIError):
            course.note = f"{course.note} {part.account}" if part else course.note
            error = course.lost(outcome)
            raise error from (outcome.__cause__ if error is outcome else outcome)
        else:
            raise course.refused(outcome)


def _expected(request: _Request, reply: _Reply) -> _Answer | None:
    """Return which of the described answers a success is; None where it can be none of them.

    A status that is not described counts as the first that is, a media type that is not
    described as one that could well have been meant.
    """
    status, media, answers = str(reply.status), reply.media, request.answers
    for known in (status, f"{status[0]}XX", "DEFAULT", *(one.status for one in answers[:1])):
        chosen = [one for one in answers if one.status.upper() == known]
        if chosen:
            break
    else:
        return _Answer("2XX")
    # A 204 is no file of no bytes.
    chosen = [one for one in chosen if one.kind != "binary" or status not in ("204", "205")]
    ranges = ("", media, "*/*", f"{media.partition('/')[0]}/*")
    fits = (
        one for one in chosen if not media or one.media.partition(";")[0].strip().lower() in ranges
    )
    is_text, is_json = media.startswith("text/"), media.endswith(("/json", "+json"))
    likely = {
        "json": is_text or is_json or media.endswith("/octet-stream"),
        "text": is_text,
        "binary": not (is_text or is_json),
    }
    if media == "text/html":  # the page of a proxy or of a login
        likely = {}
    could = (one for one in chosen if not one.kind or likely.get(one.kind))
    return next(fits, None) or next(could, None)


def _value(
    request: _Request, reply: _Reply, answer: _Answer | None, options: Mapping[str, Any]
) -> Any:
    """Return what a success means. Raises APIResponseValidationError or OutcomeUnknown."""
    if options.get("on_response"):
        options["on_response"](reply.headers)
    if answer is None:
        medias = " or ".join(one.media for one in request.answers)
        problem = f"it is {reply.media or 'nothing'}, not {medias}: {_gist(reply)}"
    elif answer.kind != "json":
        return reply.text if answer.kind == "text" else None
    else:
        try:
            value = reply.json()
        except ValueError as error:
            problem = f"broken JSON, {error}" if reply.body else "the body is empty"
        else:
            inner = _at(value, answer.unwrap[0]) if answer.unwrap else None
            is_bare = answer.unwrap is None or _at(value, answer.unwrap[1]) is not None
            return value if is_bare or not _is_object(inner) else inner
    text = reply.wire.hide(
        f"The {reply.status} answer to {request.route} cannot be read: {problem}"
    )
    facts = {"status": reply.status, "headers": reply.headers, "request_id": reply.request_id}
    unreadable = APIResponseValidationError(text, body=reply.text, **facts)
    if request.is_harmless or (answer is None and reply.is_json):
        raise unreadable
    raise OutcomeUnknown(f"{text}. It was not sent again.", **facts) from unreadable


def _gist(reply: _Reply) -> str:
    """Return what an answer says whose message is not where the document has it."""
    if not reply.body:
        location = reply.headers.get("location")
        return f"it leads to {location}, which was not followed" if location else "no body"
    title = re.search(r"<title[^>]*>(.*?)</title", reply.text[:20_000], re.IGNORECASE | re.DOTALL)
    if title or reply.media == "text/html":
        return f"an HTML page{f' titled {title[1].strip()!r}' if title else ''}, not from the API"
    return reply.text[:500]


def _fetch(
    request: _Request, options: Mapping[str, Any], path: Any, listener: Any, url: str = ""
) -> Any:
    """Make a call whose answer may be a file, which is there when it is whole."""
    part = _Part(path, listener)
    try:
        return _call(request, options, part, url)
    finally:
        part.release()


T = TypeVar("T")
State: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True)
class JobState(Generic[T]):
    """Where a job stands, by the last that was heard of it."""

    state: State = "waiting"
    status: str = ""  # the server's own word
    progress: float | None = None  # from 0 to 1; it may go back
    elapsed: float = 0.0  # seconds since it was submitted here, or first asked for
    attempt: int = 0  # how often it was asked for
    value: T | None = field(default=None, repr=False)  # the last answer
    reason: str | None = None  # why it failed or was cancelled
    code: str | None = None  # the same for programs
    is_known: bool = True  # whether the document lists the word; if not, it is taken for running

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state in ("done", "failed", "cancelled")


@dataclass(frozen=True)
class _Plan(Generic[T]):
    """What the document says of the jobs that an operation starts; places are JSON Pointers."""

    poll: Callable[[Any, Any], T]
    id_at: Sequence[str]
    status_at: Sequence[str]
    states: Mapping[State, Sequence[str]]
    progress_at: Sequence[str] = ()
    whole: float = 100
    reason_at: Sequence[str] = ()
    code_at: Sequence[str] = ()
    first: float = 2.0
    growth: float = 1.5
    max: float = 15.0
    headers: Sequence[str] = ()  # in which the server names the next pause in milliseconds
    is_one_type: bool = False  # whether what starts a job is answered as what asks for it is
    jobs: dict[str, _Job[Any]] = field(default_factory=dict[str, Any])

    def job(self, given: object) -> _Job[T]:
        """Return the job of an id, with what this process knows of it."""
        job_id = str(given)
        known = self.jobs.get(job_id)
        if known is not None and known.is_settled and time.monotonic() > known.due + 60:
            del self.jobs[job_id]  # what it said then, such as a URL, may no longer hold
        while len(self.jobs) > 1000:
            del self.jobs[next(iter(self.jobs))]
        return self.jobs.setdefault(job_id, _Job(self, job_id))

    def started(self, request: _Request, options: Mapping[str, Any]) -> Any:
        """Start a job, and return the answer."""
        began, seen = time.monotonic(), _Seen(options)
        value = _call(request, seen.options)
        job_id = _text_at(value, self.id_at)
        if job_id is None:
            problem = f"there is no job id at {' or '.join(self.id_at)}"
            raise APIResponseValidationError(
                f"{request.route} cannot be read: {problem}", body=value
            )
        self.jobs.pop(job_id, None)
        job = self.job(job_id)
        job.began, job.born = began, time.monotonic()
        job.hear(value, seen.headers, value if self.is_one_type else None)
        return value

    def state_of(self, body: Any, **facts: Any) -> JobState[T]:
        """Return what an answer says. A word that is not listed means that the job goes on."""
        word = _text_at(body, self.status_at) or ""
        found: State | None = None
        for known, words in self.states.items():
            found = known if word.casefold() in words else found
        usual: State = "running" if word or facts["attempt"] else "waiting"
        state: State = found or usual
        is_wrong = state in ("failed", "cancelled")
        return JobState(
            state=state,
            status=word,
            progress=_share(_at(body, *self.progress_at), self.whole),
            reason=_text_at(body, self.reason_at) if is_wrong else None,
            code=_text_at(body, self.code_at) if is_wrong else None,
            is_known=found is not None,
            **facts,
        )

    def pause(self, polls: int, headers: Any) -> float:
        """Return the seconds to the next poll: as the server wishes, or growing, each a bit random."""
        for name in self.headers:
            with suppress(ValueError):
                told = float(headers.get(name, ""))
                if math.isfinite(told) and told >= 0:
                    return max(told / 1000, 0.1)
        wish = _retry_after(headers)
        grown = min(self.first * self.growth ** min(polls, 30), self.max)
        return max(grown * (1 - 0.2 * random.random()) if wish is None else wish, 0.1)


class _Job(Generic[T]):
    """What this process knows of a job."""

    def __init__(self, plan: _Plan[T], job_id: str) -> None:
        self.plan, self.id = plan, job_id
        self.state: JobState[T] = JobState(is_known=False)
        self.body: Any = None
        self.began = self.born = math.nan
        self.due, self.polls = -math.inf, 0
        self.is_heard = self.is_withdrawn = False
        self.trouble: APIError | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask for."""
        is_told = self.state.value is not None or self.is_heard
        return self.state.is_over and (self.state.state != "done" or is_told)

    def hear(self, body: Any, headers: Any, value: Any) -> None:
        """Take in an answer."""
        now = time.monotonic()
        self.body = body
        self.state = self.plan.state_of(
            body, value=value, elapsed=now - self.began, attempt=self.polls
        )
        self.due = now + self.plan.pause(self.polls, headers)

    def poll(self, options: Mapping[str, Any], until: float) -> None:
        """Ask for the job once."""
        now, seen = time.monotonic(), _Seen(options)
        self.began = now if math.isnan(self.began) else self.began
        self.polls += 1
        if until < math.inf:
            seen.options["deadline"] = min(
                max(until - now, 0.001), options.get("deadline") or math.inf
            )
        try:
            value = self.plan.poll(self.id, seen.options)
        except APIError as error:
            now, self.trouble = time.monotonic(), error
            if self.is_withdrawn and error.status in (404, 410):
                self.state = replace(self.state, state="cancelled", attempt=self.polls)
                return
            self.due = now + self.plan.pause(self.polls, error.headers or {})
            is_new = error.status == 404 and not self.is_heard and now - self.born < 15
            passing = error.status in (408, 425, 429) or (error.status or 0) >= 500 or is_new
            kinds = (APIConnectionError, APIResponseValidationError, OutcomeUnknown)
            if not (passing or isinstance(error, kinds)):
                raise
        else:
            self.is_heard, self.trouble = True, None
            self.hear(value, seen.headers, value)

    def followed(self, options: Mapping[str, Any], until: float) -> Iterator[JobState[T]]:
        """Ask for the job until it is over, and yield each answer. Raises JobTimeout."""
        while not self.is_settled:
            now = time.monotonic()
            if max(self.due, now) >= until:
                time.sleep(max(until - now, 0))
                text = f"is not over in time, it is {self.state.state}. It goes on at the server."
                said = f" The last poll failed: {self.trouble}" if self.trouble else ""
                raise self.error(JobTimeout, text + said) from self.trouble
            if self.due > now:
                time.sleep(self.due - now)
            polls = self.state.attempt
            self.poll(options, until)
            if self.state.attempt > polls:
                yield self.state

    def waited(self, options: Mapping[str, Any], timeout: float | None, listener: Any) -> T:
        """Wait until the job is over, and return the last answer."""
        until = math.inf if timeout is None else time.monotonic() + timeout
        try:
            if self.is_settled and listener is not None:
                listener(self.state)
            for state in self.followed(options, until):
                if listener is not None:
                    listener(state)
            return self.result()
        except APIError as error:
            error.job = self.id
            raise

    def watched(self, options: Mapping[str, Any], timeout: float | None) -> Iterator[JobState[T]]:
        """Yield where the job stands, if that is known, and then each change."""
        until = math.inf if timeout is None else time.monotonic() + timeout
        last: JobState[T] | None = self.state if self.body is not None else None
        if last is not None:
            yield last
        for state in self.followed(options, until) if last is None or not last.is_over else ():
            facts = (state.state, state.status, state.progress)
            if last is None or facts != (last.state, last.status, last.progress):
                yield state
            last = state

    def result(self) -> T:
        """Return the last answer of a job that is done. Raises JobFailed, JobCancelled or JobNotDone."""
        state = self.state
        if state.state == "done":
            return cast("T", state.value)
        if not state.is_over:
            raise self.error(
                JobNotDone, f"has no result yet, it is {state.state}: wait for it first."
            )
        kind, verb = (
            (JobFailed, "failed") if state.state == "failed" else (JobCancelled, "was cancelled")
        )
        raise self.error(
            kind, f"{verb}: {state.reason or 'no reason given'} (status {state.status})."
        )

    def finished(self, options: Mapping[str, Any]) -> str:
        """Return the id of a job that is done. Raises JobNotDone, JobFailed or JobCancelled."""
        if not self.is_settled:
            self.poll(options, math.inf)
        self.result()
        return self.id

    def result_url(self, options: Mapping[str, Any], *places: str) -> str:
        """Return where the result of a job is that is done."""
        self.finished(options)
        found = _text_at(self.body, places)
        if found is None:
            raise self.error(
                JobNotDone, f"is done, but its answer has no URL at {' or '.join(places)}"
            )
        return found

    def error(self, kind: type[JobError], text: str) -> JobError:
        facts = {"state": self.state, "reason": self.state.reason, "code": self.state.code}
        return kind(f"job {self.id} {' '.join(text.split())}", job=self.id, **facts)


class _Seen:
    """Options of a call that keep the headers of its answer."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.headers: Any = {}
        self.listener = options.get("on_response")
        self.options = {**options, "on_response": self.keep}

    def keep(self, headers: Any) -> None:
        self.headers = headers
        if self.listener is not None:
            self.listener(headers)


def _share(told: Any, whole: float) -> float | None:
    """Return how much of a job is done, from 0 to 1; None where that is not told."""
    if isinstance(told, str):
        whole = 100 if told.strip().endswith("%") else whole
        try:
            told = float(told.strip().rstrip("%"))
        except ValueError:
            return None
    if isinstance(told, bool) or not isinstance(told, (int, float)) or not math.isfinite(told):
        return None
    return min(max(told, 0), whole) / whole


_CREATE_GENERATION = _Plan(
    poll=lambda job, options: retrieve_generation(task_id=job, **options),
    id_at=("/task_id", "/id"),
    status_at=("/status",),
    states={
        "waiting": [
            "queued", "not_start", "submitted", "created", "pending", "preparing",
            "starting", "queueing", "in_queue", "unknown", "",
        ],
        "running": ["processing", "in_progress", "running", "generating"],
        "done": [
            "succeeded", "completed", "success", "succeed", "done", "complete",
            "finished",
        ],
        "failed": ["failed", "failure", "fail", "error", "expired", "not_found"],
        "cancelled": ["cancelled", "canceled"],
    },
    progress_at=("/progress",),
    reason_at=("/error/message", "/fail_reason"),
    code_at=("/error/code",),
    first=5,
)


_CREATE_VIDEO = _Plan(
    poll=lambda job, options: retrieve_video(video_id=job, **options),
    id_at=("/id", "/task_id"),
    status_at=("/status",),
    states={
        "waiting": [
            "queued", "not_start", "submitted", "created", "pending", "preparing",
            "starting", "queueing", "in_queue", "unknown", "",
        ],
        "running": ["in_progress", "processing", "running", "generating"],
        "done": [
            "completed", "succeeded", "success", "succeed", "done", "complete",
            "finished",
        ],
        "failed": ["failed", "failure", "fail", "error", "expired", "not_found"],
        "cancelled": ["cancelled", "canceled"],
    },
    progress_at=("/progress",),
    reason_at=("/error/message",),
    code_at=("/error/code",),
    headers=["openai-poll-after-ms"],
    is_one_type=True,
)
