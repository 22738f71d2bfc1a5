"""Whatever goes wrong: one job at most, no hang, no half file, no secret anywhere."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, TypeVar

import pytest

from calls import End, call, create, download, poll, settled
from faults import FAULTS, KEY, SHORT, UNSEEN, VIDEO, Fault, replies, says
from wire import Behaviour, Server, Wire, answer, healthy, nobody_there, right, serving

SEEN = [fault for fault in FAULTS if fault.download != UNSEEN]

SLACK = 5.0
"""Seconds by which a busy machine may be late."""


@pytest.fixture
def no_secret(caplog: pytest.LogCaptureFixture) -> Iterator[list[End]]:
    """Look for the key in every log record, and in what is put into the list."""
    ends: list[End] = []
    with caplog.at_level(logging.DEBUG):
        yield ends
    assert KEY not in "\n".join(end.shown for end in ends)
    for record in caplog.records:
        assert KEY not in record.getMessage() + repr(record.args), record.name


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_create_starts_one_job_at_most(
    video: ModuleType, client_class: str, fault: Fault, no_secret: list[End]
) -> None:
    def run(server: Server, fault: Fault) -> End:
        no_secret.append(call(video, client_class, create, **options(server, fault)))
        return no_secret[-1]

    end = ended(fault, fault.create, run)
    assert fault.says in str(end.error)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_poll_gets_over_what_passes(
    video: ModuleType, client_class: str, fault: Fault, no_secret: list[End]
) -> None:
    def run(server: Server, fault: Fault) -> End:
        no_secret.append(call(video, client_class, poll, **options(server, fault)))
        return no_secret[-1]

    end = ended(fault, fault.poll, run)
    assert end.error or end.value.id == "video_1"


@pytest.mark.parametrize("fault", SEEN, ids=lambda fault: fault.name)
def test_a_download_is_whole_or_not_there(
    video: ModuleType, client_class: str, fault: Fault, no_secret: list[End], tmp_path: Path
) -> None:
    path = tmp_path / "cat.mp4"

    def run(server: Server, fault: Fault) -> End:
        no_secret.append(call(video, client_class, download(path), **options(server, fault)))
        return no_secret[-1]

    end = ended(fault, fault.download, run)
    assert path.exists() is (end.error is None)
    assert not path.exists() or path.read_bytes() == VIDEO


def behaviours(fault: Fault) -> tuple[Behaviour, ...]:
    return (fault.behave,) if fault.always else (fault.behave, healthy)


class Ended(Protocol):
    """How a call ended, in whatever language."""

    @property
    def kind(self) -> str: ...
    @property
    def shown(self) -> str: ...
    @property
    def seconds(self) -> float: ...


E = TypeVar("E", bound=Ended)


def ended(
    fault: Fault,
    expected: str,
    run: Callable[[Server, Fault], E],
    behaviours: Callable[[Fault], Sequence[Behaviour]] = behaviours,
) -> E:
    """Return how a call ends, which is as expected, in time, and with one job at most."""
    others: list[str] = []
    for limited in fault.patiently():
        with serving(*behaviours(fault)) as server:
            end = run(server, limited)
        assert server.jobs <= 1
        assert end.seconds <= limited.deadline + SLACK
        if end.kind in expected.split("|"):
            return end
        others.append(end.shown or "no error")
    raise AssertionError("\n".join([f"expected {expected or 'no error'}", *others]))


def options(server: Server, fault: Fault) -> dict[str, object]:
    return {
        "base_url": server.url,
        "api_key": KEY,
        "timeout": fault.timeout,
        "deadline": fault.deadline,
    }


def test_nobody_there_is_worth_another_attempt(
    video: ModuleType, client_class: str, no_secret: list[End], tmp_path: Path
) -> None:
    with nobody_there() as server:
        for do in (create, poll, download(tmp_path / "cat.mp4")):
            end = call(video, client_class, do, base_url=server.url, api_key=KEY, deadline=30.0)
            no_secret.append(end)
            assert end.kind == "APIConnectionError"
            assert "It was not sent. Tried 3 times." in str(end.error)
    assert not list(tmp_path.iterdir())


def test_a_server_without_tls_gets_nothing(
    video: ModuleType, client_class: str, no_secret: list[End]
) -> None:
    with serving(healthy) as server:
        url = server.url.replace("http:", "https:")
        given = {"base_url": url, "api_key": KEY, "timeout": SHORT, "deadline": 30.0}
        end = call(video, client_class, create, **given)
    no_secret.append(end)
    assert isinstance(end.error, video.APIConnectionError)
    assert "It was not sent." in str(end.error)
    assert (server.created, KEY.encode() in server.bytes_in) == (0, False)


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
def test_another_host_never_sees_the_key(
    video: ModuleType, client_class: str, status: str, no_secret: list[End], tmp_path: Path
) -> None:
    path = tmp_path / "cat.mp4"
    with serving(healthy) as other:

        def lead_away(wire: Wire) -> None:
            while True:
                target = wire.request().target
                wire.send(answer(b"", f"{status} X", f"Location: {other.url}{target}"))

        with serving(lead_away) as server:
            given = {"base_url": server.url, "api_key": KEY, "deadline": 30.0}
            created = call(video, client_class, create, **given)
            polled = call(video, client_class, poll, **given)
            got = call(video, client_class, download(path), **given)
    no_secret += [created, polled, got]
    assert (created.kind, polled.kind, got.kind) == ("APIStatusError", "", "")
    assert path.read_bytes() == VIDEO
    assert (server.created, other.created) == (1, 0)
    assert KEY.encode() not in other.bytes_in
    assert b"authorization" not in other.bytes_in.lower()


def test_what_is_said_twice_does_not_answer_the_next_call(
    video: ModuleType, client_class: str
) -> None:
    async def both(client: Any) -> Any:
        await settled(create(client))
        return await settled(poll(client))

    with serving(replies(lambda asked: right(asked) * 2, then="stall"), healthy) as server:
        end = call(video, client_class, both, base_url=server.url, api_key=KEY, deadline=30.0)
    assert end.value.status == "completed"


def test_a_body_that_can_be_read_once_is_not_sent_again(
    video: ModuleType, client_class: str
) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise io.UnsupportedOperation("tell")

    def send(client: Any) -> Any:
        return client.videos.create(prompt="A cat.", input_reference=Pipe(b"cat"))

    with serving(says("429 X", "Retry-After: 0"), healthy) as server:
        end = call(video, client_class, send, base_url=server.url, api_key=KEY, deadline=30.0)
    assert end.kind == "RateLimitError"
    assert "can be read only once" in str(end.error)
    assert server.connections == 1
