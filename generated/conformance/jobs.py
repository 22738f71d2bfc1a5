"""Jobs: what an operation starts is followed to its end once, and then judged from all sides."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from .checks import Problem, problems
from .facts import MISSING, Case, Job, Operation, Request, first
from .wire import Exchange

if TYPE_CHECKING:
    from .harness import Server

_ORDER = {"waiting": 0, "running": 1, "done": 2, "failed": 2, "cancelled": 2}
_ENDS = ("done", "failed", "cancelled")
_AFTER = 2
"""Times that a job is asked for once it has ended."""


@dataclass(frozen=True)
class Seen:
    """A job as one poll showed it."""

    exchange: Exchange
    body: Any
    word: str
    state: str
    """Empty where the word is none that the document knows."""


@dataclass
class Story:
    """Everything that was seen of one job."""

    server: Server
    creator: Operation
    job: Job
    identity: str
    seen: list[Seen] = field(default_factory=list["Seen"])
    early: Exchange | None = None
    """What came back when the result was asked for while the job went on, before and after."""
    is_overdue: bool = False

    @property
    def end(self) -> str:
        """The state that the job came to; empty where it has not ended."""
        return next((one.state for one in self.seen if one.state in _ENDS), "")

    @property
    def poll(self) -> Operation:
        """The operation that tells how the job stands."""
        return self.server.operations[self.job.poll]

    def done_id(self) -> str:
        """Return the job's id once it is done; skip the test where that did not happen."""
        if self.end != "done":
            pytest.skip(
                f"the job did not come to a good end: {self.end or 'it goes on'}"
            )
        return self.identity

    def look(self) -> Seen:
        """Poll once."""
        exchange = self.ask(self.poll, self.job.poll_parameter)
        body = self.server.unwrapped(self.poll, exchange)
        word = first(body, self.job.status)
        text = word if isinstance(word, str) else ""
        state = next(
            (
                s
                for s, words in self.job.states.items()
                if text.casefold() in map(str.casefold, words)
            ),
            "",
        )
        self.seen.append(Seen(exchange, body, text, state))
        return self.seen[-1]

    def ask(self, operation: Operation, parameter: str) -> Exchange:
        """Send the smallest request about the job."""
        request = Request(operation, path={parameter: self.identity})
        case = Case("poll", self.job.at, "a job that was started")
        return self.server.ask(request, case, {parameter: self.identity})

    def follow(self) -> None:
        """Poll until the job has ended, or until nobody would wait any longer."""
        settings = self.server.settings
        pause = 0.02 if settings.is_local else self.job.first_pause
        longest = 0.5 if settings.is_local else self.job.longest_pause
        if settings.pause is not None:
            pause = longest = settings.pause
        give_up = time.monotonic() + settings.patience
        while True:
            before = self.look()
            if before.state in _ENDS or before.exchange.status >= 400:
                break
            if self.early is None and self.job.result:
                early = self.ask(
                    self.server.operations[self.job.result], self.job.result_parameter
                )
                after = self.look()
                if after.state in _ENDS:
                    break
                self.early = early
            if time.monotonic() > give_up:
                self.is_overdue = True
                return
            time.sleep(pause)
            pause = min(pause * self.job.growth, longest)
        for _ in range(_AFTER):
            self.look()


def followed(server: Server, creator: str, identity: str = "") -> Story:
    """Return the story of a job: of the one named, else of one that serves for all tests."""
    known = server.stories.get(identity or creator)
    if known is not None:
        return known
    start = server.starts[creator].operation
    assert start.job is not None
    story = Story(server, start, start.job, identity or server.start(creator))
    server.stories[identity or creator] = story
    story.follow()
    return story


def lives(server: Server, request: Request) -> None:
    """Check that a job comes to an end by allowed steps, and that every poll is what the document says."""
    story = followed(server, request.operation.name)
    for one in story.seen:
        server.check(story.poll, one.exchange)
        if not story.poll.is_success(one.exchange.status):
            says = "a job that was started can be asked for"
            server.fail(
                story.poll,
                "job-lost",
                story.job.at + "/poll",
                says,
                one.exchange,
                "a success",
            )
    _same_id(story)
    _orderly(story)
    _progress(story)
    if story.is_overdue:
        patience = f"{server.settings.patience:g} seconds (see --patience)"
        problem = Problem(
            "job-unfinished",
            story.job.at + "/states",
            "a job ends",
            f"it goes on after {patience}",
        )
        server.tell(story.poll, problem, story.seen[-1].exchange)


def _same_id(story: Story) -> None:
    for one in story.seen:
        found = first(one.body, story.job.id)
        if found is not MISSING and str(found) != story.identity:
            says = f"the id of the job, which is {story.identity}"
            story.server.tell(
                story.poll,
                Problem("job-id-changed", story.job.at + "/id", says, str(found)),
                one.exchange,
            )


