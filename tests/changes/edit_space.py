"""The edit space: every member of every object of OpenAPI, with two values that it may have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

Json = Any

WHOLE: dict[str, Json] = {
    "openapi": "3.1.0",
    "info": {
        "title": "t",
        "version": "1",
        "contact": {"name": "n"},
        "license": {"name": "l"},
    },
    "servers": [{"url": "https://{v}.example", "variables": {"v": {"default": "a"}}}],
    "tags": [{"name": "things"}],
    "paths": {
        "/things/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {}}],
            "post": {
                "operationId": "make",
                "externalDocs": {"url": "https://e.example"},
                "parameters": [{"name": "q", "in": "query", "schema": {"type": "array"}}],
                "requestBody": {
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {"type": "object", "properties": {"p": {"type": "string"}}},
                            "encoding": {"p": {}},
                            "examples": {"e": {"value": 1}},
                        }
                    }
                },
                "responses": {
                    "200": {
                        "description": "d",
                        "headers": {"X-H": {"schema": {"type": "array"}}},
                        "content": {"application/json": {"schema": {"type": "string"}}},
                        "links": {"l": {"operationId": "make", "server": {"url": "https://l"}}},
                    }
                },
            },
        }
    },
    "components": {
        "schemas": {"S": {"type": "string"}},
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "K"},
            "o": {
                "type": "oauth2",
                "flows": {
                    "implicit": {"authorizationUrl": "https://a", "scopes": {}},
                    "password": {"tokenUrl": "https://t", "scopes": {}},
                    "clientCredentials": {"tokenUrl": "https://t", "scopes": {}},
                    "authorizationCode": {
                        "authorizationUrl": "https://a",
                        "tokenUrl": "https://t",
                        "scopes": {},
                    },
                },
            },
        },
    },
}

_POST = "/paths/~1things~1{id}/post"
_RESPONSE = f"{_POST}/responses/200"
_MEDIA = f"{_POST}/requestBody/content/application~1x-www-form-urlencoded"

PLACES: dict[str, str] = {
    "root": "",
    "info": "/info",
    "contact": "/info/contact",
    "license": "/info/license",
    "server": "/servers/0",
    "server-variable": "/servers/0/variables/v",
    "components": "/components",
    "path-item": "/paths/~1things~1{id}",
    "operation": _POST,
    "external-documentation": f"{_POST}/externalDocs",
    "parameter": f"{_POST}/parameters/0",
    "request-body": f"{_POST}/requestBody",
    "media-type": _MEDIA,
    "schema": f"{_MEDIA}/schema",
    "encoding": f"{_MEDIA}/encoding/p",
    "example": f"{_MEDIA}/examples/e",
    "responses": f"{_POST}/responses",
    "response": _RESPONSE,
    "header": f"{_RESPONSE}/headers/X-H",
    "link": f"{_RESPONSE}/links/l",
    "tag": "/tags/0",
    "security-scheme": "/components/securitySchemes/key",
    "oauth-flow": "/components/securitySchemes/o/flows/authorizationCode",
    "oauth-flows": "/components/securitySchemes/o/flows",
}
"""Where an object of each kind stands in the whole."""

_TEXT = ("one", "other")
_URLS = ("https://one", "https://other")
_OPERATION = {"responses": {"200": {"description": "d"}}}
_OTHER = {**_OPERATION, "operationId": "other"}
_RESPONSES = ({"description": "d"}, {"description": "d", "content": {"text/plain": {}}})
_CONTENT = ({"text/plain": {}}, {"text/csv": {}})
_FLOW = ({"authorizationUrl": "https://one", "tokenUrl": "https://one", "scopes": {}},)
_FLOWS = (*_FLOW, {"authorizationUrl": "https://two", "tokenUrl": "https://two", "scopes": {}})
_HEADERS = ({"X-A": {"schema": {}}}, {"X-B": {"schema": {}, "required": True}})
_EXAMPLES = ({"a": {"value": 1}}, {"a": {"value": 2}})
_SCHEMA = ({"type": "string"}, {"type": "integer"})
_LISTED = ([{"name": "x", "in": "query"}], [{"name": "y", "in": "query", "required": True}])
_SERVERS = ([{"url": "https://one"}], [{"url": "https://two"}])

MEMBERS: dict[str, dict[str, tuple[Json, Json]]] = {
    "root": {
        "components": ({}, {"schemas": {"T": {}}}),
        "externalDocs": ({"url": "https://one"}, {"url": "https://two"}),
        "info": ({"title": "a", "version": "1"}, {"title": "b", "version": "1"}),
        "jsonSchemaDialect": _URLS,
        "openapi": ("3.1.0", "3.1.1"),
        "paths": ({}, {"/new": {"get": _OPERATION}}),
        "security": ([{"key": []}], [{"o": ["x"]}]),
        "servers": _SERVERS,
        "tags": ([{"name": "x"}], [{"name": "y"}]),
        "webhooks": ({"w": {"post": _OPERATION}}, {"v": {"post": _OPERATION}}),
        "x-error": ({"message": "/a"}, {"message": "/b"}),
        "x-request-id": (["A"], ["B"]),
    },
    "info": {
        **dict.fromkeys(("title", "version", "summary", "description"), _TEXT),
        "termsOfService": _URLS,
        "contact": ({"name": "a"}, {"name": "b"}),
        "license": ({"name": "a"}, {"name": "b"}),
    },
    "contact": dict.fromkeys(("name", "url", "email"), _TEXT),
    "license": dict.fromkeys(("name", "url", "identifier"), _TEXT),
    "server": {
        "url": ("https://{v}.a", "https://{v}.b"),
        "description": _TEXT,
        "variables": ({"v": {"default": "x"}}, {"v": {"default": "y"}}),
    },
    "server-variable": {
        "default": _TEXT,
        "description": _TEXT,
        "enum": (["a", "b"], ["a", "c"]),
    },
    "components": {
        "schemas": ({"S": {"type": "string"}}, {"S": {"type": "integer"}}),
        "responses": tuple({"R": one} for one in _RESPONSES),
        "parameters": ({"P": _LISTED[0][0]}, {"P": _LISTED[1][0]}),
        "examples": _EXAMPLES,
        "requestBodies": ({"B": {"content": {}}}, {"B": {"content": _CONTENT[0]}}),
        "headers": ({"H": {"schema": {}}}, {"H": {"schema": {}, "required": True}}),
        "securitySchemes": (
            {"key": {"type": "http", "scheme": "basic"}},
            {"key": {"type": "http", "scheme": "bearer"}},
        ),
        "links": ({"l": {"operationId": "a"}}, {"l": {"operationId": "b"}}),
        "callbacks": ({"c": {}}, {"c": {"{$url}": {"post": _OPERATION}}}),
        "pathItems": ({"i": {}}, {"i": {"get": _OPERATION}}),
    },
    "path-item": {
        **dict.fromkeys(
            ("get", "put", "delete", "options", "head", "patch", "trace", "post"),
            (_OPERATION, _OTHER),
        ),
        "summary": _TEXT,
        "description": _TEXT,
        "servers": _SERVERS,
        "parameters": _LISTED,
    },
    "operation": {
        "callbacks": (
            {"c": {"{$url}": {"post": _OPERATION}}},
            {"d": {"{$url}": {"post": _OPERATION}}},
        ),
        "deprecated": (True, False),
        "description": _TEXT,
        "externalDocs": ({"url": "https://one"}, {"url": "https://two"}),
        "operationId": _TEXT,
        "parameters": _LISTED,
        "requestBody": ({"content": _CONTENT[0]}, {"content": _CONTENT[1]}),
        "responses": ({"200": _RESPONSES[0]}, {"201": _RESPONSES[0]}),
        "security": ([{"key": []}], [{"o": []}]),
        "servers": _SERVERS,
        "summary": _TEXT,
        "tags": (["a"], ["b"]),
        "x-echo": ({"/a": "/b"}, {"/a": "/c"}),
        "x-resend": ("always", "never"),
        "x-idempotency-key": ("A", "B"),
        "x-name": ("one", "two"),
        "x-sunset": ("2027-01-01", "2026-12-01"),
        "x-stability-level": ("beta", "alpha"),
    },
    "external-documentation": {"url": _URLS, "description": _TEXT},
    "parameter": {
        "name": _TEXT,
        "in": ("query", "header"),
        "description": _TEXT,
        "required": (True, False),
        "deprecated": (True, False),
        "allowEmptyValue": (True, False),
        "style": ("form", "spaceDelimited"),
        "explode": (True, False),
        "allowReserved": (True, False),
        "schema": _SCHEMA,
        "content": _CONTENT,
        "example": _TEXT,
        "examples": _EXAMPLES,
        "x-name": _TEXT,
    },
    "request-body": {"content": _CONTENT, "description": _TEXT, "required": (True, False)},
    "media-type": {
        "schema": _SCHEMA,
        "encoding": ({"p": {"contentType": "text/a"}}, {"p": {"contentType": "text/b"}}),
        "example": _TEXT,
        "examples": _EXAMPLES,
        "x-unwrap": ({"payload": "/a", "unless": "/b"}, {"payload": "/c", "unless": "/b"}),
    },
    "encoding": {
        "contentType": ("text/a", "text/b"),
        "headers": _HEADERS,
        "style": ("form", "spaceDelimited"),
        "explode": (True, False),
        "allowReserved": (True, False),
    },
    "example": {
        "summary": _TEXT,
        "description": _TEXT,
        "value": _TEXT,
        "externalValue": _TEXT,
    },
    "responses": {"default": _RESPONSES},
    "response": {
        "content": _CONTENT,
        "description": _TEXT,
        "headers": _HEADERS,
        "links": ({"l": {"operationId": "a"}}, {"l": {"operationId": "b"}}),
    },
    "header": {
        "allowEmptyValue": (True, False),
        "allowReserved": (True, False),
        "content": _CONTENT,
        "deprecated": (True, False),
        "description": _TEXT,
        "explode": (True, False),
        "required": (True, False),
        "schema": _SCHEMA,
        "example": _TEXT,
        "examples": _EXAMPLES,
    },
    "link": {
        "description": _TEXT,
        "operationId": _TEXT,
        "operationRef": _TEXT,
        "parameters": ({"a": 1}, {"a": 2}),
        "requestBody": _TEXT,
        "server": ({"url": "https://a"}, {"url": "https://b"}),
    },
    "tag": {
        "name": _TEXT,
        "description": _TEXT,
        "externalDocs": ({"url": "https://one"}, {"url": "https://two"}),
        "x-name": _TEXT,
    },
    "security-scheme": {
        "type": ("apiKey", "http"),
        "in": ("query", "cookie"),
        "name": _TEXT,
        "scheme": ("basic", "bearer"),
        "bearerFormat": _TEXT,
        "openIdConnectUrl": _URLS,
        "flows": ({"implicit": _FLOW[0]}, {"password": _FLOW[0]}),
        "description": _TEXT,
    },
    "oauth-flow": {
        **dict.fromkeys(("authorizationUrl", "tokenUrl", "refreshUrl"), _URLS),
        "scopes": ({"a": "d"}, {"b": "d"}),
    },
    "oauth-flows": dict.fromkeys(
        ("implicit", "password", "clientCredentials", "authorizationCode"), _FLOWS
    ),
}

WAIVED: dict[tuple[str, str], str] = {
    ("header", "style"): "there is one style for headers: simple",
    ("link", "body"): "a slip of the published schema, which means `server`",
    ("parameter", "in"): "see `name`: a parameter elsewhere is another parameter",
}
"""Members that the published schemas name and the table above does not, each with the reason."""

SAME: dict[tuple[str, str], str] = {
    ("root", "components"): "a section with nothing in it",
    ("operation", "deprecated"): "false is what nothing says",
    ("parameter", "deprecated"): "false is what nothing says",
    ("parameter", "required"): "false is what nothing says",
    ("parameter", "allowEmptyValue"): "false is what nothing says",
    ("parameter", "allowReserved"): "false is what nothing says",
    ("parameter", "style"): "form is what nothing says",
    ("parameter", "explode"): "true is what nothing says",
    ("request-body", "required"): "false is what nothing says",
    ("encoding", "explode"): "true is what nothing says of a form",
    ("encoding", "allowReserved"): "false is what nothing says",
    ("encoding", "style"): "form is what nothing says",
    ("header", "deprecated"): "false is what nothing says",
    ("header", "required"): "false is what nothing says",
    ("header", "explode"): "false is what nothing says",
    ("header", "allowEmptyValue"): "false is what nothing says",
    ("header", "allowReserved"): "false is what nothing says",
}
"""Members of which one value says what is meant anyway."""

NEEDED = {
    *(("root", one) for one in ("openapi", "info", "paths")),
    *(("info", one) for one in ("title", "version")),
    *(("parameter", one) for one in ("name", "in")),
    *(("server", "url"), ("tag", "name"), ("security-scheme", "type")),
    *(("operation", "responses"), ("server-variable", "default")),
}
"""Members without which an object is none."""


def published() -> set[tuple[str, str]]:
    """Return every object and member that the published schemas of OpenAPI 3.0 and 3.1 know."""
    found: set[tuple[str, str]] = set()
    for name in ("3.0.json", "3.1.json"):
        schema = json.loads((files("callsheet") / "openapi" / name).read_text("utf-8"))
        found |= {("root", one) for one in schema["properties"]}
        for kind, one in (schema.get("$defs") or schema["definitions"]).items():
            found |= {(_kind(kind), member) for member in _members(one)}
    return {pair for pair in found if pair[0] and pair[1] != "$ref"}


_KINDS = {
    "MediaType": "media-type",
    "PathItem": "path-item",
    "RequestBody": "request-body",
    "ServerVariable": "server-variable",
    "ExternalDocumentation": "external-documentation",
    "ParameterLocation": "parameter",
    "OAuthFlows": "oauth-flows",
}
_ELSEWHERE = ("Schema", "Discriminator", "XML", "reference", "examples")
"""Schemas have a table of their own; `examples` is a part of other objects."""


def _kind(name: str) -> str:
    if name in _ELSEWHERE:
        return ""
    if name.endswith("SecurityScheme"):
        return "security-scheme"
    if name.endswith("Flow"):
        return "oauth-flow"
    return _KINDS.get(name, name.lower())


def _members(schema: Json) -> Iterator[str]:
    if not isinstance(schema, dict):
        return
    yield from schema.get("properties", {})
    for key in ("allOf", "anyOf", "oneOf"):
        for one in schema.get(key, ()):
            yield from _members(one)
    for key in ("if", "then", "else"):
        yield from _members(schema.get(key))
    for key in ("dependentSchemas", "$defs"):
        for one in schema.get(key, {}).values():
            yield from _members(one)
