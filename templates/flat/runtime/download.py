"""Files that are fetched: in pieces, checked, and from where it was cut, also by another process."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import re
import secrets
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from .connection import _Reply, _time_of, _Wire
from .errors import APIError, ArgumentError, DownloadCorrupt
from .upload import _CHUNK, Progress

_DIGESTS = {"sha-512": "sha512", "sha-256": "sha256", "md5": "md5"}


class _Part:
    """The first bytes of a file, beside its place until it is whole, locked against others.

    A note next to it says of which version they are: whoever calls again goes on from there.
    """

    def __init__(self, path: str | os.PathLike[str], listener: Any) -> None:
        self.path, self.listener = Path(path), listener
        self.mark: dict[str, Any] = {}
        self.size = self.furthest = 0
        self.is_pieced = False  # whether it came in several answers
        self.told, self.next = -1, 0.0
        if self.path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        name = self.path.name
        if len(name) > 100:
            name = f"{name[:25]}.{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
        self.beside = self.path.with_name(f".{name}.part")
        found = self._taken()
        self.is_kept = found is not None
        if found is None:
            # Another process writes the same file at this moment: each writes its own part.
            self.beside = self.path.with_name(f".{name}.{secrets.token_hex(4)}.part")
        self.file = found or _opened(self.beside)
        self.note = self.beside.with_name(f"{self.beside.name}.json")
        with suppress(OSError, ValueError, TypeError, KeyError):
            mark = json.loads(self.note.read_bytes())
            texts = [mark[key] for key in ("source", "validator", "algorithm", "digest")]
            if all(isinstance(text, str) and text.isprintable() for text in texts) and texts[1]:
                self.mark, self.size = mark, self.file.seek(0, os.SEEK_END)

    def _taken(self) -> IO[bytes] | None:
        """Open and lock the part; None where another process has it."""
        if sys.platform == "win32":
            return None
        import fcntl

        for _ in range(3):
            file = _opened(self.beside)
            try:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.path.samestat(os.fstat(file.fileno()), os.stat(self.beside)):
                    return file
            except BlockingIOError:
                file.close()
                return None
            except FileNotFoundError:
                pass
            file.close()  # it was put in its place between the two steps
        return None

    def asking(self, wire: _Wire) -> _Wire:
        """Return the request for what is missing."""
        if any(name.lower() == "range" for name in wire.headers):
            raise ArgumentError("a file is fetched whole: leave out the header Range")
        is_ours = self.mark.get("source") == _source(wire.url, self.mark)
        if wire.method != "GET" or not self.mark.get("validator") or not is_ours:
            self.forget()
        if not self.size:
            return wire
        span = {"Range": f"bytes={self.size}-", "If-Range": self.mark["validator"]}
        return replace(wire, headers={**wire.headers, **span})

    def takes(self, reply: _Reply, is_file: bool) -> bool:
        """Add what an answer carries. Returns False where it carries no file."""
        if reply.status == 416 and self.size:
            reply.close()
            if reply.headers.get("content-range", "") != f"bytes */{self.size}":
                raise self._misfit(f"byte {self.size} was asked for, and is not there")
        elif not is_file:
            return False
        else:
            with closing(reply):
                self._begin(reply)
                for chunk in reply.chunks():
                    self._write(chunk)
                if self.size < (self.mark["total"] or 0):
                    raise reply.lost(ConnectionError(f"it ended after {self.size} bytes"))
                self._tell(0.0)
        if self.mark["digest"]:
            hasher = hashlib.new(_DIGESTS[self.mark["algorithm"]], usedforsecurity=False)
            self.file.seek(0)
            while chunk := self.file.read(_CHUNK):
                hasher.update(chunk)
            if hasher.hexdigest() != self.mark["digest"]:
                raise self._corrupt(f"its {self.mark['algorithm']} is not the one announced")
        return True

    def _begin(self, reply: _Reply) -> None:
        start, total, validator = 0, reply.length, _validator(reply.headers)
        if reply.status == 206:
            span = reply.headers.get("content-range", "")
            found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", span.strip().lower())
            start, end, total = map(int, found.groups()) if found else (-1, -1, -1)
            if not 0 <= start <= end < total or reply.length not in (None, end - start + 1):
                raise self._misfit(f"byte {self.size} was asked for, and came as {span}")
        if start:
            known = self.mark.get("total"), self.mark.get("validator")
            is_same = known[0] in (None, total) and validator in ("", known[1])
            if start != self.size or not is_same:
                raise self._misfit("the file changed while it was fetched")
        else:
            algorithm, digest = _promised(reply.headers)
            self.mark = {
                "validator": validator,
                "total": total,
                "algorithm": algorithm,
                "digest": digest,
            }
            self.mark["source"] = _source(reply.wire.url, self.mark)
            self.size = 0
            self.note.unlink(missing_ok=True)
            if self.is_kept and validator:
                draft = self.note.with_name(f"{self.note.name}~")
                draft.write_text(json.dumps(self.mark))
                draft.replace(self.note)
        self.is_pieced = start > 0
        self.file.truncate(self.size)
        self.file.seek(self.size)

    def _write(self, chunk: bytes) -> None:
        total = self.mark["total"]
        if total is not None and self.size + len(chunk) > total:
            raise self._corrupt(f"there are more bytes than the {total} that were announced")
        view = memoryview(chunk)
        try:
            while view:
                written = self.file.write(view)
                self.size, view = self.size + written, view[written:]
        except OSError as error:
            self.forget()  # a disk that is full is better off without it
            raise OSError(error.errno, error.strerror, str(self.path)) from error
        self._tell(0.1)

    def _tell(self, every: float) -> None:
        now = time.monotonic()
        if self.listener is not None and self.size > self.told and (not every or now >= self.next):
            self.told, self.next = self.size, now + every
            self.listener(Progress(self.size, self.mark["total"]))

    def _corrupt(self, problem: str) -> DownloadCorrupt:
        return DownloadCorrupt(f"{self.path.name}: {problem}", path=self.path)

    def _misfit(self, problem: str) -> DownloadCorrupt:
        self.is_pieced = self.size > 0
        return self._corrupt(problem)

    def judged(self, outcome: _Reply | APIError, number: int) -> int:
        """Return how many attempts brought nothing new. Raises what no further one will mend."""
        if self.size > self.furthest:
            self.furthest, number = self.size, 1
        if isinstance(outcome, DownloadCorrupt):
            is_whole = not self.is_pieced
            self.forget()
            if is_whole:
                raise outcome
        elif outcome.status in (404, 410):
            self.forget()
        return number

    def forget(self) -> None:
        """Begin anew."""
        self.mark, self.size = {}, 0

    @property
    def is_worth_keeping(self) -> bool:
        return bool(self.is_kept and self.size and self.mark["validator"])

    @property
    def account(self) -> str:
        """What there is of it, for messages."""
        kept = "kept for the next call" if self.is_worth_keeping else "thrown away"
        total = self.mark.get("total") or "an unknown number of"
        return f"{self.size} of {total} bytes are here, and {kept}."

    def finish(self) -> Path:
        """Put the file in its place."""
        if sys.platform == "win32":
            self.file.close()
        os.replace(self.beside, self.path)
        self.note.unlink(missing_ok=True)
        self.file.close()
        return self.path

    def release(self) -> None:
        """Let others have it; remove it, where nobody can go on from here."""
        if not self.file.closed:
            if not self.is_worth_keeping:
                self.note.unlink(missing_ok=True)
                with suppress(OSError):
                    self.beside.unlink(missing_ok=True)
            self.file.close()


def _opened(path: Path) -> IO[bytes]:
    # Never through a link that somebody put there; unbuffered, so that what is written is written.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return open(os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o666), "r+b", buffering=0)


def _source(url: str, mark: Mapping[str, Any]) -> str:
    """Return a hash of an address; where an ETag says enough, without its signature."""
    if str(mark.get("validator", "")).startswith('"'):
        url = urlsplit(url)._replace(query="", fragment="").geturl()
    return hashlib.sha256(url.encode()).hexdigest()


def _validator(headers: Any) -> str:
    """Return what tells this version of a file from any other; empty where nothing does."""
    tag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    if headers.get("content-encoding", "identity").lower() != "identity":
        return ""
    if tag:
        return tag if tag.startswith('"') and tag.isprintable() else ""
    seen, changed = _time_of(headers.get("date", "")), _time_of(modified)
    return modified if seen is not None and changed is not None and seen > changed else ""


def _promised(headers: Any) -> tuple[str, str]:
    """Return the strongest digest of the whole file that an answer names: algorithm and hex."""
    names = ["digest", "repr-digest"]
    if "content-range" not in headers:
        names = ["content-md5", "content-digest", *names]
    found: dict[str, str] = {}
    for name in names if headers.get("content-encoding", "identity").lower() == "identity" else []:
        value = headers.get(name, "")
        for item in (f"md5={value}" if name == "content-md5" else value).split(","):
            algorithm, _, text = item.strip().partition("=")
            with suppress(ValueError):
                text = text.partition(";")[0].strip().strip(":")
                found[algorithm.lower()] = base64.b64decode(text, validate=True).hex()
    return next(((name, found[name]) for name in _DIGESTS if found.get(name)), ("", ""))
