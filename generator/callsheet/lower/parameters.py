"""Parameters: values in the path, the query, headers and cookies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.ir import (
    Anything,
    Default,
    Doc,
    Kind,
    Optional,
    Parameter,
    Presence,
    Required,
    Scalar,
    Strength,
)
from callsheet.jsonschema import JsonSchemas
from callsheet.lower.contents import Contents
from callsheet.lower.labels import strength_of
from callsheet.lower.schemas import Schemas, View
from callsheet.plain import is_object
from callsheet.read import Document
from callsheet.source import Node, pointer_of

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
"""By location, the default first."""
_IGNORED_HEADERS = {"accept", "content-type", "authorization"}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Lowers the parameters of operations."""

    document: Document
    schemas: Schemas
    contents: Contents
    json_schemas: JsonSchemas
    report: Report

    def of(
        self, path: str, item: Node, node: Node, wish: Strength, title: str
    ) -> Iterator[Parameter]:
        """Yield the parameters of a path item and its operation, the operation's own winning."""
        listed: dict[tuple[str, str], Node] = {}
        for holder in (item, node):
            parameters = holder.get("parameters")
            for one in parameters.each() if parameters is not None else ():
                found = self.document.resolve(one)
                listed[found.text("in"), found.text("name")] = one
        placeholders = list(dict.fromkeys(_PLACEHOLDER.findall(path)))
        for (where, name), one in listed.items():
            found = self.document.resolve(one)
            if not self._is_left_out(where, name, found, placeholders, title):
                yield self._parameter(one, found, where, wish, title)
        for name in placeholders:
            if ("path", name) not in listed:
                yield self._undeclared(node, name, title)

    def _is_left_out(
        self, where: str, name: str, node: Node, placeholders: list[str], title: str
    ) -> bool:
        why = ""
        if where not in _STYLES or not name:
            why = "a parameter needs a name, and `in` to be path, query, header or cookie"
        elif where == "path" and name not in placeholders:
            why = f"the path has no placeholder {{{name}}}; the parameter is left out"
        elif where == "header" and name.lower() in _IGNORED_HEADERS:
            text = f"media types and security set the header {name}; OpenAPI ignores it here"
            self.report.note("header-ignored", text, node.place, operation=title)
            return True
        if why:
            self.report.warning("parameter-left-out", why, node.place, operation=title)
        return bool(why)

    def _undeclared(self, node: Node, name: str, title: str) -> Parameter:
        self.report.warning(
            "path-parameter-undeclared",
            f"{{{name}}} in the path is not declared as a parameter; a string is assumed",
            node.key_place,
            operation=title,
            hint=f"add a parameter with `name: {name}`, `in: path`, `required: true`",
        )
        return Parameter(
            pointer=node.pointer + pointer_of(("parameters", "~" + name)),
            wire=name,
            location="path",
            type=Scalar(Kind.STRING),
            presence=Required(),
            doc=Doc(),
            style="simple",
            explode=False,
            schema={"type": "string"},
            strength=Strength("given", name, "path"),
        )

    def _parameter(
        self, one: Node, node: Node, where: Any, wish: Strength, title: str
    ) -> Parameter:
        name = node.text("name")
        schema, media = node.get("schema"), ""
        content = node.get("content")
        if content is not None and is_object(content.value) and content.value:
            media, holder = next(iter(content.items()))
            schema = self.document.resolve(holder).get("schema")
        view = View("request", Strength("derived", f"{wish.wish} {name}"))
        style = self._style(node, where, title)
        explode = node.value.get("explode")
        return Parameter(
            pointer=one.pointer,
            wire=name,
            location=where,
            type=self.schemas.type_of(schema, view) if schema is not None else Anything(),
            presence=self._presence(node, schema, where),
            doc=Doc("", node.text("description").strip()),
            style=style,
            explode=explode if isinstance(explode, bool) else style == "form",
            schema=self.json_schemas.of(schema, "request") if schema is not None else True,
            allow_reserved=node.flag("allowReserved"),
            media=media,
            deprecated=node.flag("deprecated"),
            examples=tuple(self.contents.examples(node)),
            strength=strength_of(node, name, where),
        )

    def _style(self, node: Node, where: str, title: str) -> Any:
        allowed = _STYLES[where]
        style = node.text("style", allowed[0])
        if style in allowed:
            return style
        self.report.warning(
            "style-unknown",
            f"a {where} parameter cannot have the style {style!r}; {allowed[0]!r} is used",
            (node / "style").place,
            operation=title,
            hint=f"use one of {', '.join(allowed)}",
        )
        return allowed[0]

    def _presence(self, node: Node, schema: Node | None, where: str) -> Presence:
        if where == "path" or node.flag("required"):
            return Required()
        for told in (schema, self.document.resolve(schema)) if schema is not None else ():
            if is_object(told.value) and "default" in told.value:
                return Default(told.value["default"])
        return Optional()
