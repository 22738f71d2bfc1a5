"""Calls: what those who use one style call, and what became of it."""

from __future__ import annotations

from dataclasses import field

from callsheet.changes.book import bare
from callsheet.changes.clients import Side, Told, code, differs, presence
from callsheet.data import dataclass
from callsheet.ir import Argument, Operation, Required


@dataclass(frozen=True, slots=True)
class Taken:
    """An argument as callers speak of it."""

    argument: Argument
    said: str
    """``argument "limit"``: what it is, and behind a space what it is called."""
    kind: str
    """What may be given; empty where callers have no word for it."""


@dataclass(frozen=True, slots=True)
class Called:
    """A call as callers speak of it."""

    operation: Operation
    said: str
    """``pets.create()``"""
    gives: str
    """The type of what comes back; empty where callers have no word for it."""
    takes: list[Taken] = field(default_factory=list[Taken])
    names: dict[str, str] = field(default_factory=dict[str, str])
    """What else belongs to the call, by what makes it one on both sides."""


@dataclass(slots=True)
class Calls:
    """What callers of one style call in one document. A template of the style fills it."""

    side: Side
    calls: dict[str, Called] = field(default_factory=dict[str, Called])
    names: dict[str, str] = field(default_factory=dict[str, str])
    """What callers name that belongs to no call."""

    def called(self, operation: Operation, said: str, gives: str = "", key: str = "") -> str:
        """Add a call. Without a key, it is one on both sides by its method and path, or its id."""
        self.calls[key or bare(operation.title)] = Called(operation, said, gives)
        return ""

    def takes(self, argument: Argument, said: str, kind: str = "") -> str:
        """Add what the last call takes."""
        next(reversed(self.calls.values())).takes.append(Taken(argument, said, kind))
        return ""

    def has(self, key: str, said: str, operation: Operation | None = None) -> str:
        """Add what else callers name, of an operation that was called before or of none."""
        own = self.names if operation is None else self.calls[bare(operation.title)].names
        own[key] = said
        return ""


def became(old: Calls, new: Calls) -> Told:
    """Yield what became of the calls of the old document, and which are new."""
    yield from _names(old.names, new.names)
    ids = {one.operation.id: key for key, one in new.calls.items() if key not in old.calls}
    ids.pop("", None)
    known: set[str] = set()
    for key, was in old.calls.items():
        there = key if key in new.calls else ids.get(was.operation.id, "")
        if not there:
            yield "breaking", f"{code(was.said)} is gone"
            continue
        known.add(there)
        yield from _call(old.side, new.side, was, new.calls[there])
    for key, now in new.calls.items():
        if key not in known:
            yield "safe", f"{code(now.said)} is new"


def _call(old: Side, new: Side, was: Called, now: Called) -> Told:
    call = code(now.said)
    if was.said != now.said:
        yield "breaking", f"{code(was.said)} is called {call} now"
    before, after = _by_wire(was), _by_wire(now)
    for key in {**before, **after}:
        yield from _argument(old, new, call, before.get(key), after.get(key))
    if was.gives != now.gives:
        yield "risky", f"{call} returns {code(now.gives)} now, was {code(was.gives)}"
    if (was.operation.job is None) == (now.operation.job is None):
        yield from _names(was.names, now.names)
    elif was.operation.job:
        yield "breaking", f"{call} starts no job any more: it cannot be waited for"
    else:
        yield "breaking", f"{call} starts a job now"


def _by_wire(call: Called) -> dict[tuple[str, str], Taken]:
    """Return arguments by what they are on the wire; those of a path by their place."""
    order = [one.partition("}")[0] for one in call.operation.path.split("{")[1:]]
    found: dict[tuple[str, str], Taken] = {}
    for one in call.takes:
        source, wire = one.argument.source, one.argument.wire
        is_placed = source == "path" and wire in order
        found[source, str(order.index(wire)) if is_placed else wire] = one
    return found


def _argument(old: Side, new: Side, call: str, was: Taken | None, now: Taken | None) -> Told:
    if was is None and now is not None:
        if isinstance(now.argument.presence, Required):
            yield "breaking", f"{call} gains required {now.said}"
        else:
            yield "safe", f"{call} gains optional {now.said}"
    elif now is None and was is not None:
        yield "breaking", f"{call} loses {was.said}"
    elif was is not None and now is not None:
        if was.said != now.said:
            yield "breaking", f"{was.said} of {call} is called {_name(was, now)} now"
        subject = f"{now.said} of {call}"
        yield from presence(was.argument, now.argument, subject, "breaking")
        types = was.argument.type, now.argument.type
        yield from differs(old, new, types, (was.kind, now.kind), subject)


def _name(was: Taken, now: Taken) -> str:
    """Return what an argument is called now, with what it is where that is another thing."""
    kind, _, name = now.said.partition(" ")
    return name if was.said.startswith(f"{kind} ") else now.said


def _names(old: dict[str, str], new: dict[str, str]) -> Told:
    """Yield what became of other names; what is named on both sides is there, under any key."""
    stays = set(old.values()) & set(new.values())
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        was, now = (None if one in stays else one for one in (was, now))
        if was and now:
            yield "breaking", f"{code(was)} is called {code(now)} now"
        elif was:
            yield "breaking", f"{code(was)} is gone"
        elif now:
            yield "safe", f"{code(now)} is new"


def answers(side: Side, operation: Operation) -> str:
    """Return the type of what a successful answer is."""
    types = [
        side.spell["received"](content.value)
        for response in operation.successes
        for content in response.contents
        if content.kind == "json"
    ]
    return " | ".join(dict.fromkeys(types)) or "no JSON"
