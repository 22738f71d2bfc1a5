"""Whatever goes wrong, the client that is one file makes of it what the others do."""

from __future__ import annotations

import importlib
import io
import logging
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from calls import End
from faults import FAULTS, KEY, SHORT, VIDEO, Fault, says
from test_faults import SEEN, ended, options
from wire import Server, Wire, answer, healthy, nobody_there, serving

GENERATED = Path(__file__).parents[2] / "generated"

Do = Callable[..., Any]

LENIENT = {
    "another media type": "JSON is taken for what it is, whatever the server calls it",
    "a length of letters": "the answer is whole when the server hangs up, and can be read",
    "a length below nothing": "the same",
    "two lengths": "the first is the right one, and the answer can be read",
    "packed and cut": "what is packed though nobody asked for that is no whole answer",
}
"""Faults that this client gets over, or takes for what passes, where the others do not."""


@pytest.fixture
def flat(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The client in generated/flat, which pauses for no longer than it must."""
    monkeypatch.syspath_prepend(str(GENERATED / "flat"))
    module: Any = importlib.import_module("burncloud_video_flat")
    monkeypatch.setattr(module, "random", SimpleNamespace(random=lambda: 0.0))
    return module  # type: ignore[no-any-return]


@pytest.fixture
def no_secret(caplog: pytest.LogCaptureFixture) -> Iterator[list[End]]:
    """Look for the key in every log record, and in what is put into the list."""
    ends: list[End] = []
    with caplog.at_level(logging.DEBUG):
        yield ends
    assert KEY not in "\n".join(end.shown for end in ends)
    for record in caplog.records:
        assert KEY not in record.getMessage() + repr(record.args), record.name


def call(do: Do, *arguments: Any, **given: Any) -> End:
    """Call a function, and take the time."""
    began = time.monotonic()
    value, error = None, None
    try:
        value = do(*arguments, **given)
    except Exception as caught:
        error = caught
    return End(value, error, time.monotonic() - began)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_create_starts_one_job_at_most(
    flat: ModuleType, fault: Fault, no_secret: list[End]
) -> None:
    def run(server: Server, fault: Fault) -> End:
        given = {"model": "sora-2", "prompt": "A cat.", **options(server, fault)}
        no_secret.append(call(flat.create_video, **given))
        return no_secret[-1]

    end = ended(fault, fault.create + "|" * (fault.name in LENIENT), run)
    assert fault.says in str(end.error)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_poll_gets_over_what_passes(flat: ModuleType, fault: Fault, no_secret: list[End]) -> None:
    def run(server: Server, fault: Fault) -> End:
        no_secret.append(call(flat.retrieve_video, "video_1", **options(server, fault)))
        return no_secret[-1]

    end = ended(fault, "" if fault.name in LENIENT else fault.poll, run)
    assert end.error or end.value["id"] == "video_1"


@pytest.mark.parametrize("fault", SEEN, ids=lambda fault: fault.name)
def test_a_download_is_whole_or_not_there(
    flat: ModuleType, fault: Fault, no_secret: list[End], tmp_path: Path
) -> None:
    path = tmp_path / "cat.mp4"

    def run(server: Server, fault: Fault) -> End:
        do = flat.download_video_content
        no_secret.append(call(do, "video_1", path, **options(server, fault)))
        return no_secret[-1]

    end = ended(fault, fault.download, run)
    assert path.exists() is (end.error is None)
    assert not path.exists() or path.read_bytes() == VIDEO


def test_nobody_there_is_worth_another_attempt(
    flat: ModuleType, no_secret: list[End], tmp_path: Path
) -> None:
    with nobody_there() as server:
        settings = {"base_url": server.url, "api_key": KEY, "deadline": 30.0}
        for do, arguments in (
            (flat.retrieve_video, ["video_1"]),
            (flat.download_video_content, ["video_1", tmp_path / "cat.mp4"]),
        ):
            end = call(do, *arguments, **settings)
            no_secret.append(end)
            assert end.kind == "APIConnectionError"
            assert "It was not sent. Tried 3 times." in str(end.error)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
def test_another_host_never_sees_the_key(
    flat: ModuleType, status: str, no_secret: list[End], tmp_path: Path
) -> None:
    path = tmp_path / "cat.mp4"
    with serving(healthy) as other:

        def lead_away(wire: Wire) -> None:
            while True:
                target = wire.request().target
                wire.send(answer(b"", f"{status} X", f"Location: {other.url}{target}"))

        with serving(lead_away) as server:
            settings = {"base_url": server.url, "api_key": KEY, "deadline": 30.0}
            created = call(flat.create_video, prompt="A cat.", **settings)
            polled = call(flat.retrieve_video, "video_1", **settings)
            got = call(flat.download_video_content, "video_1", path, **settings)
    no_secret += [created, polled, got]
    assert (created.kind, polled.kind, got.kind) == ("APIStatusError", "", "")
    assert path.read_bytes() == VIDEO
    assert (server.created, other.created) == (1, 0)
    assert KEY.encode() not in other.bytes_in
    assert b"authorization" not in other.bytes_in.lower()


def test_a_server_without_tls_gets_nothing(flat: ModuleType, no_secret: list[End]) -> None:
    with serving(healthy) as server:
        url = server.url.replace("http:", "https:")
        settings = {"base_url": url, "api_key": KEY, "timeout": SHORT, "deadline": 30.0}
        end = call(flat.create_video, prompt="A cat.", **settings)
    no_secret.append(end)
    assert isinstance(end.error, flat.APIConnectionError)
    assert "It was not sent." in str(end.error)
    assert (server.created, KEY.encode() in server.bytes_in) == (0, False)


def test_a_body_that_can_be_read_once_is_not_sent_at_all(flat: ModuleType) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with serving(healthy) as server:
        settings = {"base_url": server.url, "api_key": KEY, "deadline": 30.0}
        end = call(flat.create_video, prompt="A cat.", input_reference=Pipe(b"cat"), **settings)
    assert end.kind == "ArgumentError"
    assert "able to go back" in str(end.error)
    assert server.connections == 0


def test_errors_can_be_pickled(flat: ModuleType) -> None:
    with serving(says("401 X")) as server:
        end = call(flat.retrieve_video, "video_1", base_url=server.url, api_key=KEY)
    again = pickle.loads(pickle.dumps(end.error))
    assert (type(again), str(again), again.code) == (type(end.error), str(end.error), "c")


def test_it_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    source = GENERATED / "flat" / "burncloud_video_flat.py"
    script = tmp_path / "script.py"
    script.write_text(
        "import sys; sys.path.insert(0, sys.argv[1]); import burncloud_video_flat as v;"
        "print(v.retrieve_video('video_1', base_url=sys.argv[2], api_key='k')['status'])"
    )
    with serving(healthy) as server:
        command = [sys.executable, "-I", "-S", str(script), str(source.parent), server.url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("completed", "")


def test_a_proxy_of_the_environment_is_used(
    flat: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(healthy) as server:
        monkeypatch.setenv("http_proxy", server.url.replace("://", "://user:pass@"))
        monkeypatch.setenv("no_proxy", "")
        end = call(flat.retrieve_video, "video_1", base_url="http://elsewhere.test", api_key="k")
    assert end.value["id"] == "video_1"
    assert server.asked[0].target == "http://elsewhere.test/v1/videos/video_1"
    assert server.asked[0].header("proxy-authorization") == "Basic dXNlcjpwYXNz"


def test_a_redirection_to_odd_characters_is_followed(flat: ModuleType) -> None:
    def lead_on(wire: Wire) -> None:
        wire.request()
        wire.send(answer(b"", "302 X", "Location: /v1/videos/a b\u00e9?q=\u00e9"))

    with serving(lead_on, healthy) as server:
        end = call(flat.retrieve_video, "video_1", base_url=server.url, api_key="k")
    assert end.value["id"] == "video_1"
    assert server.asked[1].target == "/v1/videos/a%20b%E9?q=%E9"  # the bytes as they came
