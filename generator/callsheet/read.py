"""Read: a file becomes a document whose every reference leads somewhere.

What makes any output meaningless is an error here. Where a document merely strays from the
published OpenAPI schema, as many that work do, it is a warning (to ``callsheet lint``, an error).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from callsheet import openapi, vocabulary
from callsheet.diagnostics import ALLOWABLE, Finding, Report, Severity, Stop
from callsheet.document import Document, Version, reference_of, title
from callsheet.plain import is_object
from callsheet.references import Broken, Files, schema_named
from callsheet.shape import LOAD_BEARING, METHODS, Kind, Part, a, walk
from callsheet.source import Node, load
from callsheet.yaml_pieces import Pieces

__all__ = ["Document", "namesakes", "open_document", "read", "survey"]

_SCHEMA_IDENTITY = ("$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef")


def read(
    path: Path,
    report: Report,
    *,
    name: str | None = None,
    allow_outside: bool = False,
    allow: Collection[str] = (),
    pieces: Pieces | None = None,
) -> Document:
    """Return the document of a file. Raises :class:`Stop` where the report holds an error.

    ``allow`` has codes of :data:`~callsheet.diagnostics.ALLOWABLE`.
    """
    document = open_document(
        path, report, name=name, allow_outside=allow_outside, allow=allow, pieces=pieces
    )
    if report.has_errors:
        raise Stop(report)
    return document


def open_document(
    path: Path,
    report: Report,
    *,
    name: str | None = None,
    allow_outside: bool = False,
    strays: Severity = "warning",
    allow: Collection[str] = (),
    pieces: Pieces | None = None,
) -> Document:
    """Return the document of a file however bad it is; what is bad about it goes into the report.

    ``strays`` is how grave it is where the document is not what the published schema describes.
    Raises :class:`Stop` only where there is no document to speak of.
    """
    try:
        root = load(path, name or _shown(path), pieces=pieces)
    except Stop as stop:
        report.extend(stop.report)
        raise Stop(report) from stop
    document = survey(root, report, allow_outside=allow_outside)
    _check_kinds(document, report, strays)
    _check_identities(document, report)
    _check_operation_ids(document, report, allow)
    vocabulary.check(document, report)
    report.extend(openapi.violations(document, strays))
    return document


def survey(root: Node, report: Report, *, allow_outside: bool = False) -> Document:
    """Return the document of a root node, its references followed and nothing else examined.

    References that lead nowhere go into the report. Raises :class:`Stop` where this is no document.
    """
    version = _version(root, report)
    files = Files(root, allow_outside, report)
    parts, starts, kinds = _gather(root, files, report)
    return Document(root, version, tuple(parts), tuple(starts), kinds, files)


def _shown(path: Path) -> str:
    """Return a path as people know it: relative to where they are, if it is below."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _version(root: Node, report: Report) -> Version:
    if not root.is_mapping:
        report.error(
            "not-openapi", "an OpenAPI document is a mapping; this is something else", root.place
        )
        raise Stop(report)
    if "swagger" in root.value and "openapi" not in root.value:
        report.error(
            "swagger-2",
            f"this is Swagger {root.value['swagger']}, the predecessor of OpenAPI 3",
            (root / "swagger").key_place,
            hint="convert it to OpenAPI 3 (editor.swagger.io does), and pass the result",
        )
        raise Stop(report)
    node = root.get("openapi")
    if node is None:
        report.error(
            "not-openapi",
            "there is no `openapi` key, which says what version of OpenAPI the document follows",
            root.place,
            hint="an OpenAPI document begins with a line such as `openapi: 3.1.0`",
        )
        raise Stop(report)
    found = re.match(r"3\.(\d+)(\.|\Z)", str(node.value))
    minor = int(found[1]) if found else -1
    if minor == 0:
        return "3.0"
    if minor == 2:
        report.warning(
            "openapi-version",
            "OpenAPI 3.2 is read as 3.1: what only 3.2 has is left out",
            node.place,
        )
    elif minor != 1:
        report.error(
            "openapi-version",
            f"callsheet reads OpenAPI 3.0 and 3.1, not {node.value!r}",
            node.place,
            hint="a version is a word of three numbers, such as 3.1.0",
        )
        raise Stop(report)
    return "3.1"


def _gather(
    root: Node, files: Files, report: Report
) -> tuple[list[Part], list[tuple[Node, Kind]], dict[tuple[str, tuple[str, ...]], Kind]]:
    """Visit the root, then what is referred to beyond what was visited, until nothing is left."""
    parts: list[Part] = []
    starts: list[tuple[Node, Kind]] = []
    known: dict[tuple[str, tuple[str, ...]], Kind] = {}
    waiting: list[tuple[Node, Kind]] = [(root, "document")]
    while waiting:
        start, kind = waiting.pop()
        if (start.source.identity, start.path) in known:
            continue
        starts.append((start, kind))
        fresh = list(walk(start, kind))
        for part in fresh:
            known.setdefault((part.source.identity, part.path), part.kind)
        parts.extend(fresh)
        found = [t for part in fresh if (t := _examine(part, files, report))]
        waiting.extend(reversed(found))
    return parts, starts, known


