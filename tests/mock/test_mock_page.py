"""The page for people who look: what came, how the jobs stand, and nothing that hurts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest

from mocks import KEYS, MakeMock, Mock

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
HOSTILE = "</code><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e\x00"


class Reader(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def look(mock: Mock, path: str = "/") -> str:
    response = mock("GET", path, headers=BROWSER)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    return response.text


def start(mock: Mock) -> str:
    id: str = mock("POST", "/v1/videos", json={"prompt": "A cat"}).json()["id"]
    return id


def test_an_empty_page_says_so(mock_of: MakeMock) -> None:
    page = look(mock_of("video"))
    assert "No job has been started yet." in page
    assert "Nothing has been asked for yet." in page


def test_jobs_come_newest_first_with_their_states(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    first, second = start(mock), start(mock)
    for _ in range(3):
        mock("GET", f"/v1/videos/{first}")
    rows = [row for row in Reader(look(mock)).rows if "POST /v1/videos" in row]
    assert [(row[3], row[5], row[6]) for row in rows] == [
        ("waiting", "0", f"GET /v1/videos/{second}"),
        ("done", "3", f"GET /v1/videos/{first}"),
    ]


def test_results_can_be_looked_at(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    id = start(mock)
    assert not Reader(look(mock)).links
    for _ in range(3):
        mock("GET", f"/v1/videos/{id}")
    (link,) = Reader(look(mock)).links
    assert mock("GET", link, headers={}).headers["content-type"] == "video/mp4"


@pytest.mark.parametrize(
    ("name", "path", "body", "poll"),
    [
        ("video", "/v1/videos", {"prompt": "A"}, "Authorization: Bearer KEY"),
        ("studio", "/renders", {"scene": "A", "width": 48, "height": 32}, "X-Studio-Key: KEY"),
    ],
)
def test_it_says_how_to_ask(
    name: str, path: str, body: dict[str, Any], poll: str, mock_of: MakeMock
) -> None:
    mock = mock_of(name)
    mock("POST", path, json=body)
    page = look(mock)
    assert poll in page
    assert "http://mock/" in page


def test_to_look_changes_nothing(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    start(mock)
    lines = len(mock.log)
    assert look(mock) == look(mock)
    assert len(mock.log) == lines


def test_requests_come_newest_first_and_without_what_keys_travel_in(mock_of: MakeMock) -> None:
    mock = mock_of("video", api_key="sk-secret-1")
    headers = {"Authorization": "Bearer sk-secret-1", "Cookie": "sk-secret-2"}
    mock("GET", "/v1/videos/video_1?key=sk-secret-3", headers=headers)
    mock("POST", "/v1/videos", json={"prompt": "sk-secret-4"}, headers=headers)
    mock("GET", "/nope/sk-secret-1", headers=headers)
    page = look(mock)
    assert "secret" not in page
    paths = [row[2] for row in Reader(page).rows if row[1] in ("GET", "POST")]
    assert paths == ["/nope/***", "/v1/videos", "/v1/videos/video_1"]


def test_hostile_text_is_text(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    plain = Reader(look(mock))
    start(mock)
    mock("GET", f"/{quote(HOSTILE)}", headers=KEYS)
    mock("TRACE", "/v1/videos", headers=KEYS)
    sent = {**BROWSER, "Host": "x\"'><script>alert(3)</script>"}
    page = mock("GET", "/", headers=sent).text
    found = Reader(page)
    assert "<script>alert(1)</script>" in str(found.rows)
    assert not {"script", "img"} & found.tags
    assert found.tags - plain.tags <= {"table", "thead", "tbody", "tr", "th", "td", "div", "code"}
    assert "onerror" not in found.attributes
    assert not re.search("[\u202e\x00]", page)


def test_a_hostile_document_is_text(small: Callable[..., Mock]) -> None:
    page = look(small({"title": HOSTILE, "version": HOSTILE, "operations": []}))
    assert not {"script", "img"} & Reader(page).tags


def test_nothing_on_it_runs_or_is_fetched(mock_of: MakeMock) -> None:
    response = mock_of("video")("GET", "/", headers=BROWSER)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_it_is_bounded(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    for _ in range(103):
        start(mock)
    page = look(mock)
    assert len(Reader(page).rows) == 2 + 100 + 100
    assert page.count("And 3 before these.") == 2


def test_programs_get_json(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    for headers in ({}, {"Accept": "*/*"}, {"Accept": "application/json"}):
        assert mock("GET", "/", headers=headers).json()["about"].startswith("Mock of ")
    assert "about" in mock("POST", "/", headers=BROWSER).json()


def test_head_is_the_same_without_the_page(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    got, head = (mock(method, "/", headers=BROWSER) for method in ("GET", "HEAD"))
    assert head.content == b""
    assert head.headers == got.headers


def test_a_document_with_this_path_keeps_it(small: Callable[..., Mock]) -> None:
    answers = [{"status": "204", "contents": []}]
    mock = small({"operations": [{"method": "GET", "path": "/", "responses": answers}]})
    assert mock("GET", "/", headers=BROWSER).status_code == 204
    assert mock.app.page_path == "/-/"
    assert "Mock of Small" in look(mock, "/-/")
