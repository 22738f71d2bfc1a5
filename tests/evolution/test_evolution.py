"""The server's next release: an old client goes on, and loses nothing of what it is told."""

from __future__ import annotations

import copy
import importlib
import json
import pickle
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest

from release_answers import WORDINGS, Wording
from release_calls import CALLS, settled
from release_cases import VIDEO, Release
from release_errors import REFUSALS, Refusal
from release_server import answer
from release_shapes import ENVELOPES, SHAPES, TIMES, VARIANTS
from release_values import ENUMS, FIELDS, NUMBERS

RELEASES = ENUMS + FIELDS + NUMBERS + SHAPES + VARIANTS + TIMES + ENVELOPES

Ask = Callable[..., Any]
ONCE: dict[str, Any] = {"max_retries": 0}
"""Settings of a client that does not try again."""


def reached(value: Any, path: str) -> Any:
    """Return what a caller reads at a path of attributes, items and keys."""
    path, is_count, _ = path.partition("#")
    path, is_type, _ = path.partition("!")
    for step in path.split(".") if path else []:
        if isinstance(value, list):
            value = value[int(step)]
        elif isinstance(value, Mapping):
            value = value[step]
        else:
            value = getattr(value, step)
    if is_count:
        return len(value)
    return type(value).__name__ if is_type else value


def payload_of(release: Release) -> Any:
    return reached(release.body, release.payload)


def spelled(value: Any) -> str:
    """Return JSON in which 5, 5.0 and true are told apart and the order of keys is not."""
    return json.dumps(value, sort_keys=True)


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.id)
def test_a_body_of_the_next_release_can_be_used_and_is_kept(
    packages: dict[str, ModuleType], ask: Ask, release: Release
) -> None:
    package, do = CALLS[release.ask]
    value = ask(package, do, answer(release.body))
    for path, expected in release.reads.items():
        assert reached(value, path) == expected, path
    wire = importlib.import_module(f"old_{package}._model").wire
    # Bare maps and numbers are no models: nothing remembers how their numbers were spelled.
    if release.ask not in ("map", "number"):
        assert spelled(wire(value)) == spelled(payload_of(release))


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.id)
def test_a_strict_client_says_where_a_body_is_not_as_declared(
    packages: dict[str, ModuleType], ask: Ask, release: Release
) -> None:
    package, do = CALLS[release.ask]
    if not release.breaks:
        value = ask(package, do, answer(release.body), strict=True)
        for path, expected in release.reads.items():
            assert reached(value, path) == expected, path
        return
    with pytest.raises(packages[package].APIResponseValidationError) as caught:
        ask(package, do, answer(release.body), strict=True)
    assert caught.value.places == release.breaks
    assert release.breaks[0] in str(caught.value)
    assert caught.value.response.json() == release.body


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.id)
def test_the_same_said_in_other_words_is_the_same(ask: Ask, wording: Wording) -> None:
    package, do = CALLS[wording.ask]
    value = ask(package, do, *wording.answers)
    assert (value.task_id if wording.ask == "task" else value.id) == "v1"
    assert value.status == "queued"


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.id)
def test_a_refusal_of_the_next_release_is_an_error_of_ours(
    packages: dict[str, ModuleType], ask: Ask, refusal: Refusal
) -> None:
    package, do = CALLS[refusal.ask]
    with pytest.raises(packages[package].APIStatusError) as caught:
        ask(package, do, refusal.answer, **ONCE)
    assert type(caught.value).__name__ == refusal.name
    for part in refusal.says:
        assert part in str(caught.value)
    for path, expected in refusal.reads.items():
        assert reached(caught.value, path) == expected, path


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "the body is empty"),
        (b"<html>Log in", "broken JSON"),
        (b"{'id': 'v1'}", "broken JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"9" * 5000, "broken JSON"),
        (b"\xff\xff", "broken JSON"),
    ],
    ids=["empty", "HTML", "Python's", "deep", "long", "bytes"],
)
@pytest.mark.parametrize("status", [200, 206])
def test_a_success_that_is_no_json_is_an_error_of_ours(
    packages: dict[str, ModuleType], ask: Ask, status: int, body: bytes, says: str
) -> None:
    package, do = CALLS["video"]
    with pytest.raises(packages[package].APIResponseValidationError, match=says) as caught:
        ask(package, do, answer(body, status, ("Content-Type", "application/json")), **ONCE)
    assert caught.value.response.content == body
    assert pickle.loads(pickle.dumps(caught.value)).places == ()


def test_a_download_may_come_with_another_status_and_type(ask: Ask) -> None:
    media = ("Content-Type", "video/quicktime")

    async def fetch(client: Any) -> bytes:
        download = await settled(client.videos.download_content("v1"))
        content: bytes = await settled(download.read())
        return content

    assert ask("video", fetch, answer(b"film", 203, media)) == b"film"


# -- what is told apart of what came and what was changed since


def test_what_was_changed_is_sent_as_it_is_now_and_all_else_as_it_came(ask: Ask) -> None:
    body = {
        "render": {
            "key": "r-7",
            "phase": "drawing",
            "portion": 1,
            "keep_until": "2026-01-02T03:04:05.50+00:00",
            "canvas": {"width": "48", "height": "32", "dots": [1.0, 2]},
        }
    }
    value = ask("studio", CALLS["render"][1], answer(body))
    assert type(value.render.canvas.width) is int
    value.render.portion = 0.5
    value.render.canvas.width = 49
    value.render.canvas.dots.append(3)
    body["render"]["portion"] = 0.5
    body["render"]["canvas"] = {"width": 49, "height": "32", "dots": [1.0, 2, 3]}
    assert spelled(value.to_wire()) == spelled(body)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_copies_keep_what_came(ask: Ask, copied: Callable[[Any], Any]) -> None:
    body = {"render": {"key": "r-7", "phase": "drawing", "portion": 1}}
    value = copied(ask("studio", CALLS["render"][1], answer(body)))
    assert spelled(value.to_wire()) == spelled(body)
    assert value.model_dump(by_alias=True, exclude_unset=True) == body


# -- strictness


def test_a_client_is_lenient_unless_it_is_told_otherwise_and_a_view_may_differ(
    packages: dict[str, ModuleType], ask: Ask
) -> None:
    do, broken = CALLS["video"][1], answer({**VIDEO, "progress": "12"})
    error = packages["video"].APIResponseValidationError
    assert ask("video", do, broken).progress == 12
    with pytest.raises(error):
        ask("video", lambda client: do(client.with_options(strict=True)), broken)
    with pytest.raises(error):
        ask("video", lambda client: do(client.with_options(timeout=9)), broken, strict=True)
    lenient = ask(
        "video", lambda client: do(client.with_options(strict=False)), broken, strict=True
    )
    assert lenient.progress == 12


def test_a_strict_error_names_the_first_places_and_survives_pickle(
    packages: dict[str, ModuleType], ask: Ask
) -> None:
    with pytest.raises(packages["video"].APIResponseValidationError) as caught:
        ask("video", CALLS["video"][1], answer({"id": 7, "progress": "12"}), strict=True)
    error = caught.value
    assert "at /created_at: Field required; at /id: " in str(error)
    assert "and 2 more" in str(error)
    assert error.places == ("/created_at", "/id", "/model", "/progress", "/status")
    assert pickle.loads(pickle.dumps(error)).places == error.places
