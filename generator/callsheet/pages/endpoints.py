"""A path item for an endpoint that only the page has: its tables and samples as an operation.

What the document has already is referred to and not repeated: parameters of the same name, a schema
that a sample fits, the error answers of the operations beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from callsheet.document import Document
from callsheet.pages.declared import Operation, operations_of
from callsheet.pages.json_sample import Sample
from callsheet.pages.matching import Home
from callsheet.pages.samples import Judge
from callsheet.pages.schemas import Unclear, one_line, schema_of_row, schema_of_value
from callsheet.pages.sections import Claim, Endpoint
from callsheet.pages.tables import Fields, Row
from callsheet.pages.words import PLACES, SIDES
from callsheet.plain import is_object
from callsheet.source import Node

_VERBS = {"POST": "create", "PUT": "replace", "PATCH": "update", "DELETE": "delete"}
_STANDARD = frozenset(("authorization", "content-type", "accept"))


def path_item(document: Document, endpoint: Endpoint, claims: Sequence[Claim]) -> dict[str, Any]:
    """Return ``{path: {method: operation}}``. Raises Unclear where the page says too little."""
    operations = operations_of(document)
    path = re.sub(r"<(\w+)>|:(\w+)|\{\{(\w+)\}\}", _braced, endpoint.path)
    near = max(operations, key=lambda each: _shared_steps(each.path, path), default=None)
    made: dict[str, Any] = {"operationId": _operation_id(endpoint.method, path, operations)}
    tags = near.node.get("tags") if near and _shared_steps(near.path, path) > 1 else None
    if tags is not None:
        made["tags"] = list(tags.value)
    made["summary"] = _summary(claims, endpoint)
    parameters = [*_parameters(document, path, claims)]
    if parameters:
        made["parameters"] = parameters
    body = _body(claims)
    if body:
        made["requestBody"] = body
    made["responses"] = _answers(document, operations, near, claims)
    return {path: {endpoint.method.lower(): made}}


def _braced(found: re.Match[str]) -> str:
    return "{" + next(name for name in found.groups() if name) + "}"


def _shared_steps(one: str, other: str) -> int:
    steps = zip(one.strip("/").split("/"), other.strip("/").split("/"), strict=False)
    shared = 0
    for mine, yours in steps:
        if mine != yours and not (mine.startswith("{") and yours.startswith("{")):
            break
        shared += 1
    return shared


def _operation_id(method: str, path: str, operations: Sequence[Operation]) -> str:
    """Return a verb and a noun: ``retrievePet``, ``listPets``, ``feedPet``."""
    steps = [step for step in path.strip("/").split("/") if not re.fullmatch(r"v\d+\w*|api", step)]
    fixed = [step for step in steps if not step.startswith("{")] or ["root"]
    within = steps[-1:] == [fixed[-1]] and len(fixed) > 1 and any(s.startswith("{") for s in steps)
    if within and method == "POST":
        words = [fixed[-1], _singular(fixed[-2])]
    elif within:
        words = [_VERBS.get(method, "retrieve"), _singular(fixed[-2]), fixed[-1]]
    elif steps[-1:] == [fixed[-1]] and method == "GET":
        words = ["list", fixed[-1]]
    else:
        words = [_VERBS.get(method, "retrieve"), _singular(fixed[-1])]
    parts = [part for word in words for part in re.split(r"[^A-Za-z0-9]+", word) if part]
    name = parts[0][0].lower() + parts[0][1:] + "".join(p[0].upper() + p[1:] for p in parts[1:])
    taken = {operation.node.text("operationId") for operation in operations}
    return name if name not in taken else f"{name}With{method.capitalize()}"


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _summary(claims: Sequence[Claim], endpoint: Endpoint) -> str:
    titles = claims[0].section.title.split(" › ") if claims[0].section.title else []
    own = [title for title in titles if not _is_common(title)]
    return one_line(own[-1]) if own else f"{endpoint.method} {endpoint.path}."


def _is_common(title: str) -> bool:
    """Tell whether a heading names a part of every endpoint, such as its parameters."""
    kinds = (
        *SIDES,
        *PLACES,
        (
            "endpoint",
            r"endpoint|端点|エンドポイント|接口(?:地址|说明)?$|请求地址|調用方法|调用方式|^/|(?:GET|POST|PUT|PATCH|DELETE)\b",
        ),
    )
    return any(re.search(words, title, re.IGNORECASE) for _, words in kinds)


def _rows(claims: Sequence[Claim], *places: str) -> Iterator[Row]:
    for claim in claims:
        asks = claim.section.side not in ("answer", "errors")
        if isinstance(claim.what, Fields) and asks and (claim.section.where or "body") in places:
            yield from (row for row in claim.what.rows if row.name.lower() not in _STANDARD)


def _parameters(document: Document, path: str, claims: Sequence[Claim]) -> Iterator[dict[str, Any]]:
    in_path = re.findall(r"\{(\w+)\}", path)
    rows = {row.name: row for row in _rows(claims, "path", "body", "query")}
    for name in in_path:
        known = _component(document, name, "path")
        row = rows.get(name)
        described = (
            {"description": one_line(row.description.text)} if row and row.description else {}
        )
        plain = {"name": name, "in": "path", **described, "required": True}
        yield known or {**plain, "schema": {"type": "string"}}
    for place in ("query", "header"):
        for row in _rows(claims, place):
            if row.name in in_path:
                continue
            schema = schema_of_row(row)
            described = (
                {"description": schema.pop("description")} if "description" in schema else {}
            )
            must = {"required": True} if row.required else {}
            yield {"name": row.name, "in": place, **described, **must, "schema": schema}


def _component(document: Document, name: str, place: str) -> dict[str, Any] | None:
    components = document.root.get("components")
    parameters = components.get("parameters") if components else None
    for key, node in parameters.items() if parameters else ():
        if node.text("name") == name and node.text("in") == place:
            return {"$ref": f"#/components/parameters/{key}"}
    return None


def _body(claims: Sequence[Claim]) -> dict[str, Any] | None:
    rows = [row for row in _rows(claims, "body") if "." not in row.name]
    path = claims[0].section.endpoint.path if claims[0].section.endpoint else ""
    rows = [row for row in rows if f"{{{row.name}}}" not in path]
    media = next(
        (c.section.media for c in claims if c.section.side == "request" and c.section.media), ""
    )
    if not rows:
        return None
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {row.name: schema_of_row(row) for row in rows},
    }
    required = [row.name for row in rows if row.required]
    if required:
        schema["required"] = required
    return {
        "required": bool(required),
        "content": {media or "application/json": {"schema": schema}},
    }


def _answers(
    document: Document,
    operations: Sequence[Operation],
    near: Operation | None,
    claims: Sequence[Claim],
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    judge = Judge(document)
    for claim in claims:
        if isinstance(claim.what, Sample) and claim.section.side in ("answer", ""):
            status = claim.section.status or "200"
            if status.startswith("2") and status not in made:
                schema = _fitting(claim.what, operations, judge) or schema_of_value(
                    claim.what.value
                )
                content = {"application/json": {"schema": schema}}
                made[status] = {"description": "What was asked for.", "content": content}
    if not made:
        raise Unclear("the page shows no answer of it")
    for status, answer in near.answers.items() if near else ():
        if not status.startswith(("1", "2", "3")):
            made[status] = _again(near, status, answer) if near else {}
    return made


def _again(operation: Operation, status: str, answer: Node) -> Any:
    """Return an answer of another operation as it stands there: by reference, where it is one."""
    responses = operation.node.get("responses")
    own = responses.get(status) if responses else None
    return own.value if own is not None else answer.value


def _fitting(
    sample: Sample, operations: Sequence[Operation], judge: Judge
) -> dict[str, Any] | None:
    """Return a reference to the schema of another operation's answer that a sample fits whole."""
    if not is_object(sample.value):
        return None
    for operation in operations:
        for group in operation.groups:
            successful = any(status.startswith("2") for status in group.statuses)
            component = group.node.path[:2] == ("components", "schemas")
            if group.where != "answer" or group.prefix or not successful or not component:
                continue
            home = Home(operation, group)
            known = set(sample.value) <= set(group.fields) and len(sample.value) > 1
            if known and not list(judge.sample(sample, home, [group.node])):
                return {"$ref": f"#/components/schemas/{group.node.path[-1]}"}
    return None
