"""The README: examples of an API's own operations, with the document's own values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import Api, Argument, Operation, Record, Ref, Required, Resource, Type
from callsheet.languages.python_client.jobs import JobCalls
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import Keyed, call, lay_out, mapped
from callsheet.source import steps_of
from callsheet.usages import FILE, ending, made_up, members

_PLACEHOLDER = re.compile(r"\{[^{}]+\}")
_MOST = 5
"""Arguments of an example, if it does not need more."""
_LONGEST = 60
"""Characters of an optional argument's value that is still worth showing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A call to show."""

    resource: Resource
    operation: Operation
    arguments: tuple[tuple[str, str], ...]
    """Names and values, spelled."""


@dataclass(frozen=True, slots=True)
class Showcase:
    """The calls that a README shows."""

    start: Sample
    """The first thing that one does with the API."""
    follow: Sample | None
    """Asks for what the first thing started."""
    download: Sample | None
    """Fetches bytes."""
    jobs: tuple[JobCalls, ...]
    """What there is for the job that the first thing starts; none where it starts none."""


@dataclass(frozen=True, slots=True)
class Readme:
    """Spells examples."""

    api: Api
    spell: Spelling
    results: Results

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {
            "any_key": self.any_key,
            "base_url_cell": self.base_url_cell,
            "cell": cell,
            "file_of": self.file_of,
            "index_row": self.index_row,
            "showcase": self.showcase,
            "shown": self.shown,
            "shown_mapping": self.shown_mapping,
        }

    def showcase(self, api: Api) -> tuple[Showcase, ...]:
        """Return the calls to show: a job from start to end where there is one.

        Empty where the API has no operations: there is nothing to show then.
        """
        if not api.operations:
            return ()
        start = _first(api)
        job = start.job
        follow = self._found(job.poll.operation) if job else None
        fetched = self._found(job.result.operation) if job and job.result else None
        if fetched is None:
            fetched = next((one for one in api.operations if _streams(one)), None)
        chained = self._chained(start, job.id if job else ())
        shown = Showcase(
            start=self._sample(start, ""),
            follow=self._sample(follow, chained) if follow else None,
            download=self._sample(fetched, chained if follow else "") if fetched else None,
            jobs=self._calls(start),
        )
        return (shown,)

    def shown(
        self,
        sample: Sample,
        client: str,
        indent: int,
        before: int,
        view: str = "",
        *,
        method: str = "",
        further: tuple[str, ...] = (),
    ) -> str:
        """Return a call, ``before`` columns of its first line being taken."""
        identifier = self.spell["name"]
        method = method or identifier(sample.operation)
        name = f"{client}.{identifier(sample.resource)}{view}.{method}"
        rows = [
            value if one is self._only_path(sample.operation) else f"{one}={value}"
            for one, value in sample.arguments
        ]
        return lay_out(call(name, *rows, *further), indent, before, 0)

    def shown_mapping(self, sample: Sample, indent: int) -> str:
        """Return the arguments of a call as a mapping, one of a list."""
        literal = self.spell["literal"]
        rows = (Keyed(f"{literal(name)}: ", value) for name, value in sample.arguments)
        return lay_out(mapped(*rows), indent, 0, 1)

    def _calls(self, operation: Operation) -> tuple[JobCalls, ...]:
        if operation.job is None:
            return ()
        homes = {id(some): one for one in self.api.resources for some in one.operations}
        home = homes[id(operation)]  # to compare operations would be to look inside them
        return tuple(one for one in self.spell["job_calls"](home) if one.operation is operation)

    def file_of(self, operation: Operation) -> str:
        """Return what to call the file that an operation, or the job that it starts, makes."""
        job = operation.job
        result = self._found(job.result.operation) if job and job.result else None
        answers = (result or operation).successes
        medias = (content.media for one in answers for content in one.contents)
        media = job.result_media if job and not job.result else next(medias, "")
        return f"{'result' if job else 'download'}{ending(media)}"

    def index_row(self, operation: Operation) -> str:
        """Return method, path and headline of an operation, as cells of a table in Markdown."""
        summary = self.spell["summary"](operation)
        return f"`{cell(operation.title)}` | {cell(summary)}"

    def base_url_cell(self, api: Api) -> str:
        """Return what the address is by default, as a cell of a table in Markdown."""
        known: str = self.spell["default_url"](api).strip("\"'")
        return cell(
            f"Where the API is, by default {known}." if known else "Where the API is. Required."
        )

    def any_key(self, api: Api, env_prefix: str) -> str:
        """Return an argument that makes a stand-in server take a client for one that has a key."""
        for key in self.spell["keys"](api, env_prefix):
            value = '("any", "any")' if "tuple" in key.annotation else '"any"'
            return f", {key.name}={value}"
        return ""

    def _sample(self, operation: Operation, chained: str) -> Sample:
        resource = next(one for one in self.api.resources if operation in one.operations)
        needed = [one for one in operation.arguments if isinstance(one.presence, Required)]
        shown = _shown_fields(operation)
        further = [
            one
            for one in operation.arguments
            if one not in needed
            and one.wire in shown
            and isinstance(shown[one.wire], str | int | float)
            and len(str(shown[one.wire])) <= _LONGEST
        ]
        rows: list[tuple[str, str]] = []
        for one in [*needed, *further[: max(0, _MOST - len(needed))]]:
            is_chained = bool(chained) and one.source in ("path", "query") and one in needed
            value = chained if is_chained else self._value(one, shown)
            rows.append((self.spell["name"](one), value))
        return Sample(resource, operation, tuple(rows))

    def _value(self, argument: Argument, shown: dict[str, Any]) -> str:
        literal: Callable[[Any], str] = self.spell["literal"]
        if argument.source == "body":
            examples = _examples(argument)
            return literal(examples[0]) if examples else literal(made_up(argument.type, self.api))
        if argument.wire in shown:
            return literal(shown[argument.wire])
        examples = _examples(argument)
        if examples:
            return literal(examples[0])
        made = made_up(argument.type, self.api)
        some_file: Callable[[], str] = self.spell["some_file"]
        return some_file() if made is FILE else literal(made)

    def _only_path(self, operation: Operation) -> str:
        """Return the name of the argument that may be given by position; empty if none may."""
        found = [one for one in operation.arguments if one.source == "path"]
        return self.spell["name"](found[0]) if len(found) == 1 else ""

    def _chained(self, operation: Operation, pointers: tuple[str, ...]) -> str:
        """Return the expression of a job's id in what starts it."""
        contents = [one for response in operation.successes for one in response.contents]
        for pointer in pointers if contents else ():
            found = self._path(contents[0].value, steps_of(pointer))
            if found is not None:
                return f"result{found}"
        return ""

    def _path(self, made: Type, steps: tuple[str, ...]) -> str | None:
        """Return the attributes that lead to a place in a value; None where there are none."""
        if not steps:
            return ""
        record = self.api.declaration(made.target) if isinstance(made, Ref) else None
        for field in record.fields if isinstance(record, Record) else ():
            if field.key == steps[0]:
                rest = self._path(field.type, steps[1:])
                return None if rest is None else f".{self.spell['name'](field)}{rest}"
        return None

    def _found(self, pointer: str) -> Operation | None:
        return next((one for one in self.api.operations if one.pointer == pointer), None)


