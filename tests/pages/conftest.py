"""What the tests of documentation pages share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.pages.compare import compare
from callsheet.pages.finding import Difference
from callsheet.pages.reading import read_page
from callsheet.read import read

ROOT = Path(__file__).parents[2]

Docs = Callable[..., list[Difference]]


@pytest.fixture(scope="session")
def document() -> Document:
    return read(ROOT / "spec" / "video.openapi.yaml", Report())


@pytest.fixture
def docs(document: Document, tmp_path: Path) -> Docs:
    """Return how a page differs from the document."""

    def run(text: str, name: str = "page.md") -> list[Difference]:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return [difference for _, difference in compare(document, [read_page(path, name)])]

    return run
