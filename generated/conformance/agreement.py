"""Agreement: what an answer about a job says of progress, times and reasons, and the job's state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from typing import Any

from .facts import MISSING, Job, find, first
from .problems import Problem
from .stories import ENDS, Seen

_MILLISECONDS = 100_000_000_000
"""Numbers above are no seconds: the year would be 5138."""
_ROUNDED = 1
"""Seconds by which rounding may exchange two times."""
_APART = 60.0
"""Seconds that two machines may disagree on when a job was taken."""


def alone(job: Job, one: Seen) -> Iterator[Problem]:
    """Yield what contradicts itself in one answer."""
    if one.state:
        yield from _progress(job, one)
        yield from _reasons(job, one)
        yield from _addresses(job, one)
    yield from _times(job, one)


def together(job: Job, before: Seen, one: Seen) -> Iterator[Problem]:
    """Yield what contradicts itself in two answers, one after the other."""
    was, share = share_of(job, before), share_of(job, one)
    if (
        was is not None
        and share is not None
        and share < was
        and one.state not in ("failed", "cancelled")
    ):
        at = job.at + "/poll/progress"
        yield Problem(
            "progress-back",
            at,
            "a progress that does not shrink",
            f"{was:g}, then {share:g}",
        )
    first_time, second = _time(one.body, job.created), _time(before.body, job.created)
    if first_time is not None and second is not None and int(first_time) != int(second):
        at = job.at + "/times/created"
        yield Problem(
            "time-moves",
            at,
            "a job is created once",
            f"{second:.0f}, then {first_time:.0f}",
        )


def with_receipt(job: Job, receipt: Seen, one: Seen) -> Iterator[Problem]:
    """Yield what contradicts itself in the answer that started a job and the first about it."""
    taken, told = _time(receipt.body, job.created), _time(one.body, job.created)
    if taken is not None and told is not None and abs(taken - told) > _APART:
        at = job.at + "/times/created"
        yield Problem(
            "time-moves", at, "a job is created once", f"{taken:.0f}, then {told:.0f}"
        )


def share_of(job: Job, one: Seen) -> float | None:
    """Return the progress in per cent; None where none is told."""
    value = first(one.body, job.progress)
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            return float(value.strip().removesuffix("%").strip())
        except ValueError:
            return None
    return float(value) * 100 / job.whole if isinstance(value, int | float) else None


def _progress(job: Job, one: Seen) -> Iterator[Problem]:
    share, at = share_of(job, one), job.at + "/poll/progress"
    if share is None:
        return
    found = f"{share:g} with {one.word!r}"
    if not 0 <= share <= 100:
        yield Problem("progress-outside", at, "a progress from 0 to 100", found)
    elif one.state == "done" and share < 100:
        yield Problem(
            "progress-unfinished", at, "a progress of 100 once the job is done", found
        )
    elif one.state in ("waiting", "running") and share == 100:
        yield Problem(
            "progress-early", at, "a progress below 100 until the job is done", found
        )


def _reasons(job: Job, one: Seen) -> Iterator[Problem]:
    """Yield a reason for a failure that did not happen."""
    if one.state in ("failed", "cancelled"):
        return
    for pointer in job.failure_message:
        found = first(one.body, [pointer])
        is_address = pointer in job.result_url and one.state == "done"
        if found is not MISSING and not is_address:
            says = f"nothing at {pointer} unless the job has failed"
            yield Problem(
                "failure-early",
                job.at + "/failure",
                says,
                f"{found!r} with {one.word!r}",
            )


def _addresses(job: Job, one: Seen) -> Iterator[Problem]:
    """Yield an address of a result that cannot be there yet."""
    if one.state not in ("waiting", "running"):
        return
    for pointer in job.result_url:
        found = find(one.body, pointer)
        if isinstance(found, str) and found.startswith(("http://", "https://")):
            says = f"no address at {pointer} until the job is done"
            yield Problem(
                "result-url-early",
                job.at + "/result",
                says,
                f"{found!r} with {one.word!r}",
            )


def _times(job: Job, one: Seen) -> Iterator[Problem]:
    at = job.at + "/times"
    created, started = _time(one.body, job.created), _time(one.body, job.started)
    finished, expires = _time(one.body, job.finished), _time(one.body, job.expires)
    if started is not None and one.state == "waiting":
        yield Problem(
            "time-early",
            at + "/started",
            "nothing while the job waits",
            f"{started:.0f}",
        )
    if finished is not None and one.state and one.state not in ENDS:
        says = "nothing until the job has ended"
        yield Problem(
            "time-early", at + "/finished", says, f"{finished:.0f} with {one.word!r}"
        )
    told = [
        ("created", created),
        ("started", started),
        ("finished", finished),
        ("expires", expires),
    ]
    known = [(name, int(value)) for name, value in told if value is not None]
    for (name, value), (later, other) in zip(known, known[1:], strict=False):
        if other < value - _ROUNDED:
            says = f"{name} before {later}"
            where = f"{at}/{later}" if later != "expires" else f"{job.at}/expires"
            yield Problem(
                "time-disordered", where, says, f"{name} {value}, {later} {other}"
            )


def _time(body: Any, pointers: Sequence[str]) -> float | None:
    """Return the first time at one of the places, in seconds since 1970; None where none is told."""
    for pointer in pointers:
        value = find(body, pointer)
        if isinstance(value, bool) or value in (0, "", None):
            continue
        if isinstance(value, int | float):
            return value / 1000 if value > _MILLISECONDS else float(value)
        if isinstance(value, str):
            try:
                moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
            except ValueError:
                continue
            zoned = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
            return zoned.timestamp()
    return None
