"""The API as plain data for the mock server: what it must accept, and what it may answer.

Only facts of the IR, no spelling of any language: one engine serves every document from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from callsheet import ir
from callsheet.data import dataclass


@dataclass(frozen=True, slots=True)
class Schemas:
    """Which schemas the document has."""

    pointer: str
    keys: tuple[str, ...]


def contract_json(
    api: ir.Api, _names: object, _cache: object, operations: str, schemas: str
) -> str:
    """Return the text of ``contract.json``: the same bytes for the same document, in its order.

    ``operations`` is what :func:`operation_json` returns for each, one behind the other, and
    ``schemas`` what :func:`schemas_json` does.
    """
    head = {
        "title": api.title,
        "version": api.version,
        "bases": _bases(api),
        "schemes": {
            scheme.key: {"kind": scheme.kind, "name": scheme.wire} for scheme in api.schemes
        },
        "errors": {
            "message": api.errors.message,
            "code": api.errors.code,
            "type": api.errors.type,
            "param": api.errors.param,
            "request_id": api.errors.request_id,
        },
    }
    listed = f"[\n{operations[: -len(_BETWEEN)]}\n ]" if operations else "[]"
    return f'{_printed(head)[:-2]},\n "operations": {listed},{schemas[1:]}\n'


def schemas_of(api: ir.Api, _names: object, _cache: object) -> tuple[Schemas, ...]:
    """Return which schemas there are: a tuple of one, for a loop."""
    return (Schemas("#/$defs", tuple(api.schemas)),)


def schemas_json(api: ir.Api, _names: object, _cache: object, schemas: Schemas) -> str:
    """Return the text of an object that has all schemas of ``contract.json``, as ``$defs``."""
    return _printed({"$defs": {key: api.schemas[key] for key in schemas.keys}})


def operation_json(api: ir.Api, _names: object, _cache: object, operation: ir.Operation) -> str:
    """Return the text of an operation in ``contract.json``, and what is between it and the next."""
    text = _printed(_operation(operation, api))
    return "  " + text.replace("\n", "\n  ") + _BETWEEN  # no string holds a newline as it is


_BETWEEN = ",\n"


def _printed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _bases(api: ir.Api) -> list[str]:
    """Return the path prefixes of the servers, each once; the empty one is always served."""
    servers = [*api.servers, *(o.server for o in api.operations if o.server is not None)]
    prefixes = (urlsplit(server.default_url).path.rstrip("/") for server in servers)
    return list(dict.fromkeys(prefix for prefix in prefixes if prefix))


def _operation(operation: ir.Operation, api: ir.Api) -> dict[str, Any]:
    body = operation.body
    return _present(
        {
            "id": operation.id,
            "pointer": operation.pointer,
            "method": operation.method,
            "path": operation.path,
            "security": operation.security,
            "parameters": [_parameter(parameter) for parameter in operation.parameters],
            "body": body
            and {
                "required": body.required,
                "contents": [_content(content) for content in body.contents],
            },
            "responses": [_response(response) for response in operation.responses],
            "echo": [
                {"response": response, "request": request} for response, request in operation.echo
            ],
            "shows": [
                {"response": response, "request": request}
                for response, request in operation.shown_defaults
            ],
            "selects": {
                name: {value: list(media) for value, media in values}
                for name, values in operation.selects
            },
            "idempotency": operation.idempotency_header,
            "links": _links(operation, api) if operation.links else (),
            "job": operation.job and _job(operation.job, api),
        }
    )


def _parameter(parameter: ir.Parameter) -> dict[str, Any]:
    return _present(
        {
            "name": parameter.wire,
            "in": parameter.location,
            "required": isinstance(parameter.presence, ir.Required),
            "style": parameter.style,
            "explode": parameter.explode,
            "media": parameter.media,
            "schema": parameter.schema,
            "examples": _examples(parameter.examples),
        }
    )


def _content(content: ir.Content) -> dict[str, Any]:
    return _present(
        {
            "media": content.media,
            "kind": content.kind,
            "schema": content.schema,
            "parts": [_part(part) for part in content.parts],
            "examples": _examples(content.examples),
            "unwrap": content.unwrap
            and {"payload": content.unwrap.payload, "unless": content.unwrap.unless},
        }
    )


def _part(part: ir.Part) -> dict[str, Any]:
    return _present(
        {"name": part.key, "media": part.media, "style": part.style, "explode": part.explode}
    )


def _examples(examples: Iterable[ir.Example]) -> list[dict[str, Any]]:
    return [
        {"name": example.name, "file": example.file}
        if example.file
        else {"name": example.name, "value": example.value}
        for example in examples
    ]


def _response(response: ir.Response) -> dict[str, Any]:
    return _present(
        {
            "status": response.status,
            "headers": [
                {
                    "name": header.wire,
                    "required": isinstance(header.presence, ir.Required),
                    "schema": header.schema,
                }
                for header in response.headers
            ],
            "contents": [_content(content) for content in response.contents],
        }
    )


def _job(job: ir.Job, api: ir.Api) -> dict[str, Any]:
    return _present(
        {
            "id": job.id,
            "poll": _call(job.poll, api),
            "status": job.status,
            "progress": job.progress,
            "states": dict(job.states),
            "times": _present(
                {
                    "created": job.times.created,
                    "started": job.times.started,
                    "finished": job.times.finished,
                }
            ),
            "failure_message": job.failure_message,
            "failure_code": job.failure_code,
            "result": _call(job.result, api),
            "result_url": job.result_url,
            "result_media": job.result_media,
            "expires": job.expires,
            "cancel": _call(job.cancel, api),
            "pace_headers": job.pace.headers,
        }
    )


def _links(operation: ir.Operation, api: ir.Api) -> list[dict[str, str]]:
    titles = {call.pointer: f"{call.method} {call.path}" for call in api.calls}
    return [
        {"operation": titles[link.operation], "parameter": link.parameter, "id": link.id}
        for link in operation.links
        if link.operation in titles
    ]


def _call(call: ir.Call | None, api: ir.Api) -> dict[str, str] | None:
    if call is None:
        return None
    return {"operation": api.operation(call.operation).title, "parameter": call.parameter}


def _present(members: dict[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing. A schema that is ``{}`` says something, and so does false."""
    return {
        key: value
        for key, value in members.items()
        if key == "schema" or (value is not None and value != "" and value != [] and value != ())
    }
