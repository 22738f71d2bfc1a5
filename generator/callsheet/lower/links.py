"""Links: which operation reads what an answer tells of, as its ``links`` say.

Of all that a link may be, one kind is understood: a GET with one parameter in its path that the
body of the answer tells, and no other that the path of the request has not had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from urllib.parse import unquote

from callsheet.data import dataclass
from callsheet.ir import Json, Link
from callsheet.plain import is_object
from callsheet.read import Document
from callsheet.source import Node, pointer_of, steps_of

_NAMES = re.compile(r"\{([^{}]+)\}")
_TOLD = "$response.body#"
_STATUSES = ("200", "201", "2XX")
"""Answers that say that all is done."""


@dataclass(slots=True)
class Links:
    """Reads the links of the operations of one document."""

    document: Document
    by_id: dict[str, str] = field(default_factory=dict[str, str], init=False)
    """Pointers by operationId, of the first that has it; empty until a link asks for one."""

    def of(self, path: str, node: Node) -> Iterator[Link]:
        """Yield the links of an operation's successes that are understood."""
        told = node.value.get("responses")
        for status in _STATUSES if is_object(told) else ():
            answer = told.get(status)
            if not is_object(answer) or not ("links" in answer or "$ref" in answer):
                continue
            listed = self.document.resolve(node / "responses" / status).get("links")
            for _, one in listed.items() if listed is not None and listed.is_mapping else ():
                link = self.document.resolve(one)
                to = self._target(link) if link.is_mapping else ""
                taken = link.value.get("parameters") if to else None
                if is_object(taken):
                    yield from _understood(one.pointer, to, path, taken)

    def _target(self, link: Node) -> str:
        """Return the pointer of the operation that a link leads to; empty where there is none."""
        reference = link.text("operationRef")
        if reference:
            return unquote(reference) if reference.startswith("#/paths/") else ""
        if not self.by_id:
            self.by_id.update(self._ids())
        return self.by_id.get(link.text("operationId"), "")

    def _ids(self) -> dict[str, str]:
        paths: dict[str, Json] = self.document.root.value.get("paths") or {}
        found: dict[str, str] = {}
        for path, item in paths.items():
            for method, operation in item.items() if is_object(item) else ():
                if is_object(operation) and isinstance(operation.get("operationId"), str):
                    pointer = "#" + pointer_of(("paths", path, method))
                    found.setdefault(operation["operationId"], pointer)
        return found


def _understood(at: str, to: str, path: str, taken: dict[str, Json]) -> Iterator[Link]:
    steps = steps_of(to.removeprefix("#"))
    if len(steps) != 3 or steps[2] != "get":
        return
    way = steps[1]
    told = {
        name.removeprefix("path."): value.removeprefix(_TOLD)
        for name, value in taken.items()
        if isinstance(value, str) and value.startswith(_TOLD)
    }
    names = _NAMES.findall(way)
    rest = [name for name in names if name not in told]
    is_given = set(rest) <= set(_NAMES.findall(path)) and set(told) <= set(names)
    if len(told) == 1 and len(told) + len(rest) == len(names) and is_given:
        ((parameter, pointer),) = told.items()
        yield Link(at, to, parameter, pointer)
