"""What is generated to run cases through, once a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from case_documents import Document


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Document], Path]:
    """Return the folder with all styles of a document."""

    @cache
    def make(document: Document) -> Path:
        return document.made(tmp_path_factory.mktemp(document.package))

    return make
