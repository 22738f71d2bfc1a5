# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Text and images in, short video clips out, in two dialects.

One file for Python 3.10 and its standard library: copy it anywhere. There is a function for each
operation; what comes back is JSON as it came. Each takes `Options`, which `configure` sets for all
calls. What may have been carried out is never sent again: `OutcomeUnknown` says so.

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
import math
import mimetypes
import os
import random
import re
import secrets
import socket
import threading
import time
import urllib.request
import uuid
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import mktime_tz, parsedate_tz
from pathlib import Path
from typing import (
    IO, TYPE_CHECKING, Any, Final, Generic, Literal, NamedTuple, TypeAlias, TypeGuard, TypeVar,
    TypedDict, Union, cast,
)
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import Request


if TYPE_CHECKING:
    from typing_extensions import Required, Unpack

_BASE_URL = "https://ai.burncloud.com"
_BASE_URL_FROM = "BURNCLOUD_BASE_URL"
_USER_AGENT = "burncloud-video/0.1.0"
# How each key is sent, its name there, and the option and the variable that give it.
_KEYS: Mapping[str, tuple[str, str, str, str]] = {
    "bearer": ("bearer", "Authorization", "api_key", "BURNCLOUD_API_KEY")
}
_SECURITY: Sequence[Sequence[str]] = (("bearer",),)
# Where error bodies say what went wrong: message, code, type and parameter.
_ERROR_AT: Sequence[Sequence[str]] = (
    ("/error/message", "/message"),
    ("/error/code", "/code"),
    ("/error/type", "/type"),
    ("/error/param", "/param"),
)
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
    delivered: bool = True  # whether the request may have arrived
    outcome_unknown: bool = False  # whether it may have been carried out all the same
    job: str | None = None  # id of the job that was being waited for
    state: Any = None  # the last that was heard of it, a JobState

    def __init__(self, text: str, **facts: Any) -> None:
        super().__init__(text)
        self.__dict__.update(facts)


# fmt: off

class ConfigurationError(APIError): """The key or the base URL is missing. Nothing was sent."""
class ArgumentError(APIError, ValueError): """An argument cannot be sent. Nothing was sent."""
class APIConnectionError(APIError): """There is no whole answer."""
class APITimeoutError(APIConnectionError): """The server did not answer in time."""
class OutcomeUnknown(APIError): """It may have been carried out, so it was not sent again."""
class APIResponseValidationError(APIError): """A success whose answer cannot be read."""
class JobError(APIError): """A job has no result, or none yet: `state` says more."""
class JobFailed(JobError): """The server has given up on the job."""
class JobCancelled(JobError): """The job was stopped on demand."""
class JobTimeout(JobError, TimeoutError): """Not over in time; the job goes on at the server."""
class JobNotDone(JobError): """The job has no result yet: wait for it first."""
class APIStatusError(APIError): """The status means failure."""

class BadRequestError(APIStatusError): """400 Bad Request."""
class AuthenticationError(APIStatusError): """401 Unauthorized."""
class PermissionDeniedError(APIStatusError): """403 Forbidden."""
class NotFoundError(APIStatusError): """404 Not Found."""
class ConflictError(APIStatusError): """409 Conflict."""
class UnprocessableEntityError(APIStatusError): """422 Unprocessable Content."""
class RateLimitError(APIStatusError): """429 Too Many Requests."""
class InternalServerError(APIStatusError): """5XX Server Error."""

# fmt: on

