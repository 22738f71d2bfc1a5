"""The ledger: what is known of each part between two runs, but for its content.

Parts ask the same questions over and over, so each stands here once with the digest of its answer,
and a part lists the numbers of its own. Contents lie elsewhere and are read only where they are
needed: one by one those of files, those of small parts in packs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple

from callsheet.cache import Cache
from callsheet.data import dataclass

_FRESH = " since"
"""Behind the name of a pack: what was made since that was written."""
_LITTLE = 4
"""How many times larger than that a pack has to be for not being written again."""

Asked = tuple[tuple[str, ...], str]
"""A question, and the digest of its answer."""


class Entry(NamedTuple):
    """One part, as it was made."""

    given: str
    """The digest of the fact that it was made of."""
    asked: Sequence[int]
    """Which of the ledger's questions were asked for it and for the parts in it."""
    sha256: str
    """The digest of its content."""
    pack: str
    """The part with which the content lies; by itself if empty."""
    inside: Sequence[str]
    """The keys of the parts that are in it."""


_Row = tuple[str, Sequence[int], str, str, Sequence[str]]
"""An entry in Python's plain types."""


@dataclass(frozen=True)
class Ledger:
    """The parts of a run that has ended."""

    cache: Cache
    origin: str
    """What they were all made of; another origin has another ledger."""
    _packs: dict[str, dict[str, bytes]] = field(default_factory=dict[str, Any], init=False)

    @cached_property
    def _read(self) -> tuple[list[Asked], dict[str, _Row]]:
        kept: tuple[list[Asked], dict[str, _Row]]
        kept = self.cache.value("ledger", _key(self.origin), ([], {}))
        return kept

    @cached_property
    def questions(self) -> list[Asked]:
        """The questions that were asked."""
        return self._read[0]

    @cached_property
    def _rows(self) -> dict[str, _Row]:
        return self._read[1]

    @property
    def keys(self) -> Collection[str]:
        """The keys of all parts."""
        return self._rows.keys()

    def entry(self, key: str) -> Entry | None:
        """Return a part."""
        row = self._rows.get(key)
        return None if row is None else Entry._make(row)

    def content(self, key: str, entry: Entry) -> bytes | None:
        """Return the content of a part; None where it is gone, or that of another run is there."""
        if entry.pack:
            fresh = self._pack(entry.pack + _FRESH).get(key)
            content = self._pack(entry.pack).get(key, b"") if fresh is None else fresh
        else:
            content = self.cache.get("parts", _key(self.origin, key)) or b""
        return content if hashlib.sha256(content).hexdigest() == entry.sha256 else None

    def keep(
        self,
        made: Mapping[str, tuple[Entry, tuple[Asked, ...], bytes]],
        left: Iterable[str],
    ) -> None:
        """Keep what was made now, and what is left of the parts that were there.

        The questions of a part that was made now stand beside it: its own list is not looked at.
        """
        was = self._rows
        old = {key: was[key] for key in left if key in was and key not in made}
        numbers = {one: number for number, one in enumerate(self.questions)}
        rows = dict(old)
        packs: dict[str, dict[str, bytes]] = {}
        for key, (one, asked, content) in made.items():
            listed = [numbers.setdefault(each, len(numbers)) for each in asked]
            rows[key] = one.given, listed, one.sha256, one.pack, one.inside
            if one.pack:
                packs.setdefault(one.pack, {})[key] = content
            elif key not in was or was[key][2] != one.sha256:
                self.put(key, content)
        for name, pack in packs.items():
            self._keep_pack(name, old, pack)
        if made or rows.keys() != was.keys():
            self.cache.put_value("ledger", _key(self.origin), _without_waste(list(numbers), rows))
        self._use(rows)

    def _keep_pack(self, name: str, old: Mapping[str, _Row], made: dict[str, bytes]) -> None:
        """Keep what a pack has now: what is new beside it, until that is no longer little."""
        known, was = self._pack(name), self._pack(name + _FRESH)
        left = {key: text for key, text in was.items() if key in old or key in made}
        fresh = left | {k: text for k, text in made.items() if left.get(k, known.get(k)) != text}
        if fresh == was and known:
            return
        if len(fresh) * _LITTLE >= len(known):
            whole = {k: text for k, text in known.items() if k in old or k in made} | fresh
            self.cache.put_value("packs", _key(self.origin, name), whole)
            fresh = {}
        if was or fresh:
            self.cache.put_value("packs", _key(self.origin, name + _FRESH), fresh)

    def put(self, key: str, content: bytes) -> None:
        """Keep the content of a part that is in no pack."""
        self.cache.put("parts", _key(self.origin, key), content)

    def _pack(self, name: str) -> dict[str, bytes]:
        if name not in self._packs:
            self._packs[name] = self.cache.value("packs", _key(self.origin, name), {})
        return self._packs[name]

    def _use(self, rows: Mapping[str, _Row]) -> None:
        """Say which contents are still wanted, though nobody may have read them in this run."""
        alone = [key for key, row in rows.items() if not row[3]]
        self.cache.use("parts", [_key(self.origin, key) for key in alone])
        packs = {row[3] for row in rows.values() if row[3]}
        for name in packs:
            self.cache.use("packs", [_key(self.origin, name), _key(self.origin, name + _FRESH)])


def _without_waste(
    questions: list[Asked], rows: dict[str, _Row]
) -> tuple[list[Asked], dict[str, _Row]]:
    """Return questions and rows; once most questions are nobody's, without them."""
    used = sorted(set[int]().union(*(row[1] for row in rows.values())))
    if len(questions) > 2 * len(used):
        numbers = {number: at for at, number in enumerate(used)}
        rows = {
            key: (given, [numbers[number] for number in asked], sha256, pack, inside)
            for key, (given, asked, sha256, pack, inside) in rows.items()
        }
        questions = [questions[number] for number in used]
    return questions, rows


def _key(*names: str) -> str:
    return hashlib.sha256("\0".join(names).encode()).hexdigest()
