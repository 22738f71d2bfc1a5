"""A clip studio by hand: both dialects of spec/video.openapi.yaml, right or with one fault.

It shares nothing with the mock server. What the document leaves open is chosen by a
:class:`Manner`, so that several correct servers come out of one; what it promises is broken by the
name of a fault, of which ``studio_faults.py`` has the catalogue.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

KEY = "sk-studio"
DOOMED = "a clip that the filter refuses"
"""The prompt of a job that fails."""
MP4 = b"\x00\x00\x00\x14ftypisom\x00\x00\x02\x00isom" + bytes(200)
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00" + bytes(10)


@dataclass(frozen=True)
class Manner:
    """What the document leaves open, as one server does it."""

    wraps: bool = False
    """Dialect A in the gateway's envelope, in the gateway's words."""
    nested: bool = True
    """Errors under ``error``; else at the top."""
    steps: int = 2
    """Polls until a job is done; 0: the answer to its start says so already."""
    seconds: float = 0.0
    """Seconds that a job takes besides."""
    ids: Callable[[int], str] = lambda number: f"video_{number:04}"
    nulls: bool = True
    """What is not known is null; else it is left out."""
    extra: dict[str, Any] = field(default_factory=dict)
    """Fields that every body has besides."""
    headers: dict[str, str] = field(default_factory=dict)
    backwards: bool = False
    """Keys in reverse order."""
    started: int = 200
    unknown: int = 404
    early: int = 400
    closed: int = 401
    invalid: int = 400
    numbers: bool = False
    """Seconds as a number."""
    tells_model: bool = True
    """The model stands in later answers, too; else it is empty."""
    previews: bool = True
    media: str = "video/mp4"
    streams: bool = False
    """Bytes in chunks, of a length that is not told."""
    words: tuple[str, str, str, str] = ("queued", "in_progress", "completed", "failed")
    old_http: bool = False
    slow_keys: bool = False
    """Times in milliseconds, as one vendor sends them."""


PLAIN = Manner()
MANNERS = {
    "as documented": PLAIN,
    "gateway": Manner(
        wraps=True,
        nested=False,
        ids=lambda n: f"cgt-{n:x}-\u00e4".replace("\u00e4", "z"),
        nulls=False,
        unknown=400,
        tells_model=False,
        previews=False,
        headers={"X-Oneapi-Request-Id": "2025112219041234", "Cache-Control": "public"},
    ),
    "at once": Manner(steps=0, nested=False, started=201, early=409, numbers=True, backwards=True),
    "slow and terse": Manner(
        steps=5,
        nulls=False,
        seconds=0.15,
        ids=lambda n: str(10_000_000_000 + n),
        early=404,
        closed=403,
        invalid=422,
        media="application/octet-stream",
        streams=True,
        old_http=True,
    ),
    "chatty": Manner(
        extra={"x_more": {"deep": [1, None]}, "data": None, "usage": {"credits": 1.5}},
        headers={"X-Request-Id": "one-for-all", "Server-Timing": "a;dur=1"},
        words=("submitted", "processing", "succeeded", "FAILURE"),
        ids=lambda n: f"{n:08}-0000-4000-8000-00000000000A",
        slow_keys=True,
    ),
}


class Refusal(Exception):
    """A refusal with its status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Reply(NamedTuple):
    """An answer before it becomes bytes: a body of bytes, or a value that becomes JSON."""

    operation: str
    status: int
    headers: dict[str, str]
    body: Any


@dataclass
class Clip:
    """A job."""

    id: str
    request: dict[str, Any]
    begun: float
    polls: int = 0

    @property
    def is_doomed(self) -> bool:
        return self.request["prompt"] == DOOMED


