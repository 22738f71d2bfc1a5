"""How files go up: in pieces, with progress, behind boundaries that nobody can guess."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from films import Film, FilmServer, reply

JOB = b'{"id": "video_1", "object": "video", "status": "queued", "model": "m", "created_at": 1}'
PICTURE = bytes(1_000_000)


def _path(folder: Path) -> Any:
    path = folder / 'a "quoted"\r\nname.png'
    path.write_bytes(PICTURE)
    return path


KINDS: dict[str, Callable[[Path], Any]] = {
    "path": _path,
    "bytes": lambda _: PICTURE,
    "file": lambda _: io.BytesIO(PICTURE),
    "tuple": lambda _: ("cat.png", PICTURE, "image/png"),
}


@pytest.fixture
def create(client: Callable[..., Any], server: FilmServer) -> Callable[..., Any]:
    """Create a video from a picture."""
    made = reply(200, JOB, **{"Content-Type": "application/json"})
    server.film = Film(replies=[made])

    def call(picture: Any, **options: Any) -> Any:
        return client(
            lambda made: made.videos.create(prompt="p", input_reference=picture, **options)
        )

    return call


@pytest.mark.parametrize("kind", KINDS)
def test_an_upload_tells_how_far_it_is(
    package: ModuleType,
    create: Callable[..., Any],
    server: FilmServer,
    tmp_path: Path,
    kind: str,
) -> None:
    seen: list[Any] = []
    create(KINDS[kind](tmp_path), on_upload=seen.append)
    received = [one.received for one in seen]
    length = int(server.asked[0].headers["content-length"])
    assert received == sorted(set(received))
    assert seen[-1] == package.Progress(length, length)
    assert length > len(PICTURE)


def test_no_two_uploads_have_the_same_boundary(
    create: Callable[..., Any], server: FilmServer
) -> None:
    server.film.replies *= 3
    for _ in range(3):
        create(PICTURE)
    boundaries = [one.headers["content-type"].partition("boundary=")[2] for one in server.asked]
    assert len(set(boundaries)) == 3
    assert all(len(boundary) >= 32 for boundary in boundaries)


def test_a_name_cannot_end_its_header(
    create: Callable[..., Any], server: FilmServer, tmp_path: Path
) -> None:
    create(_path(tmp_path))
    assert b'filename="a %22quoted%22%0D%0Aname.png"' in server.asked[0].body
