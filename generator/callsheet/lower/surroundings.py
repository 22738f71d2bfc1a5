"""What stands around the operations: servers, security schemes, error facts."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.diagnostics import Report
from callsheet.ir import Doc, ErrorFacts, Scheme, Server
from callsheet.lower.jobs import pointers_at
from callsheet.lower.labels import doc_of
from callsheet.read import Document
from callsheet.source import Node


def servers_of(holder: Node) -> tuple[Server, ...]:
    """Return the servers that a document, path or operation names."""
    listed = holder.get("servers")
    return tuple(_server(one) for one in listed.each() if one.text("url")) if listed else ()


def _server(node: Node) -> Server:
    variables = node.get("variables")
    pairs = (
        (
            (name, str(one.value.get("default", "")))
            for name, one in variables.items()
            if one.is_mapping
        )
        if variables
        else ()
    )
    return Server(node.pointer, node.text("url"), doc_of(node), tuple(pairs))


def schemes_of(document: Document, report: Report) -> tuple[Scheme, ...]:
    """Return the ways to authenticate, in the document's order."""
    return tuple(_schemes(document, report))


def _schemes(document: Document, report: Report) -> Iterator[Scheme]:
    components = document.root.get("components")
    listed = components.get("securitySchemes") if components else None
    for key, one in listed.items() if listed else ():
        node = document.resolve(one)
        doc = Doc("", node.text("description").strip())
        kind, form = node.text("type"), node.text("scheme").lower()
        if kind == "http" and form == "basic":
            yield Scheme(one.pointer, key, "basic", "Authorization", doc)
        elif kind == "http" and form == "bearer":
            yield Scheme(one.pointer, key, "bearer", "Authorization", doc)
        elif kind == "apiKey" and (place := node.text("in")) in ("header", "query", "cookie"):
            yield Scheme(one.pointer, key, place, node.text("name"), doc)  # type: ignore[arg-type]
        elif kind in ("oauth2", "openIdConnect"):
            report.note(
                "token-as-bearer",
                f"{key!r}: clients take a token got elsewhere and send it as a bearer token",
                one.key_place,
            )
            yield Scheme(one.pointer, key, "bearer", "Authorization", doc)
        else:
            report.warning(
                "security-left-out",
                f"{key!r}: clients cannot authenticate with {(form or kind)!r}",
                one.key_place,
                hint="give an http client that does, where the client is constructed",
            )


def security_of(holder: Node, known: frozenset[str]) -> tuple[tuple[str, ...], ...] | None:
    """Return the alternatives that a document or operation asks for, or None where it is silent."""
    listed = holder.get("security")
    if listed is None:
        return None
    made = [tuple(one.value) for one in listed.each() if one.is_mapping]
    return tuple(keys for keys in made if all(key in known for key in keys))


def error_facts(root: Node) -> ErrorFacts:
    """Return where error bodies say what happened: as declared, else where most APIs say it."""
    declared = root.get("x-error")
    named = root.get("x-request-id")

    def at(member: str, *fallback: str) -> tuple[str, ...]:
        return pointers_at(
            declared.get(member) if declared else None, *(() if declared else fallback)
        )

    return ErrorFacts(
        message=at(
            "message",
            "/error/message",
            "/message",
            "/detail",
            "/title",
            "/error_description",
            "/error",
        ),
        code=at("code", "/error/code", "/code"),
        type=at("type", "/error/type", "/type"),
        param=at("param", "/error/param", "/param"),
        request_id=tuple(named.value) if named else ("X-Request-Id",),
    )