class Studio:
    """The server's state, and what it answers."""

    def __init__(self, manner: Manner = PLAIN, fault: str = "") -> None:
        self.manner = manner
        self.fault = fault
        self.clips: dict[str, dict[str, Clip]] = {"a": {}, "b": {}}
        self.numbers = count(1)
        self.lock = threading.Lock()
        self.mutate: Callable[[Reply, str], Reply] | None = None
        """What a fault does to each answer; the text is the state of the job it is about."""

    def has(self, fault: str) -> bool:
        return self.fault == fault

    # -- routes ------------------------------------------------------------------------------------

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
        parts = urlsplit(target)
        steps = [unquote(step) for step in parts.path.strip("/").split("/")]
        operation, state = "", ""
        try:
            with self.lock:
                operation, run = self.route(method, steps, parse_qs(parts.query), headers, body)
                self.authorise(operation, headers)
                reply, state = run()
        except Refusal as refusal:
            reply, state = self.refusal(operation, refusal), "refused"
        except ZeroDivisionError:
            reply = Reply(operation, 500, {"Content-Type": "text/html"}, b"<h1>crash</h1>")
        if self.mutate is not None and reply.operation:
            reply = self.mutate(reply, state)
        return reply

    def route(
        self,
        method: str,
        steps: list[str],
        query: dict[str, list[str]],
        headers: dict[str, str],
        body: bytes,
    ) -> tuple[str, Callable[[], tuple[Reply, str]]]:
        match method, steps:
            case "POST", ["v1", "video", "generations"]:
                return "a.create", lambda: self.create("a", headers, body)
            case "GET", ["v1", "video", "generations", identity]:
                return "a.poll", lambda: self.poll("a", identity)
            case "POST", ["v1", "videos"]:
                return "b.create", lambda: self.create("b", headers, body)
            case "GET", ["v1", "videos", identity]:
                return "b.poll", lambda: self.poll("b", identity)
            case "GET", ["v1", "videos", identity, "content"]:
                return "b.content", lambda: self.content(identity, query)
        if self.has("method: any") and method in ("PUT", "DELETE"):
            return "b.poll", lambda: (self.json("", 200, {}), "")
        if self.has("method: crash") and method == "PATCH":
            raise ZeroDivisionError
        raise Refusal(405 if steps[:2] in (["v1", "videos"], ["v1", "video"]) else 404, "no route")

    def authorise(self, operation: str, headers: dict[str, str]) -> None:
        key = headers.get("authorization", "")
        if self.has(f"auth: none on {operation}"):
            return
        if self.has("auth: any key") and key.startswith("Bearer "):
            return
        if self.has("auth: crash without") and not key:
            raise ZeroDivisionError
        if key != f"Bearer {KEY}":
            raise Refusal(400 if self.has("auth: 400") else self.manner.closed, "Invalid API key")

    # -- start -------------------------------------------------------------------------------------

    def create(self, dialect: str, headers: dict[str, str], body: bytes) -> tuple[Reply, str]:
        kind = headers.get("content-type", "").partition(";")[0].strip()
        is_form = kind == "multipart/form-data" and dialect == "b"
        if is_form:
            if self.has("strict: form"):
                raise Refusal(self.manner.invalid, "no forms")
            request = _form(headers["content-type"], body)
        elif kind == "application/json" or self.has("lax: media"):
            try:
                request = json.loads(body)
            except ValueError:
                if self.has("crash: malformed"):
                    raise ZeroDivisionError from None
                if not self.has("lax: malformed"):
                    raise Refusal(self.manner.invalid, "no JSON") from None
                request = {"prompt": "?", "model": "sora-2"}
        else:
            raise Refusal(415, "no media type that is known")
        self.check(dialect, request, is_form=is_form)
        request = dict(request) if isinstance(request, dict) else {}
        request.setdefault("prompt", "?")
        request.setdefault("model", "veo-3" if self.has("default: model") else "sora-2")
        number = 1 if self.has("id: one for all") else next(self.numbers)
        clip = Clip(self.manner.ids(number), request, time.time())
        if self.has("lost: at once") and len(self.clips[dialect]) >= 0:
            return self.json(f"{dialect}.create", 200, self.told(dialect, clip)), self.state(clip)
        self.clips[dialect][clip.id] = clip
        status = self.manner.started if dialect == "a" else 200
        told = self.told(dialect, clip, is_start=True)
        return self.json(f"{dialect}.create", status, told), self.state(clip)

    def check(self, dialect: str, request: Any, *, is_form: bool) -> None:
        """Refuse what is not allowed: each rule by itself, so that each can be forgotten."""
        rules = dict(_rules(dialect, request, is_form=is_form))
        is_object = isinstance(request, dict)
        is_typed = not is_object or isinstance(request.get("prompt", ""), str)
        if self.has("crash: type") and not is_typed:
            raise ZeroDivisionError
        if self.has("crash: body") and not isinstance(request, dict):
            raise ZeroDivisionError
        for name, is_wrong in rules.items():
            if is_wrong and self.fault not in (f"lax: {name}", f"lax: {dialect} {name}"):
                raise Refusal(self.manner.invalid, name)
        too_strict = {
            "strict: length": len(request.get("prompt", "")) >= 32000,
            "strict: one letter": len(request.get("prompt", "")) == 1,
            "strict: beyond ASCII": not repr(request).isascii(),
            "strict: model": dialect == "b" and "model" not in request,
            "strict: seconds": isinstance(request.get("seconds"), int),
            "strict: mode": request.get("mode") == "4k",
            "strict: metadata": "metadata" in request,
            "strict: images": bool(request.get("images")),
            "strict: width": request.get("width") == 1,
            "strict: file": isinstance(request.get("input_reference"), bytes)
            if is_form
            else isinstance(request.get("input_reference"), dict),
        }
        if too_strict.get(self.fault):
            raise Refusal(self.manner.invalid, self.fault)

    # -- poll --------------------------------------------------------------------------------------

    def poll(self, dialect: str, identity: str) -> tuple[Reply, str]:
        clip = self.find(dialect, identity)
        clip.polls += 1
        operation = f"{dialect}.poll"
        if self.has(f"lost: {dialect}") and clip.polls > 2:
            raise Refusal(self.manner.unknown, "lost")
        if self.has("crash: done") and self.state(clip) == "done":
            raise ZeroDivisionError
        if self.has(f"isolation: {dialect}"):
            clip = list(self.clips[dialect].values())[-1]
        return self.json(operation, 200, self.told(dialect, clip)), self.state(clip)

    def find(self, dialect: str, identity: str) -> Clip:
        found = self.clips[dialect].get(identity)
        if found is None:
            if self.has("unknown: invented"):
                return Clip(identity, {"prompt": "?", "model": "sora-2"}, 0, polls=99)
            if self.has("unknown: crash"):
                raise ZeroDivisionError
            raise Refusal(self.manner.unknown, "Task not found")
        return found

    def state(self, clip: Clip) -> str:
        waited = time.time() - clip.begun >= self.manner.seconds
        if clip.polls >= self.manner.steps and waited and not self.has("life: never ends"):
            return "failed" if clip.is_doomed else "done"
        return "running" if clip.polls > 1 or self.has("life: no waiting") else "waiting"

    def told(self, dialect: str, clip: Clip, *, is_start: bool = False) -> dict[str, Any]:
        state = self.state(clip)
        if dialect == "a":
            told = self.receipt(clip, state) if is_start else self.task(clip, state)
        else:
            told = self.video(clip, state, is_start=is_start)
        if not self.manner.nulls:
            told = {k: v for k, v in told.items() if v is not None}
        return {**self.manner.extra, **told}

    def receipt(self, clip: Clip, state: str) -> dict[str, Any]:
        if self.manner.wraps:
            names = {"id": clip.id, "task_id": clip.id, "object": "video", "status": ""}
            told = {"model": clip.request["model"], "progress": 0, "created_at": int(clip.begun)}
            return {**names, **told}
        word = {"waiting": "queued", "running": "processing", "done": "succeeded"}
        return {"task_id": clip.id, "status": word.get(state, "failed")}

    def task(self, clip: Clip, state: str) -> dict[str, Any]:
        """Return a job of dialect A, in the documented form or in the gateway's."""
        address = f"https://cdn.example.com/{clip.id}.mp4" if state == "done" else None
        begun = int(clip.begun)
        if self.manner.wraps:
            word = {"waiting": "QUEUED", "running": "IN_PROGRESS", "done": "SUCCESS"}
            return {
                "task_id": clip.id,
                "action": "generate",
                "status": word.get(state, "FAILURE"),
                "fail_reason": address or ("refused by the filter" if state == "failed" else ""),
                "submit_time": begun,
                "start_time": 0 if state == "waiting" else begun,
                "finish_time": begun + 1 if state in ("done", "failed") else 0,
                "progress": {"waiting": "20%", "running": "30%"}.get(state, "100%"),
                "data": None,
            }
        word = {"waiting": "queued", "running": "processing", "done": "succeeded"}
        facts = {"duration": 5, "fps": 30, "width": 512, "height": 512, "seed": 1}
        return {
            "task_id": clip.id,
            "status": word.get(state, "failed"),
            "url": address,
            "format": "mp4" if state == "done" else None,
            "metadata": facts if state == "done" else None,
            "error": {"code": 1, "message": "refused"} if state == "failed" else None,
        }

    def video(self, clip: Clip, state: str, *, is_start: bool) -> dict[str, Any]:
        asked, manner = clip.request, self.manner
        words = dict(zip(("waiting", "running", "done", "failed"), manner.words, strict=True))
        begun = int(clip.begun * 1000) if manner.slow_keys and not is_start else int(clip.begun)
        seconds = asked.get("seconds", "8" if self.has("default: seconds") else "4")
        told: dict[str, Any] = {
            "id": clip.id,
            "object": "video",
            "model": asked["model"] if is_start or manner.tells_model else "",
            "status": words[state],
            "progress": {"waiting": 0, "running": 50, "done": 100}.get(state, 50),
            "created_at": begun,
            "completed_at": int(clip.begun) + 1 if state == "done" else None,
            "expires_at": int(clip.begun) + 3600 if state == "done" else None,
            "size": asked.get("size", "720x1280"),
            "seconds": int(seconds) if manner.numbers else str(seconds),
            "remixed_from_video_id": None,
            "error": {"code": "moderation", "message": "refused"} if state == "failed" else None,
        }
        return dict(reversed(told.items())) if manner.backwards else told

    # -- content -----------------------------------------------------------------------------------

    def content(self, identity: str, query: dict[str, list[str]]) -> tuple[Reply, str]:
        clip = self.find("b", identity)
        variant = query.get("variant", ["video"])[0]
        if variant not in ("video", "thumbnail", "spritesheet") and not self.has("lax: variant"):
            raise Refusal(self.manner.invalid, "variant")
        if self.has("strict: variant") and variant == "spritesheet":
            raise Refusal(self.manner.invalid, "variant")
        state = self.state(clip)
        is_broken = self.has("content: of a failed job") and state == "failed"
        if state != "done" and not self.has("content: early") and not is_broken:
            raise Refusal(self.manner.early, "not completed")
        is_preview = variant in ("thumbnail", "spritesheet") and self.manner.previews
        kind, content = ("image/webp", WEBP) if is_preview else (self.manner.media, MP4)
        name = f'attachment; filename="{clip.id}.{"webp" if is_preview else "mp4"}"'
        headers = {"Content-Type": kind, "Content-Disposition": name, **self.manner.headers}
        return Reply("b.content", 200, headers, content), state

    # -- answers -----------------------------------------------------------------------------------

    def refusal(self, operation: str, refusal: Refusal) -> Reply:
        fields = {"message": str(refusal), "type": "invalid_request_error"}
        if operation == "b.content" and self.manner.nested:
            body: dict[str, Any] = {"error": fields}
        elif self.manner.nested:
            body = {"error": {**fields, "code": "bad", "param": None}}
        else:
            body = {"code": "bad", "message": str(refusal), "data": None}
        return self.json(operation or "none", refusal.status, body, is_error=True)

    def json(self, operation: str, status: int, body: Any, *, is_error: bool = False) -> Reply:
        if operation == "a.poll" and self.manner.wraps and not is_error:
            body = {"code": "success", "message": "", "data": body}
        headers = {"Content-Type": "application/json; charset=utf-8", **self.manner.headers}
        return Reply(operation, status, headers, body)


