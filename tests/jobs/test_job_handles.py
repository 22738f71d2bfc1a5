"""What can be done with a job: resume it, follow many of them, stop it."""

from __future__ import annotations

import importlib
import json
import pickle
from dataclasses import replace
from types import ModuleType
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_cycles import DONE, GONE, QUEUED, clip, render, task
from job_styles import Answer, Scene, Style, listed, settled


class ByPath(Scene):
    """A scene in which each path has answers of its own."""

    def __init__(self, **answers: list[Answer]) -> None:
        super().__init__([])
        self.by_id = answers

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        name = request.url.path.rpartition("/")[2]
        if request.method == "POST":
            name = json.loads(request.content)["prompt"]
        self.answers = self.by_id[name]
        return super().answer(request)


def test_a_token_goes_on_in_another_process(video: ModuleType, style: Style) -> None:
    async def submit(client: Any) -> str:
        job = await settled(client.videos.submit(prompt="a cat"))
        token: str = job.token
        return token

    token = style.run(video, submit, Scene([Answer(QUEUED)]))
    assert "sk-secret" not in token
    assert json.loads(token)["job"] == "v-1"
    scene = Scene([Answer(clip("in_progress", 50)), Answer(DONE)])
    value = style.run(video, lambda client: client.videos.resume(token).wait(), scene)
    assert value.status == "completed"
    # Nobody knows how long ago it was asked for, so it is at once.
    assert [time for _, time in scene.trace] == [0, 3]


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("", "no job's token"),
        ("v-1", "no job's token"),
        ("[]", "no job's token"),
        ('{"job": "v-1"}', "no job's token"),
        ('{"api": "BurnCloud Video API", "operation": "createVideo", "job": 5}', "no job's token"),
        (
            '{"api": "BurnCloud Video API", "operation": "createGeneration", "job": "t-1"}',
            "a job of 'createGeneration'",
        ),
        ('{"api": "Studio", "operation": "createVideo", "job": "v-1"}', "of 'Studio'"),
    ],
)
def test_what_is_no_token_is_refused(video: ModuleType, token: str, words: str) -> None:
    client = video.Client(base_url="http://server", api_key="k")
    with client, pytest.raises(video.ArgumentError, match=words):
        client.videos.resume(token)


@given(job_id=st.text(min_size=1))
def test_every_id_survives_its_token(package: Any, job_id: str) -> None:
    plan = importlib.import_module(f"{package('jobs_video').__name__}.operations.videos").CREATE_JOB
    assert plan.job_of(plan.token(job_id)) == job_id


def test_the_short_form(video: ModuleType, style: Style) -> None:
    scene = Scene([Answer(QUEUED), Answer(DONE)])

    def short(client: Any) -> Any:
        return client.videos.create_and_wait(
            prompt="a cat", wait_timeout=60, on_progress=scene.tell, extra_headers={"X-A": "b"}
        )

    assert style.run(video, short, scene).status == "completed"
    assert scene.trace[-1] == ("done", "completed", 1)
    first, second = scene.requests
    assert first.headers["x-a"] == "b"
    assert "x-a" not in second.headers


def test_an_error_of_the_short_form_has_the_job(video: ModuleType, style: Style) -> None:
    scene = Scene([Answer(QUEUED), Answer({"error": {"message": "no"}}, 403)])
    with pytest.raises(video.PermissionDeniedError) as caught:
        style.run(video, lambda client: client.videos.create_and_wait(prompt="a"), scene)
    assert caught.value.job.id == "v-1"


def test_a_job_without_an_id_is_an_error(video: ModuleType, style: Style) -> None:
    with pytest.raises(video.APIResponseValidationError, match="no job id at /id or /task_id"):
        style.run(
            video, lambda client: client.videos.submit(prompt="a"), Scene([Answer({"status": "x"})])
        )


def test_two_waits_in_a_row_do_not_ask_in_a_hurry(video: ModuleType, style: Style) -> None:
    scene = Scene([Answer(QUEUED), Answer(clip("in_progress", 1))])

    async def twice(client: Any) -> None:
        job = await settled(client.videos.submit(prompt="a cat"))
        for _ in range(2):
            with pytest.raises(video.JobTimeout) as caught:
                await settled(job.wait(timeout=3))
            assert caught.value.state.status == "in_progress"
            assert caught.value.token == job.token

    style.run(video, twice, scene)
    assert scene.trace == [
        ("POST /v1/videos", 0),
        ("GET /v1/videos/v-1", 2),
        ("GET /v1/videos/v-1", 5),
    ]
    assert scene.time == 6


