"""Arguments: what a caller passes, whether it travels as a parameter or in the body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from callsheet.data import dataclass
from callsheet.ir import (
    Argument,
    Body,
    Content,
    Field,
    Operation,
    Optional,
    Parameter,
    Presence,
    Required,
    Strength,
)
from callsheet.lower.labels import strength_of
from callsheet.lower.schemas import Schemas, View
from callsheet.lower.unions import join
from callsheet.read import Document
from callsheet.source import Node


@dataclass(frozen=True, slots=True)
class Arguments:
    """Makes the arguments of operations."""

    document: Document
    schemas: Schemas
    nodes: dict[str, Node] = field(default_factory=dict[str, Node])
    """Where each argument stands."""

    def of(self, operation: Operation, node: Node) -> tuple[Argument, ...]:
        """Return the arguments of an operation, required ones first."""
        made = [_from_parameter(operation, parameter) for parameter in operation.parameters]
        if operation.body is not None:
            holder = self.document.resolve(node / "requestBody")
            made.extend(self._from_body(operation, operation.body, holder))
        return tuple(sorted(made, key=lambda one: not isinstance(one.presence, Required)))

    def _from_body(self, operation: Operation, body: Body, holder: Node) -> Iterator[Argument]:
        """Yield an argument for each field where every media type has fields, else one for all."""
        fields: dict[str, list[tuple[Content, Field]]] = {}
        for content in body.contents:
            found = self._fields(operation, content, holder)
            if found is None:
                yield self._whole(operation, body, holder)
                return
            for one in found:
                fields.setdefault(one.key, []).append((content, one))
        for key, uses in fields.items():
            yield self._from_field(operation, body, key, uses)

    def _fields(
        self, operation: Operation, content: Content, holder: Node
    ) -> tuple[Field, ...] | None:
        if content.kind in ("text", "binary"):
            return None
        listed = (self.document.resolve(one) for _, one in (holder / "content").items())
        media = next(one for one in listed if one.pointer == content.pointer)
        schema = media.get("schema")
        if schema is None:
            return None
        wish = Strength("derived", f"{operation.strength.wish} request")
        return self.schemas.fields_of(schema, View("request", wish, binary=content.kind != "json"))

    def _from_field(
        self, operation: Operation, body: Body, key: str, uses: list[tuple[Content, Field]]
    ) -> Argument:
        first = uses[0][1]
        is_everywhere = len(uses) == len(body.contents)
        is_needed = all(isinstance(one.presence, Required) for _, one in uses)
        presence: Presence = first.presence
        if isinstance(presence, Required) and not (body.required and is_everywhere and is_needed):
            presence = Optional()
        elif body.required and is_everywhere and is_needed:
            presence = Required()
        pointer = f"{operation.pointer}~field/{key}"
        node = self.nodes[pointer] = self.schemas.nodes[first.pointer]
        return Argument(
            pointer=pointer,
            wire=key,
            source="field",
            type=join(one.type for _, one in uses),
            presence=presence,
            doc=next((one.doc for _, one in uses if one.doc.description), first.doc),
            schema=first.schema,
            deprecated=all(one.deprecated for _, one in uses),
            media=tuple(content.media for content, _ in uses),
            strength=strength_of(node, key, "body"),
        )

    def _whole(self, operation: Operation, body: Body, holder: Node) -> Argument:
        pointer = f"{operation.pointer}~body"
        self.nodes[pointer] = holder
        return Argument(
            pointer=pointer,
            wire="",
            source="body",
            type=join(content.type for content in body.contents),
            presence=Required() if body.required else Optional(),
            doc=body.doc,
            schema=body.contents[0].schema,
            media=tuple(content.media for content in body.contents),
            strength=Strength("given", "body", "body"),
        )


def _from_parameter(operation: Operation, parameter: Parameter) -> Argument:
    return Argument(
        pointer=f"{operation.pointer}~{parameter.location}/{parameter.wire}",
        wire=parameter.wire,
        source=parameter.location,
        type=parameter.type,
        presence=parameter.presence,
        doc=parameter.doc,
        schema=parameter.schema,
        deprecated=parameter.deprecated,
        strength=parameter.strength,
    )
