"""The package that the zoo becomes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zoo import ZOO, import_package, write_package


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Any]:
    """Return the imported models of some declarations."""
    return lambda *declarations: import_package(write_package(tmp_path / "package", *declarations))


@pytest.fixture(scope="session")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the imported models of the whole zoo."""
    return import_package(write_package(tmp_path_factory.mktemp("zoo") / "package", *ZOO))
