# Made by callsheet from BurnCloud Video API; do not edit.
# Remake with: callsheet generate
"""Text and images in, short video clips out, in two dialects.

One file for Python 3.10 and its standard library: copy it anywhere. There is a function for each
operation; what comes back is JSON as it came. Each takes `Options`, which `configure` sets for all
calls. What may have been carried out is never sent again: `OutcomeUnknown` says so.

    started = create_generation(...)
    done = wait_for_generation(started)  # or its id; raises JobFailed with the reason
    download_generation(done, "file")  # there when it is whole; goes on where it was cut

api_key: Your API key, sent as `Authorization: Bearer sk-...`. By default the
environment variable BURNCLOUD_API_KEY.
base_url: Where the API is; by default the environment variable BURNCLOUD_BASE_URL, or
else https://ai.burncloud.com.
"""

from __future__ import annotations

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
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from http.client import HTTPResponse
from itertools import chain
from pathlib import Path
from typing import (
    IO, TYPE_CHECKING, Any, Final, Generic, Literal, TypeAlias, TypeGuard, TypeVar, TypedDict,
    Union, cast,
)
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import ProxyHandler, Request

if TYPE_CHECKING:
    from typing_extensions import Required, Unpack

_BASE_URL = "https://ai.burncloud.com"
_BASE_URL_FROM = "BURNCLOUD_BASE_URL"
_USER_AGENT = "burncloud-video/0.1.0"
# The key: the option and the variable that give it, its header, and what is before it there.
_KEY, _KEY_FROM = "api_key", "BURNCLOUD_API_KEY"
_KEY_IN, _KEY_AS = "authorization", "Bearer "
# Where error bodies say what went wrong: message, code, type and parameter.
_ERROR_AT: Sequence[Sequence[str]] = (
    ("/error/message", "/message"), ("/error/code", "/code"), ("/error/type", "/type"),
    ("/error/param", "/param"),
)
_REQUEST_ID_IN = ("X-Oneapi-Request-Id", "X-Request-Id")
_configured: dict[str, Any] = {}  # Options for all calls


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

class Omit: """The type of `omit`: nothing is sent, where None would send null."""
omit: Final = Omit()
FileInput: TypeAlias = Union["os.PathLike[str]", bytes, IO[bytes]]  # a file must be able to go back

VideoModel: TypeAlias = Literal[
    "kling-v1", "kling-v1-6", "kling-v2-master", "jimeng_vgfm_t2v_l20", "jimeng_vgfm_i2v_l20",
    "viduq1", "viduq2", "vidu2.0", "vidu1.5", "sora-2", "sora-2-pro", "veo-3",
    "veo-3.0-generate-001", "veo-3.1-generate-preview", "veo-3.1-fast-generate-preview"] | str
KlingMetadata = TypedDict("KlingMetadata", {  # parameters of Kling's models
    "negative_prompt": str, "image_tail": str, "seed": int, "image": str, "prompt": str,
    "mode": "KlingMode", "duration": str | int,
    "aspect_ratio": Literal["16:9", "9:16", "1:1"] | str, "model_name": "KlingModel",
    "model": "KlingModel", "cfg_scale": float, "static_mask": str,
    "dynamic_masks": "list[KlingDynamicMask]", "camera_control": "KlingCameraControl",
    "callback_url": str, "external_task_id": str}, total=False)
KlingMode: TypeAlias = Literal["std", "pro", "4k"] | str
KlingModel: TypeAlias = Literal[
    "kling-v1", "kling-v1-5", "kling-v1-6", "kling-v2-master", "kling-v2-1", "kling-v2-1-master",
    "kling-v2-5-turbo", "kling-v2-6", "kling-v3"] | str
KlingDynamicMask = TypedDict("KlingDynamicMask", {
    "mask": str, "trajectories": "list[KlingPoint]"}, total=False)
# a point of a picture, counted from the bottom left corner
KlingPoint = TypedDict("KlingPoint", {"x": int, "y": int})
KlingCameraControl = TypedDict("KlingCameraControl", {  # how the camera moves
    "type": Literal[
        "simple", "down_back", "forward_up", "right_turn_forward", "left_turn_forward"] | str,
    "config": "KlingCameraConfig"}, total=False)
KlingCameraConfig = TypedDict("KlingCameraConfig", {  # a camera movement: six values from -10 to 10
    "horizontal": float, "vertical": float, "pan": float, "tilt": float, "roll": float,
    "zoom": float}, total=False)
