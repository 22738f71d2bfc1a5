"""Jobs: the plan of each, and the methods by which a resource starts and follows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import Api, Call, Job, Operation, Pace, Resource
from callsheet.languages.python_client.methods import Methods, Option
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import (
    WIDTH,
    Item,
    Keyed,
    annotation,
    call,
    lay_out,
    listed,
    mapped,
)


@dataclass(frozen=True, slots=True)
class JobCalls:
    """The methods of a resource for the jobs that one of its operations starts, by their names."""

    resource: Resource
    operation: Operation
    jobs: str
    """The property that has the jobs."""
    submit: str
    resume: str
    and_wait: str
    submit_many: str
    as_completed: str


@dataclass(frozen=True, slots=True)
class Jobs:
    """Spells plans and the methods of jobs."""

    api: Api
    spell: Spelling
    methods: Methods
    results: Results

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {
            "is_fetched": is_fetched,
            "job_calls": self.job_calls,
            "jobs_do": self.jobs_do,
            "job_plan": self.job_plan,
            "job_plan_name": self.job_plan_name,
            "job_value": self.job_value,
            "and_wait_head": self.and_wait_head,
            "as_completed_head": self.as_completed_head,
            "jobs_head": self.jobs_head,
            "jobs_of": self.jobs_of,
            "resume_head": self.resume_head,
            "submit_head": self.submit_head,
            "submit_many_head": self.submit_many_head,
            "wait_about": self.wait_about,
            "wait_options": self.wait_options,
        }

    # -- names

    def job_calls(self, resource: Resource) -> tuple[JobCalls, ...]:
        """Return the methods for jobs. An operation's own name always wins over theirs."""
        name = self.spell["name"]
        taken = {name(one) for one in resource.operations} | {"with_raw_response"}
        started = [one for one in resource.operations if one.job is not None]
        made: list[JobCalls] = []
        for one in started:
            suffix = f"_{name(one).strip('_')}" if len(started) > 1 else ""
            wished = [f"{verb}{suffix}" for verb in ("submit", "resume")]
            wished.append(f"{name(one).strip('_')}_and_wait")
            wished += [f"{verb}{suffix}" for verb in ("submit_many", "as_completed")]
            jobs = f"_{name(one).strip('_')}_jobs"
            made.append(JobCalls(resource, one, jobs, *(_free(wish, taken) for wish in wished)))
        return tuple(made)

    def job_plan_name(self, operation: Operation) -> str:
        """Return the name of the constant that holds a job's plan."""
        return f"{self.spell['name'](operation).strip('_').upper()}_JOB"

    # -- plans

    def job_plan(self, operation: Operation) -> str:
        """Return the assignment of a job's plan."""
        job = _job(operation)
        value = self.job_value(operation)
        name, made = self.job_plan_name(operation), call("JobPlan", *self._facts(operation, job))
        head = annotation(f"JobPlan[{value}]", 0, len(name) + 2, " = JobPlan(")
        return f"{name}: {head}" + lay_out(made, 0, WIDTH).removeprefix("JobPlan(")

    def _facts(self, operation: Operation, job: Job) -> Iterable[Keyed]:
        literal = self.spell["literal"]
        yield Keyed("api=", literal(self.api.title))
        yield Keyed("operation=", literal(operation.id or operation.title))
        yield self._places("id_at", job.id)
        yield self._call("poll", operation, job.poll)
        yield self._places("status_at", job.status)
        rows = (Keyed(f"{literal(s)}: ", listed(*map(literal, words))) for s, words in job.states)
        yield Keyed("states=", mapped(*rows))
        if job.progress:
            yield self._places("progress_at", job.progress)
        if job.progress_whole != 100:
            yield Keyed("whole=", f"{job.progress_whole:g}")
        for key, places in (("reason_at", job.failure_message), ("code_at", job.failure_code)):
            if places:
                yield self._places(key, places)
        if job.result:
            yield self._call("result", operation, job.result)
        if job.result_url:
            yield self._places("result_at", job.result_url)
            yield Keyed("result_media=", literal(job.result_media))
        if job.expires:
            yield self._places("expires_at", job.expires)
        if job.cancel:
            yield self._call("cancel", operation, job.cancel)
        yield from self._pace(job.pace)
        if self.results.carried(operation) == self.job_value(operation):
            yield Keyed("is_one_type=", "True")

    def _places(self, key: str, pointers: tuple[str, ...]) -> Keyed:
        return Keyed(f"{key}=", listed(*map(self.spell["literal"], pointers)))

    def _call(self, key: str, operation: Operation, target: Call) -> Keyed:
        """Return the function that makes another operation's request from a job's id."""
        found = self._found(target.operation)
        argument = next(
            one
            for one in found.arguments
            if one.wire == target.parameter and one.source in ("path", "query")
        )
        home = self._home(found)
        here = home == self._home(operation)
        name = self.spell["name"](found)
        where = name if here else f"_operations.{self.spell['name'](home)}.{name}"
        value = f"{self.spell['name'](argument)}=job"
        return Keyed(f"{key}=", call(f"lambda job: {where}", value))

    def _pace(self, pace: Pace) -> Iterable[Keyed]:
        literal, usual = self.spell["literal"], Pace()
        facts: list[Item] = [
            f"{key}={getattr(pace, key):g}"
            for key in ("first", "growth", "max")
            if getattr(pace, key) != getattr(usual, key)
        ]
        if pace.headers:
            facts.append(Keyed("headers=", listed(*map(literal, pace.headers))))
        if facts:
            yield Keyed("pace=", call("Pace", *facts))

    def job_value(self, operation: Operation) -> str:
        """Return the type of what tells where a job stands."""
        return self.results.carried(self._found(_job(operation).poll.operation))

    def _found(self, pointer: str) -> Operation:
        return self.api.operation(pointer)

    def _home(self, operation: Operation) -> str:
        """Return the pointer of an operation's resource."""
        pointer = operation.pointer
        return next(one.resource for one in self.api.calls if one.pointer == pointer)

    # -- methods

    def submit_head(self, calls: JobCalls, words: Mapping[str, str]) -> str:
        """Return the head of the method that starts a job."""
        result = self._handle(calls, words)
        return self.methods.signature(calls.operation, words, calls.submit, result)

    def and_wait_head(self, calls: JobCalls, words: Mapping[str, str]) -> str:
        """Return the head of the method that starts a job and waits for its end."""
        value = self.job_value(calls.operation)
        return self.methods.signature(
            calls.operation, words, calls.and_wait, value, _waiting(value)
        )

    def resume_head(self, calls: JobCalls, words: Mapping[str, str]) -> str:
        """Return the head of the method that takes a token."""
        rows = ["self", "token: str"]
        return self.methods.head(f"def {calls.resume}", rows, self._handle(calls, words), 4)

    def submit_many_head(self, calls: JobCalls, words: Mapping[str, str]) -> str:
        """Return the head of the method that starts many jobs."""
        rows = ["self", "arguments: Iterable[Mapping[str, Any]]", "*", "concurrency: int = 4"]
        start = f"{words['def_']} {calls.submit_many}"
        return self.methods.head(start, rows, f"list[{self._handle(calls, words)}]", 4)

    def as_completed_head(self, calls: JobCalls, words: Mapping[str, str]) -> str:
        """Return the head of the method that yields jobs as they end."""
        handle = self._handle(calls, words)
        rows = [
            "self",
            f"jobs: Iterable[{handle}]",
            "*",
            "timeout: float | None = None",
            "polls_per_second: float = 2",
        ]
        made = f"{words['iterator']}[{handle}]"
        return self.methods.head(f"def {calls.as_completed}", rows, made, 4)

    def jobs_head(self, calls: JobCalls, words: Mapping[str, str]) -> str:
        """Return the head of the property that has the jobs of an operation."""
        made = f"{words['jobs_of']}[{self.job_value(calls.operation)}]"
        return self.methods.head(f"def {calls.jobs}", ["self"], made, 4)

    def jobs_of(self, calls: JobCalls, words: Mapping[str, str], indent: int) -> str:
        """Return the construction of the jobs of an operation."""
        home = f"operations.{self.spell['name'](calls.resource)}"
        plan = f"{home}.{self.job_plan_name(calls.operation)}"
        made = call(words["jobs_of"], "self._session", plan)
        return lay_out(made, indent, len("return "), 0)

    def jobs_do(self, calls: JobCalls, verb: str, given: Iterable[str], await_: str = "") -> str:
        """Return the statement in which the jobs of an operation do something."""
        made = call(f"self.{calls.jobs}.{verb}", *given)
        return lay_out(Keyed(f"return {await_}", made), 8, after=0)

    def wait_options(self, calls: JobCalls) -> list[str]:
        """Return what a wait is given, as the method that starts a job has it."""
        return self.methods.further(calls.operation, _waiting(""))

    def wait_about(self, calls: JobCalls, indent: int) -> list[str]:
        """Return the lines of these arguments under ``Args:``."""
        said = (
            "Seconds to wait at most, once it is submitted; `None` for ever.",
            "Called with each answer to a poll.",
        )
        rows = zip(self.wait_options(calls), said, strict=True)
        return [self.spell["prose"](f"{name}: {text}", indent) for name, text in rows]

    def _handle(self, calls: JobCalls, words: Mapping[str, str]) -> str:
        return f"{words['job']}[{self.job_value(calls.operation)}]"


def _waiting(value: str) -> tuple[Option, ...]:
    """Return what a method takes that waits."""
    listener = f"Callable[[JobState[{value}]], object] | None"
    return ("wait_timeout", "float | None", "600"), ("on_progress", listener, "None")


def is_fetched(job: Job) -> bool:
    """Whether a job makes a file."""
    return job.is_fetched


def _job(operation: Operation) -> Job:
    assert operation.job is not None
    return operation.job


def _free(wish: str, taken: set[str]) -> str:
    """Return a name that no operation has, and take it."""
    name, number = wish, 2
    while name in taken:
        name = f"{wish}_job" if number == 2 else f"{wish}_job{number}"
        number += 1
    taken.add(name)
    return name
