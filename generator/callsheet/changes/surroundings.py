"""Surroundings: security, servers, and what a document says of itself."""

from __future__ import annotations

from dataclasses import replace

from callsheet.changes.book import Book, below, listed, mapped, members
from callsheet.changes.extensions import ON_DOCUMENT, judge_document
from callsheet.changes.flat import text_of
from callsheet.changes.model import Level
from callsheet.changes.site import Subject, Way
from callsheet.source import Node

Alternatives = dict[frozenset[str], tuple[dict[str, frozenset[str]], Node]]
"""What a request may carry, by the schemes together: their scopes, and where that is said."""

_SCHEME = ("type", "scheme", "name", "in", "openIdConnectUrl", "bearerFormat")


def judge_security(book: Book, old: Node, new: Node) -> None:
    """Compare which credentials an operation takes."""
    before, after = _alternatives(old, book.old.root), _alternatives(new, book.new.root)
    nothing = frozenset[str]()
    is_open = not before or nothing in before, not after or nothing in after
    if old.get("security") is None and new.get("security") is None:
        old, new = book.old.root, book.new.root  # which both inherit from
    holder = old.get("security") or old, new.get("security") or new
    for schemes, (scopes, node) in before.items():
        told = _told(schemes)
        if schemes in after:
            _scopes(book, scopes, after[schemes][0], node, after[schemes][1])
        elif is_open[1] and schemes:
            book.say("security-not-needed", "safe", f"{told} is not needed now", node, holder[1])
        elif is_open[1]:
            book.say("security-not-needed", "safe", "nothing is needed, as before", node, holder[1])
        else:
            book.say(
                "security-removed", "breaking", f"{told} is not taken any more", node, holder[1]
            )
    for schemes, (_, node) in after.items():
        if schemes in before:
            continue
        told = _told(schemes)
        needed = not before and not is_open[1]
        level: Level = "breaking" if needed else "safe"
        what = f"{told} is needed now" if needed else f"{told} is taken, too"
        book.say("security-added", level, what, holder[0], node)


def _alternatives(operation: Node, root: Node) -> Alternatives:
    found: Alternatives = {}
    for one in listed(operation.get("security") or root.get("security")):
        scopes = {
            name: frozenset(str(scope.value) for scope in listed(list_))
            for name, list_ in mapped(one).items()
        }
        found[frozenset(scopes)] = scopes, one
    return found


def _told(schemes: frozenset[str]) -> str:
    return " with ".join(f"`{name}`" for name in sorted(schemes)) or "a request without credentials"


def _scopes(
    book: Book,
    before: dict[str, frozenset[str]],
    after: dict[str, frozenset[str]],
    old: Node,
    new: Node,
) -> None:
    for scheme, scopes in before.items():
        for scope in sorted(after[scheme] - scopes):
            what = f"the scope {scope!r} of `{scheme}` is needed now"
            book.say("security-scope-added", "breaking", what, old, new)
        for scope in sorted(scopes - after[scheme]):
            what = f"the scope {scope!r} of `{scheme}` is not needed any more"
            book.say("security-scope-removed", "safe", what, old, new)


def judge_schemes(book: Book) -> None:
    """Compare the declarations of security schemes."""
    before = mapped(below(book.old.root, "components", "securitySchemes"))
    after = mapped(below(book.new.root, "components", "securitySchemes"))
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        subject = f"the security scheme `{name}`"
        if was and now:
            if not book.same(was, now):
                _scheme(book, *book.reach(was, now), subject)
        elif now:
            book.say("security-scheme-added", "safe", f"{subject} is new", None, now)
        elif was:
            book.say("security-scheme-removed", "risky", f"{subject} is gone", was, None)


