"""The vocabulary: what the extensions of OpenAPI mean that callsheet understands, and their checks.

Their shape is in ``extensions.json``; that the operations and places exist which they name is
checked here. Extensions of others are left alone.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callsheet.diagnostics import Report
from callsheet.likeness import nearest
from callsheet.openapi.complaint import complaints
from callsheet.openapi.wording import Wording
from callsheet.plain import is_object
from callsheet.shape import Kind, Part, a
from callsheet.source import Node
from callsheet.vocabulary.drop_in import check_drop_in
from callsheet.vocabulary.meaning import check_echo, check_job, check_selects, check_unwrap
from callsheet.vocabulary.operations import Operations
from callsheet.vocabulary.resending import check_idempotency_key, check_resend

if TYPE_CHECKING:
    import jsonschema_rs

    from callsheet.document import Document

_SCHEMAS = Path(__file__).with_name("extensions.json")


def check(document: Document, report: Report) -> None:
    """Complain about every extension of ours that is misspelt, misplaced, malformed or untrue."""
    ours = schemas()["properties"]
    operations: Operations | None = None
    for part in document.parts:
        if not is_object(part.value):
            continue
        for key in part.value:
            if not key.startswith("x-"):
                continue
            if key not in ours:
                _check_near_miss(part, key, report)
            elif part.kind not in ours[key]["x-stands-on"]:
                _misplaced(part, key, report)
            elif _has_its_shape(document, part.node / key, report):
                operations = operations or Operations.of(document)
                _check_meaning(operations, part, key, report)


@cache
def schemas() -> dict[str, Any]:
    """Return the JSON Schemas of the extensions, by name under ``properties``."""
    found: dict[str, Any] = json.loads(_SCHEMAS.read_text(encoding="utf-8"))
    return found


def _check_meaning(operations: Operations, part: Part, key: str, report: Report) -> None:
    match key:
        case "x-job":
            check_job(operations, part.node, report)
        case "x-echo" | "x-defaults":
            check_echo(operations, part.node, key, report)
        case "x-selects":
            check_selects(operations, part.node, report)
        case "x-unwrap":
            check_unwrap(operations, part.node, report)
        case "x-drop-in":
            check_drop_in(operations, part.node, report)
        case "x-resend":
            check_resend(part.node, report)
        case "x-idempotency-key":
            check_idempotency_key(part.node, report)
        case _:
            pass  # says all in its shape


def _check_near_miss(part: Part, key: str, report: Report) -> None:
    near = nearest(key, schemas()["properties"], 0.8)
    if near:
        report.warning(
            "extension-unknown",
            f"`{key}` is no extension that callsheet knows, and is left alone",
            (part.node / key).key_place,
            hint=f"did you mean `{near}`?",
        )


def _misplaced(part: Part, key: str, report: Report) -> None:
    wanted = schemas()["properties"][key]["x-stands-on"]
    listed = " or ".join(a(kind) for kind in wanted)
    report.warning(
        "extension-misplaced",
        f"`{key}` has no effect on {a(part.kind)}",
        (part.node / key).key_place,
        hint=f"it stands on {listed}",
    )


def _has_its_shape(document: Document, node: Node, report: Report) -> bool:
    validator = _validator(node.key)
    if validator.is_valid(node.value):
        return True
    wording = Wording(document, "extension-shape", _members)
    for complaint in complaints(validator.iter_errors(node.value)):
        finding = wording.finding(node, complaint, "error")
        if finding is not None:
            report.add(finding)
    return False


@cache
def _validator(name: str) -> jsonschema_rs.Validator:
    import jsonschema_rs

    everything = schemas()
    return jsonschema_rs.Draft202012Validator(
        {"$defs": everything["$defs"], **everything["properties"][name]},
        validate_formats=True,
        offline=True,
    )


def _members(_: Document, node: Node, __: Kind | None) -> frozenset[str]:
    """Return the names that an object inside an extension may have."""
    known: Any = schemas()
    start = max(i for i, step in enumerate(node.path) if step in known["properties"])
    for step in node.path[start:]:
        known = known.get("properties", {}).get(step, {})
    return frozenset(known.get("properties", ()))
