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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import (
    IO, TYPE_CHECKING, Any, Final, Generic, Literal, NamedTuple, TypeAlias, TypeGuard, TypeVar,
    TypedDict, Union, cast,
)
from urllib.parse import quote, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass


if TYPE_CHECKING:
    from typing_extensions import Required, Unpack

_BASE_URL = "https://ai.burncloud.com"
_BASE_URL_FROM = "BURNCLOUD_BASE_URL"
_USER_AGENT = "burncloud-video/0.1.0"
# The key: the option and the variable that give it, the header that it goes in, and what is before it.
_KEY, _KEY_FROM = "api_key", "BURNCLOUD_API_KEY"
_KEY_IN, _KEY_AS = "authorization", "Bearer "
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


def _at(value: Any, pointer: str) -> Any:
    """Return what a JSON Pointer leads to, or None."""
    with suppress(LookupError, TypeError):
        for step in pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            value = value[int(key) if _is_list(value) and key.isdigit() else key]
        return value
    return None


def _text_at(value: Any, pointers: Sequence[str]) -> str | None:
    """Return the first text or number that a pointer leads to, as text."""
    for found in (_at(value, pointer) for pointer in pointers):
        if isinstance(found, (str, int, float)) and not isinstance(found, bool) and found != "":
            return str(found)
    return None


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
    return _CREATE_GENERATION.started(
        _Call[GenerationReceipt](
            "POST /v1/video/generations",
            options,
            body={
                "model": model, "prompt": prompt, "image": image, "images": images, "size": size,
                "mode": mode, "duration": duration, "width": width, "height": height, "fps": fps,
                "seed": seed, "n": n, "response_format": response_format, "user": user,
                "metadata": metadata,
            },
        ),
    )


def retrieve_generation(task_id: str, **options: Unpack[Options]) -> GenerationTask:
    """Retrieve a video generation."""
    return _Call[GenerationTask](
        "GET /v1/video/generations/{}", options, [_word(task_id)], unwrap=("/data", "/task_id")
    ).run()


def create_video(
    *, prompt: str, model: VideoModel | Omit = omit, seconds: str | int | Omit = omit,
    size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024"] | str | Omit = omit,
    image: str | Omit = omit, images: Sequence[str] | Omit = omit, duration: float | Omit = omit,
    mode: KlingMode | Omit = omit,
    input_reference: ImageReference | Mapping[str, object] | str | FileInput | Omit = omit,
    metadata: VendorMetadata | Mapping[str, object] | str | Omit = omit, **options: Unpack[Options],
) -> Video:
    """Start a video."""
    return _CREATE_VIDEO.started(
        _Call[Video](
            "POST /v1/videos",
            options,
            body={
                "prompt": prompt, "model": model, "seconds": seconds, "size": size, "image": image,
                "images": images, "duration": duration, "mode": mode,
                "input_reference": input_reference, "metadata": metadata,
            },
            contents={
                "application/json": _as_json,
                "multipart/form-data": _as_multipart(
                    {
                        "metadata": "application/json",
                        "input_reference": "image/png, image/jpeg, image/webp, application/octet-stream",
                    },
                ),
            },
        ),
    )


def retrieve_video(video_id: str, **options: Unpack[Options]) -> Video:
    """Retrieve a video."""
    return _Call[Video]("GET /v1/videos/{}", options, [_word(video_id)]).run()


