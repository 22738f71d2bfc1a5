"""Operations: one method of one path, put together of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from functools import partial
from typing import Any, Literal

from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.ir import Body, Doc, Link, Operation, Server, Strength
from callsheet.ir.late import digest_of, later
from callsheet.lower.answers import Answers
from callsheet.lower.arguments import Arguments
from callsheet.lower.contents import Contents
from callsheet.lower.links import Links
from callsheet.lower.memory import Units, failures_of
from callsheet.lower.parameters import Parameters
from callsheet.lower.surroundings import security_of, servers_of
from callsheet.read import Document
from callsheet.slices import Slices
from callsheet.source import Node, pointer_of

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True, slots=True)
class Operations:
    """Lowers the operations of a document's paths."""

    document: Document
    contents: Contents
    parameters: Parameters
    answers: Answers
    arguments: Arguments
    security: tuple[tuple[str, ...], ...]
    """What the document asks for where an operation is silent."""
    schemes: frozenset[str]
    report: Report
    units: Units
    links: Links
    slices: Slices | None
    """None where nothing is kept from run to run."""
    nameless: frozenset[str] = frozenset()
    """Operations whose operationId is another's, by where they stand."""
    nodes: dict[str, Node] = field(default_factory=dict[str, Node])
    """Where each operation stands."""

    def each(self) -> Iterator[tuple[Node, Operation]]:
        """Yield every operation with its node, in the document's order, without its job."""
        paths = self.document.root.get("paths")
        for path, item in paths.items() if paths is not None else ():
            found = self.document.resolve(item)
            for key, node in found.items() if not path.startswith("x-") else ():
                if key.lower() in METHODS and node.is_mapping:
                    yield node, self._operation(path, item, found, node)

    def _operation(self, path: str, item: Node, found: Node, node: Node) -> Operation:
        """Return one operation. ``item`` is where the path stands, ``found`` the item behind it."""
        head = self._head(path, item, found, node)
        pointer, id_ = head["pointer"], head["id"]
        self.nodes[pointer] = node
        slice_ = self._slice(path, found, node, id_, head["links"])
        entry = self.units.recall(pointer, slice_)
        if entry is not None:
            make = partial(self._whole, head, path, found, node)
            made = later(Operation, entry["digest"], make, **head)
            if made.late is not None:
                made.late.usages = tuple(map(tuple, entry["usages"]))
                made.late.gives_bytes = entry["gives bytes"]
            return made
        with self.units.noting(pointer, slice_) as entry:
            made = self._whole(head, path, found, node)
            if slice_:
                entry["digest"], entry["failures"] = digest_of(made), failures_of(made)
                entry["gives bytes"] = made.gives_bytes
        return made

    def _slice(self, path: str, found: Node, node: Node, id_: str, links: tuple[Link, ...]) -> str:
        """Return the digest of all that an operation is made of; empty where nothing is kept."""
        if self.slices is None or "x-job" in node.value:
            return ""
        shared = [one for name in ("parameters", "servers") if (one := found.get(name))]
        return self.slices.digest([node, *shared], path, found.pointer, id_, links, self.security)

    def _head(self, path: str, item: Node, found: Node, node: Node) -> dict[str, Any]:
        """Return the members of an operation that stand in so many words in its own node."""
        id_ = "" if node.pointer in self.nameless else node.text("operationId")
        own = security_of(node, self.schemes)
        return {
            "pointer": item.pointer + pointer_of((node.key,)),
            "id": id_,
            "method": node.key.upper(),
            "path": path,
            "doc": Doc(node.text("summary").strip(), node.text("description").strip()),
            "security": self.security if own is None else own,
            "server": _first(servers_of(node) or servers_of(found)),
            "job": None,
            "echo": tuple(_pairs(node, "x-echo")),
            "shown_defaults": tuple(_pairs(node, "x-defaults")),
            "selects": tuple(_selects(node)),
            "resend": _resend(node),
            "idempotency_header": node.text("x-idempotency-key"),
            "deprecated": node.flag("deprecated"),
            "links": tuple(self.links.of(path, node)),
            "strength": _wish(path, node, id_),
        }

    def _whole(self, head: dict[str, Any], path: str, found: Node, node: Node) -> Operation:
        wish, title = head["strength"], f"{head['method']} {path}"
        made = Operation(
            **head,
            parameters=tuple(self.parameters.of(path, found, node, wish, title)),
            body=self._body(node, wish, title),
            responses=tuple(self.answers.of(node, wish, title)),
            arguments=(),
        )
        self._tell_left_out(node, title)
        return replace(made, arguments=self.arguments.of(made, node))

    def _body(self, node: Node, wish: Strength, title: str) -> Body | None:
        found = node.get("requestBody")
        if found is None:
            return None
        holder = self.document.resolve(found)
        name = Strength("derived", f"{wish.wish} request")
        contents = self.contents.of(holder, "request", name, title)
        structured = tuple(one for one in contents if one.kind not in ("binary", "text"))
        if structured and len(structured) < len(contents):
            left = ", ".join(one.media for one in contents if one not in structured)
            text = f"{left}: left out; clients send {structured[0].media}"
            self.report.note("media-type-left-out", text, holder.place, operation=title)
        contents = structured or contents
        doc = Doc("", holder.text("description").strip())
        return Body(holder.pointer, holder.flag("required"), contents, doc) if contents else None

    def _tell_left_out(self, node: Node, title: str) -> None:
        callbacks = node.get("callbacks")
        if callbacks is not None:
            self.report.warning(
                "callback-left-out",
                "callbacks are requests from the server to you; no client is made for them",
                callbacks.key_place,
                operation=title,
            )


def _wish(path: str, node: Node, given: str) -> Strength:
    if pinned := node.text("x-name"):
        return Strength("pinned", pinned)
    if given:
        return Strength("given", given)
    steps = [step for step in path.split("/") if step]
    words = [f"by {step[1:-1]}" if step.startswith("{") else step for step in steps]
    return Strength("derived", " ".join([node.key.lower(), *words]))


def _first(servers: tuple[Server, ...]) -> Server | None:
    return servers[0] if servers else None


def _pairs(node: Node, extension: str) -> Iterator[tuple[str, str]]:
    declared = node.get(extension)
    for answer, asked in declared.items() if declared is not None else ():
        yield answer, str(asked.value)


def _selects(node: Node) -> Iterator[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    declared = node.get("x-selects")
    for name, values in declared.items() if declared is not None else ():
        yield name, tuple((value, tuple(media.value)) for value, media in values.items())


def _resend(node: Node) -> Literal["", "always", "never"]:
    match node.text("x-resend"):
        case "always":
            return "always"
        case "never":
            return "never"
        case _:
            return ""
