"""A process that is killed while it fetches a file, and those that go on where it ended."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from hashlib import file_digest, sha256
from pathlib import Path

import pytest

from films import GENERATED, TAG, Film, film_server

SIZE = 256 * 1024 * 1024
KILLS = 20
HERE = Path(__file__).parent


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


@pytest.mark.slow
@pytest.mark.parametrize("client", ["Client", "AsyncClient"])
def test_a_download_killed_twenty_times_is_the_same_file_and_hardly_fetched_twice(
    tmp_path: Path, client: str
) -> None:
    chance = random.Random()
    content = chance.randbytes(1024 * 1024) * (SIZE // (1024 * 1024) - 1)
    content += chance.randbytes(SIZE - len(content))
    path = tmp_path / "film.mp4"
    part = tmp_path / ".film.mp4.part"
    points = sorted(chance.randrange(1, SIZE - 1024 * 1024) for _ in range(KILLS))
    with film_server(send_buffer=16_384) as server:
        server.film = Film(content, {"ETag": TAG})
        server.job = b'{"id": "film", "object": "video", "status": "completed", "progress": 100}'
        script = [sys.executable, str(HERE / "killed.py"), str(GENERATED)]
        command = [*script, client, server.url, str(path)]
        server.others["small"] = Film(b"small")
        for point in points:
            process = subprocess.Popen(command)
            while _size(part) < point:
                assert process.poll() is None, "it ended before it was killed"
                time.sleep(0.0005)
            process.kill()
            process.wait()
            assert not path.exists()
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        films = [asked for asked in server.asked if asked.target.endswith("/film/content")]
        given = sum(asked.given for asked in films)
    with path.open("rb") as file:
        assert file_digest(file, "sha256").digest() == sha256(content).digest()
    twice = given - SIZE
    print(f"{len(films)} requests, {twice} bytes fetched twice ({twice / SIZE:.2%})")
    print(f"grown by {int(done.stdout) / 1e6:.1f} MB")
    # Each goes on from where the last one ended, and none asks for what is there.
    assert all(asked.headers.get("range") for asked in films[1:])
    assert twice < SIZE / 100
    assert int(done.stdout) < 16 * 1024 * 1024
