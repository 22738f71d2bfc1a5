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
    yield from _shrinking(job, before, one)
    told = [
        ("created", job.created),
        ("started", job.started),
        ("finished", job.finished),
    ]
    for name, places in told:
        then, now = _time(before.body, places), _time(one.body, places)
        if (
            then is None
            or now is None
            or (name == "finished" and before.state not in ENDS)
        ):
            continue
        if abs(int(now) - int(then)) > (0 if name == "created" else _ROUNDED):
            at, says = f"{job.at}/times/{name}", f"a job is {name} once"
            yield Problem("time-moves", at, says, f"{then:.0f}, then {now:.0f}")


def with_receipt(job: Job, receipt: Seen, one: Seen) -> Iterator[Problem]:
    """Yield what contradicts itself in the answer that started a job and the first about it."""
    yield from _shrinking(job, receipt, one)
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


def _shrinking(job: Job, before: Seen, one: Seen) -> Iterator[Problem]:
    was, share = share_of(job, before), share_of(job, one)
    if was is None or share is None or one.state in ("failed", "cancelled"):
        return
    if share < was:
        at, says = job.at + "/poll/progress", "a progress that does not shrink"
        yield Problem("progress-back", at, says, f"{was:g}, then {share:g}")


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
    """Yield an address of a result that is not there yet, or never will be."""
    if one.state == "done":
        return
    has_failed = one.state in ("failed", "cancelled")
    for pointer in job.result_url:
        found = find(one.body, pointer)
        if has_failed and pointer in job.failure_message:
            continue  # a reason may well be an address
        if isinstance(found, str) and found.startswith(("http://", "https://")):
            rule = "result-of-failure" if has_failed else "result-url-early"
            says = f"no address at {pointer} unless the job is done"
            yield Problem(
                rule, job.at + "/result", says, f"{found!r} with {one.word!r}"
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