def _scheme(book: Book, was: Node, now: Node, subject: str) -> None:
    for key in _SCHEME:
        before, after = was.get(key), now.get(key)
        if text_of(before and before.value) != text_of(after and after.value):
            level: Level = "safe" if key == "bearerFormat" else "breaking"
            what = f"{subject} has another `{key}`"
            book.say("security-scheme-changed", level, what, before or was, after or now)
    flows = mapped(was.get("flows")), mapped(now.get("flows"))
    for name in {**flows[0], **flows[1]}:
        before, after = flows[0].get(name), flows[1].get(name)
        told = f"the flow `{name}` of {subject}"
        if before and after:
            _flow(book, before, after, told)
        elif before:
            book.say("oauth-flow-removed", "breaking", f"{told} is gone", before, now)
        elif after:
            book.say("oauth-flow-added", "safe", f"{told} is new", was, after)
    book.others(was, now, (*_SCHEME, "flows"), subject)


def _flow(book: Book, was: Node, now: Node, subject: str) -> None:
    scopes = mapped(was.get("scopes")), mapped(now.get("scopes"))
    for name in {**scopes[0], **scopes[1]}:
        before, after = scopes[0].get(name), scopes[1].get(name)
        told = f"the scope {name!r} of {subject}"
        if before is None:
            book.say("oauth-scope-declared", "safe", f"{told} is new", was, after)
        elif after is None:
            book.say("oauth-scope-withdrawn", "risky", f"{told} is gone", before, now)
        elif before.value != after.value:
            book.say("prose-changed", "safe", f"{told} has another description", before, after)
    for key in ("authorizationUrl", "tokenUrl", "refreshUrl"):
        before, after = was.get(key), now.get(key)
        if text_of(before and before.value) != text_of(after and after.value):
            what = f"{subject} has another `{key}`"
            book.say("oauth-url-changed", "risky", what, before or was, after or now)
    book.others(was, now, ("scopes", "authorizationUrl", "tokenUrl", "refreshUrl"), subject)


# -- servers


def judge_servers(book: Book, old: Node, new: Node) -> None:
    """Compare the servers of a document, a path or an operation."""
    before = {one.text("url"): one for one in listed(old.get("servers"))}
    after = {one.text("url"): one for one in listed(new.get("servers"))}
    holders = old.get("servers") or old, new.get("servers") or new
    if before and after and next(iter(before)) != next(iter(after)):
        what = f"requests go to {next(iter(after))} unless told otherwise, was {next(iter(before))}"
        book.say("server-default-changed", "risky", what, *holders)
    for url in {**before, **after}:
        was, now = before.get(url), after.get(url)
        if was and now:
            _server(book, was, now)
        elif was:
            book.say("server-removed", "risky", f"the server {url} is gone", was, holders[1])
        elif now:
            level: Level = "safe" if before or (old.source.is_root and not old.path) else "risky"
            book.say("server-added", level, f"the server {url} is new", holders[0], now)


def _server(book: Book, was: Node, now: Node) -> None:
    url = now.text("url")
    before, after = mapped(was.get("variables")), mapped(now.get("variables"))
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        subject = f"the variable `{name}` of the server {url}"
        if old is None or new is None:
            turn = "gone" if new is None else "new"
            code = "server-variable-removed" if new is None else "server-variable-added"
            book.say(code, "risky", f"{subject} is {turn}", old or was, new or now)
            continue
        if old.value.get("default") != new.value.get("default"):
            what = f"{subject} has another default"
            nodes = old.get("default") or old, new.get("default") or new
            book.say("server-variable-default", "risky", what, *nodes)
        _values(book, old, new, subject)
        book.others(old, new, ("default", "enum"), subject)
    book.others(was, now, ("url", "variables"), f"the server {url}")


def _values(book: Book, was: Node, now: Node, subject: str) -> None:
    """Compare what the variable of a server may be."""
    old, new = ([one.value for one in listed(side.get("enum"))] for side in (was, now))
    if new and not old:
        what = f"{subject} is one of {', '.join(map(str, new))} now, and could be anything"
        book.say("server-variable-enum-added", "breaking", what, was, now / "enum")
    elif old and not new:
        what = f"{subject} may be anything now"
        book.say("server-variable-enum-removed", "safe", what, was / "enum", now)
    else:
        for value in [one for one in old if one not in new]:
            what = f"{subject} is never {value!r} now"
            book.say("server-variable-value-removed", "breaking", what, was / "enum", now)
        for value in [one for one in new if one not in old]:
            what = f"{subject} may be {value!r} now"
            book.say("server-variable-value-added", "safe", what, was, now / "enum")