def download_video_content(
    video_id: str, path: str | os.PathLike[str], *, variant: VideoVariant | Omit = omit,
    on_progress: Callable[[Progress], object] | None = None, **options: Unpack[Options],
) -> Path:
    """Download a video or a preview of it."""
    return _fetch(
        _Call[Path](
            "GET /v1/videos/{}/content",
            options,
            [_word(video_id)],
            query=[*_pair("variant", variant)],
            accept="video/mp4, image/webp, application/octet-stream",
            kind="file",
        ),
        path,
        on_progress,
    )


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
    return _fetch(
        _Call[Path]("GET the file", options, accept="video/mp4", kind="file", url=url),
        path,
        on_progress,
    )


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
        video_id=_CREATE_VIDEO.finished(video_id, options).id,
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
    """A file on its way to the server: read when it is sent, and again when it is sent again."""

    def __init__(self, given: Any) -> None:
        found: Any = (None, given, None) if _is_content(given) else (*given, None)
        name, content, media = found[:3]
        if isinstance(content, io.TextIOBase):
            raise ArgumentError("a file must be opened for reading bytes")
        self.is_path = hasattr(content, "__fspath__")
        known = content if self.is_path else getattr(content, "name", "")
        self.name = str(name or os.path.basename(str(known)) or "upload")
        self.media = str(media or mimetypes.guess_type(self.name)[0] or "")
        self.content: Any = io.BytesIO(content) if isinstance(content, bytes) else content
        self.start: int | None = None  # where it stood; None where it cannot be wound back
        self.size: int | None = None
        self.is_spent = False
        if self.is_path:
            self.start, self.size = 0, os.stat(content).st_size
        else:
            with suppress(AttributeError, OSError, ValueError):
                start = self.content.tell()
                self.size = self.content.seek(0, os.SEEK_END) - start
                self.start = start

    def chunks(self) -> Iterator[bytes]:
        """Read it from its start."""
        with open(self.content, "rb") if self.is_path else nullcontext(self.content) as file:
            if self.start is not None:
                file.seek(self.start)
            self.is_spent = self.start is None
            while chunk := file.read(_CHUNK):
                yield chunk


def _is_content(value: object) -> bool:
    return isinstance(value, (bytes, os.PathLike)) or hasattr(value, "read")


def _is_file(value: object) -> bool:
    parts: Any = value
    is_named = isinstance(value, tuple) and len(parts) in (2, 3)
    return _is_content(parts[1] if is_named else parts)


_Body: TypeAlias = Sequence[Union[bytes, _File]]
_Encoder: TypeAlias = Callable[[str, object], tuple[str, _Body]]
"""Makes a body of a media type. Raises ArgumentError where that cannot carry the value."""


def _as_json(media: str, value: object) -> tuple[str, _Body]:
    return media, [_json(value).encode()]


def _as_multipart(medias: Mapping[str, str]) -> _Encoder:
    """Return what makes a form, with the media types of the parts that have one of their own."""

    def made(media: str, value: object) -> tuple[str, _Body]:
        boundary = secrets.token_hex(16)  # random, so that no file can end its part
        body: list[bytes | _File] = []
        for name, one in _entries(value):
            is_split = _is_list(one) and not _is_file(one) and name not in medias
            for each in one if is_split and _is_list(one) else [one]:
                head, content = _part(name, each, medias.get(name, ""))
                start = f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n"
                body += [start.encode(), content, b"\r\n"]
        return f"{media}; boundary={boundary}", [*body, f"--{boundary}--\r\n".encode()]

    return made


def _entries(value: object) -> list[tuple[str, object]]:
    if not _is_object(value):
        raise ArgumentError("can only carry fields")
    return [(name, one) for name, one in value.items() if one is not None]


def _part(name: str, value: object, media: str) -> tuple[str, bytes | _File]:
    """Return headers and content of a part of a form."""
    if _is_file(value):
        file, allowed = _File(value), media.replace(",", " ").split()
        usual = next((one for one in allowed if "*" not in one), "application/octet-stream")
        media = usual if allowed == [usual] else file.media or usual
        return f"{_named(name)}; file{_named(file.name)}\r\nContent-Type: {media}", file
    media = media or ("application/json" if _is_object(value) else "")
    head = _named(name) + (f"\r\nContent-Type: {media}" if media else "")
    return head, _text(value).encode()


def _named(text: str) -> str:
    """Return a name, escaped as browsers do, so that it cannot end its header."""
    escaped = text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    return f'name="{escaped}"'


_WEB = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
_URL_SAFE = "/?:@!$&'()*+,;=-._~%[]#"


