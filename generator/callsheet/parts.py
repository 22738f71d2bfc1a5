"""Parts of the output, each made anew only where what it asked has another answer now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import field
from functools import partial
from typing import Any

from callsheet.cache import Cache
from callsheet.data import dataclass
from callsheet.ledger import Entry, Ledger
from callsheet.trace import Trace, Tracer
from callsheet.tree import Later

Make = Callable[[], bytes | None]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one run."""

    cache: Cache
    origin: Any
    """What else they are made of: all that they share and that has no questions."""
    tracer: Tracer = field(default_factory=Tracer)
    _made: dict[str, tuple[Entry, Trace, bytes]] = field(default_factory=dict[str, Any], init=False)
    _asked_for: set[str] = field(default_factory=set[str], init=False)
    """The parts that are in no other."""
    _inside: list[list[str]] = field(default_factory=list[list[str]], init=False)
    """For each part that is being made, those in it."""
    _open: list[str] = field(default_factory=list[str], init=False)
    """The parts that are being made. In the pack of the first one lie all that are inside it."""
    _same: dict[int, bool] = field(default_factory=dict[int, bool], init=False)
    """Whether a question of the ledger has the same answer now."""
    _ledger: list[Ledger] = field(default_factory=list[Ledger], init=False)

    def part(self, name: tuple[str, ...], given: Any, make: Make) -> Later | None:
        """Return a part: as it was kept where it would be the same, else made now.

        ``name`` is no other part's; ``given`` is a fact that it is made of. What is None is not
        kept: there is a complaint instead.
        """
        key = "\0".join(name)
        (self._inside[-1].append if self._inside else self._asked_for.add)(key)
        digest = self.tracer.digest_of(given)
        kept = self.ledger.entry(key)
        if kept is not None and kept.given == digest and all(map(self._is_same, kept.asked)):
            if self._inside:
                self.tracer.join(self.ledger.questions[number] for number in kept.asked)
            return Later(kept.sha256, partial(self._content, key, kept, make))
        if key in self._made and self._made[key][0].given == digest:
            entry, trace, twice = self._made[key]
            self.tracer.join(trace)
            return Later(entry.sha256, partial(bytes, twice))
        pack = self._open[0] if self._open else ""
        self._inside.append([])
        self._open.append(key)
        try:
            with self.tracer.part() as trace:
                content = make()
        finally:
            self._open.pop()
            inside = self._inside.pop()
        if content is None:
            return None
        sha256 = hashlib.sha256(content).hexdigest()
        self._made[key] = Entry(digest, (), sha256, pack, tuple(inside)), trace, content
        return Later(sha256, partial(bytes, content))

    def keep(self, *, is_whole: bool) -> None:
        """Keep what was made. Only where nobody has edited a template meanwhile.

        ``is_whole`` says that every part was asked for that there is: no other is kept any more.
        """
        always = self.tracer.always
        made = {
            key: (entry, tuple({**always, **trace}.items()), content)
            for key, (entry, trace, content) in self._made.items()
        }
        self.ledger.keep(made, self._left() if is_whole else self.ledger.keys)

    @property
    def ledger(self) -> Ledger:
        """The ledger of the run before, read when it is first asked for."""
        if not self._ledger:
            self._ledger.append(Ledger(self.cache, repr(self.origin)))
        return self._ledger[0]

    def _left(self) -> Iterable[str]:
        """Return the parts that were asked for, and those inside of them."""
        found: set[str] = set()
        left = [*self._asked_for]
        while left:
            key = left.pop()
            if key in found:
                continue
            entry = self._made[key][0] if key in self._made else self.ledger.entry(key)
            if entry is not None:
                found.add(key)
                left.extend(entry.inside)
        return found

    def _is_same(self, number: int) -> bool:
        known = self._same.get(number)
        if known is None:
            question, answer = self.ledger.questions[number]
            known = self._same[number] = self.tracer.digest(question) == answer
        return known

    def _content(self, key: str, entry: Entry, make: Make) -> bytes:
        """Return the content of a part that was kept; made anew where that is gone."""
        content = self.ledger.content(key, entry)
        if content is None:
            with self.tracer.part() as trace:
                content = make()
            assert content is not None  # it was made of the same before
            if entry.pack:
                self._made[key] = entry, trace, content
            else:
                self.ledger.put(key, content)  # maybe asked for when all else is kept already
        return content
