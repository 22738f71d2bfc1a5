"""What becomes of the downloads of the client that is one file."""

from __future__ import annotations

import fcntl
import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from films import CONTENT, TAG, Film, FilmServer, head, reply
from kills import fetched
from test_downloads import BEFORE, NOW, OTHER, alone

GENERATED = Path(__file__).parents[2] / "generated"
KEY = "sk-very-secret"


class Fetch:
    """Fetches the film of a server into a folder, without a pause."""

    def __init__(self, module: ModuleType, server: FilmServer, folder: Path) -> None:
        self.module: Any = module
        self.server = server
        self.path = folder / "film.mp4"

    def __call__(self, **options: Any) -> Path:
        options = {"base_url": self.server.url, "api_key": KEY, **options}
        made: Path = self.module.download_video_content("film", self.path, **options)
        return made


@pytest.fixture
def fetch(monkeypatch: pytest.MonkeyPatch, server: FilmServer, tmp_path: Path) -> Fetch:
    monkeypatch.syspath_prepend(str(GENERATED / "flat"))
    module: Any = importlib.import_module("burncloud_video_flat")
    monkeypatch.setattr(module.random, "random", lambda: 0.0)
    return Fetch(module, server, tmp_path)


@pytest.mark.parametrize("is_reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("cut", [0, 1, 65_536, 500_000, len(CONTENT) - 1])
def test_a_cut_download_goes_on_from_there(
    fetch: Fetch, server: FilmServer, cut: int, is_reset: bool
) -> None:
    server.film = Film(cuts=[cut], is_reset=is_reset)
    path = fetch()
    assert path.read_bytes() == CONTENT
    assert alone(path)
    assert len(server.asked) == 2
    if not is_reset:
        assert server.ranges[1] == (f"bytes={cut}-" if cut else "")
        assert server.asked[1].headers.get("if-range") == (TAG if cut else None)


def test_a_download_cut_many_times_goes_on_as_long_as_something_comes(
    fetch: Fetch, server: FilmServer
) -> None:
    server.film = Film(cuts=[50_000] * 15)
    assert fetch(max_retries=1).read_bytes() == CONTENT
    assert server.given == len(CONTENT)


def test_what_is_here_is_kept_for_the_next_call(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(cuts=[50_000, *[0] * 20])
    with pytest.raises(fetch.module.APIConnectionError) as caught:
        fetch(max_retries=2)
    assert f"50000 of {len(CONTENT)} bytes are here, and kept" in str(caught.value)
    assert not fetch.path.exists()
    assert KEY not in "".join(one.read_text("latin-1") for one in fetch.path.parent.glob(".*json"))
    server.film = Film()
    assert fetch().read_bytes() == CONTENT
    assert server.ranges[-1] == "bytes=50000-"
    assert alone(fetch.path)


def test_what_is_not_to_be_resumed_leaves_nothing(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(headers={}, cuts=[50_000] * 20)
    fetch.path.write_bytes(b"old")
    with pytest.raises(fetch.module.APIConnectionError):
        fetch(max_retries=0)
    assert alone(fetch.path)
    assert fetch.path.read_bytes() == b"old"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ETag": 'W/"v1"'},
        {"Last-Modified": BEFORE},
        {"Last-Modified": BEFORE, "Date": NOW},
    ],
)
def test_without_a_strong_validator_it_starts_anew(
    fetch: Fetch, server: FilmServer, headers: dict[str, str]
) -> None:
    server.film = Film(headers=headers, cuts=[300_000])
    assert fetch().read_bytes() == CONTENT
    assert server.ranges == ["", ""]


def test_a_file_that_changes_meanwhile_is_fetched_anew(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(cuts=[300_000], becomes=Film(OTHER, {"ETag": '"v2"'}))
    assert fetch().read_bytes() == OTHER


@pytest.mark.parametrize(
    "span",
    [
        "bytes 0-699999/1000003",
        "bytes 299999-1000002/1000003",
        "bytes 300000-1000002/1000004",
        "bytes 300000-1000003/1000003",
        "pages 300000-1000002/1000003",
        "",
    ],
)
def test_other_bytes_than_those_asked_for_are_not_taken(
    fetch: Fetch, server: FilmServer, span: str
) -> None:
    body = CONTENT[300_000:]
    headers = {"ETag": TAG, "Content-Range": span, "Content-Length": str(len(body))}
    server.film = Film(cuts=[300_000], becomes=Film(replies=[head(206, headers) + body]))
    assert fetch().read_bytes() == CONTENT


def test_a_range_answered_in_part_is_asked_for_again(fetch: Fetch, server: FilmServer) -> None:
    body = CONTENT[300_000:400_000]
    span = "bytes 300000-399999/1000003"
    headers = {"ETag": TAG, "Content-Range": span, "Content-Length": str(len(body))}
    server.film = Film(cuts=[300_000], becomes=Film(replies=[head(206, headers) + body]))
    assert fetch().read_bytes() == CONTENT
    assert server.ranges == ["", "bytes=300000-", "bytes=400000-"]


def test_too_large_a_range_means_start_over(fetch: Fetch, server: FilmServer) -> None:
    refusal = reply(416, b"", **{"Content-Range": "bytes */7"})
    server.film = Film(cuts=[300_000], becomes=Film(replies=[refusal]))
    assert fetch().read_bytes() == CONTENT
    assert server.ranges == ["", "bytes=300000-", ""]


def test_a_file_that_is_gone_is_an_error_and_leaves_nothing(
    fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(cuts=[300_000], becomes=Film(replies=[reply(404, b"{}")]))
    with pytest.raises(fetch.module.NotFoundError):
        fetch()
    assert list(tmp_path.iterdir()) == []


def test_no_key_goes_to_another_host(fetch: Fetch, server: FilmServer, other: FilmServer) -> None:
    away = head(302, {"Location": f"{other.url}/film", "Content-Length": "0"})
    server.film = Film(replies=[away])
    assert fetch().read_bytes() == CONTENT
    assert "authorization" not in other.asked[0].headers


def test_a_file_that_another_process_is_fetching_is_left_to_it(
    fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    with (tmp_path / ".film.mp4.part").open("wb") as locked:
        locked.write(b"precious")
        locked.flush()
        fcntl.flock(locked, fcntl.LOCK_EX)
        with pytest.raises(BlockingIOError):
            fetch()
    assert (tmp_path / ".film.mp4.part").read_bytes() == b"precious"
    assert server.asked == []


@pytest.mark.parametrize("note", ["[1]", "{}", '{"validator": 1}', '{"validator": "a\\nb"}', "{"])
def test_a_note_that_makes_no_sense_is_passed_over(
    fetch: Fetch, server: FilmServer, note: str, tmp_path: Path
) -> None:
    (tmp_path / ".film.mp4.part").write_bytes(b"other")
    (tmp_path / ".film.mp4.part.json").write_text(note)
    assert fetch().read_bytes() == CONTENT
    assert server.ranges == [""]


def test_a_link_in_place_of_the_part_is_not_followed(fetch: Fetch, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / ".film.mp4.part").symlink_to(victim)
    with pytest.raises(OSError):  # noqa: PT011
        fetch()
    assert victim.read_bytes() == b"precious"


def test_progress_grows_and_ends_with_all_of_it(fetch: Fetch) -> None:
    seen: list[Any] = []
    fetch(on_progress=lambda *told: seen.append(told))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert [one for one, _ in seen] == sorted({one for one, _ in seen})


KILLED = """
import socket, sys
# What waits in the kernel for a process that is killed was fetched in vain: hardly any here.
class Small(socket.socket):
    def connect(self, address):
        self.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        super().connect(address)
socket.socket = Small
sys.path.insert(0, sys.argv[1])
import burncloud_video_flat as v
v.download_video_content("film", sys.argv[3], base_url=sys.argv[2], api_key="k")
"""


def command(url: str, path: Path) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", KILLED, str(GENERATED / "flat"), url, str(path)]


def test_a_download_survives_kills(tmp_path: Path) -> None:
    fetched(command, tmp_path, size=32 * 1024 * 1024, kills=2, seed=5)


@pytest.mark.slow
def test_a_download_killed_twenty_times_is_hardly_fetched_twice(tmp_path: Path) -> None:
    assert fetched(command, tmp_path).twice < 0.01
