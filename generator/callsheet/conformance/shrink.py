"""Shrink: the smallest request found that still shows what a made-up one has shown.

Greedy, in a fixed order and without chance: the same request and the same answers come to the same
end. What is left out first is whole: the body, a header, a pair of the query, a member; then texts
become shorter and plainer, and numbers smaller.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from callsheet.data import dataclass
from callsheet.plain import is_list, is_object

MOST = 100
"""Requests that are made to shrink one."""
_ROUNDS = 3
"""How often all is tried: what goes makes other things go."""
_FEW = 8
"""Characters of a text of which each is left out for itself."""
_LARGE = 1e15
_FORM, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"

Step: TypeAlias = str | int
Several: TypeAlias = "Iterable[Made]"
"""Requests with one thing smaller, the smallest first."""


@dataclass(frozen=True, slots=True)
class Made:
    """A request that was made up, without credentials."""

    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def media(self) -> str:
        """What it says that its body is, without parameters."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def content_type(self) -> str:
        """What it says that its body is."""
        return next((v for n, v in self.headers if n.lower() == "content-type"), "")


def shrunk(
    made: Made, path: str, kept: Iterable[str], shows: Callable[[Made], bool]
) -> tuple[Made, int]:
    """Return a request no larger, and how many were tried. ``shows`` asks whether one still does.

    ``path`` is the template of the path, ``kept`` its parameters that stay what they are.
    """
    pieces = (_bodies, _headers, _queries, _Paths(path, frozenset(kept)), _fields, _values)
    seen = {made}
    for _ in range(_ROUNDS):
        before = made
        for piece in pieces:
            at = 0
            while (several := next(islice(piece(made), at, None), None)) is not None:
                for smaller in several:
                    if smaller in seen or _size(smaller) >= _size(made):
                        continue
                    if len(seen) > MOST:
                        return made, len(seen) - 1
                    seen.add(smaller)
                    if shows(smaller):
                        made = smaller
                        break
                else:
                    at += 1
        if made == before:
            break
    return made, len(seen) - 1


def _size(made: Made) -> tuple[int, int]:
    """Return how large a request is: its length, and how much of it is neither letter nor digit."""
    whole = unquote(made.url) + "".join(n + v for n, v in made.headers)
    text = whole + made.body.decode("utf-8", "replace")
    plain = sum(one.isascii() and one.isalnum() for one in text)
    return len(text), len(text) - plain


# -- places where something may go ---------------------------------------------------------------


def _bodies(made: Made) -> Iterator[Several]:
    bare = tuple(pair for pair in made.headers if pair[0].lower() != "content-type")
    half = len(made.body) // 2
    halves = [made.body[:half], made.body[half:]] if half else []
    if _parsed(made) is not None or made.media in (_FORM, _MULTIPART):
        halves = []  # there are better ways to cut it
    if made.body:
        yield [replace(made, headers=bare, body=b""), *(replace(made, body=o) for o in halves)]


def _headers(made: Made) -> Iterator[Several]:
    for index, (name, value) in enumerate(made.headers):
        if name.lower() == "content-type":
            continue
        others = made.headers[:index], made.headers[index + 1 :]
        shorter = ((name, text) for text in _texts(value) if text.isascii() and text.isprintable())
        yield [
            replace(made, headers=others[0] + others[1]),
            *(replace(made, headers=(*others[0], pair, *others[1])) for pair in shorter),
        ]


def _queries(made: Made) -> Iterator[Several]:
    parts = urlsplit(made.url)
    for several in _pairs(parts.query):
        yield [replace(made, url=parts._replace(query=one).geturl()) for one in several]


def _fields(made: Made) -> Iterator[Several]:
    """Yield what may become smaller inside of a form."""
    if made.media == _FORM:
        for several in _pairs(made.body.decode("latin-1")):
            yield [replace(made, body=one.encode()) for one in several]
    found = re.search(r'boundary="?([^";]+)', made.content_type)
    if made.media != _MULTIPART or found is None:
        return
    mark = b"--" + found[1].encode()
    first, *parts = made.body.split(mark)
    for index, part in enumerate(parts[:-1]):
        head, blank, content = part.removesuffix(b"\r\n").partition(b"\r\n\r\n")
        text = content.decode("latin-1")
        shorter = (head + blank + one.encode("latin-1") + b"\r\n" for one in _texts(text))
        before, after = [first, *parts[:index]], parts[index + 1 :]
        bodies = [[*before, *after], *([*before, one, *after] for one in shorter)]
        yield [replace(made, body=mark.join(one)) for one in bodies]