# -- the document itself


def judge_itself(book: Book) -> None:
    """Compare everything of the root that is no operation."""
    old, new = book.old.root, book.new.root
    judge_servers(book, old, new)
    page = book.blank()
    judge_security(page, old, new)
    # operations that inherit it say what it means to them
    book.deltas += [replace(delta, level="safe") for delta in page.deltas]
    judge_schemes(book)
    judge_document(book, old, new)
    info = old.get("info"), new.get("info")
    if info[0] and info[1]:
        for key in dict.fromkeys((*members(info[0]), *members(info[1]))):
            was, now = info[0].get(key), info[1].get(key)
            if text_of(was and was.value) != text_of(now and now.value):
                what = f"the document has another `{key}`"
                if key == "version":
                    what = f"the document is version {now and now.value}, was {was and was.value}"
                code = "version-changed" if key == "version" else "info-changed"
                book.say(code, "safe", what, was or info[0], now or info[1])
    _tags(book)
    _components(book)
    if old.text("openapi") != new.text("openapi"):
        what = f"the document follows OpenAPI {new.text('openapi')}, was {old.text('openapi')}"
        book.say("openapi-changed", "safe", what, old / "openapi", new / "openapi")
    dialects = [one.get("jsonSchemaDialect") for one in (old, new)]
    if text_of(dialects[0] and dialects[0].value) != text_of(dialects[1] and dialects[1].value):
        what = "the document's schemas follow another dialect (`jsonSchemaDialect`)"
        book.say("dialect-changed", "risky", what, dialects[0] or old, dialects[1] or new)
    judged = ("openapi", "info", "paths", "webhooks", "servers", "security", "tags", "components")
    book.others(old, new, (*judged, "jsonSchemaDialect", *ON_DOCUMENT), "the document")


def _tags(book: Book) -> None:
    before = {one.text("name"): one for one in listed(book.old.root.get("tags"))}
    after = {one.text("name"): one for one in listed(book.new.root.get("tags"))}
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was and now:
            if was.text("x-name") != now.text("x-name"):
                what = f"the tag {name!r} is called {now.text('x-name') or name} in clients now"
                book.say("name-changed", "breaking", what, was, now)
            book.others(was, now, ("name", "x-name"), f"the tag {name!r}")
        else:
            turn = "gone" if now is None else "new"
            code = "tag-removed" if now is None else "tag-added"
            book.say(code, "safe", f"the tag {name!r} is {turn}", was, now)


def _components(book: Book) -> None:
    """Compare which components there are, and the schemas that no operation uses."""
    groups = mapped(book.old.root.get("components")), mapped(book.new.root.get("components"))
    for group in {**groups[0], **groups[1]}:
        if group == "securitySchemes":
            continue
        before, after = mapped(groups[0].get(group)), mapped(groups[1].get(group))
        kind = group.removesuffix("s")
        for name in {**before, **after}:
            was, now = before.get(name), after.get(name)
            if now is None:
                what = f"the component `{name}` ({kind}) is gone"
                book.say("component-removed", "safe", what, was, None)
            elif was is None:
                what = f"the component `{name}` ({kind}) is new"
                book.say("component-added", "safe", what, None, now)
            elif not book.same(was, now):
                _component(book, group, was, now, f"the component `{name}` ({kind})")


def _component(book: Book, group: str, was: Node, now: Node, subject: str) -> None:
    """Say that a component differs; what that means is said where an operation uses it."""
    if group != "schemas":
        book.say("component-changed", "safe", f"{subject} differs", was, now)
        return
    if book.schemas.met(was, now):
        return
    way = Way("response", is_hidden=True)
    found = book.schemas.differences(was, now, way, Subject(now.key, is_component=True))
    if not found:
        what = f"{subject} is written differently, and means the same"
        book.say("rewritten", "safe", what, *book.sameness.apart(was, now))
    book.deltas += found
