"""The README of a TypeScript client: the calls that every README shows, as TypeScript has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import Api, Argument, Field, Operation
from callsheet.languages.prose import summary_of
from callsheet.languages.python_client.readme import Readme, Sample, Showcase, cell
from callsheet.languages.typescript_client import Client, Method
from callsheet.languages.typescript_jobs import Jobs
from callsheet.languages.typescript_text import Code, Made, key, literal, spread


def _of_the_job(show: Showcase) -> Showcase:
    """Return calls that fetch the file of the job that is over, where one is shown."""
    if not (show.jobs and show.download):
        return show
    download = show.download
    rows = tuple(
        (name, "job.id" if value.startswith("result") else value)
        for name, value in download.arguments
    )
    return replace(show, download=replace(download, arguments=rows))


@dataclass(frozen=True, slots=True)
class Examples:
    """Spells examples."""

    client: Client
    jobs: Jobs

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {
            "cell": cell,
            "file_of": self._readme(self.client.api).file_of,
            "gives_bytes": self.gives_bytes,
            "index_row": self.index_row,
            "showcase": self.showcase,
            "shown": self.shown,
            "shown_params": self.shown_params,
        }

    def showcase(self, api: Api) -> tuple[Showcase, ...]:
        """Return the calls to show: a job from start to end where there is one."""
        return tuple(_of_the_job(one) for one in self._readme(api).showcase(api))

    def shown(
        self, sample: Sample, before: int = 0, indent: int = 0, method: str = "", further: str = ""
    ) -> str:
        """Return a call, ``before`` columns of its first line being taken."""
        found = self._method(sample)
        home = self._name(sample.resource)
        rows: list[Any] = []
        if found.positional is not None:
            first = self._name(found.positional)
            rows.append(next(Code(value) for name, value in sample.arguments if name == first))
        params = self._params(found, sample)
        if params or (further and found.named):
            rows.append(params)
        if further:
            rows.append(Code(further))
        made = Made(f"client.{home}.{method or found.name}", tuple(rows))
        return spread(made, indent, before)

    def gives_bytes(self, sample: Sample) -> bool:
        """Whether a call gives bytes and nothing else."""
        return self._method(sample).result == "Download"

    def shown_params(self, sample: Sample, indent: int) -> str:
        """Return the arguments of a call, as one of a list."""
        return spread(self._params(self._method(sample), sample), indent)

    def index_row(self, operation: Operation) -> str:
        """Return method, path and headline of an operation, as cells of a table in Markdown."""
        return f"`{cell(operation.title)}` | {cell(summary_of(operation))}"

    def _readme(self, api: Api) -> Readme:
        spell: dict[str, Callable[..., Any]] = {
            "name": self._name,
            "literal": literal,
            "job_calls": self.jobs.job_methods,
            "some_file": lambda: 'new Blob(["..."])',
        }
        return Readme(api, spell, self.client.results)

    def _params(self, method: Method, sample: Sample) -> dict[str, Code]:
        first = "" if method.positional is None else self._name(method.positional)
        return {name: Code(value) for name, value in sample.arguments if name != first}

    def _method(self, sample: Sample) -> Method:
        return self.client.method(sample.resource, sample.operation)

    def _name(self, thing: Any) -> str:
        if isinstance(thing, Field):
            return key(thing.key)
        if isinstance(thing, Argument):
            pinned = thing.strength.level == "pinned"
            return thing.strength.wish if pinned else thing.wire or "body"
        return self.client.names.value(thing.pointer)
