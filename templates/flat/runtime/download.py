"""Files that are fetched, from where they were cut on, also by another process."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit

from .call import T, _Call
from .connection import _Reply
from .errors import APIConnectionError


class Progress(NamedTuple):
    """How far a download is, in bytes; `total` is None where nobody knows."""

    received: int
    total: int | None


class _Part:
    """The first bytes of a file, beside its place until it is whole; a note says of which file."""

    def __init__(self, path: str | os.PathLike[str], listener: Any) -> None:
        self.path, self.listener = Path(path), listener
        if self.path.is_dir():
            raise IsADirectoryError(f"{path} is a folder")
        self.beside = self.path.with_name(f".{self.path.name}.part")
        self.note = self.beside.with_name(f"{self.beside.name}.json")
        self.file = _claimed(self.beside)
        self.size = self.furthest = self.file.seek(0, os.SEEK_END)
        self.source, self.validator, self.total = "", "", None
        with suppress(OSError, ValueError, TypeError):
            self.source, self.validator, self.total = json.loads(self.note.read_bytes())

    def span(self, url: str) -> dict[str, str]:
        """Return the headers that ask for what is missing."""
        known = str(self.validator)
        if not (known and known.isprintable() and self.source == _source(url, known)):
            self.validator, self.size = "", 0
        return {"range": f"bytes={self.size}-", "if-range": known} if self.size else {}

    def take(self, reply: _Reply) -> Path:
        """Add what an answer carries, and put the file in its place if that is all of it."""
        span = reply.headers.get("content-range", "").strip().lower()
        if reply.status != 416 or span != f"bytes */{self.size}":
            self.begin(reply, span)
            for chunk in reply.chunks():
                self.file.write(chunk)
                self.size += len(chunk)
                if self.listener:
                    self.listener(Progress(self.size, self.total))
            if self.total not in (None, self.size):
                raise reply.lost(ConnectionError(f"it ended after {self.size} bytes"))
        reply.close()
        self.file.flush()
        if os.name == "nt":
            self.file.close()
        os.replace(self.beside, self.path)
        self.note.unlink(missing_ok=True)
        return self.path

    def begin(self, reply: _Reply, span: str) -> None:
        """Go to where the answer goes on; raises APIConnectionError where that is not the end."""
        start, total, validator = 0, reply.length, _validator(reply.headers)
        if reply.status in (206, 416):
            found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", span)
            start, end, total = map(int, found.groups()) if found else (-1, -1, -1)
            is_whole = 0 <= start <= end < total and reply.length in (None, end - start + 1)
            start = start if is_whole else -1
        if start == 0:
            self.note.unlink(missing_ok=True)
            self.size = self.file.truncate(0)
            self.source, self.validator = _source(reply.call.url, validator), validator
            self.total = total
            self.note.write_text(json.dumps([self.source, self.validator, self.total]))
        elif (start, total) != (self.size, self.total or total) or validator not in ("", self.validator):
            self.validator = ""
            raise reply.lost(ConnectionError(f"not what was asked for, but {span or 'no range'}"))
        self.file.seek(self.size)

    def has_grown(self, status: int | None) -> bool:
        """Whether an attempt brought anything new."""
        if status in (404, 410):
            self.validator = ""
        before, self.furthest = self.furthest, max(self.size, self.furthest)
        return self.furthest > before

    def close(self) -> None:
        """Keep what the next call can go on from, and nothing else."""
        self.file.close()
        if not (self.size and self.validator):
            self.note.unlink(missing_ok=True)
            self.beside.unlink(missing_ok=True)


def _claimed(path: Path) -> IO[bytes]:
    """Open a part for this process alone. Raises BlockingIOError while another one has it."""
    # Never through a link that somebody put there.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    file = open(os.open(path, flags, 0o666), "r+b")
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.stat(path)  # it may have been put in its place meanwhile
    except ImportError:
        pass  # Windows puts no file in its place that another process has open
    except OSError:
        file.close()
        raise
    return file


def _source(url: str, validator: str) -> str:
    """Return a hash of an address; where an ETag says enough, without its signature."""
    url = urlsplit(url)._replace(query="").geturl() if validator.startswith('"') else url
    return hashlib.sha256(url.encode()).hexdigest()


def _validator(headers: Any) -> str:
    """Return what tells this version of a file from any other; empty where nothing does."""
    tag, changed = headers.get("etag", ""), headers.get("last-modified", "")
    with suppress(ValueError, TypeError):
        if not tag and parsedate_to_datetime(changed) < parsedate_to_datetime(headers["date"]):
            return str(changed)
    return str(tag) if tag.startswith('"') and tag.isprintable() and tag.isascii() else ""


def _fetch(
    call: _Call[T], path: str | os.PathLike[str], listener: Callable[[Progress], object] | None
) -> T:
    """Make a call whose answer is a file, which is there when it is whole."""
    part = _Part(path, listener)
    try:
        return call.run(part)
    except APIConnectionError as error:
        kept = "kept for the next call" if part.size and part.validator else "thrown away"
        total = part.total or "an unknown number of"
        error.args = (f"{error} {part.size} of {total} bytes are here, and {kept}.",)
        raise
    finally:
        part.close()