class _Reply:
    """An answer, its body still on its way."""

    status, body, is_sent = 0, b"", False
    headers: Any = {}
    link: Any = None
    response: Any = None
    timer: threading.Timer | None = None

    def __init__(self, call: _Call[Any], further: Mapping[str, str]) -> None:
        """Send a request. Raises APIConnectionError."""
        self.call = call
        try:
            self.open(call.url, {**call.headers, **further})
            lengths = set(self.headers.get_all("content-length", ["0"]))
            if len(lengths) > 1 or not min(lengths).isdecimal():
                raise ConnectionError("the length of the answer makes no sense")
            if self.headers.get("content-encoding", "identity").lower() != "identity":
                raise ConnectionError("the answer is packed, though nobody asked for that")
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        self.length: int | None = self.response.length  # of the body; None where nobody knows
        self.media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.is_success = 200 <= self.status <= 299

    def open(self, url: str, headers: dict[str, str], hops: int = 10) -> None:
        """Send it, and go where a question is led to, but take no key to another host."""
        here, left = urlsplit(url), self.call.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        target = (here.path or "/") + (f"?{here.query}" if here.query else "")
        told = "" if proxy_bypass(here.netloc) else getproxies().get(here.scheme, "")
        login, _, proxy = urlsplit(told if "//" in told else f"//{told}").netloc.rpartition("@")
        code = base64.b64encode(unquote(login).encode()).decode()
        permit = {"proxy-authorization": f"Basic {code}"} if login else {}
        timeout = min(self.call.timeout, left, 86_400)
        self.link = _WEB[here.scheme](proxy or here.netloc, timeout=timeout)
        if proxy and here.scheme == "https":
            self.link.set_tunnel(here.netloc, headers=permit)
        elif proxy:
            target, permit = url, {**headers, **permit}
        self.link.connect()
        self.is_sent = True
        if left < math.inf:  # the timeout of a socket is for each wait of its own
            self.timer = threading.Timer(left, _cut, [self.link.sock])
            self.timer.daemon = True
            self.timer.start()
        sent = {**headers, "connection": "close"} | ({} if here.scheme == "https" else permit)
        with suppress(BrokenPipeError, ConnectionResetError):  # there may be an answer already
            self.link.request(self.call.method, target, self.call.chunks(), sent)
        self.response = self.link.getresponse()
        while self.response.status // 100 == 1 and self.response.status != 101:  # such as 103
            self.response.headers = None
            self.response.begin()
        self.status, self.headers = self.response.status, self.response.headers
        where = self.headers.get("location") if self.call.method in ("GET", "HEAD") else None
        if where and hops and self.status in (301, 302, 303, 307, 308):
            there = quote(urljoin(url, where), _URL_SAFE, "latin-1")
            if _is_web(there) and there[:5] in (url[:5], "https"):
                is_same = urlsplit(there)[:2] == here[:2]
                self.close()
                kept = {k: v for k, v in headers.items() if is_same or k in _HARMLESS}
                self.open(there, kept, hops - 1)

    @property
    def request_id(self) -> str | None:
        return next((self.headers[one] for one in _REQUEST_ID_IN if self.headers.get(one)), None)

    @property
    def facts(self) -> dict[str, Any]:
        """What errors tell of any answer."""
        return {"status": self.status, "headers": self.headers, "request_id": self.request_id}

    def close(self) -> None:
        """Have done with it."""
        if self.timer is not None:
            self.timer.cancel()
        for one in (self.response, self.link):
            if one is not None:
                one.close()

    def lost(self, error: Exception) -> APIConnectionError:
        """Return what to raise where there is no whole answer."""
        self.close()
        is_late = isinstance(error, TimeoutError) or time.monotonic() >= self.call.ends
        arrived = "It may have arrived." if self.is_sent else "It was not sent."
        text = f"{self.call.route}: the connection to {urlsplit(self.call.url).netloc} failed: "
        text += f"{str(error) or type(error).__name__}. {arrived}"
        kind = APITimeoutError if is_late else APIConnectionError
        return kind(self.call.hide(text), delivered=self.is_sent, request_id=self.request_id)

    def chunks(self) -> Iterator[bytes]:
        """Read the body piece by piece. Raises APIConnectionError."""
        left = math.inf if self.length is None else self.length
        try:
            while left and (chunk := self.response.read1(int(min(left, _CHUNK)))):
                left -= len(chunk)
                yield chunk
            if 0 < left < math.inf or time.monotonic() >= self.call.ends:
                raise ConnectionError("the answer ended before its end")
        except (OSError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        finally:
            self.close()

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
        with suppress(LookupError):
            return self.body.decode(self.headers.get_content_charset("utf-8"), "replace")
        return self.body.decode(errors="replace")

    @property
    def gist(self) -> str:
        """What it says where its message is not in its place."""
        if where := self.headers.get("location"):
            return f"it leads to {where}, which was not followed"
        page = "an HTML page, not from the API: " if self.media == "text/html" else ""
        return page + (self.text[:500] or "no body")

    def json(self) -> Any:
        """Return the body as JSON. Raises ValueError."""
        try:
            return json.loads(self.text)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None


_HARMLESS = ("accept", "user-agent", "range", "if-range")


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _is_web(url: str) -> bool:
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme in _WEB and bool(parts.hostname) and not parts.username
    return False


def _retry_after(headers: Any) -> float | None:
    """Return the seconds until the server wants to be asked again, if it says so."""
    told = headers.get("retry-after", "").strip()
    with suppress(ValueError, TypeError, OverflowError):
        if told.replace(".", "", 1).isdecimal():
            return float(told)
        now = headers.get("date") or formatdate(usegmt=True)  # by the server's own clock
        pause = parsedate_to_datetime(told) - parsedate_to_datetime(now)
        return max(0.0, pause.total_seconds())
    return None


def _authorize(call: _Call[Any]) -> None:
    """Put the key into the headers. Raises ConfigurationError."""
    key = (call.options.get(_KEY) or os.environ.get(_KEY_FROM, "")).strip()
    if not (key and key.isascii() and key.isprintable()):
        raise ConfigurationError(f"{call.route} needs a key: give {_KEY}= or {_KEY_FROM}")
    call.secrets.append(key)
    call.headers[_KEY_IN] = f"{_KEY_AS}{key}"


T = TypeVar("T")


@dataclass(repr=False)
class _Call(Generic[T]):
    """What is sent, whether it is sent again, and what its answer means."""

    route: str  # method and path, with {} for each of its parameters
    given: Mapping[str, Any]  # Options
    path: Sequence[str] = ()
    query: Sequence[tuple[str, str]] = ()
    inputs: Sequence[tuple[str, str]] = ()  # headers
    body: object = omit
    contents: Mapping[str, _Encoder] = field(default_factory=lambda: {"application/json": _as_json})
    accept: str = "application/json"
    kind: str | Callable[[int, str], str | None] = "json"  # or "text", "file", "" for no body
    unwrap: tuple[str, str] = ("", "")  # the payload of an envelope, and what it has not
    authorize: Callable[[_Call[Any]], None] = _authorize
    server: str = _BASE_URL
    resend: str = ""  # "always", "never", or the header whose key makes it safe
    url: str = ""  # of a file, instead of an operation

    def __post_init__(self) -> None:
        """Make the request. Raises ArgumentError or ConfigurationError."""
        self.options: dict[str, Any] = {**_configured, **self.given}
        self.secrets: list[str] = []
        self.pieces: _Body | None = None
        self.is_doubtful = False  # whether it may have been carried out, though nobody said so
        timeout, deadline = self.options.get("timeout", 60.0), self.options.get("deadline")
        self.timeout = math.inf if timeout is None else timeout
        self.ends = math.inf if deadline is None else time.monotonic() + deadline
        self.method = self.route.partition(" ")[0]
        is_usual = self.method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")
        self.is_harmless = self.resend == "always" or (is_usual and self.resend != "never")
        self.headers = {"accept": self.accept, "user-agent": _USER_AGENT}
        self.headers |= {name.lower(): text.strip(" \t") for name, text in self.inputs}
        self.url = quote(self.url or self.place(), safe=_URL_SAFE)
        if not _is_web(self.url):
            raise ArgumentError(f"{self.route}: this address is refused")
        value, further = self.body, self.options.get("extra_body")
        if _is_object(value):
            value = {name: one for name, one in value.items() if one is not omit}
        if further:
            value = {**value, **further} if _is_object(value) else further
        if value is not omit:
            self.headers["content-type"], self.pieces = self.encoded(value)
            sizes = [len(one) if isinstance(one, bytes) else one.size for one in self.pieces]
            if None not in sizes:
                self.headers["content-length"] = str(sum(one or 0 for one in sizes))
        extra: Mapping[str, str] = self.options.get("extra_headers") or {}
        self.headers |= {name.lower(): text for name, text in extra.items()}
        for name, text in self.headers.items():
            if not re.fullmatch(r"[!-9;-~]+:[\t -~]*", f"{name}:{text}"):
                raise ArgumentError(f"header {name!r} can only have printable ASCII characters")

    def place(self) -> str:
        """Return the URL of an operation, and add what else the request needs to get there."""
        for text in self.path:
            if text in ("", ".", ".."):
                raise ArgumentError(f"{self.route}: {text!r} cannot stand in a path")
            self.route = self.route.replace("{}", text, 1)
        base = self.options.get("base_url") or os.environ.get(_BASE_URL_FROM) or self.server
        if not _is_web(base) or urlsplit(base).query:
            raise ConfigurationError(f"no such base URL: give base_url= or {_BASE_URL_FROM}")
        self.authorize(self)
        extra: Mapping[str, object] = self.options.get("extra_query") or {}
        pairs = [*self.query, *(pair for name, one in extra.items() for pair in _pair(name, one))]
        query = "&".join(f"{name}={text}" for name, text in pairs)
        return base.rstrip("/") + self.route.partition(" ")[2] + ("?" if query else "") + query

    def encoded(self, value: object) -> tuple[str, _Body]:
        """Return the body in the first media type that can carry it."""
        wanted, problems = self.options.get("media_type") or "", list[str]()
        for media, encode in self.contents.items():
            if wanted.lower() not in ("", media.partition(";")[0]) and "*" not in media:
                continue
            try:
                return encode(wanted or media, value)
            except (ArgumentError, UnicodeEncodeError) as error:
                problems.append(f"{media} {error}")
        why = "; ".join(problems) or f"it cannot be {wanted}"
        raise ArgumentError(f"{self.route}: the body cannot be sent: {why}")

    def chunks(self) -> Iterator[bytes] | None:
        """Read the body from its start; None where there is none."""
        if self.pieces is None:
            return None
        parts = ([one] if isinstance(one, bytes) else one.chunks() for one in self.pieces)
        return (chunk for part in parts for chunk in part)

    def hide(self, text: str) -> str:
        """Take the keys out of a text."""
        for one in self.secrets:
            text = text.replace(one, "[hidden]")
        return text

    def run(self, part: Any = None) -> T:
        """Send it until it is answered; a file that the answer brings goes into a part."""
        number = 0
        while True:
            number += 1
            try:
                answer: T = self.attempt(part)
                return answer
            except (APIConnectionError, APIStatusError) as error:
                if part is not None and part.has_grown(error.status):
                    number = 1
                time.sleep(self.pause(error, number))

    def attempt(self, part: Any) -> Any:
        """Send it once, and return what a success means."""
        reply = _Reply(self, part.span(self.url) if part else {})
        status, media = reply.status, reply.media
        kind = self.kind if isinstance(self.kind, str) else self.kind(status, media)
        fits = kind is not None and _fits(kind, self.accept, status, media)
        if part and (status == 416 or (reply.is_success and fits and kind == "file")):
            return part.take(reply)
        reply.read()
        if not reply.is_success:
            raise self.refused(reply)
        if hear := self.options.get("_hear"):
            hear(reply.headers)
        try:
            if not fits:
                raise ValueError(f"it is {media or 'nothing'}, not {self.accept}")
            if kind != "json":
                return reply.text if kind == "text" else None
            value = reply.json()
        except ValueError as problem:
            text = f"the {status} answer to {self.route} cannot be read: {problem}: {reply.gist}"
            error = APIResponseValidationError if self.is_harmless else OutcomeUnknown
            raise error(self.hide(text), body=reply.text, **reply.facts) from None
        inner = _at(value, self.unwrap[0])
        is_bare = _at(value, self.unwrap[1]) not in (None, "")
        return value if is_bare or not _is_object(inner) else inner

    def refused(self, reply: _Reply) -> APIStatusError:
        """Return the error of an answer whose status means failure."""
        status, body = reply.status, None
        with suppress(ValueError):
            body = reply.json()
        message, code, type_, param = (_text_at(body, places) for places in _ERROR_AT)
        facts = {"code": code, "param": param, "request id": reply.request_id}
        said = " ".join((message or reply.gist).split())[:500]
        text = f"{status} {http.client.responses.get(status, 'Status')}: {said} ({self.route}"
        text += "".join(f", {name} {one}" for name, one in facts.items() if one) + ")."
        kind = _STATUS_ERRORS.get(status, _STATUS_ERRORS[500] if status >= 500 else APIStatusError)
        return kind(
            self.hide(text), message=message, code=code, type=type_, param=param, body=body,
            retry_after=_retry_after(reply.headers), **reply.facts,
        )

    def pause(self, error: APIError, number: int) -> float:
        """Return the seconds until the next attempt. Raises what the call ends with."""
        status, wish = error.status or 0, error.retry_after
        is_refusal = status in (425, 429) or (status == 503 and wish is not None)
        acted = status in (303, 408) or (status >= 500 and status not in (501, 505))
        acted = acted and not is_refusal if status else error.delivered
        self.is_doubtful = self.is_doubtful or (acted and not self.is_harmless)
        key = self.headers.get(self.resend.lower(), "")
        may = bool(key) if acted and not self.is_harmless else not (status and self.resend == "never")
        is_spent = any(isinstance(one, _File) and one.is_spent for one in self.pieces or ())
        pause = max(random.random() * min(8.0, 0.5 * 2.0 ** min(number - 1, 9)), wish or 0.0)
        if may and status in (0, 408, 425, 429, 500, 502, 503, 504) and not is_spent:
            is_soon = pause <= 60 and pause < self.ends - time.monotonic()
            if is_soon and number <= self.options.get("max_retries", 2):
                return pause
        text = str(error) + (f" Tried {number} times." if number > 1 else "")
        if may and is_spent:
            text += " It was not sent again, since its body can be read only once."
        elif self.is_doubtful and key:
            text += f" Calling again is safe with {self.resend}: {key}."
        elif self.is_doubtful:
            text += " It may have been carried out, so it was not sent again: look before you do."
        elif wish is not None:
            text += f" Try again in {wish:g} s."
        if self.is_doubtful and not status:
            raise OutcomeUnknown(text, request_id=error.request_id) from error.__cause__
        error.args, error.outcome_unknown = (text,), self.is_doubtful
        raise error


def _fits(kind: str, accept: str, status: int, media: str) -> bool:
    """Whether an answer can be what it should be, whatever it says of its media type."""
    is_page = media == "text/html" and media not in accept  # of a proxy, or of a login
    if kind == "file":
        is_other = media.startswith("text/") or media.endswith(("/json", "+json"))
        return status not in (204, 205) and (media in accept or not is_other)
    return kind == "json" or not (kind and is_page)


_configured: dict[str, Any] = {}


def configure(**options: Unpack[Options]) -> None:
    """Set options for all calls from now on."""
    _configured.update(options)


class Progress(NamedTuple):
    """How far a download is, in bytes; `total` is None where nobody knows."""

    received: int
    total: int | None


class _Part:
    """The first bytes of a file, beside its place until it is whole; a note says of which file."""

    def __init__(self, path: str | os.PathLike[str], listener: Any) -> None:
        self.path, self.listener = Path(path), listener
        if self.path.is_dir():
            raise IsADirectoryError(f"{path} is a folder")
        self.beside = self.path.with_name(f".{self.path.name}.part")
        self.note = self.beside.with_name(f"{self.beside.name}.json")
        self.file = _claimed(self.beside)
        self.size = self.furthest = self.file.seek(0, os.SEEK_END)
        self.source, self.validator, self.total = "", "", None
        with suppress(OSError, ValueError, TypeError):
            self.source, self.validator, self.total = json.loads(self.note.read_bytes())

    def span(self, url: str) -> dict[str, str]:
        """Return the headers that ask for what is missing."""
        known = str(self.validator)
        if not (known and known.isprintable() and self.source == _source(url, known)):
            self.validator, self.size = "", 0
        return {"range": f"bytes={self.size}-", "if-range": known} if self.size else {}

    def take(self, reply: _Reply) -> Path:
        """Add what an answer carries, and put the file in its place if that is all of it."""
        span = reply.headers.get("content-range", "").strip().lower()
        if reply.status != 416 or span != f"bytes */{self.size}":
            self.begin(reply, span)
            for chunk in reply.chunks():
                self.file.write(chunk)
                self.size += len(chunk)
                if self.listener:
                    self.listener(Progress(self.size, self.total))
            if self.total not in (None, self.size):
                raise reply.lost(ConnectionError(f"it ended after {self.size} bytes"))
        reply.close()
        self.file.flush()
        if os.name == "nt":
            self.file.close()
        os.replace(self.beside, self.path)
        self.note.unlink(missing_ok=True)
        return self.path

    def begin(self, reply: _Reply, span: str) -> None:
        """Go to where the answer goes on; raises APIConnectionError where that is not the end."""
        start, total, validator = 0, reply.length, _validator(reply.headers)
        if reply.status in (206, 416):
            found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", span)
            start, end, total = map(int, found.groups()) if found else (-1, -1, -1)
            is_whole = 0 <= start <= end < total and reply.length in (None, end - start + 1)
            start = start if is_whole else -1
        if start == 0:
            self.note.unlink(missing_ok=True)
            self.size = self.file.truncate(0)
            self.source, self.validator = _source(reply.call.url, validator), validator
            self.total = total
            self.note.write_text(json.dumps([self.source, self.validator, self.total]))
        elif (start, total) != (self.size, self.total or total) or validator not in ("", self.validator):
            self.validator = ""
            raise reply.lost(ConnectionError(f"not what was asked for, but {span or 'no range'}"))
        self.file.seek(self.size)

    def has_grown(self, status: int | None) -> bool:
        """Whether an attempt brought anything new."""
        if status in (404, 410):
            self.validator = ""
        before, self.furthest = self.furthest, max(self.size, self.furthest)
        return self.furthest > before

    def close(self) -> None:
        """Keep what the next call can go on from, and nothing else."""
        self.file.close()
        if not (self.size and self.validator):
            self.note.unlink(missing_ok=True)
            self.beside.unlink(missing_ok=True)


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


def _validator(headers: Any) -> str:
    """Return what tells this version of a file from any other; empty where nothing does."""
    tag, changed = headers.get("etag", ""), headers.get("last-modified", "")
    with suppress(ValueError, TypeError):
        if not tag and parsedate_to_datetime(changed) < parsedate_to_datetime(headers["date"]):
            return str(changed)
    return str(tag) if tag.startswith('"') and tag.isprintable() and tag.isascii() else ""


def _fetch(
    call: _Call[T], path: str | os.PathLike[str], listener: Callable[[Progress], object] | None
) -> T:
    """Make a call whose answer is a file, which is there when it is whole."""
    part = _Part(path, listener)
    try:
        return call.run(part)
    except APIConnectionError as error:
        kept = "kept for the next call" if part.size and part.validator else "thrown away"
        total = part.total or "an unknown number of"
        error.args = (f"{error} {part.size} of {total} bytes are here, and {kept}.",)
        raise
    finally:
        part.close()


R = TypeVar("R")
State: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True)
class JobState(Generic[T]):
    """Where a job stands, by the last that was heard of it."""

    state: State = "waiting"
    status: str = ""  # the server's own word; one that is not known means running
    progress: float | None = None  # from 0 to 1; it may go back
    reason: str | None = None  # why it failed or was cancelled
    code: str | None = None  # the same for programs
    elapsed: float = field(default=0.0, compare=False)  # seconds since it was first heard of
    value: T | None = field(default=None, repr=False, compare=False)  # the last answer

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state in ("done", "failed", "cancelled")


