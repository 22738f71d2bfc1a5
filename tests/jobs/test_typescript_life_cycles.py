"""The life cycles of jobs, followed by the client in TypeScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from callsheet.config import Config
from job_cycles import CYCLES, Cycle
from job_styles import Answer
from making import written
from node_tools import set_up
from test_life_cycles import ENDING, STARTS, expected

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "videos": ROOT / "spec/video.openapi.yaml",
    "renders": ROOT / "tests/specs/image_job/image_job.yaml",
}


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """Play a cycle; return the requests, what was told, and the end."""
    node = set_up()
    modules: dict[str, str] = {}
    for resource, spec in DOCUMENTS.items():
        folder = tmp_path_factory.mktemp(resource)
        written(Config(spec, folder, targets=("typescript",)))
        modules[resource] = str(node.built(folder / "typescript", tmp_path_factory.mktemp("dist")))
    with node.playing() as ask:

        def played(cycle: Cycle, *, watches: bool) -> Any:
            return ask(
                do="cycle",
                module=modules["renders" if cycle.resource == "renders" else "videos"],
                resource=cycle.resource,
                params=STARTS[cycle.resource],
                answers=[said(one) for one in cycle.answers],
                timeout=cycle.timeout,
                watches=watches,
            )

        yield played


def said(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON."""
    facts = {
        "status": answer.status,
        "headers": answer.headers,
        "error": answer.error,
        "takes": answer.takes,
    }
    if isinstance(answer.body, bytes):
        return {**facts, "text": answer.body.decode()}
    return {**facts, "body": answer.body}


def rows(told: list[list[Any]]) -> list[tuple[Any, ...]]:
    return [tuple(one) for one in told]


@pytest.mark.parametrize("cycle", CYCLES, ids=lambda cycle: cycle.name)
def test_a_life_cycle(cycle: Cycle, play: Callable[..., Any]) -> None:
    made = play(cycle, watches=False)
    assert "sk-secret" not in made.get("shown", "")
    assert [*rows(made["trace"]), *rows(made["told"]), tuple(made["end"])] == expected(cycle)


@pytest.mark.parametrize("cycle", ENDING, ids=lambda cycle: cycle.name)
def test_watching_tells_each_change_once(cycle: Cycle, play: Callable[..., Any]) -> None:
    told = rows(play(cycle, watches=True)["told"])
    changes = [key for key, _ in groupby(cycle.told)]
    assert told in (changes, [told[0], *changes])
