"""Jobs: what was seen of one is judged from all sides, each check by itself."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from . import agreement
from .checks import problems
from .facts import MISSING, Case, Group, LeftOut, Operation, Request, first
from .harness import Server
from .problems import Problem
from .stories import AFTER, ENDS, ORDER, Seen, Story, followed


def lives(server: Server, group: Group) -> None:
    """Check that a job comes to an end by allowed steps, and that every poll is what the document says."""
    story = followed(server, group.request.operation.name)
    _documented(story)
    _orderly(story)
    _ending(story)


def agrees(server: Server, group: Group) -> None:
    """Check that progress, times and reasons agree with the state, in every answer about a job."""
    story = followed(server, group.request.operation.name)
    if any(True for _ in _disorders(story)):
        raise LeftOut("the states of the job contradict each other already")
    _agreeing(story)


def stays(server: Server, group: Group) -> None:
    """Check that a job keeps its id and repeats its own request, beside another job, too."""
    story = followed(server, group.request.operation.name)
    for one in story.seen:
        _own(story, one)
    other = server.stories.get(f"other {group.request.operation.name}")
    if other is not None:
        _own(other, other.look())
        _own(story, story.look())


def waits(server: Server, group: Group) -> None:
    """Check that the result cannot be had before the job is done."""
    story = followed(server, group.request.operation.name)
    if story.early is None:
        raise LeftOut(
            "the job had ended before its result could be asked for too early"
        )
    operation = server.operations[story.job.result]
    case = Case("early", story.job.at + "/result", "the result of a job that is done")
    server.refused(operation, case, story.early, "result-early")


def delivers(server: Server, group: Group) -> None:
    """Check that a job which is done says where its result is, and that it is there."""
    story = followed(server, group.request.operation.name)
    story.done_id()
    at = story.job.at + "/result"
    addresses: list[str] = []
    for one in story.seen:
        found = first(one.body, story.job.result_url)
        if isinstance(found, str):
            addresses += [found] if one.state == "done" else []
        elif one.state == "done":
            says = "the address of the result at " + " or ".join(story.job.result_url)
            problem = Problem("result-url-missing", at, says, "none")
            server.tell(story.poll, problem, one.exchange)
    try:
        parts = urlsplit(addresses[0])
    except ValueError:
        return  # whatever it is, it is no place on this server
    if parts.netloc != urlsplit(server.settings.base_url).netloc:
        return  # another host: the suite asks no one but the server under test
    fetch = Operation("result", "GET", parts.path, at, (), story.poll.security)
    asked = Request(fetch, query=parse_qs(parts.query, keep_blank_values=True))
    exchange = server.ask(
        asked, Case("result", at, "the result of a job that is done"), {}
    )
    if exchange.status >= 400:
        says = "the result can be fetched"
        server.fail(fetch, "result-lost", at, says, exchange, "a success")


def fails(server: Server, group: Group) -> None:
    """Check that a job which fails says why, and has no result. Needs a request that is known to fail."""
    settings, request = server.settings, group.request
    operation = request.operation
    if settings.failing is None and not settings.failing_headers:
        raise LeftOut("no request is known to fail: give one with --failing-request")
    server.budget.ask(f"failing {operation.name}")
    says, headers = "starts a job", settings.failing_headers
    case = Case("failing", operation.at, says, body=settings.failing, headers=headers)
    exchange = server.ask(request, case, {})
    if not operation.is_success(exchange.status):
        raise LeftOut(
            f"the request that is known to fail starts no job: HTTP {exchange.status}"
        )
    server.check(operation, exchange)
    identity = server.started(operation, exchange)
    story = followed(server, operation.name, identity, exchange.sent.body)
    _ending(story)
    if story.end != "failed":
        raise LeftOut(f"the job did not fail: {story.end or 'it goes on'}")
    _documented(story)
    _orderly(story)
    _agreeing(story)
    for one in story.seen:
        _own(story, one)
    places = story.job.failure_message
    for one in story.seen:
        if places and one.state == "failed" and first(one.body, places) is MISSING:
            at, says = story.job.at + "/failure", "the reason at " + " or ".join(places)
            problem = Problem("failure-unexplained", at, says, "none")
            server.tell(story.poll, problem, one.exchange)
    if story.job.result:
        result = server.operations[story.job.result]
        case = Case(
            "of a failed job",
            story.job.at + "/result",
            "the result of a job that is done",
        )
        asked = story.ask(result, story.job.result_parameter)
        server.refused(result, case, asked, "result-of-failure")


def cancels(server: Server, group: Group) -> None:
    """Check that a job can be cancelled, and stays so."""
    job = group.request.operation.job
    assert job is not None
    name = group.request.operation.name
    identity = server.started_by(name, f"cancel {name}")
    story = Story(server, group.request.operation, job, identity, group.request.body)
    operation = server.operations[job.cancel]
    exchange = story.ask(operation, job.cancel_parameter)
    for problem in problems(operation, exchange):
        server.tell(operation, problem, exchange)
    if not operation.is_success(exchange.status):
        if exchange.status in (400, 409, 410):
            raise LeftOut(
                f"the job could not be cancelled any more: HTTP {exchange.status}"
            )
        says = "a job that goes on can be cancelled"
        server.fail(
            operation, "cancel-refused", job.at + "/cancel", says, exchange, "a success"
        )
    story.follow()
    _orderly(story)
    if len(story.seen) > AFTER + 1 and story.end == "done":
        problem = Problem(
            "cancel-ignored",
            job.at + "/cancel",
            "a job that was cancelled does not go on to its end",
            f"{story.seen[0].word!r}, then {story.seen[-1].word!r}",
        )
        server.tell(story.poll, problem, story.seen[-1].exchange)


def happens_once(server: Server, group: Group) -> None:
    """Check that of two requests with one idempotency key, one alone starts a job."""
    operation = group.request.operation
    name, header = operation.name, operation.idempotency
    server.budget.ask(f"once {name}")
    server.start(name)
    at = operation.at + "/x-idempotency-key"
    case = Case(
        "one key twice",
        at,
        "starts one job",
        headers={header: "conformance-" + server.ids[name][0]},
    )
    ids: list[str] = []
    for _ in range(2):
        exchange = server.ask(group.request, case, {})
        if not operation.is_success(exchange.status):
            if ids and exchange.status in (409, 425):
                raise LeftOut(
                    "the second request with a key is refused as long as the first goes on"
                )
            says = f"a request with {header}"
            server.fail(operation, "valid-refused", at, says, exchange, "a success")
        assert operation.job is not None
        found = first(server.unwrapped(operation, exchange), operation.job.id)
        ids.append(str(found))
        if ids[0] != ids[-1]:
            says = f"requests with one {header} are carried out once"
            got = f"jobs {ids[0]} and {ids[-1]}"
            problem = Problem("idempotency-ignored", at, says, got)
            server.tell(operation, problem, exchange)
    server.budget.started += len(set(ids))


CHECKS = {
    check.__name__: check
    for check in (lives, agrees, stays, waits, delivers, fails, cancels, happens_once)
}
"""The checks of jobs, by name."""


# -- what they have in common -----------------------------------------------------------------------------


def _documented(story: Story) -> None:
    """Check that each polled answer is a success that the document allows."""
    for one in story.seen:
        story.server.check(story.poll, one.exchange)
        if not story.poll.is_success(one.exchange.status):
            says = "a job that was started can be asked for"
            at = story.job.at + "/poll"
            story.server.fail(
                story.poll, "job-lost", at, says, one.exchange, "a success"
            )


def _ending(story: Story) -> None:
    """Check that the job came to an end."""
    if story.is_overdue:
        patience = f"{story.server.settings.longest_job:g} seconds (see --patience)"
        at = story.job.at + "/states"
        problem = Problem(
            "job-unfinished", at, "a job ends", f"it goes on after {patience}"
        )
        story.server.tell(story.poll, problem, story.seen[-1].exchange)


def _own(story: Story, one: Seen) -> None:
    """Check that an answer is about this job and no other."""
    found = first(one.body, story.job.id)
    if found is not MISSING and str(found) != story.identity:
        says = f"the id of the job, which is {story.identity}"
        problem = Problem("job-id-changed", story.job.at + "/id", says, str(found))
        story.server.tell(story.poll, problem, one.exchange)
    story.server.echoed(story.poll, one.exchange, story.asked, story.creator)


def _orderly(story: Story) -> None:
    for problem, one in _disorders(story):
        story.server.tell(story.poll, problem, one.exchange)


def _disorders(story: Story) -> Iterator[tuple[Problem, Seen]]:
    """Yield each step back, or out of an end, and the answer that shows it."""
    reached = Seen(story.seen[0].exchange, None, "", "waiting")
    if story.receipt is not None and story.receipt.state:
        reached = story.receipt
    at = story.job.at + "/states"
    for one in story.seen:
        if not one.state:
            continue
        steps = f"{reached.word!r}, then {one.word!r}"
        if reached.state in ENDS and one.state != reached.state:
            says = f"{reached.state} is final"
            yield Problem("job-end-left", at, says, steps), one
        if ORDER[one.state] < ORDER[reached.state]:
            says = f"a job that is {reached.state} does not go back to {one.state}"
            yield Problem("job-state-back", at, says, steps), one
        reached = one


def _agreeing(story: Story) -> None:
    receipts = [story.receipt] if story.receipt is not None else []
    for one in receipts:
        for problem in agreement.alone(story.job, one):
            story.server.tell(story.creator, problem, one.exchange)
    before: Seen | None = None
    for one in story.seen:
        for problem in agreement.alone(story.job, one):
            story.server.tell(story.poll, problem, one.exchange)
        if before is not None:
            for problem in agreement.together(story.job, before, one):
                story.server.tell(story.poll, problem, one.exchange)
        before = one
    for one in receipts:
        for problem in agreement.with_receipt(story.job, one, story.seen[0]):
            story.server.tell(story.poll, problem, story.seen[0].exchange)
