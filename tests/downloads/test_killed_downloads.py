"""A process that is killed while it fetches a file, and those that go on where it ended."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from films import GENERATED
from kills import fetched

HERE = Path(__file__).parent


@pytest.mark.slow
@pytest.mark.parametrize("client", ["Client", "AsyncClient"])
def test_a_download_killed_twenty_times_is_the_same_file_and_hardly_fetched_twice(
    tmp_path: Path, client: str
) -> None:
    def command(url: str, path: Path) -> list[str]:
        return [sys.executable, str(HERE / "killed.py"), str(GENERATED), client, url, str(path)]

    found = fetched(command, tmp_path)
    print(f"grown by {int(found.said) / 1e6:.1f} MB")
    # Each goes on from where the last one ended, and none asks for what is there.
    assert all(asked.headers.get("range") for asked in found.asked[1:])
    assert found.twice < 0.01
    assert int(found.said) < 16 * 1024 * 1024
