"""Clients: what callers of the generated clients notice, in the words of each language.

Both documents become the facts and names that the clients are made of, and those are compared. How
a name or a type is spelled is asked of the language; nothing here knows any.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from typing import Any

from callsheet.changes.book import bare
from callsheet.changes.model import LEVELS, Level
from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.ir import (
    Api,
    Argument,
    Field,
    Literal,
    Nullable,
    Operation,
    Record,
    Required,
    Type,
)
from callsheet.lower import lower
from callsheet.names import name


@dataclass(frozen=True, slots=True)
class Notice:
    """What the callers of some clients notice."""

    styles: tuple[str, ...]
    """Languages, in the order of the declaration."""
    level: Level
    message: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape of ``--json``."""
        return {"styles": list(self.styles), "level": self.level, "message": self.message}


@dataclass(frozen=True, slots=True)
class _Side:
    """One document as one language sees it."""

    api: Api
    spell: dict[str, Callable[..., Any]]
    calls: dict[str, str] = field(default_factory=dict[str, str])
    """By pointer of the operation: ``pets.create()``."""

    @classmethod
    def of(cls, api: Api, language: str, *, calls: bool = True) -> _Side:
        module = _module(language)
        names = name(api, getattr(module, language.capitalize())(), Report())
        spell = module.filters(api, names)
        if not calls:
            return cls(api, spell)
        called = spell.get("called")  # where an operation is called by its name alone
        shown = {
            operation.pointer: called(operation)
            if called
            else f"{spell['name'](resource)}.{spell['name'](operation)}"
            for resource in api.resources
            for operation in resource.operations
        }
        return cls(api, spell, {pointer: f"{call}()" for pointer, call in shown.items()})


def _module(language: str) -> Any:
    return importlib.import_module(f"callsheet.languages.{language}")


def _speaks_types(api: Api, language: str) -> bool:
    """Whether a language spells what it takes and returns as types."""
    return {"given", "received", "type_name"} <= _Side.of(api, language, calls=False).spell.keys()


def notices(old: Document, new: Document, languages: Iterable[str]) -> tuple[Notice, ...]:
    """Return what callers notice, the worst first; what several languages share stands once."""
    apis = lower(old, Report()), lower(new, Report())
    styles: dict[tuple[Level, str], list[str]] = {}
    for language in languages:
        if not _speaks_types(apis[1], language):
            continue  # what has no types of its own is told by the changes of the document
        sides = _Side.of(apis[0], language), _Side.of(apis[1], language)
        for found in dict.fromkeys((*_operations(*sides), *_declarations(*sides))):
            styles.setdefault(found, []).append(language)
    made = [Notice(tuple(who), level, what) for (level, what), who in styles.items()]
    return tuple(sorted(made, key=lambda one: LEVELS.index(one.level)))


_Found = Iterator[tuple[Level, str]]


def _operations(old: _Side, new: _Side) -> _Found:
    before = {bare(one.title): one for one in old.api.operations}
    after = {bare(one.title): one for one in new.api.operations}
    ids = {one.id: one for one in new.api.operations if one.id and bare(one.title) not in before}
    for key, was in before.items():
        now = after.get(key) or ids.get(was.id)
        if now is None:
            yield "breaking", f"`{old.calls[was.pointer]}` is gone"
        else:
            yield from _operation(old, new, was, now)
    known = {one.pointer for key, one in after.items() if key in before}
    known |= {ids[one.id].pointer for one in before.values() if one.id in ids}
    for now in after.values():
        if now.pointer not in known:
            yield "safe", f"`{new.calls[now.pointer]}` is new"


def _operation(old: _Side, new: _Side, was: Operation, now: Operation) -> _Found:
    call = new.calls[now.pointer]
    if old.calls[was.pointer] != call:
        yield "breaking", f"`{old.calls[was.pointer]}` is called `{call}` now"
    before, after = _arguments(was), _arguments(now)
    for key in {**before, **after}:
        yield from _argument(old, new, call, before.get(key), after.get(key))
    results = _result(old, was), _result(new, now)
    if results[0] != results[1]:
        yield "risky", f"`{call}` returns {_code(results[1])} now, was {_code(results[0])}"
    if (was.job is None) != (now.job is None):
        turn = "starts no job any more: it cannot be waited for" if was.job else "starts a job now"
        yield "breaking", f"`{call}` {turn}"


def _arguments(operation: Operation) -> dict[tuple[str, str], Argument]:
    """Return arguments by what they are on the wire; those of a path by their place."""
    order = [one.partition("}")[0] for one in operation.path.split("{")[1:]]
    found: dict[tuple[str, str], Argument] = {}
    for one in operation.arguments:
        is_placed = one.source == "path" and one.wire in order
        found[one.source, str(order.index(one.wire)) if is_placed else one.wire] = one
    return found


