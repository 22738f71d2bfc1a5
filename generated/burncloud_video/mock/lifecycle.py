"""What a job's bodies say in each of its states."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Final

from .answers import Answers
from .contract import Content, JobRule, Operation
from .drafts import Draft, Edit, opened
from .ids import fresh_id
from .jobs import Job, State, meaning, state, word
from .pointers import Json, first, has, look
from .schemas import Schemas
from .stamps import stamp
from .synthesis import synthesise

_STAND_INS: Final[dict[State, tuple[State, ...]]] = {
    "waiting": ("running",),
    "running": ("waiting",),
    "done": (),
    "failed": (),
    "cancelled": ("waiting", "running"),
}
"""States whose example does for another, the status set. Those of an end say too much for the rest."""


class Lifecycle:
    """Makes the bodies of the operations around a job."""

    def __init__(self, schemas: Schemas, answers: Answers) -> None:
        self._schemas = schemas
        self._answers = answers
        self._bare: dict[tuple[int, int], tuple[Content, Json]] = {}

    def new_id(self, operation: Operation, rule: JobRule) -> Json:
        """Return an id for a new job, in the manner of the documented answer."""
        content = self._answers.json_content(operation.success)
        if content is None:
            return fresh_id(self._schemas, None, None)
        value = self._example(rule, content, "waiting") or self._answers.value(content)
        draft = Draft(self._schemas, content, value)
        pointer = first(draft.inner, rule.id) or (rule.id[0] if rule.id else "")
        schema = self._schemas.at(draft.schema, pointer)
        return fresh_id(self._schemas, schema, look(draft.inner, pointer))

    def body(self, job: Job, content: Content, base_url: str, *, is_poll: bool) -> Json:
        """Return the body of an answer about a job, as it stands."""
        now = state(job)
        value = self._example(job.rule, content, now)
        is_made = value is None and is_poll
        if value is None:
            value = (
                self._made(job.rule, content)
                if is_poll
                else self._answers.value(content)
            )
        draft = Draft(self._schemas, content, value)
        self._identify(draft, job)
        self._say_state(draft, job, now, is_poll=is_poll)
        if now == "done":
            self._say_result(draft, job, base_url)
        if is_made and now == "failed":
            draft.may(_failure(job.rule, draft))
        draft.repeat(job.request, job.body, _own_keys(job.rule))
        draft.echo(job.operation.echo, job.request, is_own=not is_poll)
        stamp(self._schemas, draft, job.times, frozenset(map(_key, job.rule.expires)))
        return draft.value

    def _example(self, rule: JobRule, content: Content, wanted: State) -> Json:
        """Return the example of a state, or of one that can stand in; None if there is none."""
        by_state: dict[State, Json] = {}
        for example in content.examples:
            inner = opened(content, example.value)
            status = look(inner, first(inner, rule.status)) if rule.status else None
            shown = meaning(rule, status)
            if shown is not None:
                by_state.setdefault(shown, example.value)
        for each in (wanted, *_STAND_INS[wanted]):
            if each in by_state:
                return copy.deepcopy(by_state[each])
        return None

    def _made(self, rule: JobRule, content: Content) -> Json:
        """Return a body with no more than the schema requires; the state says the rest."""
        known = self._bare.get((id(content), id(rule)))
        if known is None:
            made = synthesise(self._schemas, content.schema, is_bare=True)
            known = self._bare[id(content), id(rule)] = (content, made)
        return copy.deepcopy(known[1])

    def _identify(self, draft: Draft, job: Job) -> None:
        places = [pointer for pointer in job.rule.id if has(draft.inner, pointer)]
        named = f"/{job.rule.poll.parameter}"
        if has(draft.inner, named) and named not in places:
            draft.may([(named, job.id)])
        if places:
            draft.must(places[0], job.id)
            draft.may((pointer, job.id) for pointer in places[1:])
        elif not has(draft.inner, named):
            draft.may((pointer, job.id) for pointer in job.rule.id[:1])

    def _say_state(self, draft: Draft, job: Job, now: State, *, is_poll: bool) -> None:
        rule = job.rule
        at = first(draft.inner, rule.status)
        if at and meaning(rule, look(draft.inner, at)) != now:
            draft.may([(at, word(rule, now))])
        elif not at and is_poll and rule.status:
            draft.must(rule.status[0], word(rule, now))
        at = first(draft.inner, rule.progress)
        if not at and is_poll:
            declared = (
                p for p in rule.progress if self._declared(draft, p) is not None
            )
            at = next(declared, "")
        if at:
            shown = _progress(
                look(draft.inner, at),
                self._declared(draft, at),
                job.progress,
                self._schemas,
            )
            draft.may([(at, shown)])

    def _say_result(self, draft: Draft, job: Job, base_url: str) -> None:
        places = job.rule.result_url
        if places:
            filled = (p for p in places if isinstance(look(draft.inner, p), str))
            draft.must(next(filled, places[0]), f"{base_url}/-/results/{job.token}")

    def _declared(self, draft: Draft, pointer: str) -> Json:
        return self._schemas.at(draft.schema, pointer)


def _progress(old: Json, schema: Json, percent: int, schemas: Schemas) -> Json:
    """Return the progress in the form of the value before it: 50, 0.5 or "50%"."""
    kinds = schemas.kinds(schema)
    if isinstance(old, str) or (kinds and not kinds & {"integer", "number"}):
        return (
            f"{percent}%"
            if not isinstance(old, str) or old.endswith("%")
            else str(percent)
        )
    highest = [view["maximum"] for view in schemas.views(schema) if "maximum" in view]
    return percent / 100 if highest == [1] or highest == [1.0] else percent


def _failure(rule: JobRule, draft: Draft) -> Iterable[Edit]:
    yield from (
        (pointer, "The work failed, as it was asked to")
        for pointer in rule.failure_message[:1]
    )
    yield from ((pointer, "failed") for pointer in rule.failure_code[:1])


def _own_keys(rule: JobRule) -> frozenset[str]:
    """Return the top-level properties that the job itself decides, whatever a request says."""
    pointers = (*rule.id, *rule.status, *rule.progress, *rule.expires, *rule.result_url)
    return frozenset(map(_key, (*pointers, *rule.failure_message, *rule.failure_code)))


def _key(pointer: str) -> str:
    return pointer.removeprefix("/").partition("/")[0]