def test_a_refresh_asks_at_once(video: ModuleType, style: Style) -> None:
    scene = Scene([Answer(QUEUED), Answer(clip("strange", 12)), Answer(DONE)])

    async def refresh(client: Any) -> Any:
        job = await settled(client.videos.submit(prompt="a cat"))
        return job.state, await settled(job.refresh()), await settled(job.refresh())

    first, second, last = style.run(video, refresh, scene)
    assert (first.state, first.attempt, first.is_known) == ("waiting", 0, True)
    assert (second.state, second.status, second.attempt) == ("running", "strange", 1)
    assert not second.is_known
    assert second.value.id == "v-1"
    assert (last.state, last.attempt) == ("done", 2)
    assert str(second) == "running (strange), 12%, 0.0 s, poll 1"


def test_errors_of_jobs_can_be_pickled(video: ModuleType, style: Style) -> None:
    scene = Scene([Answer(QUEUED), Answer(clip("failed", error={"message": "no", "code": "c"}))])
    with pytest.raises(video.JobFailed) as caught:
        style.run(video, lambda client: client.videos.create_and_wait(prompt="a"), scene)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.reason, again.code) == (str(caught.value), "no", "c")
    assert again.job is None
    assert again.token == caught.value.token


@pytest.mark.parametrize(
    ("answers", "is_blamed"),
    [
        ([QUEUED, {"oops": 1}, clip("in_progress")], False),
        ([QUEUED, clip("in_progress"), {"oops": 1}], True),
    ],
)
def test_a_timeout_blames_the_last_poll_alone(
    video: ModuleType, style: Style, answers: list[Any], is_blamed: bool
) -> None:
    scene = Scene([Answer(one, 500 if "oops" in one else 200) for one in answers])

    def wait(client: Any) -> Any:
        return client.videos.create_and_wait(prompt="a", wait_timeout=6)

    with pytest.raises(video.JobTimeout) as caught:
        style.run(video, wait, scene)
    assert ("The last poll failed: 500" in str(caught.value)) is is_blamed
    assert isinstance(caught.value.__cause__, video.InternalServerError) is is_blamed


def test_the_documents_words_may_be_in_any_case(video: ModuleType) -> None:
    plan = importlib.import_module(f"{video.__name__}.operations.videos").CREATE_JOB
    plan = replace(plan, states={"waiting": ["NEW"], "done": ["Straße"], "failed": ["Bad"]})
    assert [plan.state_of(word) for word in ("new", "STRASSE", "bAD", "else")] == [
        "waiting",
        "done",
        "failed",
        None,
    ]


# -- many


def test_many_are_submitted_in_their_order(video: ModuleType, style: Style) -> None:
    names = [f"p{number}" for number in range(9)]
    scene = ByPath(**{name: [Answer(clip("queued", 0) | {"id": name})] for name in names})
    arguments = ({"prompt": name} for name in names)
    jobs = style.run(video, lambda client: client.videos.submit_many(arguments), scene)
    assert [job.id for job in jobs] == names


def test_those_that_were_submitted_are_not_lost(video: ModuleType, style: Style) -> None:
    bad = Answer({"error": {"message": "bad prompt"}}, 400)
    scene = ByPath(a=[Answer(clip("queued") | {"id": "a"})], b=[bad], c=[Answer(error="ReadError")])
    arguments = [{"prompt": "a"}, {"prompt": "b"}, {"prompt": "c"}, {"prompts": "d"}]
    with pytest.raises(video.JobsNotSubmitted, match="3 of 4 jobs were not submitted") as caught:
        style.run(video, lambda client: client.videos.submit_many(arguments), scene)
    error = caught.value
    assert [job.id for job in error.jobs] == ["a"]
    assert {index: type(one).__name__ for index, one in error.errors.items()} == {
        1: "BadRequestError",
        2: "OutcomeUnknown",
        3: "TypeError",
    }
    assert error.results[0] is error.jobs[0]


