"""Lower: a document becomes the intermediate representation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from callsheet.diagnostics import Place, Report
from callsheet.ir import Api, Doc, Failure, Operation, Resource, Strength, Type
from callsheet.jsonschema import JsonSchemas
from callsheet.lower.answers import Answers
from callsheet.lower.arguments import Arguments
from callsheet.lower.contents import Contents
from callsheet.lower.drop_in import drop_ins_of
from callsheet.lower.jobs import job_of, with_scale
from callsheet.lower.operations import Operations
from callsheet.lower.parameters import Parameters
from callsheet.lower.schemas import Schemas, View
from callsheet.lower.surroundings import error_facts, schemes_of, security_of, servers_of
from callsheet.lower.unions import join
from callsheet.read import Document, namesakes
from callsheet.source import Node

_VERSION_STEP = re.compile(r"(api|v\d+[\w.]*|rest|latest|\d[\w.\-]*)\Z", re.IGNORECASE)


def lower(document: Document, report: Report) -> Api:
    """Return what the document says as facts. What it cannot express goes into the report."""
    root = document.root
    schemas = Schemas(document, report)
    json_schemas = JsonSchemas(document)
    contents = Contents(document, schemas, json_schemas, report)
    schemes = schemes_of(document, report)
    keys = frozenset(scheme.key for scheme in schemes)
    _declare_components(document, schemas)
    arguments = Arguments(document, schemas)
    lowering = Operations(
        document=document,
        contents=contents,
        parameters=Parameters(document, schemas, contents, json_schemas, report),
        answers=Answers(document, schemas, contents, json_schemas, report),
        arguments=arguments,
        security=security_of(root, keys) or (),
        schemes=keys,
        report=report,
        nameless=frozenset(part.node.pointer for part, _ in namesakes(document)),
    )
    pairs = list(lowering.each())
    ids = {operation.id: operation.pointer for _, operation in pairs if operation.id}
    plain, schema_of = [one for _, one in pairs], json_schemas.definitions
    jobs = ((node, replace(one, job=job_of(node, ids))) for node, one in pairs)
    operations = [(node, with_scale(one, plain, schema_of)) for node, one in jobs]
    _tell_webhooks(root, report)
    info = root.get("info") or root
    licensed = info.get("license")
    nodes = schemas.nodes | lowering.nodes | arguments.nodes
    return Api(
        title=info.text("title").strip() or "API",
        version=info.text("version").strip() or "0.0.0",
        doc=Doc(info.text("summary").strip(), info.text("description").strip()),
        license=(licensed.text("identifier") or licensed.text("name")) if licensed else "",
        servers=servers_of(root),
        schemes=schemes,
        declarations=tuple(schemas.declarations.values()),
        resources=tuple(_resources(root, operations)),
        schemas=json_schemas.definitions,
        errors=error_facts(root),
        failures=tuple(_failures([operation for _, operation in operations])),
        samples=tuple(contents.samples[path] for path in sorted(contents.samples)),
        drop_ins=drop_ins_of(root, ids),
        locate=lambda pointer: _place(root, nodes, pointer),
    )


def _declare_components(document: Document, schemas: Schemas) -> None:
    """Lower the components first: their order is the document's, and unused ones are kept."""
    components = document.root.get("components")
    listed = components.get("schemas") if components else None
    for _, node in listed.items() if listed else ():
        reference = Node(node.source, (*node.path, "$ref"), {"$ref": node.pointer})
        schemas.type_of(reference, View("response", Strength("derived", "")))


def _resources(root: Node, operations: list[tuple[Node, Operation]]) -> Iterator[Resource]:
    listed_tags = root.get("tags")
    tags = {tag.text("name"): tag for tag in listed_tags.each()} if listed_tags else {}
    groups: dict[str, list[Operation]] = {}
    for node, operation in operations:
        listed = node.get("tags")
        first = (
            next((tag.value for tag in listed.each() if isinstance(tag.value, str)), "")
            if listed
            else ""
        )
        groups.setdefault(first or _first_word(operation.path), []).append(operation)
    ordered = [name for name in tags if name in groups] + [
        name for name in groups if name not in tags
    ]
    for name in ordered:
        tag = tags.get(name)
        pinned = tag.text("x-name") if tag else ""
        doc = Doc("", tag.text("description").strip()) if tag else Doc()
        strength = Strength("pinned", pinned) if pinned else Strength("given", name)
        yield Resource(f"#/tags/{name}", tuple(groups[name]), doc, strength)


def _first_word(path: str) -> str:
    """Return the first word of a path that tells something: ``pets`` of ``/api/v1/pets/{id}``."""
    route = re.split("[?#]", path)[0]  # behind `#`, some tell operations of one path apart
    steps = [step for step in route.split("/") if step and "{" not in step]
    telling = [step for step in steps if not _VERSION_STEP.match(step)]
    return (telling or steps or ["default"])[0]


def _failures(operations: list[Operation]) -> Iterator[Failure]:
    types: dict[str, list[Type]] = {}
    for operation in operations:
        for response in operation.failures:
            found = types.setdefault(response.status, [])
            found.extend(content.value for content in response.contents if content.kind == "json")
    for status in sorted(types):
        yield Failure(
            f"#/failures/{status}", status, join(types[status]) if types[status] else None
        )


def _tell_webhooks(root: Node, report: Report) -> None:
    webhooks = root.get("webhooks")
    for name, node in webhooks.items() if webhooks else ():
        report.warning(
            "webhook-left-out",
            f"the webhook {name!r} is a request from the server to you; no client is made for it",
            node.key_place,
        )


def _place(root: Node, nodes: dict[str, Node], pointer: str) -> Place:
    node = nodes.get(pointer)
    if node is not None:
        return node.key_place
    plain = pointer.split("~request")[0].split("~field")[0]
    if plain in nodes:
        return nodes[plain].key_place
    steps = plain.partition("#")[2]
    return root.source.place(
        tuple(s.replace("~1", "/").replace("~0", "~") for s in steps.split("/")[1:]), key=True
    )
