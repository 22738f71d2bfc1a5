"""Drop-ins: what a program loses that has put a client in another package's place."""

from __future__ import annotations

from callsheet.changes.book import Book, listed, mapped
from callsheet.changes.flat import text_of
from callsheet.changes.model import Level
from callsheet.changes.pointers import same_call, shown
from callsheet.source import Node

_NAMED = ("module", "client", "async_client", "error", "base_path")


def judge_drop_in(book: Book, old: tuple[Node | None, Node], new: tuple[Node | None, Node]) -> None:
    """Compare ``x-drop-in``, either of which may be missing."""
    was, now = old[0], new[0]
    if now is None:
        if was is not None:
            what = "there is no client by another package's names any more"
            book.say("drop-in-removed", "breaking", what, was, new[1])
        return
    if was is None:
        what = "there is a client by another package's names now"
        book.say("drop-in-added", "safe", what, old[1], now)
        return
    for key in _NAMED:
        before, after = was.get(key), now.get(key)
        if text_of(before and before.value) != text_of(after and after.value):
            level: Level = "breaking" if before else "safe"
            what = f"the drop-in's `{key}` is {shown(after)} now, was {shown(before)}"
            book.say("drop-in-changed", level, what, before or was, after or now)
    _headers(book, (was.get("headers"), was), (now.get("headers"), now))
    _resources(book, (was.get("resources"), was), (now.get("resources"), now))


def _headers(book: Book, old: tuple[Node | None, Node], new: tuple[Node | None, Node]) -> None:
    before, after = mapped(old[0]), mapped(new[0])
    for argument in {**before, **after}:
        was, now = before.get(argument), after.get(argument)
        told = f"the argument `{argument}` of the drop-in"
        if was and now:
            if was.value != now.value:
                what = f"{told} sets {now.value} now, was {was.value}"
                book.say("drop-in-header-changed", "risky", what, was, now)
        elif was:
            book.say("drop-in-header-removed", "breaking", f"{told} is gone", was, new[1])
        elif now:
            book.say("drop-in-header-added", "safe", f"{told} is new", old[1], now)


def _resources(book: Book, old: tuple[Node | None, Node], new: tuple[Node | None, Node]) -> None:
    before, after = _methods(old[0]), _methods(new[0])
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        told = f"`{name}()` of the drop-in"
        if was is None or was.value is None:
            if now is not None:
                turn = "is new" if now.value is not None else "is named, and does nothing"
                if was is None or now.value is not None:
                    book.say("drop-in-method-added", "safe", f"{told} {turn}", was or old[1], now)
        elif now is None or now.value is None:
            book.say("drop-in-method-removed", "breaking", f"{told} is gone", was, now or new[1])
        else:
            _method(book, was, now, told)


def _methods(resources: Node | None) -> dict[str, Node]:
    return {
        f"{resource}.{method}": node
        for resource, methods in mapped(resources).items()
        for method, node in mapped(methods).items()
    }


def _method(book: Book, was: Node, now: Node, told: str) -> None:
    for key, does in (("call", "calls"), ("wait", "waits for a job of")):
        before, after = was.get(key), now.get(key)
        if before and after and (before.value == after.value or same_call(book, before, after)):
            continue
        if before or after:
            what = f"{told} {does} {shown(after)} now, was {shown(before)}"
            book.say("drop-in-method-changed", "breaking", what, before or was, after or now)
    lists = was.get("arguments"), now.get("arguments")
    names = [[str(one.value) for one in listed(side)] for side in lists]
    if names[0] == names[1]:
        return
    nodes = lists[0] or was, lists[1] or now
    if names[1][: len(names[0])] == names[0]:
        more = ", ".join(f"`{name}`" for name in names[1][len(names[0]) :])
        book.say("drop-in-arguments-added", "safe", f"{told} takes {more}, too", *nodes)
    else:
        what = f"{told} takes {', '.join(names[1]) or 'nothing'} now, was {', '.join(names[0])}"
        book.say("drop-in-arguments-changed", "breaking", what, *nodes)
