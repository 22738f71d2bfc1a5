"""Command lines: what each command takes, and the call of the client's method that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import (
    Api,
    Argument,
    Default,
    Operation,
    Required,
    Resource,
)
from callsheet.languages.prose import summary_of
from callsheet.languages.python_client.credentials import Key
from callsheet.languages.python_client.jobs import JobCalls, Jobs, is_fetched
from callsheet.languages.python_client.methods import OPTIONS, Methods
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_client.typed import Typed
from callsheet.languages.python_layout import (
    WIDTH,
    Item,
    Keyed,
    Lines,
    call,
    lay_out,
    listed,
)


@dataclass(frozen=True, slots=True)
class CommandOf:
    """A command, with the names of what makes it up."""

    operation: Operation
    options: str
    """The class of what it takes."""
    calls: JobCalls | None
    """The methods for its jobs, if it starts any."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Spells commands."""

    api: Api
    spell: Spelling
    methods: Methods
    results: Results
    jobs: Jobs
    typed: Typed

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {
            "class_head": self.class_head,
            "client_key": self.client_key,
            "command": self.command,
            "completing": self.completing,
            "commands": self.commands,
            "group_rows": self.group_rows,
            "key_rows": self.key_rows,
            "option": self.option,
            "passing": self.passing,
            "resuming": self.resuming,
            "said": self.said,
            "sending_head": self.sending_head,
        }

    def commands(self, resource: Resource) -> tuple[CommandOf, ...]:
        """Return the commands of a resource, a class name of its own for the options of each."""
        calls = {one.operation.pointer: one for one in self.jobs.job_calls(resource)}
        taken: set[str] = set()
        made: list[CommandOf] = []
        for one in resource.operations:
            words = self.spell["name"](one).strip("_").split("_")
            name = "".join(word[:1].upper() + word[1:] for word in words)
            options, number = f"{name}Options", 2
            while options in taken:
                options, number = f"{name}{number}Options", number + 1
            taken.add(options)
            made.append(CommandOf(one, options, calls.get(one.pointer)))
        return tuple(made)

    # -- what a command takes

    def option(self, argument: Argument, operation: Operation) -> str:
        """Return the assignment that declares what an argument is on the command line."""
        literal = self.spell["literal"]
        facts: list[Item] = [self.typed.takes(argument), self._prose(self._about(argument), 8)]
        if argument.source != "field":
            facts.append(f"source={literal(argument.source)}")
        name: str = self.spell["name"](argument)
        if argument.wire != name:
            facts.append(f"wire={literal(argument.wire)}")
        known = list(dict.fromkeys(self.typed.values.known(argument.type)))
        if known:
            facts.append(Keyed("known=", listed(*map(literal, known))))
        if isinstance(argument.presence, Default):
            facts.append(f"default={literal(argument.presence.value)}")
        places = self._id_places(argument, operation)
        if places:
            facts.append(Keyed("id_at=", listed(*map(literal, places))))
        kind = "Required" if isinstance(argument.presence, Required) else "Option"
        return lay_out(Keyed(f"{name} = ", call(kind, *facts)), 4, after=0)

    def _about(self, argument: Argument) -> str:
        text = " ".join((argument.doc.description or argument.doc.summary).split())
        return f"Deprecated. {text}".strip() if argument.deprecated else text

    def _prose(self, text: str, indent: int) -> Item:
        """Return a text that the program prints, over as many lines as it needs."""
        rows: tuple[str, ...] = self.spell["printed"](text, indent)
        return Lines(rows) if len(rows) > 1 else "".join(rows)

    def _id_places(self, argument: Argument, operation: Operation) -> tuple[str, ...]:
        """Return where the answer that starts a job has this argument, if it is a job's id."""
        for one in self.api.starters:
            job = one.job
            for target in (job.poll, job.result, job.cancel) if job else ():
                if target and (target.operation, target.parameter) == (
                    operation.pointer,
                    argument.wire,
                ):
                    return job.id if job else ()
        return ()

    # -- what it does

    def class_head(self, one: CommandOf) -> str:
        """Return the head of the class of what a command takes."""
        line = f"class {one.options}(Options):"
        return line if len(line) <= WIDTH else f"class {one.options}(\n    Options\n):"

    def sending_head(self, one: CommandOf) -> str:
        """Return the head of the function that calls the client's method."""
        rows = ["client: Client", f"given: {one.options}", "extra: Extra"]
        result = self.results.returned(one.operation, {"download": "Download"})
        return self.methods.head(f"def {self.spell['name'](one.operation)}", rows, result, 0)

    def passing(self, one: CommandOf, resource: Resource, method: str, indent: int) -> str:
        """Return the call of a client's method with all that a command was given."""
        operation = one.operation
        names = [self.spell["name"](one) for one in operation.arguments]
        kinds = (kind for kind, _, _ in OPTIONS)
        options = dict(zip(kinds, self.methods.options_of(operation), strict=True))
        rows = [f"{name}=given.{name}" for name in names]
        rows += [
            f"{options[kind]}=extra.{kind.removeprefix('extra_')}"
            for kind in ("extra_headers", "extra_query", "extra_body", "media_type", "on_upload")
        ]
        target = f"client.{self.spell['name'](resource)}.{method or self.spell['name'](operation)}"
        return lay_out(call(target, *rows), indent, len("return "), 0)

    def resuming(self, calls: JobCalls, indent: int) -> str:
        """Return the call that gives the job which a command is told of."""
        token = call("Jobs.token", "told", self.jobs.job_plan_name(calls.operation))
        target = f"client.{self.spell['name'](calls.resource)}.{calls.resume}"
        return lay_out(call(target, token), indent, len("return "), 0)

    def completing(self, calls: JobCalls, indent: int) -> str:
        """Return the call that gives jobs as they end."""
        target = f"client.{self.spell['name'](calls.resource)}.{calls.as_completed}"
        return lay_out(call(target, "jobs", "timeout=timeout"), indent, len("return "), 0)

    def command(self, one: CommandOf, indent: int) -> str:
        """Return the construction of a command."""
        operation, literal = one.operation, self.spell["literal"]
        name = self.spell["name"](operation)
        facts: list[Item] = [
            literal(name),
            literal(operation.title),
            self._prose(summary_of(operation), indent + 4),
            self._prose(_details(operation), indent + 4),
            one.options,
            name,
        ]
        media = [each.media for each in operation.body.contents] if operation.body else []
        if len(media) > 1:
            facts.append(Keyed("media=", listed(*map(literal, media))))
        if self.results.verb(operation) == "open":
            facts.append("brings_bytes=True")
        if one.calls and operation.job:
            jobs: list[Item] = [one.calls.submit, one.calls.resume, one.calls.as_completed]
            jobs += ["makes_file=True"] * is_fetched(operation.job)
            jobs += ["can_be_cancelled=True"] * bool(operation.job.cancel)
            facts.append(Keyed("jobs=", call("Jobs", *jobs)))
        return lay_out(call("Command", *facts), indent)

    # -- the program

    def group_rows(self, api: Api, indent: int) -> str:
        """Return the groups of commands."""
        made = listed(*(self._group(one, indent + 8) for one in api.resources))
        return lay_out(made, indent, len("groups="))

    def _group(self, resource: Resource, indent: int) -> Item:
        name = self.spell["literal"](self.spell["name"](resource))
        return call("Group", name, self._prose(summary_of(resource), indent))

    def key_rows(self, found: Iterable[Key], indent: int) -> str:
        """Return the keys that the program takes."""
        facts = ((key.name, key.env, key.scheme.kind) for key in found)
        made = listed(*(call("Key", *map(self.spell["literal"], row)) for row in facts))
        return lay_out(made, indent, len("keys="))

    def said(self, thing: Any, indent: int, before: int) -> str:
        """Return the first sentence of what the document says of something, as a literal."""
        return lay_out(self._prose(summary_of(thing), indent), indent, before)

    def client_key(self, key: Key) -> str:
        """Return how a client is given a key."""
        return f"{key.name}=keys.get({self.spell['literal'](key.name)})"


def _details(operation: Operation) -> str:
    text = operation.doc.description.strip()
    return "" if text.rstrip(".") == summary_of(operation).rstrip(".") else text
