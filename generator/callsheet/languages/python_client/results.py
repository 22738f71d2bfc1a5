"""Results: what answers are read as, and the types of what methods return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from callsheet.data import dataclass
from callsheet.ir import Content, Operation
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import Group, Item, Keyed, call, split


@dataclass(frozen=True, slots=True)
class Results:
    """Spells the answers of operations."""

    spell: Spelling

    def answers(self, operation: Operation) -> Iterable[Group]:
        """Yield the constructions of the answers that mean success."""
        literal = self.spell["literal"]
        for response in operation.successes:
            if not _contents(operation, response.contents):
                yield call("EmptyAnswer", literal(response.status))
            for content in _contents(operation, response.contents):
                yield self._answer(literal(response.status), content)

    def _answer(self, status: str, content: Content) -> Group:
        literal = self.spell["literal"]
        media = literal(content.media)
        if content.kind == "binary":
            return call("BinaryAnswer", status, media)
        if content.kind == "text":
            return call("TextAnswer", status, media)
        made: list[Item] = [status, media, self.spell["received"](content.value)]
        if content.unwrap is not None:
            payload, unless = literal(content.unwrap.payload), literal(content.unwrap.unless)
            made.append(Keyed("unwrap=", call("Unwrap", payload, unless)))
        return call("JsonAnswer", *made)

    def carried(self, operation: Operation) -> str:
        """Return the type of what the core makes of an answer. Bytes it leaves on the wire."""
        return self._united(operation, "")

    def returned(self, operation: Operation, words: Mapping[str, str]) -> str:
        """Return the type of what a client's method returns."""
        return self._united(operation, words["download"])

    def _united(self, operation: Operation, download: str) -> str:
        parts: list[str] = []
        for response in operation.successes:
            contents = _contents(operation, response.contents)
            for content in contents:
                if content.kind == "binary":
                    if not download:
                        continue
                    made = download
                elif content.kind == "text":
                    made = "str"
                else:
                    made = self.spell["received"](content.value)
                parts.extend(one for one in split(made, "|") if one not in parts)
            if not contents and "None" not in parts:
                parts.append("None")
        if "Any" in parts:
            return "Any"
        ordered = [one for one in parts if one != "None"] + ["None"] * ("None" in parts)
        return " | ".join(ordered) or ("Never" if operation.successes else "None")

    def verb(self, operation: Operation) -> str:
        """Return the session's method: ``open`` where bytes may come, which the caller fetches."""
        return "open" if operation.gives_bytes else "run"


def _contents(operation: Operation, contents: tuple[Content, ...]) -> tuple[Content, ...]:
    """Return what an answer may carry: nothing, whatever is described, to HEAD."""
    return () if operation.method == "HEAD" else contents
