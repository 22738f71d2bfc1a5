"""The suite of the print shop, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

import suites


@pytest.fixture(scope="session")
def shop_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("print-shop")
    suites.write_suite(suites.HERE / "printing.openapi.yaml", folder)
    return folder


@pytest.fixture(scope="session")
def shop_suite(shop_folder: Path) -> suites.Suite:
    return suites.Suite(shop_folder)
