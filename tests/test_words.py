"""Facts about one API stand in its document: generator and templates know none."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOMAIN = re.compile(
    r"video(?!/(?:mp4|quicktime|webm)\b)|sora|kling|jimeng|vidu\b|\bveo\b"
    r"|burncloud|task_id|new-?api|calico",
    re.IGNORECASE,
)


def test_no_word_of_the_api_in_generator_or_templates() -> None:
    files = [
        path
        for folder in ("generator/callsheet", "templates")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and not any(part.startswith((".", "__py")) for part in path.parts)
    ]
    assert len(files) > 50
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if DOMAIN.search(line)
    ]
    assert found == []
