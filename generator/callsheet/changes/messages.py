"""Messages: parameters, bodies and responses, in the direction in which they travel."""

from __future__ import annotations

from callsheet.changes.book import Book, flag, listed, mapped, reached
from callsheet.changes.content import (
    judge_carried,
    judge_content,
    judge_headers,
    judge_required,
)
from callsheet.changes.flat import text_of
from callsheet.changes.model import Effect, Level
from callsheet.changes.site import Way
from callsheet.document import Document
from callsheet.source import Node

Keyed = dict[tuple[str, str], Node]
"""Parameters by where they stand and what they are called; those of a path by their place."""


def parameters_of(document: Document, path: str, holders: tuple[Node, Node]) -> Keyed:
    """Return the parameters of a path item and, instead or besides, those of an operation in it."""
    order = [name.partition("}")[0] for name in path.split("{")[1:]]
    found: Keyed = {}
    for holder in holders:
        for one in listed(holder.get("parameters")):
            node = reached(document, one)
            name, where = node.text("name"), node.text("in")
            if where == "header":
                name = name.lower()
            elif where == "path" and name in order:
                name = f"{order.index(name)}"
            found[where, name] = node
    return found


def judge_parameters(book: Book, old: Keyed, new: Keyed, way: Way) -> None:
    """Compare parameters: gone, come, or changed."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        node = now or was
        assert node is not None
        subject = f"the {key[0]} parameter `{node.text('name')}`"
        if was and now:
            if not book.same(was, now):
                _parameter(book, was, now, way, subject)
        elif now:
            required = flag(now, "required")
            effect: Effect = "narrows" if required else "none"
            name = "parameter-added-required" if required else "parameter-added"
            told = ", and required" if required else ""
            book.weigh(way, name, effect, f"{subject} is new{told}", None, now)
        elif was:
            required = flag(was, "required")
            effect = "widens" if required and way.direction == "response" else "unsure"
            book.weigh(way, "parameter-removed", effect, f"{subject} is gone", was, None)


def _parameter(book: Book, was: Node, now: Node, way: Way, subject: str) -> None:
    if was.text("name").lower() != now.text("name").lower():
        what = f"{subject} was called `{was.text('name')}`, which only clients notice"
        book.say(f"{way.direction}-path-parameter-renamed", "safe", what, was, now)
    if was.text("x-name") != now.text("x-name"):
        what = f"{subject} is called {now.text('x-name') or 'as on the wire'} in clients now"
        book.say("name-changed", "breaking", what, was, now)
    judge_carried(book, was, now, way, "parameter", subject)


# -- bodies


def judge_body(book: Book, old: Node | None, new: Node | None, way: Way, subject: str) -> None:
    """Compare two request bodies, either of which may be missing."""
    if old is None and new is not None:
        now = reached(book.new, new)
        required = flag(now, "required")
        effect: Effect = "narrows" if required else "none"
        name = "body-added-required" if required else "body-added"
        told = ", and required" if required else ""
        book.weigh(way, name, effect, f"{subject} is new{told}", None, now)
    elif new is None and old is not None:
        book.weigh(
            way, "body-removed", "differs", f"{subject} is gone", reached(book.old, old), None
        )
    elif old is not None and new is not None and not book.same(old, new):
        was, now = book.reach(old, new)
        judge_required(book, was, now, way, "body", subject)
        judge_content(book, was.get("content"), now.get("content"), way, subject)
        book.others(was, now, ("required", "content"), subject)


# -- responses


def judge_responses(book: Book, old: Node | None, new: Node | None, way: Way) -> None:
    """Compare answers by status; one that is gone may be covered by ``4XX`` or ``default``."""
    before, after = _by_status(old), _by_status(new)
    for status in {**before, **after}:
        was, now = before.get(status), after.get(status)
        subject = f"the response {status}"
        if was and now:
            _response(book, was, now, way, subject)
        elif was:
            cover = _cover(status, after)
            if cover is not None:
                what = f"{subject} is part of {cover.key} now"
                book.say(f"{way.direction}-status-merged", "safe", what, was, cover)
                _response(book, was, cover, way, subject)
            else:
                _gone(book, status, was, new, way)
        elif now:
            cover = _cover(status, before)
            if cover is not None:
                what = f"{subject} is told apart from {cover.key} now"
                book.say(f"{way.direction}-status-split", "safe", what, cover, now)
                _response(book, cover, now, way, subject)
            else:
                _come(book, status, old, now, way)


def _by_status(node: Node | None) -> dict[str, Node]:
    return {s.upper(): one for s, one in mapped(node).items() if not s.startswith("x-")}


def _cover(status: str, known: dict[str, Node]) -> Node | None:
    """Return what stands for a status that has no entry of its own; successes need one."""
    if status == "DEFAULT":
        return None
    return known.get(f"{status[0]}XX") or (None if status[0] == "2" else known.get("DEFAULT"))


def _gone(book: Book, status: str, was: Node, new: Node | None, way: Way) -> None:
    is_success = status.startswith("2")
    what = f"the response {status.lower() if status == 'DEFAULT' else status} is gone"
    code = f"{way.direction}-status-removed"
    level: Level = "breaking" if is_success or way.direction != "response" else "risky"
    book.say(code, level, what, was, new)


def _come(book: Book, status: str, old: Node | None, now: Node, way: Way) -> None:
    what = f"the response {status.lower() if status == 'DEFAULT' else status} is new"
    level: Level = "risky" if status.startswith("2") and way.direction == "response" else "safe"
    book.say(f"{way.direction}-status-added", level, what, old, now)


def _response(book: Book, old: Node, new: Node, way: Way, subject: str) -> None:
    if book.same(old, new):
        return
    was, now = book.reach(old, new)
    judge_content(book, was.get("content"), now.get("content"), way, subject)
    judge_headers(book, was.get("headers"), now.get("headers"), way, subject)
    links = mapped(was.get("links")), mapped(now.get("links"))
    for name in {**links[0], **links[1]}:
        before, after = links[0].get(name), links[1].get(name)
        told = f"the link `{name}` of {subject}"
        if before and after:
            one, other = book.reach(before, after)
            if text_of(one.value) != text_of(other.value):
                book.say("link-changed", "risky", f"{told} leads elsewhere", before, after)
        elif after:
            book.say("link-added", "safe", f"{told} is new", was, after)
        elif before:
            book.say("link-removed", "risky", f"{told} is gone", before, now)
    book.others(was, now, ("content", "headers", "links"), subject)
