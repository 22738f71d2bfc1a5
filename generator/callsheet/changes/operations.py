"""Operations: which of two documents stand for each other, and what has become of each."""

from __future__ import annotations

from collections.abc import Callable

from callsheet.changes.book import Book, bare, flag, mapped, reached
from callsheet.changes.extensions import ON_OPERATION, judge_operation
from callsheet.changes.messages import (
    judge_body,
    judge_parameters,
    judge_responses,
    parameters_of,
)
from callsheet.changes.site import REQUEST, RESPONSE
from callsheet.changes.surroundings import judge_security, judge_servers
from callsheet.data import dataclass
from callsheet.document import Document
from callsheet.shape import METHODS
from callsheet.source import Node

_JUDGED = (
    *("operationId", "parameters", "requestBody", "responses", "security", "servers"),
    *("callbacks", *ON_OPERATION),
)


@dataclass(frozen=True, slots=True)
class Call:
    """An operation, and the path item around it."""

    title: str
    """``GET /pets/{id}``"""
    path: str
    node: Node
    item: Node

    @property
    def key(self) -> str:
        """What it has in common with the same operation under other parameter names."""
        return bare(self.title)


def calls_of(document: Document, holder: Node | None) -> list[Call]:
    """Return the operations of ``paths`` or ``webhooks``, or of a callback."""
    found: list[Call] = []
    for path, node in mapped(holder).items():
        if path.startswith("x-"):
            continue
        item = reached(document, node)
        known = {method.upper(): item.get(method) for method in METHODS}
        for method, operation in (known | mapped(item.get("additionalOperations"))).items():
            if operation is not None and operation.is_mapping:
                found.append(Call(f"{method} {path}", path, operation, item))
    return found


def paired(old: list[Call], new: list[Call]) -> list[tuple[Call | None, Call | None]]:
    """Return operations that stand for each other: by path, then by ``operationId``."""
    pairs: list[tuple[Call | None, Call | None]] = []
    left, right = {one.title: one for one in old}, {one.title: one for one in new}
    keys: tuple[Callable[[Call], str], ...] = (lambda one: one.title, lambda one: one.key, _id)
    for key in keys:
        known: dict[str, Call] = {}
        for one in right.values():
            known.setdefault(key(one), one)
        for one in list(left.values()):
            other = known.pop(key(one), None) if key(one) else None
            if other is not None:
                pairs.append((left.pop(one.title), right.pop(other.title)))
    pairs += [(one, None) for one in left.values()]
    pairs += [(None, one) for one in right.values()]
    order = {one.title: place for place, one in enumerate((*new, *old))}
    return sorted(pairs, key=lambda pair: order[(pair[1] or pair[0] or new[0]).title])


def _id(call: Call) -> str:
    return call.node.text("operationId")


def judge_call(book: Book, old: Call | None, new: Call | None, *, is_ours: bool = True) -> None:
    """Compare two operations. Those that are not ours the server calls: webhooks, callbacks."""
    if old is None or new is None:
        _presence(book, old, new, is_ours=is_ours)
        return
    if old.key != new.key:
        what = f"the operation is at {new.title} now"
        book.say("operation-moved", "breaking", what, old.node, new.node)
    sends, gets = (REQUEST, RESPONSE) if is_ours else (RESPONSE, REQUEST)
    was, now = old.node, new.node
    before = parameters_of(book.old, old.path, (old.item, was))
    after = parameters_of(book.new, new.path, (new.item, now))
    judge_parameters(book, before, after, sends)
    body = "the request body" if is_ours else "the body that is sent to you"
    judge_body(book, was.get("requestBody"), now.get("requestBody"), sends, body)
    judge_responses(book, was.get("responses"), now.get("responses"), gets)
    judge_security(book, was, now)
    judge_servers(book, was, now)
    judge_servers(book, old.item, new.item)
    judge_operation(book, was, now)
    _ids(book, was, now)
    _callbacks(book, was, now)
    book.others(was, now, _JUDGED, "the operation")
    methods = (*METHODS, "parameters", "servers", "additionalOperations")
    book.others(old.item, new.item, methods, "the path")


def _presence(book: Book, old: Call | None, new: Call | None, *, is_ours: bool) -> None:
    kind = "operation" if is_ours else "webhook"
    if new is not None:
        book.say(f"{kind}-added", "safe", f"the {kind} is new", None, new.node)
    elif old is not None:
        said = " (it was deprecated)" if flag(old.node, "deprecated") else ""
        book.say(f"{kind}-removed", "breaking", f"the {kind} is gone{said}", old.node, None)


def _ids(book: Book, was: Node, now: Node) -> None:
    """Compare the ids of an operation."""
    ids = was.text("operationId"), now.text("operationId")
    if ids[0] != ids[1]:
        what = f"the operationId is {ids[1] or 'gone'} now, was {ids[0] or 'none'}"
        nodes = was.get("operationId") or was, now.get("operationId") or now
        book.say("operation-id-changed", "risky", what, *nodes)


def _callbacks(book: Book, was: Node, now: Node) -> None:
    """Compare what the server calls in turn; each callback may have several addresses."""
    before, after = mapped(was.get("callbacks")), mapped(now.get("callbacks"))
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old is None:
            book.say("callback-added", "safe", f"the callback `{name}` is new", was, new)
        elif new is None:
            book.say("callback-removed", "breaking", f"the callback `{name}` is gone", old, now)
        elif not book.same(old, new):
            ends = book.reach(old, new)
            inner = book.inside(*ends)
            if inner is None:
                continue
            calls = calls_of(book.old, ends[0]), calls_of(book.new, ends[1])
            for one, other in paired(*calls):
                judge_call(inner, one, other, is_ours=False)
            book.deltas += inner.deltas
