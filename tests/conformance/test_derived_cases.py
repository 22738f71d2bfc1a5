"""Cases: what a few lines of a document promise, and what they leave open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from callsheet.cases.facts import Facts
from callsheet.cases.model import Case, Suite
from callsheet.cases.overview import Overview
from callsheet.cases.suite import Suites
from callsheet.diagnostics import Report
from callsheet.languages.python import Python
from callsheet.lower import lower
from callsheet.names import name
from callsheet.read import read
from print_shop import serving
from suites import Suite as Written
from suites import write_suite

Changes = dict[str, Any]
CHECKS = ("keeps", "lists", "forgets")


def suite_of(folder: Path, document: Any) -> Suite:
    path = folder / "spec.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    report = Report()
    api = lower(read(path, report), report)
    overview = Overview(api, name(api, Python(), report))
    suites = [Suites(api, Facts(api, overview)).of(one) for one in api.operations]
    names = ("requests", "groups", "starts", "left_out")
    return Suite(*(tuple(x for one in suites for x in getattr(one, each)) for each in names))


# -- things ----------------------------------------------------------------------------------------


def told(schema: Any, status: str = "200") -> Any:
    return {status: {"description": "it", "content": {"application/json": {"schema": schema}}}}


THING = {"$ref": "#/components/schemas/Thing"}
OTHER = {"type": "object", "properties": {"id": {"type": "string"}, "taken": {"type": "boolean"}}}
MISSING = {"404": {"description": "no such thing"}}
PART = {"name": "thing", "in": "path", "required": True, "schema": {"type": "string"}}


def shop(changes: Changes) -> Any:
    """Return a document of things, with changes by path of keys."""
    body = {"required": True, "content": {"application/json": {"schema": THING}}}
    document: Any = {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": {
            "/things": {
                "get": {"responses": told({"type": "array", "items": THING})},
                "post": {"requestBody": body, "responses": told(THING, "201")},
            },
            "/things/{thing}": {
                "get": {"parameters": [PART], "responses": told(THING) | MISSING},
                "delete": {"parameters": [PART], "responses": {"204": {"description": "gone"}}},
            },
        },
        "components": {
            "schemas": {
                "Thing": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "id": {"type": "string", "readOnly": True},
                        "name": {"type": "string"},
                        "state": {"enum": ["on", "off"]},
                        "since": {"type": "string", "format": "date-time"},
                        "secret": {"type": "string", "writeOnly": True},
                    },
                }
            }
        },
    }
    for place, value in changes.items():
        *steps, last = place.split(" ")
        here = document["paths"]
        for step in steps:
            here = here[step]
        here[last] = value
    return document


def test_no_request_takes_the_constant_of_an_operation(tmp_path: Path) -> None:
    answers = {"200": {"description": "it"}}
    reads = {"/a": "read", "/b": "readRequest"}
    paths = {path: {"get": {"operationId": id, "responses": answers}} for path, id in reads.items()}
    for path in paths.values():
        path["get"]["tags"] = ["all"]
    suite = suite_of(tmp_path, {**shop({}), "paths": paths})
    assert [one.operation for one in suite.requests] == ["ALL_READ", "ALL_READ_REQUEST"]
    constants = {one.constant for one in suite.requests}
    assert constants == {"ALL_READ_REQUEST_2", "ALL_READ_REQUEST_REQUEST"}


def test_what_is_created_is_read_listed_and_deleted(tmp_path: Path) -> None:
    suite = suite_of(tmp_path, shop({}))
    (thing,) = suite.things
    assert thing.id == ["/id"]
    assert thing.same == ["/name"]
    assert [group.check for group in suite.groups if group.thing] == ["keeps", "lists", "forgets"]


OPEN: dict[str, tuple[Changes, list[str]]] = {
    "something else, and no 201": ({"/things post responses": told(OTHER)}, []),
    "something else, created": (
        {"/things post responses": told(OTHER, "201")},
        ["keeps", "lists", "forgets"],
    ),
    "to be created later": ({"/things post responses": told(THING, "202")}, []),
    "no id": ({"/things post responses": told({"type": "object"}, "201")}, []),
    "others may read": ({"/things/{thing} get security": [{"key": []}]}, []),
    "more to say": (
        {"/things/{thing} get parameters": [PART, {**PART, "name": "as", "in": "header"}]},
        [],
    ),
    "pages": (
        {
            "/things get parameters": [
                {"name": "page", "in": "query", "schema": {"type": "integer"}}
            ]
        },
        ["keeps", "forgets"],
    ),
    "some of them": (
        {"/things get responses": told({"type": "array", "items": THING, "maxItems": 9})},
        ["keeps", "forgets"],
    ),
    "a filter": (
        {"/things get parameters": [{"name": "on", "in": "query", "schema": {"type": "boolean"}}]},
        ["keeps", "lists", "forgets"],
    ),
    "nothing is ever missing": (
        {"/things/{thing} get responses": told(THING)},
        ["keeps", "lists"],
    ),
    "to be deleted later": (
        {"/things/{thing} delete responses": {"202": {"description": "soon"}}},
        ["keeps", "lists"],
    ),
}


@pytest.mark.parametrize("case", OPEN)
def test_nothing_is_asked_that_is_left_open(tmp_path: Path, case: str) -> None:
    changes, wanted = OPEN[case]
    document = shop(changes)
    document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    groups = suite_of(tmp_path, document).groups
    found = [group.check for group in groups if group.thing is not None]
    assert found == wanted


class Register:
    """A server of things that have an owner, asked for by their ids, which the path calls owner."""

    def __init__(self) -> None:
        self.things = {"7": {"id": "7", "owner": "3", "name": "somebody's"}}
        self.deleted: list[str] = []

    def answer(
        self, method: str, target: str, _headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        one = target.rpartition("/")[2]
        kind = {"Content-Type": "application/json"}
        if (method, one) == ("POST", "things"):
            made = {"id": str(8 + len(self.deleted)), "owner": "7", "name": "ours"}
            self.things[made["id"]] = made
            return 201, kind, json.dumps(made).encode()
        if (method, one) == ("GET", "things"):
            return 200, kind, json.dumps(list(self.things.values())).encode()
        if one not in self.things:
            return 404, {}, b""
        if method == "DELETE":
            del self.things[one]
            self.deleted.append(one)
            return 204, {}, b""
        return 200, kind, json.dumps(self.things[one]).encode()


def test_only_what_was_created_is_deleted(tmp_path: Path) -> None:
    document = shop({})
    owner = {"name": "owner", "in": "path", "required": True, "schema": {"type": "string"}}
    item = document["paths"].pop("/things/{thing}")
    document["paths"]["/things/{owner}"] = {
        method: {**one, "parameters": [owner]} for method, one in item.items()
    }
    thing = document["components"]["schemas"]["Thing"]
    thing["properties"]["owner"] = {"type": "string", "readOnly": True}
    path, register = tmp_path / "owners.yaml", Register()
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    write_suite(path, tmp_path / "made")
    with serving(register) as url:
        verdict = Written(tmp_path / "made").ask(url)
    ends = {one["check"]: one["ended"] for one in verdict.told["tests"] if one["check"] in CHECKS}
    assert ends == dict.fromkeys(CHECKS, "passed")
    assert register.deleted == ["8"]


def linked(**link: Any) -> Changes:
    answer = told(OTHER, "200")
    answer["200"]["links"] = {"it": {"parameters": {"number": "$response.body#/id"}, **link}}
    number = {**PART, "name": "number"}
    return {
        "/things post responses": answer,
        "/things/book/{number}": {
            "get": {
                "operationId": "look",
                "parameters": [number],
                "responses": told(THING) | MISSING,
            }
        },
    }


READS = {"operationId": "look"}
REFERS = {"operationRef": "#/paths/~1things~1book~1%7Bnumber%7D/get"}


@pytest.mark.parametrize("link", [READS, REFERS, {**READS, "parameters": {}}])
def test_a_link_says_where_a_thing_is_read(tmp_path: Path, link: Changes) -> None:
    things = suite_of(tmp_path, shop(linked(**link))).things
    found = [(one.id, one.parameter, one.read, one.list, one.remove) for one in things]
    wanted = [] if "parameters" in link else [(["/id"], "number", "THINGS_LOOK", "", "")]
    assert found == wanted


# -- bodies ----------------------------------------------------------------------------------------


def accepted(folder: Path, media: str, schema: Any, schemas: Changes | None = None) -> list[Case]:
    body = {"required": True, "content": {media: {"schema": schema}}}
    post = {"requestBody": body, "responses": {"204": {"description": "done"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Forms", "version": "1"},
        "paths": {"/forms": {"post": post}},
        "components": {"schemas": schemas or {}},
    }
    groups = suite_of(folder, document).groups
    return [case for group in groups if group.check == "accepts" for case in group.cases]


FILE, TEXT = {"type": "string", "format": "binary"}, {"type": "string"}


def test_a_text_is_sent_where_a_file_may_be_a_text(tmp_path: Path) -> None:
    both = [FILE, TEXT]  # of which oneOf allows neither
    fields = {"label": TEXT, "scan": {"anyOf": both}, "seal": FILE, "sign": {"oneOf": both}}
    form = {"type": "object", "required": ["label"], "properties": fields}
    cases = accepted(tmp_path, "multipart/form-data", form)
    assert [(one.name, one.texts) for one in cases if one.name[0] == "s"] == [
        ("scan: given", ()),
        ("seal: given", ()),
        ("scan: a text, no file", ("scan",)),
    ]


def test_what_every_known_kind_allows_is_tried_where_anything_goes(tmp_path: Path) -> None:
    kinds = {
        "Cat": {"type": "object", "properties": {"age": {"type": "integer", "maximum": 30}}},
        "Dog": {
            "type": "object",
            "properties": {
                "age": {"type": "integer", "maximum": 20},
                "size": {"enum": ["small", "large"]},
            },
        },
    }
    free = {"type": "object", "additionalProperties": True}
    more = {"anyOf": [*({"$ref": f"#/components/schemas/{kind}"} for kind in kinds), free]}
    body = {"type": "object", "properties": {"more": more}}
    cases = accepted(tmp_path, "application/json", body, kinds)
    names = [one.name for one in cases if one.name.startswith("more.")]
    assert "more.size: large" in names
    assert "more.age: 20, the most" in names
    assert "more.age: 30, the most" not in names
