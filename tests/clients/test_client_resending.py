"""What a document says of sending a request again, as clients do it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from recorder import Recorder, Reply
from styles import Style

BROKEN = Reply(b"", 500, {})
WELL = Reply(b"", 204, {})


@pytest.fixture
def sent(sink: ModuleType, server: Recorder, style: Style) -> Callable[..., list[Any]]:
    """Make a call that fails at first, and return the requests that arrive."""

    def call(method: str, **options: Any) -> list[Any]:
        def do(client: Any) -> Any:
            session = client._session
            backoff = replace(session.settings.backoff, chance=lambda: 0.0)
            session.settings = replace(session.settings, backoff=backoff)
            return getattr(client.bodies, method)(**options)

        server.reply(BROKEN, WELL)
        with suppress(sink.APIError):
            style.call(sink, do, base_url=server.url)
        return server.requests

    return call


def test_a_post_is_sent_once(sent: Callable[..., list[Any]]) -> None:
    assert len(sent("json", name="x")) == 1


def test_a_post_is_sent_again_where_the_document_allows_it(
    sent: Callable[..., list[Any]],
) -> None:
    assert len(sent("text", body="x")) == 2


def test_a_post_with_a_key_is_sent_again_with_the_same_one(
    sent: Callable[..., list[Any]],
) -> None:
    first, second = sent("union", body={"text": "x"})
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"] != ""
