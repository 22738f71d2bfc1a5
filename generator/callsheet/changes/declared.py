"""Declared: what became of the types that the generated clients declare."""

from __future__ import annotations

from callsheet.changes.clients import Side, Told, differs, presence
from callsheet.ir import Field, Record, Type


def declarations(old: Side, new: Side) -> Told:
    """Yield what became of the types that both sides declare."""
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
            yield from _type(old, new, (was.type, now.type), f"`{name_now}`")
        else:
            yield "breaking", f"`{name_now}` is another kind of type now"
    for pointer, now in after.items():
        if pointer not in before:
            yield "safe", f"type `{new.spell['type_name'](now)}` is new"


def _fields(old: Side, new: Side, was: Record, now: Record, called: str) -> Told:
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


def _field(old: Side, new: Side, was: Field, now: Field, called: str) -> Told:
    names = old.spell["name"](was), new.spell["name"](now)
    subject = f"`{called}.{names[1]}`"
    if names[0] != names[1]:
        yield "breaking", f"`{called}.{names[0]}` is called {subject} now"
    yield from presence(was, now, subject, "risky")
    yield from _type(old, new, (was.type, now.type), subject)


def _type(old: Side, new: Side, types: tuple[Type, Type], subject: str) -> Told:
    spelled = old.spell["received"](types[0]), new.spell["received"](types[1])
    yield from differs(old, new, types, spelled, subject)
