"""Extensions: what callers lose when a document says something else of jobs, envelopes or errors.

Clients that are in use know the old document: a word for a state that they do not know keeps them
waiting, a place that has moved is empty to them.
"""

from __future__ import annotations

from typing import Any

from callsheet.changes.book import Book, bare, below, listed, mapped
from callsheet.changes.flat import text_of
from callsheet.changes.model import Level
from callsheet.document import Document, title
from callsheet.plain import is_list
from callsheet.source import Node

ON_OPERATION = ("x-job", "x-echo", "x-resend", "x-idempotency-key", "x-name")
"""Extensions of operations that are judged here."""

_ENDS = ("done", "failed", "cancelled")

_JOB: dict[tuple[str, ...], tuple[str, Level]] = {
    ("id",): ("job-id-changed", "breaking"),
    ("poll", "operation"): ("job-poll-changed", "breaking"),
    ("poll", "parameter"): ("job-poll-changed", "breaking"),
    ("poll", "status"): ("job-status-changed", "breaking"),
    ("poll", "progress"): ("job-progress-changed", "risky"),
    ("failure", "message"): ("job-failure-changed", "risky"),
    ("failure", "code"): ("job-failure-changed", "risky"),
    ("result", "operation"): ("job-result-changed", "breaking"),
    ("result", "parameter"): ("job-result-changed", "breaking"),
    ("result", "url"): ("job-result-changed", "breaking"),
    ("result", "media"): ("job-result-changed", "risky"),
    ("expires",): ("job-expiry-changed", "risky"),
    ("pace",): ("job-pace-changed", "safe"),
    ("cancel", "operation"): ("job-cancel-changed", "breaking"),
    ("cancel", "parameter"): ("job-cancel-changed", "breaking"),
}
"""Members of ``x-job``, and what it means that one changed or went. A new one is safe."""


def judge_operation(book: Book, old: Node, new: Node) -> None:
    """Compare the extensions of an operation."""
    _job(book, (old.get("x-job"), old), (new.get("x-job"), new))
    _echo(book, (old.get("x-echo"), old), (new.get("x-echo"), new))
    _key(book, (old.get("x-idempotency-key"), old), (new.get("x-idempotency-key"), new))
    was, now = old.text("x-resend"), new.text("x-resend")
    nodes = old.get("x-resend") or old, new.get("x-resend") or new
    if was != now:
        what = f"is sent again {now or 'as its method allows'} now, was {was or 'as its method'}"
        book.say("resend-changed", "risky", f"the request {what}", *nodes)
    names = old.get("x-name"), new.get("x-name")
    if _text(names[0]) != _text(names[1]):
        what = f"the operation is called {_text(names[1])} in clients now, was {_text(names[0])}"
        book.say("name-changed", "breaking", what, names[0] or old, names[1] or new)


def _text(node: Node | None) -> str:
    return text_of(node.value) if node else "not pinned"


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


# -- x-job


def _job(book: Book, old: tuple[Node | None, Node], new: tuple[Node | None, Node]) -> None:
    was, now = old[0], new[0]
    if was is None and now is None:
        return
    if was is None or now is None:
        gone = now is None
        what = "is no job any more: nothing waits for it" if gone else "starts a job now"
        level: Level = "breaking" if gone else "risky"
        code = "job-removed" if gone else "job-added"
        book.say(code, level, f"the operation {what}", was or old[1], now or new[1])
        return
    for steps, (code, level) in _JOB.items():
        before, after = below(was, *steps), below(now, *steps)
        if text_of(before and before.value) == text_of(after and after.value):
            continue
        if before and after and steps[-1] == "operation" and _same_call(book, before, after):
            continue
        grown = bool(before and after and _only_more(before.value, after.value))
        name = code.replace("changed", "added") if before is None else code
        what = f"`x-job` says `{'.'.join(steps)}` {_text(after)} now, was {_text(before)}"
        judged: Level = "safe" if grown or before is None else level
        book.say(name, judged, what, before or was, after or now)
    states = was.get("states"), now.get("states")
    if states[0] and states[1] and states[0].is_mapping and states[1].is_mapping:
        _states(book, states[0], states[1])


def _same_call(book: Book, old: Node, new: Node) -> bool:
    """Whether two ids name one operation, which only its id has changed of."""
    return _path(book.old, old.value) == _path(book.new, new.value)


def _path(document: Document, name: Any) -> str:
    """Return method and path of an operation, the names of its parameters left out."""
    for part in document.of_kind("operation"):
        if part.value.get("operationId") == name:
            return bare(title(part))
    return str(name)


def _only_more(before: Any, after: Any) -> bool:
    """Whether places were only added after those that were there."""
    old, new = _listed(before), _listed(after)
    return new[: len(old)] == old


def _listed(value: Any) -> list[Any]:
    return value if is_list(value) else [value]


def _states(book: Book, old: Node, new: Node) -> None:
    before, after = _words(old), _words(new)
    for state in old.value:
        if old.value[state] and not new.value.get(state):
            level: Level = "breaking" if state in _ENDS else "safe"
            what = f"a job is never `{state}` any more (`x-job`)"
            book.say("job-state-removed", level, what, old / state, new)
    for word, (state, node) in before.items():
        if word in after:
            other, place = after[word]
            if other != state:
                what = f"a job that is {word!r} is `{other}` now, was `{state}`"
                book.say("job-word-moved", "breaking", what, node, place)
        elif new.value.get(state):
            level = "risky" if state in _ENDS else "safe"
            what = f"a job that is {word!r} is not known to be `{state}` any more"
            book.say("job-word-removed", level, what, node, new / state)
    for word, (state, node) in after.items():
        if word not in before:
            level = "breaking" if state in _ENDS else "safe"
            told = ": clients in use take it for running" if state in _ENDS else ""
            what = f"a job that is {word!r} is `{state}` now{told}"
            book.say("job-word-added", level, what, old.get(state) or old, node)


def _words(states: Node) -> dict[str, tuple[str, Node]]:
    return {
        str(word.value).lower(): (state, word)
        for state, words in states.items()
        for word in listed(words)
    }


# -- x-echo, x-unwrap, x-error, x-request-id


def _echo(book: Book, old: tuple[Node | None, Node], new: tuple[Node | None, Node]) -> None:
    before, after = mapped(old[0]), mapped(new[0])
    for place in {**before, **after}:
        was, now = before.get(place), after.get(place)
        if was and now:
            if was.value != now.value:
                what = f"{place} of the answer repeats {now.value} now, was {was.value}"
                book.say("echo-changed", "risky", what, was, now)
        elif was:
            what = f"{place} of the answer does not repeat {was.value} of the request any more"
            book.say("echo-removed", "risky", what, was, new[1])
        elif now:
            what = f"{place} of the answer repeats {now.value} of the request now"
            book.say("echo-added", "safe", what, old[1], now)


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
    """Compare ``x-error`` and ``x-request-id``."""
    errors = mapped(old.get("x-error")), mapped(new.get("x-error"))
    for member in {**errors[0], **errors[1]}:
        was, now = errors[0].get(member), errors[1].get(member)
        if text_of(was and was.value) == text_of(now and now.value):
            continue
        level: Level = "safe" if was is None else "risky"
        if was and now and _only_more(was.value, now.value):
            level = "safe"
        what = f"the {member} of an error stands at {_text(now)} now, was {_text(was)}"
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
