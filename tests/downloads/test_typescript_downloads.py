"""What becomes of the downloads of the client in TypeScript."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha512
from pathlib import Path
from typing import Any

import pytest

from films import CONTENT, TAG, Film, FilmServer, digest, head, reply
from kills import Command, fetched
from node_tools import set_up
from test_downloads import BEFORE, NOW, OTHER, alone

PROJECT = Path(__file__).parents[2] / "generated" / "typescript"
# What is fast of it stands in tests/typescript/downloads.test.ts.
pytestmark = pytest.mark.slow
KEY = "sk-very-secret"


class Failed(Exception):
    """The client raised an error: its name, and its message."""


class Fetch:
    """Fetches the film of a server into a folder, without a pause."""

    def __init__(self, ask: Callable[..., Any], server: FilmServer, folder: Path) -> None:
        self.ask = ask
        self.server = server
        self.path = folder / "film.mp4"

    def __call__(self, **options: Any) -> Path:
        given = {"baseUrl": self.server.url, "apiKey": KEY, **options}
        told = self.ask(do="call", what="download", path=str(self.path), options=given)
        assert KEY not in told["message"] + told["shown"]
        if told["kind"]:
            raise Failed(told["kind"], told["message"])
        return self.path


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the client's compiled modules."""
    return set_up().built(PROJECT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def ask(module: Path) -> Iterator[Callable[..., Any]]:
    with set_up().playing() as asking:
        yield lambda **facts: asking(module=str(module), **facts)


@pytest.fixture
def fetch(ask: Callable[..., Any], server: FilmServer, tmp_path: Path) -> Fetch:
    return Fetch(ask, server, tmp_path)


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
    # A stream of fetch that breaks may take its last piece with it.
    begin = int(server.ranges[1].removeprefix("bytes=").rstrip("-") or 0)
    assert begin <= cut
    assert is_reset or begin > 0 or cut < 65_536
    assert server.asked[1].headers.get("if-range") == (TAG if begin else None)


def test_a_download_cut_many_times_goes_on_as_long_as_something_comes(
    fetch: Fetch, server: FilmServer
) -> None:
    server.film = Film(cuts=[50_000] * 15)
    assert fetch(maxRetries=1).read_bytes() == CONTENT
    assert server.given < len(CONTENT) * 1.5


def test_what_is_here_is_kept_for_the_next_call(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(cuts=[50_000, *[0] * 20])
    with pytest.raises(Failed, match=rf"\d+ of {len(CONTENT)} bytes are here, and kept"):
        fetch(maxRetries=2)
    assert not fetch.path.exists()
    assert KEY not in "".join(one.read_text("latin-1") for one in fetch.path.parent.glob(".*json"))
    server.film = Film()
    assert fetch().read_bytes() == CONTENT
    assert server.ranges[-1].startswith("bytes=")
    assert alone(fetch.path)


def test_what_is_not_to_be_resumed_leaves_nothing(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(headers={}, cuts=[50_000] * 20)
    fetch.path.write_bytes(b"old")
    with pytest.raises(Failed, match="APIConnectionError"):
        fetch(maxRetries=0)
    assert alone(fetch.path)
    assert fetch.path.read_bytes() == b"old"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ETag": 'W/"v1"'},
        {"Last-Modified": BEFORE},
        {"Last-Modified": NOW, "Date": NOW},
    ],
)
def test_without_a_strong_validator_it_starts_anew(
    fetch: Fetch, server: FilmServer, headers: dict[str, str]
) -> None:
    server.film = Film(headers=headers, cuts=[300_000])
    assert fetch().read_bytes() == CONTENT
    assert server.ranges == ["", ""]


def test_a_date_of_change_is_a_validator(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(headers={"Last-Modified": BEFORE, "Date": NOW}, cuts=[300_000])
    assert fetch().read_bytes() == CONTENT
    first, rest = server.ranges
    assert (first, rest[:6]) == ("", "bytes=")


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
    assert len(server.ranges) == 3


def test_too_large_a_range_means_start_over(fetch: Fetch, server: FilmServer) -> None:
    refusal = reply(416, b"", **{"Content-Range": "bytes */7"})
    server.film = Film(cuts=[300_000], becomes=Film(replies=[refusal]))
    assert fetch().read_bytes() == CONTENT
    first, rest, again = server.ranges
    assert (first, rest[:6], again) == ("", "bytes=", "")


def test_a_file_that_is_gone_is_an_error_and_leaves_nothing(
    fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(cuts=[300_000], becomes=Film(replies=[reply(404, b"{}")]))
    with pytest.raises(Failed, match="NotFoundError"):
        fetch()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Repr-Digest", f"sha-256=:{digest()}:"),
        ("Digest", f"SHA-512={b64encode(sha512(CONTENT).digest()).decode()}"),
    ],
)
def test_a_digest_is_compared(fetch: Fetch, server: FilmServer, header: str, value: str) -> None:
    server.film = Film(headers={"ETag": TAG, header: value})
    assert fetch().read_bytes() == CONTENT
    server.film = Film(OTHER, {"ETag": '"v2"', header: value})
    fetch.path.unlink()
    with pytest.raises(Failed, match="DownloadCorrupt"):
        fetch()
    assert not fetch.path.exists()


def test_no_key_goes_to_another_host(fetch: Fetch, server: FilmServer, other: FilmServer) -> None:
    away = head(302, {"Location": f"{other.url}/film", "Content-Length": "0"})
    server.film = Film(replies=[away])
    assert fetch().read_bytes() == CONTENT
    assert "authorization" not in other.asked[0].headers


def test_a_link_in_place_of_the_part_is_not_followed(fetch: Fetch, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / ".film.mp4.part").symlink_to(victim)
    with pytest.raises(Failed, match="ELOOP"):
        fetch()
    assert victim.read_bytes() == b"precious"


KILLED = """
const [module, url, path] = process.argv.slice(1);
const { Client } = await import(`file://${module}/index.js`);
const download = await new Client({ apiKey: "k", baseUrl: url }).videos.downloadContent("film");
await download.writeToFile(path);
"""


@pytest.fixture
def command(module: Path) -> Command:
    """What fetches a file from a URL to a path."""
    words = [set_up().command, "--input-type=module", "-e", KILLED, str(module)]
    return lambda url, path: [*words, url, str(path)]


def test_a_download_survives_kills(command: Command, tmp_path: Path) -> None:
    fetched(command, tmp_path, size=32 * 1024 * 1024, kills=2, seed=5)
    assert alone(tmp_path / "film.mp4")


def test_a_download_killed_twenty_times_is_hardly_fetched_twice(
    command: Command, tmp_path: Path
) -> None:
    # Each process asks for the whole before it finds the part: what came of that was in vain.
    assert fetched(command, tmp_path).twice < 0.05
    assert alone(tmp_path / "film.mp4")
