"""Parts of the output, each made anew only where what it asked has another answer now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import field
from typing import Any

from callsheet.cache import Cache
from callsheet.data import dataclass
from callsheet.trace import Trace, Tracer

_KIND = "parts"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one run."""

    cache: Cache
    origin: Any
    """What else they are made of: all that they share and that has no questions."""
    tracer: Tracer = field(default_factory=Tracer)
    _fresh: dict[str, tuple[str, Trace, bytes]] = field(default_factory=dict[str, Any], init=False)

    def part(
        self, name: tuple[str, ...], given: Any, make: Callable[[], bytes | None]
    ) -> bytes | None:
        """Return a part: as it was kept where it would be the same, else made now.

        ``name`` is no other part's; ``given`` is a fact that it is made of. What is None is not
        kept: there is a complaint instead.
        """
        key = hashlib.sha256(repr((self.origin, name)).encode()).hexdigest()
        digest = self.tracer.digest_of(given)
        kept = self._kept(key, digest)
        if kept is not None:
            return kept
        with self.tracer.part() as trace:
            content = make()
        if content is not None:
            self._fresh[key] = digest, trace, content
        return content

    def keep(self) -> None:
        """Keep what was made. Only where nobody has edited a template meanwhile."""
        for key, (digest, trace, content) in self._fresh.items():
            asked = [[answer, *one] for one, answer in {**self.tracer.always, **trace}.items()]
            head = json.dumps([digest, asked]).encode()
            self.cache.put(_KIND, key, head + b"\n" + content)

    def _kept(self, key: str, given: str) -> bytes | None:
        head, _, content = (self.cache.get(_KIND, key) or b"").partition(b"\n")
        if not head:
            return None
        digest, asked = json.loads(head)
        trace = {tuple(question): answer for answer, *question in asked}
        digest_now = self.tracer.digest
        if digest != given or any(digest_now(one) != was for one, was in trace.items()):
            return None
        self.tracer.join(trace)
        return content
