"""Answers that are used in a `with` block, their bytes left on the wire until they are asked for."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from typing import Any, cast

from .download_async import AsyncDownload
from .download_sync import Download
from .drop_in import Content
from .transport import RawResponse


def content(source: Download) -> Content:
    """Return the bytes of an answer; the answer itself, where that was asked for."""
    # A raw session gives an answer under the type of its value.
    raw: object = source
    return cast("Content", raw) if isinstance(raw, RawResponse) else Content(source)


async def content_async(source: AsyncDownload) -> Content:
    """Return the bytes of an answer, fetched; the answer itself, where that was asked for."""
    raw: object = source
    if isinstance(raw, RawResponse):
        return cast("Content", raw)
    return Content(await source.read())


class Streaming:
    """The methods of a resource, each to be entered with `with` or `async with`."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def __getattr__(self, name: str) -> Callable[..., Block]:
        method = getattr(self._raw, name)
        return lambda *given, **named: Block(lambda: method(*given, **named))


class Block:
    """An answer, while its block lasts."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self._call = call
        self._download: Any = None

    def __enter__(self) -> Any:
        raw = self._call()
        found = raw.parse()
        if not isinstance(found, Download):
            return raw
        self._download = found
        return Content(found)

    def __exit__(self, *_: object) -> None:
        if self._download is not None:
            self._download.close()

    async def __aenter__(self) -> Any:
        raw = await self._call()
        found = raw.parse()
        if not isinstance(found, AsyncDownload):
            return raw
        self._download = found
        return AsyncContent(found)

    async def __aexit__(self, *_: object) -> None:
        if self._download is not None:
            await self._download.close()


class AsyncContent:
    """The bytes of an answer that are still on their way."""

    def __init__(self, source: AsyncDownload) -> None:
        self._source = source

    async def read(self) -> bytes:
        """Return all of them."""
        return await self._source.read()

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Yield them piece by piece."""
        async for piece in self._source.iter_bytes(chunk_size):
            yield piece

    async def stream_to_file(
        self, file: str | os.PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Write them into a file, which is there when it is whole. Pieces are the network's."""
        await self._source.write_to_file(file)
