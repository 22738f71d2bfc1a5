"""Files that are fetched, from where they were cut on, also by another process."""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from .call import _Call
from .connection import _Reply
from .constants import _STRONG, T
from .errors import APIConnectionError


class _Part:
    """The first bytes of a file, beside its place until it is whole; a note says of which file."""

    def __init__(self, url: str, file: IO[bytes], note: Path, listener: Any) -> None:
        self.source = hashlib.sha256(url.partition("?")[0].encode()).hexdigest()
        self.file, self.note, self.listener = file, note, listener
        self.size, self.tag, self.total = file.seek(0, os.SEEK_END), "", None
        with suppress(OSError, ValueError, TypeError):
            source, tag, total = json.loads(note.read_bytes())
            if source == self.source and re.fullmatch(_STRONG, tag):
                self.tag, self.total = tag, total

    def span(self) -> dict[str, str]:
        """Return the headers that ask for what is missing."""
        self.size = self.size if self.tag else 0
        return {"range": f"bytes={self.size}-", "if-range": self.tag} if self.size else {}

    def take(self, reply: _Reply) -> _Part:
        """Add what an answer carries. Raises APIConnectionError if that is not all of it."""
        span, tag = reply.headers.get("content-range", ""), reply.headers.get("etag", "")
        tag = tag if re.fullmatch(_STRONG, tag) else ""
        start, length = 0, reply.response.length
        total = length
        if reply.status in (206, 416):
            found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", span)
            start, end, total = map(int, found.groups()) if found else (-1, -1, -1)
            is_whole = 0 <= start <= end < total and length in (None, end + 1 - start)
            is_same = self.total in (None, total) and tag in ("", self.tag)
            if not is_whole or (start and (start != self.size or not is_same)):
                self.tag = ""
                raise reply.lost(ConnectionError(f"{span or 'nothing'} is not what was asked for"))
        if start == 0:
            self.size, self.tag, self.total = self.file.truncate(0), tag, total
            self.note.write_text(json.dumps([self.source, self.tag, self.total]))
        self.file.seek(self.size)
        for chunk in reply.chunks():
            self.file.write(chunk)
            self.size += len(chunk)
            if self.listener:
                self.listener(self.size, self.total)
        if self.total not in (None, self.size):
            raise reply.lost(ConnectionError(f"it ended after {self.size} bytes"))
        return self


def _fetch(call: _Call[T], path: str | os.PathLike[str], listener: Any) -> T:
    """Make a call whose answer is a file, which is there when it is whole."""
    whole = Path(path)
    if whole.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    beside, note = (whole.with_name(f".{whole.name}.part{end}") for end in ("", ".json"))
    # Never through a link that somebody put there.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(beside, flags, 0o666), "r+b") as file:
        with suppress(ImportError):  # Windows moves no file that another process has open
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # or else another process fetches it
            os.stat(beside)  # it may have been put in its place meanwhile
        part = _Part(call.url, file, note, listener)
        try:
            # if choose
            answer = call.run(part)
            # end
            # if not choose
            call.run(part)
            # end
        except BaseException as error:
            if getattr(error, "status", 0) in (404, 410) or not (part.size and part.tag):
                note.unlink(missing_ok=True)
                with suppress(PermissionError):  # of Windows; what is left is of no use to anybody
                    beside.unlink()
            elif isinstance(error, APIConnectionError):
                error.args = (f"{error} {part.size} of {part.total} bytes are here, and kept.",)
            raise
        # if choose
        if answer is not part:
            note.unlink(missing_ok=True)
            beside.unlink()
            return answer
        # end
        file.flush()
        if os.name == "nt":
            file.close()
        os.replace(beside, whole)
    note.unlink(missing_ok=True)
    return cast("T", whole)