JimengMetadata = TypedDict("JimengMetadata", {  # parameters of Jimeng's models
    "req_key": Literal[
        "jimeng_vgfm_t2v_l20", "jimeng_vgfm_i2v_l20", "jimeng_t2v_v30", "jimeng_t2v_v30_1080p",
        "jimeng_i2v_first_v30", "jimeng_i2v_first_v30_1080", "jimeng_i2v_first_tail_v30",
        "jimeng_i2v_first_tail_v30_1080", "jimeng_ti2v_v30_pro"] | str,
    "image_urls": list[str], "binary_data_base64": list[str],
    "aspect_ratio": Literal["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | str, "seed": int,
    "frames": Literal[121, 241] | int, "prompt": str}, total=False)
ViduMetadata = TypedDict("ViduMetadata", {  # parameters of Vidu's models
    "duration": int, "seed": int, "resolution": Literal["360p", "540p", "720p", "1080p"] | str,
    "movement_amplitude": Literal["auto", "small", "medium", "large"] | str, "bgm": bool,
    "payload": str, "callback_url": str, "images": list[str], "prompt": str,
    "model": Literal["viduq1", "viduq2", "vidu2.0", "vidu1.5"] | str,
    "action": Literal["generate", "textGenerate", "firstTailGenerate", "referenceGenerate"] | str,
    "style": Literal["general", "anime"] | str,
    "aspect_ratio": Literal["16:9", "9:16", "1:1", "3:4", "4:3"] | str}, total=False)
VeoMetadata = TypedDict("VeoMetadata", {  # parameters of Google's Veo models
    "aspectRatio": Literal["16:9", "9:16"] | str, "durationSeconds": Literal[4, 6, 8] | int,
    "negativePrompt": str, "personGeneration": Literal["allow_all", "allow_adult"] | str,
    "resolution": str, "storageUri": str, "sampleCount": int}, total=False)
AliMetadata = TypedDict("AliMetadata", {  # parameters of Ali's Wan models
    "img_url": str, "first_frame_url": str, "last_frame_url": str, "resolution": str,
    "prompt_extend": bool, "watermark": bool}, total=False)
VendorMetadata: TypeAlias = Union[
    "KlingMetadata", "JimengMetadata", "ViduMetadata", "VeoMetadata", "AliMetadata",
    dict[str, Any]]
GenerationReceipt = TypedDict("GenerationReceipt", {  # confirms that a job has been taken
    "task_id": "Required[str]", "id": str, "object": Literal["video"], "model": "VideoModel",
    "status": "GenerationStatus", "progress": int, "created_at": int}, total=False)
GenerationStatus: TypeAlias = Literal[
    "queued", "processing", "in_progress", "succeeded", "completed", "failed", "NOT_START",
    "SUBMITTED", "QUEUED", "IN_PROGRESS", "SUCCESS", "FAILURE", "UNKNOWN"] | str
GenerationTask = TypedDict("GenerationTask", {  # a video generation as it stands
    "task_id": "Required[str]", "status": "Required[GenerationStatus]", "url": str | None,
    "format": str | None, "metadata": "ClipMetadata | None", "error": "GenerationError | None",
    "progress": int | str,
    "action": Literal[
        "generate", "textGenerate", "firstTailGenerate", "referenceGenerate",
        "remixGenerate"] | str,
    "fail_reason": str | None, "result_url": str | None, "video_url": str | None,
    "submit_time": int, "start_time": int, "finish_time": int, "data": Any, "id": int | str,
    "platform": str, "created_at": int, "updated_at": int}, total=False)
ClipMetadata = TypedDict("ClipMetadata", {  # facts about a finished clip
    "duration": float, "fps": int, "width": int, "height": int, "seed": int}, total=False)
GenerationError = TypedDict("GenerationError", {  # why a generation failed
    "code": int | str | None, "message": str}, total=False)
# a picture, by its URL or by the id of an uploaded file
ImageReference = TypedDict("ImageReference", {"image_url": str, "file_id": str}, total=False)
VideoStatus: TypeAlias = Literal[
    "queued", "in_progress", "completed", "failed", "processing", "succeeded", "unknown"] | str
VideoVariant: TypeAlias = Literal["video", "thumbnail", "spritesheet"] | str
Video = TypedDict("Video", {  # a video as it stands, in the OpenAI video format
    "id": "Required[str]", "object": 'Required[Literal["video"]]', "model": "Required[VideoModel]",
    "status": "Required[VideoStatus]", "progress": "Required[int]", "created_at": "Required[int]",
    "completed_at": int | None, "expires_at": int | None, "size": str, "seconds": int | str,
    "quality": str, "url": str | None, "prompt": str | None, "remixed_from_video_id": str | None,
    "error": "VideoError | None", "metadata": "VideoMetadata | None", "task_id": str}, total=False)
# why a video failed
VideoError = TypedDict("VideoError", {"code": str | None, "message": str}, total=False)
# further facts about a video, from the gateway
VideoMetadata = TypedDict("VideoMetadata", {"url": str}, total=False)

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
# fmt: on


def configure(**options: Unpack[Options]) -> None:
    """Set options for all calls from now on."""
    _configured.update(options)


def create_generation(
    *, model: VideoModel, prompt: str, image: str | Omit = omit,
    images: Sequence[str] | Omit = omit, size: str | Omit = omit, mode: KlingMode | Omit = omit,
    duration: float | Omit = omit, width: int | Omit = omit, height: int | Omit = omit,
    fps: int | Omit = omit, seed: int | Omit = omit, n: int | Omit = omit,
    response_format: str | Omit = omit, user: str | Omit = omit,
    metadata: VendorMetadata | Mapping[str, object] | Omit = omit, **options: Unpack[Options],
) -> GenerationReceipt:
    """Start a video generation."""
    return _Call[GenerationReceipt](
        "POST /v1/video/generations", options,
        body={
            "model": model, "prompt": prompt, "image": image, "images": images, "size": size,
            "mode": mode, "duration": duration, "width": width, "height": height, "fps": fps,
            "seed": seed, "n": n, "response_format": response_format, "user": user,
            "metadata": metadata,
        },
    ).run()


def retrieve_generation(task_id: str, **options: Unpack[Options]) -> GenerationTask:
    """Retrieve a video generation."""
    return _Call[GenerationTask](
        "GET /v1/video/generations/{}", options, [task_id], unwrap=("/data", "/task_id")
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
    return _Call[Video](
        "POST /v1/videos", options,
        body={
            "prompt": prompt, "model": model, "seconds": seconds, "size": size, "image": image,
            "images": images, "duration": duration, "mode": mode,
            "input_reference": input_reference, "metadata": metadata,
        },
        form={"metadata": "application/json", "input_reference": "image/png"},
    ).run()


def retrieve_video(video_id: str, **options: Unpack[Options]) -> Video:
    """Retrieve a video."""
    return _Call[Video]("GET /v1/videos/{}", options, [video_id]).run()


def download_video_content(
    video_id: str, path: str | os.PathLike[str], *, variant: VideoVariant | Omit = omit,
    on_progress: Callable[[int, int | None], object] | None = None, **options: Unpack[Options],
) -> Path:
    """Download a video or a preview of it."""
    call = _Call[Path](
        "GET /v1/videos/{}/content", options, [video_id], query={"variant": variant},
        accept="video/mp4, image/webp, application/octet-stream",
    )
    return _fetch(call, path, on_progress)


_STATUS_ERRORS: Mapping[int, type[APIStatusError]] = {
    400: BadRequestError, 401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError,
    409: ConflictError, 422: UnprocessableEntityError, 429: RateLimitError,
}


T = TypeVar("T")
_WEB = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
_ADDRESS = re.compile(r"https?://[^\s/?#@]+([/?#]|$)")
_URL_SAFE = "/?:@!$&'()*+,;=-._~%[]#"
_HARMLESS = ("accept", "user-agent", "range", "if-range")  # for other hosts, too
_STRONG = r'"[!#-~]*"'  # an ETag that says that each byte is the same
_CHUNK = 256 * 1024
_Body: TypeAlias = Sequence[Union[bytes, "_File"]]
_LOST = (APIConnectionError, APIResponseValidationError, OutcomeUnknown)
State: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]


def _given(*parts: Mapping[str, object] | None) -> dict[str, object]:
    pairs = ((name, one) for part in parts for name, one in (part or {}).items())
    return {name: one for name, one in pairs if one is not omit}


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray))


