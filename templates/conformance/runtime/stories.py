"""Stories: a job is followed to its end once, and everything that was seen of it is kept."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .checks import problems
from .facts import Broken, Case, Job, LeftOut, Operation, Request, find
from .wire import Exchange

if TYPE_CHECKING:
    from .asking import Caller

ORDER = {"waiting": 0, "running": 1, "done": 2, "failed": 2, "cancelled": 2}
ENDS = ("done", "failed", "cancelled")
AFTER = 2
"""Times that a job is asked for once it has ended."""


@dataclass(frozen=True)
class Seen:
    """A job as one answer showed it."""

    exchange: Exchange
    body: Any
    word: str | None
    """The word for its state; None where there is none."""
    state: str
    """Empty where the word is none that the document knows."""


@dataclass
class Story:
    """Everything that was seen of one job."""

    server: Caller
    creator: Operation
    job: Job
    identity: str
    asked: Any
    """The body of the request that started it."""
    receipt: Seen | None = None
    """The answer to that request."""
    seen: list[Seen] = field(default_factory=list["Seen"])
    early: Exchange | None = None
    """What came back when the result was asked for while the job still went on."""
    is_overdue: bool = False

    @property
    def end(self) -> str:
        """The state that the job came to; empty where it has not ended."""
        return next((one.state for one in self.seen if one.state in ENDS), "")

    @property
    def poll(self) -> Operation:
        """The operation that tells how the job stands."""
        return self.server.operations[self.job.poll]

    def done_id(self) -> str:
        """Return the job's id once it is done."""
        if self.end != "done":
            raise LeftOut(
                f"the job did not come to a good end: {self.end or 'it goes on'}"
            )
        return self.identity

    def look(self) -> Seen:
        """Poll once."""
        exchange = self.ask(self.poll, self.job.poll_parameter)
        self.seen.append(
            seen_in(self.job, self.server.unwrapped(self.poll, exchange), exchange)
        )
        return self.seen[-1]

    def ask(self, operation: Operation, parameter: str) -> Exchange:
        """Send the smallest request about the job."""
        request = Request(operation, path={parameter: self.identity})
        case = Case("poll", self.job.at, "a job that was started")
        return self.server.ask(request, case, {parameter: self.identity})

    def follow(self) -> None:
        """Poll until the job has ended, or until nobody would wait any longer."""
        settings = self.server.settings
        pause = 0.01 if settings.is_local else self.job.first_pause
        longest = 0.25 if settings.is_local else self.job.longest_pause
        if settings.pause is not None:
            pause = longest = settings.pause
        give_up = time.monotonic() + settings.longest_job
        while True:
            # Asked for before the poll: if that says that the job goes on, it was too early.
            early = self._asked_early() if self.early is None else None
            if self._is_over(self.look()):
                break
            self.early = early or self.early
            if time.monotonic() > give_up:
                self.is_overdue = True
                return
            time.sleep(pause)
            pause = min(pause * self.job.growth, longest)
        for _ in range(AFTER):
            self.look()

    def _asked_early(self) -> Exchange | None:
        if not self.job.result:
            return None
        operation = self.server.operations[self.job.result]
        return self.ask(operation, self.job.result_parameter)

    def _is_over(self, one: Seen) -> bool:
        """Whether there is no use in asking again: the job has ended, or cannot be read."""
        if one.state in ENDS or one.exchange.status >= 400:
            return True
        return not one.state and any(True for _ in problems(self.poll, one.exchange))

    @property
    def is_broken(self) -> bool:
        """Whether a polled answer is not what the document says, whatever it says of the job."""
        return any(True for one in self.seen for _ in problems(self.poll, one.exchange))


def seen_in(job: Job, body: Any, exchange: Exchange) -> Seen:
    """Return what an answer says of a job."""
    told = (find(body, pointer) for pointer in job.status)
    word = next((word for word in told if isinstance(word, str)), None)
    known = ((s, {w.casefold() for w in words}) for s, words in job.states.items())
    state = next(
        (s for s, words in known if word is not None and word.casefold() in words), ""
    )
    return Seen(exchange, body, word, state)


def followed(
    server: Caller, creator: str, identity: str = "", asked: Any = None
) -> Story:
    """Return the story of a job: of the one named, else of the one that serves for all tests."""
    known = server.stories.get(identity or creator)
    if known is not None:
        return known
    operation = server.starts[creator].request.operation
    job = operation.job
    assert job is not None
    receipt: Seen | None = None
    if not identity:
        exchange = server.start(creator)
        identity, asked = server.ids[creator][0], exchange.sent.body
        receipt = seen_in(job, server.unwrapped(operation, exchange), exchange)
        _start_other(server, creator)
        server.stories[creator] = story = Story(
            server, operation, job, identity, asked, receipt
        )
    else:
        story = Story(server, operation, job, identity, asked)
    server.stories[identity] = story
    story.follow()
    return story


def _start_other(server: Caller, creator: str) -> None:
    """Start a second job beside the first, so that one can be taken for the other."""
    other = server.starts[creator].other
    if other is None:
        return
    try:
        identity = server.started_by(creator, f"other {creator}", other)
    except (LeftOut, Broken):
        return  # the test of this very request says so
    operation = server.starts[creator].request.operation
    assert operation.job is not None
    server.stories[f"other {creator}"] = Story(
        server, operation, operation.job, identity, other.body
    )
