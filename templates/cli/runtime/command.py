"""Commands: an operation each, with what it takes and the client's method that it calls."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, cast

from .options import Options, dashed

if TYPE_CHECKING:
    from .._core.job_sync import Job
    from .._core.jobs import JobPlan
    from .._core.progress import Progress
    from ..client import Client

O = TypeVar("O", bound=Options)

Verb: TypeAlias = Literal["wait", "watch", "download", "cancel"]


@dataclass(frozen=True)
class Extra:
    """What a call sends beside what the document lists."""

    headers: Mapping[str, str] | None = None
    query: Mapping[str, object] | None = None
    body: Mapping[str, object] | None = None
    media_type: str | None = None
    on_upload: Callable[[Progress], object] | None = None


@dataclass(frozen=True)
class Jobs(Generic[O]):
    """The jobs that a command starts."""

    submit: Callable[[Client, O, Extra], Job[Any]]
    resume: Callable[[Client, str], Job[Any]]
    as_completed: Callable[
        [Client, Iterable[Job[Any]], float | None], Iterator[Job[Any]]
    ]
    makes_file: bool = False
    can_be_cancelled: bool = False

    @staticmethod
    def token(told: str, plan: JobPlan[Any]) -> str:
        """Return the token of a job.

        It is told by a token, by its id, or by what the command printed that started it.
        """
        from .._core.values import text_at

        try:
            body: object = json.loads(told)
        except ValueError:
            return plan.token(told)
        if not isinstance(body, dict):
            return plan.token(told)
        if "job" in body and "operation" in body:
            return told
        found = text_at(cast("dict[str, Any]", body), plan.id_at)
        return told if found is None else plan.token(found)


@dataclass(frozen=True)
class Command(Generic[O]):
    """One operation."""

    name: str
    """That of the client's method."""
    route: str
    summary: str
    about: str
    options: type[O]
    run: Callable[[Client, O, Extra], object]
    media: Sequence[str] = ()
    """The media types of its body, where there are several to choose from."""
    brings_bytes: bool = False
    """Whether an answer may be bytes."""
    is_deprecated: bool = False
    jobs: Jobs[O] | None = None

    @property
    def word(self) -> str:
        """What calls it."""
        return dashed(self.name)

    @property
    def has_body(self) -> bool:
        """Whether it sends one."""
        return any(one.source in ("field", "body") for one in self.options.declared())

    @property
    def has_fields(self) -> bool:
        """Whether its body is an object, given field by field."""
        return any(one.source == "field" for one in self.options.declared())


@dataclass(frozen=True)
class Following:
    """A command that goes on with a job."""

    word: str
    verb: Verb
    start: Command[Any]
    """What starts such jobs."""

    @property
    def jobs(self) -> Jobs[Any]:
        """The jobs."""
        assert self.start.jobs is not None
        return self.start.jobs

    @property
    def summary(self) -> str:
        """What it does."""
        return {
            "wait": "Wait until a job is over, and print the last answer.",
            "watch": "Print where a job stands, a line for each change, until it is over.",
            "download": "Fetch what a finished job has made.",
            "cancel": "Ask the server to stop a job.",
        }[self.verb]


def all_of(commands: Sequence[Command[Any]]) -> dict[str, Command[Any] | Following]:
    """Return the commands of a group by their words, with those that follow jobs."""
    found: dict[str, Command[Any] | Following] = {one.word: one for one in commands}
    starting = [one for one in commands if one.jobs]
    for one in starting:
        for verb in _verbs(one):
            word = f"{verb}-{one.word}" if len(starting) > 1 else verb
            while word in found:
                word = f"{word}-job"
            found[word] = Following(word, verb, one)
    return found


def _verbs(start: Command[Any]) -> Iterator[Verb]:
    yield "wait"
    yield "watch"
    if start.jobs and start.jobs.makes_file:
        yield "download"
    if start.jobs and start.jobs.can_be_cancelled:
        yield "cancel"
