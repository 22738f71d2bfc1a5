"""Each life cycle leaves the same trace, whichever client follows it."""

from __future__ import annotations

from itertools import groupby, pairwise
from types import ModuleType
from typing import Any

import pytest

from job_cycles import CYCLES, Cycle
from job_styles import Scene, Style, settled

STARTS: dict[str, dict[str, Any]] = {
    "videos": {"prompt": "a cat"},
    "generations": {"model": "kling-v1", "prompt": "a cat"},
    "renders": {"scene": "a cat"},
}
PATHS = {
    "videos": ("/v1/videos", "/v1/videos/v-1"),
    "generations": ("/v1/video/generations", "/v1/video/generations/t-1"),
    "renders": ("/renders", "/renders/r-7"),
}


ENDING = [
    cycle for cycle in CYCLES if cycle.told and cycle.told[-1][0] not in ("waiting", "running")
]
"""Those in which the job is over at some time."""


def expected(cycle: Cycle) -> list[tuple[Any, ...]]:
    """Return the requests of a cycle, and then what is told; each in its order."""
    start, poll = PATHS[cycle.resource]
    asked = [(f"POST {start}", 0.0), *((f"GET {poll}", time) for time in cycle.polls)]
    return [*asked, *cycle.told, cycle.end]


def word_of(value: Any) -> str:
    """Return the server's word of what a wait returned."""
    return str(value.render.phase if hasattr(value, "render") else value.status)


def judged(package: ModuleType, job: Any, error: Any) -> tuple[Any, ...]:
    """Return what an error says, once it has the job and keeps the key to itself."""
    assert error.job is job
    assert "sk-secret" not in str(error)
    is_of_job = isinstance(error, package.JobError)
    return (type(error).__name__, *((error.reason, error.code) if is_of_job else (None, None)))


@pytest.mark.parametrize("cycle", CYCLES, ids=lambda cycle: cycle.name)
def test_a_life_cycle(cycle: Cycle, style: Style, request: pytest.FixtureRequest) -> None:
    package: ModuleType = request.getfixturevalue(
        "studio" if cycle.resource == "renders" else "video"
    )
    scene = Scene(list(cycle.answers))

    async def follow(client: Any) -> tuple[Any, ...]:
        job = await settled(getattr(client, cycle.resource).submit(**STARTS[cycle.resource]))
        try:
            value = await settled(job.wait(cycle.timeout, scene.tell))
        except package.APIError as error:
            return judged(package, job, error)
        assert value is job.state.value
        return (word_of(value),)

    end = style.run(package, follow, scene)
    asked = [one for one in scene.trace if len(one) == 2]
    told = [one for one in scene.trace if len(one) == 3]
    assert [*asked, *told, end] == expected(cycle)


@pytest.mark.parametrize("cycle", ENDING, ids=lambda cycle: cycle.name)
def test_watching_tells_each_change_once(
    cycle: Cycle, style: Style, request: pytest.FixtureRequest
) -> None:
    package: ModuleType = request.getfixturevalue(
        "studio" if cycle.resource == "renders" else "video"
    )
    scene = Scene(list(cycle.answers))

    async def follow(client: Any) -> None:
        job = await settled(getattr(client, cycle.resource).submit(**STARTS[cycle.resource]))
        states = job.watch()
        if style.is_async:
            async for state in states:
                scene.tell(state)
        else:
            for state in states:
                scene.tell(state)

    style.run(package, follow, scene)
    told = [one for one in scene.trace if len(one) == 3]
    assert told[-1] == cycle.told[-1]
    assert all(before != after for before, after in pairwise(told))
    # The first is how the job stood at once; a change that is told twice is none.
    changes = [key for key, _ in groupby(cycle.told)]
    assert told in (changes, [told[0], *changes])


def test_there_are_enough_of_them() -> None:
    assert len(CYCLES) >= 24
    assert len({cycle.name for cycle in CYCLES}) == len(CYCLES)
