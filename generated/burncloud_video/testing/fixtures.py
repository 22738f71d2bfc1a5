"""Fixtures for pytest. Each test has a mock of its own, and nothing in one waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ..aio import AsyncClient
from ..client import Client
from .server import MockServer


@pytest.fixture
def mock() -> MockServer:
    """The API in this process: what was sent to it, its jobs, its clock, and ways to make it fail."""
    return MockServer()


@pytest.fixture
def client(mock: MockServer) -> Iterator[Client]:
    """A client of the mock."""
    with mock.client() as client:
        yield client


@pytest.fixture
def async_client(mock: MockServer) -> AsyncClient:
    """An asynchronous client of the mock. It has no connections that would have to be closed."""
    return mock.async_client()


@pytest.fixture
def mock_url(mock: MockServer) -> Iterator[str]:
    """The address of the same mock on a port of this machine, for whatever else is to call it."""
    with mock.on_a_port() as url:
        yield url