@dataclass
class _Job(Generic[T]):
    """What this process knows of a job."""

    id: str
    is_known: bool = False  # whether the server has heard of it for sure
    is_withdrawn: bool = False
    state: JobState[T] | None = None
    born: float = field(default_factory=lambda: time.monotonic())
    due: float = -math.inf
    polls: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask for."""
        return self.state is not None and self.state.is_over

    def error(self, kind: type[JobError], text: str) -> JobError:
        return kind(f"job {self.id} {' '.join(text.split())}", job=self.id, state=self.state)

    def result(self) -> T:
        """Return the last answer of a job that is done. Raises JobError."""
        state = self.state or JobState[T]()
        if state.state == "done":
            return cast("T", state.value)
        why = f"{state.reason or 'no reason given'} (status {state.status})"
        if state.state == "failed":
            raise self.error(JobFailed, f"failed: {why}.")
        if state.state == "cancelled":
            raise self.error(JobCancelled, f"was cancelled: {why}.")
        raise self.error(JobNotDone, f"has no result yet, it is {state.state}: wait for it.")


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

    def started(self, call: _Call[R]) -> R:
        """Start a job, and return the answer."""
        heard = list[Any]()
        call.options["_hear"] = heard.append
        value = call.run()
        job_id = _text_at(value, self.id_at)
        if job_id is None:
            problem = f"{call.route} cannot be read: no job id at {' or '.join(self.id_at)}"
            raise APIResponseValidationError(problem, body=value)
        job = self.jobs[job_id] = _Job(job_id)
        self.hear(job, value, heard[-1])
        if job.state and job.state.state == "done" and not self.is_one_type:
            job.state, job.due = None, -math.inf  # the result is in the other answer
        return value

    def hear(self, job: _Job[T], value: Any, headers: Any) -> None:
        """Take in an answer. A word that is not listed means that the job goes on."""
        word = _text_at(value, self.status_at) or ""
        state: State = "running" if word or job.polls else "waiting"
        for known, words in self.states.items():
            state = known if word.casefold() in words else state
        is_wrong = state in ("failed", "cancelled")
        job.due = time.monotonic() + self.pause(job, headers)
        job.state = JobState(
            state,
            word,
            _share(_text_at(value, self.progress_at), self.whole),
            _text_at(value, self.reason_at) if is_wrong else None,
            _text_at(value, self.code_at) if is_wrong else None,
            time.monotonic() - job.born,
            value,
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
        heard = list[Any]()
        limit = min(max(until - time.monotonic(), 0.001), options.get("deadline") or math.inf)
        job.polls += 1
        try:
            deadline = limit if limit < math.inf else None
            value = self.poll(job.id, {**options, "deadline": deadline, "_hear": heard.append})
        except APIError as error:
            error.job, status, now = job.id, error.status or 0, time.monotonic()
            if job.is_withdrawn and status in (404, 410):
                job.state = JobState("cancelled")
                return None
            job.due = now + self.pause(job, error.headers or {})
            is_new = status == 404 and not job.is_known and now - job.born < 15
            kinds = (APIConnectionError, APIResponseValidationError)
            if is_new or status in (408, 425, 429) or status >= 500 or isinstance(error, kinds):
                return error
            raise
        job.is_known = True
        self.hear(job, value, heard[-1])
        return None

    def watched(
        self, given: object, options: Mapping[str, Any], timeout: float | None
    ) -> Iterator[JobState[T]]:
        """Yield where a job stands, if that is known, and then each change. Raises JobTimeout."""
        until = math.inf if timeout is None else time.monotonic() + timeout
        job, last, trouble = self.job(given), None, None
        while True:
            if job.state and job.state != last:
                yield job.state
            if job.is_settled:
                return
            last, now = job.state, time.monotonic()
            time.sleep(max(min(job.due, until) - now, 0))
            if max(job.due, now) >= until:
                said = f"The last poll failed: {trouble}" if trouble else ""
                state = last.state if last else "not known"
                raise job.error(JobTimeout, f"is not over in time, it is {state}. {said}") from trouble
            trouble = self.asked(job, options, until)

    def waited(
        self, given: object, options: Mapping[str, Any], timeout: float | None, listener: Any
    ) -> T:
        """Wait until a job is over, and return the last answer."""
        for state in self.watched(given, options, timeout):
            if listener is not None:
                listener(state)
        return self.jobs[str(given)].result()

    def finished(self, given: object, options: Mapping[str, Any]) -> _Job[T]:
        """Return a job that is done. Raises JobNotDone, JobFailed or JobCancelled."""
        job = self.job(given)
        if not job.is_settled and (trouble := self.asked(job, options, math.inf)):
            raise trouble
        job.result()
        return job

    def result_url(self, given: object, options: Mapping[str, Any], *places: str) -> str:
        """Return where the result of a job is that is done."""
        job = self.finished(given, options)
        found = _text_at(job.result(), places)
        if found is None:
            raise job.error(JobNotDone, f"is done, but has no URL at {' or '.join(places)}")
        return found


def _share(told: str | None, whole: float) -> float | None:
    """Return how much of a job is done, from 0 to 1; None where that is not told."""
    text = (told or "").strip()
    with suppress(ValueError):
        share = float(text.rstrip("% ")) / (100 if text.endswith("%") else whole)
        return min(max(share, 0.0), 1.0) if math.isfinite(share) else None
    return None


_CREATE_GENERATION = _Plan(
    poll=lambda job, options: retrieve_generation(task_id=job, **options),
    id_at=("/task_id", "/id"),
    status_at=("/status",),
    states={
        "waiting": [
            "queued", "not_start", "submitted", "created", "pending", "preparing", "starting",
            "queueing", "in_queue", "unknown", "",
        ],
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
