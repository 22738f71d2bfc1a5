"""Findings: one cause is told once, with everything that is needed to look into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NoReturn

from .facts import Broken, LeftOut, Operation
from .problems import Problem
from .settings import Settings
from .wire import Exchange

_SHARED = (
    "body-",
    "header-",
    "media-undocumented",
    "credentials-",
    "method-",
    "echo-",
    "default-",
)
"""Rules whose cause may stand behind several operations: what they share in the document counts."""


@dataclass
class Finding:
    """What a server does not keep, where it was seen first, and where it was seen again."""

    problem: Problem
    operation: str
    request: str
    response: str
    test: str
    also: list[str] = field(default_factory=list[str])
    """Other operations with the same cause."""
    times: int = 1

    def as_json(self) -> dict[str, Any]:
        """Return the finding as callsheet tells them all."""
        problem = self.problem
        return {
            "code": problem.rule,
            "severity": "error",
            "message": f"{problem.found}; the document says: {problem.says}",
            "found": problem.found,
            "says": problem.says,
            "hint": "",
            "operation": self.operation,
            "also": self.also,
            "times": self.times,
            "pointer": problem.at,
            "request": self.request,
            "response": self.response,
            "test": self.test,
        }


class Findings:
    """What was found so far. A test that meets a known cause ends without telling it again."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.found: dict[tuple[str, ...], Finding] = {}
        self.test = ""
        """The test that runs."""

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings, in the order in which they were met."""
        return [finding.as_json() for finding in self.found.values()]

    def fail(
        self,
        operation: Operation,
        rule: str,
        at: str,
        says: str,
        exchange: Exchange,
        wanted: str,
        cause: str = "",
    ) -> NoReturn:
        """End the test with a finding about the status of an answer."""
        if rule == "server-error":
            cause = str(
                exchange
            )  # a server that says the same each time fails for one reason
        found = f"{exchange.status}, where {wanted} was expected"
        self.tell(operation, Problem(rule, at, says, found, cause), exchange)
        raise AssertionError(rule)

    def tell(self, operation: Operation, problem: Problem, exchange: Exchange) -> None:
        """End the test with a finding."""
        if not self.wants(problem.rule):
            raise LeftOut(f"the rule {problem.rule} was not asked for")
        known = self.note(operation, problem, exchange)
        if known is not None:
            raise LeftOut(f"the same finding as {known.test}")
        raise Broken(
            f"{operation.title}: {problem.rule}\n"
            f"  document: {problem.says}\n"
            f"            {problem.at}\n"
            f"  found:    {problem.found}\n"
            f"  sent:     {exchange.sent.curl}\n"
            f"  received: {exchange}"
        )

    def known(self, operation: Operation, problem: Problem) -> Finding | None:
        """Return the finding that has the same cause, if there is one already."""
        return self.found.get(_key(operation, problem))

    def wants(self, rule: str) -> bool:
        """Whether findings of a rule were asked for; who asks for a rule means its fuzzing, too."""
        rule = rule.removeprefix("fuzz-")
        if rule in self.settings.skip:
            return False
        rules = [word for word in self.settings.only if word in RULES]
        return not rules or rule in rules

    def note(
        self, operation: Operation, problem: Problem, exchange: Exchange
    ) -> Finding | None:
        """Take down a finding; return the one that has the same cause, if there is one already."""
        key = _key(operation, problem)
        known = self.found.get(key)
        if known is None:
            shown = (operation.title, exchange.sent.curl, str(exchange), self.test)
            self.found[key] = Finding(problem, *shown)
            return None
        known.times += 1
        if operation.title not in (known.operation, *known.also):
            known.also.append(operation.title)
        return known


def _key(operation: Operation, problem: Problem) -> tuple[str, ...]:
    """Return what is the same of two findings that have one cause."""
    if problem.rule.startswith(_SHARED):
        return (problem.rule, problem.cause or problem.at + problem.says)
    return (problem.rule, operation.title, problem.cause or problem.at)


RULES = {
    "body-bytes": "the bytes of a body are not of the media type",
    "body-cut": "the bytes of a body end before they are complete",
    "body-invalid": "the schema does not allow the body",
    "body-missing": "there is no body where one is documented",
    "body-not-json": "the body is no JSON",
    "cancel-ignored": "a job goes on that was cancelled",
    "cancel-refused": "a job that goes on cannot be cancelled",
    "created-differs": "what was created reads otherwise than the answer said",
    "created-lost": "what was created cannot be read",
    "created-unlisted": "what was created is not in the list of all",
    "credentials-denied": "a caller whose credentials were good is told that they are not",
    "credentials-ignored": "a caller without valid credentials is served",
    "credentials-status": "a caller without valid credentials is refused in another way",
    "default-ignored": "what is left out does not get its documented default",
    "deleted-stays": "what was deleted is still there, as if nothing had happened",
    "echo-differs": "an answer does not repeat what the request said",
    "failure-early": "there is a reason for a failure that did not happen",
    "failure-unexplained": "a job that failed does not say why",
    "header-invalid": "the schema does not allow a header",
    "header-missing": "a required header is not there",
    "idempotency-ignored": "two requests with one key are carried out twice",
    "invalid-accepted": "what the document does not allow is accepted",
    "job-end-left": "a job leaves its last state",
    "job-id-changed": "a job has another id later",
    "job-id-missing": "the answer that starts a job has no id",
    "job-id-reused": "two jobs have one id",
    "job-ids-differ": "the answer that starts a job has two ids for it",
    "job-lost": "a job that was started is not known",
    "job-state-back": "a job goes back to an earlier state",
    "job-unfinished": "a job does not come to an end",
    "length-wrong": "the length of a body is not the one that is told",
    "media-undocumented": "an answer has a media type that is not documented",
    "media-unselected": "an answer has a media type that the request did not select",
    "method-accepted": "a method that is not documented is accepted",
    "name-invalid": "the header that names a file cannot be read",
    "no-answer": "a request has no answer of HTTP",
    "progress-back": "the progress of a job shrinks",
    "progress-early": "the progress is full before the job is done",
    "progress-outside": "the progress is below nothing or above everything",
    "progress-unfinished": "the progress of a job that is done is not full",
    "result-early": "there is a result before the job is done",
    "result-lost": "the result of a job that is done is not there",
    "result-of-failure": "there is a result, or an address of one, of a job that failed",
    "result-url-early": "there is an address of a result before the job is done",
    "result-url-missing": "a job that is done does not say where its result is",
    "server-error": "the server fails",
    "status-undocumented": "an answer has a status that is not documented",
    "time-disordered": "the times of a job contradict each other",
    "time-early": "something is said to have happened that cannot have",
    "time-moves": "the time when a job was created, started or finished changes",
    "unknown-id-accepted": "an id that nobody gave out is known",
    "valid-refused": "what the document allows is refused",
}
"""The codes of findings, each with what it means in one line. They do not change.

A finding of ``--fuzz`` has the code of the rule with ``fuzz-`` before it: a made-up request broke it.
"""
