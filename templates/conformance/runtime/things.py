"""Things: what was created can be read, stands in the list of all, and is gone once it is deleted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from .asking import TURNED_AWAY
from .facts import MISSING, Case, Group, LeftOut, Operation, Request, Thing, find
from .harness import Server
from .keywords import validator
from .problems import Problem
from .wire import Exchange

PAUSES = (0.1, 0.3, 0.6)
"""Seconds to wait before something is asked for again: not every server is done at once."""
FEW = 10
"""Things in a list from which on it may be one page of many, whatever the document says."""
DONE = (200, 201, 204)
"""Statuses that say that all is done, not merely accepted."""
GONE = (404, 410)


@dataclass(frozen=True)
class Created:
    """A thing that was created and could be read."""

    thing: Thing
    path: dict[str, str]
    """Values of the path that reads it."""
    answer: Any
    """The answer that created it."""
    asked: Any
    read: Exchange

    @property
    def identity(self) -> str:
        """What it goes by in paths."""
        return self.path[self.thing.parameter]


def keeps(server: Server, group: Group) -> None:
    """Check that what was created can be read, by the id that the answer told, and is the same."""
    made = _created(server, group)
    operation = server.operations[made.thing.read]
    case = Case("what was created", made.thing.at, "can be read")
    server.succeeded(Request(operation, path=made.path), case, made.read)
    body = server.unwrapped(operation, made.read)
    told = [(place, made.identity, find(body, place)) for place in _places(made)]
    for place in made.thing.same:
        sent, answered = find(made.asked, place), find(made.answer, place)
        if _reads_same(sent, answered):
            told.append((place, answered, find(body, place)))
    for place, wanted, found in told:
        is_told = found is not MISSING and not _is_masked(found)
        if is_told and not _reads_same(wanted, found):
            says = f"{place} of what was created, {wanted!r}"
            at, where = made.thing.at, f"{made.thing.at} {place}"
            problem = Problem("created-differs", at, says, repr(found), where)
            server.tell(operation, problem, made.read)


def lists(server: Server, group: Group) -> None:
    """Check that what was created stands in the list of all."""
    made = _created(server, group)
    operation = server.operations[made.thing.list]
    case = Case("all of them", operation.at, "has what was created")

    def is_there(exchange: Exchange) -> bool:
        return _among(made, _listed(server, operation, made, exchange)) is not None

    exchange = _awaited(server, operation, made, case, is_there)
    if is_there(exchange):
        return
    items = _listed(server, operation, made, exchange)
    if len(items) >= FEW:
        raise LeftOut("the list may be one page of many")
    says = f"all of them, with the one created as {made.identity}"
    found = f"{len(items)}, without it"
    problem = Problem("created-unlisted", operation.at, says, found)
    server.tell(operation, problem, exchange)


def forgets(server: Server, group: Group) -> None:
    """Check that what was deleted is gone, where nothing shows that it was deleted in another way."""
    made = _created(server, group)
    read, remove = (
        server.operations[name] for name in (made.thing.read, made.thing.remove)
    )
    case = Case("what was created", remove.at, "can be deleted")
    before = _ask(server, read, made, case)
    exchange = _ask(server, remove, made, case)
    if exchange.status >= 500:
        wanted = "a success"
        server.fail(remove, "server-error", case.at, case.says, exchange, wanted)
    if not remove.is_success(exchange.status) or exchange.status not in DONE:
        raise LeftOut(f"what was created is not deleted: HTTP {exchange.status}")
    server.check(remove, exchange)
    case = Case("what was deleted", read.at, "is not there any more")

    def is_other(exchange: Exchange) -> bool:
        return exchange.status >= 400 or exchange.json != before.json

    after = _awaited(server, read, made, case, is_other)
    if after.status < 400 and after.json != before.json:
        raise LeftOut("what was deleted can be read, and shows that something happened")
    server.refused(read, case, after, "deleted-stays", GONE)
    _unlisted(server, made, before)


CHECKS = {check.__name__: check for check in (keeps, lists, forgets)}
"""The checks of things, by name, in their order: the last one takes the thing away."""


# -- what they have in common -----------------------------------------------------------------------------


def _created(server: Server, group: Group) -> Created:
    """Return what the smallest request creates, once it can be read.

    Raises :class:`Broken` where it cannot, :class:`LeftOut` where that says nothing.
    """
    known = server.created.get(group.request.operation.name)
    if known is None:
        known = _read(server, group)
        server.created[group.request.operation.name] = known
    if isinstance(known, str):
        raise LeftOut(known)
    return known


def _read(server: Server, group: Group) -> Created | str:
    thing, request = group.thing, group.request
    assert thing is not None
    exchange = server.first(request)
    status = exchange.status
    if not request.operation.is_success(status) or status not in DONE:
        return f"the smallest request creates nothing that must be there: HTTP {status}"
    answer, read = (
        server.unwrapped(request.operation, exchange),
        server.operations[thing.read],
    )
    names = _names(thing, read, exchange, answer)
    if not names:
        return "the answer does not tell by what id it can be read"
    case = Case("what was created", thing.at, "can be read")
    paths = [{**server.path_of(request, case), thing.parameter: name} for name in names]
    found = exchange
    for pause in (0.0, *PAUSES):
        time.sleep(pause)
        for path in paths:
            found = server.ask(Request(read, path=path), case, path)
            made = Created(thing, path, answer, exchange.sent.body, found)
            is_own = len(paths) == 1 or _is_own(made, server.unwrapped(read, found))
            if read.is_success(found.status) and is_own:
                return made
        if found.status not in GONE:
            break
    server.created[request.operation.name] = "what was created cannot be read"
    if found.status < 400:
        return "it is not certain which of its ids the path takes"
    if found.status in (*TURNED_AWAY, 409, 423, 425, 429):
        return f"what was created cannot be read yet, or by us: HTTP {found.status}"
    rule = "server-error" if found.status >= 500 else "created-lost"
    says = f"what {request.operation.title} created as {names[0]} can be read"
    server.fail(read, rule, thing.at, says, found, "a success")


def _names(thing: Thing, read: Operation, exchange: Exchange, answer: Any) -> list[str]:
    """Return the ids by which an answer may mean that the thing is read.

    Where there is a Location, it is where the thing is.
    """
    place = exchange.headers.get("location")
    if place is not None:
        try:
            way = urlsplit(place).path
        except ValueError:
            return []
        pattern = re.sub(r"\\\{[^}]*\\\}", "([^/]+)", re.escape(read.path))
        found = re.search(pattern + "/?$", way)
        return [unquote(found[found.lastindex or 0])] if found else []
    told = [find(answer, pointer) for pointer in thing.id]
    is_name = (isinstance(one, str | int) and not isinstance(one, bool) for one in told)
    names = [str(one) for one, is_one in zip(told, is_name, strict=True) if is_one]
    return [name for name in dict.fromkeys(names) if _may_be_asked(name, thing, read)]


def _may_be_asked(name: str, thing: Thing, read: Operation) -> bool:
    """Whether the document allows an id in the path, which may have limits that answers lack."""
    if name in ("", ".", ".."):
        return False
    readings: list[Any] = [name, int(name)] if name.isdecimal() else [name]
    return any(
        validator(one.schema).is_valid(reading)
        for one in read.parameters
        if one.location == "path" and one.name == thing.parameter
        for reading in readings
    )


def _is_own(made: Created, body: Any) -> bool:
    """Whether what was read is what was created: one of its ids may name somebody else's thing."""
    pairs = [(find(made.answer, at), find(body, at)) for at in made.thing.id]
    return all(MISSING in pair or _reads_same(*pair) for pair in pairs)