def test_jobs_come_as_they_end(video: ModuleType, style: Style) -> None:
    scene = ByPath(
        a=[Answer(clip("in_progress") | {"id": "a"})] * 3
        + [Answer(clip("completed") | {"id": "a"})],
        b=[Answer(clip("queued") | {"id": "b"}), Answer(clip("failed") | {"id": "b"})],
        c=[Answer(clip("queued") | {"id": "c"}), GONE],
        d=[Answer(clip("completed") | {"id": "d"})],
    )

    async def follow(client: Any) -> list[tuple[str, str]]:
        jobs = [await settled(client.videos.submit(prompt=name)) for name in "abcd"]
        # As if they had been submitted long before.
        jobs[2]._is_new = False
        ended = await listed(client.videos.as_completed(jobs, timeout=60))
        return [(job.id, job.state.state) for job in ended]

    ended = style.run(video, follow, scene)
    assert ended == [("d", "done"), ("b", "failed"), ("c", "waiting"), ("a", "done")]
    polls = [time for what, time in scene.trace if what.startswith("GET")]
    assert polls == [2, 2.5, 3, 5, 9.5]


def test_all_polls_keep_one_pace(video: ModuleType, style: Style) -> None:
    names = [f"p{number}" for number in range(8)]
    answers = [
        [Answer(clip("queued") | {"id": n}), Answer(clip("completed") | {"id": n})] for n in names
    ]
    scene = ByPath(**dict(zip(names, answers, strict=True)))

    async def follow(client: Any) -> list[str]:
        jobs = [await settled(client.videos.submit(prompt=name)) for name in names]
        ended = client.videos.as_completed(jobs, polls_per_second=4)
        return [job.id for job in await listed(ended)]

    assert style.run(video, follow, scene) == names
    polls = [time for what, time in scene.trace if what.startswith("GET")]
    assert polls == [2 + number / 4 for number in range(8)]


def test_one_deadline_for_many(video: ModuleType, style: Style) -> None:
    scene = ByPath(a=[Answer(clip("in_progress") | {"id": "a"})])

    async def follow(client: Any) -> None:
        job = await settled(client.videos.submit(prompt="a"))
        with pytest.raises(video.JobTimeout) as caught:
            await listed(client.videos.as_completed([job], timeout=7))
        assert caught.value.job is job

    style.run(video, follow, scene)
    assert scene.time == 7


@pytest.mark.parametrize("wrong", [{"concurrency": 0}])
def test_no_concurrency_is_refused(video: ModuleType, style: Style, wrong: Any) -> None:
    with pytest.raises(video.ArgumentError, match="concurrency"):
        style.run(
            video, lambda client: client.videos.submit_many([], **wrong), Scene([Answer(QUEUED)])
        )


# -- stopping and fetching


def test_a_job_is_stopped(studio: ModuleType, style: Style) -> None:
    answers = [Answer(render("accepted")), Answer(None, 204), Answer(render("withdrawn"))]
    scene = Scene(answers)

    async def stop(client: Any) -> None:
        job = await settled(client.renders.submit(scene="a cat"))
        await settled(job.cancel())
        with pytest.raises(studio.JobCancelled):
            await settled(job.wait())

    style.run(studio, stop, scene)
    assert [what for what, _ in scene.trace] == [
        "POST /renders",
        "DELETE /renders/r-7",
        "GET /renders/r-7",
    ]


def test_a_job_that_is_gone_once_it_is_stopped_was_cancelled(
    studio: ModuleType, style: Style
) -> None:
    scene = Scene([Answer(render("accepted")), Answer(None, 204), Answer({"title": "gone"}, 404)])

    async def stop(client: Any) -> None:
        job = await settled(client.renders.submit(scene="a cat"))
        await settled(job.cancel())
        with pytest.raises(studio.JobCancelled):
            await settled(job.wait())

    style.run(studio, stop, scene)


def test_where_nothing_stops_a_job_that_is_said(video: ModuleType, style: Style) -> None:
    async def stop(client: Any) -> None:
        job = await settled(client.videos.submit(prompt="a"))
        with pytest.raises(video.ArgumentError, match="no operation that cancels"):
            await settled(job.cancel())

    style.run(video, stop, Scene([Answer(QUEUED)]))


