"""A file that is fetched by one process after the other, all of which are killed but the last."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TypeAlias

from films import TAG, Asked, Film, film_server

SIZE = 256 * 1024 * 1024
KILLS = 20
AHEAD = 128 * 1024
"""Bytes past the point of a kill after which the server crawls, however late this machine looks.

What is on its way between server and file is less.
"""
PATIENCE = 300
"""Seconds after which no busy machine is to blame."""

Command: TypeAlias = Callable[[str, Path], list[str]]
"""Of a URL and a path: the words that start a process."""


@dataclass(frozen=True)
class Fetched:
    """What became of the file."""

    twice: float
    """The share of its bytes that were fetched more than once."""
    said: str
    """By the process that was not killed."""
    asked: list[Asked]


def fetched(
    command: Command,
    folder: Path,
    *,
    size: int = SIZE,
    kills: int = KILLS,
    seed: int | None = None,
) -> Fetched:
    """Fetch a film with a command. Fails unless it is whole then."""
    if seed is None:
        seed = random.randrange(2**32)
        print(f"seed {seed}")
    chance = random.Random(seed)
    content = chance.randbytes(1024 * 1024) * (size // (1024 * 1024) - 1)
    content += chance.randbytes(size - len(content))
    path, part = folder / "film.mp4", folder / ".film.mp4.part"
    with film_server(send_buffer=16_384) as server:
        server.film = Film(content, {"ETag": TAG})
        server.job = b'{"id": "film", "object": "video", "status": "completed", "progress": 100}'
        server.others["small"] = Film(b"small")
        words = command(server.url, path)
        for point in sorted(chance.randrange(1, size - 2 * AHEAD) for _ in range(kills)):
            server.film.crawls_from = point + AHEAD
            with subprocess.Popen(words) as process:
                _await(part, point, process)
                process.kill()
            assert not path.exists()
        server.film.crawls_from = None
        done = subprocess.run(
            words, check=True, stdout=subprocess.PIPE, text=True, timeout=PATIENCE
        )
        films = [asked for asked in server.asked if asked.target.endswith("/film/content")]
        given = sum(asked.given for asked in films)
    with path.open("rb") as file:
        assert file_digest(file, "sha256").digest() == sha256(content).digest()
    print(f"{len(films)} requests, {given - size} bytes fetched twice ({given / size - 1:.2%})")
    return Fetched(given / size - 1, done.stdout, films)


def _await(part: Path, size: int, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + PATIENCE
    while (part.stat().st_size if part.exists() else 0) < size:
        assert process.poll() is None, "it ended before it was killed"
        assert time.monotonic() < limit, "what was sent is not in the file"
        time.sleep(0.0005)