def _json(value: object) -> str:
    try:
        return json.dumps(value, default=dict, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ArgumentError(f"a value cannot be sent: {error}") from None


def _text(value: object) -> str:
    """Return a value as it stands in a URL, a header or a form."""
    return value if isinstance(value, str) else "" if value is None else _json(value)


def _at(value: Any, pointer: str) -> Any:
    """Return what a JSON Pointer leads to, or None."""
    with suppress(LookupError, TypeError, ValueError):
        for step in pointer.split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            value = value[int(step) if _is_list(value) else step]
        return value
    return None


def _text_at(value: Any, pointers: Sequence[str]) -> str | None:
    """Return the first text or number that a pointer leads to, as text."""
    for found in (_at(value, pointer) for pointer in pointers):
        if isinstance(found, (str, int, float)) and not isinstance(found, bool) and found != "":
            return str(found)
    return None


class _File:
    """A file on its way to the server: read when it is sent, and again when it is sent again."""

    def __init__(self, given: Any) -> None:
        self.is_path = isinstance(given, os.PathLike)
        self.content: Any = io.BytesIO(given) if isinstance(given, bytes) else given
        path = given if self.is_path else getattr(given, "name", "")
        self.name = os.path.basename(str(path)) or "upload"
        with self.opened() as file:
            if isinstance(file, io.TextIOBase) or not file.seekable():
                raise ArgumentError(f"{self.name} must be opened for bytes, and be able to go back")
            self.start = file.tell()
            self.size = file.seek(0, os.SEEK_END) - self.start

    def opened(self) -> Any:
        return open(self.content, "rb") if self.is_path else nullcontext(self.content)

    def __len__(self) -> int:
        return int(self.size)

    def __iter__(self) -> Iterator[bytes]:
        with self.opened() as file:
            file.seek(self.start)
            while chunk := file.read(_CHUNK):
                yield chunk


def _is_file(value: object) -> bool:
    return isinstance(value, (bytes, os.PathLike)) or hasattr(value, "read")


def _as_multipart(medias: Mapping[str, str], media: str, value: Any) -> tuple[str, _Body]:
    """Make a form, with the media types of the parts that have one of their own."""
    boundary = secrets.token_hex(16)  # random, so that no file can end its part
    body: list[bytes | _File] = []
    for name, one in value.items():
        for each in one if _is_list(one) and name not in medias else [one]:
            part = _File(each) if _is_file(each) else _text(each).encode()
            head, kind = f"form-data; {_named(name)}", medias.get(name, "")
            if isinstance(part, _File):
                head += f"; file{_named(part.name)}"
                kind = mimetypes.guess_type(part.name)[0] or kind or "application/octet-stream"
            elif _is_object(each):
                kind = kind or "application/json"
            head += f"\r\nContent-Type: {kind}" if kind else ""
            body += [f"--{boundary}\r\nContent-Disposition: {head}\r\n\r\n".encode(), part, b"\r\n"]
    return f"{media}; boundary={boundary}", [*body, f"--{boundary}--\r\n".encode()]


def _named(text: str) -> str:  # escaped as browsers do, so that it cannot end its header
    return 'name="%s"' % text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


class _Reply:
    """An answer, its body still on its way. Raises APIConnectionError."""

    def __init__(self, call: _Call[Any], further: Mapping[str, str]) -> None:
        self.call, self.is_sent, self.exits = call, False, ExitStack()
        try:
            self.response = self.opened(call.url, {**call.headers, **further})
            self.status, self.headers = self.response.status, self.response.headers
            if self.headers.get("content-encoding", "identity") != "identity":
                raise ConnectionError("the answer is packed, though nobody asked for that")
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        self.media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        ids = (self.headers[name] for name in _REQUEST_ID_IN if self.headers.get(name))
        self.facts = {"status": self.status, "headers": self.headers, "request_id": next(ids, None)}

    def opened(self, url: str, headers: Mapping[str, str], hops: int = 10) -> HTTPResponse:
        """Send it, and go where a question is led to, but take no key to another host."""
        left = self.call.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        timeout = min(self.call.options.get("timeout", 60.0) or 86_400, left, 86_400)
        request = Request(url)
        scheme, host = request.type, request.host
        getattr(ProxyHandler(), f"{scheme}_open", bool)(request)  # which changes the host
        permit = {name.lower(): text for name, text in request.header_items()}
        link: http.client.HTTPConnection = _WEB[scheme](request.host, timeout=timeout)
        self.exits.callback(link.close)
        if scheme == "https" and request.host != host:
            link.set_tunnel(host, headers=permit)
            permit = {}
        link.connect()
        self.is_sent = True
        if left < math.inf:  # the timeout of a socket is for each wait of its own
            timer = threading.Timer(left, self.cut, [link.sock])
            timer.daemon = True
            timer.start()
            self.exits.callback(timer.cancel)
        pieces, sent = self.call.pieces, {**headers, **permit, "connection": "close"}
        parts = ([one] if isinstance(one, bytes) else one for one in pieces or ())
        body = None if pieces is None else chain.from_iterable(parts)
        with suppress(BrokenPipeError, ConnectionResetError):  # there may be an answer already
            link.request(self.call.method, request.selector or "/", body, sent)
        reply = link.getresponse()
        self.exits.callback(reply.close)
        while reply.status // 100 == 1 and reply.status != 101:  # such as 103
            setattr(reply, "headers", None)
            reply.begin()
        where = reply.headers.get("location") if self.call.method in ("GET", "HEAD") else None
        if where and hops and reply.status in (301, 302, 303, 307, 308):
            there = quote(urljoin(url, where), _URL_SAFE, "latin-1")
            if _ADDRESS.match(there) and there[:5] in (url[:5], "https"):
                self.exits.close()
                is_same = urlsplit(there)[:2] == urlsplit(url)[:2]
                kept = {k: v for k, v in headers.items() if is_same or k in _HARMLESS}
                return self.opened(there, kept, hops - 1)
        return reply

    def cut(self, sock: socket.socket) -> None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def lost(self, error: Exception) -> APIConnectionError:
        self.exits.close()
        is_late = isinstance(error, TimeoutError) or time.monotonic() >= self.call.ends
        arrived = "It may have arrived." if self.is_sent else "It was not sent."
        text = f"{self.call.route}: the connection to {urlsplit(self.call.url).netloc} failed: "
        text += f"{str(error) or type(error).__name__}. {arrived}"
        kind = APITimeoutError if is_late else APIConnectionError
        return kind(self.call.hide(text), delivered=self.is_sent)

    def chunks(self) -> Iterator[bytes]:
        left = math.inf if self.response.length is None else self.response.length
        try:
            while left and (chunk := self.response.read1(int(min(left, _CHUNK)))):
                left -= len(chunk)
                yield chunk
            if 0 < left < math.inf or time.monotonic() >= self.call.ends:
                raise ConnectionError("the answer ended before its end")
        except (OSError, http.client.HTTPException) as error:
            raise self.lost(error) from error
        finally:
            self.exits.close()

    def read(self) -> None:
        """Fetch the body. Of a failure it is left out if it is not whole."""
        body = b""
        with suppress() if 200 <= self.status <= 299 else suppress(APIConnectionError):
            body = b"".join(self.chunks())
        self.text = body.decode("utf-8-sig", "replace")
        page = "an HTML page, not from the API: " if self.media == "text/html" else ""
        self.gist = page + (self.text[:500] or self.headers.get("location") or "no body")


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


@dataclass(repr=False)
class _Call(Generic[T]):
    """What is sent, whether it is sent again, and what its answer means."""

    route: str  # method and path, with {} for each of its parameters
    given: Mapping[str, Any]  # Options
    path: Sequence[object] = ()
    query: Mapping[str, object] = field(default_factory=dict[str, object])
    body: object = omit
    form: Mapping[str, str] | None = None  # media types of parts, where it can be a form
    accept: str = "application/json"
    url: str = ""  # of a file, instead of an operation
    unwrap: tuple[str, str] = ("", "")  # where the payload of an envelope is, and what it lacks

    def __post_init__(self) -> None:
        """Make the request. Raises ArgumentError or ConfigurationError."""
        self.options: dict[str, Any] = {**_configured, **self.given}
        self.secrets: list[str] = []
        self.pieces: _Body | None = None
        deadline = self.options.get("deadline")
        self.ends = math.inf if deadline is None else time.monotonic() + deadline
        self.method = self.route.partition(" ")[0]
        self.is_harmless = self.method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")
        self.headers = {"accept": self.accept, "user-agent": _USER_AGENT}
        self.url = quote(self.url or self.place(), safe=_URL_SAFE)
        if not _ADDRESS.match(self.url):
            raise ArgumentError(f"{self.route}: this address is refused")
        value, further = self.body, self.options.get("extra_body")
        if _is_object(value) or further:
            value = _given(value if _is_object(value) else None, further)
        if value is not omit:
            self.headers["content-type"], self.pieces = self.encoded(value)
            self.headers["content-length"] = str(sum(map(len, self.pieces)))
        extra: Mapping[str, str] = self.options.get("extra_headers") or {}
        self.headers |= {name.lower(): text for name, text in extra.items()}
        for name, text in self.headers.items():
            if not re.fullmatch(r"[!-9;-~]+:[\t -~]*", f"{name}:{text}"):
                raise ArgumentError(f"header {name!r} can only have printable ASCII characters")

    def place(self) -> str:
        """Return the URL of an operation, and add the key."""
        texts = [quote(_text(one), safe="") for one in self.path]
        for text in texts:
            if text in ("", ".", ".."):
                raise ArgumentError(f"{self.route}: {text!r} cannot stand in a path")
            self.route = self.route.replace("{}", text, 1)
        base = self.options.get("base_url") or os.environ.get(_BASE_URL_FROM) or _BASE_URL
        if not _ADDRESS.match(base) or "?" in base:
            raise ConfigurationError(f"no such base URL: give base_url= or {_BASE_URL_FROM}")
        key = (self.options.get(_KEY) or os.environ.get(_KEY_FROM, "")).strip()
        if not (key and key.isascii() and key.isprintable()):
            raise ConfigurationError(f"{self.route} needs a key: give {_KEY}= or {_KEY_FROM}")
        self.secrets, self.headers[_KEY_IN] = [key], f"{_KEY_AS}{key}"
        given = _given(self.query, self.options.get("extra_query"))
        query = {name: _text(one) for name, one in given.items() if one is not None}
        line = urlencode(query, quote_via=quote)
        return base.rstrip("/") + self.route.partition(" ")[2] + (f"?{line}" if line else "")

    def encoded(self, value: object) -> tuple[str, _Body]:
        wanted = self.options.get("media_type") or ""
        if self.form is not None and _is_object(value):
            fields = {name: one for name, one in value.items() if one is not None}
            parts = (one if _is_list(one) else [one] for one in fields.values())
            has_file = any(_is_file(one) for part in parts for one in part)
            if wanted == "multipart/form-data" or (not wanted and has_file):
                return _as_multipart(self.form, "multipart/form-data", fields)
        if wanted not in ("", "application/json"):
            raise ArgumentError(f"{self.route}: the body cannot be {wanted}")
        return "application/json", [_json(value).encode()]

    def hide(self, text: str) -> str:
        for one in self.secrets:
            text = text.replace(one, "[hidden]")
        return text

    def run(self, part: Any = None) -> T:
        """Send it until it is answered; a file that the answer brings goes into a part."""
        number, furthest = 0, part.size if part else 0
        while True:
            number += 1
            try:
                return cast("T", self.attempt(part))
            except (APIConnectionError, APIStatusError) as error:
                if part and part.size > furthest:
                    number, furthest = 1, part.size
                time.sleep(self.pause(error, number))

    def attempt(self, part: Any) -> Any:
        """Send it once, and return what a success means."""
        reply = _Reply(self, part.span() if part else {})
        status, media, kind = reply.status, reply.media, "file" if part else "json"
        is_page = media.startswith("text/") or media.endswith(("/json", "+json"))
        is_file = kind == "file" and (media in self.accept or not is_page) and status != 204
        if part and (status == 416 or (200 <= status <= 299 and is_file)):
            return part.take(reply)
        reply.read()
        if not 200 <= status <= 299:
            raise self.refused(reply)
        if hear := self.options.get("_hear"):
            hear(reply.headers)
        try:
            if kind != "json":
                raise ValueError(f"it is {media or 'nothing'}, not {self.accept}")
            value = json.loads(reply.text)
        except (ValueError, RecursionError) as problem:
            text = f"the {status} answer to {self.route} cannot be read: {problem}: {reply.gist}"
            error = APIResponseValidationError if self.is_harmless else OutcomeUnknown
            raise error(self.hide(text), body=reply.text, **reply.facts) from None
        inner, mark = (_at(value, pointer) for pointer in self.unwrap)
        if _is_object(inner) and mark in (None, ""):
            return inner
        return value

    def refused(self, reply: _Reply) -> APIStatusError:
        """Return the error of an answer whose status means failure."""
        status, body = reply.status, None
        with suppress(ValueError, RecursionError):
            body = json.loads(reply.text)
        message, code, type_, param = (_text_at(body, places) for places in _ERROR_AT)
        facts = {"code": code, "param": param, "request id": reply.facts["request_id"]}
        said = " ".join((message or reply.gist).split())[:500]
        text = f"{status} {http.client.responses.get(status, 'Status')}: {said} ({self.route}"
        text += "".join(f", {name} {one}" for name, one in facts.items() if one) + ")."
        kind = _STATUS_ERRORS.get(status, InternalServerError if status >= 500 else APIStatusError)
        return kind(
            self.hide(text), message=message, code=code, type=type_, param=param, body=body,
            retry_after=_retry_after(reply.headers), **reply.facts,
        )

    def pause(self, error: APIError, number: int) -> float:
        """Return the seconds until the next attempt. Raises what the call ends with."""
        status, wish = error.status or 0, error.retry_after
        is_refusal = status in (425, 429) or (status == 503 and wish is not None)
        acted = status in (303, 408) or status >= 500 if status else error.delivered
        is_unknown = bool(acted) and not is_refusal and not self.is_harmless
        pause = max(random.random() * min(8.0, 0.5 * 2.0 ** min(number - 1, 9)), wish or 0.0)
        is_soon = pause <= min(60.0, self.ends - time.monotonic())
        is_passing = not is_unknown and status in (0, 408, 425, 429, 500, 502, 503, 504)
        if is_passing and is_soon and number <= self.options.get("max_retries", 2):
            return pause
        text = f"{error} Tried {number} times." if number > 1 else str(error)
        if is_unknown:
            text += " It may have been carried out and was not sent again: look first."
        elif wish is not None:
            text += f" Try again in {wish:g} s."
        if is_unknown and not status:
            raise OutcomeUnknown(text) from error.__cause__
        error.args, error.outcome_unknown = (text,), is_unknown
        raise error


class _Part:
    """The first bytes of a file, beside its place until it is whole; a note says of which file."""

    def __init__(self, url: str, file: IO[bytes], note: Path, listener: Any) -> None:
        self.source = hashlib.sha256(url.partition("?")[0].encode()).hexdigest()
        self.file, self.note, self.listener = file, note, listener
        self.size, self.tag, self.total = file.seek(0, os.SEEK_END), "", None
        with suppress(OSError, ValueError, TypeError):
            source, tag, total = json.loads(note.read_bytes())
            if source == self.source and re.fullmatch(_STRONG, tag):
                self.tag, self.total = tag, total

    def span(self) -> dict[str, str]:
        """Return the headers that ask for what is missing."""
        self.size = self.size if self.tag else 0
        return {"range": f"bytes={self.size}-", "if-range": self.tag} if self.size else {}

    def take(self, reply: _Reply) -> _Part:
        """Add what an answer carries. Raises APIConnectionError if that is not all of it."""
        span, tag = reply.headers.get("content-range", ""), reply.headers.get("etag", "")
        tag = tag if re.fullmatch(_STRONG, tag) else ""
        start, length = 0, reply.response.length
        total = length
        if reply.status in (206, 416):
            found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", span)
            start, end, total = map(int, found.groups()) if found else (-1, -1, -1)
            is_whole = 0 <= start <= end < total and length in (None, end + 1 - start)
            is_same = self.total in (None, total) and tag in ("", self.tag)
            if not is_whole or (start and (start != self.size or not is_same)):
                self.tag = ""
                raise reply.lost(ConnectionError(f"{span or 'nothing'} is not what was asked for"))
        if start == 0:
            self.size, self.tag, self.total = self.file.truncate(0), tag, total
            self.note.write_text(json.dumps([self.source, self.tag, self.total]))
        self.file.seek(self.size)
        for chunk in reply.chunks():
            self.file.write(chunk)
            self.size += len(chunk)
            if self.listener:
                self.listener(self.size, self.total)
        if self.total not in (None, self.size):
            raise reply.lost(ConnectionError(f"it ended after {self.size} bytes"))
        return self


def _fetch(call: _Call[T], path: str | os.PathLike[str], listener: Any) -> T:
    """Make a call whose answer is a file, which is there when it is whole."""
    whole = Path(path)
    if whole.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    beside, note = (whole.with_name(f".{whole.name}.part{end}") for end in ("", ".json"))
    # Never through a link that somebody put there.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(beside, flags, 0o666), "r+b") as file:
        with suppress(ImportError):  # Windows moves no file that another process has open
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # or else another process fetches it
            os.stat(beside)  # it may have been put in its place meanwhile
        part = _Part(call.url, file, note, listener)
        try:
            call.run(part)
        except BaseException as error:
            if getattr(error, "status", 0) in (404, 410) or not (part.size and part.tag):
                note.unlink(missing_ok=True)
                with suppress(PermissionError):  # of Windows; what is left is of no use to anybody
                    beside.unlink()
            elif isinstance(error, APIConnectionError):
                error.args = (f"{error} {part.size} of {part.total} bytes are here, and kept.",)
            raise
        file.flush()
        if os.name == "nt":
            file.close()
        os.replace(beside, whole)
    note.unlink(missing_ok=True)
    return cast("T", whole)


@dataclass(frozen=True)
class JobState(Generic[T]):
    """Where a job stands, by the last that was heard of it."""

    state: State = "waiting"
    status: str = ""  # the server's own word; one that is not known means running
    progress: float | None = None  # from 0 to 1; it may go back
    reason: str | None = None  # why it failed or was cancelled
    code: str | None = None  # the same for programs
    elapsed: float = field(default=0.0, compare=False)  # seconds that it was waited for
    value: T | None = field(default=None, repr=False, compare=False)  # the last answer

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed", "cancelled")


@dataclass(frozen=True)
class _Jobs(Generic[T]):
    """The jobs that an operation starts, as the document has them; places are JSON Pointers."""

    poll: Callable[[Any, Any], T]
    id_at: Sequence[str]
    status_at: Sequence[str]
    states: Mapping[State, Sequence[str]]
    progress_at: Sequence[str] = ()
    reason_at: Sequence[str] = ()
    code_at: Sequence[str] = ()
    first: float = 2.0
    headers: Sequence[str] = ()  # in which the server names the next pause in milliseconds
    is_one_type: bool = False  # whether what starts a job is answered as what asks for it is
    url_at: Sequence[str] = ()  # of the file that was made
    media: str = ""  # of that file
    fetch: Callable[[Any, Any, Any, Any], Path] | None = None  # what fetches it, if it has no URL

    def wait(
        self, job: Mapping[str, object] | str, wait_timeout: float | None = 600,
        on_progress: Callable[[JobState[T]], object] | None = None, **options: Unpack[Options],
    ) -> T:
        """Wait until a job is done, given its id or an answer about it; or raise JobError."""
        state = JobState[T]()
        for state in self.watch(job, wait_timeout, **options):
            if on_progress is not None:
                on_progress(state)
        return self.result(self.id(job), state)

    def watch(
        self, job: Mapping[str, object] | str, wait_timeout: float | None = None,
        **options: Unpack[Options],
    ) -> Iterator[JobState[T]]:
        """Yield where a job stands, and then each change until it is over; or raise JobTimeout."""
        began, polls, job_id, is_new = time.monotonic(), 0, self.id(job), _is_object(job)
        until = math.inf if wait_timeout is None else began + wait_timeout
        state, told, due, trouble = JobState[T](), None, began, None
        if _is_object(job):
            state = told = self.state(job, 0)
            due += self.pause(0, {})
            yield state
        while not state.is_over or (state.value is job and not self.is_one_type):
            time.sleep(max(min(due, until) - time.monotonic(), 0))
            now, heard, polls = time.monotonic(), list[Any](), polls + 1
            if max(due, now) >= until:
                said = f"; the last poll failed: {trouble}" if trouble else ""
                text = f"job {job_id} is not over in time, it is {state.state}{said}"
                raise JobTimeout(text, job=job_id, state=state) from trouble
            deadline = min(until - now, options.get("deadline") or math.inf)
            try:
                value = self.poll(job_id, {**options, "deadline": deadline, "_hear": heard.append})
                state, trouble = self.state(value, time.monotonic() - began), None
                if state != told:
                    yield state
                told, is_new = state, False
            except APIError as error:
                error.job, status = job_id, error.status or 0
                heard.append(error.headers or {})
                is_early = is_new and status == 404 and now - began < 15
                is_passing = status in (408, 425, 429) or status >= 500 or is_early
                if not (is_passing or isinstance(error, _LOST)):
                    raise
                trouble = error
            due = time.monotonic() + self.pause(polls, heard[0])

    def download(
        self, job: Mapping[str, object] | str, path: str | os.PathLike[str],
        on_progress: Callable[[int, int | None], object] | None = None, **options: Unpack[Options],
    ) -> Path:
        """Fetch what a job has made into a file, there when it is whole; or raise JobError."""
        state = self.state(job, 0)
        state = state if state.is_over else self.state(self.poll(self.id(job), options), 0)
        self.result(self.id(job), state)
        url = _text_at(state.value, self.url_at)
        if self.url_at and url is None:
            text = f"job {self.id(job)} is done, but has no URL at {' or '.join(self.url_at)}"
            raise JobNotDone(text, job=self.id(job), state=state)
        if self.fetch is not None:
            return self.fetch(self.id(job), path, on_progress, options)
        call = _Call[Path]("GET the file", options, accept=self.media, url=url or "")
        return _fetch(call, path, on_progress)

    def id(self, job: object) -> str:
        """Return the id of a job, which may be given as it is."""
        found = _text_at(job, self.id_at) if _is_object(job) else str(job)
        if not found:
            raise APIResponseValidationError(f"no id of a job at {', '.join(self.id_at)}", body=job)
        return found

    def state(self, value: Any, elapsed: float) -> JobState[T]:
        """Return what an answer says. A word that is not listed means that the job goes on."""
        word = _text_at(value, self.status_at) or ""
        state: State = "running"
        for known, words in self.states.items():
            state = known if word.casefold() in words else state
        places = (self.reason_at, self.code_at) if state in ("failed", "cancelled") else ((), ())
        reason, code = (_text_at(value, one) for one in places)
        told, share = (_text_at(value, self.progress_at) or "").strip(), math.nan
        with suppress(ValueError):
            share = float(told.rstrip("% ")) / 100
        progress = min(max(share, 0.0), 1.0) if math.isfinite(share) else None
        return JobState(state, word, progress, reason, code, elapsed, value)

    def result(self, job_id: str, state: JobState[T]) -> T:
        """Return the last answer about a job that is done. Raises JobError."""
        if state.state == "done":
            return cast("T", state.value)
        kind = {"failed": JobFailed, "cancelled": JobCancelled}.get(state.state, JobNotDone)
        why = state.reason or ("no reason given" if state.is_over else "wait for it first")
        text = f"job {job_id} is {state.state}: {why} (status {state.status or 'unknown'})"
        raise kind(text, job=job_id, state=state)

    def pause(self, polls: int, headers: Any) -> float:
        """Return the seconds to the next poll: as the server wishes, or growing, a bit random."""
        told = (headers.get(name, "") for name in self.headers)
        wish = next((int(one) / 1000 for one in told if one.isdecimal()), _retry_after(headers))
        usual = min(self.first * 1.5 ** min(polls, 30), 15.0)
        return max(usual * (1 - 0.2 * random.random()) if wish is None else wish, 0.1)


_STATES: Mapping[State, Sequence[str]] = {
    "waiting": [
        "queued", "not_start", "submitted", "created", "pending", "preparing", "starting",
        "queueing", "in_queue", "unknown", "",
    ],
    "done": ["succeeded", "completed", "success", "succeed", "done", "complete", "finished"],
    "failed": ["failed", "failure", "fail", "error", "expired", "not_found"],
    "cancelled": ["cancelled", "canceled"],
}

_CREATE_GENERATION = _Jobs[GenerationTask](
    poll=lambda job, options: retrieve_generation(task_id=job, **options),
    id_at=("/task_id", "/id"), status_at=("/status",), states=_STATES, progress_at=("/progress",),
    reason_at=("/error/message", "/fail_reason"), code_at=("/error/code",), first=5,
    url_at=("/url", "/result_url", "/video_url", "/fail_reason"), media="video/mp4",
)
wait_for_generation, watch_generation = _CREATE_GENERATION.wait, _CREATE_GENERATION.watch
download_generation = _CREATE_GENERATION.download

_CREATE_VIDEO = _Jobs[Video](
    poll=lambda job, options: retrieve_video(video_id=job, **options), id_at=("/id", "/task_id"),
    status_at=("/status",), states=_STATES, is_one_type=True, progress_at=("/progress",),
    reason_at=("/error/message",), code_at=("/error/code",), headers=["openai-poll-after-ms"],
    fetch=lambda job, path, told, options: download_video_content(
        video_id=job, path=path, on_progress=told, **options
    ),
)
wait_for_video, watch_video = _CREATE_VIDEO.wait, _CREATE_VIDEO.watch
download_video = _CREATE_VIDEO.download