def _orderly(story: Story) -> None:
    reached = Seen(story.seen[0].exchange, None, "", "waiting")
    for one in story.seen:
        if not one.state:
            continue
        is_back = _ORDER[one.state] < _ORDER[reached.state]
        if reached.state in _ENDS and one.state != reached.state:
            problem = Problem(
                "job-end-left",
                story.job.at + "/states",
                f"{reached.state} is final",
                f"{reached.word!r}, then {one.word!r}",
            )
            story.server.tell(story.poll, problem, one.exchange)
        if is_back:
            problem = Problem(
                "job-state-back",
                story.job.at + "/states",
                f"a job that is {reached.state} does not go back to {one.state}",
                f"{reached.word!r}, then {one.word!r}",
            )
            story.server.tell(story.poll, problem, one.exchange)
        reached = one


def _progress(story: Story) -> None:
    last = 0.0
    for one in story.seen:
        share = _share(first(one.body, story.job.progress))
        if share is None:
            continue
        at = story.job.at + "/poll/progress"
        if not 0 <= share <= 100:
            problem = Problem(
                "progress-outside", at, "a progress from 0 to 100", f"{share:g}"
            )
            story.server.tell(story.poll, problem, one.exchange)
        if share < last and one.state not in ("failed", "cancelled"):
            problem = Problem(
                "progress-back",
                at,
                "a progress that does not shrink",
                f"{last:g}, then {share:g}",
            )
            story.server.tell(story.poll, problem, one.exchange)
        last = share


def _share(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = value.strip().removesuffix("%").strip()
        try:
            return float(value)
        except ValueError:
            return None
    return float(value) if isinstance(value, int | float) else None


def waits(server: Server, request: Request) -> None:
    """Check that the result cannot be had before the job is done."""
    story = followed(server, request.operation.name)
    if story.early is None:
        pytest.skip("the job had ended before its result could be asked for too early")
    operation = server.operations[story.job.result]
    case = Case("early", story.job.at + "/result", "the result of a job that is done")
    server.refused(operation, case, story.early, "result-early")


def delivers(server: Server, request: Request) -> None:
    """Check that a job which is done says where its result is, and that it is there."""
    story = followed(server, request.operation.name)
    story.done_id()
    last = story.seen[-1]
    address = first(last.body, story.job.result_url)
    at = story.job.at + "/result"
    if not isinstance(address, str) or not address:
        says = "the address of the result at " + " or ".join(story.job.result_url)
        server.tell(
            story.poll, Problem("result-url-missing", at, says, "none"), last.exchange
        )
        return
    if urlsplit(address).netloc != urlsplit(server.settings.base_url).netloc:
        return  # another host: the suite asks no one but the server under test
    parts = urlsplit(address)
    fetch = Operation("result", "GET", parts.path, at, (), story.poll.security)
    asked = Request(fetch, query=parse_qs(parts.query, keep_blank_values=True))
    base = Case("result", at, "the result of a job that is done")
    exchange = server.ask(asked, base, {})
    if exchange.status >= 400:
        server.fail(
            fetch, "result-lost", at, "the result can be fetched", exchange, "a success"
        )


def fails(server: Server, request: Request) -> None:
    """Check that a job which fails says why. Needs a request that is known to fail."""
    settings, operation = server.settings, request.operation
    if settings.failing is None and not settings.failing_headers:
        pytest.skip(
            "no request is known to fail: give one with --failing-request or --failing-header"
        )
    case = Case(
        "failing",
        operation.at,
        "starts a job",
        body=settings.failing,
        headers=settings.failing_headers,
    )
    exchange = server.ask(request, case, {})
    if not operation.is_success(exchange.status):
        pytest.skip(
            f"the request that is known to fail starts no job: HTTP {exchange.status}"
        )
    server.check(operation, exchange)
    story = followed(server, operation.name, server.started(operation, exchange))
    if story.end != "failed":
        pytest.skip(f"the job did not fail: {story.end or 'it goes on'}")
    last = next(one for one in story.seen if one.state == "failed")
    for one in story.seen:
        server.check(story.poll, one.exchange)
    _same_id(story)
    _orderly(story)
    _progress(story)
    message = first(last.body, story.job.failure_message)
    if story.job.failure_message and (not isinstance(message, str) or not message):
        says = "the reason at " + " or ".join(story.job.failure_message)
        problem = Problem(
            "failure-unexplained", story.job.at + "/failure", says, "none"
        )
        server.tell(story.poll, problem, last.exchange)


def cancels(server: Server, request: Request) -> None:
    """Check that a job can be cancelled, and stays so."""
    job = request.operation.job
    assert job is not None
    identity = server.start(request.operation.name)
    story = Story(server, request.operation, job, identity)
    operation = server.operations[job.cancel]
    exchange = story.ask(operation, job.cancel_parameter)
    for problem in problems(operation, exchange):
        server.tell(operation, problem, exchange)
    if not operation.is_success(exchange.status):
        if exchange.status in (400, 409, 410):
            pytest.skip(
                f"the job could not be cancelled any more: HTTP {exchange.status}"
            )
        says = "a job that goes on can be cancelled"
        server.fail(
            operation, "cancel-refused", job.at + "/cancel", says, exchange, "a success"
        )
    story.follow()
    _orderly(story)
    if len(story.seen) > _AFTER + 1 and story.end == "done":
        problem = Problem(
            "cancel-ignored",
            job.at + "/cancel",
            "a job that was cancelled does not go on to its end",
            f"{story.seen[0].word!r}, then {story.seen[-1].word!r}",
        )
        server.tell(story.poll, problem, story.seen[-1].exchange)
