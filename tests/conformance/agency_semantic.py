"""The agency's semantic faults: each answer is right by itself, and a promise is broken."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from agency import Agency, Job, Manner, Said
from agency_twists import (
    PLAIN,
    WRAPPED,
    Catalogue,
    Change,
    Twist,
    drop,
    header,
    on,
    pardon,
    put,
    variant,
    when,
    whole,
)

CATALOGUE = Catalogue()
add = CATALOGUE.add
NOTHING = Twist("", lambda agency: None)
CDN = "https://cdn.example.com/x.mp4"
GOES_ON = (0, 1)


def renew(name: str, value: Callable[[Any, Said], object]) -> Change:
    """Put what comes of the body and the answer as a whole."""
    return lambda body, said: body.update({name: value(body, said)})


def unasked(name: str, value: object) -> Change:
    """Put a value where the request left the property out."""
    return when(lambda said: said.job and name not in said.job.body, put(name, value))


def of_form(change: Change) -> Change:
    return when(lambda said: said.job and said.job.form, change)


def again(change: Change) -> Change:
    """Change what is said of a job that has been asked for after its end."""
    return when(lambda said: said.job and said.job.polls > PLAIN.polls, change)


# -- echoes and defaults ---------------------------------------------------------------------------

add("echo", "receipt of another model", on("A.post", put("model", "kling-v9")))
add("echo", "receipt always kling-v1", on("A.post", put("model", "kling-v1")))
add(
    "echo",
    "receipt model in capitals",
    on("A.post", renew("model", lambda b, s: b["model"].upper())),
)
add("echo", "task of another model", on("A.get", put("model", "other")))
add("echo", "wrapped task of another model", on("A.get", put("model", "other")), WRAPPED)
add("echo", "video of another model", on("B.post", put("model", "other")))
add("echo", "video always sora-2", on("B", put("model", "sora-2")))
add("echo", "video of another model later", on("B.get", put("model", "other")))
add("echo", "done video of another model", on("B.get", put("model", "other"), (2,)))
add("echo", "video model cut", on("B", renew("model", lambda b, s: b["model"].split("-")[0])))
add("echo", "form of another model", on("B.post", of_form(put("model", "other"))))
add("default", "model sora-2-pro", on("B", unasked("model", "sora-2-pro")))
add("default", "seconds 8", on("B", unasked("seconds", "8")))
add("default", "seconds 8 at create", on("B.post", unasked("seconds", "8")))
add("default", "seconds 5, a number", on("B.post", unasked("seconds", 5)))
add("default", "seconds 0", on("B.post", unasked("seconds", "0")))
add("default", "form: seconds 8", on("B.post", of_form(unasked("seconds", "8"))))
add("default", "form: another model", on("B.post", of_form(unasked("model", "sora-1"))))

# -- states ----------------------------------------------------------------------------------------


def stages(*of: int) -> Twist:
    """Show these stages poll by poll, the last one for good."""

    def stage(job: Job) -> int:
        return ended(job, of[min(job.polls, len(of) - 1)])

    return Twist("A B", lambda agency: setattr(agency, "stage", stage))


def ended(job: Job, stage: int) -> int:
    if stage > 1:
        job.ended = job.ended or time.time()
    return stage


def words(places: str, done: str, failed: str, running: str = "processing") -> Manner:
    return replace(PLAIN, **{places: ("queued", running, done, failed)})


add("states", "back from running to waiting", stages(0, 1, 0, 1, 2))
add("states", "waiting again at the second poll", stages(1, 0, 0, 2))
add("states", "running after done", stages(0, 1, 2, 1, 2))
add("states", "waiting after done", stages(0, 2, 0, 0, 2))
add("states", "failed after done", stages(0, 1, 2, 3))
add("states", "done after failed", stages(0, 1, 3, 2))
add("states", "running after failed", stages(0, 1, 3, 1, 2))
add("states", "never ends", stages(0, 1))
add("states", "done at create, then running", stages(2, 1, 2))
add(
    "states",
    "cancelled by nobody, then done",
    NOTHING,
    words("words_b", "done", "failed", "canceled"),
)
for op in ("A", "B"):
    places, poll, id_ = f"words_{op.lower()}", f"{op}.get", "task_id" if op == "A" else "id"
    add("states", f"{op} a new word for done", NOTHING, words(places, "fertig", "failed"))
    add("states", f"{op} a new word for failed", NOTHING, words(places, "completed", "kaputt"))
    shrunk = renew("progress", lambda b, s: max(0, 90 - 30 * s.job.polls))
    add("progress", f"{op} shrinks", on(poll, shrunk, GOES_ON))
    add("progress", f"{op} 100 while it goes on", on(poll, put("progress", 100), GOES_ON))
    once = when(lambda s: s.job and s.job.polls == 2, put("progress", 100))
    add("progress", f"{op} 100 in between", on(poll, once, GOES_ON))
    add("progress", f"{op} not full when done", on(poll, put("progress", 99), (2,)))
    add("progress", f"{op} 0 when done", on(poll, put("progress", 0), (2,)))
    add("progress", f"{op} falls after the end", on(poll, again(put("progress", 50)), (2,)))
    add("progress", f"{op} 100 at create", on(f"{op}.post", put("progress", 100)))
    add("ids", f"{op} another id later", on(poll, put(id_, "other")))
    add("ids", f"{op} another id when done", on(poll, put(id_, "other"), (2,)))
    add("ids", f"{op} id in capitals later", on(poll, renew(id_, lambda b, s: s.job.id.upper())))
    add("ids", f"{op} id without its beginning", on(poll, renew(id_, lambda b, s: s.job.id[3:])))
add(
    "progress",
    "wrapped shrinks",
    on("A.get", renew("progress", lambda b, s: f"{90 - 20 * s.job.polls}%"), GOES_ON),
    WRAPPED,
)
add("progress", "wrapped 30% when done", on("A.get", put("progress", "30%"), (2,)), WRAPPED)
add("progress", "wrapped 100% while running", on("A.get", put("progress", "100%"), (1,)), WRAPPED)

# -- ids, isolation, memory ------------------------------------------------------------------------


def latest(agency: Agency) -> None:
    agency.find = lambda op, id_: [*agency.jobs.values()][-1] if id_ in agency.jobs else None


def foremost(agency: Agency) -> None:
    agency.find = lambda op, id_: next(iter(agency.jobs.values())) if id_ in agency.jobs else None


def by_beginning(agency: Agency) -> None:
    def find(op: str, id_: str) -> Job | None:
        return next((job for job in agency.jobs.values() if job.id[:4] == id_[:4]), None)

    agency.find = find


def newest_wins(agency: Agency) -> None:
    plain = agency.stage

    def stage(job: Job) -> int:
        newest = max(other.number for other in agency.jobs.values())
        return plain(job) if job.number >= newest - 3 else ended(job, 3)

    agency.stage = stage


def forgets(polls: int, op: str = "") -> Twist:
    def forgetful(agency: Agency) -> None:
        plain = agency.find

        def find(where: str, id_: str) -> Job | None:
            job = plain(where, id_)
            return None if job and job.polls >= polls and where.startswith(op) else job

        agency.find = find

    return Twist(op, forgetful)


def ids(made: Callable[[int], str]) -> Twist:
    return Twist("", lambda agency: setattr(agency, "new_id", made))


add("ids", "one for all jobs", ids(lambda number: "job-1"))
add("ids", "each twice", ids(lambda number: f"job-{number // 2}"))
add("ids", "again after seven", ids(lambda number: f"job-{number % 7}"))
add("ids", "receipt id is not task_id", on("A.post", put("id", "other")))
add("ids", "video task_id is not id", on("B.post", put("task_id", "other")))
add("isolation", "the latest job answers for all", Twist("", latest))
add("isolation", "the first job answers for all", Twist("", foremost))
add("isolation", "ids are known by their beginning", Twist("", by_beginning))
add("isolation", "a new job ends older ones", Twist("", newest_wins))
add("memory", "forgets a job that is done", forgets(PLAIN.polls + 1))
add("memory", "forgets a job after one poll", forgets(1))
add("memory", "forgets the content of a job that is done", forgets(PLAIN.polls, "content"))

# -- times -----------------------------------------------------------------------------------------


def moved(name: str, start: str, seconds: int) -> Change:
    return renew(name, lambda b, s: b[start] + seconds)


def drifting(name: str, seconds: int) -> Change:
    return renew(name, lambda b, s: b[name] + seconds * s.job.polls)


add(
    "times", "completed before created", on("B.get", moved("completed_at", "created_at", -60), (2,))
)
add(
    "times",
    "completed while it goes on",
    on("B.get", moved("completed_at", "created_at", 0), GOES_ON),
)
add("times", "completed at create", on("B.post", moved("completed_at", "created_at", 9)))
add(
    "times",
    "expired before completed",
    on("B.get", moved("expires_at", "completed_at", -3600), (2,)),
)
add("times", "expired before created", on("B.get", moved("expires_at", "created_at", -60), (2,)))
yesterday = on("B.post", moved("created_at", "created_at", -86400))
add("times", "created a day off at create", replace(yesterday, where="B"))  # the poll says so
add("times", "created after completed", on("B.get", moved("created_at", "created_at", 9999), (2,)))
add("times", "created moves", on("B.get", drifting("created_at", 1)))
add("times", "completed moves", on("B.get", drifting("completed_at", 10), (2,)))
for manner, kind in ((PLAIN, "task"), (WRAPPED, "wrapped task")):
    early = moved("finish_time", "submit_time", -60)
    add("times", f"{kind} finished before submitted", on("A.get", early, (2,)), manner)
    early = moved("finish_time", "submit_time", 1)
    add("times", f"{kind} finished while it goes on", on("A.get", early, GOES_ON), manner)
    early = moved("start_time", "submit_time", -60)
    add("times", f"{kind} started before submitted", on("A.get", early, (1, 2)), manner)
    early = moved("start_time", "submit_time", 0)
    add("times", f"{kind} started while waiting", on("A.get", early, (0,)), manner)
    late = moved("start_time", "finish_time", 60)
    add("times", f"{kind} finished before started", on("A.get", late, (2,)), manner)
    add("times", f"{kind} submitted moves", on("A.get", drifting("submit_time", -1)), manner)
add("times", "task started moves", on("A.get", drifting("start_time", 10), (1, 2)))

# -- results and failures --------------------------------------------------------------------------

add("result", "no url when done", on("A.get", drop("url"), (2,)))
add("result", "url null when done", on("A.get", put("url", None), (2,)))
add("result", "url empty when done", on("A.get", put("url", ""), (2,)))
add("result", "url once", on("A.get", again(put("url", None)), (2,)))
add("result", "url while it goes on", on("A.get", put("url", CDN), GOES_ON))
add("result", "url while waiting", on("A.get", put("url", CDN), (0,)))
add("result", "url elsewhere while running", on("A.get", put("result_url", CDN), (1,)))
add("result", "url of a failed job", on("A.get", put("url", CDN), (3,)))
add("result", "wrapped: no url when done", on("A.get", drop("fail_reason"), (2,)), WRAPPED)
add("result", "wrapped: url while running", on("A.get", put("fail_reason", CDN), (1,)), WRAPPED)
REASON = {"code": "x", "message": "m"}
for op in ("A", "B"):
    add("failure", f"{op} while it goes on", on(f"{op}.get", put("error", REASON), GOES_ON))
    add("failure", f"{op} when done", on(f"{op}.get", put("error", REASON), (2,)))
    add("failure", f"{op} without a reason", on(f"{op}.get", put("error", None), (3,)))
    add("failure", f"{op} with a code alone", on(f"{op}.get", put("error", {"code": "x"}), (3,)))
    empty = put("error", {"code": "x", "message": ""})
    add("failure", f"{op} with an empty reason", on(f"{op}.get", empty, (3,)))
    add("failure", f"{op} with a reason once", on(f"{op}.get", again(put("error", None)), (3,)))
add("failure", "B at create", on("B.post", put("error", REASON)))
add("failure", "wrapped, while running", on("A.get", put("fail_reason", "slow"), (1,)), WRAPPED)
add("failure", "wrapped, without a reason", on("A.get", put("fail_reason", ""), (3,)), WRAPPED)

# -- bytes -----------------------------------------------------------------------------------------


def content(made: Callable[[bytes], bytes], **more: object) -> Twist:
    def change(body: Any, said: Said) -> None:
        whole(raw=made(said.raw or b""), **more)(body, said)

    return on("content", change)


def only_once(agency: Agency) -> None:
    seen: set[str] = set()

    def edit(said: Said) -> None:
        if said.op == "content" and not said.cause and said.job:
            if said.job.id in seen:
                GONE(None, said)
            seen.add(said.job.id)

    agency.edits.append(edit)


def of_failed_jobs(agency: Agency) -> None:
    def edit(said: Said) -> None:
        if said.op == "content" and said.cause == "early":
            whole(status=200, raw=agency.files["video"], type="video/mp4")(None, said)

    agency.edits.append(edit)


GONE = whole(status=404, raw=None, type="application/json", body={"message": "gone"})
WEBP = b"RIFF\x10\0\0\0WEBPVP8 xxxx"
NAME = "content-disposition"
add("bytes", "before the job is done", pardon("content early"))
add("bytes", "of a failed job", Twist("content", of_failed_jobs))
add("bytes", "once", Twist("content", only_once))
add("bytes", "404 when done", on("content", GONE))
add("bytes", "none", content(lambda clip: b""))
add("bytes", "fewer than told", on("content", whole(cut=100)))
add("bytes", "one fewer than told", on("content", whole(cut=1)))
add("bytes", "more than told", on("content", header("content-length", "7000")))
add("bytes", "the first hundred", content(lambda clip: clip[:100]))
add("bytes", "the first five thousand", content(lambda clip: clip[:5000]))
add("bytes", "half", content(lambda clip: clip[: len(clip) // 2]))
add("bytes", "but the first", content(lambda clip: clip[1:]))
add("bytes", "twice", content(lambda clip: clip + clip))
add("bytes", "zeros", content(lambda clip: bytes(len(clip))))
add("bytes", "a word", content(lambda clip: b"string"))
add("bytes", "Base64", content(base64.b64encode))
add("bytes", "decoded as text", content(lambda clip: clip.decode("utf-8", "replace").encode()))
add("bytes", "a page", content(lambda clip: b"<!doctype html><p>" + b"x" * 9000))
add("bytes", "an error", content(lambda clip: b'{"error": {"message": "m", "type": "t"}}'))
add("bytes", "a page without a type", content(lambda c: b"<html>", type="application/octet-stream"))
add("bytes", "a picture by default", variant("", whole(type="image/webp", raw=WEBP)))
add("bytes", "a picture for the video", variant("video", whole(type="image/webp", raw=WEBP)))
add("bytes", "a picture, called a clip", variant("thumbnail", whole(type="video/mp4")))
CLIP = b"\0\0\0\x18ftypisom" + bytes(50)
add("bytes", "a clip, called a picture", variant("thumbnail", whole(type="image/webp", raw=CLIP)))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
add("bytes", "a PNG, called WebP", variant("thumbnail", whole(type="image/webp", raw=PNG)))
add("bytes", "no thumbnail", variant("thumbnail", whole(raw=b"")))
add("bytes", "no spritesheet", variant("spritesheet", whole(raw=b"")))
add(
    "bytes", "JSON for a thumbnail", variant("thumbnail", whole(type="application/json", raw=b"{}"))
)
add("bytes", "saved as a path", on("content", header(NAME, 'attachment; filename="../../x.mp4"')))
add("bytes", "saved as nobody knows what", on("content", header(NAME, ";;filename")))
