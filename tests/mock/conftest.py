"""Mocks of documents, made by the real pipeline and imported from a temporary folder."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mocks import SPECS, Clock, MakeMock, Mock, write_mock


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ModuleType]]:
    folder = tmp_path_factory.mktemp("mocks")
    sys.path.insert(0, str(folder))

    def package(name: str) -> ModuleType:
        write_mock(SPECS[name], folder, f"a_{name}")
        return importlib.import_module(f"a_{name}.mock")

    yield package
    sys.path.remove(str(folder))


@pytest.fixture
def mock_of(packages: Callable[[str], ModuleType]) -> MakeMock:
    """Return a function that makes a fresh mock of one of the documents."""

    def make(name: str, **options: Any) -> Mock:
        module = packages(name)
        clock, log = Clock(), list[str]()
        app = module.create_app(clock=clock, log=log.append, **options)
        text = Path(str(module.__file__)).with_name("contract.json").read_text(encoding="utf-8")
        contract = json.loads(text)
        for operation in contract["operations"]:
            operation["title"] = f"{operation['method']} {operation['path']}"
        return Mock(app, contract, clock, log)

    return make


@pytest.fixture
def small(packages: Callable[[str], ModuleType]) -> Callable[..., Mock]:
    """Return a function that makes a mock of a contract written in a test."""

    def make(contract: dict[str, Any], **options: Any) -> Mock:
        module = packages("pets")
        parsed = module.parse({"title": "Small", "version": "1", **contract})
        clock, log = Clock(), list[str]()
        app = module.create_app(contract=parsed, clock=clock, log=log.append, **options)
        return Mock(app, contract, clock, log)

    return make


@pytest.fixture
def parts(packages: Callable[[str], ModuleType]) -> Callable[[str], Any]:
    """Return a function that imports one module of the engine."""
    package = packages("pets").__name__
    return lambda name: importlib.import_module(f"{package}.{name}")
