"""Operations as the extensions name them: by id, with their parameters and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.data import dataclass
from callsheet.plain import is_list, is_object
from callsheet.source import Node, steps_of

if TYPE_CHECKING:
    from callsheet.document import Document


@dataclass(frozen=True, slots=True)
class Operations:
    """The operations of a document, by ``operationId``."""

    document: Document
    by_id: dict[str, Node]

    @classmethod
    def of(cls, document: Document) -> Operations:
        """Return the operations of a document; of two that share an id, the first."""
        by_id: dict[str, Node] = {}
        for part in document.parts:
            if part.kind == "operation" and is_object(part.value):
                by_id.setdefault(part.node.text("operationId"), part.node)
        by_id.pop("", None)
        return cls(document, by_id)

    def parameters(self, operation: Node) -> dict[str, str]:
        """Return where each parameter travels, by name, those of the path item included."""
        path = operation.path[:-1]
        owners = [
            part.node
            for part in self.document.parts
            if part.path == path and part.kind == "path item"
        ]
        found: dict[str, str] = {}
        for owner in (*owners, operation):
            parameters = owner.get("parameters")
            for node in parameters.each() if parameters else ():
                resolved = self.resolved(node)
                if resolved is not None:
                    found[resolved.text("name")] = resolved.text("in")
        return found

    def answers(self, operation: Node) -> list[Node]:
        """Return the schemas of JSON bodies that mean success, what they wrap included."""
        return [schema for holder in self._successes(operation) for schema in self._schemas(holder)]

    def media(self, operation: Node) -> list[str]:
        """Return the media types of the bodies that mean success."""
        contents = (h.get("content") for h in self._successes(operation) if h is not None)
        return [name for content in contents if content for name, _ in content.items()]

    def _successes(self, operation: Node) -> list[Node | None]:
        responses = operation.get("responses")
        if responses is None:
            return []
        wanted = [r for status, r in responses.items() if status.startswith("2")]
        wanted = wanted or [r for status, r in responses.items() if status == "default"]
        return [self.resolved(response) for response in wanted]

    def request(self, operation: Node) -> list[Node]:
        """Return the schemas of an operation's request body."""
        body = operation.get("requestBody")
        return self._schemas(self.resolved(body)) if body else []

    def resolved(self, node: Node) -> Node | None:
        """Return the thing itself; None where a reference leads nowhere."""
        try:
            return self.document.resolve(node)
        except LookupError:
            return None

    def _schemas(self, holder: Node | None) -> list[Node]:
        content = holder.get("content") if holder else None
        found: list[Node] = []
        for name, media in content.items() if content else ():
            schema = media.get("schema")
            if schema is None or not _is_structured(name):
                continue
            found.append(schema)
            unwrap = media.get("x-unwrap")
            if unwrap is not None:
                found.extend(self.places([schema], unwrap.text("payload")).nodes)
        return found

    def places(self, schemas: list[Node], pointer: str) -> Places:
        """Return the schemas of what stands at a pointer in a value of any of the given schemas."""
        here = Places(tuple(schemas), "closed" if schemas else "unknown")
        for step in steps_of(pointer):
            found = [self._below(schema, step, 0) for schema in here.nodes]
            nodes = tuple(node for places in found for node in places.nodes)
            here = Places(
                nodes, _loosest([places.rest for places in found]) if not nodes else "closed"
            )
            if not nodes:
                break
        return here

    def _below(self, schema: Node, step: str, depth: int) -> Places:
        resolved = self.resolved(schema)
        if resolved is None or not is_object(resolved.value) or depth > 20:
            return Places((), "unknown")
        members = resolved.get("properties")
        own = members.get(step) if members else None
        if own is not None:
            return Places((own,), "closed")
        branches = [self._below(branch, step, depth + 1) for branch in _branches(resolved)]
        nodes = tuple(node for places in branches for node in places.nodes)
        if nodes:
            return Places(nodes, "closed")
        if step.isdigit() and (items := resolved.get("items")) is not None:
            return Places((items,), "closed")
        rest = resolved.value.get("additionalProperties")
        if is_object(rest) and rest:
            return Places((resolved / "additionalProperties",), "closed")
        return Places((), _rest(resolved, branches))


@dataclass(frozen=True, slots=True)
class Places:
    """The schemas at a pointer; where there are none, whether something may be there anyway."""

    nodes: tuple[Node, ...]
    rest: str
    """``closed``: nothing can be there; ``open``: it is not said; ``unknown``: nothing is said."""


def _rest(schema: Node, branches: list[Places]) -> str:
    value = schema.value
    if value.get("additionalProperties") is False or value.get("unevaluatedProperties") is False:
        return "closed"
    types = value.get("type", "object")
    types = types if is_list(types) else [types]
    if not {"object", "array"} & set(types):
        return "closed"
    if branches:
        rests = [places.rest for places in branches]
        return "closed" if "allOf" in value and "closed" in rests else _loosest(rests)
    return "open" if "properties" in value else "unknown"


def _branches(schema: Node) -> list[Node]:
    groups = [schema.get(keyword) for keyword in ("allOf", "anyOf", "oneOf")]
    return [branch for group in groups if group for branch in group.each()]


def _loosest(rests: list[str]) -> str:
    return next(
        (rest for rest in ("unknown", "open") if rest in rests), "closed" if rests else "unknown"
    )


def _is_structured(media: str) -> bool:
    kind = media.partition(";")[0].strip().lower()
    return (
        kind.endswith(("/json", "+json", "/x-www-form-urlencoded", "/form-data")) or kind == "*/*"
    )
