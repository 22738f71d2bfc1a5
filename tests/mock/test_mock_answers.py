"""What the mock answers where no job is concerned: examples, made-up values, memory, bytes."""

from __future__ import annotations

import json
import re
import tomllib
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import black
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.contract import contract_json, operation_json, schemas_json, schemas_of
from callsheet.diagnostics import Report
from callsheet.lower import lower
from callsheet.read import read
from mocks import KEYS, ROOT, SPECS, MakeMock, Mock

THING = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "made": {"type": "string", "format": "date-time"},
        "secret": {"type": "string", "writeOnly": True},
    },
}


def json_of(schema: Any, *examples: Any, status: str = "200") -> dict[str, Any]:
    named = [{"name": f"e{index}", "value": value} for index, value in enumerate(examples)]
    content = {"media": "application/json", "kind": "json", "schema": schema, "examples": named}
    return {"status": status, "contents": [content]}


def things() -> dict[str, Any]:
    body = {"contents": [{"media": "application/json", "kind": "json", "schema": THING}]}
    example = {"id": "t_1", "name": "old", "made": "2024-01-01T00:00:00Z"}
    listed = {"type": "object", "properties": {"data": {"type": "array", "items": THING}}}
    id = {"name": "thingId", "in": "path", "required": True, "schema": {"type": "string"}}
    item = {"path": "/things/{thingId}", "parameters": [id]}
    thing = json_of(THING, example)
    return {
        "operations": [
            {"method": "POST", "path": "/things", "body": body, "responses": [thing]},
            {"method": "GET", "path": "/things", "responses": [json_of(listed, {"data": []})]},
            {"method": "GET", **item, "responses": [thing, {"status": "404"}]},
            {"method": "PATCH", **item, "body": body, "responses": [thing]},
            {"method": "DELETE", **item, "responses": [{"status": "204"}]},
        ]
    }


def test_what_was_created_is_there_until_it_is_deleted(small: Callable[..., Mock]) -> None:
    mock = small(things())
    made = mock("POST", "/things", json={"id": "x", "name": "new"}).json()
    path = f"/things/{made['id']}"
    assert mock("GET", path).json() == made
    assert mock("GET", "/things").json() == {"data": [made]}
    assert mock("DELETE", path).status_code == 204
    assert mock("GET", path).status_code == 404
    assert mock("GET", "/things").json() == {"data": []}


def test_what_was_changed_stays_changed(small: Callable[..., Mock]) -> None:
    mock = small(things())
    path = f"/things/{mock('POST', '/things', json={'id': 'x', 'name': 'new'}).json()['id']}"
    mock("PATCH", path, json={"id": "y", "name": "newer"})
    assert mock("GET", path).json()["name"] == "newer"


def test_a_new_thing_carries_the_time_of_the_clock(small: Callable[..., Mock]) -> None:
    mock = small(things())
    made = mock("POST", "/things", json={"id": "x", "name": "new"}).json()
    assert made["made"] == "2023-11-14T22:13:20Z"


def test_what_is_only_written_is_never_read(small: Callable[..., Mock]) -> None:
    mock = small(things())
    sent = {"id": "x", "name": "new", "secret": "hush"}
    assert "hush" not in mock("POST", "/things", json=sent).text


def test_the_oldest_things_are_forgotten(small: Callable[..., Mock]) -> None:
    mock = small(things(), capacity=2)
    ids = [
        mock("POST", "/things", json={"id": f"x{i}", "name": "n"}).json()["id"] for i in range(3)
    ]
    assert [mock("GET", f"/things/{id}").status_code for id in ids] == [404, 200, 200]


def test_a_thing_is_remembered_by_what_was_sent_where_the_answer_is_empty(
    mock_of: MakeMock,
) -> None:
    mock = mock_of("pets")
    assert mock("GET", "/pets/7").status_code == 404
    mock("POST", "/pets", json={"id": 7, "name": "Tom"})
    assert mock("GET", "/pets/7").json() == {"id": 7, "name": "Tom"}


def test_a_thing_that_nothing_creates_is_always_there(small: Callable[..., Mock]) -> None:
    contract = things()
    contract["operations"] = [o for o in contract["operations"] if o["method"] == "GET"]
    assert small(contract)("GET", "/things/t_9").json()["name"] == "old"


def test_without_a_way_to_say_that_a_thing_is_missing_every_thing_is_there(
    small: Callable[..., Mock],
) -> None:
    mock = small(things())
    thing = {"id": "x", "name": "n"}
    assert mock("PATCH", "/things/x", json=thing).json() == thing
    assert mock("DELETE", "/things/x").status_code == 204
    assert mock("GET", "/things/x").status_code == 404


