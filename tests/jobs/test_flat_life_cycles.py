"""The life cycles of jobs, followed by the client that is one file."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import Message
from functools import partial
from itertools import groupby
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest

from callsheet.config import Config
from job_cycles import CYCLES, GONE, QUEUED, Cycle, clip
from job_styles import Answer, Scene
from making import written
from test_life_cycles import ENDING, STARTS, expected

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "jobs_video": ROOT / "spec/video.openapi.yaml",
    "jobs_studio": ROOT / "tests/specs/image_job/image_job.yaml",
}
FUNCTIONS = {
    "videos": ("create_video", "video"),
    "generations": ("create_generation", "generation"),
    "renders": ("start_render", "render"),
}
UNHEARD = {
    "the server names its pauses in milliseconds": [2, 22, 26.5],
    "the server names its pauses in seconds, or wants none": [2, 2.1],
    "the server wishes for a pause beyond the deadline": [2],
}
"""Polls where the answer to the start wishes for a pause: nothing but that answer is handed on."""
IDS = {"videos": "v-1", "generations": "t-1", "renders": "r-7"}


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ModuleType]]:
    """Return the client of a resource's document."""
    folder = tmp_path_factory.mktemp("flat")
    for name, spec in DOCUMENTS.items():
        written(Config(spec, folder, package=name, targets=("flat",)))
    sys.path.insert(0, str(folder / "flat"))
    yield lambda resource: importlib.import_module(
        "jobs_studio_flat" if resource == "renders" else "jobs_video_flat"
    )
    sys.path.remove(str(folder / "flat"))


@pytest.fixture
def play(
    flat: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, Scene], ModuleType]:
    """Return a client that runs on a scene's clock, against the scene's answers."""

    def made(resource: str, scene: Scene) -> ModuleType:
        module: Any = flat(resource)

        def sleep(seconds: float) -> None:
            scene.time += seconds

        class Reply(module._Reply):  # type: ignore[misc, name-defined]
            def __init__(self, call: Any, _headers: Any) -> None:
                self.call = call
                scene.trace.append(
                    (f"{call.method} {urlsplit(call.url).path}", round(scene.time, 3))
                )
                answers = scene.answers
                said = answers.pop(0) if len(answers) > 1 else answers[0]
                scene.time += said.takes
                if said.error:
                    kind = module.APITimeoutError if "Timeout" in said.error else None
                    raise (kind or module.APIConnectionError)("as told", delivered=True)
                self.status, self.headers = said.status, Message()
                for name, text in said.headers.items():
                    self.headers[name] = text
                self.media = said.headers.get("content-type", "")
                self.facts = {"status": said.status, "headers": self.headers, "request_id": None}
                self.response = SimpleNamespace(length=None)
                self.said = said.body

            def chunks(self) -> Iterator[bytes]:
                is_bytes = isinstance(self.said, bytes)
                yield self.said if is_bytes else json.dumps(self.said).encode()

        clock = SimpleNamespace(monotonic=scene.now, sleep=sleep, time=scene.now)
        monkeypatch.setattr(module, "time", clock)
        monkeypatch.setattr(module, "random", SimpleNamespace(random=lambda: 0.0))
        monkeypatch.setattr(module, "_Reply", Reply)
        return module

    return made


OPTIONS: dict[str, Any] = {"base_url": "http://server", "max_retries": 0, "api_key": "sk-secret"}


def judged(module: ModuleType, cycle: Cycle, error: Any) -> tuple[Any, ...]:
    """Return what an error says, once it names the job and keeps the key to itself."""
    assert error.job == IDS[cycle.resource]
    assert "sk-secret" not in str(error)
    is_of_job = isinstance(error, module.JobError)
    facts = (error.state.reason, error.state.code) if is_of_job else (None, None)
    return (type(error).__name__, *facts)


@pytest.mark.parametrize("cycle", CYCLES, ids=lambda cycle: cycle.name)
def test_a_life_cycle(cycle: Cycle, play: Callable[[str, Scene], ModuleType]) -> None:
    scene = Scene(list(cycle.answers))
    module = play(cycle.resource, scene)
    create, noun = FUNCTIONS[cycle.resource]
    started = getattr(module, create)(**STARTS[cycle.resource], **OPTIONS)
    wait = partial(getattr(module, f"wait_for_{noun}"), started)
    try:
        value = wait(wait_timeout=cycle.timeout, on_progress=scene.tell, **OPTIONS)
        end: tuple[Any, ...] = (value.get("render", value).get("phase") or value["status"],)
    except module.APIError as error:
        end = judged(module, cycle, error)
    asked = [one for one in scene.trace if len(one) == 2]
    told = [one for one in scene.trace if len(one) == 3]
    changes = [key for key, _ in groupby(cycle.told)]
    cycle = replace(cycle, polls=UNHEARD.get(cycle.name, cycle.polls))
    assert [*asked, end] == [one for one in expected(cycle) if one not in cycle.told]
    assert told in (changes, [*told[:1], *changes])  # where it stood first may be told, too


