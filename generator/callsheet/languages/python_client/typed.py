"""Typed: what is typed on a command line: the words of commands, their options and their values."""

from __future__ import annotations

import ast
import json
import shlex
from collections.abc import Callable, Iterable
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import Argument, Array, Operation, Resource
from callsheet.languages.python_client.command_values import CommandValues
from callsheet.languages.python_client.jobs import is_fetched
from callsheet.languages.python_client.readme import Sample
from callsheet.languages.python_client.spelling import Spelling
from callsheet.plain import is_list


@dataclass(frozen=True, slots=True)
class Typed:
    """Spells what is typed."""

    spell: Spelling
    values: CommandValues

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {
            "dashed": dashed,
            "followed": self.followed,
            "metavar": self.metavar,
            "typed": self.typed,
            "typed_as": self.typed_as,
        }

    def takes(self, argument: Argument) -> str:
        """Return the kind of value that the text of an option is read as."""
        if argument.source == "body" and isinstance(argument.type, Array):
            return "JSON"
        return self.values.kind(argument.type)

    def is_place(self, argument: Argument) -> bool:
        """Whether an argument is given by its place, with no flag in front."""
        takes = self.takes(argument)
        is_one = not takes.endswith(".many") and takes.removesuffix(".exact") != "BOOLEAN"
        return argument.source == "path" and is_one

    def typed_as(self, argument: Argument) -> str:
        """Return how an argument is given, as help has it: ``option `--seconds```."""
        name: str = self.spell["name"](argument)
        if self.is_place(argument):
            return f"argument `{name.strip('_').upper()}`"
        return f"option `--{dashed(name)}`"

    def metavar(self, argument: Argument) -> str:
        """Return what help shows for a value: ``TEXT``; ``TEXT...`` where more may be given."""
        takes = self.takes(argument).removesuffix(".exact")
        if takes == "ANYTHING":
            return "JSON|TEXT"
        if takes == "BOOLEAN":
            return "no value"
        kind = takes.removesuffix(".many").replace(" | ", "|").replace("FILE|", "@FILE|")
        return f"{kind}..." if takes.endswith(".many") else kind

    def followed(self, resource: Resource) -> Iterable[tuple[Operation, str, str]]:
        """Yield the commands that go on with jobs: what starts them, what each does, its word."""
        starters = [one for one in resource.operations if one.job]
        taken = {dashed(self.spell["name"](one)) for one in resource.operations}
        for one in starters:
            assert one.job is not None
            verbs = ["wait", "watch"]
            verbs += ["download"] * is_fetched(one.job) + ["cancel"] * bool(one.job.cancel)
            for verb in verbs:
                word = f"{verb}-{dashed(self.spell['name'](one))}" if len(starters) > 1 else verb
                while word in taken:
                    word = f"{word}-job"
                taken.add(word)
                yield one, verb, word

    def typed(self, sample: Sample) -> str:
        """Return a call of the README as it is typed in a shell, behind the program's name."""
        words = [dashed(self.spell["name"](one)) for one in (sample.resource, sample.operation)]
        taken = sample.operation.arguments
        places = {self.spell["name"](one) for one in taken if self.is_place(one)}
        for name, spelled in sample.arguments:
            value = ast.literal_eval(spelled)
            values = value if is_list(value) else [value]
            for one in values:
                words += [] if name in places else [f"--{dashed(name)}"]
                words.append(_in_shell(one))
        return " ".join(words)


def dashed(name: str) -> str:
    """Return a name as it is typed: ``list_`` is ``list``, ``pet_id`` is ``pet-id``."""
    return name.strip("_").replace("_", "-")


def _in_shell(value: Any) -> str:
    if isinstance(value, bytes):
        return "FILE"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shlex.quote(" ".join(text.split()))
