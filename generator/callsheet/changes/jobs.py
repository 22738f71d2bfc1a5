"""Jobs: what callers that wait lose when a document says something else of ``x-job``.

Clients that are in use know the old document: a word for a state that they do not know keeps them
waiting, a place that has moved is empty to them.
"""

from __future__ import annotations

from callsheet.changes.book import Book, below, listed
from callsheet.changes.flat import text_of
from callsheet.changes.model import Level
from callsheet.changes.pointers import only_more, same_call, shown
from callsheet.source import Node

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
    ("times", "created"): ("job-times-changed", "risky"),
    ("times", "started"): ("job-times-changed", "risky"),
    ("times", "finished"): ("job-times-changed", "risky"),
    ("pace",): ("job-pace-changed", "safe"),
    ("cancel", "operation"): ("job-cancel-changed", "breaking"),
    ("cancel", "parameter"): ("job-cancel-changed", "breaking"),
}
"""Members of ``x-job``, and what it means that one changed or went. A new one is safe."""


def judge_job(book: Book, old: tuple[Node | None, Node], new: tuple[Node | None, Node]) -> None:
    """Compare ``x-job``, either of which may be missing."""
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
        if before and after and steps[-1] == "operation" and same_call(book, before, after):
            continue
        grown = bool(before and after and only_more(before.value, after.value))
        name = code.replace("changed", "added") if before is None else code
        what = f"`x-job` says `{'.'.join(steps)}` {shown(after)} now, was {shown(before)}"
        judged: Level = "safe" if grown or before is None else level
        book.say(name, judged, what, before or was, after or now)
    states = was.get("states"), now.get("states")
    if states[0] and states[1] and states[0].is_mapping and states[1].is_mapping:
        _states(book, states[0], states[1])
    elif states[0] or states[1]:  # one has none, which no document may
        what = "the words for the states of a job are gone or new (`x-job`)"
        book.say("job-states-changed", "breaking", what, states[0] or was, states[1] or now)


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