def _places(made: Created) -> Iterator[str]:
    """Yield where an answer has the thing's id."""
    for place in made.thing.id:
        if str(find(made.answer, place)) == made.identity:
            yield place


def _ask(server: Server, operation: Operation, made: Created, case: Case) -> Exchange:
    """Send the smallest request about a thing, or about all of them."""
    path = {
        name: value
        for name, value in made.path.items()
        if "{" + name + "}" in operation.path
    }
    return server.ask(Request(operation, path=path), case, path)


def _awaited(
    server: Server,
    operation: Operation,
    made: Created,
    case: Case,
    is_well: Callable[[Exchange], bool],
) -> Exchange:
    """Ask until an answer is as it should be, or nobody would wait any longer; return the last."""
    exchange = _ask(server, operation, made, case)
    for pause in PAUSES:
        if is_well(exchange):
            break
        time.sleep(pause)
        exchange = _ask(server, operation, made, case)
    return exchange


def _listed(
    server: Server, operation: Operation, made: Created, exchange: Exchange
) -> Sequence[Any]:
    """Return the things of a list."""
    if not operation.is_success(exchange.status):
        raise LeftOut(f"there is no list of all: HTTP {exchange.status}")
    found = find(server.unwrapped(operation, exchange), made.thing.listed)
    items: Sequence[Any] = found
    if not isinstance(found, list) or "link" in exchange.headers:
        raise LeftOut("the list may be one page of many")
    return items


def _among(made: Created, items: Sequence[Any]) -> Any:
    """Return the thing as it stands in a list, or None."""
    for item in items:
        if any(
            _reads_same(made.identity, find(item, place)) for place in _places(made)
        ):
            return item
    return None


def _unlisted(server: Server, made: Created, before: Exchange) -> None:
    """Check that a list of all does not go on to have what cannot be read any more."""
    if not made.thing.list:
        return
    operation = server.operations[made.thing.list]
    case = Case("all of them", operation.at, "has not what was deleted")

    def is_other(exchange: Exchange) -> bool:
        item = _among(made, _listed(server, operation, made, exchange))
        return not (item is not None and item == before.json)

    exchange = _awaited(server, operation, made, case, is_other)
    if is_other(exchange):
        return
    says, found = "all that there are", f"{made.identity}, which was deleted"
    problem = Problem("deleted-stays", operation.at, says, found)
    server.tell(operation, problem, exchange)


def _is_masked(found: Any) -> bool:
    """Whether a text hides what it stands for, as keys are hidden once they were told."""
    return isinstance(found, str) and bool(re.search(r"[*•…]|\.\.\.", found))


def _reads_same(wanted: Any, found: Any) -> bool:
    """Whether two values say the same; in which case a text is written is left open."""
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, str | int) and isinstance(found, str | int):
        return str(wanted).strip().casefold() == str(found).strip().casefold()
    return False
