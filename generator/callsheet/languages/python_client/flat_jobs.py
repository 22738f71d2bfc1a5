"""The jobs of the client in one file: their functions, and what the document says of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from callsheet.data import dataclass
from callsheet.ir import (
    Api,
    Argument,
    Call,
    Job,
    Operation,
    Pace,
)
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import (
    Filled,
    Item,
    Keyed,
    call,
    lay_out,
    listed,
    mapped,
    tupled,
)

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class JobFunctions:
    """The functions for the jobs that one operation starts, by their names."""

    operation: Operation
    job: Job
    plan: str
    """The constant that says how the jobs go."""
    argument: Argument
    """What takes the id of a job, where it is asked for."""
    wait_for: str
    watch: str
    download: str


@dataclass(frozen=True)
class Jobs:
    """Spells the jobs of a document."""

    api: Api
    spell: Spelling

    def all(self, api: Api) -> tuple[JobFunctions, ...]:
        """Return the functions for jobs. An operation's own name always wins over theirs."""
        taken = {self.spell["name"](one) for one in api.operations}
        made: list[JobFunctions] = []
        for one in api.operations:
            if one.job is None:
                continue
            name = self.spell["name"](one)
            words = name.strip("_").split("_")
            noun = "_".join(words[1:] or words)
            wished = [f"{verb}_{noun}" for verb in ("wait_for", "watch", "download")]
            argument = self._argument(one.job.poll)
            plan = f"_{name.strip('_').upper()}"
            free = (_free(wish, taken) for wish in wished)
            made.append(JobFunctions(one, one.job, plan, argument, *free))
        return tuple(made)

    def facts(self, one: JobFunctions) -> list[str]:
        """Return what the document says of the jobs, one argument of their plan each."""
        rows: list[str] = []
        for item in self.items(one):
            row = lay_out(item, 4, width=_WIDTH)
            if rows and "\n" not in rows[-1] + row and len(rows[-1]) + len(row) < _WIDTH - 7:
                row = f"{rows.pop()}, {row}"
            rows.append(row)
        return rows

    def items(self, one: JobFunctions) -> Iterable[Item]:
        """Yield what the document says of the jobs of an operation."""
        literal, job = self.spell["literal"], one.job
        poll = call(self._name(job.poll), f"{self.spell['name'](one.argument)}=job", "**options")
        yield Keyed("poll=lambda job, options: ", poll)
        yield self._places("id_at", job.id)
        yield self._places("status_at", job.status)
        yield Keyed("states=", "_STATES" if self._has_one_tongue else self._words(job))
        results = Results(self.spell)
        if results.carried(one.operation) == results.carried(self._found(job.poll)):
            yield "is_one_type=True"
        for key, places in (
            ("progress_at", job.progress),
            ("reason_at", job.failure_message),
            ("code_at", job.failure_code),
        ):
            if places:
                yield self._places(key, places)
        if job.progress_whole != 100:
            yield f"whole={job.progress_whole:g}"
        for key in ("first", "growth", "max"):
            if getattr(job.pace, key) != getattr(Pace(), key):
                yield f"{key}={getattr(job.pace, key):g}"
        if job.pace.headers:
            yield Keyed("headers=", listed(*map(literal, job.pace.headers)))
        yield from self._fetched(one)

    def _words(self, job: Job) -> Item:
        """Return the server's words for each state. Any other word means that the job runs."""
        literal = self.spell["literal"]
        rows = (
            Keyed(f"{literal(state)}: ", Filled("[", tuple(map(literal, _folded(words))), "]"))
            for state, words in job.states
            if state != "running"
        )
        return mapped(*rows)

    @cached_property
    def _has_one_tongue(self) -> bool:
        """Whether there are several kinds of jobs, whose states have the same words."""
        tongues = [
            {state: frozenset(_folded(words)) for state, words in one.job.states}
            for one in self.all(self.api)
        ]
        return len(tongues) > 1 and all(one == tongues[0] for one in tongues)

    def shared_words(self, api: Api) -> str:
        """Return the words for each state that all jobs have; empty where they differ."""
        if not self._has_one_tongue:
            return ""
        return lay_out(self._words(self.all(api)[0].job), 0, 45, width=_WIDTH)

    def answer(self, one: JobFunctions) -> str:
        """Return the type of what tells where a job stands."""
        return Results(self.spell).returned(self._found(one.job.poll), {"download": "Path"})

    def _fetched(self, one: JobFunctions) -> Iterable[Item]:
        """Say where the result of a job is: at a URL, or behind an operation."""
        literal, job = self.spell["literal"], one.job
        if job.result is not None:
            argument = self.spell["name"](self._argument(job.result))
            further = ("path=path", "on_progress=told", "**options")
            made = call(self._name(job.result), f"{argument}=job", *further)
            yield Keyed("fetch=lambda job, path, told, options: ", made)
        elif job.result_url:
            yield self._places("url_at", job.result_url)
            yield Keyed("media=", literal(job.result_media or "*/*"))

    def _places(self, key: str, pointers: tuple[str, ...]) -> Keyed:
        return Keyed(f"{key}=", tupled(*map(self.spell["literal"], pointers)))

    def _argument(self, target: Call) -> Argument:
        return next(
            one
            for one in self._found(target).arguments
            if one.wire == target.parameter and one.source in ("path", "query")
        )

    def _found(self, target: Call) -> Operation:
        return next(one for one in self.api.operations if one.pointer == target.operation)

    def _name(self, target: Call) -> str:
        made: str = self.spell["name"](self._found(target))
        return made


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str.casefold, words)))


def _free(wish: str, taken: set[str]) -> str:
    name = wish
    while name in taken:
        name = f"{name}_job"
    taken.add(name)
    return name
