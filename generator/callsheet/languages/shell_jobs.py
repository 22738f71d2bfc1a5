"""Jobs in the shell: what a script that follows one asks of the answers, in the words of jq."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import Api, Call, Content, Job, Operation
from callsheet.languages.shell_text import literal
from callsheet.source import steps_of
from callsheet.usages import Usage, ending, usages

_EVERY = "."


@dataclass(frozen=True, slots=True)
class Followed:
    """A job as a script follows it. Filters of jq are words of the shell."""

    start: Usage
    poll: Usage
    poll_parameter: str
    fetch: Usage | None
    """None where there is nothing to fetch, or it lies at a URL."""
    fetch_parameter: str
    started: str
    """A command that takes the envelope off the first answer; empty where there is none."""
    id: str
    """The places that have the id."""
    value: str
    """What a polled answer says, without an envelope."""
    status: str
    url: str
    """Empty where the result lies at no URL."""
    file: str
    """What the result is called, where the caller does not say."""
    done: str
    """The words of the state as patterns of ``case``; so the next."""
    ended: str
    """Those of the states that have no result."""
    first: int
    """Seconds before the first poll."""
    growth: int
    """Of the pauses, in per cent."""
    longest: int

    @property
    def is_fetched(self) -> bool:
        """Whether there is a file in the end."""
        return self.fetch is not None or bool(self.url)


@dataclass(frozen=True, slots=True)
class Jobs:
    """Spells what scripts need to know of jobs."""

    api: Api

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {"followed": self.followed}

    def followed(self, operation: Operation) -> tuple[Followed, ...]:
        """Return how the job of an operation is followed; nothing where it starts none."""
        job = operation.job
        if job is None:
            return ()
        fetch = self._call(job.result) if job.result else None
        poll = self._call(job.poll)
        starts = _unwrapped(operation)
        return (
            Followed(
                start=usages(self.api, operation)[0],
                poll=poll,
                poll_parameter=job.poll.parameter,
                fetch=fetch,
                fetch_parameter=job.result.parameter if job.result else "",
                started="" if starts == _EVERY else f" jq {literal(starts)} |",
                id=literal(_places(job.id)),
                value=literal(_unwrapped(poll.operation)),
                status=literal(_places(job.status)),
                url=literal(_places(job.result_url)) if job.result_url else "",
                file=f"result{_ending(job, fetch)}",
                done=_patterns(job, "done"),
                ended=_patterns(job, "failed", "cancelled"),
                first=_whole(job.pace.first),
                growth=_whole(job.pace.growth * 100),
                longest=_whole(job.pace.max),
            ),
        )

    def _call(self, call: Call) -> Usage:
        return usages(self.api, self.api.operation(call.operation))[0]


def _whole(number: float) -> int:
    """Return the next whole number: the shell counts in these."""
    return -(-Fraction(str(number)).numerator // Fraction(str(number)).denominator)


def _ending(job: Job, fetch: Usage | None) -> str:
    """Return the ending of a file: that of the first media type that the result may have."""
    made = (
        [content.media for content in _contents(fetch.operation)] if fetch else [job.result_media]
    )
    return ending(made[0]) if made else ".bin"


def _patterns(job: Job, *states: Any) -> str:
    words = (word.lower() for state in states for word in job.spellings(state))
    return " | ".join(dict.fromkeys(literal(word) for word in words)) or "-"


def _places(pointers: Iterable[str]) -> str:
    return ", ".join(_place(one) for one in pointers)


def _place(pointer: str) -> str:
    """Return a filter for a place, which gives nothing where there is no such place."""
    made = " | ".join(map(_step, steps_of(pointer))) or _EVERY
    return f"({made})" if "|" in made else made


def _step(step: str) -> str:
    if step.isascii() and step.isidentifier():
        return f".{step}?"
    key = f".[{json.dumps(step)}]?"
    is_index = step.isascii() and step.isdigit()
    return f'(if type == "array" then .[{int(step)}] else {key} end)' if is_index else key


def _unwrapped(operation: Operation) -> str:
    """Return a filter that takes the envelope off an answer."""
    for content in _contents(operation):
        if content.unwrap is not None:
            bare, inside = _place(content.unwrap.unless), _place(content.unwrap.payload)
            return (
                f'if ({bare} // "") == "" and [{inside} | objects] != [] then {inside} else . end'
            )
    return _EVERY


def _contents(operation: Operation) -> list[Content]:
    return [content for one in operation.successes for content in one.contents]