_STATUS_ERRORS: Mapping[int, type[APIStatusError]] = {
    400: BadRequestError, 401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError,
    409: ConflictError, 422: UnprocessableEntityError, 429: RateLimitError,
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


def _json(value: object) -> str:
    try:
        return json.dumps(
            value, default=dict, ensure_ascii=False, separators=(",", ":"), allow_nan=False
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise ArgumentError(f"a value cannot be sent: {error}") from None


def _text(value: object) -> str:
    """Return a value as it stands in a URL, a header or a form."""
    return value if isinstance(value, str) else "" if value is None else _json(value)


def _word(value: object) -> str:
    """Return a single value as it stands in a URL."""
    return quote(_text(value), safe=_SAFE)


def _pair(name: str, value: object) -> list[tuple[str, str]]:
    """Return a single value as the pair of a query: none where there is no value."""
    return [] if value is None or value is omit else [(_word(name), _word(value))]


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


VideoModel: TypeAlias = Literal[
    "kling-v1", "kling-v1-6", "kling-v2-master", "jimeng_vgfm_t2v_l20", "jimeng_vgfm_i2v_l20",
    "viduq1", "viduq2", "vidu2.0", "vidu1.5", "sora-2", "sora-2-pro", "veo-3",
    "veo-3.0-generate-001", "veo-3.1-generate-preview", "veo-3.1-fast-generate-preview",
] | str


class KlingMetadata(TypedDict, total=False):  # parameters of Kling's models
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


KlingMode: TypeAlias = Literal["std", "pro", "4k"] | str

KlingModel: TypeAlias = Literal[
    "kling-v1", "kling-v1-5", "kling-v1-6", "kling-v2-master", "kling-v2-1", "kling-v2-1-master",
    "kling-v2-5-turbo", "kling-v2-6", "kling-v3",
] | str


class KlingDynamicMask(TypedDict, total=False):
    mask: str
    trajectories: list[KlingPoint]


class KlingPoint(TypedDict):  # a point of a picture, counted from the bottom left corner
    x: int
    y: int


class KlingCameraControl(TypedDict, total=False):  # how the camera moves
    type: Literal[
        "simple", "down_back", "forward_up", "right_turn_forward", "left_turn_forward",
    ] | str
    config: KlingCameraConfig


class KlingCameraConfig(TypedDict, total=False):  # a camera movement: six values from -10 to 10
    horizontal: float
    vertical: float
    pan: float
    tilt: float
    roll: float
    zoom: float


class JimengMetadata(TypedDict, total=False):  # parameters of Jimeng's models
    req_key: Literal[
        "jimeng_vgfm_t2v_l20", "jimeng_vgfm_i2v_l20", "jimeng_t2v_v30", "jimeng_t2v_v30_1080p",
        "jimeng_i2v_first_v30", "jimeng_i2v_first_v30_1080", "jimeng_i2v_first_tail_v30",
        "jimeng_i2v_first_tail_v30_1080", "jimeng_ti2v_v30_pro",
    ] | str
    image_urls: list[str]
    binary_data_base64: list[str]
    aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | str
    seed: int
    frames: Literal[121, 241] | int
    prompt: str


class ViduMetadata(TypedDict, total=False):  # parameters of Vidu's models
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
    action: Literal["generate", "textGenerate", "firstTailGenerate", "referenceGenerate"] | str
    style: Literal["general", "anime"] | str
    aspect_ratio: Literal["16:9", "9:16", "1:1", "3:4", "4:3"] | str


class VeoMetadata(TypedDict, total=False):  # parameters of Google's Veo models
    aspectRatio: Literal["16:9", "9:16"] | str
    durationSeconds: Literal[4, 6, 8] | int
    negativePrompt: str
    personGeneration: Literal["allow_all", "allow_adult"] | str
    resolution: str
    storageUri: str
    sampleCount: int


class AliMetadata(TypedDict, total=False):  # parameters of Ali's Wan models
    img_url: str
    first_frame_url: str
    last_frame_url: str
    resolution: str
    prompt_extend: bool
    watermark: bool


VendorMetadata: TypeAlias = Union[
    "KlingMetadata",
    "JimengMetadata",
    "ViduMetadata",
    "VeoMetadata",
    "AliMetadata",
    dict[str, Any],
]


class GenerationReceipt(TypedDict, total=False):  # confirms that a job has been taken
    task_id: Required[str]
    id: str
    object: Literal["video"]
    model: VideoModel
    status: GenerationStatus
    progress: int
    created_at: int


GenerationStatus: TypeAlias = Literal[
    "queued", "processing", "in_progress", "succeeded", "completed", "failed", "NOT_START",
    "SUBMITTED", "QUEUED", "IN_PROGRESS", "SUCCESS", "FAILURE", "UNKNOWN",
] | str


class GenerationTask(TypedDict, total=False):  # a video generation as it stands
    task_id: Required[str]
    status: Required[GenerationStatus]
    url: str | None
    format: str | None
    metadata: ClipMetadata | None
    error: GenerationError | None
    progress: int | str
    action: Literal[
        "generate", "textGenerate", "firstTailGenerate", "referenceGenerate", "remixGenerate",
    ] | str
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


class ClipMetadata(TypedDict, total=False):  # facts about a finished clip
    duration: float
    fps: int
    width: int
    height: int
    seed: int


class GenerationError(TypedDict, total=False):  # why a generation failed
    code: int | str | None
    message: str


class ImageReference(TypedDict, total=False):
    image_url: str
    file_id: str


VideoStatus: TypeAlias = Literal[
    "queued", "in_progress", "completed", "failed", "processing", "succeeded", "unknown",
] | str

VideoVariant: TypeAlias = Literal["video", "thumbnail", "spritesheet"] | str


class Video(TypedDict, total=False):  # a video as it stands, in the OpenAI video format
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


class VideoError(TypedDict, total=False):  # why a video failed
    code: str | None
    message: str


class VideoMetadata(TypedDict, total=False):  # further facts about a video, from the gateway
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


def create_generation(
    *, model: VideoModel, prompt: str, image: str | Omit = omit,
    images: Sequence[str] | Omit = omit, size: str | Omit = omit, mode: KlingMode | Omit = omit,
    duration: float | Omit = omit, width: int | Omit = omit, height: int | Omit = omit,
    fps: int | Omit = omit, seed: int | Omit = omit, n: int | Omit = omit,
    response_format: str | Omit = omit, user: str | Omit = omit,
    metadata: VendorMetadata | Mapping[str, object] | Omit = omit, **options: Unpack[Options],
) -> GenerationReceipt:
    """Start a video generation."""
    answer: GenerationReceipt = _CREATE_GENERATION.started(
        _Call(
            "POST /v1/video/generations",
            options,
            [
                _Answer("200", "application/json", "json"),
                _Answer("201", "application/json", "json"),
            ],
            value=_fields(
                {
                    "model": model, "prompt": prompt, "image": image, "images": images,
                    "size": size, "mode": mode, "duration": duration, "width": width,
                    "height": height, "fps": fps, "seed": seed, "n": n,
                    "response_format": response_format, "user": user, "metadata": metadata,
                },
                required=True,
            ),
        ),
    )
    return answer


def retrieve_generation(task_id: str, **options: Unpack[Options]) -> GenerationTask:
    """Retrieve a video generation."""
    answer: GenerationTask = _Call(
        "GET /v1/video/generations/{task_id}",
        options,
        [_Answer("200", "application/json", "json", ("/data", "/task_id"))],
        path={"task_id": _word(task_id)},
    ).run()
    return answer


def create_video(
    *, prompt: str, model: VideoModel | Omit = omit, seconds: str | int | Omit = omit,
    size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit = omit,
    image: str | Omit = omit, images: Sequence[str] | Omit = omit, duration: float | Omit = omit,
    mode: KlingMode | Omit = omit,
    input_reference: ImageReference | Mapping[str, object] | str | FileInput | Omit = omit,
    metadata: VendorMetadata | Mapping[str, object] | str | Omit = omit, **options: Unpack[Options],
) -> Video:
    """Start a video."""
    answer: Video = _CREATE_VIDEO.started(
        _Call(
            "POST /v1/videos",
            options,
            value=_fields(
                {
                    "prompt": prompt, "model": model, "seconds": seconds, "size": size,
                    "image": image, "images": images, "duration": duration, "mode": mode,
                    "input_reference": input_reference, "metadata": metadata,
                },
                required=True,
            ),
            contents={
                "application/json": _as_json,
                "multipart/form-data": _as_multipart(
                    {
                        "metadata": _Field(media="application/json"),
                        "input_reference": _Field(
                            media="image/png, image/jpeg, image/webp, application/octet-stream"
                        ),
                    },
                ),
            },
        ),
    )
    return answer


def retrieve_video(video_id: str, **options: Unpack[Options]) -> Video:
    """Retrieve a video."""
    answer: Video = _Call(
        "GET /v1/videos/{video_id}", options, path={"video_id": _word(video_id)}
    ).run()
    return answer


def download_video_content(
    video_id: str, path: str | os.PathLike[str], *, variant: VideoVariant | Omit = omit,
    on_progress: Callable[[Progress], object] | None = None, **options: Unpack[Options],
) -> Path:
    """Download a video or a preview of it."""
    answer: Path = _fetch(
        _Call(
            "GET /v1/videos/{video_id}/content",
            options,
            [
                _Answer("200", "video/mp4", "binary"),
                _Answer("200", "image/webp", "binary"),
                _Answer("200", "application/octet-stream", "binary"),
            ],
            path={"video_id": _word(video_id)},
            query=[*_pair("variant", variant)],
        ),
        path,
        on_progress,
    )
    return answer


def wait_for_generation(
    task_id: str, wait_timeout: float | None = 600,
    on_progress: Callable[[JobState[GenerationTask]], object] | None = None,
    **options: Unpack[Options],
) -> GenerationTask:
    """Wait until a job is done: return the last answer, or raise JobError."""
    return _CREATE_GENERATION.waited(task_id, options, wait_timeout, on_progress)


def watch_generation(
    task_id: str, wait_timeout: float | None = None, **options: Unpack[Options],
) -> Iterator[JobState[GenerationTask]]:
    """Yield where a job stands, and then each change until it is over."""
    return _CREATE_GENERATION.watched(task_id, options, wait_timeout)


def download_generation(
    task_id: str, path: str | os.PathLike[str],
    on_progress: Callable[[Progress], object] | None = None, **options: Unpack[Options],
) -> Path:
    """Fetch what a job has made into a file, there when it is whole; or raise JobError."""
    url = _CREATE_GENERATION.result_url(
        task_id, options, "/url", "/result_url", "/video_url", "/fail_reason"
    )
    answer: Path = _fetch(
        _Call("GET the file", options, [_Answer("200", "video/mp4", "binary")], url=url),
        path,
        on_progress,
    )
    return answer


def wait_for_video(
    video_id: str, wait_timeout: float | None = 600,
    on_progress: Callable[[JobState[Video]], object] | None = None, **options: Unpack[Options],
) -> Video:
    """Wait until a job is done: return the last answer, or raise JobError."""
    return _CREATE_VIDEO.waited(video_id, options, wait_timeout, on_progress)


def watch_video(
    video_id: str, wait_timeout: float | None = None, **options: Unpack[Options],
) -> Iterator[JobState[Video]]:
    """Yield where a job stands, and then each change until it is over."""
    return _CREATE_VIDEO.watched(video_id, options, wait_timeout)


def download_video(
    video_id: str, path: str | os.PathLike[str],
    on_progress: Callable[[Progress], object] | None = None, **options: Unpack[Options],
) -> Path:
    """Fetch what a job has made into a file, there when it is whole; or raise JobError."""
    return download_video_content(
        video_id=_CREATE_VIDEO.finished(video_id, options),
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


class _File:
    """A file on its way to the server: opened to be sent, and once more to be sent again."""

    def __init__(self, given: Any) -> None:
        name, media = "", ""
        self.content: Any = given
        if _is_named(given):
            name, self.content, media = (*given, None)[:3]
        self.is_open = hasattr(self.content, "read")
        known: Any = getattr(self.content, "name", None) if self.is_open else self.content
        is_path = isinstance(known, str) or hasattr(known, "__fspath__")
        self.name = str(name or (os.path.basename(known) if is_path else "upload"))
        self.media = str(media or mimetypes.guess_type(self.name)[0] or "")
        self.start: int | None = None  # where an open file stood; None if it cannot be wound back
        self.size: int | None = None
        self.is_spent = False
        if isinstance(self.content, io.TextIOBase):
            raise ArgumentError(f"{self.name} must be opened for reading bytes")
        if not self.is_open:
            is_bytes = isinstance(self.content, bytes)
            self.size = len(self.content) if is_bytes else os.stat(self.content).st_size
            return
        with suppress(AttributeError, OSError, ValueError):
            start = self.content.tell()
            self.size = self.content.seek(0, io.SEEK_END) - start
            self.start = start

    def chunks(self) -> Iterator[bytes]:
        """Read it from its start."""
        file: Any = self.content
        if isinstance(file, bytes):
            file = io.BytesIO(file)
        elif not self.is_open:
            file = open(file, "rb")
        elif self.start is not None:
            file.seek(self.start)
        self.is_spent = self.is_open and self.start is None
        while chunk := file.read(_CHUNK):
            yield chunk
        if not self.is_open:
            file.close()


def _is_named(value: object) -> bool:
    if not isinstance(value, tuple):
        return False
    parts = cast("tuple[object, ...]", value)
    return len(parts) in (2, 3) and _is_file(parts[1])


def _is_file(value: object) -> bool:
    return isinstance(value, (bytes, os.PathLike)) or hasattr(value, "read") or _is_named(value)


class _Body(NamedTuple):
    """A body of a media type, its files not yet read."""

    media: str
    pieces: Sequence[bytes | _File]

    @property
    def size(self) -> int | None:
        """How many bytes it has; None where nobody knows."""
        sizes = [len(one) if isinstance(one, bytes) else one.size for one in self.pieces]
        return None if None in sizes else sum(one or 0 for one in sizes)

    @property
    def is_spent(self) -> bool:
        """Whether it was read, and cannot be read again."""
        return any(isinstance(one, _File) and one.is_spent for one in self.pieces)

    def chunks(self) -> Iterator[bytes]:
        """Read it from its start."""
        for piece in self.pieces:
            yield from [piece] if isinstance(piece, bytes) else piece.chunks()


_Encoder: TypeAlias = Callable[[str, object], _Body]
"""Makes a body of a media type. Raises ArgumentError where that cannot carry the value."""


def _as_json(media: str, value: object) -> _Body:
    return _Body(media, [_json(value).encode()])


class _Field(NamedTuple):
    """How a field of a form travels, where it is not as its type has it."""

    media: str = ""
    style: str = "form"
    explode: bool = True
    safe: str = _SAFE
    split: Callable[[str, object], list[tuple[str, str]]] | None = None


def _as_multipart(parts: Mapping[str, _Field], files: Sequence[str] = ()) -> _Encoder:
    def made(media: str, value: object) -> _Body:
        # Random, so that no file can have a line in it that ends its part.
        boundary = secrets.token_hex(16)
        pieces: list[bytes | _File] = []
        for name, one in _entries(value):
            for head, content in _pieces(name, one, parts.get(name, _Field()), name in files):
                start = f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n"
                pieces += [start.encode(), content, b"\r\n"]
        return _Body(f"{media}; boundary={boundary}", [*pieces, f"--{boundary}--\r\n".encode()])

    return made


def _entries(value: object) -> list[tuple[str, object]]:
    if not _is_object(value):
        raise ArgumentError("can only carry fields")
    return [(name, one) for name, one in value.items() if one is not omit]


def _pieces(
    name: str, value: object, part: _Field, is_file: bool
) -> Iterator[tuple[str, bytes | _File]]:
    """Yield headers and content of the parts of a field: as many as a list has elements."""
    if _is_file(value):
        file, allowed = _File(value), part.media.replace(",", " ").split()
        usual = next((one for one in allowed if "*" not in one), "application/octet-stream")
        media = usual if allowed == [usual] else file.media or usual
        yield f"{_named(name)}; file{_named(file.name)}\r\nContent-Type: {media}", file
    elif _is_list(value) and not part.media:
        for one in value:
            yield from _pieces(name, one, part, is_file)
    elif is_file and value is not None:
        raise ArgumentError(f"{name} takes a file: a pathlib.Path, bytes or one opened for bytes")
    elif part.split is not None and not part.media:
        for key, text in part.split(name, value):
            yield _named(key), text.encode()
    elif value is not None:
        media = part.media or ("application/json" if _is_object(value) else "")
        text = _json(value) if "json" in media and not isinstance(value, str) else _text(value)
        yield _named(name) + (f"\r\nContent-Type: {media}" if media else ""), text.encode()


def _named(text: str) -> str:
    """Return a name, escaped as browsers do, so that it cannot end its header."""
    escaped = text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    return f'name="{escaped}"'


_HARMLESS = ("accept", "user-agent", "range", "if-range")


class _Response(http.client.HTTPResponse):
    """Passes over answers that only inform, such as 103."""

    def begin(self) -> None:
        super().begin()
        while self.status // 100 == 1 and self.status != 101:
            setattr(self, "headers", None)
            super().begin()


class _Link(http.client.HTTPConnection):
    """A connection that an attempt can cut."""

    def __init__(self, host: str, attempt: Any = None, **settings: Any) -> None:
        super().__init__(host, **settings)
        self.attempt, self.response_class = attempt, _Response

    def connect(self) -> None:
        super().connect()
        self.attempt.watch(self.sock)

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        # An answer may be there, though the request was not taken to its end.
        with suppress(BrokenPipeError, ConnectionResetError):
            super().send(data)


class _SecureLink(_Link, http.client.HTTPSConnection):
    """The same, with TLS."""


class _Attempt(urllib.request.AbstractHTTPHandler, urllib.request.HTTPRedirectHandler):
    """Sends a request until its time is over, and takes no key to another host."""

    http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_
    http_error_308 = urllib.request.HTTPRedirectHandler.http_error_302  # in Python 3.10

    def __init__(self, ends: float) -> None:
        super().__init__()
        self.ends, self.is_sent = ends, False
        self.timers: list[threading.Timer] = []

    def http_open(self, request: Request) -> Any:
        return self.do_open(_Link, request, attempt=self)

    def https_open(self, request: Request) -> Any:
        return self.do_open(_SecureLink, request, attempt=self)

    def http_error_default(self, _request: Request, answer: Any, *_: object) -> Any:
        return answer

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        here, there = urlsplit(req.full_url), urlsplit(newurl)
        if req.get_method() not in ("GET", "HEAD") or there.scheme not in (here.scheme, "https"):
            return None
        is_same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
        kept = {k: v for k, v in req.headers.items() if is_same or k.lower() in _HARMLESS}
        return Request(newurl, headers=kept, method=req.get_method())

    def watch(self, sock: socket.socket) -> None:
        """Cut what takes too long: the timeouts of a socket are for each wait of its own."""
        self.is_sent = True
        if self.ends < math.inf:
            left = self.ends - time.monotonic()
            self.timers.append(threading.Timer(left, _cut, [sock]))
            self.timers[-1].daemon = True
            self.timers[-1].start()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Reply:
    """An answer, its body still on its way."""

    status, body = 0, b""
    answer: Any = None

    def __init__(self, call: _Call, further: Mapping[str, str]) -> None:
        """Send a request. Raises APIConnectionError."""
        self.call, self.attempt = call, _Attempt(call.ends)
        self.headers: Any = {}
        director = urllib.request.OpenerDirector()
        errors = urllib.request.HTTPErrorProcessor()
        for handler in (urllib.request.ProxyHandler(), self.attempt, errors):
            director.add_handler(handler)
        data: Any = None if call.body is None else call.body.chunks()
        request = Request(call.url, data, {**call.headers, **further}, method=call.method)
        left = call.ends - time.monotonic()
        try:
            if left <= 0:
                raise TimeoutError("the deadline has passed")
            self.answer = director.open(request, timeout=min(call.timeout, left, 86_400))
        except HTTPError as error:  # it led round in circles, or to no web page
            self.answer = error.fp
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        self.status, self.headers = self.answer.status, self.answer.headers
        self.is_success = 200 <= self.status <= 299
        lengths = set(self.headers.get_all("content-length", ["0"]))
        if len(lengths) > 1 or not min(lengths).isdecimal():
            raise self.lost(ValueError("the length of the answer makes no sense"))
        self.media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.is_packed = self.headers.get("content-encoding", "identity").lower() != "identity"

    @property
    def request_id(self) -> str | None:
        return next((self.headers[one] for one in _REQUEST_ID_IN if self.headers.get(one)), None)

    @property
    def length(self) -> int | None:
        """How many bytes the body has, if the server says so."""
        told = self.headers.get("content-length")
        return None if told is None or self.is_packed else int(told)

    def close(self) -> None:
        """Have done with it."""
        for timer in self.attempt.timers:
            timer.cancel()
        if self.answer is not None:
            self.answer.close()

    def lost(self, error: Exception) -> APIConnectionError:
        self.close()
        cause = getattr(error, "reason", error)
        is_late = isinstance(cause, TimeoutError) or time.monotonic() >= self.call.ends
        arrived = "It may have arrived." if self.attempt.is_sent else "It was not sent."
        status = f" Status {self.status}." if self.status else ""
        host = urlsplit(self.call.url).netloc
        why = str(cause) or type(cause).__name__
        text = f"{self.call.route}: the connection to {host} failed: {why}. {arrived}{status}"
        kind = APITimeoutError if is_late else APIConnectionError
        is_sent, request_id = self.attempt.is_sent, self.request_id
        return kind(self.call.hide(text), delivered=is_sent, request_id=request_id)

    def read(self) -> None:
        """Fetch the body. Of a failure it is left out if it is not whole."""
        try:
            self.body = b"".join(self.chunks())
        except APIConnectionError:
            if self.is_success:
                raise

    def chunks(self) -> Iterator[bytes]:
        """Read the body piece by piece. Raises APIConnectionError."""
        left, unpack = self.answer.length, zlib.decompressobj(47)
        try:
            while left is None or left > 0:
                chunk = self.answer.read1(_CHUNK if left is None else min(_CHUNK, left))
                if not chunk:
                    break
                left = None if left is None else left - len(chunk)
                yield unpack.decompress(chunk) if self.is_packed else chunk
            if left or time.monotonic() >= self.call.ends:
                raise ConnectionError("the answer ended before its end")
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise self.lost(error) from error
        finally:
            self.close()

    @property
    def text(self) -> str:
        """The body, in the charset that the server names or else in UTF-8."""
        with suppress(LookupError, ValueError):
            return self.body.decode(self.headers.get_content_charset("utf-8"), "replace")
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
    def gist(self) -> str:
        """What it says where its message is not in its place."""
        location = self.headers.get("location")
        if not self.body:
            return f"it leads to {location}, which was not followed" if location else "no body"
        if self.media == "text/html":
            return f"an HTML page, not from the API: {self.text[:200]}"
        return self.text[:500]


def _retry_after(headers: Any) -> float | None:
    """Return the seconds until the server wants to be asked again, if it says so."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        # By the server's own clock, where it tells the time: ours may be wrong.
        date, now = _time_of(value), _time_of(headers.get("date", ""))
        if date is None:
            return None
        seconds = round(date - (time.time() if now is None else now), 3)
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _time_of(date: str) -> float | None:
    with suppress(ValueError, OverflowError):
        parsed = parsedate_tz(date)
        return None if parsed is None else float(mktime_tz(parsed))
    return None


class Progress(NamedTuple):
    """How far a download is, in bytes; `total` is None where nobody knows."""

    received: int
    total: int | None


class _Part:
    """The first bytes of a file, beside its place until it is whole; a note says of which file."""

    def __init__(self, path: str | os.PathLike[str], listener: Any) -> None:
        self.path, self.listener = Path(path), listener
        if self.path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        self.beside = self.path.with_name(f".{self.path.name}.part")
        self.note = self.beside.with_name(f"{self.beside.name}.json")
        self.file = _claimed(self.beside)
        self.size = self.furthest = self.file.seek(0, os.SEEK_END)
        self.mark: dict[str, Any] = {}  # hash of the address, validator, total size
        with suppress(OSError, ValueError, TypeError):
            self.mark = dict(json.loads(self.note.read_bytes()))

    def __enter__(self) -> _Part:
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what the next call can go on from, and nothing else."""
        self.file.close()
        if not (self.size and self.mark.get("validator")):
            self.note.unlink(missing_ok=True)
            self.beside.unlink(missing_ok=True)

    def span(self, call: _Call) -> dict[str, str]:
        """Return the headers that ask for what is missing."""
        known = str(self.mark.get("validator") or "")
        if not (known.isascii() and known.isprintable()):
            known = ""
        if not known or self.mark.get("source") != _source(call.url, known):
            self.mark, self.size = {}, 0
        return {"range": f"bytes={self.size}-", "if-range": known} if self.size else {}

    def take(self, reply: _Reply) -> Path:
        """Add what an answer carries, and put the file in its place if that is all of it."""
        span = reply.headers.get("content-range", "").strip().lower()
        if reply.status != 416 or span != f"bytes */{self.size}":
            self._begin(reply, span)
            for chunk in reply.chunks():
                self.file.write(chunk)
                self.size += len(chunk)
                if self.listener and chunk:
                    self.listener(Progress(self.size, self.mark["total"]))
            if self.size != (self.mark["total"] or self.size):
                raise reply.lost(ConnectionError(f"it ended after {self.size} bytes"))
        reply.close()
        self.file.flush()
        if os.name == "nt":
            self.file.close()
        os.replace(self.beside, self.path)
        self.note.unlink(missing_ok=True)
        return self.path

    def _begin(self, reply: _Reply, span: str) -> None:
        start, total, validator = 0, reply.length, _validator(reply)
        if reply.status in (206, 416):
            found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", span)
            start, end, total = map(int, found.groups()) if found else (-1, -1, -1)
            if not 0 <= start <= end < total or reply.length not in (None, end - start + 1):
                start = -1
        if not start:
            self.note.unlink(missing_ok=True)
            self.file.truncate(0)
            self.size = 0
            source = _source(reply.call.url, validator)
            self.mark = {"source": source, "validator": validator, "total": total}
            self.note.write_text(json.dumps(self.mark))
        known, expected = self.mark.get("validator"), self.mark.get("total")
        is_same = expected in (None, total) and validator in ("", known)
        if start not in (0, self.size) or not is_same:
            self.mark = {}
            raise reply.lost(ConnectionError(f"not what was asked for, but {span or 'no range'}"))
        self.file.seek(self.size)

    def has_grown(self, status: int | None) -> bool:
        """Whether an attempt brought anything new."""
        if status in (404, 410):
            self.mark = {}
        before, self.furthest = self.furthest, max(self.size, self.furthest)
        return self.furthest > before

    @property
    def account(self) -> str:
        """What there is of it, for messages."""
        kept = "kept for the next call" if self.mark.get("validator") else "thrown away"
        total = self.mark.get("total") or "an unknown number of"
        return f"{self.size} of {total} bytes are here, and {kept}."


def _claimed(path: Path) -> IO[bytes]:
    """Open a part for this process alone. Raises BlockingIOError while another one has it."""
    # Never through a link that somebody put there.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    file = open(os.open(path, flags, 0o666), "r+b")
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.stat(path)  # it may have been put in its place meanwhile
    except ImportError:
        pass  # Windows puts no file in its place that another process has open
    except OSError:
        file.close()
        raise
    return file


def _source(url: str, validator: str) -> str:
    """Return a hash of an address; where an ETag says enough, without its signature."""
    url = urlsplit(url)._replace(query="").geturl() if validator.startswith('"') else url
    return hashlib.sha256(url.encode()).hexdigest()


def _validator(reply: _Reply) -> str:
    """Return what tells this version of a file from any other; empty where nothing does."""
    tag, modified = (reply.headers.get(name, "") for name in ("etag", "last-modified"))
    if reply.is_packed or tag:
        return tag if tag.startswith('"') and tag.isprintable() and not reply.is_packed else ""
    seen, changed = _time_of(reply.headers.get("date", "")), _time_of(modified)
    return modified if seen is not None and changed is not None and seen > changed else ""


def _fetch(
    call: _Call, path: str | os.PathLike[str], listener: Callable[[Progress], object] | None
) -> Any:
    """Make a call whose answer may be a file, which is there when it is whole."""
    with _Part(path, listener) as part:
        return call.run(part)


_configured: dict[str, Any] = {}


def configure(**options: Unpack[Options]) -> None:
    """Set options for all calls from now on."""
    _configured.update(options)


class _Answer(NamedTuple):
    """An answer that an operation describes."""

    status: str = "200"
    media: str = ""
    kind: str = ""  # "json", "text" or "binary"; empty where there is no body
    unwrap: tuple[str, str] | None = None  # the payload of an envelope, and what it has not


@dataclass(repr=False)
class _Call:
    """What is sent, whether it is sent again, and what the answers mean."""

    route: str
    given: Mapping[str, Any]  # Options
    answers: Sequence[_Answer] = (_Answer("200", "application/json", "json"),)
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Sequence[tuple[str, str]] = ()
    inputs: Sequence[tuple[str, str]] = ()  # headers
    cookies: Sequence[tuple[str, str]] = ()
    value: object = omit
    contents: Mapping[str, _Encoder] = field(default_factory=lambda: {"application/json": _as_json})
    security: Sequence[Sequence[str]] = _SECURITY  # alternatives, each some schemes together
    server: str = ""
    resend: str = ""
    idempotency_header: str = ""
    url: str = ""  # of a file, instead of an operation

    def __post_init__(self) -> None:
        """Make the request. Raises ArgumentError or ConfigurationError."""
        self.options = options = {**_configured, **self.given}
        self.method, _, path = self.route.partition(" ")
        is_usual = self.method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")
        self.is_harmless = self.resend == "always" if self.resend else is_usual
        self.timeout = math.inf if (told := options.get("timeout", 60.0)) is None else told
        deadline = options.get("deadline")
        self.ends = math.inf if deadline is None else time.monotonic() + deadline
        self.number, self.doubt, self.note, self.key = 0, "", "", ""
        self.body: _Body | None = None
        keys = _keys(options)
        self.secrets = {form for key in keys.values() for form in (key, quote(key, ""))}
        medias = dict.fromkeys(one.media for one in self.answers if one.media)
        self.headers = {"accept": ", ".join(medias) or "*/*", "user-agent": _USER_AGENT}
        base = options.get("base_url") or os.environ.get(_BASE_URL_FROM)
        base = base or urljoin(_BASE_URL, self.server)
        if not _is_web(base) or urlsplit(base).query:
            raise ConfigurationError(f"no such base URL: give base_url= or {_BASE_URL_FROM}")
        if not self.url:
            pairs = [*self.query, *self.fill(options, keys)]
            query = "&".join(f"{name}={text}" for name, text in pairs)
            path = _filled(path, self.path) + ("?" if query else "") + query
            self.url = base.rstrip("/") + path
        elif not _is_web(self.url):
            raise ArgumentError(f"{self.route}: the address of the file is refused")
        self.url = quote(self.url, safe="/?:@!$&'()*+,;=-._~%[]#")
        for name, text in self.headers.items():
            if not re.fullmatch(r"[!#-'*+.^-z|~\w-]+: [\t -~]*", f"{name}: {text}", re.ASCII):
                raise ArgumentError(f"header {name!r} can only have printable ASCII characters")

    def fill(self, options: Mapping[str, Any], keys: Mapping[str, str]) -> list[tuple[str, str]]:
        """Add headers and body; return what comes to the query."""
        cookies, pairs = [*self.cookies], list[tuple[str, str]]()
        self.headers |= {name.lower(): text.strip(" \t") for name, text in self.inputs}
        extra_query: Mapping[str, object] = options.get("extra_query") or {}
        for name, value in extra_query.items():
            pairs += _pair(name, value)
        for kind, name, text in self.credentials(keys):
            self.secrets.add(text)
            if kind == "query":
                pairs.append((_word(name), _word(text)))
            elif kind == "cookie":
                cookies.append((name, text))
            else:
                self.headers[name.lower()] = text
        if cookies:
            self.headers["cookie"] = "; ".join(f"{name}={text}" for name, text in cookies)
        if self.idempotency_header:
            self.headers[self.idempotency_header.lower()] = str(uuid.uuid4())
        extra_headers: Mapping[str, str] = options.get("extra_headers") or {}
        extra = {name.lower(): text for name, text in extra_headers.items()}
        if further := options.get("extra_body"):
            self.value = {**self.value, **further} if _is_object(self.value) else further
        if self.value is not omit:
            self.body = self.encoded(options.get("media_type") or extra.pop("content-type", None))
            self.headers["content-type"] = self.body.media
            if self.body.size is not None:
                self.headers["content-length"] = str(self.body.size)
        self.headers |= extra
        self.key = self.headers.get(self.idempotency_header.lower(), "")
        return pairs

    def credentials(self, keys: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return kind, name and text of each key that goes with the request."""
        for way in self.security:
            if way and all(one in keys for one in way):
                return [(*_KEYS[one][:2], _sent(_KEYS[one][0], keys[one])) for one in way]
        if self.security and all(self.security):
            ways = (" and ".join(f"{_KEYS[o][2]}= or {_KEYS[o][3]}" for o in w) for w in self.security)
            raise ConfigurationError(f"{self.route} needs a key: give {', or else '.join(ways)}")
        return []

    def encoded(self, media_type: str | None) -> _Body:
        """Return the body in the first media type that can carry it."""
        wanted = media_type and media_type.partition(";")[0].strip().lower()
        contents, problems = self.contents, list[str]()
        if media_type and wanted:
            known = {k: v for k, v in contents.items() if k.partition(";")[0].lower() == wanted}
            contents = known or {media_type: v for k, v in contents.items() if "*" in k}
            problems = [] if contents else [f"it cannot be {media_type}"]
        for media, encode in contents.items():
            try:
                return encode(media, self.value)
            except (ArgumentError, UnicodeEncodeError) as error:
                problems.append(f"{media} {error}")
        raise ArgumentError(f"{self.route}: the body cannot be sent: {'; '.join(problems)}")

    def hide(self, text: object) -> str:
        """Take the keys out of a text."""
        made = str(text)
        for one in sorted(self.secrets, key=len, reverse=True):
            made = made.replace(one, "[hidden]")
        return made

    def run(self, part: Any = None) -> Any:
        """Send it until it is answered; a file that the answer brings goes into a part."""
        while True:
            self.number += 1
            outcome: _Reply | APIError
            try:
                outcome = reply = _Reply(self, part.span(self) if part else {})
                answer = _expected(self.answers, reply) if reply.is_success else None
                is_file = answer is not None and answer.kind == "binary"
                if part is not None and (is_file or (reply.status == 416 and part.size)):
                    return part.take(reply)
                reply.read()
                if reply.is_success:
                    return self.meant(reply, answer)
            except APIConnectionError as error:
                outcome = error
            if part is not None and part.has_grown(outcome.status):
                self.number = 1
            pause = self.pause(outcome)
            if pause is not None:
                time.sleep(pause)
            elif isinstance(outcome, _Reply):
                raise self.refused(outcome)
            else:
                raise self.lost(outcome, part) from outcome.__cause__

    def pause(self, outcome: _Reply | APIError) -> float | None:
        """Return the seconds until the next attempt; None where there shall be none."""
        status, wish = outcome.status or None, _retry_after(outcome.headers or {})
        is_refusal = status in (425, 429) or (status == 503 and wish is not None)
        acted = status in (303, 408) or (status or 0) >= 500 and status not in (501, 505)
        acted = outcome.delivered if isinstance(outcome, APIError) else acted and not is_refusal
        if acted and not self.is_harmless:
            said = f"{self.route} was answered with {status}." if status else str(outcome)
            self.doubt, self.note = self.doubt or said, ""
        may = self.is_harmless or not acted or (self.key and self.resend != "never")
        if status not in (None, 408, 425, 429, 500, 502, 503, 504) or not may:
            return None
        if self.resend == "never" and status:
            return None
        pause = max(random.random() * min(8.0, 0.5 * 2.0 ** min(self.number - 1, 9)), wish or 0.0)
        left = self.ends - time.monotonic()
        if self.body is not None and self.body.is_spent:
            self.note = "It was not sent again, since its body can be read only once."
        elif self.number > self.options.get("max_retries", 2) or left <= 0:
            self.note = f"Tried {self.number} times." if self.number > 1 else ""
        elif (wish or 0) > 60 or pause >= left:
            self.note = f"The next attempt was due after {pause:.3g} s, which is too long to wait."
        else:
            return pause
        return None

    def lost(self, error: APIError, part: Any) -> APIError:
        """Return the error of a call that got no whole answer."""
        text = f"{self.doubt or error} {self.note}"
        if self.doubt:
            ways = "It was not sent again: look whether it was carried out before you do."
            if self.key:
                ways = f"Calling again is safe with {self.idempotency_header}: {self.key}."
            return OutcomeUnknown(f"{text} {ways}", request_id=error.request_id)
        error.args = (f"{text} {part.account if part else ''}".strip(),)
        return error

    def refused(self, reply: _Reply) -> APIError:
        """Return the error of an answer whose status means failure."""
        status, wish, body = reply.status, _retry_after(reply.headers), None
        with suppress(ValueError):
            body = reply.json()
        message, code, type_, param = (_text_at(body, places) for places in _ERROR_AT)
        facts = [f"code {code}" if code else "", f"param {param}" if param else "", self.route]
        facts += [f"request id {reply.request_id}" if reply.request_id else ""]
        hint = "" if wish is None else f"Try again in {wish:g} s."
        if self.doubt:
            hint = "It may have been carried out all the same: look before you call again."
        said = " ".join((message or reply.gist).split())[:500]
        text = f"{status} {http.client.responses.get(status, 'Status')}: {said}"
        text = f"{text} ({', '.join(filter(None, facts))}). {self.note} {hint}"
        kind = _STATUS_ERRORS.get(status, _STATUS_ERRORS[500] if status >= 500 else APIStatusError)
        return kind(
            self.hide(" ".join(text.split())), status=status, message=message, code=code,
            type=type_, param=param, body=body, headers=reply.headers, retry_after=wish,
            request_id=reply.request_id, outcome_unknown=bool(self.doubt),
        )

    def meant(self, reply: _Reply, answer: _Answer | None) -> Any:
        """Return what a success means. Raises APIResponseValidationError or OutcomeUnknown."""
        if hear := self.options.get("_hear"):
            hear(reply.headers)
        value, problem = None, ""
        try:
            value = reply.json()
        except ValueError as error:
            problem = f"broken JSON, {error}" if reply.body else "the body is empty"
        is_json = answer is None and not problem
        if answer is None:
            medias = " or ".join(one.media for one in self.answers)
            problem = f"it is {reply.media or 'nothing'}, not {medias}: {reply.gist}"
        elif answer.kind != "json":
            return reply.text if answer.kind == "text" else None
        elif not problem:
            inner = _at(value, answer.unwrap[0]) if answer.unwrap else None
            is_bare = answer.unwrap is None or _at(value, answer.unwrap[1]) is not None
            return value if is_bare or not _is_object(inner) else inner
        text = self.hide(f"The {reply.status} answer to {self.route} cannot be read: {problem}")
        facts = {"status": reply.status, "headers": reply.headers, "request_id": reply.request_id}
        if self.is_harmless or is_json:
            raise APIResponseValidationError(text, body=reply.text, **facts)
        raise OutcomeUnknown(f"{text}. It was not sent again.", body=reply.text, **facts)


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Return a path with its parameters. Raises ArgumentError where it would be another path."""
    path = re.sub(r"{([^{}]*)}", lambda found: values[found[1]], template)
    for before, after in zip(template.split("/"), path.split("/"), strict=True):
        if before != after and after in ("", ".", ".."):
            raise ArgumentError(f"{before} cannot be {after!r} in {template}")
    return path


def _is_web(url: str) -> bool:
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    return False


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


def _sent(kind: str, key: str) -> str:
    if kind == "basic":
        return f"Basic {base64.b64encode(key.encode()).decode()}"
    return f"Bearer {key}" if kind == "bearer" else key


def _expected(answers: Sequence[_Answer], reply: _Reply) -> _Answer | None:
    """Return which of the described answers a success is; None where it can be none of them.

    A status that is not described counts as the first that is, a media type that is not
    described as one that could well have been meant.
    """
    status, media, chosen = str(reply.status), reply.media, [_Answer("2XX")]
    for known in (status, f"{status[0]}XX", "DEFAULT", *(one.status for one in answers[:1])):
        if found := [one for one in answers if one.status.upper() == known]:
            # A 204 is no file of no bytes.
            chosen = [one for one in found if one.kind != "binary" or status not in ("204", "205")]
            break
    is_text, is_json = media.startswith("text/"), media.endswith(("/json", "+json"))
    kinds = ["text"] * is_text + ["json"] * (is_text or is_json or media.endswith("/octet-stream"))
    kinds += [""] if is_text or is_json else ["", "binary"]
    if media == "text/html":  # the page of a proxy or of a login
        kinds = [""]
    ranges = ("", "*/*", media, f"{media.partition('/')[0]}/*")
    medias = [one.media.partition(";")[0].strip().lower() for one in chosen]
    fits = (one for one, known in zip(chosen, medias) if not media or known in ranges)
    return next(fits, None) or next((one for one in chosen if one.kind in kinds), None)


T = TypeVar("T")
State: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True)
class JobState(Generic[T]):
    """Where a job stands, by the last that was heard of it."""

    state: State = "waiting"
    status: str = ""  # the server's own word; one that is not known means running
    progress: float | None = None  # from 0 to 1; it may go back
    elapsed: float = 0.0  # seconds since it was submitted here, or first asked for
    value: T | None = field(default=None, repr=False)  # the last answer
    reason: str | None = None  # why it failed or was cancelled
    code: str | None = None  # the same for programs

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state in ("done", "failed", "cancelled")


@dataclass
class _Job(Generic[T]):
    """What this process knows of a job."""

    id: str
    state: JobState[T] = field(default_factory=JobState[T])
    body: Any = None
    born: float = field(default_factory=lambda: time.monotonic())
    due: float = -math.inf
    polls: int = 0
    is_known: bool = False  # whether the server has heard of it for sure
    is_withdrawn: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask for."""
        return self.state.is_over and (self.state.state != "done" or self.state.value is not None)

    def error(self, kind: type[JobError], text: str) -> JobError:
        return kind(f"job {self.id} {' '.join(text.split())}", job=self.id, state=self.state)

    def result(self) -> T:
        """Return the last answer of a job that is done. Raises JobError."""
        state = self.state
        if state.state == "done":
            return cast("T", state.value)
        if not state.is_over:
            raise self.error(JobNotDone, f"has no result yet, it is {state.state}: wait for it.")
        kind = JobFailed if state.state == "failed" else JobCancelled
        verb = "failed" if state.state == "failed" else "was cancelled"
        why = f"{state.reason or 'no reason given'} (status {state.status})"
        raise self.error(kind, f"{verb}: {why}.")


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
    jobs: dict[str, _Job[T]] = field(default_factory=dict[str, Any])

    def job(self, given: object) -> _Job[T]:
        """Return the job of an id, with what this process knows of it."""
        known = self.jobs.get(str(given))
        if known is None or (known.is_settled and time.monotonic() > known.due + 60):
            known = self.jobs[str(given)] = _Job(str(given), is_known=True)
        while len(self.jobs) > 1000:
            del self.jobs[next(iter(self.jobs))]
        return known

    def started(self, call: _Call) -> Any:
        """Start a job, and return the answer."""
        heard = list[Any]()
        call.options["_hear"] = heard.append
        value = call.run()
        job_id = _text_at(value, self.id_at)
        if job_id is None:
            problem = f"{call.route} cannot be read: no job id at {' or '.join(self.id_at)}"
            raise APIResponseValidationError(problem, body=value)
        job = self.jobs[job_id] = _Job(job_id)
        self.hear(job, value, heard[-1], value if self.is_one_type else None)
        return value

    def hear(self, job: _Job[T], body: Any, headers: Any, value: T | None) -> None:
        """Take in an answer. A word that is not listed means that the job goes on."""
        word = _text_at(body, self.status_at) or ""
        state: State = "running" if word or job.polls else "waiting"
        for known, words in self.states.items():
            state = known if word.casefold() in words else state
        is_wrong = state in ("failed", "cancelled")
        reason, code = (_text_at(body, places) for places in (self.reason_at, self.code_at))
        job.body, job.due = body, time.monotonic() + self.pause(job, headers)
        job.state = JobState(
            state=state,
            status=word,
            progress=_share(_at(body, *self.progress_at), self.whole),
            elapsed=time.monotonic() - job.born,
            value=value,
            reason=reason if is_wrong else None,
            code=code if is_wrong else None,
        )

    def pause(self, job: _Job[T], headers: Any) -> float:
        """Return the seconds to the next poll: as the server wishes, or growing, a bit random."""
        grown = min(self.first * self.growth ** min(job.polls, 30), self.max)
        wish = _retry_after(headers)
        for name in self.headers:
            with suppress(ValueError):
                told = float(headers.get(name, ""))
                wish = told / 1000 if 0 <= told < math.inf else wish
        return max(grown * (1 - 0.2 * random.random()) if wish is None else wish, 0.1)

    def asked(self, job: _Job[T], options: Mapping[str, Any], until: float) -> APIError | None:
        """Ask for the job once; return what went wrong in passing."""
        heard, now = list[Any](), time.monotonic()
        limit = min(max(until - now, 0.001), options.get("deadline") or math.inf)
        job.polls += 1
        try:
            further = {"_hear": heard.append} | ({"deadline": limit} if limit < math.inf else {})
            value = self.poll(job.id, {**options, **further})
        except APIError as error:
            if job.is_withdrawn and error.status in (404, 410):
                job.state = JobState("cancelled")
                return None
            now, status = time.monotonic(), error.status or 0
            job.due = now + self.pause(job, error.headers or {})
            is_new = status == 404 and not job.is_known and now - job.born < 15
            kinds = (APIConnectionError, APIResponseValidationError, OutcomeUnknown)
            if is_new or status in (408, 425, 429) or status >= 500 or isinstance(error, kinds):
                return error
            raise
        job.is_known = True
        self.hear(job, value, heard[-1], value)
        return None

    def followed(
        self, job: _Job[T], options: Mapping[str, Any], timeout: float | None
    ) -> Iterator[JobState[T]]:
        """Ask for a job until it is over, and yield each answer. Raises JobTimeout."""
        until = math.inf if timeout is None else time.monotonic() + timeout
        trouble: APIError | None = None
        while not job.is_settled:
            now = time.monotonic()
            time.sleep(max(min(job.due, until) - now, 0))
            if max(job.due, now) >= until:
                said = f"The last poll failed: {trouble}" if trouble else ""
                text = f"is not over in time, it is {job.state.state}. {said}"
                raise job.error(JobTimeout, text) from trouble
            trouble = self.asked(job, options, until)
            if trouble is None:
                yield job.state

    def waited(
        self, given: object, options: Mapping[str, Any], timeout: float | None, listener: Any
    ) -> T:
        """Wait until a job is over, and return the last answer."""
        job = self.job(given)
        try:
            if job.is_settled and listener is not None:
                listener(job.state)
            for state in self.followed(job, options, timeout):
                if listener is not None:
                    listener(state)
            return job.result()
        except APIError as error:
            error.job = job.id
            raise

    def watched(
        self, given: object, options: Mapping[str, Any], timeout: float | None
    ) -> Iterator[JobState[T]]:
        """Yield where a job stands, if that is known, and then each change."""
        job, last = self.job(given), None
        if job.body is not None:
            last = job.state
            yield last
        if last is None or not last.is_over:
            for state in self.followed(job, options, timeout):
                if last is None or _facts(state) != _facts(last):
                    yield state
                last = state

    def finished(self, given: object, options: Mapping[str, Any]) -> str:
        """Return the id of a job that is done. Raises JobNotDone, JobFailed or JobCancelled."""
        job = self.job(given)
        trouble = None if job.is_settled else self.asked(job, options, math.inf)
        if trouble:
            raise trouble
        job.result()
        return job.id

    def result_url(self, given: object, options: Mapping[str, Any], *places: str) -> str:
        """Return where the result of a job is that is done."""
        job = self.job(self.finished(given, options))
        found = _text_at(job.body, places)
        if found is None:
            raise job.error(JobNotDone, f"is done, but has no URL at {' or '.join(places)}")
        return found


def _facts(state: JobState[Any]) -> tuple[object, ...]:
    return state.state, state.status, state.progress


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
            "queued", "not_start", "submitted", "created", "pending", "preparing", "starting",
            "queueing", "in_queue", "unknown", "",
        ],
        "running": ["processing", "in_progress", "running", "generating"],
        "done": ["succeeded", "completed", "success", "succeed", "done", "complete", "finished"],
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
            "queued", "not_start", "submitted", "created", "pending", "preparing", "starting",
            "queueing", "in_queue", "unknown", "",
        ],
        "running": ["in_progress", "processing", "running", "generating"],
        "done": ["completed", "succeeded", "success", "succeed", "done", "complete", "finished"],
        "failed": ["failed", "failure", "fail", "error", "expired", "not_found"],
        "cancelled": ["cancelled", "canceled"],
    },
    progress_at=("/progress",),
    reason_at=("/error/message",),
    code_at=("/error/code",),
    headers=["openai-poll-after-ms"],
    is_one_type=True,
)
