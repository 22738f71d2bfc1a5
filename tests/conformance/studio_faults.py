"""The catalogue of the studio's faults: what each breaks, of which operation, in which group."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from studio_server import MANNERS, Manner, Reply, Studio

Change = Callable[[Reply, Any], "Reply | None"]
"""Takes an answer and its value without the envelope, which may be changed in place."""

A = ("a.create", "a.poll")
B = ("b.create", "b.poll")
TITLES = {
    "a.create": "POST /v1/video/generations",
    "a.poll": "GET /v1/video/generations/{task_id}",
    "b.create": "POST /v1/videos",
    "b.poll": "GET /v1/videos/{video_id}",
    "b.content": "GET /v1/videos/{video_id}/content",
}


@dataclass(frozen=True)
class Fault:
    """One broken promise."""

    name: str
    group: str
    titles: tuple[str, ...]
    """Operations that a finding may be about; of methods, those on any path."""
    make: Callable[[], Studio]

    @property
    def is_semantic(self) -> bool:
        return self.group in ("echo", "life", "time", "id", "bytes")


FAULTS: dict[str, Fault] = {}


def _add(name: str, group: str, operations: tuple[str, ...], change: Any, manner: Manner) -> None:
    def make() -> Studio:
        studio = Studio(manner, name)
        studio.mutate = change() if change else None
        return studio

    titles = [f"{one} {title.split()[1]}" for one in operations for title in TITLES.values()]
    named = [TITLES[one] for one in operations if one in TITLES] or titles
    FAULTS[name] = Fault(name, group, tuple(named), make)


def _inside(name: str, group: str, operations: tuple[str, ...], **manner: Any) -> None:
    """Add a fault that stands in the studio itself."""
    _add(name, group, operations, None, replace(MANNERS["as documented"], **manner))


def _answer(
    name: str,
    group: str,
    operations: tuple[str, ...],
    change: Change,
    states: tuple[str, ...] = ("waiting", "running", "done", "failed"),
    manner: str = "as documented",
    **more: Any,
) -> None:
    """Add a fault of the answers of some operations, about jobs in some states."""

    def make() -> Callable[[Reply, str], Reply]:
        def mutate(reply: Reply, state: str) -> Reply:
            if reply.operation not in operations or state not in states:
                return reply
            made = reply._replace(body=deepcopy(reply.body), headers=dict(reply.headers))
            body = made.body
            is_wrapped = isinstance(body, dict) and "task_id" not in body and "data" in body
            return change(made, body["data"] if is_wrapped and state != "refused" else body) or made

        return mutate

    _add(name, group, operations, make, replace(MANNERS[manner], **more))


def _set(key: str, value: Any) -> Change:
    def change(_: Reply, body: Any) -> None:
        body[key] = value

    return change


def _drop(key: str) -> Change:
    def change(_: Reply, body: Any) -> None:
        body.pop(key, None)

    return change


def _head(name: str, value: str) -> Change:
    def change(reply: Reply, _: Any) -> None:
        reply.headers[name] = value

    return change


# -- shape of answers -----------------------------------------------------------------------------

for key in ("id", "object", "model", "status", "progress", "created_at"):
    _answer(f"shape: {key} missing", "shape", B, _drop(key))
for key, wrong in {
    "id": 7,
    "object": "clip",
    "model": None,
    "status": 3,
    "progress": "50",
    "created_at": "now",
    "size": 720,
    "seconds": 4.5,
    "error": "none",
    "metadata": [],
    "completed_at": "soon",
    "expires_at": 1.5,
    "url": 5,
    "remixed_from_video_id": 0,
}.items():
    _answer(f"shape: {key} of a wrong type", "shape", B, _set(key, wrong))
_answer("shape: progress above", "shape", ("b.poll",), _set("progress", 101), ("done",))
_answer("shape: id empty", "shape", ("b.create",), _set("id", ""))
_answer("shape: task_id missing", "shape", ("a.create",), _drop("task_id"))
_answer("shape: task_id a number", "shape", ("a.create",), _set("task_id", 7))
_answer("shape: a.poll task_id missing", "shape", ("a.poll",), _drop("task_id"))
_answer("shape: a.poll status missing", "shape", ("a.poll",), _drop("status"))
_answer("shape: a.poll url a list", "shape", ("a.poll",), _set("url", []), ("done",))
_answer("shape: a.poll format a number", "shape", ("a.poll",), _set("format", 4), ("done",))
_answer("shape: a.poll metadata text", "shape", ("a.poll",), _set("metadata", "5 s"), ("done",))
_answer("shape: a.poll width", "shape", ("a.poll",), _set("metadata", {"width": "512"}), ("done",))
_answer("shape: a.poll error text", "shape", ("a.poll",), _set("error", "x"), ("failed",))
_answer("shape: wrapped status missing", "shape", ("a.poll",), _drop("status"), manner="gateway")
_answer("shape: wrapped progress", "shape", ("a.poll",), _set("progress", "half"), manner="gateway")
_answer("shape: b.poll error text", "shape", ("b.poll",), _set("error", "x"), ("failed",))
_answer("shape: late id missing", "late shape", ("b.poll",), _drop("id"), ("done",))
_answer("shape: late size", "late shape", ("b.poll",), _set("size", 5), ("done",))


def _envelope(key: str, value: Any) -> Change:
    def change(reply: Reply, _: Any) -> None:
        reply.body[key] = value

    return change


_answer("shape: envelope code", "shape", ("a.poll",), _envelope("code", "ok"), manner="gateway")
_answer("shape: envelope data", "shape", ("a.poll",), _envelope("data", []), manner="gateway")

# -- status, media type, headers, errors ----------------------------------------------------------

for operation in (*A, *B, "b.content"):
    _answer(f"status: {operation} 202", "status", (operation,), lambda r, _: r._replace(status=202))
    _answer(f"media: {operation} text", "status", (operation,), _head("Content-Type", "text/plain"))
    _answer(
        f"error: {operation} shape",
        "errors",
        (operation,),
        lambda r, _: r._replace(body={"detail": "no"}),
        ("refused",),
    )
    _answer(
        f"error: {operation} html",
        "errors",
        (operation,),
        lambda r, _: r._replace(body=b"<p>no</p>", headers={"Content-Type": "text/html"}),
        ("refused",),
    )
_answer("status: 204", "status", ("b.poll",), lambda r, _: r._replace(status=204, body=b""))
_answer(
    "error: message a number", "errors", B, lambda r, b: b["error"].update(message=4), ("refused",)
)
_answer(
    "error: type missing", "errors", B, lambda r, b: b["error"].pop("type") and None, ("refused",)
)
_answer("error: empty", "errors", B, lambda r, b: r._replace(body=b""), ("refused",))
_answer("error: as 200", "errors", ("b.poll",), lambda r, b: r._replace(status=200), ("refused",))
_answer("error: as 500", "errors", (*A, *B), lambda r, b: r._replace(status=500), ("refused",))
_answer("body: no JSON", "status", ("b.poll",), lambda r, _: r._replace(body=b"{'id': 1}"))
_answer("body: none", "status", ("b.create",), lambda r, _: r._replace(body=b""))
_answer("header: poll-after", "status", B, _head("openai-poll-after-ms", "soon"))
_answer("header: poll-after below", "status", B, _head("openai-poll-after-ms", "-1"))
_inside("auth: 400", "auth", ("a.create",))
for operation in (*A, *B, "b.content"):
    _inside(f"auth: none on {operation}", "auth", (operation,))
_inside("auth: any key", "auth", ("b.create",))
_inside("auth: crash without", "crash", ("b.create",))
_inside("method: any", "method", ("PUT", "DELETE"))
_inside("method: crash", "method", ("PATCH",))
for name in ("malformed", "type", "body"):
    _inside(f"crash: {name}", "crash", ("b.create", "a.create"))
_inside("crash: done", "crash", ("b.poll",))
_inside("unknown: crash", "crash", ("b.poll", "a.poll", "b.content"))
_inside("unknown: invented", "unknown", ("b.poll", "a.poll", "b.content"))
_inside("lost: at once", "unknown", ("b.poll", "b.content", "a.poll"))
_inside("lost: a", "unknown", ("a.poll",), steps=4)
_inside("lost: b", "unknown", ("b.poll",), steps=4)

# -- requests -------------------------------------------------------------------------------------

for rule in (
    "object",
    "prompt required",
    "prompt type",
    "prompt empty",
    "prompt blank",
    "model type",
    "image type",
    "size type",
    "mode",
    "images type",
    "images items",
    "duration type",
    "duration minimum",
    "metadata type",
):
    for dialect in "ab":
        _inside(f"lax: {dialect} {rule}", "accepts invalid", (f"{dialect}.create",))
for rule in (
    "model required",
    "width type",
    "width minimum",
    "height type",
    "height minimum",
    "fps type",
    "fps minimum",
    "n type",
    "n minimum",
    "seed type",
    "user type",
    "response_format type",
):
    _inside(f"lax: a {rule}", "accepts invalid", ("a.create",))
for rule in (
    "prompt length",
    "seconds text",
    "seconds type",
    "seconds minimum",
    "reference type",
    "reference count",
    "reference members",
):
    _inside(f"lax: b {rule}", "accepts invalid", ("b.create",))
_inside("lax: variant", "accepts invalid", ("b.content",))
_inside("lax: media", "accepts invalid", ("a.create", "b.create"))
_inside("lax: malformed", "accepts invalid", ("a.create", "b.create"))
for rule in ("length", "model", "seconds", "file", "form"):
    _inside(f"strict: {rule}", "rejects valid", ("b.create",))
for rule in ("one letter", "beyond ASCII", "mode", "metadata", "images", "width"):
    _inside(f"strict: {rule}", "rejects valid", ("a.create", "b.create"))
_inside("strict: variant", "rejects valid", ("b.content",))

# -- what only the document's declarations say ----------------------------------------------------

_answer("echo: model of b", "echo", ("b.create",), _set("model", "sora-1"))
_answer("echo: model of b later", "echo", ("b.poll",), _set("model", "sora-1"), ("done",))
_answer("echo: model of a", "echo", ("a.create",), _set("model", "sora-1"))
_answer("echo: model in capitals", "echo", B, lambda r, b: b.update(model=b["model"].upper()))
_answer("echo: model cut", "echo", B, lambda r, b: b.update(model=b["model"][:4]))
_inside("default: model", "echo", ("b.create", "b.poll"))
_inside("default: seconds", "echo", ("b.create",))
_answer("life: no failure told", "life", ("b.poll",), _set("error", None), ("failed",))
_answer("life: a failure untold", "life", ("a.poll",), _set("error", None), ("failed",))
_answer("life: error before", "life", ("b.poll",), _set("error", {"message": "x"}), ("waiting",))
_answer("life: error of the done", "life", ("b.poll",), _set("error", {"message": "x"}), ("done",))
_answer(
    "life: a error of the done", "life", ("a.poll",), _set("error", {"message": "x"}), ("done",)
)
_answer("life: no url", "life", ("a.poll",), _set("url", None), ("done",))
_answer("life: url before", "life", ("a.poll",), _set("url", "https://x.example/1"), ("waiting",))
_answer("life: wrapped no url", "life", ("a.poll",), _set("fail_reason", ""), ("done",), "gateway")
_answer("life: progress of the done", "life", ("b.poll",), _set("progress", 99), ("done",))
_answer("life: progress of the done 0", "life", ("b.poll",), _set("progress", 0), ("done",))
_answer("life: progress too early", "life", ("b.poll",), _set("progress", 100), ("waiting",))
_answer("life: progress of the new", "life", ("b.create",), _set("progress", 100), ("waiting",))
_answer(
    "life: progress of the running",
    "life",
    ("b.poll",),
    _set("progress", 100),
    ("running",),
    steps=4,
)
_answer("life: a progress", "life", ("a.poll",), _set("progress", "30%"), ("done",), "gateway")
_answer("life: unknown word", "life", ("b.poll",), _set("status", "weird"), ("done",))
_inside("life: never ends", "life", ("b.poll", "a.poll"))
_inside("content: early", "life", ("b.content",))
_inside("content: of a failed job", "life", ("b.content",))


def _counted(change: Callable[[int, Reply, Any], Any]) -> Callable[[], Change]:
    def make() -> Change:
        numbers = count()
        return lambda reply, body: change(next(numbers), reply, body)

    return make


def _each(name: str, group: str, operations: tuple[str, ...], change: Any, **more: Any) -> None:
    """Add a fault that is another with each answer."""
    states = more.pop("states", ("waiting", "running", "done", "failed"))
    manner = replace(MANNERS[more.pop("manner", "as documented")], **more)

    def make() -> Callable[[Reply, str], Reply]:
        numbers = count()

        def mutate(reply: Reply, state: str) -> Reply:
            if reply.operation not in operations or state not in states:
                return reply
            made = reply._replace(body=deepcopy(reply.body))
            change(next(numbers), made.body.get("data", made.body) or made.body)
            return made

        return mutate

    _add(name, group, operations, make, manner)


_each(
    "life: progress back",
    "life",
    ("b.poll",),
    lambda n, b: b.update(progress=max(0, 40 - n)),
    steps=5,
    states=("running",),
)
_each(
    "life: status back",
    "life",
    ("b.poll",),
    lambda n, b: b.update(status=("in_progress", "queued")[n % 2], progress=5),
    steps=5,
    states=("running",),
)
_each(
    "life: end left",
    "life",
    ("b.poll",),
    lambda n, b: b.update(
        status=("completed", "in_progress")[n % 2],
        progress=(100, 99)[n % 2],
        completed_at=None,
        expires_at=None,
    ),
    states=("done",),
)
_each(
    "life: a end left",
    "life",
    ("a.poll",),
    lambda n, b: b.update(
        status=("succeeded", "processing")[n % 2], url=("https://x.example/1", None)[n % 2]
    ),
    states=("done",),
)
_answer(
    "time: completed before",
    "time",
    ("b.poll",),
    _set("completed_at", 1_900_000_000),
    ("waiting", "running"),
)
_answer(
    "time: completed first", "time", ("b.poll",), _set("completed_at", 1_000_000_000), ("done",)
)
_answer("time: expired", "time", ("b.poll",), _set("expires_at", 1_000_000_000), ("done",))
_each(
    "time: created moves", "time", ("b.poll",), lambda n, b: b.update(created_at=1_700_000_000 + n)
)
_answer("time: created of the poll", "time", ("b.poll",), _set("created_at", 1_500_000_000))
_answer(
    "time: finished before",
    "time",
    ("a.poll",),
    _set("finish_time", 1_900_000_000),
    ("waiting", "running"),
    "gateway",
)
_answer(
    "time: finished first",
    "time",
    ("a.poll",),
    _set("finish_time", 1_000_000_000),
    ("done",),
    "gateway",
)
_answer(
    "time: started late",
    "time",
    ("a.poll",),
    _set("start_time", 1_999_999_999),
    ("done",),
    "gateway",
)
_inside("id: one for all", "id", ("a.create", "b.create"))
_inside("isolation: a", "id", ("a.poll",))
_inside("isolation: b", "id", ("b.poll",))
_each("id: another each time", "id", ("b.poll",), lambda n, b: b.update(id=b["id"] + str(n)))
_answer("id: of the poll", "id", ("b.poll",), lambda r, b: b.update(id=b["id"] + "x"))
_answer(
    "id: of the wrapped", "id", ("a.poll",), lambda r, b: b.update(task_id="x"), manner="gateway"
)
_answer("bytes: text", "bytes", ("b.content",), lambda r, _: r._replace(body=b"string"))
_answer("bytes: JSON", "bytes", ("b.content",), lambda r, _: r._replace(body=b'{"a": [0]}'))
_answer("bytes: none", "bytes", ("b.content",), lambda r, _: r._replace(body=b""))
_answer("bytes: length above", "bytes", ("b.content",), _head("Content-Length", "9999"))
_answer("bytes: length below", "bytes", ("b.content",), _head("Content-Length", "100"))
_answer(
    "bytes: png as mp4",
    "bytes",
    ("b.content",),
    lambda r, _: r._replace(body=b"\x89PNG\r\n\x1a\n" + bytes(50)),
)
_answer(
    "bytes: disposition",
    "bytes",
    ("b.content",),
    _head("Content-Disposition", "attachment; filename="),
)
_answer(
    "bytes: picture by default",
    "bytes",
    ("b.content",),
    lambda r, _: r._replace(
        body=MANNERS and b"RIFF\x1a\0\0\0WEBPVP8 " + bytes(20),
        headers={**r.headers, "Content-Type": "image/webp"},
    ),
)