@pytest.mark.parametrize("cycle", ENDING, ids=lambda cycle: cycle.name)
def test_watching_tells_each_change_once(
    cycle: Cycle, play: Callable[[str, Scene], ModuleType]
) -> None:
    scene = Scene(list(cycle.answers))
    module = play(cycle.resource, scene)
    create, noun = FUNCTIONS[cycle.resource]
    started = getattr(module, create)(**STARTS[cycle.resource], **OPTIONS)
    for state in getattr(module, f"watch_{noun}")(started, **OPTIONS):
        scene.tell(state)
    told = [one for one in scene.trace if len(one) == 3]
    changes = [key for key, _ in groupby(cycle.told)]
    assert told in (changes, [told[0], *changes])


def test_a_job_of_another_process_is_asked_for_at_once(
    play: Callable[[str, Scene], ModuleType],
) -> None:
    scene = Scene([Answer(clip("in_progress", 10)), Answer(clip("completed", 100))])
    module = play("videos", scene)
    assert module.wait_for_video("elsewhere", **OPTIONS)["status"] == "completed"
    assert [time for _, time in scene.trace] == [0, 3]


def test_what_an_answer_says_of_a_job_is_not_asked_for_again(
    play: Callable[[str, Scene], ModuleType],
) -> None:
    scene = Scene([Answer(clip("completed", 100))])
    module = play("videos", scene)
    done = module.wait_for_video("long", **OPTIONS)
    assert module.wait_for_video(done, **OPTIONS) is done
    assert len(scene.trace) == 1


def test_what_no_further_poll_can_mend_ends_a_wait(
    play: Callable[[str, Scene], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOBS_VIDEO_API_KEY", raising=False)
    scene = Scene([Answer(QUEUED)])
    module = play("videos", scene)
    with pytest.raises(module.ConfigurationError, match="needs a key"):
        module.wait_for_video("v-1", base_url="http://server")
    with pytest.raises(module.ArgumentError, match="cannot stand in a path"):
        module.wait_for_video("..", **OPTIONS)
    assert scene.trace == []


def test_an_answer_without_an_id_is_told_before_anything_is_sent(
    play: Callable[[str, Scene], ModuleType],
) -> None:
    scene = Scene([GONE])
    module = play("videos", scene)
    with pytest.raises(module.APIResponseValidationError, match="no id of a job at /id"):
        module.wait_for_video({"status": "queued"}, **OPTIONS)
    assert scene.trace == []


def test_a_job_that_nobody_knows_is_an_error_at_once(
    play: Callable[[str, Scene], ModuleType],
) -> None:
    scene = Scene([GONE])
    module = play("videos", scene)
    with pytest.raises(module.NotFoundError):
        module.wait_for_video("nowhere", **OPTIONS)
    assert len(scene.trace) == 1


def test_the_answer_that_started_a_job_leads_to_its_file(
    play: Callable[[str, Scene], ModuleType], tmp_path: Path
) -> None:
    done = Answer(clip("completed", 100))
    module = play("videos", Scene([Answer(QUEUED), done, done, Answer(b"film")]))
    started = module.create_video(prompt="a cat", **OPTIONS)
    module.wait_for_video(started, **OPTIONS)
    path = module.download_video(started, tmp_path / "cat.mp4", **OPTIONS)
    assert path.read_bytes() == b"film"


def test_nothing_is_fetched_of_a_job_that_is_not_done(
    play: Callable[[str, Scene], ModuleType], tmp_path: Path
) -> None:
    module = play("videos", Scene([Answer(QUEUED), Answer(clip("in_progress", 10))]))
    started = module.create_video(prompt="a cat", **OPTIONS)
    for job in (started, "v-1"):
        with pytest.raises(module.JobNotDone):
            module.download_video(job, tmp_path / "cat.mp4", **OPTIONS)
    assert list(tmp_path.iterdir()) == []