def _examine(part: Part, files: Files, report: Report) -> tuple[Node, Kind] | None:
    """Check one object's shape and reference; return where the reference leads."""
    value = part.value
    if not is_object(value):
        if part.kind in LOAD_BEARING:
            report.error(
                "wrong-shape",
                f"{a(part.kind)} must be a mapping, and this is {_a_kind_of(value)}",
                part.node.place,
            )
        return None
    if part.kind == "schema" and "discriminator" in value:
        _check_discriminator(part.node, files, report)
    if "$ref" not in value:
        return None
    reference = value["$ref"]
    if not isinstance(reference, str):
        report.error("reference-missing", "a `$ref` must be a string", (part.node / "$ref").place)
        return None
    found = files.find(part.source, reference)
    if isinstance(found, Broken):
        report.error(found.code, found.message, (part.node / "$ref").place, hint=found.hint)
        return None
    if _goes_round(part, found, files):
        report.error(
            "reference-loop",
            f"the reference {reference!r} leads back to itself",
            (part.node / "$ref").place,
            hint="one of the references on the way must become the thing that is meant",
        )
        return None
    return found, part.kind


def _goes_round(part: Part, found: Node, files: Files) -> bool:
    start = part.node.pointer
    seen: set[str] = set()
    while (reference := reference_of(found)) is not None:
        if found.pointer == start:
            return True
        if found.pointer in seen:
            return False  # a loop further on, which is reported there
        seen.add(found.pointer)
        following = files.find(found.source, reference)
        if isinstance(following, Broken):
            return False
        found = following
    return False


def _check_kinds(document: Document, report: Report, strays: Severity) -> None:
    for part in document.parts:
        if not is_object(part.value) or "$ref" not in part.value:
            continue
        found = document.step(part.node)
        kind = document.kind(found) if found else None
        if kind is not None and kind != part.kind:
            report.add(
                Finding(
                    "reference-kind",
                    strays,
                    f"this must be {a(part.kind)}, and {part.value['$ref']!r} is {a(kind)}",
                    (part.node / "$ref").place,
                )
            )


def _check_discriminator(node: Node, files: Files, report: Report) -> None:
    mapping = (node / "discriminator").get("mapping")
    for value, entry in mapping.items() if mapping else ():
        if not isinstance(entry.value, str):
            continue
        found = schema_named(entry, files)
        if isinstance(found, Broken):
            report.warning(
                "discriminator-mapping",
                f"the discriminator maps {value!r} to {entry.value!r}, which is no schema",
                entry.place,
                hint=found.hint,
            )


def _check_identities(document: Document, report: Report) -> None:
    for part in document.parts:
        if part.kind == "schema" and is_object(part.value):
            for keyword in _SCHEMA_IDENTITY:
                if keyword in part.value:
                    report.warning(
                        "unsupported-keyword",
                        f"`{keyword}` is not supported and has no effect",
                        (part.node / keyword).key_place,
                        hint="refer to the schema by its place: #/components/schemas/…",
                    )


def namesakes(document: Document) -> Iterator[tuple[Part, Part]]:
    """Yield each operation whose operationId is another's, and the first one that has it."""
    first: dict[str, Part] = {}
    for part in document.parts:
        if part.kind != "operation" or not is_object(part.value) or not _is_called(part):
            continue
        wanted = part.value.get("operationId")
        if not isinstance(wanted, str):
            continue
        before = first.setdefault(wanted, part)
        if before is not part:
            yield part, before


def _check_operation_ids(document: Document, report: Report, allow: Collection[str]) -> None:
    code = "operation-id-twice"
    for part, before in namesakes(document):
        wanted = part.value["operationId"]
        place = (before.node / "operationId").place
        is_allowed = code in allow
        report.add(
            Finding(
                code,
                "warning" if is_allowed else "error",
                f"the operationId {wanted!r} is taken by {title(before)} ({place})",
                (part.node / "operationId").place,
                hint=f"allowed: {ALLOWABLE[code]}"
                if is_allowed
                else f"an operationId names one operation; where the document is not yours,"
                f" --allow {code} takes this for a warning",
                operation=title(part),
            )
        )


def _is_called(part: Part) -> bool:
    """Whether clients call an operation, as they do not those of callbacks and webhooks."""
    return (
        bool(part.path)
        and (len(part.path) == 3 or bool(part.source.identity))
        and part.path[-1] in METHODS
    )


def _a_kind_of(value: object) -> str:
    match value:
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
        case _:
            return "nothing"
