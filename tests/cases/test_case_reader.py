"""A case that is wrong is a finding with a place, and a difference between styles is one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from callsheet.diagnostics import Report, Stop
from callsheet.source import parse
from case_canonical import Arrived, canonical, differences
from case_documents import DOCUMENTS, api_of
from case_model import Case
from case_reader import Reader

VIDEO = DOCUMENTS[0]


def read(text: str) -> tuple[list[Case], list[str]]:
    report = Report()
    reader = Reader(api_of(VIDEO), VIDEO.spec.parent, report)
    cases = reader.file(parse(text, "cases.yaml"))
    told = [f"{one.place}: {one.message}; {one.hint}" for one in report]
    return cases, told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("operation: createVidoe", "3:16: no operation 'createVidoe'; did you mean 'createVideo'?"),
        (
            "operation: createVideo\n    arguments: {promt: x}",
            "4:17: POST /v1/videos has no argument 'promt'; did you mean 'prompt'?",
        ),
        (
            "operation: createVideo\n    requset: {}",
            "4:5: no such member: 'requset'; did you mean 'request'?",
        ),
        (
            "operation: createVideo\n    reply: {stauts: 200}",
            "4:13: no such member: 'stauts'; did you mean 'status'?",
        ),
        (
            "operation: createVideo\n    do: dance",
            "2:5: do: 'dance' is none of call, wait, download; ",
        ),
        (
            "operation: createVideo\n    arguments: {prompt: {$bytes: '*'}}",
            "2:5: $bytes takes Base64 text: ",
        ),
        (
            "operation: createVideo\n    error: {status: 400}",
            "2:5: an error has a 'kind'; ",
        ),
    ],
)
def test_what_is_wrong_has_a_place_and_a_hint(line: str, told: str) -> None:
    cases, found = read(f"cases:\n  - id: x\n    {line}\n")
    assert cases == []
    assert len(found) == 1
    assert found[0].startswith(f"cases.yaml:{told}")


def test_two_cases_of_one_name_are_an_error(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        text = "cases: [{id: x, operation: createVideo, arguments: {prompt: x}}]"
        (tmp_path / name).write_text(text)
    reader = Reader(api_of(VIDEO), VIDEO.spec.parent, Report())
    with pytest.raises(Stop, match="x: "):
        reader.files(tmp_path.glob("*.yaml"))


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