def _rules(dialect: str, request: Any, *, is_form: bool) -> Iterator[tuple[str, bool]]:
    """Yield the rules of a request's body, and whether each is broken."""
    yield "object", not isinstance(request, dict)
    if not isinstance(request, dict):
        return
    prompt, seconds = request.get("prompt"), request.get("seconds", "4")
    yield "prompt required", "prompt" not in request
    yield "prompt type", "prompt" in request and not isinstance(prompt, str)
    yield "prompt empty", prompt == ""
    yield "prompt blank", isinstance(prompt, str) and prompt != "" and not prompt.strip()
    if dialect == "b":
        yield "prompt length", isinstance(prompt, str) and len(prompt) > 32000
        is_text = isinstance(seconds, str)
        yield "seconds text", is_text and not re.fullmatch("[0-9]+", seconds)
        yield "seconds type", not is_text and not _is_whole(seconds)
        yield "seconds minimum", _is_whole(seconds) and seconds < 1
        reference = request.get("input_reference", "")
        yield "reference type", not isinstance(reference, str | bytes | dict)
        yield "reference count", isinstance(reference, dict) and len(reference) != 1
        members = reference.values() if isinstance(reference, dict) else ()
        yield "reference members", any(not isinstance(one, str) for one in members)
    else:
        yield "model required", "model" not in request
        for name in ("width", "height", "fps", "n", "seed"):
            yield f"{name} type", not _is_whole(request.get(name, 1))
        for name in ("width", "height", "fps", "n"):
            yield f"{name} minimum", _is_whole(request.get(name, 1)) and request.get(name, 1) < 1
        for name in ("response_format", "user"):
            yield f"{name} type", not isinstance(request.get(name, ""), str)
    if is_form and re.fullmatch(r"[0-9.]+", str(request.get("duration", ""))):
        request["duration"] = float(request["duration"])
    duration = request.get("duration", 1)
    yield "duration type", isinstance(duration, bool) or not isinstance(duration, int | float)
    yield "duration minimum", isinstance(duration, int | float) and duration <= 0
    for name in ("model", "image", "size"):
        yield f"{name} type", not isinstance(request.get(name, ""), str)
    yield "mode", request.get("mode", "std") not in ("std", "pro", "4k")
    images = request.get("images", [])
    images = [images] if is_form and isinstance(images, str) else images
    yield "images type", not isinstance(images, list)
    yield "images items", isinstance(images, list) and any(not isinstance(i, str) for i in images)
    metadata = request.get("metadata", {})
    yield "metadata type", not isinstance(metadata, dict | str if is_form else dict)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _form(kind: str, body: bytes) -> dict[str, Any]:
    """Return the fields of a form; one that is repeated is a list, a file is bytes."""
    found: dict[str, Any] = {}
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    parts = BytesParser().parsebytes(head + body).get_payload()
    for part in parts if isinstance(parts, list) else []:
        name = str(part.get_param("name", header="content-disposition"))
        value: Any = part.get_payload(decode=True)
        value = value if part.get_filename() else value.decode()
        before = found.get(name)
        found[name] = (
            value
            if before is None
            else [*(before if isinstance(before, list) else [before]), value]
        )
    return found


@contextmanager
def serving(studio: Studio) -> Iterator[str]:
    """Serve the studio on a free port of this machine; yield its URL."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0" if studio.manner.old_http else "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = studio.answer(self.command, self.path, headers, body)
            raw = isinstance(reply.body, bytes)
            content: bytes = reply.body if raw else json.dumps(reply.body).encode()
            is_streamed = studio.manner.streams and raw
            more = {} if is_streamed else {"Content-Length": str(len(content))}
            self.send_response(reply.status)
            for name, value in {**more, **reply.headers}.items():
                self.send_header(name, value)
            if is_streamed:
                self.send_header("Connection", "close")
                self.close_connection = True
            self.end_headers()
            self.wfile.write(content)
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Keep the terminal for pytest."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
