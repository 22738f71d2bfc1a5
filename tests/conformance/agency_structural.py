"""The agency's structural faults: what breaks a schema, a status, a header, a rule of a request."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from agency import Agency, Said
from agency_twists import (
    PLAIN,
    WRAPPED,
    Catalogue,
    Twist,
    crash,
    drop,
    envelope,
    header,
    on,
    pardon,
    put,
    refusal,
    refuses,
    variant,
    whole,
)
from agency_wire import Framing

CATALOGUE = Catalogue()
add = CATALOGUE.add
OPERATIONS = ("A.post", "A.get", "B.post", "B.get", "content")
GENERATION = [
    "model",
    "prompt",
    "size",
    "image",
    "images",
    "duration",
    "metadata",
    "mode",
    "width",
    "height",
    "fps",
    "seed",
    "n",
    "response_format",
    "user",
]


def raw(content: Any) -> Any:
    return lambda body, said: setattr(said, "raw", content(body))


# -- shapes ----------------------------------------------------------------------------------------

RECEIPT: list[tuple[str, object]] = [
    ("task_id", 17),
    ("task_id", ""),
    ("object", "generation"),
    ("progress", "0%"),
    ("progress", 101),
    ("progress", -1),
    ("created_at", "2025-11-22T10:00:00Z"),
    ("model", 3),
    ("status", None),
    ("id", ""),
]
for name, value in RECEIPT:
    add("shape", f"receipt {name}={value!r}", on("A.post", put(name, value)))
add("shape", "receipt without task_id", on("A.post", drop("task_id")))
add("shape", "receipt wrapped", on("A.post", whole(wrapped=True)))
add("shape", "receipt in a list", on("A.post", lambda b, s: setattr(s, "body", [b])))

TASK: list[tuple[str, object]] = [
    ("status", 3),
    ("task_id", 3),
    ("format", 4),
    ("metadata", "5s"),
    ("error", "none"),
    ("progress", 101),
    ("progress", "half"),
    ("action", 7),
    ("fail_reason", 0),
    ("submit_time", "now"),
    ("start_time", None),
    ("finish_time", "later"),
    ("id", 1.5),
    ("platform", None),
    ("created_at", 1.5),
    ("updated_at", "x"),
    ("result_url", 5),
    ("video_url", {}),
]
for name, value in TASK:
    add("shape", f"task {name}={value!r}", on("A.get", put(name, value)))
add("shape", "task progress 50.5%", on("A.get", put("progress", "50.5%")), WRAPPED)
for name in ("task_id", "status"):
    add("shape", f"task without {name}", on("A.get", drop(name)))
    add("shape", f"wrapped task without {name}", on("A.get", drop(name)), WRAPPED)
add("shape", "envelope code ok", envelope(lambda e: e | {"code": "ok"}), WRAPPED)
add("shape", "envelope code 0", envelope(lambda e: e | {"code": 0}), WRAPPED)
add("shape", "envelope message null", envelope(lambda e: e | {"message": None}), WRAPPED)
add("shape", "envelope data text", envelope(lambda e: e | {"data": str(e["data"])}), WRAPPED)
add("shape", "envelope without code", envelope(lambda e: {"data": e["data"]}), WRAPPED)
add("shape", "envelope named result", envelope(lambda e: {"result": e["data"]}), WRAPPED)

VIDEO: list[tuple[str, object]] = [
    ("id", 5),
    ("object", "video.generation"),
    ("model", None),
    ("status", 2),
    ("progress", 0.5),
    ("progress", "40%"),
    ("created_at", "2025-11-22"),
    ("size", [1, 2]),
    ("seconds", 4.5),
    ("quality", None),
    ("url", ["x"]),
    ("prompt", 3),
    ("remixed_from_video_id", 3),
    ("error", "none"),
    ("metadata", []),
    ("metadata", {"url": 5}),
    ("completed_at", "x"),
    ("expires_at", 1.5),
    ("task_id", None),
]
for name, value in VIDEO:
    add("shape", f"video {name}={value!r} at create", on("B.post", put(name, value)))
    add("shape", f"video {name}={value!r} later", on("B.get", put(name, value)))
for name in ("id", "object", "model", "status", "progress", "created_at"):
    add("shape", f"video without {name} at create", on("B.post", drop(name)))
    add("shape", f"video without {name} later", on("B.get", drop(name)))
add("shape", "video progress -1", on("B.get", put("progress", -1), (0, 1)))
add("shape", "video in a list", on("B.get", lambda b, s: setattr(s, "body", [b])))
add("shape", "video empty id", on("B.post", put("id", "")))
for op in ("A.get", "B.get", "A.post"):
    add("shape", f"{op} null", on(op, whole(body=None)))

LATE: list[tuple[str, int, str, object]] = [
    ("A.get", 2, "url", 7),
    ("A.get", 2, "metadata", {"fps": 29.97}),
    ("A.get", 2, "metadata", {"duration": "5"}),
    ("A.get", 2, "metadata", {"duration": -1}),
    ("A.get", 2, "metadata", {"width": -1}),
    ("A.get", 2, "metadata", {"seed": "1"}),
    ("A.get", 3, "url", 4),
    ("A.get", 3, "error", {"code": 1, "message": 5}),
    ("A.get", 3, "error", {"code": {}, "message": "m"}),
    ("B.get", 1, "url", 1),
    ("B.get", 2, "progress", 1000),
    ("B.get", 2, "object", "file"),
    ("B.get", 2, "completed_at", "2025-01-01T00:00:00Z"),
    ("B.get", 3, "error", "failed"),
    ("B.get", 3, "error", {"code": 5, "message": "m"}),
]
for op, stage, name, value in LATE:
    stated = ("waiting", "running", "done", "failed")[stage]
    add("late", f"{op} {stated} {name}={value!r}", on(op, put(name, value), (stage,)))
add("late", "done video without model", on("B.get", drop("model"), (2,)))
add("late", "wrapped progress in words", on("A.get", put("progress", "complete"), (2,)), WRAPPED)

# -- statuses, media types, headers ----------------------------------------------------------------

STATUSES = (
    *(("A.post", 202), ("A.get", 202), ("A.get", 206), ("B.post", 201), ("B.post", 202)),
    *(("B.get", 203), ("content", 203)),
)
for op, status in STATUSES:
    add("status", f"{op} {status}", on(op, whole(status=status)))
add("status", "A.post 204 and nothing", on("A.post", whole(status=204, raw=b"")))
for op in OPERATIONS[:4]:
    for kind in ("text/html", "text/json", ""):
        add("media", f"{op} {kind or 'none'}", on(op, whole(type=kind)))
    add("media", f"{op} as Python writes it", on(op, raw(lambda body: repr(body).encode())))
    add("media", f"{op} NaN", on(op, put("score", float("nan"))))
    add("media", f"{op} in UTF-16", on(op, raw(lambda body: json.dumps(body).encode("utf-16"))))
    add(
        "media",
        f"{op} and more behind",
        on(op, raw(lambda body: json.dumps(body).encode() + b"{}")),
    )
add("media", "B.get empty", on("B.get", whole(raw=b"")))
add("media", "B.get in latin-1", on("B.get", whole(raw=b'{"id": "\xe9"}')))
add("media", "A.get done, cut", on("A.get", whole(cut=5), (2,)))
for kind in ("application/json", "text/plain", "video/quicktime", "video/webm", ""):
    add("media", f"content as {kind or 'none'}", on("content", whole(type=kind)))
add("headers", "poll-after soon at create", on("B.post", header("openai-poll-after-ms", "soon")))
add("headers", "poll-after -5", on("B.get", header("openai-poll-after-ms", "-5")))
add("headers", "poll-after 1.5", on("B.get", header("openai-poll-after-ms", "1.5")))
add("headers", "poll-after 1s when done", on("B.get", header("openai-poll-after-ms", "1s"), (2,)))
add(
    "headers",
    "retry-after soon",
    refusal("limit", header("retry-after", "soon")),
    replace(PLAIN, limit=20),
)
add(
    "headers",
    "content-length many",
    on("content", header("content-length", "many")),
    replace(PLAIN, framing=Framing("close")),
)

# -- refusals --------------------------------------------------------------------------------------

for op in ("A.get", "B.get", "content"):
    add("refusals", f"{op} unknown taken", pardon(f"{op} unknown"))
    for status in (500, 401):
        add("refusals", f"{op} unknown {status}", refusal("unknown", whole(status=status), op))
    add("refusals", f"{op} unknown 200", refusal("unknown", whole(status=200, body=None), op))
    add("refusals", f"{op} unknown, no body", refusal("unknown", whole(raw=b""), op))
    page = whole(raw=b"<h1>404</h1>", type="text/html")
    add("refusals", f"{op} unknown, a page", refusal("unknown", page, op))
for op in OPERATIONS:
    add("refusals", f"{op} no key 200", refusal("key:none", whole(status=200), op))
    add("refusals", f"{op} no key 400", refusal("key:none", whole(status=400), op))
    add("refusals", f"{op} wrong key 500", refusal("key:wrong", whole(status=500), op))
    detail = whole(body={"detail": "Unauthorized"})
    add("refusals", f"{op} wrong key, a detail", refusal("key:wrong", detail, op))
    words = whole(raw=b"Unauthorized", type="text/plain")
    add("refusals", f"{op} no key, a text", refusal("key:none", words, op))
    add("refusals", f"{op} method 200", refusal("method", whole(status=200), op))
    add("refusals", f"{op} method 500", refusal("method", whole(status=500), op))
ERRORS: dict[str, object] = {
    "without type": {"error": {"message": "m"}},
    "text": {"error": "bad"},
    "message null": {"message": None},
    "message number": {"message": 5, "code": "x"},
    "code object": {"message": "m", "code": {}},
    "param list": {"message": "m", "param": ["a"]},
    "list": [{"message": "m"}],
    "type null": {"error": {"message": "m", "type": None}},
    "nested code a fraction": {"error": {"message": "m", "type": "t", "code": 1.5}},
    "nested message left out": {"error": {"type": "t"}},
}
for label, error in ERRORS.items():
    add("errors", f"unknown id: {label}", refusal("unknown", whole(body=error)))
    add("errors", f"bad prompt: {label}", refusal("prompt", whole(body=error)))
add("errors", "early content: a detail", refusal("early", whole(body={"detail": "x"})))
add("errors", "early content: 409, no body", refusal("early", whole(status=409, raw=b"")))
add("errors", "early content: 202, nothing", refusal("early", whole(status=202, raw=b"")))
add("errors", "early content: 500", refusal("early", whole(status=500)))
add("errors", "wrong media type: 500", refusal("media", whole(status=500)))
add("errors", "malformed: no body", refusal("malformed", whole(raw=b"")))
add("errors", "variant: a text", refusal("variant", whole(raw=b"no", type="text/plain")))

# -- crashes ---------------------------------------------------------------------------------------

CRASHES = (
    "A.post malformed, B.post malformed, A.post media, B.post media, A.post prompt:missing, "
    "B.post prompt:missing, B.form prompt:missing, A.post body:type, B.post body:type, "
    "A.post model:type, A.post prompt:type, B.post prompt:type, B.post seconds:word, "
    "B.form seconds:word, A.post metadata:type, B.post metadata:type, B.post input_reference:type, "
    "A.post duration:type, A.post images:type, content variant, A.get unknown, B.get unknown, "
    "content unknown"
)
for cause in CRASHES.split(", "):
    add("crash", cause, crash(cause))


def is_ascii(body: dict[str, Any]) -> bool:
    return str(body.get("prompt")).isascii()


def is_odd(body: dict[str, Any]) -> bool:
    return bool(set(str(body.get("prompt"))) & set('"\n'))


for op in ("A.post", "B.post"):
    add("crash", f"{op} beyond ASCII", refuses(op, lambda b: not is_ascii(b), 500))
    add("crash", f"{op} quotes and new lines", refuses(op, is_odd, 500))
add("crash", "A.post unknown property", refuses("A.post", lambda b: {*b} - {*GENERATION}, 500))
add("crash", "B.form a file", refuses("B.form", lambda b: "input_reference" in b, 500))
add("crash", "B.post metadata", refuses("B.post", lambda b: "metadata" in b, 500))
add("crash", "A.post without metadata", refuses("A.post", lambda b: "metadata" not in b, 500))
BROKEN = whole(status=500, raw=None, type="application/json", body={"message": "x"})
REFUSED = whole(status=400, raw=None, type="application/json", body={"message": "x"})
add("crash", "thumbnail", variant("thumbnail", BROKEN))

# -- takes what it must refuse, refuses what it must take ------------------------------------------

TAKES = {
    "A.post": "model:missing model:type prompt:missing prompt:empty prompt:blank prompt:type "
    "duration:low duration:type width:low width:type width:fraction height:low height:type "
    "fps:low fps:type n:low n:type n:fraction seed:type seed:fraction mode:word mode:type "
    "image:type images:type images:item metadata:type size:type user:type response_format:type "
    "body:type malformed media",
    "B.post": "prompt:missing prompt:empty prompt:blank prompt:long prompt:type seconds:word "
    "seconds:type seconds:low seconds:fraction size:type model:type images:type images:item "
    "image:type duration:low duration:type mode:word input_reference:type input_reference:none "
    "input_reference:both input_reference:inner metadata:type body:type malformed media",
    "B.form": "prompt:missing prompt:empty prompt:blank prompt:long seconds:word duration:low "
    "duration:type mode:word",
    "content": "variant",
}
for op, causes in TAKES.items():
    for cause in causes.split():
        add("takes", f"{op} {cause}", pardon(f"{op} {cause}"))

REFUSES: dict[str, Any] = {
    "A.post n=1": lambda b: b.get("n") == 1,
    "A.post fps=1": lambda b: b.get("fps") == 1,
    "A.post width=1": lambda b: b.get("width") == 1,
    "A.post seed of 0 and below": lambda b: b.get("seed", 1) <= 0,
    "A.post mode 4k": lambda b: b.get("mode") == "4k",
    "A.post an unknown property": lambda b: {*b} - {*GENERATION},
    "A.post metadata": lambda b: b.get("metadata"),
    "A.post one character": lambda b: len(b["prompt"]) == 1,
    "A.post without duration": lambda b: "duration" not in b,
    "A.post size": lambda b: "size" in b,
    "A.post images": lambda b: b.get("images"),
    "A.post no images": lambda b: b.get("images") == [],
    "A.post user": lambda b: "user" in b,
    "B.post 32000 characters": lambda b: len(b["prompt"]) > 31999,
    "B.post over 1000 characters": lambda b: len(b["prompt"]) > 1000,
    "B.post beyond ASCII": lambda b: not is_ascii(b),
    "B.post quotes and new lines": is_odd,
    "B.post seconds as a number": lambda b: isinstance(b.get("seconds"), int),
    "B.post without seconds": lambda b: "seconds" not in b,
    "B.post reference by id": lambda b: "file_id" in str(b.get("input_reference")),
    "B.post reference by URL": lambda b: "image_url" in str(b.get("input_reference")),
    "B.post reference as text": lambda b: isinstance(b.get("input_reference"), str),
    "B.post mode": lambda b: "mode" in b,
    "B.form all": lambda b: True,
    "B.form a file": lambda b: isinstance(b.get("input_reference"), bytes),
    "B.form no file": lambda b: "input_reference" not in b,
    "B.form reference as text": lambda b: isinstance(b.get("input_reference"), str),
    "B.form metadata": lambda b: "metadata" in b,
    "B.form seconds": lambda b: "seconds" in b,
}
for label, test in REFUSES.items():
    add("refuses", label, refuses(label.partition(" ")[0], test))
add("refuses", "variant=spritesheet", variant("spritesheet", REFUSED))
add("refuses", "variant=video", variant("video", REFUSED))

# -- credentials -----------------------------------------------------------------------------------

for op in OPERATIONS:
    add("keys", f"{op} without a key", pardon(f"{op} key:none"))
    add("keys", f"{op} with any key or none", pardon(f"{op} key:wrong", f"{op} key:none"))
    add("keys", f"{op} with any key", pardon(f"{op} key:wrong"))


def like_ours(agency: Agency) -> None:
    agency.is_key = lambda key: key.startswith("sk-")


add("keys", "any key that begins like one", Twist("", like_ours))


def failing_later(said: Said) -> bool:
    return said.job is not None and said.job.polls > 1


add(
    "late",
    "no status at the second poll",
    on("A.get B.get", lambda b, s: failing_later(s) and b.pop("status", None)),
)
add(
    "late",
    "a page at the second poll",
    on("A.get B.get", lambda b, s: failing_later(s) and setattr(s, "type", "text/html")),
)
