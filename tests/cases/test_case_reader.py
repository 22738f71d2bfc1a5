"""A case that is wrong is a finding with a place, and a difference between styles is one line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.behaviour.model import Case
from callsheet.behaviour.reader import Reader
from callsheet.diagnostics import Report
from callsheet.source import parse
from case_canonical import Arrived, canonical, differences
from case_documents import DOCUMENTS, api_of, read_of

VIDEO = DOCUMENTS[0]
WORDS = [
    "$bytes",
    "$file",
    "$repeat",
    "$sample",
    "arguments",
    "body",
    "content",
    "do",
    "error",
    "events",
    "form",
    "headers",
    "json",
    "keys",
    "kind",
    "metadata",
    "name",
    "options",
    "outside",
    "parts",
    "path",
    "prompt",
    "query",
    "replies",
    "reply",
    "request",
    "requests",
    "result",
    "text",
]


def read(text: str) -> tuple[list[Case], list[str]]:
    report = Report()
    root = parse(text, "cases.yaml", identity="cases.yaml")
    cases = Reader(read_of(VIDEO), api_of(VIDEO), report).file(root)
    told = [f"{one.place}: {one.message}; {one.hint}" for one in report]
    return cases, told


START = "operation: createVideo\n    "
KLING = "operation: createGeneration\n    "
MEND = "mend it; or name the argument under `outside`"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        # -- form
        ("about: x", "2:5: an item of `cases` must have `operation`; "),
        (
            f"{START}requset: {{}}",
            "4:5: `requset` is no member of an item of `cases`; did you mean",
        ),
        (f"{START}reply: {{stauts: 200}}", "4:13: `stauts` is no member of `reply`; did you mean"),
        (f"{START}reply: {{status: OK}}", "4:21: `status` must be a whole number, and is 'OK'; "),
        (
            f"{START}do: dance",
            "4:9: `do` must be one of `call`, `wait`, `download`, and is 'dance'",
        ),
        (f"{START}error: {{status: 400}}", "4:5: `error` must have `kind`; "),
        (f"{START}error: gone", "4:12: `error` must be a mapping, and is 'gone'; "),
        (f"{START}arguments: [prompt]", "4:16: `arguments` must be a mapping, and is a list; "),
        (f"{START}replies: []", "4:14: `replies` must not be empty; "),
        (
            f"{START}options: {{media-type: a/b}}",
            "4:15: `media-type` is no member of `options`; did you mean `media_type`?",
        ),
        # -- what the document does not have
        (
            "operation: createVidoe",
            "3:16: the document has no operation 'createVidoe'; did you mean 'createVideo'?",
        ),
        (
            f"{START}arguments: {{promt: x}}",
            "4:17: POST /v1/videos has no argument 'promt'; did you mean 'prompt'?",
        ),
        (
            f"{START}arguments: {{prompt: x}}\n    keys: {{bearre: x}}",
            "5:12: the document has no security scheme 'bearre'; did you mean 'bearer'?",
        ),
        (
            "operation: retrieveVideo\n    do: wait",
            "4:9: GET /v1/videos/{video_id} starts no job: there is nothing to wait; jobs",
        ),
        (
            f"{START}options: {{media_type: text/csv}}\n    request: {{text: x}}",
            "4:27: POST /v1/videos takes no text/csv; it takes application/json, multipart",
        ),
        # -- values
        (
            "operation: retrieveVideo\n    request: {path: /v1/videos/v}",
            "2:5: GET /v1/videos/{video_id} requires 'video_id' in the path; give it among",
        ),
        (f"{START}arguments: {{model: sora-2}}", "4:5: `arguments` must have `prompt`; mend it"),
        (
            f"{KLING}arguments: {{model: m, prompt: x, mode: prp}}",
            f"4:44: `mode` must be one of `std`, `pro`, `4k`, and is 'prp'; {MEND}",
        ),
        (
            f"{START}arguments: {{prompt: 5, image: {{$file: a}}}}\n    request: {{parts: []}}",
            f"4:25: `prompt` must be a string, and is 5; {MEND}",
        ),
        (
            f"{START}arguments: {{prompt: x}}\n    outside: [prompt]",
            "5:15: nothing is wrong with the argument 'prompt'; `outside` names",
        ),
        # -- placeholders
        (f"{START}arguments: {{prompt: {{$bytes: '*'}}}}", "4:34: $bytes takes Base64; such as"),
        (
            f"{START}arguments: {{prompt: {{$repeat: {{text: ab, times: 99999999}}}}}}",
            "4:53: this is more than 64 million characters; such as",
        ),
        (
            f"{START}arguments: {{prompt: {{$sample: ../README.md}}}}",
            "4:35: '../README.md' is outside of the document's folder; write its path from",
        ),
        (
            f"{START}arguments: {{prompt: {{$sample: none.png}}}}",
            "4:35: there is no file 'none.png' that could be read; write its path from",
        ),
        (
            f"{START}arguments: {{prompt: x}}\n    request: {{json: {{a: {{$bytes: AA==}}}}}}",
            "5:21: JSON has no bytes and no files in it; write them as `bytes`",
        ),
    ],
)
def test_what_is_wrong_has_a_place_and_a_hint(line: str, told: str) -> None:
    cases, found = read(f"cases:\n  - id: x\n    {line}\n")
    assert cases == []
    assert len(found) == 1
    assert found[0].startswith(f"cases.yaml:{told}")


def test_a_case_about_a_value_that_the_document_does_not_allow_says_so() -> None:
    given = f"{KLING}arguments: {{model: m, prompt: x, mode: prp}}\n    outside: [mode]"
    (case,), told = read(f"cases:\n  - id: x\n    {given}\n")
    assert case.id == "x"
    assert told == []


def test_a_call_that_clients_refuse_may_give_anything() -> None:
    given = "operation: retrieveVideo\n    error: {kind: argument}\n    requests: []"
    (case,), told = read(f"cases:\n  - id: x\n    {given}\n")
    assert case.requests == ()
    assert told == []


def test_the_other_cases_of_a_file_are_read_all_the_same() -> None:
    good = "{id: x, operation: createVideo, arguments: {prompt: x}}"
    cases, told = read(f"cases:\n  - {good}\n  - {{id: y}}\n  - {good}\n")
    assert [case.id for case in cases] == ["x"]
    assert told == [
        "cases.yaml:3:5: an item of `cases` must have `operation`; ",
        (
            "cases.yaml:4:10: another case is called 'x': cases.yaml:2:5; "
            "a case is told by its id: give one of them another"
        ),
    ]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_nothing_that_stands_in_a_file_breaks_the_reader(value: object) -> None:
    head = {"id": "x", "operation": "createVideo"}
    case = head | value if isinstance(value, dict) else value
    for root in (value, {"cases": value}, {"cases": [case]}):
        cases, told = read(json.dumps(root))
        assert cases or told or root == {"cases": []}


def test_what_a_case_leaves_out_is_what_the_document_says() -> None:
    text = "cases: [{id: x, operation: retrieveVideo, arguments: {video_id: a/b}}]"
    (case,), told = read(text)
    assert told == []
    assert case.requests[0]["path"] == "/v1/videos/a%2Fb"
    assert case.requests[0]["headers"] == {"authorization": "Bearer sk-case"}
    assert case.outcome["result"]["status"] == "completed"


def test_what_differs_without_meaning_is_the_same() -> None:
    one = Arrived("GET", "/a%7eb?x=1+2&a=%28", (("Authorization", "k"),), b"")
    other = Arrived("GET", "/a~b?a=(&x=1%202", (("authorization", "k"),), b"")
    assert list(differences(canonical(one), canonical(other))) == []


@pytest.mark.parametrize(
    "target", ["/a%2Fb", "/a,b", "/a/b/", "/a%2Cb?x", "/a/b?x=1&x=2", "/a/b?x=1,2", "/a/b?x=1%2C2"]
)
def test_what_differs_in_meaning_is_not_the_same(target: str) -> None:
    plain = canonical(Arrived("GET", "/a/b", (), b""))
    assert list(differences(plain, canonical(Arrived("GET", target, (), b""))))


def test_a_multipart_body_is_compared_by_its_parts() -> None:
    def sent(boundary: str, name: str) -> Arrived:
        part = f'Content-Disposition: form-data; name="f"; filename="{name}"\r\nContent-Type: a/b'
        body = f"--{boundary}\r\n{part}\r\n\r\nx\r\n--{boundary}--\r\n".encode()
        return Arrived(
            "POST", "/", (("content-type", f"multipart/form-data; boundary={boundary}"),), body
        )

    one, other = canonical(sent("1", 'a\\"b')), canonical(sent("2", "a%22b"))
    assert one == other
    assert one["body"]["parts"] == [
        {"name": "f", "filename": 'a"b', "media": "a/b", "content": "x"}
    ]
