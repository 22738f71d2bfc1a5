"""The manners of packages whose place a client may take, in terms of our own."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar, cast

from typing_extensions import Self

from .download_sync import Download
from .errors import APIError
from .job_errors import JobCancelled, JobFailed
from .jobs import JobPlan, Pace
from .omit import Omit, omit
from .options import RequestOptions, Timeout

T = TypeVar("T")

NotGiven = Omit
NOT_GIVEN = not_given = omit


class Phases(Protocol):
    """A timeout as HTTP libraries have it."""

    connect: float | None
    read: float | None
    write: float | None
    pool: float | None


def timeout_of(given: Phases | float | None | Omit) -> Timeout | float | None | Omit:
    """Return a timeout of ours."""
    if given is None or isinstance(given, (Omit, int, float)):
        return given
    return Timeout(given.connect, given.read, given.write, given.pool)


def options_of(
    timeout: Phases | float | None | Omit,
    headers: Mapping[str, str] | None,
    query: Mapping[str, object] | None,
    body: object | None,
    default_query: Mapping[str, object] | None,
) -> RequestOptions:
    """Return what a call is given beside its arguments."""
    return RequestOptions(
        timeout=timeout_of(timeout),
        extra_headers=headers,
        extra_query={**(default_query or {}), **(query or {})} or None,
        extra_body=cast("Mapping[str, object] | None", body),
    )


def headers_of(
    given: Mapping[str, str] | None, named: Mapping[str, str | None]
) -> dict[str, str]:
    """Return the headers of a client, those that arguments of their own set included."""
    return {**{k: v for k, v in named.items() if v is not None}, **(given or {})}


def address_of(base_url: object | None, base_path: str) -> str | None:
    """Return a base URL without what the other package has behind it."""
    if base_url is None or isinstance(base_url, Omit):
        return None
    return str(base_url).rstrip("/").removesuffix(base_path)


def paced(plan: JobPlan[T], poll_interval_ms: int | Omit) -> JobPlan[T]:
    """Return a plan by which a job is asked for at this pace, where one is given."""
    if isinstance(poll_interval_ms, Omit):
        return plan
    seconds = poll_interval_ms / 1000
    return replace(plan, pace=Pace(first=seconds, growth=1, max=seconds))


def last_of(error: JobFailed | JobCancelled) -> Any:
    """Return the last answer about a job that has no result, which is no error here."""
    if error.state.value is None:
        raise error
    return error.state.value


def absent(name: str, api: str) -> APIError:
    """Return the error of a method that has no operation behind it."""
    return APIError(f"{name} is no operation of {api}")


class Content:
    """The bytes of an answer: in memory, or on their way until they are asked for."""

    def __init__(self, source: Download | bytes) -> None:
        self._source = source

    @property
    def content(self) -> bytes:
        """All of them."""
        if not isinstance(self._source, bytes):
            self._source = self._source.read()
        return self._source

    @property
    def text(self) -> str:
        """All of them, as text."""
        return self.content.decode("utf-8", "replace")

    def read(self) -> bytes:
        """Return all of them."""
        return self.content

    async def aread(self) -> bytes:
        """Return all of them."""
        return self.content

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Yield them piece by piece."""
        if not isinstance(self._source, bytes):
            yield from self._source.iter_bytes(chunk_size)
            return
        step = chunk_size or max(len(self._source), 1)
        for start in range(0, len(self._source), step):
            yield self._source[start : start + step]

    iter_raw = iter_bytes

    async def aiter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Yield them piece by piece."""
        for piece in self.iter_bytes(chunk_size):
            yield piece

    def write_to_file(self, file: str | os.PathLike[str]) -> None:
        """Write them into a file, which is there when it is whole; a cut download is resumed."""
        if isinstance(self._source, bytes):
            with open(file, "wb") as opened:
                opened.write(self._source)
        else:
            self._source.write_to_file(file)

    def stream_to_file(
        self, file: str | os.PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Do the same. The size of the pieces is the network's."""
        self.write_to_file(file)

    async def astream_to_file(
        self, file: str | os.PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Do the same."""
        self.write_to_file(file)

    def close(self) -> None:
        """Close the connection, if the bytes are not wanted after all."""
        if not isinstance(self._source, bytes):
            self._source.close()

    async def aclose(self) -> None:
        """Do the same."""
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