@pytest.mark.parametrize(
    ("documented", "status"),
    [
        pytest.param(["400", "201", "200"], 201, id="the first success"),
        pytest.param(["400", "302"], 302, id="a redirection"),
        pytest.param(["400", "default"], 204, id="the default"),
        pytest.param(["400"], 204, id="nothing"),
    ],
)
def test_a_success_is_answered_as_documented(
    small: Callable[..., Mock], documented: list[str], status: int
) -> None:
    answers = [{"status": each} for each in documented]
    mock = small({"operations": [{"method": "GET", "path": "/a", "responses": answers}]})
    assert mock("GET", "/a").status_code == status


def test_an_example_that_breaks_its_schema_is_not_sent(small: Callable[..., Mock]) -> None:
    answer = json_of({"type": "integer", "minimum": 3}, "nonsense", 1)
    mock = small({"operations": [{"method": "GET", "path": "/a", "responses": [answer]}]})
    assert mock("GET", "/a").json() == 3


def test_the_example_of_the_same_name_answers_an_example(small: Callable[..., Mock]) -> None:
    sent = [{"name": "e0", "value": {"q": "a"}}, {"name": "e1", "value": {"q": "b"}}]
    body = {"media": "application/json", "kind": "json", "schema": {}, "examples": sent}
    operation = {
        "method": "POST",
        "path": "/a",
        "body": {"contents": [body]},
        "responses": [json_of({}, "for a", "for b")],
    }
    mock = small({"operations": [operation]})
    assert mock("POST", "/a", json={"q": "b"}).json() == "for b"


def test_a_media_type_is_chosen_by_accept_but_none_is_refused(small: Callable[..., Mock]) -> None:
    contents = [{"media": media, "kind": "binary"} for media in ("image/png", "image/gif")]
    responses = [{"status": "200", "contents": contents}]
    mock = small({"operations": [{"method": "GET", "path": "/a", "responses": responses}]})
    for accept, media in (("image/gif", "image/gif"), ("text/html", "image/png")):
        assert mock("GET", "/a", headers={"Accept": accept}).headers["content-type"] == media


def test_the_root_says_what_this_is(mock_of: MakeMock) -> None:
    got = mock_of("video")("GET", "/").json()
    assert got["about"].startswith("Mock of ")
    assert "POST /v1/videos" in got["operations"]


def test_nothing_crashes_on_any_operation(mock_of: MakeMock, parts: Callable[[str], Any]) -> None:
    mock = mock_of("sink")
    schemas = parts("schemas").Schemas(mock.contract["$defs"])
    for operation in mock.contract["operations"]:
        path = operation["path"]
        for parameter in operation.get("parameters", []):
            value = parts("synthesis").synthesise(schemas, parameter["schema"], "request")
            path = path.replace("{" + parameter["name"] + "}", str(value))
        more: dict[str, Any] = {}
        for content in operation.get("body", {}).get("contents", [])[:1]:
            value = parts("synthesis").synthesise(schemas, content["schema"], "request")
            more = {"content": str(value), "headers": {"Content-Type": content["media"]}}
            if content["kind"] == "json":
                more = {"json": value}
        got = mock(operation["method"], path, **more)
        assert got.status_code != 500, f"{operation['title']}: {got.text}"
        if got.status_code == 200 and operation["method"] != "HEAD":
            mock.judge(operation["title"], got)
    assert not any("Traceback" in line for line in mock.log)


# -- made-up values -------------------------------------------------------------------------------

