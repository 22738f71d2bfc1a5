"""Hooks and the log: what they are told of each attempt, and what they never are."""

from __future__ import annotations

import logging
from types import ModuleType
from typing import Any

import pytest

from calls import call, create, poll
from faults import KEY, replies
from wire import answer, healthy, serving

REFUSAL = answer(b"", "503 X", "Retry-After: 0")


def test_hooks_are_called_around_each_attempt(video: ModuleType, client_class: str) -> None:
    seen: list[tuple[str, Any]] = []
    hooks = video.Hooks(
        on_request=lambda attempt: seen.append(("request", attempt.number)),
        on_response=lambda attempt: seen.append(("response", attempt.status)),
        on_retry=lambda attempt: seen.append(("retry", attempt.pause)),
    )
    with serving(replies(REFUSAL), healthy) as server:
        call(video, client_class, poll, base_url=server.url, api_key=KEY, hooks=hooks, deadline=30)
    assert seen == [
        ("request", 1),
        ("response", 503),
        ("retry", 0.0),
        ("request", 2),
        ("response", 200),
    ]


def test_hooks_of_the_async_client_may_wait(video: ModuleType) -> None:
    seen: list[str] = []

    async def note(attempt: Any) -> None:
        seen.append(attempt.route)

    with serving(healthy) as server:
        hooks = video.Hooks(on_response=note)
        call(video, "AsyncClient", poll, base_url=server.url, api_key=KEY, hooks=hooks)
    assert seen == ["GET /v1/videos/{video_id}"]


def test_what_a_hook_raises_ends_the_call(video: ModuleType, client_class: str) -> None:
    def refuse(_: Any) -> None:
        raise KeyError("no")

    with serving(healthy) as server:
        hooks = video.Hooks(on_request=refuse)
        end = call(video, client_class, create, base_url=server.url, api_key=KEY, hooks=hooks)
    assert (end.kind, server.created) == ("KeyError", 0)


def test_a_view_can_have_hooks_of_its_own(video: ModuleType) -> None:
    seen: list[Any] = []
    with serving(healthy) as server:
        client = video.Client(base_url=server.url, api_key=KEY)
        with client:
            poll(client.with_options(hooks=video.Hooks(on_response=seen.append), max_retries=0))
            poll(client)
    (attempt,) = seen
    assert (attempt.status, attempt.request_id, attempt.error) == (200, "req-7", None)
    assert attempt.elapsed > 0
    assert KEY not in repr(attempt)


def test_the_log_tells_of_attempts_and_of_retries(
    video: ModuleType, client_class: str, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.DEBUG, "burncloud_video"),
        serving(replies(REFUSAL), healthy) as server,
    ):
        call(video, client_class, create, base_url=server.url, api_key=KEY)
    told = [(r.levelname, r.getMessage()) for r in caplog.records if r.name == "burncloud_video"]
    assert [level for level, _ in told].count("INFO") >= 1
    assert ("INFO", "POST /v1/videos: 503 (request id req-7); attempt 2 follows in 0 s") in told
    assert told[0][1].startswith("POST /v1/videos: attempt 1, to 127.0.0.1:")
    assert "A cat." not in str(told)


def test_making_views_adds_no_filters_to_other_loggers(video: ModuleType) -> None:
    client = video.Client(base_url="http://127.0.0.1:9", api_key=KEY)
    before = len(logging.getLogger("httpx2").filters)
    for _ in range(10):
        client = client.with_options(max_retries=1)
    assert len(logging.getLogger("httpx2").filters) == before


def test_a_key_is_hidden_in_every_form_in_which_it_travels(video: ModuleType) -> None:
    from burncloud_video._core.secret import Secret, redact

    secret = Secret("a b+c/d=é"[:-1])
    for form in ("a b+c/d=", "a%20b%2Bc%2Fd%3D", "a+b%2Bc%2Fd%3D", "YSBiK2MvZD0="):
        assert redact(f"<{form}>", [secret]) == "<[hidden]>"