def test_a_job_that_is_not_done_has_nothing_to_fetch(
    video: ModuleType, style: Style, tmp_path: Any
) -> None:
    async def fetch(client: Any) -> None:
        job = await settled(client.videos.submit(prompt="a"))
        with pytest.raises(video.JobNotDone, match="wait"):
            await settled(job.download(tmp_path / "clip.mp4"))

    style.run(video, fetch, Scene([Answer(QUEUED), Answer(clip("in_progress", 3))]))
    assert list(tmp_path.iterdir()) == []


def test_a_failed_job_has_nothing_to_fetch(video: ModuleType, style: Style, tmp_path: Any) -> None:
    async def fetch(client: Any) -> None:
        job = await settled(client.videos.submit(prompt="a"))
        with pytest.raises(video.JobFailed):
            await settled(job.download(tmp_path / "clip.mp4"))

    style.run(video, fetch, Scene([Answer(QUEUED), Answer(clip("failed"))]))


@pytest.mark.parametrize("place", ["url", "fail_reason"])
def test_a_result_elsewhere_is_fetched_without_the_key(
    video: ModuleType, style: Style, tmp_path: Any, place: str
) -> None:
    done = task("succeeded", **{place: "http://cdn.example/clip.mp4?sign=1"})
    film = Answer(b"film", headers={"content-type": "video/mp4"})
    scene = Scene([Answer(task("queued")), Answer(done), film])

    async def fetch(client: Any) -> Any:
        job = await settled(client.generations.submit(model="kling-v1", prompt="a"))
        await settled(job.wait())
        return await settled(job.download(tmp_path / "clip.mp4"))

    assert style.run(video, fetch, scene).read_bytes() == b"film"
    last = scene.requests[-1]
    assert str(last.url) == "http://cdn.example/clip.mp4?sign=1"
    assert "authorization" not in last.headers


def test_no_redirection_of_a_result_brings_the_key_anywhere(
    video: ModuleType, style: Style, tmp_path: Any
) -> None:
    done = task("succeeded", url="http://cdn.example/clip.mp4?sign=1")
    onward = ("http://other.example/clip.mp4", "http://server/v1/clip.mp4", "/clip.mp4")
    led = [Answer(b"", 302, {"location": there, "set-cookie": "a=1"}) for there in onward]
    film = Answer(b"film", headers={"content-type": "video/mp4"})
    scene = Scene([Answer(task("queued")), Answer(done), *led, film])

    async def fetch(client: Any) -> Any:
        asked = {"headers": {"X-Private": "sk-other"}}
        job = await settled(
            client.with_options(**asked).generations.submit(model="kling-v1", prompt="a")
        )
        await settled(job.wait())
        return await settled(job.download(tmp_path / "clip.mp4"))

    assert style.run(video, fetch, scene).read_bytes() == b"film"
    hosts = [request.url.host for request in scene.requests[2:]]
    assert hosts == ["cdn.example", "other.example", "server", "server"]
    # Not even back to the API: who led there is somebody else.
    for request in scene.requests[2:]:
        assert "sk-" not in str(request.headers.raw)


def test_a_result_at_another_port_of_the_api_is_fetched_without_the_key(
    video: ModuleType, style: Style, tmp_path: Any
) -> None:
    there = "http://server:8080/clip.mp4"
    film = Answer(b"film", headers={"content-type": "video/mp4"})
    scene = Scene([Answer(task("queued")), Answer(task("succeeded", url=there)), film])

    async def fetch(client: Any) -> Any:
        job = await settled(client.generations.submit(model="kling-v1", prompt="a"))
        await settled(job.wait())
        return await settled(job.download(tmp_path / "clip.mp4"))

    style.run(video, fetch, scene)
    assert "authorization" not in scene.requests[-1].headers


def test_a_result_of_an_operation_is_fetched_with_the_key(
    video: ModuleType, style: Style, tmp_path: Any
) -> None:
    film = Answer(b"film", headers={"content-type": "video/mp4"})
    scene = Scene([Answer(QUEUED), Answer(clip("completed", expires_at=1_900_000_000)), film])

    async def fetch(client: Any) -> Any:
        job = await settled(client.videos.submit(prompt="a"))
        resumed = client.videos.resume(job.token)
        path = await settled(resumed.download(tmp_path / "clip.mp4"))
        return path, resumed.expires_at

    path, expires_at = style.run(video, fetch, scene)
    assert path.read_bytes() == b"film"
    assert expires_at.timestamp() == 1_900_000_000
    assert scene.requests[-1].headers["authorization"] == "Bearer sk-secret"