SCHEMAS = [
    {},
    True,
    {"type": "string", "minLength": 30},
    {"type": "string", "maxLength": 2},
    {"type": "string", "pattern": r"^[A-Z]{3}-\d{4}$"},
    {"type": "string", "pattern": r"^(?:ab|cd)+x?[^a-z]$"},
    {"type": "string", "pattern": r"\S", "minLength": 1},
    {"type": "string", "pattern": "^[0-9]{1,3}%$"},
    {"type": "string", "pattern": "^a", "minLength": 9},
    *({"type": "string", "format": name} for name in ("date-time", "uuid", "uri", "ipv6", "email")),
    {"type": "integer", "minimum": 5, "multipleOf": 7},
    {"type": "integer", "exclusiveMinimum": 5, "exclusiveMaximum": 7},
    {"type": "integer", "maximum": -3},
    {"type": "number", "minimum": 0.1, "maximum": 0.2},
    {"type": "number", "exclusiveMaximum": 0},
    {"type": ["null", "boolean"]},
    {"type": "null"},
    {"const": {"a": 1}},
    {"enum": [None, "a"]},
    {"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "maxItems": 0, "items": False},
    {"type": "array", "prefixItems": [{"type": "integer"}], "items": {"type": "string"}},
    {"type": "object", "minProperties": 2, "additionalProperties": {"type": "integer"}},
    {"type": "object", "required": ["b"], "properties": {"a": {"type": "string"}}},
    {"type": "object", "properties": {"a": True}, "additionalProperties": False},
    {"oneOf": [{"type": "string"}, {"type": "integer"}], "minLength": 9},
    {"anyOf": [{"type": "null"}, {"type": "object", "required": ["a"]}]},
    {"allOf": [{"required": ["a"]}, {"properties": {"a": {"type": "integer"}}}]},
    {"$ref": "#/$defs/Tree"},
    {"type": "object", "properties": {"tree": {"$ref": "#/$defs/Tree"}}, "required": ["tree"]},
    {"type": "string", "examples": ["no"], "enum": ["yes"]},
]
TREE = {
    "type": "object",
    "required": ["children"],
    "properties": {
        "children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}},
        "parent": {"anyOf": [{"$ref": "#/$defs/Tree"}, {"type": "null"}]},
    },
}


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_a_made_up_value_is_valid(parts: Callable[[str], Any], schema: Any) -> None:
    schemas = parts("schemas").Schemas({"Tree": TREE})
    value = parts("synthesis").synthesise(schemas, schema)
    whole = {**schema, "$defs": {"Tree": TREE}} if isinstance(schema, dict) else schema
    jsonschema_rs.validate(whole, value, validate_formats=True)
    assert parts("synthesis").synthesise(schemas, schema) == value


@given(st.integers(-50, 50), st.integers(0, 60), st.integers(1, 12))
@settings(max_examples=60)
def test_a_made_up_number_keeps_to_its_limits(low: int, span: int, step: int) -> None:
    from a_pets.mock import schemas, synthesis  # type: ignore[import-not-found]

    schema = {"type": "integer", "minimum": low, "maximum": low + span + step, "multipleOf": step}
    value = synthesis.synthesise(schemas.Schemas({}), schema)
    assert low <= value <= low + span + step
    assert value % step == 0


@pytest.mark.parametrize(
    ("like", "schema", "shape"),
    [
        ("video_123", {"type": "string"}, r"video_[0-9a-f]{24}"),
        ("r-7", {"type": "string"}, r"r-[0-9a-f]{24}"),
        ("abcd1234efgh", {"type": "string"}, r"[0-9a-f]{24}"),
        ("task_9fK", {"type": "string", "maxLength": 12}, r"task_[0-9a-f]{7}"),
        ("AB12", {"type": "string", "pattern": "^[A-Z]{2}[0-9]{2}$"}, r"[A-Z]{2}[0-9]{2}"),
        (None, {"type": "string", "format": "uuid"}, r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        (5, {"type": "integer"}, r"[0-9]{6,}"),
        (5, {"type": "integer", "maximum": 40000}, r"[0-9]+"),
    ],
)
def test_an_id_is_made_in_the_manner_of_the_example(
    parts: Callable[[str], Any], like: Any, schema: Any, shape: str
) -> None:
    schemas = parts("schemas").Schemas({})
    made = [parts("ids").fresh_id(schemas, schema, like) for _ in range(3)]
    assert all(re.fullmatch(shape, str(each)) for each in made), made
    assert len(set(map(str, made))) == 3


# -- bytes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("media", "start"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("image/jpeg", b"\xff\xd8\xff"),
        ("image/gif", b"GIF89a"),
        ("image/webp", b"RIFF"),
        ("video/mp4", b"\0\0\0"),
        ("video/webm", b"\x1aE\xdf\xa3"),
        ("audio/wav", b"RIFF"),
        ("audio/x-wav", b"RIFF"),
        ("application/pdf", b"%PDF-"),
        ("application/zip", b"PK"),
        ("application/gzip", b"\x1f\x8b"),
        ("text/plain; charset=utf-8", b"A"),
        ("text/unheard-of", b"A"),
        ("application/vnd.thing+json", b"{}"),
        ("application/octet-stream", b"\0\1"),
    ],
)
def test_a_sample_begins_as_its_media_type_does(
    parts: Callable[[str], Any], media: str, start: bytes
) -> None:
    assert parts("sample_bytes").sample(media).startswith(start)


