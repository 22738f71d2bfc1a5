"""Jobs of the mock: what each state says, how a job moves, and where its result is."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mocks import KEYS, ROOT, MakeMock, Mock

VIDEO = {"prompt": "A lighthouse", "model": "sora-2"}
SCENE = {"scene": "A hill", "width": 20}
KEYED = "GET /v1/videos/{video_id}"


def start(mock: Mock, path: str, body: Any, **headers: str) -> Any:
    response = mock("POST", path, json=body, headers={**KEYS, **headers})
    assert response.is_success, response.text
    return response.json()


def render(mock: Mock, **headers: str) -> str:
    key: str = start(mock, "/renders", SCENE, **headers)["render"]["key"]
    return key


def polls(mock: Mock, path: str, count: int) -> list[Any]:
    return [mock("GET", path).json() for _ in range(count)]


def test_each_poll_takes_a_job_one_state_further(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    seen = polls(mock, f"/renders/{render(mock)}", 4)
    assert [each["render"]["phase"] for each in seen] == [
        "accepted",
        "drawing",
        "finished",
        "finished",
    ]


def test_progress_rises_in_the_form_that_the_document_has(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    seen = polls(mock, f"/renders/{render(mock)}", 3)
    assert [each["render"]["portion"] for each in seen] == [0, 0.5, 1]


def test_with_a_pace_the_clock_alone_moves_a_job(mock_of: MakeMock) -> None:
    mock = mock_of("video", pace=10)
    path = f"/v1/videos/{start(mock, '/v1/videos', VIDEO)['id']}"
    seen = []
    for _ in range(6):
        body = mock("GET", path).json()
        seen.append((body["status"], body["progress"]))
        mock.clock.now += 4
    assert [status for status, _ in seen] == [
        "queued",
        "queued",
        "queued",
        "in_progress",
        "in_progress",
        "completed",
    ]
    assert [progress for _, progress in seen] == sorted(progress for _, progress in seen)
    assert [progress for _, progress in seen][-1] == 100


def test_a_state_is_told_by_the_example_that_shows_it(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    last = polls(mock, f"/renders/{render(mock, **{'X-Mock-Outcome': 'failed'})}", 3)[-1]
    assert last["render"]["fault"] == {"reason": "The sea has no bottom", "code": 17}


def test_a_state_without_an_example_has_no_more_than_it_can_know(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    first = polls(mock, f"/renders/{render(mock)}", 1)[0]["render"]
    assert "keep_until" not in first
    assert "fault" not in first


@pytest.mark.parametrize("outcome", ["done", "failed", "cancelled"])
@pytest.mark.parametrize(
    ("name", "path", "body", "poll", "title"),
    [
        ("video", "/v1/videos", VIDEO, "/v1/videos/{id}", KEYED),
        (
            "video",
            "/v1/video/generations",
            VIDEO,
            "/v1/video/generations/{task_id}",
            "GET /v1/video/generations/{task_id}",
        ),
        (
            "studio",
            "/contact-sheets",
            {"keys": ["a"]},
            "/contact-sheets/status?reference={reference}",
            "GET /contact-sheets/status",
        ),
    ],
)
def test_every_body_of_a_life_is_valid(
    mock_of: MakeMock, name: str, path: str, body: Any, poll: str, title: str, outcome: str
) -> None:
    mock = mock_of(name, outcome=outcome)
    created = mock("POST", path, json=body)
    mock.judge(f"POST {path}", created)
    for _ in range(4):
        mock.judge(title, mock("GET", poll.format(**created.json())))


def test_ids_are_fresh_and_keep_the_prefix_of_the_example(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    ids = {start(mock, "/v1/videos", VIDEO)["id"] for _ in range(20)}
    assert len(ids) == 20
    assert all(id.startswith("video_") and len(id) > 20 for id in ids)


def test_what_was_asked_for_is_repeated_all_along(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    body = {**VIDEO, "model": "veo-3", "size": "640x480", "seconds": "6"}
    created = start(mock, "/v1/videos", body)
    for each in (created, *polls(mock, f"/v1/videos/{created['id']}", 3)):
        assert (each["model"], each["size"], each["seconds"]) == ("veo-3", "640x480", "6")


def test_a_declared_default_is_what_the_answer_shows(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    created = start(mock, "/v1/videos", {"prompt": "A"})
    assert (created["model"], created["size"], created["seconds"]) == ("sora-2", "720x1280", "4")


def test_an_echo_goes_where_the_document_says(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    made = start(mock, "/renders", SCENE)["render"]
    assert made["scene"] == "A hill"
    assert made["canvas"]["width"] == 20


def test_facts_about_the_result_do_not_become_parameters(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    body = {**VIDEO, "metadata": {"seed": 7, "negative_prompt": "fog"}}
    made = start(mock, "/v1/video/generations", body)
    last = polls(mock, f"/v1/video/generations/{made['task_id']}", 3)[-1]
    assert last["metadata"]["seed"] == 7
    assert "negative_prompt" not in last["metadata"]


def test_time_stamps_come_from_the_clock_and_stay(mock_of: MakeMock) -> None:
    mock = mock_of("video", pace=10)
    created = start(mock, "/v1/videos", VIDEO)
    mock.clock.now += 25
    path = f"/v1/videos/{created['id']}"
    done = mock("GET", path).json()
    mock.clock.now += 100
    assert mock("GET", path).json() == done
    assert done["created_at"] == created["created_at"] == 1_700_000_000
    assert done["completed_at"] == 1_700_000_020
    assert done["expires_at"] > done["completed_at"]


def test_a_date_time_is_written_as_one(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    last = polls(mock, f"/renders/{render(mock)}", 3)[-1]["render"]
    assert last["keep_until"].startswith("2023-11-1")


def test_a_result_is_the_documented_file(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    id = start(mock, "/v1/videos", VIDEO)["id"]
    polls(mock, f"/v1/videos/{id}", 3)
    got = mock("GET", f"/v1/videos/{id}/content", headers={**KEYS, "Accept": "application/binary"})
    assert got.content == (ROOT / "spec/samples/clip.mp4").read_bytes()
    assert got.headers["content-type"] == "video/mp4"
    assert got.headers["content-length"] == str(len(got.content))
    assert got.headers["content-disposition"] == f'attachment; filename="{id}.mp4"'


@pytest.mark.parametrize("variant", ["thumbnail", "spritesheet"])
def test_a_variant_is_the_example_of_its_name(mock_of: MakeMock, variant: str) -> None:
    mock = mock_of("video")
    id = start(mock, "/v1/videos", VIDEO)["id"]
    polls(mock, f"/v1/videos/{id}", 3)
    got = mock("GET", f"/v1/videos/{id}/content?variant={variant}")
    assert got.headers["content-type"] == "image/webp"
    assert got.content == (ROOT / f"spec/samples/{variant}.webp").read_bytes()


def test_before_it_is_done_a_result_is_refused_and_nothing_moves(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    id = start(mock, "/v1/videos", VIDEO)["id"]
    refused = [mock("GET", f"/v1/videos/{id}/content") for _ in range(5)]
    assert {each.status_code for each in refused} == {404}
    assert refused[0].json()["error"]["message"] == f"{id} is not done: it is queued"


def test_a_result_by_url_is_at_this_server_and_needs_no_key(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    made = start(mock, "/v1/video/generations", VIDEO)
    last = polls(mock, f"/v1/video/generations/{made['task_id']}", 3)[-1]
    assert last["url"].startswith("http://mock/")
    got = mock("GET", last["url"], headers={})
    assert got.content == (ROOT / "spec/samples/clip.mp4").read_bytes()
    assert got.headers["content-type"] == "video/mp4"


def test_an_unknown_job_is_the_documented_error(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    got = mock("GET", "/v1/videos/video_nope")
    assert got.status_code == 404
    assert got.json()["error"]["param"] == "video_id"
    mock.judge(KEYED, got)


def test_ids_of_one_kind_of_job_are_not_known_to_another(mock_of: MakeMock) -> None:
    mock = mock_of("video")
    made = start(mock, "/v1/video/generations", VIDEO)
    assert mock("GET", f"/v1/videos/{made['task_id']}").status_code == 404


def test_a_cancelled_job_is_cancelled(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    path = f"/renders/{render(mock)}"
    got = mock("DELETE", path)
    assert (got.status_code, got.content) == (204, b"")
    assert {each["render"]["phase"] for each in polls(mock, path, 3)} == {"withdrawn"}


def test_a_job_that_is_done_cannot_be_cancelled(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    path = f"/renders/{render(mock)}"
    polls(mock, path, 3)
    assert mock("DELETE", path).status_code == 409


def test_an_outcome_that_is_none_is_refused(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    headers = {**KEYS, "X-Mock-Outcome": "great"}
    assert mock("POST", "/renders", json=SCENE, headers=headers).status_code == 400


def test_the_oldest_jobs_are_forgotten(mock_of: MakeMock) -> None:
    mock = mock_of("studio", capacity=3)
    keys = [render(mock) for _ in range(5)]
    assert [mock("GET", f"/renders/{key}").status_code for key in keys] == [404] * 2 + [200] * 3


def test_a_pause_is_named_where_the_document_has_a_header_for_it(mock_of: MakeMock) -> None:
    mock = mock_of("studio", pace=2)
    got = mock("GET", f"/renders/{render(mock)}")
    assert got.headers["x-studio-pause-ms"] == "2000"


def test_a_head_request_moves_nothing(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    path = f"/renders/{render(mock)}"
    got = [mock("HEAD", path) for _ in range(5)][-1]
    assert got.content == b""
    assert int(got.headers["content-length"]) > 10
    assert mock("GET", path).json()["render"]["phase"] == "accepted"


def test_two_mocks_share_nothing(mock_of: MakeMock) -> None:
    one, other = mock_of("studio"), mock_of("studio")
    assert other("GET", f"/renders/{render(one)}").status_code == 404


def test_the_samples_are_those_of_the_document(mock_of: MakeMock) -> None:
    mock = mock_of("studio")
    key = render(mock)
    polls(mock, f"/renders/{key}", 3)
    sample = Path(ROOT / "tests/specs/image_job/samples/render.png").read_bytes()
    assert mock("GET", f"/renders/{key}/image").content == sample


def errands() -> dict[str, Any]:
    """Return a contract with jobs that can be listed and removed, not cancelled."""
    errand = {
        "type": "object",
        "required": ["id", "state"],
        "properties": {"id": {"type": "string"}, "state": {"type": "string"}},
    }
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    item = {"path": "/errands/{id}", "parameters": [id]}
    listed = {"type": "object", "properties": {"all": {"type": "array", "items": errand}}}

    def answer(schema: Any) -> list[Any]:
        content = {"media": "application/json", "kind": "json", "schema": schema}
        return [{"status": "200", "contents": [content]}]

    job = {
        "id": ["/id"],
        "poll": {"operation": "GET /errands/{id}", "parameter": "id"},
        "status": ["/state"],
        "states": {"running": ["out"], "done": ["back"]},
    }
    return {
        "operations": [
            {"method": "POST", "path": "/errands", "responses": answer(errand), "job": job},
            {"method": "GET", "path": "/errands", "responses": answer(listed)},
            {"method": "GET", **item, "responses": answer(errand)},
            {"method": "DELETE", **item, "responses": [{"status": "204"}]},
        ]
    }


def test_a_state_without_words_is_left_out(small: Callable[..., Mock]) -> None:
    mock = small(errands())
    id = mock("POST", "/errands").json()["id"]
    assert [each["state"] for each in polls(mock, f"/errands/{id}", 2)] == ["out", "back"]


def test_a_list_shows_the_jobs_as_they_stand(small: Callable[..., Mock]) -> None:
    mock = small(errands())
    ids = [mock("POST", "/errands").json()["id"] for _ in range(2)]
    polls(mock, f"/errands/{ids[0]}", 2)
    assert mock("GET", "/errands").json() == {
        "all": [{"id": ids[0], "state": "back"}, {"id": ids[1], "state": "out"}]
    }


def test_a_job_that_was_deleted_is_gone(small: Callable[..., Mock]) -> None:
    mock = small(errands())
    id = mock("POST", "/errands").json()["id"]
    assert mock("DELETE", f"/errands/{id}").status_code == 204
    assert mock("GET", f"/errands/{id}").status_code == 404
    assert mock("GET", "/errands").json() == {"all": []}


def test_a_job_without_a_word_for_failure_is_done(small: Callable[..., Mock]) -> None:
    mock = small(errands(), outcome="failed")
    id = mock("POST", "/errands").json()["id"]
    assert polls(mock, f"/errands/{id}", 2)[-1]["state"] == "back"


def test_memory_does_not_grow_with_requests(mock_of: MakeMock) -> None:
    mock = mock_of("video", capacity=2)

    def use() -> None:
        for path, name in (("/v1/videos", "id"), ("/v1/video/generations", "task_id")):
            made = start(mock, path, {**VIDEO, "made-up": "x"})
            polls(mock, f"{path}/{made[name]}", 3)
            mock("GET", f"{path}/{made[name]}/content")

    use()
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(15):
        use()
    mock.log.clear()
    gc.collect()
    assert len(gc.get_objects()) - before < 500
