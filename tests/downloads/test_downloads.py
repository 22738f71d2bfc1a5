"""What becomes of downloads over connections that fail, from servers that err."""

from __future__ import annotations

import errno
import gzip
import os
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from hashlib import md5, sha512
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from films import CONTENT, TAG, Film, FilmServer, digest, head, reply

Fetch = Callable[..., Path]
OTHER = bytes(reversed(CONTENT))
BEFORE = formatdate(1_700_000_000, usegmt=True)
NOW = formatdate(1_700_009_000, usegmt=True)


def alone(path: Path) -> bool:
    """Whether there is nothing beside a file."""
    return list(path.parent.iterdir()) == [path]


# -- cuts


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
        # A reset takes along what the client had not yet read.
        assert server.ranges[1] == (f"bytes={cut}-" if cut else "")
        assert server.asked[1].headers.get("if-range") == (TAG if cut else None)


def test_a_download_cut_many_times_goes_on_as_long_as_something_comes(
    fetch: Fetch, server: FilmServer
) -> None:
    server.film = Film(cuts=[50_000] * 15)
    assert fetch(max_retries=1).read_bytes() == CONTENT
    assert server.given == len(CONTENT)


def test_a_server_that_gives_nothing_more_is_given_up(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(cuts=[50_000, *[0] * 20])
    with pytest.raises(package.APIConnectionError) as caught:
        fetch(max_retries=2)
    assert len(server.asked) == 3
    assert f"50000 of {len(CONTENT)} bytes are here, and kept" in str(caught.value)
    assert not (tmp_path / "film.mp4").exists()
    server.film = Film()
    assert fetch().read_bytes() == CONTENT
    assert server.ranges[-1] == "bytes=50000-"
    assert alone(tmp_path / "film.mp4")


def test_what_is_not_to_be_resumed_leaves_nothing(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(cuts=[50_000] * 20)
    server.film.headers.clear()
    (tmp_path / "film.mp4").write_bytes(b"old")
    with pytest.raises(package.APIConnectionError, match="thrown away"):
        fetch(max_retries=0)
    assert alone(tmp_path / "film.mp4")
    assert (tmp_path / "film.mp4").read_bytes() == b"old"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ETag": 'W/"v1"'},
        {"ETag": "v1"},
        {"Last-Modified": BEFORE},
        {"Last-Modified": NOW, "Date": NOW},
        {"Last-Modified": "yesterday", "Date": NOW},
        {"ETag": 'W/"v1"', "Last-Modified": BEFORE, "Date": NOW},
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
    assert server.asked[1].headers["if-range"] == BEFORE
    assert server.ranges == ["", "bytes=300000-"]


def test_a_file_that_changes_meanwhile_is_fetched_anew(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(cuts=[300_000], becomes=Film(OTHER, {"ETag": '"v2"'}))
    assert fetch().read_bytes() == OTHER
    assert server.ranges == ["", "bytes=300000-"]


def test_a_server_that_ignores_if_range_mixes_no_versions(fetch: Fetch, server: FilmServer) -> None:
    rest = head(206, {"ETag": '"v2"', "Content-Range": "bytes 300000-1000002/1000003"})
    server.film = Film(cuts=[300_000])
    server.film.becomes = Film(OTHER, {"ETag": '"v2"'}, replies=[rest + OTHER[300_000:]])
    assert fetch().read_bytes() == OTHER
    assert server.ranges == ["", "bytes=300000-", ""]


def test_a_server_without_ranges_is_asked_for_all_of_it(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(has_ranges=False, cuts=[300_000])
    assert fetch().read_bytes() == CONTENT
    assert server.given == 300_000 + len(CONTENT)


@pytest.mark.parametrize(
    "span",
    [
        "bytes 0-699999/1000003",
        "bytes 299999-1000002/1000003",
        "bytes 300000-1000002/1000004",
        "bytes 300000-1000002/*",
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


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_is_busy_when_asked_for_the_rest_is_asked_again(
    fetch: Fetch, server: FilmServer, status: int
) -> None:
    server.film = Film(cuts=[300_000], becomes=Film(replies=[reply(status, b"busy")]))
    assert fetch().read_bytes() == CONTENT
    assert server.ranges == ["", "bytes=300000-", "bytes=300000-"]


def test_a_file_that_is_gone_is_an_error_and_leaves_nothing(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(cuts=[300_000], becomes=Film(replies=[reply(404, b"{}")]))
    with pytest.raises(package.NotFoundError):
        fetch()
    assert list(tmp_path.iterdir()) == []


def test_a_login_page_is_no_rest_of_a_film(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    page = reply(200, b"<html>Log in", **{"Content-Type": "text/html"})
    server.film = Film(cuts=[300_000], becomes=Film(replies=[page]))
    with pytest.raises(package.APIResponseValidationError, match="text/html"):
        fetch()
    assert not (tmp_path / "film.mp4").exists()


# -- from one process to the next


def test_another_call_goes_on_and_fetches_nothing_twice(
    package: ModuleType, fetch: Fetch, server: FilmServer
) -> None:
    server.film = Film(cuts=[300_000])
    with pytest.raises(package.APIConnectionError):
        fetch(max_retries=0)
    assert fetch().read_bytes() == CONTENT
    assert server.ranges == ["", "", "bytes=300000-"]


def test_a_part_that_is_whole_needs_no_more_bytes(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(cuts=[300_000])
    with pytest.raises(package.APIConnectionError):
        fetch(max_retries=0)
    with (tmp_path / ".film.mp4.part").open("ab") as part:
        part.write(CONTENT[300_000:])
    assert fetch().read_bytes() == CONTENT
    assert alone(tmp_path / "film.mp4")


@pytest.mark.parametrize(
    "note",
    [b"", b"{}", b"[]", b"\xff", b'{"source": 1, "validator": 2, "total": "x"}'],
)
def test_a_note_that_cannot_be_read_means_start_over(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path, note: bytes
) -> None:
    (tmp_path / ".film.mp4.part").write_bytes(b"something else")
    (tmp_path / ".film.mp4.part.json").write_bytes(note)
    assert fetch().read_bytes() == CONTENT
    assert alone(tmp_path / "film.mp4")


def test_the_part_of_another_version_is_not_used(
    package: ModuleType, fetch: Fetch, server: FilmServer
) -> None:
    server.film = Film(cuts=[300_000])
    with pytest.raises(package.APIConnectionError):
        fetch(max_retries=0)
    server.film = Film(OTHER, {"ETag": '"v2"'})
    assert fetch().read_bytes() == OTHER
    assert server.ranges == ["", ""]


def test_the_note_beside_a_part_holds_no_address_and_no_key(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(cuts=[300_000])
    with pytest.raises(package.APIConnectionError):
        fetch(max_retries=0)
    note = (tmp_path / ".film.mp4.part.json").read_text()
    assert server.url not in note
    assert "sk-" not in note


def test_resume_may_be_declined(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(cuts=[300_000])
    with pytest.raises(package.APIConnectionError, match="thrown away"):
        fetch(max_retries=0, resume=False)
    assert list(tmp_path.iterdir()) == []


# -- lengths and digests


@pytest.mark.parametrize(
    "header",
    [
        {"Repr-Digest": f"sha-256=:{digest()}:"},
        {"Content-Digest": f"md5=:bm8=:, sha-256=:{digest()}:"},
        {"Digest": f"SHA-256={digest()}"},
        {"Repr-Digest": f"sha-512=:{b64encode(sha512(CONTENT).digest()).decode()}:"},
        {"Content-MD5": b64encode(md5(CONTENT).digest()).decode()},
        {"Repr-Digest": "sha-3000=:bm8=:"},
        {"Digest": "nonsense"},
    ],
)
@pytest.mark.parametrize("cuts", [[], [300_000]])
def test_a_digest_that_is_right_or_unknown_is_no_trouble(
    fetch: Fetch, server: FilmServer, header: dict[str, str], cuts: list[int | None]
) -> None:
    server.film = Film(headers={"ETag": TAG, **header}, cuts=cuts)
    if "Content-Digest" in header or "Content-MD5" in header:
        server.film.becomes = Film(headers={"ETag": TAG})
    assert fetch().read_bytes() == CONTENT


@pytest.mark.parametrize(
    "header",
    [
        {"Repr-Digest": f"sha-256=:{digest(OTHER)}:"},
        {"Content-Digest": f"sha-256=:{digest(OTHER)}:"},
        {"Digest": f"sha-256={digest(OTHER)}"},
        {"Content-MD5": b64encode(md5(OTHER).digest()).decode()},
    ],
)
def test_a_wrong_digest_is_an_error_and_leaves_nothing(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path, header: dict[str, str]
) -> None:
    server.film = Film(headers={"ETag": TAG, **header})
    with pytest.raises(package.DownloadCorrupt, match="as the server announced") as caught:
        fetch()
    assert caught.value.path == tmp_path / "film.mp4"
    assert list(tmp_path.iterdir()) == []
    assert len(server.asked) == 1


def test_a_file_that_was_put_together_wrongly_is_fetched_once_more(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(headers={"ETag": TAG, "Repr-Digest": f"sha-256=:{digest()}:"})
    server.film.cuts = [300_000]
    with pytest.raises(package.APIConnectionError):
        fetch(max_retries=0)
    with (tmp_path / ".film.mp4.part").open("r+b") as part:
        part.write(b"a bad sector")
    assert fetch().read_bytes() == CONTENT


def test_too_few_bytes_are_an_error(
    package: ModuleType, fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    server.film = Film(headers={"ETag": TAG, "Content-Length": str(len(CONTENT) + 5)})
    with pytest.raises(package.APIError):
        fetch()
    assert not (tmp_path / "film.mp4").exists()


def test_bytes_beyond_the_announced_length_are_not_taken(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(headers={"ETag": TAG, "Content-Length": "1000"})
    assert fetch().read_bytes() == CONTENT[:1000]


def test_a_file_of_no_bytes_is_a_file(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(b"")
    assert fetch().read_bytes() == b""


def test_a_length_need_not_be_known(fetch: Fetch, server: FilmServer) -> None:
    server.film = Film(has_length=False)
    assert fetch().read_bytes() == CONTENT


def test_packed_bytes_are_unpacked_and_not_resumed(fetch: Fetch, server: FilmServer) -> None:
    packed = gzip.compress(CONTENT)
    headers = {"ETag": TAG, "Content-Encoding": "gzip", "Repr-Digest": "sha-256=:bm8=:"}
    server.film = Film(packed, headers, cuts=[300_000])
    assert fetch().read_bytes() == CONTENT
    assert server.ranges == ["", ""]
    assert server.asked[0].headers["accept-encoding"] == "identity"


# -- the file system


def test_a_full_disk_is_an_error_that_says_so_and_leaves_nothing(
    package: ModuleType,
    fetch: Fetch,
    server: FilmServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_module(f"{package.__name__}._core.streams_async"), "MOST", 65_536)
    module = import_module(f"{package.__name__}._core.part")
    opened = module._opened

    class Full:
        def __init__(self, file: Any) -> None:
            self.file = file

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

        def write(self, data: bytes) -> int:
            if self.file.tell() > 400_000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return int(self.file.write(data))

    monkeypatch.setattr(module, "_opened", lambda *given: Full(opened(*given)))
    (tmp_path / "film.mp4").write_bytes(b"old")
    with pytest.raises(OSError, match=r"No space left on device.*film\.mp4") as caught:
        fetch()
    assert caught.value.errno == errno.ENOSPC
    assert alone(tmp_path / "film.mp4")
    assert (tmp_path / "film.mp4").read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_an_error_at_once(client: Any, tmp_path: Path) -> None:
    async def do(made: Any) -> Any:
        found = made.videos.download_content("film")
        found = await found if hasattr(found, "__await__") else found
        done = found.write_to_file(tmp_path / "none" / "film.mp4")
        return await done if hasattr(done, "__await__") else done

    with pytest.raises(FileNotFoundError):
        client(do)


def test_a_folder_is_not_replaced(fetch: Fetch, server: FilmServer, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").mkdir()
    with pytest.raises(IsADirectoryError):
        fetch()


def test_a_link_in_place_of_the_part_is_not_followed(fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"mine")
    (tmp_path / ".film.mp4.part").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic links"):
        fetch()
    assert (tmp_path / "precious").read_bytes() == b"mine"


def test_names_of_any_length_have_parts(client: Any, tmp_path: Path) -> None:
    async def do(made: Any) -> Any:
        found = made.videos.download_content("film")
        found = await found if hasattr(found, "__await__") else found
        done = found.write_to_file(tmp_path / ("é" * 120 + ".mp4"))
        return await done if hasattr(done, "__await__") else done

    path = client(do)
    assert path.read_bytes() == CONTENT
    assert alone(path)


def test_the_same_file_may_be_fetched_twice_at_once(
    package: ModuleType, server: FilmServer, tmp_path: Path
) -> None:
    path = tmp_path / "film.mp4"

    def run(_: int) -> bytes:
        with package.Client(api_key="k", base_url=server.url) as client:
            client.videos.download_content("film").write_to_file(path)
        return path.read_bytes()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(run, range(24))) == {CONTENT}
    assert alone(path)


# -- progress


def test_progress_grows_and_ends_with_all_of_it(
    package: ModuleType, fetch: Fetch, server: FilmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module(f"{package.__name__}._core.streams_async"), "MOST", 65_536)
    progress = import_module(f"{package.__name__}._core.progress")
    monkeypatch.setattr(progress, "EVERY", 0.0)
    server.film = Film(cuts=[300_000, 100_000], headers={"ETag": TAG})
    seen: list[Any] = []
    fetch(on_progress=seen.append)
    received = [one.received for one in seen]
    assert received == sorted(set(received))
    assert len(received) > 5
    assert seen[-1] == package.Progress(len(CONTENT), len(CONTENT))
    assert seen[-1].fraction == 1.0
    assert {one.total for one in seen} == {len(CONTENT)}


def test_progress_does_not_go_back_when_it_starts_over(
    package: ModuleType, fetch: Fetch, server: FilmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = import_module(f"{package.__name__}._core.progress")
    monkeypatch.setattr(progress, "EVERY", 0.0)
    server.film = Film(headers={}, cuts=[600_000])
    seen: list[int] = []
    fetch(on_progress=lambda one: seen.append(one.received))
    assert seen == sorted(set(seen))


def test_progress_is_not_told_more_often_than_anybody_can_look(
    fetch: Fetch, server: FilmServer
) -> None:
    seen: list[Any] = []
    fetch(on_progress=seen.append)
    assert 1 <= len(seen) < 10


def test_what_a_listener_raises_ends_the_download(
    fetch: Fetch, server: FilmServer, tmp_path: Path
) -> None:
    def stop(_: object) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        fetch(on_progress=stop)
    assert not (tmp_path / "film.mp4").exists()
    assert fetch().read_bytes() == CONTENT


# -- other hosts


def test_no_key_goes_to_another_host(fetch: Fetch, server: FilmServer, other: FilmServer) -> None:
    onward = reply(302, b"", Location=f"{other.url}/film?signature=1")
    server.film = Film(replies=[onward] * 3)
    other.film = Film(cuts=[300_000])
    assert fetch().read_bytes() == CONTENT
    assert other.ranges == ["", "bytes=300000-"]
    assert other.asked[1].headers["if-range"] == TAG
    assert all("authorization" not in one.headers for one in other.asked)
    assert all("authorization" in one.headers for one in server.asked)


@pytest.mark.parametrize("leads_to", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirection_away_from_http_is_an_error(
    package: ModuleType, fetch: Fetch, server: FilmServer, leads_to: str
) -> None:
    server.film = Film(replies=[reply(302, b"", Location=leads_to)] * 9)
    with pytest.raises(package.APIStatusError, match="was not followed"):
        fetch()
