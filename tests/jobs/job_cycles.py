"""Life cycles of jobs as data: what the server says, and what a client is to make of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from job_styles import Answer

Told = tuple[str, str, float | None]
"""State, the server's word, progress."""


@dataclass(frozen=True)
class Cycle:
    """One job from its submission to its end."""

    name: str
    resource: str
    answers: list[Answer]
    """The first is to the request that creates the job."""
    polls: list[float]
    """When the client asks, in seconds since the submission."""
    told: list[Told]
    """What it reports on the way."""
    end: tuple[Any, ...]
    """The word of the value that it returns; or an error with the server's reason and code."""
    timeout: float | None = 600


def clip(status: str | None = None, progress: Any = None, **more: Any) -> dict[str, Any]:
    """Return a job in the second dialect."""
    body = {"id": "v-1", "object": "video", "status": status, "progress": progress, **more}
    return {key: value for key, value in body.items() if value is not None}


def task(status: str | None = None, **more: Any) -> dict[str, Any]:
    """Return a job in the first dialect, flat."""
    return {"task_id": "t-1", **({} if status is None else {"status": status}), **more}


def wrapped(status: str, **more: Any) -> dict[str, Any]:
    """Return a job in the first dialect, in its envelope."""
    return {"code": "success", "message": "", "data": task(status, **more)}


def render(phase: str, portion: Any = None, **more: Any) -> dict[str, Any]:
    """Return a job of the studio."""
    body = {"key": "r-7", "phase": phase, "portion": portion, **more}
    return {"render": {key: value for key, value in body.items() if value is not None}}


def clips(name: str, *steps: Any, **expected: Any) -> Cycle:
    return _cycle(name, "videos", steps, expected)


def tasks(name: str, *steps: Any, **expected: Any) -> Cycle:
    return _cycle(name, "generations", steps, expected)


def renders(name: str, *steps: Any, **expected: Any) -> Cycle:
    return _cycle(name, "renders", steps, expected)


def _cycle(name: str, resource: str, steps: tuple[Any, ...], expected: dict[str, Any]) -> Cycle:
    answers = [one if isinstance(one, Answer) else Answer(one) for one in steps]
    return Cycle(name, resource, answers, **expected)


QUEUED = clip("queued", 0)
DONE = clip("completed", 100)
HTML = Answer(b"<html><title>Bad gateway</title></html>", 200, {"content-type": "text/html"})
GONE = Answer({"error": {"message": "no such video", "type": "invalid"}}, 404)

