"""Lower: a document becomes the intermediate representation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from callsheet.diagnostics import Place, Report
from callsheet.ir import Api, Doc, Failure, Job, Operation, Resource, Strength, Type
from callsheet.ir.late import complete
from callsheet.jsonschema import JsonSchemas
from callsheet.lower.answers import Answers
from callsheet.lower.arguments import Arguments
from callsheet.lower.contents import Contents
from callsheet.lower.drop_in import drop_ins_of
from callsheet.lower.jobs import job_of, with_scale
from callsheet.lower.links import Links
from callsheet.lower.memory import Memory, Units
from callsheet.lower.operations import Operations
from callsheet.lower.parameters import Parameters
from callsheet.lower.schemas import Schemas, View
from callsheet.lower.surroundings import error_facts, schemes_of, security_of, servers_of
from callsheet.lower.unions import join
from callsheet.read import Document, namesakes
from callsheet.slices import Slices
from callsheet.source import Node

_VERSION_STEP = re.compile(r"(api|v\d+[\w.]*|rest|latest|\d[\w.\-]*)\Z", re.IGNORECASE)


def lower(document: Document, report: Report, memory: Memory | None = None) -> Api:
    """Return what the document says as facts. What it cannot express goes into the report.

    With a memory, what an earlier run saw in the same words is late: made when it is looked at.
    """
    root = document.root
    desk = Report()
    schemas = Schemas(document, desk)
    json_schemas = JsonSchemas(document)
    contents = Contents(document, schemas, json_schemas, desk)
    schemes = schemes_of(document, report)
    keys = frozenset(scheme.key for scheme in schemes)
    before, now = (memory.before, memory.now) if memory else ({}, {})
    units = Units(document, schemas, json_schemas, desk, report, before, now)
    slices = Slices(document) if memory else None
    _declare_components(document, schemas, units, slices)
    arguments = Arguments(document, schemas)
    lowering = Operations(
        document=document,
        contents=contents,
        parameters=Parameters(document, schemas, contents, json_schemas, desk),
        answers=Answers(document, schemas, contents, json_schemas, desk),
        arguments=arguments,
        security=security_of(root, keys) or (),
        schemes=keys,
        report=desk,
        units=units,
        links=Links(document),
        slices=slices,
        nameless=frozenset(part.node.pointer for part, _ in namesakes(document)),
    )
    pairs = list(lowering.each())
    ids = {operation.id: operation.pointer for _, operation in pairs if operation.id}
    plain, schema_of = [one for _, one in pairs], json_schemas.definitions
    jobs = ((node, _with_job(one, job_of(node, ids))) for node, one in pairs)
    operations = [(node, with_scale(one, plain, schema_of)) for node, one in jobs]
    _tell_webhooks(root, report)
    info = root.get("info") or root
    licensed = info.get("license")
    everything = [*schemas.declarations.values(), *(one for _, one in operations)]

    def nodes() -> dict[str, Node]:
        for one in everything:
            complete(one)
        return schemas.nodes | lowering.nodes | arguments.nodes

    api = Api(
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
        failures=tuple(_failures([operation for _, operation in operations], units)),
        samples=tuple(contents.samples[path] for path in sorted(contents.samples)),
        drop_ins=drop_ins_of(root, ids),
        locate=lambda pointer: _place(root, nodes(), pointer),
    )
    if memory:
        memory.note_usages(api)
    return api


def _declare_components(
    document: Document, schemas: Schemas, units: Units, slices: Slices | None
) -> None:
    """Lower the components first: their order is the document's, and unused ones are kept."""
    components = document.root.get("components")
    listed = components.get("schemas") if components else None
    for _, node in listed.items() if listed else ():
        slice_ = slices.digest([node]) if slices else ""
        if units.recall(node.pointer, slice_) is None:
            reference = Node(node.source, (*node.path, "$ref"), {"$ref": node.pointer})
            with units.noting(node.pointer, slice_):
                schemas.type_of(reference, View("response", Strength("derived", "")))


def _with_job(operation: Operation, job: Job | None) -> Operation:
    return operation if job is None else replace(operation, job=job)


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


def _failures(operations: list[Operation], units: Units) -> Iterator[Failure]:
    types: dict[str, list[Type]] = {}
    told: set[tuple[str, str]] = set()
    for operation in operations:
        entry = units.now.get(operation.pointer)
        failed: list[list[str]] = entry["failures"] if entry else []
        if entry and told.issuperset((status, one) for status, *some in failed for one in some):
            for status, *_ in failed:
                types.setdefault(status, [])
            continue  # nothing that an operation before it does not have as well
        for response in operation.failures:
            found = types.setdefault(response.status, [])
            values = [content.value for content in response.contents if content.kind == "json"]
            found.extend(values)
            told.update((response.status, repr(value)) for value in values)
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
