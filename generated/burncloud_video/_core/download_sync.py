"""The bytes of an answer, fetched synchronously."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import httpx2
from typing_extensions import Self

from .options import RequestOptions
from .progress import Progress
from .request import Request
from .response import Response
from .transport import Arrived, failed

if TYPE_CHECKING:
    from .session_sync import Session


class Download(Arrived):
    """The bytes of an answer, still on their way.

    They can be fetched once: into a file, into memory or piece by piece. Each of these closes
    the connection, and so does `close()`, for bytes that are not wanted after all.
    """

    def __init__(
        self,
        response: Response,
        session: Session,
        request: Request[Any],
        options: RequestOptions,
    ) -> None:
        super().__init__(response)
        self._session = session
        self._asked = request, session.settings, options

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Fetch the bytes piece by piece, each of `chunk_size`, or as they come."""
        try:
            yield from self.http.iter_bytes(chunk_size)
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            raise failed(error, self._response.route, self.http.url.host) from error
        finally:
            self.close()

    def read(self) -> bytes:
        """Fetch all bytes into memory."""
        return b"".join(self.iter_bytes())

    def write_to_file(
        self,
        path: str | os.PathLike[str],
        on_progress: Callable[[Progress], object] | None = None,
        *,
        resume: bool = True,
    ) -> Path:
        """Fetch the bytes into a file, which is there when it is whole, and never in part.

        Where the connection is cut, it goes on from there, if the server names a version of the
        file; so does another process after this one was killed, unless `resume` is false. The
        bytes until then are beside the path, in a file whose name ends in `.part`.

        Args:
            path: Where the file shall be. One that is there already is replaced at the end.
            on_progress: Is called with the `Progress`, at most ten times a second.
            resume: Whether to use and to leave what another process can go on with.

        Raises:
            APIConnectionError: Several attempts in a row brought not a single byte.
            DownloadCorrupt: The bytes are not what the server announced.
            APIStatusError: The server does not give the rest.
            OSError: The file cannot be written.
        """
        # Not before: most programs never download.
        from .downloads import Wanted, fetched

        try:
            wanted = Wanted.of(*self._asked, path, on_progress, resume=resume)
            return self._session.drive(fetched(wanted, self._response))
        finally:
            self.close()

    def close(self) -> None:
        """Close the connection."""
        self.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()