def _streams(operation: Operation) -> bool:
    return operation.method == "GET" and operation.gives_bytes


def _first(api: Api) -> Operation:
    """Return the operation to begin with: one that starts a job, or else one that needs little.

    Looks inside as few as it can: what an operation takes may be made only when it is asked for.
    """
    usual = [one for one in api.operations if not one.deprecated] or list(api.operations)
    listed = [one for one in usual if not _PLACEHOLDER.search(one.path)] or usual
    starting = [one for one in listed if one.job is not None]
    ranked = sorted(starting, key=lambda one: one.body is None)
    fetched = [one for one in ranked if one.job is not None and one.job.result is not None]
    if ranked:
        return (fetched or ranked)[0]
    return next((one for one in listed if one.body is not None), listed[0])


def _shown_fields(operation: Operation) -> dict[str, Any]:
    """Return the fields of the first example of the body."""
    for content in operation.body.contents if operation.body else ():
        for example in content.examples:
            fields = members(example.value)
            if fields:
                return fields
    return {}


def _examples(argument: Argument) -> list[Any]:
    """Return the values that a schema gives as examples, or that are at least allowed."""
    schema = members(argument.schema)
    found: list[Any] = [schema["example"]] if "example" in schema else []
    for key in ("examples", "enum"):
        if isinstance(schema.get(key), list):
            found.extend(schema[key])
    return [*found, schema["default"]] if "default" in schema else found


def cell(text: str) -> str:
    """Return text that is safe in a cell of a table in Markdown."""
    return " ".join(text.split()).replace("|", "\\|")
