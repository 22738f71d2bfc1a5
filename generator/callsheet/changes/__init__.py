"""Changes: what an edit of a document means to those who call the API.

Every difference is found, placed on both sides, and judged by the direction in which the message
travels: what a request may be must not shrink, what a response may be must not grow.
"""

from __future__ import annotations

from callsheet.changes.book import Book
from callsheet.changes.model import LEVELS, Change, Delta, Level
from callsheet.changes.operations import Call, calls_of, judge_call, paired
from callsheet.changes.sameness import Sameness
from callsheet.changes.schemas import Schemas
from callsheet.changes.surroundings import judge_itself
from callsheet.diagnostics import Place
from callsheet.document import Document
from callsheet.shape import METHODS
from callsheet.source import Node

__all__ = ["LEVELS", "Change", "Level", "compare"]


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """Return what differs, operation by operation in the order of the new document."""
    sameness = Sameness(old, new)
    book = Book(old, new, sameness, Schemas(old, new, sameness))
    reached: dict[_Key, tuple[Delta, dict[str, None]]] = {}
    known: dict[Delta, dict[str, None]] = {}  # what many operations use is found once
    for section in ("paths", "webhooks"):
        calls = calls_of(old, old.root.get(section)), calls_of(new, new.root.get(section))
        for was, now in paired(*calls):
            if was and now and _is_same(book, was, now):
                continue
            page = book.blank()
            judge_call(page, was, now, is_ours=section == "paths")
            shown = now or was
            assert shown is not None
            if not page.deltas and was and now:
                what = "the operation is written differently, and means the same"
                page.say("rewritten", "safe", what, *sameness.apart(was.node, now.node))
            for delta in page.deltas:
                # callers look for what they call, and not for what took its place
                title = was.title if was and delta.code == "operation-moved" else shown.title
                titles = known.get(delta)
                if titles is None:
                    titles = known[delta] = reached.setdefault(_key(delta), (delta, {}))[1]
                titles[title] = None
    page = book.blank()
    judge_itself(page)
    places = {key[2:] for key in reached}
    for delta in page.deltas:
        if _key(delta)[2:] not in places:
            reached.setdefault(_key(delta), (delta, {}))
    return tuple(_change(delta, tuple(titles)) for delta, titles in reached.values())


_Key = tuple[str, str, str, str]


def _key(delta: Delta) -> _Key:
    """Return what makes a difference one, however many operations it reaches."""
    old, new = delta.old, delta.new
    return delta.code, delta.message, old.pointer if old else "", new.pointer if new else ""


def _is_same(book: Book, old: Call, new: Call) -> bool:
    """Whether two operations say the same, with what they inherit from their path and document."""
    if old.title != new.title or not book.same(old.node, new.node):
        return False
    inherited = [one.root.get("security") for one in (book.old, book.new)]
    if old.node.get("security") is None and (
        (inherited[0] and inherited[0].value) != (inherited[1] and inherited[1].value)
    ):
        return False
    others = (*METHODS, "additionalOperations")
    around = [
        {key: value for key, value in call.item.value.items() if key not in others}
        for call in (old, new)
    ]
    if around[0] != around[1]:
        return False
    shared = old.item.get("parameters"), new.item.get("parameters")
    return shared[0] is None or shared[1] is None or book.same(shared[0], shared[1])


def _change(delta: Delta, titles: tuple[str, ...]) -> Change:
    there = delta.new or delta.old
    assert there is not None
    return Change(
        code=delta.code,
        level=delta.level,
        message=delta.message,
        operations=titles,
        pointer=there.pointer,
        old=_place(delta.old),
        new=_place(delta.new),
    )


def _place(node: Node | None) -> Place | None:
    return node.key_place if node else None
