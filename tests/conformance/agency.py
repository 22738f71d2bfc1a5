"""A clip agency: both dialects of spec/video.openapi.yaml, in other hands than the studio's.

It was written from the facts alone, before anything of the suite was read, and shares nothing with
the mock or with the studio: asyncio, HTTP by hand, checks by hand. What the document leaves open is
chosen by a :class:`Manner` (``agency_manners.py``); ``agency_faults.py`` breaks what it promises.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import agency_contract as contract
from agency_wire import Asked, Framing, Reply, form

KEY = "sk-test"
REFUSED = "forbidden"  # a prompt with this word makes a job that fails


@dataclass(frozen=True, slots=True)
class Manner:
    """What the contract leaves open, and how one correct server does it.

    ``polls``: answers about a job until the one that says it is done; ``clock``: or seconds;
    ``worker``: or seconds of the only worker there is. ``quota``, ``at_once``: jobs that may be
    started in all, and go on at a time; ``limit``: of so many answers, one says 429.
    """

    ids: Callable[[int], str] = "job{:06d}".format
    polls: int = 2  # answers about a job before the one that says it is done
    clock: float = 0.0  # or seconds of work
    words_a: tuple[str, str, str, str] = ("queued", "processing", "succeeded", "failed")
    words_b: tuple[str, str, str, str] = ("queued", "in_progress", "completed", "failed")
    first: str | None = None  # another word in the first answer
    receipt: str = "full"  # or "id"
    receipt_status: int = 200
    wrap: str = (
        ""  # "gateway": its own fields, "documented": the documented ones, both in an envelope
    )
    url: str = "url"
    host: str = "https://cdn.example.com/{id}.mp4?sig=abc"
    leave_out: bool = False  # instead of null
    rich: bool = True  # optional fields
    extra: bool = False
    backwards: bool = False  # keys
    errors: str = "nested"  # flat, gateway, openai, bare
    unknown: int = 404
    early: int = 404
    invalid: int = 400
    media: int = 400
    method: int = 405
    head: bool = False
    options: bool = False
    json_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    clip_type: str = "video/mp4"
    previews: bool = True
    ranges: bool = False
    saved_as: str = 'attachment; filename="{id}.mp4"'
    milliseconds: bool = False
    model_later: bool = True
    seconds: str = "text"  # "number", "none", "real"
    progress: tuple[int, int] = (0, 42)
    picky: bool = False
    bare_key: bool = False
    limit: int = 0  # every so many answers one says 429
    ascii: bool = False
    floats: bool = False
    epoch: float = 0.0  # a clock of its own
    expires_early: bool = False
    quota: int = 0
    at_once: int = 0  # jobs that may run at a time
    worker: float = 0.0  # one worker, seconds a job
    envelope_message: bool = True
    vendors: bool = False
    framing: Framing = field(default_factory=Framing)


@dataclass(slots=True)
class Job:
    id: str
    family: str
    body: dict[str, object]
    born: float
    number: int
    polls: int = 0
    ended: float = 0.0
    due: float = 0.0
    form: bool = False


@dataclass(slots=True)
class Said:
    """An answer before it is spelt, for a fault to spoil."""

    op: str
    cause: str  # why it is refused, or ""
    status: int
    body: object = None
    raw: bytes | None = None
    type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    job: Job | None = None
    stage: int = -1  # 0 waiting, 1 running, 2 done, 3 failed
    wrapped: bool = False
    cut: int = 0
    query: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    def __init__(self, status: int, cause: str, message: str = "", op: str = "") -> None:
        super().__init__(cause)
        self.op = op
        self.status, self.cause, self.message = status, cause, message or f"Refused: {cause}"


Edit = Callable[[Said], None]


class Agency:
    def __init__(self, manner: Manner, clip: bytes, still: bytes, sheet: bytes) -> None:
        self.manner = manner
        self.files = {"video": clip, "thumbnail": still, "spritesheet": sheet}
        self.jobs: dict[str, Job] = {}
        self.numbers: Iterator[int] = itertools.count(1)
        self.answers = 0
        self.offset = time.time() - manner.epoch if manner.epoch else 0.0
        self.pardoned: frozenset[str] = frozenset()
        self.crashing: frozenset[str] = frozenset()
        self.edits: list[Edit] = []
        self.refusing: Callable[[str, dict[str, object]], int] = lambda op, body: 0
        self.stage: Callable[[Job], int] = self._stage
        self.find: Callable[[str, str], Job | None] = self._find
        self.is_key: Callable[[str], bool] = KEY.__eq__
        self.new_id: Callable[[int], str] = manner.ids

    # -- one exchange ------------------------------------------------------------------------------

    async def answer(self, asked: Asked) -> Reply:
        op = "none"
        try:
            op = self._route(asked)
            if op == "options":
                return Reply(
                    204, {"allow": "GET, POST, OPTIONS", "access-control-allow-origin": "*"}
                )
            said = self._handle(op, asked)
        except Refused as no:
            op = no.op or op
            status = 500 if f"{op} {no.cause}" in self.crashing else no.status
            said = Said(op, no.cause, status, self._error(status, no))
            if status == 405:
                said.headers["allow"] = "GET" if op.endswith("get") or op == "content" else "POST"
            if status == 429:
                said.headers["retry-after"] = "0"
        said.query = asked.query
        for edit in self.edits:
            edit(said)
        return self._spell(said)

    def _route(self, asked: Asked) -> str:
        match asked.path:
            case ("v1", "video", "generations"):
                op, method = "A.post", "POST"
            case ("v1", "video", "generations", _):
                op, method = "A.get", "GET"
            case ("v1", "videos"):
                op, method = "B.post", "POST"
            case ("v1", "videos", _):
                op, method = "B.get", "GET"
            case ("v1", "videos", _, "content"):
                op, method = "content", "GET"
            case _:
                raise Refused(404, "path")
        if asked.method == "OPTIONS" and self.manner.options:
            return "options"
        is_head = (asked.method, method) == ("HEAD", "GET") and self.manner.head
        if asked.method != method and not is_head:
            raise Refused(self.manner.method, "method", op=op)
        return op

    def _handle(self, op: str, asked: Asked) -> Said:
        self._admit(op, asked)
        self.answers += 1
        if self.manner.limit and self.answers % self.manner.limit == 0:
            raise Refused(429, "limit", "Rate limit exceeded")
        if op.endswith("post"):
            return self._create(op, asked)
        job = self.find(op, asked.path[3] if op == "A.get" else asked.path[2])
        if job is None:
            if f"{op} unknown" in self.pardoned:
                job = Job(
                    "x1",
                    "generation" if op == "A.get" else "video",
                    {"model": "sora-2"},
                    time.time(),
                    1,
                    9,
                )
            else:
                raise Refused(self.manner.unknown, "unknown", "task_not_exist")
        if op == "content":
            return self._content(job, asked)
        job.polls += 1
        stage = self.stage(job)
        said = Said(
            op, "", 200, self._task(job, stage) if op == "A.get" else self._video(job, stage, True)
        )
        said.job, said.stage, said.wrapped = job, stage, op == "A.get" and bool(self.manner.wrap)
        return said

    def _admit(self, op: str, asked: Asked) -> None:
        given = asked.headers.get("authorization")
        if given is None:
            cause = "key:none"
        else:
            scheme, _, key = given.rpartition(" ")
            if scheme.lower() == "bearer" or (self.manner.bare_key and not scheme):
                cause = "" if self.is_key(key) else "key:wrong"
            else:
                cause = "key:scheme"
        if cause and f"{op} {cause}" not in self.pardoned:
            raise Refused(401, cause, "Invalid API key")

    # -- requests ----------------------------------------------------------------------------------

    def _create(self, op: str, asked: Asked) -> Said:
        family = "generation" if op == "A.post" else "video"
        body, how = self._body(op, asked)
        checks, required = (contract.VIDEO, ("prompt",))
        if family == "generation":
            checks, required = contract.GENERATION, ("model", "prompt")
        for cause in contract.complaints(body, checks, required):
            if f"{how} {cause}" in self.crashing:
                raise Refused(500, cause)
            if f"{how} {cause}" not in self.pardoned:
                raise Refused(self.manner.invalid, cause)
        if not isinstance(body, dict):
            body = {}
        if self.manner.picky and (cause := contract.picky(body, family)):
            raise Refused(503 if cause == "model:unknown" else 400, cause)
        if self.manner.vendors and (cause := contract.of_vendor(body)):
            raise Refused(400, cause)
        if status := self.refusing(how, body):
            raise Refused(status, "whim")
        number = next(self.numbers)
        if self.manner.quota and number > self.manner.quota:
            raise Refused(403, "quota", "user quota is not enough")
        going = [job for job in self.jobs.values() if self.stage(job) < 2]
        if self.manner.at_once and len(going) >= self.manner.at_once:
            raise Refused(429, "busy", "too many jobs")
        job = Job(self.new_id(number), family, body, self.now(), number, form=how == "B.form")
        if self.manner.worker:
            job.due = (
                max([self.now(), *(other.due for other in self.jobs.values())]) + self.manner.worker
            )
        self.jobs[job.id] = job
        stage = self.stage(job)
        said = Said(op, "", 200, job=job, stage=stage)
        if family == "generation":
            said.status, said.body = self.manner.receipt_status, self._receipt(job, stage)
        else:
            said.body = self._video(job, stage, False)
        return said

    def _body(self, op: str, asked: Asked) -> tuple[object, str]:
        kind = asked.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "multipart/form-data" and op == "B.post":
            try:
                return contract.of_form(form(asked)), "B.form"
            except (ValueError, UnicodeDecodeError):
                raise Refused(self.manner.invalid, "malformed") from None
        if kind != "application/json" and f"{op} media" not in self.pardoned:
            raise Refused(self.manner.media, "media")
        try:
            return json.loads(asked.body.decode("utf-8")), op
        except ValueError:
            if f"{op} malformed" in self.pardoned:
                return {"model": "sora-2", "prompt": "x"}, op
            raise Refused(self.manner.invalid, "malformed") from None

    def now(self) -> float:
        return time.time() - self.offset

    # -- jobs --------------------------------------------------------------------------------------

    def _find(self, op: str, id_: str) -> Job | None:
        job = self.jobs.get(id_)
        family = "generation" if op == "A.get" else "video"
        return job if job and job.family == family else None

    def _stage(self, job: Job) -> int:
        if self.manner.worker:
            stage = (
                2 if self.now() > job.due else 1 if self.now() > job.due - self.manner.worker else 0
            )
        elif self.manner.clock:
            age = (self.now() - job.born) / self.manner.clock
            stage = 0 if age < 0.3 else 1 if age < 1 else 2
        else:
            stage = (
                2
                if job.polls >= self.manner.polls
                else 1
                if job.polls * 2 > self.manner.polls
                else 0
            )
        if stage == 2:
            job.ended = job.ended or self.now()
            if REFUSED in str(job.body.get("prompt")):
                return 3
        return stage

    def _times(self, job: Job, stage: int) -> tuple[int, int, int]:
        born = int(job.born)
        return born, born if stage else 0, int(job.ended) if stage > 1 else 0

    def _progress(self, stage: int) -> int:
        return (*self.manner.progress, 100, self.manner.progress[1])[stage]

    def _word(self, job: Job, stage: int) -> str:
        if self.manner.first is not None and job.polls == 0 and stage == 0:
            return self.manner.first
        return (self.manner.words_a if job.family == "generation" else self.manner.words_b)[stage]

    # -- answers -----------------------------------------------------------------------------------

    def _receipt(self, job: Job, stage: int) -> dict[str, object]:
        body: dict[str, object] = {"task_id": job.id}
        if self.manner.receipt == "full":
            body |= {
                "id": job.id,
                "object": "video",
                "model": job.body.get("model"),
                "created_at": int(job.born),
            }
            body |= {"status": self._word(job, stage), "progress": self._progress(stage)}
        return body

    def _task(self, job: Job, stage: int) -> dict[str, object]:
        manner = self.manner
        body: dict[str, object] = {"task_id": job.id, "status": self._word(job, stage)}
        url = manner.host.format(id=job.id) if stage == 2 else None
        born, begun, ended = self._times(job, stage)
        if manner.wrap == "gateway":
            body |= {
                "action": "generate",
                "submit_time": born,
                "start_time": begun,
                "finish_time": ended,
            }
            body |= {
                "progress": f"{100 if stage > 1 else (20, 30)[stage]}%",
                "data": {"task_id": "vendor-1", "task_status": "processing"}
                if stage == 1
                else None,
            }
            body["fail_reason"] = "The prompt was refused" if stage == 3 else ""
            if url or manner.url != "fail_reason":
                body[manner.url] = url or ""
            return body
        body[manner.url] = url
        body["format"] = "mp4"
        body["error"] = {"code": 1, "message": "The prompt was refused"} if stage == 3 else None
        body["metadata"] = (
            {"duration": 5, "fps": 30, "width": 512, "height": 512, "seed": 1}
            if stage == 2
            else None
        )
        if manner.rich:
            body |= {
                "progress": self._progress(stage),
                "created_at": born,
                "updated_at": int(job.ended or job.born),
            }
            body |= {
                "submit_time": born,
                "start_time": begun,
                "finish_time": ended,
                "model": job.body.get("model"),
            }
        return body

    def _video(self, job: Job, stage: int, later: bool) -> dict[str, object]:
        manner, asked = self.manner, job.body
        born, _, ended = self._times(job, stage)
        model = asked.get("model", "sora-2") if manner.model_later or not later else ""
        if later and manner.milliseconds and str(model).startswith("kling"):
            born = int(job.born * 1000)
        body: dict[str, object] = {"id": job.id, "object": "video", "model": model}
        body |= {
            "status": self._word(job, stage),
            "progress": self._progress(stage),
            "created_at": born,
        }
        wanted = str(asked.get("seconds", "4"))
        match manner.seconds:
            case "text":
                body["seconds"] = wanted
            case "number":
                body["seconds"] = int(wanted)
            case "real":
                body["seconds"] = f"{wanted}.0" if later and "seconds" in asked else wanted
        if manner.rich:
            body |= {
                "size": asked.get("size", "1024x1808"),
                "quality": "standard",
                "prompt": asked.get("prompt"),
            }
            body |= {
                "completed_at": ended or None,
                "expires_at": ended + 86400
                if stage == 2
                else born + 90000
                if manner.expires_early
                else None,
            }
            body |= {
                "remixed_from_video_id": None,
                "url": manner.host.format(id=job.id) if stage == 2 else None,
            }
        body["error"] = (
            {"code": "moderation_blocked", "message": "The prompt was refused"}
            if stage == 3
            else None
        )
        return body

    def _content(self, job: Job, asked: Asked) -> Said:
        variant = asked.query.get("variant", "video")
        if variant not in self.files:
            if "content variant" not in self.pardoned:
                raise Refused(self.manner.invalid, "variant")
            variant = "video"
        stage = self.stage(job)
        if stage != 2 and "content early" not in self.pardoned:
            raise Refused(self.manner.early, "early", "Task is not completed yet")
        if not self.manner.previews:
            variant = "video"
        data = self.files[variant]
        said = Said("content", "", 200, raw=data, job=job, stage=stage)
        said.type = self.manner.clip_type if variant == "video" else "image/webp"
        if variant == "video":
            note = f"clip of {job.id}".encode()
            said.raw = data + (8 + len(note)).to_bytes(4, "big") + b"free" + note
        if self.manner.saved_as:
            said.headers["content-disposition"] = self.manner.saved_as.format(id=job.number)
        self._range(said, asked)
        return said

    def _range(self, said: Said, asked: Asked) -> None:
        first, dash, last = asked.headers.get("range", "").removeprefix("bytes=").partition("-")
        if not (self.manner.ranges and said.raw and dash and first.isdigit()):
            return
        size = len(said.raw)
        start, stop = int(first), min(int(last) + 1 if last else size, size)
        said.headers["accept-ranges"] = "bytes"
        if start >= size:
            said.status, said.raw, said.headers["content-range"] = 416, None, f"bytes */{size}"
            said.body = self._error(416, Refused(416, "range"))
        else:
            said.status, said.raw = 206, said.raw[start:stop]
            said.headers["content-range"] = f"bytes {start}-{stop - 1}/{size}"

    def _error(self, status: int, no: Refused) -> dict[str, object]:
        kind = "authentication_error" if status == 401 else "invalid_request_error"
        nested: dict[str, object] = {
            "error": {"message": no.message, "type": kind, "code": no.cause}
        }
        match self.manner.errors:
            case "flat":
                return {"code": None, "message": no.message, "param": None, "type": kind}
            case "gateway" if status not in (401, 403, 429):
                return {"code": no.cause, "message": no.message, "data": None}
            case "openai":
                return {"error": {"message": no.message, "type": kind, "param": None, "code": None}}
            case "bare":
                return {"message": no.message}
        return nested

    # -- the wire ----------------------------------------------------------------------------------

    def _spell(self, said: Said) -> Reply:
        manner = self.manner
        headers = {"x-oneapi-request-id": f"{time.time_ns()}"} | dict(manner.headers)
        if said.raw is None:
            body = said.body
            if manner.leave_out:
                body = _without_nulls(body)
            if manner.extra:
                body = _with_more(body)
            if manner.floats:
                body = _with_floats(body)
            if said.wrapped:
                body = {"code": "success", "message": "", "data": body}
                if not manner.envelope_message:
                    del body["message"]
            if manner.backwards:
                body = _backwards(body)
            said.raw = json.dumps(
                body, ensure_ascii=manner.ascii, indent=2 if manner.backwards else None
            ).encode()
            headers["content-type"] = (
                manner.json_type if said.type == "application/json" else said.type
            )
        else:
            headers["content-type"] = said.type
        headers |= said.headers
        if not headers["content-type"]:
            del headers["content-type"]
        return Reply(said.status, headers, said.raw, said.cut)


def _with_floats(value: object) -> object:
    if isinstance(value, dict):
        return {name: _with_floats(inner) for name, inner in value.items()}
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_nulls(inner) for name, inner in value.items() if inner is not None}
    return value


def _with_more(value: object) -> object:
    if isinstance(value, dict):
        more = {name: _with_more(inner) for name, inner in value.items()}
        return more | {
            "_links": {"self": None},
            "x": [1, {"y": "z"}],
            "region": "eu",
            "trace-id": 0,
        }
    return value


def _backwards(value: object) -> object:
    if isinstance(value, dict):
        return {name: _backwards(value[name]) for name in sorted(value, reverse=True)}
    return value
