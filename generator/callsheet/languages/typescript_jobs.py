"""Jobs in TypeScript: the plan of each, and the methods that start and follow them."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.data import dataclass
from callsheet.ir import Argument, Call, Operation, Pace, Resource
from callsheet.languages.typescript_client import Client, Method, Slot
from callsheet.languages.typescript_text import Code, capital, key, spread


@dataclass(frozen=True, slots=True)
class JobMethods:
    """The methods for the jobs that one method starts, by their names."""

    method: Method
    value: str
    """The type of what tells where a job stands."""
    jobs: str
    submit: str
    resume: str
    and_wait: str
    submit_many: str
    as_completed: str

    @property
    def operation(self) -> Operation:
        """What starts the jobs."""
        return self.method.operation


@dataclass(frozen=True, slots=True)
class Jobs:
    """Spells plans and the methods of jobs."""

    client: Client

    def job_methods(self, resource: Resource) -> tuple[JobMethods, ...]:
        """Return the methods for jobs. An operation's own name always wins over theirs."""
        taken = {self.client.names.value(one.pointer) for one in resource.operations}
        starters = [one for one in resource.operations if one.job is not None]
        started = [self.client.method(resource, one) for one in starters]
        made: list[JobMethods] = []
        for one in started:
            suffix = capital(one.name) if len(started) > 1 else ""
            wishes = [f"submit{suffix}", f"resume{suffix}", f"{one.name}AndWait"]
            wishes += [f"submitMany{suffix}", f"asCompleted{suffix}"]
            names = [_free(wish, taken) for wish in wishes]
            assert one.operation.job is not None
            value = self.client.result(self.client.found(one.operation.job.poll.operation))
            made.append(JobMethods(one, value, f"{one.name}Jobs", *names))
        return tuple(made)

    def job_plan(self, calls: JobMethods) -> str:
        """Return a job's plan."""
        return spread(
            dict(self._facts(calls)), 0, len(f"const {calls.jobs}: JobPlan<{calls.value}> = ")
        )

    def _facts(self, calls: JobMethods) -> Iterator[Slot]:
        operation = calls.method.operation
        job = operation.job
        assert job is not None
        yield "api", self.client.api.title
        yield "operation", operation.id or operation.title
        yield "idAt", list(job.id)
        yield "poll", self._caller(operation, job.poll)
        yield "statusAt", list(job.status)
        yield "states", {state: list(words) for state, words in job.states}
        if job.progress:
            yield "progressAt", list(job.progress)
        if job.progress_whole != 100:
            yield "whole", job.progress_whole
        for slot, places in (("reasonAt", job.failure_message), ("codeAt", job.failure_code)):
            if places:
                yield slot, list(places)
        if job.result:
            yield "result", self._caller(operation, job.result)
        if job.result_url:
            yield "resultAt", list(job.result_url)
            yield "resultMedia", job.result_media
        if job.expires:
            yield "expiresAt", list(job.expires)
        if job.cancel:
            yield "cancel", self._caller(operation, job.cancel)
        pace = dict(_pace(job.pace))
        if pace:
            yield "pace", pace
        if calls.value == calls.method.result:
            yield "isOneType", True

    def _caller(self, operation: Operation, call: Call) -> Code:
        """Return the function that makes another operation's request from a job's id."""
        found = self.client.found(call.operation)
        home = self.client.home(found)
        method = next(one for one in self.client.methods(home) if one.operation is found)
        is_here = home is self.client.home(operation)
        where = "" if is_here else f"{self.client.home_name(found)}Requests."
        alone = method.positional
        maker = f"(job) => {where}{self.client.maker(method)}"
        if alone is not None and (alone.source, alone.wire) == ("path", call.parameter):
            return Code(f"{maker}({self._id(alone)}{', {}' if method.named else ''})")
        name, taker = next((n, one) for n, one in method.named if one.wire == call.parameter)
        return Code(f"{maker}({{ {key(name)}: {self._id(taker)} }})")

    def _id(self, taker: Argument) -> str:
        """Return a job's id, which is a text, as an argument takes it: it is sent as it came."""
        return "job" if "string" in self.client.types.members(taker.type) else "job as never"

    def neighbours(self, resource: Resource) -> tuple[str, ...]:
        """Return the other resources whose requests the jobs of this one make."""
        calls = [
            call
            for one in resource.operations
            for call in ((one.job.poll, one.job.result, one.job.cancel) if one.job else ())
            if call is not None
        ]
        homes = {self.client.home_name(self.client.found(one.operation)) for one in calls}
        return tuple(sorted(homes - {self.client.names.value(resource.pointer)}))


def _free(wish: str, taken: set[str]) -> str:
    """Return a name that no operation has, and take it."""
    name, number = wish, 2
    while name in taken:
        name, number = f"{wish}Job" if number == 2 else f"{wish}Job{number}", number + 1
    taken.add(name)
    return name


def _pace(pace: Pace) -> Iterator[Slot]:
    usual = Pace()
    for name, one in (("first", 1000), ("growth", 1), ("max", 1000)):
        if getattr(pace, name) != getattr(usual, name):
            yield name, Code(f"{getattr(pace, name) * one:g}")
    if pace.headers:
        yield "headers", list(pace.headers)
