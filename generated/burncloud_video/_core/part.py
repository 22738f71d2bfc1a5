"""A file that is on its way: kept beside its place until it is whole, also from one process to the next."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from .digest import KNOWN, extent, hashed, promised, validator
from .errors import DownloadCorrupt
from .response import Response

LONGEST = 100
"""Characters of a file's name that its part's name repeats; file systems take some 255 bytes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Which bytes a part is the beginning of."""

    source: str
    """Hash of the address, which may be a secret."""
    validator: str
    """ETag or date that tells this version of the file from others; empty where nothing does."""
    total: int | None
    algorithm: str
    digest: str

    @classmethod
    def of(cls, url: str, response: Response) -> Mark:
        """Return the mark of what an answer carries."""
        known = validator(response)
        found = extent(response)
        # A signed address changes with each signature, while an ETag says enough. A date does not.
        address = urlsplit(url)._replace(query="", fragment="").geturl()
        source = address if known.startswith('"') else url
        return cls(
            hashlib.sha256(source.encode()).hexdigest(),
            known,
            found.total if found else None,
            *promised(response),
        )

    @classmethod
    def read(cls, path: Path) -> Mark | None:
        """Return the mark that a file holds; None where it holds none."""
        try:
            value: dict[str, Any] = json.loads(path.read_bytes())
            total = value["total"]
            texts = [
                value[name] for name in ("source", "validator", "algorithm", "digest")
            ]
        except (OSError, ValueError, TypeError, KeyError):
            return None
        # It goes into a header: whoever could write beside the file shall not write there.
        if not all(isinstance(text, str) and text.isprintable() for text in texts):
            return None
        if not isinstance(total, (int, type(None))) or texts[2] not in ("", *KNOWN):
            return None
        source, known, algorithm, digest = texts
        return cls(source, known, total, algorithm, digest)

    def is_of(self, other: Mark) -> bool:
        """Whether two marks are of the same bytes."""
        mine = (self.source, self.validator, self.total)
        return bool(self.validator) and mine == (
            other.source,
            other.validator,
            other.total,
        )


class Part:
    """The first bytes of a file, under another name, locked against other processes.

    Whoever looks at the path sees the whole file or what was there before, never a part.
    """

    def __init__(self, path: Path, url: str, *, is_kept: bool) -> None:
        self.path = path
        self.url = url
        self.is_kept = is_kept
        """Whether another process may go on where this one ends."""
        self.size = 0
        self.mark: Mark | None = None
        self.is_pieced = False
        """Whether it was put together from several answers."""
        self._name = self._file_name()
        self._file: IO[bytes] | None = None

    @property
    def total(self) -> int | None:
        """Bytes of the whole file, if the server said so."""
        return self.mark.total if self.mark else None

    @property
    def beside(self) -> Path:
        """Where the bytes are until they are all there."""
        return self._name

    @property
    def _note(self) -> Path:
        """Where the mark is."""
        return self._name.with_name(f"{self._name.name}.json")

    def _file_name(self, unique: str = "") -> Path:
        name = self.path.name
        if len(name) > LONGEST:
            digest = hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
            name = f"{name[: LONGEST // 4]}.{digest}"
        return self.path.with_name(f".{name}{unique}.part")

    def open(self) -> None:
        """Take what is there, and keep others from it. Raises OSError."""
        if self.path.is_dir():
            raise IsADirectoryError(
                errno.EISDIR, os.strerror(errno.EISDIR), str(self.path)
            )
        self._file = self._taken() if self.is_kept else None
        if self._file is None:
            # Another download writes the same file at this moment: each writes its own part.
            self.is_kept = False
            self._name = self._file_name(f".{secrets.token_hex(4)}")
            self._file = _opened(self._name, os.O_EXCL)
            return
        self.size = self._file.seek(0, os.SEEK_END)
        self.mark = Mark.read(self._note) if self.size else None
        if self.mark is None or not self.mark.validator:
            self.forget()

    def _taken(self) -> IO[bytes] | None:
        """Open and lock the part; None where another download has it."""
        for _ in range(3):
            file = _opened(self._name)
            if not _is_locked(file):
                file.close()
                return None
            try:
                if os.path.samestat(os.fstat(file.fileno()), os.stat(self._name)):
                    return file
            except FileNotFoundError:
                pass
            # It was put in its place between the two steps.
            file.close()
        return None

    def forget(self) -> None:
        """Begin anew."""
        self.mark = None
        self.size = 0

    def begin(self, answer: Response) -> None:
        """Make ready for what an answer carries. Raises DownloadCorrupt, where it does not fit."""
        assert self._file is not None
        mark = Mark.of(self.url, answer)
        found = extent(answer)
        if found is None or (found.start and found.start != self.size):
            span = answer.headers.get("content-range", "")
            problem = f"byte {self.size} was asked for, and came as {span or 'unknown'}"
            raise self.misfit(answer, problem)
        if found.start:
            old = self.mark
            fits = old is not None and old.total in (None, mark.total)
            is_new = old is not None and mark.validator not in ("", old.validator)
            if not fits or is_new:
                raise self.misfit(answer, "the file changed while it was fetched")
            self.is_pieced = True
            self._cut(self.size)
            return
        self.forget()
        self.is_pieced = False
        self._cut(0)
        self.mark = mark
        if self.is_kept and mark.validator:
            draft = self._note.with_name(f"{self._note.name}~")
            draft.write_text(json.dumps(asdict(mark)))
            os.replace(draft, self._note)
        else:
            self._note.unlink(missing_ok=True)

    def _cut(self, size: int) -> None:
        assert self._file is not None
        if self._file.seek(0, os.SEEK_END) != size:
            # Not for nothing: ext4 has whoever emptied a file wait for the disk when it is closed.
            self._file.truncate(size)
        self._file.seek(size)

    def misfit(self, answer: Response, problem: str) -> DownloadCorrupt:
        """Return the error of an answer that does not go on where this ends."""
        self.is_pieced = self.size > 0
        return DownloadCorrupt(f"{answer.route}: {problem}", path=self.path)

    def write(self, chunk: bytes) -> None:
        """Add bytes. Raises OSError, which says what happens to those that were added before."""
        assert self._file is not None
        total = self.total
        if total is not None and self.size + len(chunk) > total:
            problem = f"there are more bytes than the {total} that were announced"
            raise DownloadCorrupt(f"{self.path.name}: {problem}", path=self.path)
        view = memoryview(chunk)
        try:
            while view:
                written = self._file.write(view)
                self.size += written
                view = view[written:]
        except OSError as error:
            # Nobody can go on from here; and a disk that is full is better off without it.
            self.forget()
            problem = error.strerror or str(error)
            raise OSError(error.errno, problem, str(self.path)) from error

    def verify(self) -> None:
        """Raise DownloadCorrupt, where the bytes are not what the server announced."""
        assert self._file is not None
        mark = self.mark
        if mark is None or not mark.digest:
            return
        found = hashed(self._file, mark.algorithm)
        if found != mark.digest:
            problem = f"its {mark.algorithm} is {found}, not {mark.digest} as the server announced"
            raise DownloadCorrupt(f"{self.path.name}: {problem}", path=self.path)

    def finish(self) -> None:
        """Put the file in its place."""
        assert self._file is not None
        if sys.platform == "win32":
            # An open file cannot be moved there.
            self._file.close()
        os.replace(self._name, self.path)
        self._note.unlink(missing_ok=True)
        self._file.close()
        self._file = None

    @property
    def account(self) -> str:
        """What there is of it, for messages."""
        total = "an unknown number of" if self.total is None else self.total
        here = f"{self.size} of {total} bytes are here"
        if self.is_worth_keeping:
            return f"{here}, and kept for the next call."
        return f"{here}, and thrown away."

    @property
    def is_worth_keeping(self) -> bool:
        """Whether another process can go on from here."""
        return bool(self.is_kept and self.size and self.mark and self.mark.validator)

    def release(self) -> None:
        """Let others have it; remove it, where nobody can go on from here."""
        if self._file is None:
            return
        if not self.is_worth_keeping:
            self._note.unlink(missing_ok=True)
            if sys.platform == "win32":
                self._file.close()
            self._name.unlink(missing_ok=True)
        self._file.close()
        self._file = None


def _opened(path: Path, flags: int = 0) -> IO[bytes]:
    # Never through a link that somebody put there; unbuffered, so that what is written is written.
    flags |= os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    return open(os.open(path, flags, 0o666), "r+b", buffering=0)


if sys.platform == "win32":
    import msvcrt

    def _is_locked(file: IO[bytes]) -> bool:
        # A byte far behind the end, since a locked byte can be neither read nor written.
        try:
            file.seek(1 << 62)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system without locks: as before there were any.
            return True
        return True
