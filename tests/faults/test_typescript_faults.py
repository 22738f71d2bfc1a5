"""Whatever goes wrong, the client in TypeScript makes of it what the others do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from faults import FAULTS, KEY, SHORT, VIDEO, Fault
from node_tools import set_up
from test_faults import SEEN, behaviours, ended
from wire import Server, Wire, answer, healthy, nobody_there, serving

OTHERWISE = {
    # Node.js takes an informational answer that nobody has asked for as no answer at all.
    "continue": ("OutcomeUnknown", "", ""),
    "continue for ever": ("OutcomeUnknown", "", ""),
}
"""Create, poll and download, where `fetch` leaves no choice."""

PROJECT = Path(__file__).parents[2] / "generated" / "typescript"


@dataclass(frozen=True)
class End:
    """How a call ended."""

    kind: str
    message: str
    shown: str
    seconds: float
    value: Any = None


Call = Callable[..., End]


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    """Make a call with the client in generated/typescript, which never shows its key."""
    node = set_up()
    module = str(node.built(PROJECT, tmp_path_factory.mktemp("dist")))
    with node.playing() as ask:

        def called(what: str, server: Server, path: Path | None = None, **options: Any) -> End:
            given = {"apiKey": KEY, "baseUrl": server.url, **options}
            facts = {"do": "call", "module": module, "what": what, "options": given}
            end = End(**ask(**facts, path=str(path)))
            assert KEY not in end.message + end.shown
            return end

        yield called


class Single(Wire):
    """A connection for a single exchange, as its answer says: `fetch` would use it again."""

    def send(self, data: bytes) -> None:
        super().send(data.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))


def faulty(fault: Fault) -> tuple[Any, ...]:
    """Return what goes wrong at the first request, where others have it at the first connection."""
    first, *rest = behaviours(fault)
    if first.__qualname__.startswith("says."):
        return (lambda wire: first(Single(wire.socket, wire.server)), *rest)
    return (first, *rest)


def times(fault: Fault) -> dict[str, float | None]:
    """Return the options of a call, in milliseconds."""
    timeout = None if fault.timeout is None else fault.timeout * 1000
    return {"timeout": timeout, "deadline": fault.deadline * 1000}


def expected(fault: Fault) -> tuple[str, str, str]:
    """Return how a create, a poll and a download end."""
    return OTHERWISE.get(fault.name, (fault.create, fault.poll, fault.download))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_create_starts_one_job_at_most(call: Call, fault: Fault) -> None:
    def run(server: Server, fault: Fault) -> End:
        return call("create", server, **times(fault))

    end = ended(fault, expected(fault)[0], run, faulty)
    assert fault.says in end.message


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_poll_gets_over_what_passes(call: Call, fault: Fault) -> None:
    def run(server: Server, fault: Fault) -> End:
        return call("poll", server, **times(fault))

    end = ended(fault, expected(fault)[1], run, faulty)
    assert end.kind or end.value["id"] == "video_1"


@pytest.mark.slow
@pytest.mark.parametrize("fault", SEEN, ids=lambda fault: fault.name)
def test_a_download_is_whole_or_not_there(call: Call, fault: Fault, tmp_path: Path) -> None:
    path = tmp_path / "cat.mp4"

    def run(server: Server, fault: Fault) -> End:
        return call("download", server, path, **times(fault))

    end = ended(fault, expected(fault)[2], run, faulty)
    assert path.exists() is (end.kind == "")
    assert not path.exists() or path.read_bytes() == VIDEO


def test_nobody_there_is_worth_another_attempt(call: Call, tmp_path: Path) -> None:
    with nobody_there() as server:
        for what in ("create", "poll", "download"):
            end = call(what, server, tmp_path / "cat.mp4", deadline=30_000)
            assert end.kind == "APIConnectionError"
            assert "It was not sent. Tried 3 times." in end.message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
def test_another_host_never_sees_the_key(call: Call, status: str, tmp_path: Path) -> None:
    path = tmp_path / "cat.mp4"
    with serving(healthy) as other:

        def lead_away(wire: Wire) -> None:
            while True:
                target = wire.request().target
                wire.send(answer(b"", f"{status} X", f"Location: {other.url}{target}"))

        with serving(lead_away) as server:
            ends = [
                call(what, server, path, deadline=30_000) for what in ("create", "poll", "download")
            ]
    assert [end.kind for end in ends] == ["APIStatusError", "", ""]
    assert path.read_bytes() == VIDEO
    assert (server.created, other.created) == (1, 0)
    assert KEY.encode() not in other.bytes_in
    assert b"authorization" not in other.bytes_in.lower()


def test_a_server_without_tls_gets_nothing(call: Call) -> None:
    with serving(healthy) as server:
        url = server.url.replace("http:", "https:")
        end = call("create", server, baseUrl=url, timeout=SHORT * 1000, deadline=30_000)
    assert end.kind in ("APIConnectionError", "OutcomeUnknown", "APITimeoutError")
    assert (server.created, KEY.encode() in server.bytes_in) == (0, False)
