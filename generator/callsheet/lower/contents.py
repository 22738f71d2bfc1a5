"""Bodies: what each media type carries, and its examples."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callsheet.diagnostics import Report
from callsheet.ir import (
    Anything,
    BodyKind,
    Content,
    Example,
    Json,
    Kind,
    Nullable,
    Part,
    Record,
    Ref,
    Sample,
    Scalar,
    Strength,
    Style,
    Type,
    Union,
    Unwrap,
)
from callsheet.jsonschema import JsonSchemas
from callsheet.lower.directions import Direction
from callsheet.lower.schemas import Schemas, View
from callsheet.lower.unions import join
from callsheet.plain import is_object
from callsheet.read import Document
from callsheet.source import Node, steps_of

_STYLES: tuple[Style, ...] = ("form", "spaceDelimited", "pipeDelimited", "deepObject")
"""How a field of a form may travel, the usual way first."""
_JSON = re.compile(r"(application|text)/json\b|[^;]+\+json\b|\*/\*\Z", re.IGNORECASE)
_TEXT = re.compile(
    r"text/|application/(xml|javascript|yaml|x-yaml|x-ndjson|jsonl)\b|[^;]+\+(xml|yaml)\b",
    re.IGNORECASE,
)


class Contents:
    """Lowers the ``content`` of requests, responses and parameters."""

    def __init__(
        self, document: Document, schemas: Schemas, json_schemas: JsonSchemas, report: Report
    ) -> None:
        self.document = document
        self.schemas = schemas
        self.json_schemas = json_schemas
        self.report = report
        self.samples: dict[str, Sample] = {}

    def of(
        self, holder: Node, direction: Direction, wish: Strength, operation: str
    ) -> tuple[Content, ...]:
        """Return the media types of a body, in order, without those that another one stands for."""
        listed = holder.get("content")
        if listed is None:
            return ()
        made = [self._content(media, node, direction, wish) for media, node in listed.items()]
        return self._without_doubles(listed, made, operation)

    def _without_doubles(
        self, listed: Node, made: list[Content], operation: str
    ) -> tuple[Content, ...]:
        """Drop text and XML where JSON says the same, and repeated spellings of JSON."""
        jsons = [content for content in made if content.kind == "json"]
        if not jsons:
            return tuple(made)
        kept: list[Content] = []
        for content in made:
            is_double = content.kind == "json" and any(
                k.kind == "json" and k.type == content.type for k in kept
            )
            if content.kind == "text" or is_double:
                self.report.note(
                    "media-type-left-out",
                    f"{content.media} is left out; clients use {jsons[0].media}",
                    (listed / content.media).key_place,
                    operation=operation,
                )
                continue
            kept.append(content)
        return tuple(kept)

    def _content(self, media: str, node: Node, direction: Direction, wish: Strength) -> Content:
        node = self.document.resolve(node)
        kind = kind_of(media)
        schema = node.get("schema")
        is_form = kind in ("form", "multipart")
        made: Type = Anything()
        plain: Json = True
        if schema is not None:
            plain = self.json_schemas.of(schema, direction)
            if kind in ("json", "form", "multipart"):
                made = self.schemas.type_of(schema, View(direction, wish, binary=is_form))
        if kind == "text":
            made = Scalar(Kind.STRING)
        elif kind == "binary":
            made = Scalar(Kind.BINARY)
        unwrap = _unwrap(node)
        return Content(
            pointer=node.pointer,
            media=media.strip(),
            kind=kind,
            type=made,
            schema=plain,
            parts=tuple(self._parts(node)) if is_form else (),
            examples=tuple(self.examples(node)),
            unwrap=unwrap,
            unwrapped=self._unwrapped(made, unwrap) if unwrap else None,
        )

    def _parts(self, node: Node) -> Iterator[Part]:
        encoding = node.get("encoding")
        for key, one in encoding.items() if encoding else ():
            style = self._style(one)
            explode = one.value.get("explode", style == "form") if one.is_mapping else True
            media, reserved = one.text("contentType"), one.flag("allowReserved")
            yield Part(key, media, style, explode is True, reserved)

    def _style(self, node: Node) -> Style:
        said = node.text("style", _STYLES[0])
        for style in _STYLES:
            if said == style:
                return style
        self.report.warning(
            "style-unknown",
            f"a field of a form cannot have the style {said!r}; {_STYLES[0]!r} is used",
            (node / "style").place,
            hint=f"use one of {', '.join(_STYLES)}",
        )
        return _STYLES[0]

    def _unwrapped(self, made: Type, unwrap: Unwrap) -> Type:
        """Return the type with each envelope replaced by what it carries."""
        if isinstance(made, Nullable):
            return Nullable(self._unwrapped(made.inner, unwrap))
        if isinstance(made, Union):
            return join(self._unwrapped(member, unwrap) for member in made.members)
        if isinstance(made, Ref):
            declaration = self.schemas.declarations.get(made.target)
            if declaration is not None and not isinstance(declaration, Record):
                return self._unwrapped(declaration.type, unwrap)
            return self._payload(made, unwrap)
        return made

    def _payload(self, made: Ref, unwrap: Unwrap) -> Type:
        """Return what an envelope carries. A record with the tell-tale itself is no envelope."""
        if self._member(made, unwrap.unless) is not None:
            return made
        return self._member(made, unwrap.payload) or made

    def _member(self, made: Type, pointer: str) -> Type | None:
        """Return the type of the member that a pointer leads to, or None."""
        for step in steps_of(pointer):
            record = self.schemas.declarations.get(made.target) if isinstance(made, Ref) else None
            fields = record.fields if isinstance(record, Record) else ()
            found = next((field for field in fields if field.key == step), None)
            if found is None:
                return None
            made = found.type.inner if isinstance(found.type, Nullable) else found.type
        return made

    def examples(self, node: Node) -> Iterator[Example]:
        """Yield the examples of a media type or parameter, those of its schema last."""
        if is_object(node.value) and "example" in node.value:
            yield Example((node / "example").pointer, "example", "", node.value["example"])
        named = node.get("examples")
        for name, one in named.items() if named else ():
            found = self.document.resolve(one)
            if not is_object(found.value):
                continue
            file = found.text("externalValue")
            if file:
                file = self._sample(found / "externalValue")
                if not file:
                    continue
            elif "value" not in found.value:
                continue
            yield Example(one.pointer, name, found.text("summary"), found.value.get("value"), file)
        schema = node.get("schema")
        if schema is not None:
            yield from self._schema_examples(self.document.resolve(schema))

    def _schema_examples(self, schema: Node) -> Iterator[Example]:
        if not is_object(schema.value):
            return
        if "example" in schema.value:
            yield Example((schema / "example").pointer, "schema", "", schema.value["example"])
        listed = schema.get("examples")
        for one in listed.each() if listed else ():
            yield Example(one.pointer, f"schema-{int(one.key) + 1}", "", one.value)

    def _sample(self, node: Node) -> str:
        """Read the file that an example names; return its path below the document's folder."""
        folder = self.document.root.source.path.parent.resolve()
        name = str(node.value)
        if "://" in name:
            self.report.note(
                "sample-remote", "an example behind a URL is never fetched", node.place
            )
            return ""
        path = (node.source.path.parent / name).resolve()
        if not path.is_relative_to(folder):
            self.report.error(
                "sample-outside",
                f"the example's file {name!r} lies outside the document's folder",
                node.place,
                hint="move it beside the document",
            )
            return ""
        try:
            content = path.read_bytes()
        except OSError as error:
            why = error.strerror or str(error)
            self.report.warning(
                "sample-missing", f"cannot read the example's file: {why}", node.place
            )
            return ""
        inside = path.relative_to(folder).as_posix()
        self.samples[inside] = Sample(inside, content)
        return inside


def kind_of(media: str) -> BodyKind:
    """Return how bytes of a media type are made and read."""
    word = media.strip().lower()
    if _JSON.match(word):
        return "json"
    if word.startswith("application/x-www-form-urlencoded"):
        return "form"
    if word.startswith("multipart/"):
        return "multipart"
    return "text" if _TEXT.match(word) else "binary"


def _unwrap(node: Node) -> Unwrap | None:
    declared = node.get("x-unwrap")
    if declared is None:
        return None
    return Unwrap(declared.text("payload"), declared.text("unless"))