def test_the_samples_are_whole(parts: Callable[[str], Any]) -> None:
    sample = parts("sample_bytes").sample
    assert sample("image/png").endswith(b"IEND" + zlib.crc32(b"IEND").to_bytes(4, "big"))
    assert b"moov" in sample("video/mp4")
    assert sample("image/jpeg").endswith(b"\xff\xd9")


@pytest.fixture
def content(mock_of: MakeMock) -> tuple[Mock, str, bytes]:
    """Return a mock with a result, the result's path, and its bytes."""
    mock = mock_of("studio")
    key = mock("POST", "/renders", json={"scene": "A"}).json()["render"]["key"]
    for _ in range(3):
        mock("GET", f"/renders/{key}")
    return mock, f"/renders/{key}/image", mock("GET", f"/renders/{key}/image").content


@pytest.mark.parametrize(
    ("wanted", "span", "status"),
    [
        ("bytes=0-9", slice(0, 10), 206),
        ("bytes=10-", slice(10, None), 206),
        ("bytes=-5", slice(-5, None), 206),
        ("bytes=0-999999", slice(None), 206),
        ("bytes=5-2", slice(None), 200),
        ("bytes=0-1,3-4", slice(None), 200),
        ("lines=1-2", slice(None), 200),
        ("bytes=999999-", slice(0, 0), 416),
        ("bytes=-0", slice(0, 0), 416),
    ],
)
def test_a_range_is_served(
    content: tuple[Mock, str, bytes], wanted: str, span: slice, status: int
) -> None:
    mock, path, data = content
    got = mock("GET", path, headers={**KEYS, "Range": wanted})
    assert (got.status_code, got.content) == (status, data[span])
    assert got.headers["content-length"] == str(len(data[span]))
    if status == 206:
        start = data.index(data[span])
        assert got.headers["content-range"] == (
            f"bytes {start}-{start + len(got.content) - 1}/{len(data)}"
        )


def test_a_range_of_something_else_is_all_of_it(content: tuple[Mock, str, bytes]) -> None:
    mock, path, data = content
    same = mock("GET", path).headers["etag"]
    for tag, size in ((same, 2), ('"other"', len(data))):
        headers = {**KEYS, "Range": "bytes=0-1", "If-Range": tag}
        assert len(mock("GET", path, headers=headers).content) == size


def test_what_the_client_has_is_not_sent_again(content: tuple[Mock, str, bytes]) -> None:
    mock, path, _ = content
    tag = mock("GET", path).headers["etag"]
    got = mock("GET", path, headers={**KEYS, "If-None-Match": f'"a", {tag}'})
    assert (got.status_code, got.content) == (304, b"")


def test_a_head_of_a_result_tells_its_size(content: tuple[Mock, str, bytes]) -> None:
    mock, path, data = content
    got = mock("HEAD", path)
    assert (got.content, got.headers["content-length"]) == (b"", str(len(data)))


# -- the contract ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((ROOT / "templates/mock/runtime").glob("*.py")))
def test_the_engine_is_as_black_writes_it(path: Path) -> None:
    mode = black.Mode(target_versions={black.TargetVersion.PY310})
    text = path.read_text(encoding="utf-8")
    assert black.format_str(text, mode=mode) == text


def test_the_engine_knows_no_document() -> None:
    """It is the same for all of them, so no word of one may stand in it."""
    found = [
        f"{path.name}: {word}"
        for path in (ROOT / "templates/mock").rglob("*.*")
        for word in ("sora", "kling", "burncloud", "task_id", "/v1/")
        if path.suffix != ".pyc" and word in path.read_text(encoding="utf-8").lower()
    ]
    assert found == []


def test_the_target_lists_every_file_of_the_engine() -> None:
    target = tomllib.loads((ROOT / "templates/mock/target.toml").read_text(encoding="utf-8"))
    files = {f"runtime/{path.name}" for path in (ROOT / "templates/mock/runtime").glob("*.py")}
    assert files <= set(target["outputs"].values())


@pytest.mark.parametrize("name", sorted(SPECS))
def test_the_contract_is_the_same_each_time(name: str) -> None:
    texts: list[str] = []
    for _ in range(2):
        api = lower(read(SPECS[name], Report()), Report())
        operations = "".join(operation_json(api, None, None, one) for one in api.operations)
        (schemas,) = schemas_of(api, None, None)
        known = schemas_json(api, None, None, schemas)
        texts.append(contract_json(api, None, None, operations, known))
    assert texts[0] == texts[1]
    assert len(json.loads(texts[0])["operations"]) == len(api.operations)
