"""A document of as many operations as wanted, made up but of ordinary proportions.

``many.py 300`` prints it, ``many.py 300 edited`` with another summary at one operation, ``widened``
with one parameter more there, ``grown`` with one field more in a schema, ``released`` as its next
release might be.

Each resource has ten operations (list, create, read, change, replace, remove, and four more),
and schemas that refer to each other and to what all resources share: money, addresses, errors.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

PER_RESOURCE = 10

_WORDS = (
    "invoice",
    "order",
    "customer",
    "shipment",
    "product",
    "warehouse",
    "refund",
    "coupon",
    "subscription",
    "ticket",
    "article",
    "comment",
    "message",
    "channel",
    "contact",
    "campaign",
    "segment",
    "meeting",
    "calendar",
    "document",
    "folder",
    "licence",
    "device",
    "sensor",
    "reading",
    "alarm",
    "vehicle",
    "journey",
    "driver",
    "depot",
)

Json = dict[str, Any]


def document(operations: int) -> Json:
    """Return an OpenAPI document with so many operations, rounded down to whole resources."""
    paths: Json = {}
    schemas: Json = dict(_shared())
    for at in range(operations // PER_RESOURCE):
        turn, index = divmod(at, len(_WORDS))
        name = _WORDS[index] + (f"_{turn + 1}" if turn else "")
        paths |= _paths(name)
        schemas |= _schemas(name, at)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Many things", "version": "1.0.0", "description": "Made by the bench."},
        "servers": [{"url": "https://api.example.com/v1"}],
        "security": [{"key": []}],
        "tags": [{"name": f"{tag}s"} for tag in dict.fromkeys(p.split("/")[1] for p in paths)],
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "parameters": dict(_parameters()),
            "responses": {name: _error(text) for name, text in _FAILURES.items()},
            "schemas": schemas,
        },
    }


def text(whole: Json) -> str:
    """Return a document as a person would have it, in YAML."""
    return "".join(_yaml(whole, 0))


def edited(original: str) -> str:
    """Return the text with another summary at one operation in its middle."""
    at = _middle(original) + len("summary: ")
    return f"{original[:at]}Edited. {original[at:]}"


def widened(original: str) -> str:
    """Return the text with one more parameter of that operation."""
    at = original.index("      responses:\n", _middle(original))
    parameter = (
        "      parameters:\n        - name: reason\n          in: query\n"
        "          description: Added by hand.\n          schema:\n            type: string\n"
    )
    return original[:at] + parameter + original[at:]


def _middle(original: str) -> int:
    """Return where the summary of an operation is that has neither parameters nor a body."""
    return original.index("summary: ", len(original) // 3)


def grown(original: str) -> str:
    """Return the text with one more field of one schema in its middle."""
    start = original.index("  schemas:\n")
    after = "      properties:\n"
    at = original.index(after, start + (len(original) - start) // 2) + len(after)
    field = "        extra:\n          type: string\n          description: Added by hand.\n"
    return original[:at] + field + original[at:]


def released(original: Json) -> Json:
    """Return what a release might make of a document, which it edits: one resource in ten differs.

    Each has a field more, a field that is required now, a shorter text to look for, an operation
    more and one less.
    """
    paths, schemas = original["paths"], original["components"]["schemas"]
    for plural in [path for path in paths if path.count("/") == 1][::10]:
        name, title = plural[1:-1], _title(plural[1:-1])
        schemas[title]["properties"]["extra"] = {"type": "string", "description": "New."}
        schemas[f"{title}Part"]["required"].append("count")
        schemas[f"{title}Query"]["properties"]["text"] = {"type": "string", "maxLength": 100}
        count = _call(f"count{title}s", f"Count the {name}s", f"{name}s", f"{title}Page")
        paths[f"{plural}/count"] = {"get": count}
        del paths[f"{plural}/{{{name}_id}}/archive"]
    return original


_FAILURES = {
    "BadRequest": "The request is not valid",
    "Unauthorized": "There is no valid key",
    "NotFound": "There is no such thing",
    "TooMany": "Too many requests; wait a little",
}


def _parameters() -> Json:
    return {
        "Limit": _query("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}),
        "Cursor": _query("cursor", {"type": "string"}),
        "Trace": {
            "name": "X-Trace-Id",
            "in": "header",
            "description": "Comes back in the answer.",
            "schema": {"type": "string", "format": "uuid"},
        },
    }


def _query(name: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": f"The {name} of a page.", "schema": schema}


def _error(description: str) -> Json:
    return {"description": description, **_json("Problem")}


def _json(schema: str) -> Json:
    return {"content": {"application/json": {"schema": _ref(schema)}}}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _shared() -> Json:
    texts = {"type": "string"}
    return {
        "Problem": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string", "enum": ["invalid", "forbidden", "missing", "busy"]},
                "message": texts,
                "details": {
                    "type": "array",
                    "items": {"type": "object", "properties": {"field": texts}},
                },
            },
        },
        "Money": {
            "type": "object",
            "required": ["amount", "currency"],
            "properties": {
                "amount": {"type": "integer", "description": "In the smallest unit.", "minimum": 0},
                "currency": {"type": "string", "minLength": 3, "maxLength": 3, "example": "EUR"},
            },
        },
        "Address": {
            "type": "object",
            "properties": {
                "street": texts,
                "city": texts,
                "country": {"type": "string", "description": "ISO 3166-1 alpha-2."},
                "position": {
                    "type": "object",
                    "properties": {"lat": {"type": "number"}, "lon": {"type": "number"}},
                },
            },
        },
    }


def _paths(name: str) -> Json:
    """Return ten operations."""
    title, plural = _title(name), f"{name}s"
    one = f"/{plural}/{{{name}_id}}"
    identifier = {
        "name": f"{name}_id",
        "in": "path",
        "required": True,
        "description": f"Which {name} is meant.",
        "schema": {"type": "string"},
    }
    page = [{"$ref": f"#/components/parameters/{p}"} for p in ("Limit", "Cursor", "Trace")]
    states = _query("state", {"type": "string", "enum": ["open", "closed", "archived"]})
    return {
        f"/{plural}": {
            "get": _call(
                f"list{title}s",
                f"List the {plural}",
                plural,
                f"{title}Page",
                parameters=[*page, states],
            ),
            "post": _call(
                f"create{title}",
                f"Create one {name}",
                plural,
                title,
                status="201",
                body=f"{title}Create",
            ),
        },
        one: {
            "parameters": [identifier],
            "get": _call(f"get{title}", f"Read one {name}", plural, title),
            "patch": _call(
                f"update{title}", f"Change some of one {name}", plural, title, body=f"{title}Update"
            ),
            "put": _call(
                f"replace{title}", f"Replace one {name}", plural, title, body=f"{title}Create"
            ),
            "delete": _call(f"delete{title}", f"Remove one {name}", plural, "", status="204"),
        },
        f"{one}/events": {
            "parameters": [identifier],
            "get": _call(
                f"list{title}Events",
                f"List what happened to one {name}",
                plural,
                f"{title}EventPage",
                parameters=page,
            ),
            "post": _call(
                f"add{title}Event",
                f"Record what happened to one {name}",
                plural,
                f"{title}Event",
                status="201",
                body=f"{title}Event",
            ),
        },
        f"{one}/archive": {
            "parameters": [identifier],
            "post": _call(f"archive{title}", f"Put one {name} away", plural, title),
        },
        f"/{plural}/search": {
            "post": _call(
                f"search{title}s",
                f"Find {plural} by their fields",
                plural,
                f"{title}Page",
                body=f"{title}Query",
            ),
        },
    }


def _call(
    operation: str,
    summary: str,
    tag: str,
    answer: str,
    *,
    status: str = "200",
    body: str = "",
    parameters: list[Json] | None = None,
) -> Json:
    failures = {"400": "BadRequest", "401": "Unauthorized", "404": "NotFound", "429": "TooMany"}
    made: Json = {
        "operationId": operation,
        "summary": summary,
        "description": f"{summary}, as the key allows it. What it does not allow is a 401.",
        "tags": [tag],
    }
    if parameters:
        made["parameters"] = parameters
    if body:
        made["requestBody"] = {"required": True, **_json(body)}
    done = {"description": "As it is now.", **(_json(answer) if answer else {})}
    problems = {code: {"$ref": f"#/components/responses/{name}"} for code, name in failures.items()}
    made["responses"] = {status: done, **problems}
    return made


def _schemas(name: str, at: int) -> Json:
    """Return the schemas of one resource: some of its fields are its own, most are of every day."""
    title = _title(name)
    state = {"type": "string", "enum": ["open", "closed", "archived"], "default": "open"}
    fields: Json = {
        "name": {
            "type": "string",
            "description": f"What people call the {name}.",
            "maxLength": 200,
        },
        "note": {"type": ["string", "null"], "description": "Free text."},
        "state": {**state, "description": "Where it stands."},
        "price": _ref("Money"),
        "address": _ref("Address"),
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "parts": {"type": "array", "items": _ref(f"{title}Part"), "maxItems": 50},
        "due_at": {"type": "string", "format": "date-time"},
        **{f"{name}_option_{n}": {"type": "boolean", "default": False} for n in range(at % 4 + 1)},
    }
    kept = {
        "id": {"type": "string", "readOnly": True},
        "created_at": {"type": "string", "format": "date-time", "readOnly": True},
        **fields,
    }
    change = {
        "type": "object",
        "required": ["kind", "before", "after"],
        "properties": {
            "kind": {"const": "change"},
            "before": {"type": "string"},
            "after": {"type": "string"},
        },
    }
    remark = {
        "type": "object",
        "required": ["kind", "text"],
        "properties": {
            "kind": {"const": "remark"},
            "text": {"type": "string"},
            "by": {"type": "string", "format": "uuid"},
        },
    }
    page = {"next": {"type": ["string", "null"]}, "total": {"type": "integer"}}
    return {
        title: {"type": "object", "required": ["id", "name", "state"], "properties": kept},
        f"{title}Create": {"type": "object", "required": ["name"], "properties": fields},
        f"{title}Update": {"type": "object", "properties": dict(list(fields.items())[:6])},
        f"{title}Part": {
            "type": "object",
            "required": ["sku"],
            "properties": {
                "sku": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]+$"},
                "count": {"type": "integer", "minimum": 1},
            },
        },
        f"{title}Page": {
            "type": "object",
            "required": ["data"],
            "properties": {"data": {"type": "array", "items": _ref(title)}, **page},
        },
        f"{title}Change": change,
        f"{title}Remark": remark,
        f"{title}Event": {"oneOf": [_ref(f"{title}Change"), _ref(f"{title}Remark")]},
        f"{title}EventPage": {
            "type": "object",
            "required": ["data"],
            "properties": {"data": {"type": "array", "items": _ref(f"{title}Event")}, **page},
        },
        f"{title}Query": {
            "type": "object",
            "properties": {
                "states": {"type": "array", "items": state},
                "text": {"type": "string"},
                "since": {"type": "string", "format": "date"},
            },
        },
    }


def _title(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _yaml(value: Any, depth: int) -> Iterator[str]:
    """Yield lines of YAML in the block style; every scalar as JSON has it, but for plain words."""
    pad = "  " * depth
    is_mapping = hasattr(value, "items")
    for key, inner in value.items() if is_mapping else enumerate(value):
        head = f"{pad}{_plain(str(key))}:" if is_mapping else f"{pad}-"
        if inner and not isinstance(inner, str | int):
            yield f"{head}\n"
            yield from _yaml(inner, depth + 1)
        else:
            yield f"{head} {_plain(inner) if isinstance(inner, str) else json.dumps(inner)}\n"


def _plain(word: str) -> str:
    bare = word[:1].isalpha() and not any(sign in word for sign in ":#{}[],&*!|>'\"%@`")
    return (
        word
        if bare and word.lower() not in ("null", "true", "false", "yes", "no")
        else json.dumps(word)
    )


def _main(operations: str, change: str = "original") -> None:
    made = document(int(operations))
    whole = text(released(made) if change == "released" else made)
    edits = {"edited": edited, "widened": widened, "grown": grown}
    sys.stdout.write(edits[change](whole) if change in edits else whole)


if __name__ == "__main__":  # many.py OPERATIONS [edited|widened|grown|released]
    _main(*sys.argv[1:])
