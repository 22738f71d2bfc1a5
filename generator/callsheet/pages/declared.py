"""What the document declares, laid out as pages tell it: operations, and groups of named fields.

A group is what one table of a page describes: the query parameters of an operation, the fields of
its body, those of one object within. All alternatives of a body count as one group, since pages
seldom tell them apart; a field is required where every alternative requires it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Any, Literal

from callsheet.data import dataclass
from callsheet.document import Document
from callsheet.pages.gather import Members, Says, each_of
from callsheet.shape import METHODS
from callsheet.source import Node

Where = Literal["path", "query", "header", "cookie", "body", "answer", "answer header"]

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter, header or property, with what every alternative of its schema says."""

    name: str
    node: Node
    """The parameter or the property's schema, as it stands in the document."""
    required: bool
    types: frozenset[str]
    """JSON types; ``file`` for binary content. Empty where anything goes."""
    values: tuple[Any, ...] = ()
    """Known values."""
    closed: bool = False
    """Whether no others are allowed."""
    default: tuple[Any, ...] = ()
    """The default, or nothing."""
    limits: Mapping[str, float] = field(default_factory=dict[str, float])
    nodes: tuple[Node, ...] = ()
    """Its schema in every alternative of the object that names it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together."""

    where: Where
    prefix: str
    """Dotted path of the object that they belong to: '' for the body itself, ``error``."""
    fields: Mapping[str, Field]
    node: Node
    """The object's schema, or the operation for parameters."""
    statuses: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    open: bool = True
    """Whether the schema allows fields that it does not name."""
    nodes: tuple[Node, ...] = ()
    """All alternatives of the object's schema."""
    choice: bool = False
    """Whether the schema has alternatives of its own, of which one may let anything pass."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    node: Node
    groups: tuple[Group, ...]
    answers: Mapping[str, Node]
    """By status, ``default`` and ranges as they are."""
    bodies: Mapping[str, Node]
    """Media type objects of the request body."""

    @property
    def title(self) -> str:
        """``GET /path``."""
        return f"{self.method} {self.path}"


def operations_of(document: Document) -> list[Operation]:
    """Return all operations, in the document's order."""
    found = list[Operation]()
    paths = document.root.get("paths")
    for path, item in paths.items() if paths else ():
        if path.startswith("/"):
            there = document.resolve(item)
            shared = list(each_of(there.get("parameters")))
            for method in METHODS:
                node = there.get(method)
                if node is not None and node.is_mapping:
                    found.append(_operation(document, path, method.upper(), node, shared))
    return found


def _operation(
    document: Document, path: str, method: str, node: Node, shared: list[Node]
) -> Operation:
    parameters = dict[tuple[str, str], Node]()
    for parameter in (*shared, *each_of(node.get("parameters"))):
        there = document.resolve(parameter)
        parameters[there.text("in"), there.text("name")] = there
    groups = [
        Group(where, "", fields, node, open=False)
        for where in ("path", "query", "header", "cookie")
        if (fields := _parameters(document, parameters, where))
    ]
    body = node.get("requestBody")
    bodies = _members(document.resolve(body).get("content")) if body else {}
    merged = dict[str, Node]()
    for content in bodies.values():
        schema = content.get("schema")
        if schema is not None:
            there = document.resolve(schema)
            merged[there.pointer] = there
    if merged:
        groups += _groups(document, list(merged.values()), "body", media=tuple(bodies))
    answers = {
        status: document.resolve(answer)
        for status, answer in _members(node.get("responses")).items()
        if not status.startswith("x-")
    }
    groups += _answers(document, answers)
    return Operation(method, path, node, tuple(groups), answers, bodies)


def _members(node: Node | None) -> dict[str, Node]:
    return dict(node.items()) if node is not None else {}


def _answers(document: Document, answers: Mapping[str, Node]) -> Iterator[Group]:
    """Yield the groups of all answers; those with one schema once, with all their statuses."""
    by_schema = dict[str, tuple[Node, list[str], list[str]]]()
    headers, first = dict[str, Field](), None
    for status, answer in answers.items():
        content = answer.get("content")
        for media, inner in content.items() if content else ():
            schema = inner.get("schema")
            if schema is not None:
                at = document.resolve(schema)
                entry = by_schema.setdefault(at.pointer, (at, [], []))
                entry[1].append(status)
                entry[2].append(media)
        listed = answer.get("headers")
        for name, header in listed.items() if listed else ():
            headers.setdefault(name, _field(document, name, document.resolve(header), "schema"))
            first = first or answer
    for at, codes, kinds in by_schema.values():
        yield from _groups(document, [at], "answer", statuses=tuple(codes), media=tuple(kinds))
    if headers and first:
        yield Group("answer header", "", headers, first)


def _parameters(
    document: Document, parameters: Mapping[tuple[str, str], Node], where: str
) -> dict[str, Field]:
    return {
        name: _field(document, name, node, "schema", required=node.flag("required"))
        for (place, name), node in parameters.items()
        if place == where
    }


def _field(
    document: Document, name: str, node: Node, member: str = "", *, required: bool = False
) -> Field:
    schema = node.get(member) if member else node
    says = Says()
    if schema is not None:
        says.hear(document, schema, frozenset())
    return Field(
        name,
        node,
        required,
        frozenset(says.types) if says.bounded else frozenset(),
        tuple(says.values),
        bool(says.values) and not says.open,
        tuple(says.default[:1]),
        says.limits,
    )


# Objects: the properties of a schema and of the objects within it.


def _groups(
    document: Document,
    schemas: list[Node],
    where: Where,
    *,
    statuses: tuple[str, ...] = (),
    media: tuple[str, ...] = (),
) -> Iterator[Group]:
    waiting = [("", schemas, frozenset[str]())]
    while waiting:
        prefix, nodes, seen = waiting.pop(0)
        members = Members()
        for node in nodes:
            members.hear(document, node, seen)
        if not members.found:
            continue
        # Alternatives of the whole (two media types, say) count as alternatives of each property.
        fields = {
            name: _merged(document, name, there, required=members.required(name))
            for name, there in members.found.items()
        }
        yield Group(
            where, prefix, fields, nodes[0], statuses, media, members.open, tuple(nodes),
            members.choice,
        )  # fmt: skip
        if prefix.count(".") < _DEEPEST:
            inner = seen | {node.pointer for node in nodes} | members.seen
            for name, there in members.found.items():
                below = [item for node in there for item in _inside(document, node, inner)]
                if below:
                    waiting.append((f"{prefix}.{name}" if prefix else name, below, inner))


def _inside(document: Document, node: Node, seen: frozenset[str]) -> list[Node]:
    """Return the schemas of the objects that a property holds, those of a list's items included."""
    try:
        at = document.resolve(node)
    except LookupError:
        return []
    if at.pointer in seen:
        return []
    items = at.get("items")
    return [items] if items is not None and items.is_mapping else [at]


def _merged(document: Document, name: str, nodes: list[Node], *, required: bool) -> Field:
    fields = [_field(document, name, node, required=required) for node in nodes]
    first = fields[0]
    if len(fields) == 1:
        return replace(first, nodes=tuple(nodes))
    values = list[Any]()
    for each in fields:
        values += [one for one in each.values if one not in values]
    anything = any(not each.types for each in fields)
    return Field(
        name,
        first.node,
        required,
        frozenset() if anything else frozenset[str]().union(*(each.types for each in fields)),
        tuple(values),
        all(each.closed for each in fields),
        next((each.default for each in fields if each.default), ()),
        first.limits,
        tuple(nodes),
    )
