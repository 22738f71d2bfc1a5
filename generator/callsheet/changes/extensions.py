"""Extensions: what callers lose when a document says something else of envelopes or errors."""

from __future__ import annotations

from callsheet.changes.book import Book, listed, mapped
from callsheet.changes.drop_ins import judge_drop_in
from callsheet.changes.flat import text_of
from callsheet.changes.jobs import judge_job
from callsheet.changes.model import Level
from callsheet.changes.pointers import only_more, shown
from callsheet.source import Node

ON_OPERATION = (
    *("x-job", "x-echo", "x-defaults", "x-selects", "x-resend", "x-idempotency-key", "x-name"),
)
"""Extensions of operations that are judged here."""
ON_DOCUMENT = ("x-error", "x-request-id", "x-drop-in")
"""Extensions of the document that are judged here."""


def judge_operation(book: Book, old: Node, new: Node) -> None:
    """Compare the extensions of an operation."""
    judge_job(book, (old.get("x-job"), old), (new.get("x-job"), new))
    for name, word in (("x-echo", "repeats"), ("x-defaults", "shows the default of")):
        promised = (old.get(name), old), (new.get(name), new)
        _promises(book, name.removeprefix("x-"), word, *promised)
    _selects(book, (old.get("x-selects"), old), (new.get("x-selects"), new))
    _key(book, (old.get("x-idempotency-key"), old), (new.get("x-idempotency-key"), new))
    was, now = old.text("x-resend"), new.text("x-resend")
    nodes = old.get("x-resend") or old, new.get("x-resend") or new
    if was != now:
        what = f"is sent again {now or 'as its method allows'} now, was {was or 'as its method'}"
        book.say("resend-changed", "risky", f"the request {what}", *nodes)
    names = old.get("x-name"), new.get("x-name")
    if shown(names[0]) != shown(names[1]):
        what = f"the operation is called {shown(names[1])} in clients now, was {shown(names[0])}"
        book.say("name-changed", "breaking", what, names[0] or old, names[1] or new)


def _key(book: Book, old: tuple[Node | None, Node], new: tuple[Node | None, Node]) -> None:
    was, now = old[0], new[0]
    if was and now:
        if str(was.value).lower() != str(now.value).lower():
            what = f"the idempotency key is sent as {now.value} now, was {was.value}"
            book.say("idempotency-key-changed", "breaking", what, was, now)
    elif was:
        what = f"the server does not know requests again by {was.value} any more"
        book.say("idempotency-key-removed", "breaking", what, was, new[1])
    elif now:
        what = f"the server knows requests again by {now.value} now"
        book.say("idempotency-key-added", "safe", what, old[1], now)


# -- x-echo, x-defaults, x-selects


def _promises(
    book: Book,
    name: str,
    word: str,
    old: tuple[Node | None, Node],
    new: tuple[Node | None, Node],
) -> None:
    """Compare what places of the answer promise of places of the request."""
    before, after = mapped(old[0]), mapped(new[0])
    for place in {**before, **after}:
        was, now = before.get(place), after.get(place)
        told = f"{place} of the answer"
        if was and now:
            if was.value != now.value:
                what = f"{told} {word} {now.value} now, was {was.value}"
                book.say(f"{name}-changed", "risky", what, was, now)
        elif was:
            what = f"{told} {word} {was.value} of the request no more"
            book.say(f"{name}-removed", "risky", what, was, new[1])
        elif now:
            what = f"{told} {word} {now.value} of the request now"
            book.say(f"{name}-added", "safe", what, old[1], now)


def _selects(book: Book, old: tuple[Node | None, Node], new: tuple[Node | None, Node]) -> None:
    """Compare which media types the values of parameters choose."""
    before, after = _choices(old[0]), _choices(new[0])
    for choice in {**before, **after}:
        was, now = before.get(choice), after.get(choice)
        told = f"{choice[1]!r} as `{choice[0]}`"
        if was and now:
            types = [[str(one.value) for one in listed(side)] for side in (was, now)]
            for media in types[0]:
                if media not in types[1]:
                    book.say("selects-narrowed", "safe", f"{told} never gives {media}", was, now)
            for media in types[1]:
                if media not in types[0]:
                    what = f"{told} may give {media} now"
                    book.say("selects-widened", "breaking", what, was, now)
        elif was:
            what = f"{told} does not say any more what it gives"
            book.say("selects-removed", "risky", what, was, new[1])
        elif now:
            book.say("selects-added", "safe", f"{told} says what it gives", old[1], now)


def _choices(node: Node | None) -> dict[tuple[str, str], Node]:
    return {
        (parameter, value): media
        for parameter, values in mapped(node).items()
        for value, media in mapped(values).items()
    }


# -- x-unwrap, x-error, x-request-id


def judge_unwrap(book: Book, old: Node | None, new: Node | None, subject: str) -> None:
    """Compare the envelope of an answer."""
    if text_of(old and old.value) == text_of(new and new.value):
        return
    if old is None:
        what = f"the value of {subject} may stand in an envelope now"
        book.say("unwrap-added", "risky", what, None, new)
    elif new is None:
        what = f"the value of {subject} is not taken out of its envelope any more"
        book.say("unwrap-removed", "breaking", what, old, None)
    else:
        what = f"the envelope of {subject} is another"
        book.say("unwrap-changed", "breaking", what, old, new)


def judge_document(book: Book, old: Node, new: Node) -> None:
    """Compare the extensions of the document."""
    judge_drop_in(book, (old.get("x-drop-in"), old), (new.get("x-drop-in"), new))
    errors = mapped(old.get("x-error")), mapped(new.get("x-error"))
    for member in {**errors[0], **errors[1]}:
        was, now = errors[0].get(member), errors[1].get(member)
        if text_of(was and was.value) == text_of(now and now.value):
            continue
        level: Level = "safe" if was is None else "risky"
        if was and now and only_more(was.value, now.value):
            level = "safe"
        what = f"the {member} of an error stands at {shown(now)} now, was {shown(was)}"
        book.say("error-place-changed", level, what, was or old, now or new)
    headers = [listed(one.get("x-request-id")) for one in (old, new)]
    names = [[str(one.value).lower() for one in side] for side in headers]
    for name, node in zip(names[0], headers[0], strict=True):
        if name not in names[1]:
            what = f"the header {name} does not identify an exchange any more"
            book.say("request-id-removed", "risky", what, node, new.get("x-request-id") or new)
    for name, node in zip(names[1], headers[1], strict=True):
        if name not in names[0]:
            what = f"the header {name} identifies an exchange now"
            book.say("request-id-added", "safe", what, old.get("x-request-id") or old, node)
    if names[0] != names[1] and sorted(names[0]) == sorted(names[1]):
        what = "the headers that identify an exchange are tried in another order"
        book.say("request-id-order", "safe", what, old / "x-request-id", new / "x-request-id")