def _argument(
    old: _Side, new: _Side, call: str, was: Argument | None, now: Argument | None
) -> _Found:
    if was is None and now is not None:
        named = new.spell["name"](now)
        if isinstance(now.presence, Required):
            yield "breaking", f'`{call}` gains required argument "{named}"'
        else:
            yield "safe", f'`{call}` gains optional argument "{named}"'
    elif now is None and was is not None:
        yield "breaking", f'`{call}` loses argument "{old.spell["name"](was)}"'
    elif was is not None and now is not None:
        names = old.spell["name"](was), new.spell["name"](now)
        if names[0] != names[1]:
            yield "breaking", f'argument "{names[0]}" of `{call}` is called "{names[1]}" now'
        yield from _presence(was, now, f'argument "{names[1]}" of `{call}`', "breaking")
        subject = f'argument "{names[1]}" of `{call}`'
        yield from _type(old, new, (was.type, now.type), subject, "given")


def _presence(was: Argument | Field, now: Argument | Field, subject: str, worse: Level) -> _Found:
    needed = isinstance(was.presence, Required), isinstance(now.presence, Required)
    if needed == (False, True):
        yield worse, f"{subject} is required now"
    elif needed == (True, False):
        yield ("safe" if worse == "breaking" else "risky"), f"{subject} may be missing now"


def _result(side: _Side, operation: Operation) -> str:
    types = [
        side.spell["received"](content.value)
        for response in operation.successes
        for content in response.contents
        if content.kind == "json"
    ]
    return " | ".join(dict.fromkeys(types)) or "no JSON"


def _declarations(old: _Side, new: _Side) -> _Found:
    before = {one.pointer: one for one in old.api.declarations}
    after = {one.pointer: one for one in new.api.declarations}
    for pointer, was in before.items():
        now = after.get(pointer)
        called = old.spell["type_name"](was)
        if now is None:
            yield "breaking", f"type `{called}` is gone"
            continue
        name_now = new.spell["type_name"](now)
        if called != name_now:
            yield "breaking", f"type `{called}` is called `{name_now}` now"
        if isinstance(was, Record) and isinstance(now, Record):
            yield from _fields(old, new, was, now, name_now)
        elif not isinstance(was, Record) and not isinstance(now, Record):
            yield from _type(old, new, (was.type, now.type), f"`{name_now}`", "received")
        else:
            yield "breaking", f"`{name_now}` is another kind of type now"
    for pointer, now in after.items():
        if pointer not in before:
            yield "safe", f"type `{new.spell['type_name'](now)}` is new"


def _fields(old: _Side, new: _Side, was: Record, now: Record, called: str) -> _Found:
    before = {one.key: one for one in was.fields}
    after = {one.key: one for one in now.fields}
    for key in {**before, **after}:
        gone, come = before.get(key), after.get(key)
        if gone is None and come is not None:
            yield "safe", f"`{called}.{new.spell['name'](come)}` is new"
        elif come is None and gone is not None:
            yield "breaking", f"`{called}.{old.spell['name'](gone)}` is gone"
        elif gone is not None and come is not None:
            yield from _field(old, new, gone, come, called)


def _field(old: _Side, new: _Side, was: Field, now: Field, called: str) -> _Found:
    names = old.spell["name"](was), new.spell["name"](now)
    subject = f"`{called}.{names[1]}`"
    if names[0] != names[1]:
        yield "breaking", f"`{called}.{names[0]}` is called {subject} now"
    yield from _presence(was, now, subject, "risky")
    yield from _type(old, new, (was.type, now.type), subject, "received")


def _type(old: _Side, new: _Side, types: tuple[Type, Type], subject: str, way: str) -> _Found:
    """Judge a type as it is spelled; of listed values, name those that went and came."""
    was, now = (one.inner if isinstance(one, Nullable) else one for one in types)
    if isinstance(was, Literal) and isinstance(now, Literal) and was.kind == now.kind:
        for value in was.values:
            if value not in now.values:
                yield "risky", f"{subject} knows {old.spell['literal'](value)} no more"
        for value in now.values:
            if value not in was.values:
                yield "safe", f"{subject} knows {new.spell['literal'](value)} now"
        return
    spelled = old.spell[way](types[0]), new.spell[way](types[1])
    if spelled[0] != spelled[1]:
        turn = _turn(*spelled)
        yield "risky", f"{subject} {turn} {_code(spelled[1])}, was {_code(spelled[0])}"


def _turn(was: str, now: str) -> str:
    """Return how a type changed, told by the members of the union that it is."""
    members = set(was.split(" | ")), set(now.split(" | "))
    if members[0] < members[1]:
        return "is widened to"
    return "is narrowed to" if members[1] < members[0] else "is now"


def _code(text: str) -> str:
    return f"`{text}`"