CYCLES = [
    clips(
        "straight",
        QUEUED,
        clip("queued", 0),
        clip("in_progress", 30),
        DONE,
        polls=[2, 5, 9.5],
        told=[("waiting", "queued", 0), ("running", "in_progress", 0.3), ("done", "completed", 1)],
        end=("completed",),
    ),
    clips(
        "done at once",
        DONE,
        polls=[],
        told=[("done", "completed", 1)],
        end=("completed",),
    ),
    clips(
        "failed at once",
        clip("failed", error={"message": "not allowed", "code": "moderation"}),
        polls=[],
        told=[("failed", "failed", None)],
        end=("JobFailed", "not allowed", "moderation"),
    ),
    clips(
        "a word that nobody knows in the middle",
        QUEUED,
        clip("moderating", 5),
        clip("in_progress", 50),
        DONE,
        polls=[2, 5, 9.5],
        told=[
            ("running", "moderating", 0.05),
            ("running", "in_progress", 0.5),
            ("done", "completed", 1),
        ],
        end=("completed",),
    ),
    clips(
        "failure early",
        QUEUED,
        clip("failed", 0, error={"message": "bad prompt", "code": "blocked"}),
        polls=[2],
        told=[("failed", "failed", 0)],
        end=("JobFailed", "bad prompt", "blocked"),
    ),
    clips(
        "failure late, without a reason",
        QUEUED,
        clip("in_progress", 99),
        clip("error"),
        polls=[2, 5],
        told=[("running", "in_progress", 0.99), ("failed", "error", None)],
        end=("JobFailed", None, None),
    ),
    clips(
        "failure with a code that is a number",
        QUEUED,
        clip("failed", error={"message": "no", "code": 17}),
        polls=[2],
        told=[("failed", "failed", None)],
        end=("JobFailed", "no", "17"),
    ),
    clips(
        "cancelled by somebody else",
        QUEUED,
        clip("canceled", error={"message": "by the user"}),
        polls=[2],
        told=[("cancelled", "canceled", None)],
        end=("JobCancelled", "by the user", None),
    ),
    clips(
        "progress absent",
        clip("queued"),
        clip("in_progress"),
        clip("completed"),
        polls=[2, 5],
        told=[("running", "in_progress", None), ("done", "completed", None)],
        end=("completed",),
    ),
    clips(
        "progress backwards",
        QUEUED,
        clip("in_progress", 60),
        clip("in_progress", 20),
        DONE,
        polls=[2, 5, 9.5],
        told=[
            ("running", "in_progress", 0.6),
            ("running", "in_progress", 0.2),
            ("done", "completed", 1),
        ],
        end=("completed",),
    ),
    clips(
        "progress as text",
        QUEUED,
        clip("in_progress", "30%"),
        clip("in_progress", " 42.5 % "),
        clip("in_progress", "55"),
        clip("in_progress", "nearly"),
        DONE,
        polls=[2, 5, 9.5, 16.25, 26.375],
        told=[
            ("running", "in_progress", 0.3),
            ("running", "in_progress", 0.425),
            ("running", "in_progress", 0.55),
            ("running", "in_progress", None),
            ("done", "completed", 1),
        ],
        end=("completed",),
    ),
    clips(
        "progress out of bounds",
        QUEUED,
        clip("in_progress", -3),
        clip("in_progress", 250),
        clip("in_progress", True),
        DONE,
        polls=[2, 5, 9.5, 16.25],
        told=[
            ("running", "in_progress", 0),
            ("running", "in_progress", 1),
            ("running", "in_progress", None),
            ("done", "completed", 1),
        ],
        end=("completed",),
    ),
    renders(
        "progress as a fraction",
        render("accepted"),
        render("drawing", 0.25),
        render("drawing", 1),
        render("drawing", "75%"),
        render("finished", 1.0),
        polls=[0.5, 1.5, 3.5, 7.5],
        told=[
            ("running", "drawing", 0.25),
            ("running", "drawing", 1),
            ("running", "drawing", 0.75),
            ("done", "finished", 1),
        ],
        end=("finished",),
    ),
    renders(
        "another API's failure",
        render("accepted"),
        render("broken", 0.6, fault={"reason": "The sea has no bottom", "code": 17}),
        polls=[0.5],
        told=[("failed", "broken", 0.6)],
        end=("JobFailed", "The sea has no bottom", "17"),
    ),
    tasks(
        "first dialect, flat",
        task("processing"),
        task("processing"),
        task("succeeded", url="https://cdn/clip.mp4"),
        polls=[5, 12.5],
        told=[("running", "processing", None), ("done", "succeeded", None)],
        end=("succeeded",),
    ),
    tasks(
        "first dialect, wrapped, upper case",
        task("NOT_START"),
        wrapped("QUEUED", progress="0%"),
        wrapped("IN_PROGRESS", progress="30%"),
        wrapped("SUCCESS", progress="100%", fail_reason="https://cdn/clip.mp4"),
        polls=[5, 12.5, 23.75],
        told=[
            ("waiting", "QUEUED", 0),
            ("running", "IN_PROGRESS", 0.3),
            ("done", "SUCCESS", 1),
        ],
        end=("SUCCESS",),
    ),
    tasks(
        "first dialect, wrapped failure",
        task("queued"),
        wrapped("FAILURE", fail_reason="out of credit"),
        polls=[5],
        told=[("failed", "FAILURE", None)],
        end=("JobFailed", "out of credit", None),
    ),
    tasks(
        "first dialect, now flat, now wrapped",
        task("queued"),
        wrapped("IN_PROGRESS"),
        task("processing"),
        wrapped("SUCCESS"),
        polls=[5, 12.5, 23.75],
        told=[
            ("running", "IN_PROGRESS", None),
            ("running", "processing", None),
            ("done", "SUCCESS", None),
        ],
        end=("SUCCESS",),
    ),
    tasks(
        "expired at the vendor",
        task("queued"),
        task("expired", error={"message": "the task is gone", "code": 3}),
        polls=[5],
        told=[("failed", "expired", None)],
        end=("JobFailed", "the task is gone", "3"),
    ),
    tasks(
        "no status in the first answer",
        task(),
        task(""),
        task("succeeded"),
        polls=[5, 12.5],
        told=[("waiting", "", None), ("done", "succeeded", None)],
        end=("succeeded",),
    ),
    renders(
        "no status at all for a while",
        {"render": {"key": "r-7"}},
        {"render": {"key": "r-7", "phase": None}},
        render("finished"),
        polls=[0.5, 1.5],
        told=[("running", "", None), ("done", "finished", None)],
        end=("finished",),
    ),
    clips(
        "the server names its pauses in milliseconds",
        Answer(QUEUED, headers={"openai-poll-after-ms": "500"}),
        Answer(clip("in_progress", 10), headers={"openai-poll-after-ms": "20000"}),
        Answer(clip("in_progress", 20), headers={"openai-poll-after-ms": "soon"}),
        DONE,
        polls=[0.5, 20.5, 25],
        told=[
            ("running", "in_progress", 0.1),
            ("running", "in_progress", 0.2),
            ("done", "completed", 1),
        ],
        end=("completed",),
    ),
    clips(
        "the server names its pauses in seconds, or wants none",
        Answer(QUEUED, headers={"retry-after": "7"}),
        Answer(clip("in_progress", 10), headers={"retry-after": "0"}),
        Answer(DONE),
        polls=[7, 7.1],
        told=[("running", "in_progress", 0.1), ("done", "completed", 1)],
        end=("completed",),
    ),
    clips(
        "the deadline passes",
        QUEUED,
        clip("in_progress", 10),
        polls=[2, 5, 9.5, 16.25],
        told=[("running", "in_progress", 0.1)] * 4,
        end=("JobTimeout", None, None),
        timeout=20,
    ),
    clips(
        "the server wishes for a pause beyond the deadline",
        Answer(QUEUED, headers={"retry-after": "3600"}),
        polls=[],
        told=[],
        end=("JobTimeout", None, None),
        timeout=20,
    ),
    clips(
        "polls fail in passing",
        QUEUED,
        Answer({"error": {"message": "oops"}}, 500),
        Answer(error="ConnectError"),
        Answer(error="ReadTimeout"),
        HTML,
        Answer({"error": {"message": "slow down"}}, 429, {"retry-after": "1"}),
        DONE,
        polls=[2, 5, 9.5, 16.25, 26.375, 27.375],
        told=[("done", "completed", 1)],
        end=("completed",),
    ),
    clips(
        "polls fail until the deadline",
        QUEUED,
        Answer({"error": {"message": "oops"}}, 503),
        polls=[2, 5, 9.5],
        told=[],
        end=("JobTimeout", None, None),
        timeout=12,
    ),
    clips(
        "not known yet when it is new",
        QUEUED,
        GONE,
        GONE,
        DONE,
        polls=[2, 5, 9.5],
        told=[("done", "completed", 1)],
        end=("completed",),
    ),
    clips(
        "never known",
        QUEUED,
        GONE,
        polls=[2, 5, 9.5, 16.25],
        told=[],
        end=("NotFoundError", None, None),
    ),
    clips(
        "forgotten in the middle",
        QUEUED,
        clip("in_progress", 10),
        GONE,
        polls=[2, 5],
        told=[("running", "in_progress", 0.1)],
        end=("NotFoundError", None, None),
    ),
    clips(
        "the key is taken away",
        QUEUED,
        Answer({"error": {"message": "no such key sk-secret"}}, 401),
        polls=[2],
        told=[],
        end=("AuthenticationError", None, None),
    ),
    clips(
        "answers that take their time",
        Answer(QUEUED, takes=4),
        Answer(clip("in_progress", 10), takes=3),
        Answer(DONE, takes=1),
        polls=[6, 12],
        told=[("running", "in_progress", 0.1), ("done", "completed", 1)],
        end=("completed",),
    ),
    clips(
        "nobody sets a deadline",
        QUEUED,
        *[clip("in_progress", 10)] * 60,
        DONE,
        polls=[2, 5, 9.5, 16.25, 26.375, *(26.375 + 15 * n for n in range(1, 57))],
        told=[("running", "in_progress", 0.1)] * 60 + [("done", "completed", 1)],
        end=("completed",),
        timeout=None,
    ),
]