def _pairs(text: str) -> Iterator[list[str]]:
    """Yield, for each pair of a query, queries without it, and with less of its value."""
    pairs = parse_qsl(text, keep_blank_values=True)
    for index, (name, value) in enumerate(pairs):
        before, after = pairs[:index], pairs[index + 1 :]
        shorter = ([*before, (name, one), *after] for one in _texts(value))
        yield [urlencode([*before, *after]), *(urlencode(several) for several in shorter)]


@dataclass(frozen=True, slots=True)
class _Paths:
    """The parameters of the path."""

    template: str
    kept: frozenset[str]

    def __call__(self, made: Made) -> Iterator[Several]:
        parts = urlsplit(made.url)
        pieces = re.split(r"\{([^}]*)\}", urlsplit(self.template).path)
        pattern = "".join("(.*?)" if i % 2 else re.escape(p) for i, p in enumerate(pieces))
        found = re.search(f"{pattern}$", parts.path)
        for number, name in enumerate(pieces[1::2], 1):
            if found is None or name in self.kept:
                continue
            begin, end = found.span(number)
            texts = [one for one in _texts(unquote(found[number])) if one.strip("./\\")]
            urls = (parts.path[:begin] + quote(t, safe="") + parts.path[end:] for t in texts)
            yield [replace(made, url=parts._replace(path=url).geturl()) for url in urls]


def _values(made: Made) -> Iterator[Several]:
    """Yield what may become smaller inside of a body of JSON, the outermost first."""
    parsed = _parsed(made)
    waiting: list[tuple[Step, ...]] = [] if parsed is None else [()]
    whole = parsed[0] if parsed else None
    while waiting:
        steps = waiting.pop(0)
        value = _at(whole, steps)
        smaller = [_with(whole, steps, one) for one in _simpler(value)]
        if steps:
            smaller.insert(0, _without(whole, steps))
        yield [replace(made, body=_written(one)) for one in smaller]
        if is_object(value):
            waiting.extend((*steps, key) for key in value)
        elif is_list(value):
            waiting.extend((*steps, index) for index in range(len(value)))


# -- values ----------------------------------------------------------------------------------------


def _simpler(value: Any) -> Iterator[Any]:
    """Yield values of the same kind that are simpler."""
    if is_object(value):
        if value:
            yield {}
    elif is_list(value):
        half = len(value) // 2
        yield from (one for one in ([], value[:half], value[half:]) if len(one) < len(value))
    elif isinstance(value, str):
        yield from _texts(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from (one for one in (0, 1, -1) if one != value)
        yield from _numbers(value)


def _texts(text: str) -> Iterator[str]:
    """Yield texts that are shorter or plainer."""
    half = len(text) // 2
    yield from ("", "a")
    if half:
        yield from (text[:half], text[half:])
    if len(text) <= _FEW:
        yield from (text[:index] + text[index + 1 :] for index in range(len(text)))


def _numbers(value: float) -> Iterator[float]:
    if isinstance(value, int):
        yield from (value // 10**count for count in (20, 5, 1) if abs(value) >= 10**count)
    elif abs(value) < _LARGE:
        yield int(value)


def _at(value: Any, steps: Iterable[Step]) -> Any:
    for step in steps:
        value = value[step]
    return value


def _with(whole: Any, steps: tuple[Step, ...], value: Any) -> Any:
    """Return a copy of the whole with another value at a place."""
    if not steps:
        return value
    first, rest = steps[0], steps[1:]
    made: Any = whole.copy()
    made[first] = _with(whole[first], rest, value)
    return made


def _without(whole: Any, steps: tuple[Step, ...]) -> Any:
    """Return a copy of the whole without the member, or the item, at a place."""
    made = _at(whole, steps[:-1]).copy()
    del made[steps[-1]]
    return _with(whole, steps[:-1], made)


def _parsed(made: Made) -> tuple[Any] | None:
    """Return the body in a tuple, where it is JSON that can be written again."""
    if not made.media.endswith(("/json", "+json")):
        return None
    try:
        value = json.loads(made.body)
        _written(value)
    except (ValueError, RecursionError):
        return None
    return (value,)


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
