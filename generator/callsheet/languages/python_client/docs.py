"""Docstrings: what the document says, sentence by sentence."""

from __future__ import annotations

from typing import Any

from callsheet.data import dataclass
from callsheet.ir import Api, Argument, Default, Operation
from callsheet.languages.failures import failure_classes
from callsheet.languages.prose import summary_of
from callsheet.languages.python_client.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Docs:
    """Spells docstrings."""

    api: Api
    spell: Spelling

    def headline(self, thing: Any, indent: int) -> str:
        """Return the first sentence of an operation's docstring."""
        prose: str = self.spell["prose"](summary_of(thing), indent, 85)
        return prose

    def route(self, operation: Operation) -> str:
        """Return method and path for a docstring, on one line however long."""
        made: str = self.spell["prose"](operation.title, 0, 10_000)
        return made

    def summary(self, thing: Any) -> str:
        """Return the first sentence of what the document says of something."""
        return summary_of(thing)

    def details(self, thing: Any, indent: int) -> str:
        """Return what the document says beyond the headline; empty where that is all."""
        text, summary = thing.doc.description.strip(), summary_of(thing)
        if text.rstrip(".") == summary.rstrip("."):
            return ""
        prose: str = self.spell["prose"](text, indent)
        return prose

    def about(self, argument: Argument, indent: int) -> str:
        """Return the line of an argument under ``Args:``."""
        text = argument.doc.description or argument.doc.summary or _known(argument)
        text = text.strip()
        if text and text[-1].isalnum():
            text += "."
        if isinstance(argument.presence, Default):
            text = f"{text} Left out, it is {self.spell['literal'](argument.presence.value)}."
        if argument.deprecated:
            text = f"Deprecated. {text}"
        prose: str = self.spell["prose"](f"{self.spell['name'](argument)}: {text.strip()}", indent)
        return prose

    def returns(self, operation: Operation, indent: int) -> str:
        """Return what an operation gives back, in the document's words."""
        said = [one.doc.description.strip() for one in operation.successes]
        texts = dict.fromkeys(one if one.endswith(".") else f"{one}." for one in said if one)
        text = " ".join(
            one for one in texts if not any(one != less and one.startswith(less) for less in texts)
        )
        prose: str = self.spell["prose"](text or "Nothing.", indent)
        return prose

    def raises(self, operation: Operation, indent: int) -> tuple[str, ...]:
        """Return the lines under ``Raises:`` for the failures that the operation describes."""
        known = {one.status: one for one in failure_classes(self.api)}
        made: list[str] = []
        for response in operation.failures:
            status = "5XX" if response.status.startswith("5") else response.status
            cls = known.get(status)
            name = cls.name if cls else "APIStatusError"
            text = response.doc.description or (cls.phrase if cls else "Any other failure.")
            made.append(self.spell["prose"](f"{name}: {text}", indent))
        return tuple(made)


def _known(argument: Argument) -> str:
    """Return words for an argument that the document says nothing about."""
    return {
        "field": "Field",
        "body": "The body",
        "path": "Path parameter",
        "query": "Query parameter",
    }.get(argument.source, argument.source.capitalize())
