"""Files that are fetched, from where they were cut on, also by another process."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from .connection import _Reply, _time_of


class Progress(NamedTuple):
    """How far a download is, in bytes; `total` is None where nobody knows."""

    received: int
    total: int | None


class _Part:
    """The first bytes of a file, beside its place until it is whole; a note says of which file."""

    def __init__(self, path: str | os.PathLike[str], listener: Any) -> None:
        self.path, self.listener = Path(path), listener
        if self.path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        self.beside = self.path.with_name(f".{self.path.name}.part")
        self.note = self.beside.with_name(f"{self.beside.name}.json")
        self.file = _claimed(self.beside)
        self.size = self.furthest = self.file.seek(0, os.SEEK_END)
        self.mark: dict[str, Any] = {}  # hash of the address, validator, total size
        with suppress(OSError, ValueError, TypeError):
            self.mark = dict(json.loads(self.note.read_bytes()))

    def __enter__(self) -> _Part:
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what the next call can go on from, and nothing else."""
        self.file.close()
        if not (self.size and self.mark.get("validator")):
            self.note.unlink(missing_ok=True)
            self.beside.unlink(missing_ok=True)

    def span(self, call: _Call) -> dict[str, str]:
        """Return the headers that ask for what is missing."""
        known = str(self.mark.get("validator") or "")
        if not (known.isascii() and known.isprintable()):
            known = ""
        if not known or self.mark.get("source") != _source(call.url, known):
            self.mark, self.size = {}, 0
        return {"range": f"bytes={self.size}-", "if-range": known} if self.size else {}

    def take(self, reply: _Reply) -> Path:
        """Add what an answer carries, and put the file in its place if that is all of it."""
        span = reply.headers.get("content-range", "").strip().lower()
        if reply.status != 416 or span != f"bytes */{self.size}":
            self._begin(reply, span)
            for chunk in reply.chunks():
                self.file.write(chunk)
                self.size += len(chunk)
                if self.listener and chunk:
                    self.listener(Progress(self.size, self.mark["total"]))
            if self.size != (self.mark["total"] or self.size):
                raise reply.lost(ConnectionError(f"it ended after {self.size} bytes"))
        reply.close()
        self.file.flush()
        if os.name == "nt":
            self.file.close()
        os.replace(self.beside, self.path)
        self.note.unlink(missing_ok=True)
        return self.path

    def _begin(self, reply: _Reply, span: str) -> None:
        start, total, validator = 0, reply.length, _validator(reply)
        if reply.status in (206, 416):
            found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", span)
            start, end, total = map(int, found.groups()) if found else (-1, -1, -1)
            if not 0 <= start <= end < total or reply.length not in (None, end - start + 1):
                start = -1
        if not start:
            self.note.unlink(missing_ok=True)
            self.file.truncate(0)
            self.size = 0
            source = _source(reply.call.url, validator)
            self.mark = {"source": source, "validator": validator, "total": total}
            self.note.write_text(json.dumps(self.mark))
        known, expected = self.mark.get("validator"), self.mark.get("total")
        is_same = expected in (None, total) and validator in ("", known)
        if start not in (0, self.size) or not is_same:
            self.mark = {}
            raise reply.lost(ConnectionError(f"not what was asked for, but {span or 'no range'}"))
        self.file.seek(self.size)

    def has_grown(self, status: int | None) -> bool:
        """Whether an attempt brought anything new."""
        if status in (404, 410):
            self.mark = {}
        before, self.furthest = self.furthest, max(self.size, self.furthest)
        return self.furthest > before

    @property
    def account(self) -> str:
        """What there is of it, for messages."""
        kept = "kept for the next call" if self.mark.get("validator") else "thrown away"
        total = self.mark.get("total") or "an unknown number of"
        return f"{self.size} of {total} bytes are here, and {kept}."


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


def _validator(reply: _Reply) -> str:
    """Return what tells this version of a file from any other; empty where nothing does."""
    tag, modified = (reply.headers.get(name, "") for name in ("etag", "last-modified"))
    if reply.is_packed or tag:
        return tag if tag.startswith('"') and tag.isprintable() and not reply.is_packed else ""
    seen, changed = _time_of(reply.headers.get("date", "")), _time_of(modified)
    return modified if seen is not None and changed is not None and seen > changed else ""


def _fetch(
    call: _Call, path: str | os.PathLike[str], listener: Callable[[Progress], object] | None
) -> Any:
    """Make a call whose answer may be a file, which is there when it is whole."""
    with _Part(path, listener) as part:
        return call.run(part)
