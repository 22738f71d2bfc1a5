"""A flow run by hand: its outcomes are scripted, and its time is made up."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from typing import Any

from burncloud_video._core import errors, flow, outgoing, settings
from burncloud_video._core.backoff import Backoff
from burncloud_video._core.options import RequestOptions
from burncloud_video._core.request import Request
from burncloud_video._core.response import Headers, JsonAnswer, Response

GET: Request[Any] = Request("GET /pets", answers=[JsonAnswer("200", "application/json", object)])
POST = replace(GET, route="POST /pets")

LOST = errors.APIConnectionError(
    "POST /pets: the line is cut. It may have arrived.", delivered=True
)
UNMADE = errors.APIConnectionError("POST /pets: nobody there. It was not sent.", delivered=False)


def said(status: int, body: bytes = b"{}", **headers: str) -> Response:
    """Return an answer; underscores in the names of headers stand for hyphens."""
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    named.append(("content-type", "application/json"))
    return Response(status, Headers(named), body, "POST /pets", headers.get("x_request_id"))


@dataclass
class Ran:
    """What a flow did."""

    sent: list[outgoing.Outgoing] = field(default_factory=list[outgoing.Outgoing])
    within: list[float | None] = field(default_factory=list["float | None"])
    slept: list[float] = field(default_factory=list[float])
    now: float = 100.0
    closed: int = 0
    value: Any = None
    error: Exception | None = None

    @property
    def kind(self) -> str:
        return type(self.error).__name__ if self.error else ""


def run(
    request: Request[Any],
    *outcomes: Response | Exception,
    takes: float = 0.0,
    chance: float = 1.0,
    base: settings.Settings | None = None,
    **options: Any,
) -> Ran:
    """Run a call; each attempt takes as long as said, and has the next outcome, or the last."""
    base = base or settings.Settings("https://pets.example", "PETS", "pets/1")
    base = replace(base, backoff=Backoff(chance=lambda: chance))
    ran = Ran()
    script = list(outcomes)
    doing = flow.exchange(request, base, RequestOptions(**options))
    try:
        effect = next(doing)
        while True:
            outcome = _perform(effect, ran, script, takes)
            if isinstance(outcome, Exception):
                effect = doing.throw(copy.copy(outcome))
            else:
                effect = doing.send(outcome)
    except StopIteration as end:
        ran.value = end.value
        try:
            request.read(end.value)
        except errors.APIError as error:
            ran.error = error
    except errors.APIError as error:
        ran.error = error
    return ran


def _perform(effect: Any, ran: Ran, script: list[Any], takes: float) -> object:
    if isinstance(effect, flow.Send):
        ran.sent.append(effect.request)
        ran.within.append(effect.within)
        ran.now += takes
        return script.pop(0) if len(script) > 1 else script[0]
    if isinstance(effect, flow.Sleep):
        ran.slept.append(effect.seconds)
        ran.now += effect.seconds
        return None
    if isinstance(effect, flow.Now):
        return ran.now
    if isinstance(effect, flow.Tell):
        return effect.listener(effect.news)
    ran.closed += isinstance(effect, flow.Close)
    return effect.response
