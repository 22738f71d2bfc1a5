"""The reference of a Python package: arguments, answers and examples, as tables and calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any, assert_never

from callsheet.data import dataclass
from callsheet.ir import (
    Alias,
    Anything,
    Api,
    Argument,
    Array,
    Declaration,
    Default,
    Field,
    Kind,
    Literal,
    Mapping,
    Nullable,
    Operation,
    Record,
    Ref,
    Required,
    Resource,
    Scalar,
    Type,
    Union,
)
from callsheet.languages.failures import failure_classes
from callsheet.languages.markdown_text import code, fenced, markdown, markdown_cell
from callsheet.languages.prose import summary_of
from callsheet.languages.python_client.jobs import JobCalls
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import Item, Keyed, call, lay_out, listed, mapped
from callsheet.languages.shell import Curl, Shell
from callsheet.names import Names, name
from callsheet.plain import is_list, is_object
from callsheet.usages import File, Usage, members, usages

_MOST = 12
"""Known values that a table shows."""
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A row about what may come back."""

    status: str
    gives: str
    meaning: str


@dataclass(frozen=True)
class Reference:
    """Spells what a reference shows."""

    api: Api
    names: Names
    spell: Spelling

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call, with what a snippet of the shell needs."""
        return {
            "answers_shown": self.answers,
            "beyond_summary": beyond_summary,
            "code": code,
            "fenced": fenced,
            "home": _home,
            "job_script": self.job_script,
            "jobs_started": self.jobs_started,
            "kind": self.kind,
            "markdown": markdown,
            "markdown_cell": markdown_cell,
            "meaning": self.meaning,
            "has_members": self.has_members,
            "usage_call": self.usage_call,
            "usages": partial(usages, self.api),
            "curl_address": self.curl.address,
            "curl_globs": self.curl.globs,
            "curl_options": self.curl.options,
            "curl_secrets": self.curl.secrets,
        }

    @cached_property
    def curl(self) -> Curl:
        """What spells the snippets, by their own names."""
        shell = self.names.also("shell", lambda: name(self.api, Shell(), None))
        return Curl(self.api, shell)

    def job_script(self, operation: Operation) -> str:
        """Return the path of the script that follows an operation's job."""
        pointer, values = operation.pointer, self.curl.names
        home = next(one.resource for one in self.api.calls if one.pointer == pointer)
        return f"{values.value(home)}/{values.value(pointer)}.job.sh"

    def jobs_started(self, operation: Operation) -> list[JobCalls]:
        """Return the methods for the jobs of an operation; none where it starts none."""
        calls: Callable[[Resource], tuple[JobCalls, ...]] = self.spell["job_calls"]
        if operation.job is None:
            return []
        every = (one for resource in self.api.resources for one in calls(resource))
        return [one for one in every if one.operation is operation]

    # -- tables

    def kind(self, made: Type, depth: int = 0) -> str:
        """Return what a value is, in the words of JSON, for a cell."""
        match made:
            case Scalar(kind=Kind.BINARY):
                return "file"
            case Scalar(kind=kind):
                return kind.value
            case Ref(target=target):
                found = self.api.declaration(target)
                if isinstance(found, Alias) and depth < _DEEPEST:
                    return self.kind(found.type, depth + 1)
                return self._named(target)
            case Array(item=item):
                return f"list of {self.kind(item, depth)}"
            case Mapping(value=value):
                return f"object of {self.kind(value, depth)}"
            case Union(members=options):
                return " or ".join(dict.fromkeys(self.kind(one, depth) for one in options))
            case Literal(values=values):
                more = ["…"] if len(values) > _MOST else []
                return ", ".join([*(f"`{code(str(one))}`" for one in values[:_MOST]), *more])
            case Nullable(inner=inner):
                return f"{self.kind(inner, depth)} or null"
            case Anything():
                return "any JSON"
            case _:
                assert_never(made)

    def _named(self, target: str) -> str:
        cls = self.names.type(target)
        return f"[{cls}](#{cls.lower()})"

    def meaning(self, thing: Argument | Field) -> str:
        """Return what the document says of a value, for a cell."""
        text = (thing.doc.description or thing.doc.summary).strip()
        if text and text[-1].isalnum():
            text += "."
        lead = ["**Required.**"] if isinstance(thing.presence, Required) else []
        if isinstance(thing.presence, Default):
            text = f"{text} Left out, it is `{code(str(thing.presence.value))}`."
        if thing.deprecated:
            lead.append("**Deprecated.**")
        return " ".join([*lead, markdown_cell(text)]).strip()

    def answers(self, operation: Operation) -> Iterator[Answer]:
        """Yield what may come back: the document's answers, with the errors that clients raise."""
        for response in operation.successes:
            made = [
                "bytes"
                if one.kind == "binary"
                else "text"
                if one.kind == "text"
                else self.kind(one.value)
                for one in response.contents
            ]
            gives = " or ".join(dict.fromkeys(made)) or "nothing"
            yield Answer(response.status, gives, response.doc.description)
        known = {one.status: one.name for one in failure_classes(self.api)}
        for response in operation.failures:
            status = "5XX" if response.status.startswith("5") else response.status
            error = known.get(response.status, known.get(status, "APIStatusError"))
            yield Answer(response.status, f"`{error}`", response.doc.description)

    def has_members(self, declaration: Declaration) -> bool:
        """Return whether this is an object that has members to tell of."""
        return isinstance(declaration, Record) and bool(declaration.fields)

    # -- calls

    def usage_call(self, usage: Usage, resource: str) -> str:
        """Return the call of the synchronous client that an example of a resource shows."""
        spelled: Callable[[Any], str] = self.spell["name"]
        operation = usage.operation
        rows: list[Item] = []
        paths = [one for one in operation.arguments if one.source == "path"]
        for one, value in self._given(usage):
            made = self._laid(value)
            alone = one.source == "path" and len(paths) == 1
            rows.append(made if alone else Keyed(f"{spelled(one)}=", made))
        rows += self._further(usage)
        method = f"client.{resource}.{spelled(operation)}"
        return lay_out(Keyed("result = ", call(method, *rows)), 0, 0, 0)

    def _given(self, usage: Usage) -> Iterator[tuple[Argument, Any]]:
        """Yield the arguments that an example gives, required ones first."""
        given: dict[tuple[str, str], Any] = {
            (one.location, one.wire): value for one, value in usage.parameters
        }
        body = members(usage.body)
        for one in usage.operation.arguments:
            if one.source == "field" and one.wire in body:
                yield one, body[one.wire]
            elif one.source == "body" and usage.content is not None:
                yield one, usage.body
            elif (one.source, one.wire) in given:
                yield one, given[one.source, one.wire]

    def _further(self, usage: Usage) -> list[Item]:
        """Return what no argument takes, and the media type where the call would not choose it."""
        operation, made = usage.operation, list[Item]()
        fields = {one.wire for one in operation.arguments if one.source == "field"}
        more = {key: one for key, one in members(usage.body).items() if key not in fields}
        if fields and more:
            made.append(Keyed("extra_body=", self._laid(more)))
        usual = operation.body.contents[0] if operation.body else None
        has_file = any(isinstance(one, File) for one in members(usage.body).values())
        if usage.content is not None and usage.content is not usual and not has_file:
            made.append(Keyed("media_type=", self.spell["literal"](usage.content.media)))
        return made

    def _laid(self, value: Any) -> Item:
        if isinstance(value, File):
            return str(self.spell["some_file"]())
        if is_object(value):
            literal = self.spell["literal"]
            rows = (Keyed(f"{literal(key)}: ", self._laid(one)) for key, one in value.items())
            return mapped(*rows)
        if is_list(value):
            return listed(*map(self._laid, value))
        return str(self.spell["literal"](value))


def beyond_summary(operation: Operation) -> str:
    """Return what the document says of an operation beyond its first sentence."""
    text = operation.doc.description.strip()
    return "" if text.rstrip(".") == summary_of(operation).rstrip(".") else text


def _home(argument: Argument) -> str:
    """Return where an argument goes in the request."""
    return "body" if argument.source == "field" else argument.source
