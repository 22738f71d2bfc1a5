"""What the mock refuses, what it takes, and how it says what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from mocks import KEYS, MakeMock, Mock

JSON = {"Content-Type": "application/json"}


def message(response: Any) -> str:
    error: str = response.json()["error"]["message"]
    return error


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer "}, {"Authorization": "sk-1"}, {"Authorization": "Basic c2s="}],
)
def test_a_request_without_a_key_is_refused_in_the_documented_shape(
    mock_of: MakeMock, headers: dict[str, str]
) -> None:
    mock = mock_of("video")
    got = mock("POST", "/v1/videos", json={"prompt": "A"}, headers=headers)
    assert got.status_code == 401
    assert got.json()["error"]["code"] == "invalid_api_key"
    mock.judge("POST /v1/videos", got)


@pytest.mark.parametrize(("key", "status"), [("sk-1", 200), ("sk-2", 401), ("sk-é", 401)])
def test_with_a_key_set_no_other_will_do(mock_of: MakeMock, key: str, status: int) -> None:
    mock = mock_of("video", api_key="sk-1")
    headers = {"Authorization": f"Bearer {key}".encode()}
    got = mock("POST", "/v1/videos", json={"prompt": "A"}, headers=headers)
    assert got.status_code == status


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/security/none", {}, 204),
        ("/security/query?api%20key=k", {}, 204),
        ("/security/query", {}, 401),
        ("/security/cookie", {"Cookie": "sid=k"}, 204),
        ("/security/cookie", {"Cookie": "other=k"}, 401),
        ("/security/basic-or-both", {"Authorization": "Basic YTpi"}, 204),
        ("/security/basic-or-both", {"Authorization": "Basic !!"}, 401),
        ("/security/basic-or-both", {}, 401),
    ],
)
def test_every_kind_of_credentials_counts(
    mock_of: MakeMock, path: str, headers: dict[str, str], status: int
) -> None:
    assert mock_of("sink")("GET", path, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("body", "said", "param"),
    [
        ({}, "prompt: is required", "prompt"),
        ({"prompt": 1}, 'prompt: 1 is not of type "string"', "prompt"),
        ({"prompt": "A", "size": 1}, 'size: 1 is not of type "string"', "size"),
        ({"prompt": "A", "images": ["a", 2]}, 'images[1]: 2 is not of type "string"', "images"),
        ([], 'the body: [] is not of type "object"', None),
    ],
)
def test_a_bad_body_is_refused_with_what_is_wrong_and_where(
    mock_of: MakeMock, body: Any, said: str, param: str | None
) -> None:
    mock = mock_of("video")
    got = mock("POST", "/v1/videos", json=body)
    assert got.status_code == 400
    assert message(got) == said
    assert got.json()["error"].get("param") == param
    mock.judge("POST /v1/videos", got)


def test_a_flat_error_is_explained_at_its_own_place(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    got = mock("POST", "/v1/video/generations", json={"prompt": "A"})
    assert got.json()["message"] == "model: is required"
    assert got.json()["param"] == "model"


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"{", JSON),
        (b'{"prompt": NaN}', JSON),
        (b"[" * 100_000, JSON),
        (b'{"prompt": "\xff"}', JSON),
        (b"", JSON),
        (b"", {}),
        (b"prompt", {"Content-Type": "multipart/form-data"}),
        (b"prompt", {"Content-Type": "multipart/form-data; boundary=x"}),
        (b"prompt=A", {"Content-Type": "application/x-www-form-urlencoded"}),
        (b'{"prompt": "A"}', {"Content-Type": "text/plain"}),
        (b'{"prompt": "A"}', {}),
    ],
)
def test_what_cannot_be_read_is_refused(
    mock_of: MakeMock, content: bytes, headers: dict[str, str]
) -> None:
    mock = mock_of("video")
    got = mock("POST", "/v1/videos", content=content, headers={**KEYS, **headers})
    assert got.status_code == 400
    mock.judge("POST /v1/videos", got)


def test_a_key_and_a_long_value_are_not_in_the_message(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    got = mock("POST", "/v1/videos", json={"prompt": ["x" * 5000]})
    assert len(message(got)) < 300


def test_a_form_means_what_the_same_json_means(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    fields = {"prompt": "A", "seconds": "8", "duration": "5", "metadata[seed]": "3"}
    files = {"input_reference": ("a.png", b"\x89PNG", "image/png")}
    got = mock("POST", "/v1/videos", data=fields, files=files)
    assert got.status_code == 200
    assert got.json()["seconds"] == "8"


def test_a_field_of_a_form_that_fits_no_type_is_refused(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    files = {"prompt": (None, b"A"), "duration": (None, b"long")}
    got = mock("POST", "/v1/videos", files=files)
    assert message(got) == 'duration: "long" is not of type "number"'


def test_a_file_in_place_of_text_is_refused(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    got = mock("POST", "/v1/videos", files={"prompt": ("a.txt", b"A", "text/plain")})
    assert got.json()["error"]["param"] == "prompt"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nope", 404), ("DELETE", "/v1/videos", 405), ("PUT", "/v1/videos/a/content", 405)],
)
def test_what_is_not_documented_is_not_served(
    mock_of: MakeMock, method: str, path: str, status: int
) -> None:
    assert mock_of("video")(method, path).status_code == status


def test_a_method_that_is_refused_is_told_the_others(mock_of: MakeMock) -> None:
    got = mock_of("video")("DELETE", "/v1/videos/a")
    assert got.headers["allow"] == "GET, HEAD"


def test_a_literal_path_wins_over_a_template(mock_of: MakeMock) -> None:
    mock = mock_of("sink")
    assert mock("GET", "/files/readme.txt").status_code == 204
    assert mock("GET", "/files/other.txt").status_code == 204
    assert mock("GET", "/files/other").status_code == 404


def test_paths_are_served_with_and_without_the_path_of_the_server(mock_of: MakeMock) -> None:
    mock = mock_of("pets")
    assert mock("GET", "/pets").status_code == 200
    assert mock("GET", "/v1/pets").status_code == 200
    assert mock("GET", "/v2/pets").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/pets?limit=5", 200),
        ("/pets?limit=0", 400),
        ("/pets?limit=x", 400),
        ("/pets?limit=1.5", 400),
    ],
)
def test_a_query_parameter_is_read_by_its_schema(mock_of: MakeMock, path: str, status: int) -> None:
    assert mock_of("pets")("GET", path).status_code == status


def test_the_request_id_is_on_every_answer_and_never_the_same(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    got = [mock("GET", "/nope"), mock("GET", "/"), mock("POST", "/v1/videos", json={"prompt": "A"})]
    assert len({each.headers["x-oneapi-request-id"] for each in got}) == 3


@pytest.mark.parametrize("status", ["401", "429", "500", "503"])
def test_a_documented_error_is_had_for_the_asking(mock_of: MakeMock, status: str) -> None:
    mock = mock_of("video")
    headers = {**KEYS, "X-Mock-Status": status}
    got = mock("POST", "/v1/videos", json={"prompt": "A"}, headers=headers)
    assert got.status_code == int(status)
    mock.judge("POST /v1/videos", got)


def test_an_error_brings_its_documented_headers(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    got = mock("GET", "/v1/videos/a", headers={**KEYS, "X-Mock-Status": "429"})
    assert got.headers["retry-after"] == "1"


def test_a_line_of_the_log_holds_no_secret(mock_of: MakeMock) -> None:
    mock = mock_of("sink")
    mock("GET", "/security/query?api%20key=hush", headers={"Cookie": "sid=hush"})
    mock("GET", "/files/a%0Ab.txt")
    assert mock.log[0].startswith("GET /security/query 204 ")
    assert len(mock.log) == 2
    assert "hush" not in "".join(mock.log)
    assert "\n" not in "".join(mock.log)


ONE = {"type": "array", "items": {"type": "integer"}}
POINT = {
    "type": "object",
    "properties": {"x": {"type": "integer"}, "y": {"type": "integer"}},
    "required": ["x"],
    "additionalProperties": False,
}


def route(where: str, style: str, explode: bool, schema: Any, path: str = "/a") -> dict[str, Any]:
    parameter = {
        "name": "p",
        "in": where,
        "required": True,
        "style": style,
        "explode": explode,
        "schema": schema,
    }
    body = {"type": "object", "properties": {"p": True}}
    answer = {"media": "application/json", "kind": "json", "schema": body}
    operation = {
        "method": "GET",
        "path": path,
        "parameters": [parameter],
        "responses": [{"status": "200", "contents": [answer]}, {"status": "400"}],
    }
    return {"operations": [operation]}


@pytest.mark.parametrize(
    ("where", "style", "explode", "schema", "sent"),
    [
        ("query", "form", True, {"type": "integer"}, "/a?p=5"),
        ("query", "form", True, {"type": "boolean"}, "/a?p=true"),
        ("query", "form", True, {"type": ["number", "null"]}, "/a?p=5.5"),
        ("query", "form", True, ONE, "/a?p=1&p=2"),
        ("query", "form", True, ONE, "/a?p=1"),
        ("query", "form", False, ONE, "/a?p=1,2"),
        ("query", "spaceDelimited", False, ONE, "/a?p=1%202"),
        ("query", "pipeDelimited", False, ONE, "/a?p=1%7C2"),
        ("query", "pipeDelimited", False, ONE, "/a?p=1|2"),
        ("query", "form", True, POINT, "/a?x=1&y=2"),
        ("query", "form", False, POINT, "/a?p=x,1,y,2"),
        ("query", "deepObject", True, POINT, "/a?p[x]=1&p%5By%5D=2"),
        ("path", "simple", False, ONE, "/b/1,2"),
        ("path", "simple", False, POINT, "/b/x,1,y,2"),
        ("path", "simple", True, POINT, "/b/x=1,y=2"),
        ("path", "label", False, ONE, "/b/.1,2"),
        ("path", "label", True, ONE, "/b/.1.2"),
        ("path", "label", True, POINT, "/b/.x=1.y=2"),
        ("path", "matrix", False, ONE, "/b/;p=1,2"),
        ("path", "matrix", True, ONE, "/b/;p=1;p=2"),
        ("path", "matrix", True, POINT, "/b/;x=1;y=2"),
        ("path", "matrix", False, POINT, "/b/;p=x,1,y,2"),
        ("path", "matrix", False, {"type": "integer"}, "/b/;p=5"),
    ],
)
def test_a_parameter_is_read_in_every_style(
    small: Callable[..., Mock], where: str, style: str, explode: bool, schema: Any, sent: str
) -> None:
    mock = small(route(where, style, explode, schema, "/b/{p}" if where == "path" else "/a"))
    got = mock("GET", sent)
    assert got.status_code == 200, got.text


@pytest.mark.parametrize("style", ["form", "deepObject"])
def test_a_parameter_that_lacks_a_part_is_refused(small: Callable[..., Mock], style: str) -> None:
    mock = small(route("query", style, True, POINT))
    assert mock("GET", "/a?y=2&p[y]=2").status_code == 400


def test_a_header_is_a_list_where_its_schema_is_one(small: Callable[..., Mock]) -> None:
    mock = small(route("header", "simple", False, ONE))
    assert mock("GET", "/a", headers={"P": "1, 2"}).status_code == 200
    assert mock("GET", "/a", headers={"P": "1, b"}).status_code == 400


def form(schema: Any, media: str, kind: str) -> dict[str, Any]:
    contents = [{"media": media, "kind": kind, "schema": schema}]
    answer = {"media": "application/json", "kind": "json", "schema": schema}
    operation = {
        "method": "POST",
        "path": "/a",
        "body": {"required": True, "contents": contents},
        "echo": [{"response": "", "request": ""}],
        "responses": [{"status": "200", "contents": [answer]}, {"status": "400"}],
    }
    return {"operations": [operation]}


@pytest.mark.parametrize(
    ("fields", "means"),
    [
        ({"n": "5"}, {"n": 5}),
        ({"on": "false"}, {"on": False}),
        ({"list": ["1", "2"]}, {"list": [1, 2]}),
        ({"list": "1"}, {"list": [1]}),
        ({"list[]": ["1", "2"]}, {"list": [1, 2]}),
        ({"list[0]": "1", "list[1]": "2"}, {"list": [1, 2]}),
        ({"deep[n]": "5"}, {"deep": {"n": 5}}),
        ({"deep[deep][list][]": ["1"]}, {"deep": {"deep": {"list": [1]}}}),
        ({"deep": '{"n": 5}'}, {"deep": {"n": 5}}),
        ({"list": "[1, 2]"}, {"list": [1, 2]}),
        ({"text": "5"}, {"text": "5"}),
        ({"either": "5"}, {"either": "5"}),
        ({"n": "05"}, None),
        ({"list": "[1, "}, None),
    ],
)
@pytest.mark.parametrize("is_multipart", [False, True])
def test_the_fields_of_a_form_are_read_by_their_schemas(
    parts: Callable[[str], Any], small: Any, fields: Any, means: Any, is_multipart: bool
) -> None:
    schema = {
        "type": "object",
        "properties": {
            "n": {"type": "integer"},
            "on": {"type": "boolean"},
            "text": {"type": "string"},
            "either": {"type": ["string", "integer"]},
            "list": ONE,
            "deep": {"$ref": "#/$defs/Deep"},
        },
    }
    media = "multipart/form-data" if is_multipart else "application/x-www-form-urlencoded"
    contract = form(schema, media, "multipart" if is_multipart else "form")
    mock = small({**contract, "$defs": {"Deep": schema}})
    pairs = [
        (key, each)
        for key, value in fields.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    if is_multipart:
        got = mock("POST", "/a", files=[(key, (None, value)) for key, value in pairs])
    else:
        content = "&".join(f"{key}={value}" for key, value in pairs)
        got = mock("POST", "/a", content=content, headers={"Content-Type": media})
    assert got.status_code == (400 if means is None else 200), got.text
    for key, value in (means or {}).items():
        assert got.json()[key] == value


def test_a_read_only_property_need_not_be_sent(small: Callable[..., Mock]) -> None:
    schema = {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": {"type": "integer", "readOnly": True}, "name": {"type": "string"}},
    }
    mock = small(form(schema, "application/json", "json"))
    assert mock("POST", "/a", json={"name": "x"}).status_code == 200
    assert mock("POST", "/a", json={"id": 1}).status_code == 400


def test_a_number_keeps_to_the_bits_of_its_format(small: Callable[..., Mock]) -> None:
    mock = small(form({"type": "integer", "format": "int32"}, "application/json", "json"))
    assert mock("POST", "/a", json=2**31 - 1).status_code == 200
    assert mock("POST", "/a", json=2**31).status_code == 400


def test_a_plain_message_serves_where_no_error_is_documented(small: Callable[..., Mock]) -> None:
    mock = small({"operations": [{"method": "GET", "path": "/a", "responses": []}]})
    got = mock("GET", "/b")
    assert got.status_code == 404
    assert json.loads(got.content) == {"message": "no such path: /b"}


def target(name: str) -> dict[str, Any]:
    header = {"name": "X-Target", "in": "header", "required": True, "schema": {"enum": [name]}}
    content = {"media": "application/json", "kind": "json", "schema": {"const": name}}
    return {
        "method": "POST",
        "path": f"/#X-Target={name}",
        "parameters": [header],
        "responses": [{"status": "200", "contents": [content]}],
    }


def test_what_is_behind_a_hash_is_told_by_the_header_it_stands_for(
    small: Callable[..., Mock],
) -> None:
    mock = small({"operations": [target("Put"), target("Get")]})
    told = [mock("POST", "/", headers={"X-Target": name}).json() for name in ("Get", "Put")]
    assert told == ["Get", "Put"]


def test_what_is_behind_a_question_mark_is_told_by_the_query(small: Callable[..., Mock]) -> None:
    def action(name: str) -> dict[str, Any]:
        return {"method": "GET", "path": f"/run?action={name}", "responses": [{"status": name}]}

    mock = small({"operations": [action("201"), action("202")]})
    assert [mock("GET", f"/run?action={n}").status_code for n in (202, 201)] == [202, 201]


def test_paths_that_differ_in_the_names_of_their_places_are_one(small: Callable[..., Mock]) -> None:
    place = {"in": "path", "required": True, "schema": {"type": "string"}}
    both = [
        {"method": method, "path": f"/a/{{{name}}}", "parameters": [{"name": name, **place}]}
        for method, name in (("GET", "id"), ("DELETE", "name"))
    ]
    mock = small({"operations": [{**one, "responses": [{"status": "204"}]} for one in both]})
    assert [mock(method, "/a/x").status_code for method in ("GET", "DELETE")] == [204, 204]


def test_the_one_key_that_is_never_right_is_refused(mock_of: MakeMock) -> None:
    answer = mock_of("video")(
        "GET", "/v1/videos/x", headers={"Authorization": "Bearer wrong-credentials"}
    )
    assert answer.status_code == 401


FORM = {
    "media": "multipart/mixed",
    "kind": "multipart",
    "schema": {
        "type": "object",
        "properties": {
            "things": {"type": "array", "items": {"type": "object", "required": ["x"]}},
            "ids[]": {"type": "array", "items": {"type": "integer"}},
        },
    },
}


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        pytest.param("things", '{"x": 1}', 204, id="one part is a list of one"),
        pytest.param("things", "{}", 400, id="which is checked"),
        pytest.param("ids[]", "7", 204, id="a name with brackets is a name"),
        pytest.param("ids[]", "text", 400, id="whose schema counts"),
    ],
)
def test_a_list_of_a_multipart_body_may_come_in_one_part(
    small: Callable[..., Mock], name: str, value: str, status: int
) -> None:
    takes = {"required": True, "contents": [FORM]}
    answers = [{"status": "204"}, {"status": "400"}]
    mock = small(
        {"operations": [{"method": "POST", "path": "/", "body": takes, "responses": answers}]}
    )
    body = f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n--b--\r\n'
    headers = {"Content-Type": "multipart/mixed; boundary=b"}
    assert mock("POST", "/", content=body, headers=headers).status_code == status
