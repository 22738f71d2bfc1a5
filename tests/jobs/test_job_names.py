"""The names of the methods for jobs, where operations and arguments have wishes of their own."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import black
import pytest

from job_styles import Answer, Scene, Style

LONG = "start_with_a_very_long_name_that_fills_the_line_of_eighty_eight"


@pytest.fixture
def two(package: Callable[[str], ModuleType]) -> ModuleType:
    """The package of a document with two jobs in one resource, followed in another."""
    return package("jobs_two")


def names_of(cls: type) -> set[str]:
    return {name for name in vars(cls) if not name.startswith("_")}


def test_a_job_that_is_not_called_create(studio: ModuleType) -> None:
    with studio.Client(api_key="k") as client:
        renders = type(client.renders)
    assert names_of(renders) == {
        *("with_raw_response", "start", "get", "withdraw", "get_image"),
        *("submit", "resume", "start_and_wait", "submit_many", "as_completed"),
    }


def test_two_jobs_in_one_resource(two: ModuleType) -> None:
    with two.Client() as client:
        jobs, polls = names_of(type(client.jobs)), names_of(type(client.polls))
    assert jobs == {
        *("with_raw_response", "start_a", LONG, "submit_start_a", "resume"),
        # The plain name is an operation's.
        *("submit_start_a_job", "resume_start_a", "start_a_and_wait"),
        *("submit_many_start_a", "as_completed_start_a"),
        *(f"submit_{LONG}", f"resume_{LONG}", f"{LONG}_and_wait"),
        *(f"submit_many_{LONG}", f"as_completed_{LONG}"),
    }
    assert polls == {"with_raw_response", "get_job"}


def test_arguments_keep_their_names(two: ModuleType) -> None:
    with two.Client() as client:
        parameters = list(inspect.signature(client.jobs.start_a_and_wait).parameters)
    assert parameters[:5] == ["on_progress", "wait_timeout", "jobs", "job", "token"]
    assert parameters[-2:] == ["request_wait_timeout", "request_on_progress"]


def test_a_job_whose_answers_are_of_two_types(two: ModuleType, style: Style) -> None:
    scene = Scene([Answer({"id": 7, "state": "over"}), Answer({"state": "over", "done": 1})])

    def follow(client: Any) -> Any:
        return client.jobs.start_a_and_wait(jobs="a", request_on_progress=scene.tell)

    value = style.run(two, follow, scene)
    # It was over at once, and what it came to is not known before it is asked for.
    assert scene.trace == [("POST /a", 0), ("GET /jobs/7", 0), ("done", "over", 1)]
    assert type(value) is two.models.GetJobResponse


def test_a_job_with_nothing_to_fetch(two: ModuleType, style: Style, tmp_path: Path) -> None:
    scene = Scene([Answer({"state": "over"})])
    operations = importlib.import_module(f"{two.__name__}.operations")
    token = operations.jobs.START_A_JOB.token("7")

    def fetch(client: Any) -> Any:
        return client.jobs.resume_start_a(token).download(tmp_path / "x")

    with pytest.raises(two.ArgumentError, match="makes no file"):
        style.run(two, fetch, scene)


def test_black_finds_nothing_to_change(two: ModuleType) -> None:
    folder = Path(str(two.__file__)).parent
    for name in ("client.py", "aio.py"):
        text = (folder / name).read_text(encoding="utf-8")
        assert black.format_str(text, mode=black.Mode()) == text
