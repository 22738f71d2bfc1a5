"""Messages: parameters, bodies, responses and headers, in the direction in which they travel."""

from __future__ import annotations

from callsheet.changes.book import Book, below, flag, listed, mapped, reached
from callsheet.changes.extensions import judge_unwrap
from callsheet.changes.flat import text_of
from callsheet.changes.model import Effect, Level
from callsheet.changes.site import Way
from callsheet.document import Document
from callsheet.source import Node

_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
_PARAMETER = (
    *("name", "in", "required", "style", "explode", "allowReserved", "allowEmptyValue"),
    *("schema", "content", "x-name"),
)
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

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
    _required(book, was, now, way, "parameter", subject)
    _serialisation(book, was, now, way, subject)
    _described(book, was, now, way, subject)
    book.others(was, now, _PARAMETER, subject)


def _described(book: Book, was: Node, now: Node, way: Way, subject: str) -> None:
    """Compare the schema or the content of a parameter or header."""
    old, new = was.get("content"), now.get("content")
    if old is not None and new is not None:
        judge_content(book, old, new, way, subject)
    elif old is not None or new is not None:
        what = f"{subject} changed between `schema` and `content`, and is written differently"
        book.weigh(way, "serialisation-changed", "differs", what, was, now)
    else:
        book.schema(was.get("schema"), now.get("schema"), way, subject)


def _required(book: Book, was: Node, now: Node, way: Way, kind: str, subject: str) -> None:
    before, after = flag(was, "required"), flag(now, "required")
    nodes = was.get("required") or was, now.get("required") or now
    if after and not before:
        what = f"{subject} is required now"
        book.weigh(way, f"{kind}-became-required", "narrows", what, *nodes)
    elif before and not after:
        what = f"{subject} may be left out now"
        book.weigh(way, f"{kind}-became-optional", "widens", what, *nodes)


def _serialisation(book: Book, was: Node, now: Node, way: Way, subject: str) -> None:
    """Compare how a value is written: style, explode and what is escaped."""
    default = _STYLES.get(now.text("in"), "simple")
    styles = [one.text("style", default) for one in (was, now)]
    if styles[0] != styles[1]:
        what = f"{subject} is written in the style {styles[1]} now, was {styles[0]}"
        nodes = was.get("style") or was, now.get("style") or now
        book.weigh(way, "serialisation-changed", "differs", what, *nodes)
    else:
        explodes = [
            flag(one, "explode", style == "form")
            for one, style in zip((was, now), styles, strict=True)
        ]
        if explodes[0] != explodes[1]:
            effect: Effect = "differs" if _has_parts(book, was, now) else "none"
            told = "in parts" if explodes[1] else "in one part"
            nodes = was.get("explode") or was, now.get("explode") or now
            what = f"{subject} is written {told} now (`explode`)"
            book.weigh(way, "serialisation-changed", effect, what, *nodes)
    if flag(was, "allowReserved") != flag(now, "allowReserved"):
        nodes = was.get("allowReserved") or was, now.get("allowReserved") or now
        what = f"{subject} escapes other characters (`allowReserved`)"
        book.weigh(way, "serialisation-changed", "unsure", what, *nodes)
    if flag(was, "allowEmptyValue") != flag(now, "allowEmptyValue"):
        empty: Effect = "widens" if flag(now, "allowEmptyValue") else "narrows"
        turn = "may be empty now" if empty == "widens" else "may not be empty any more"
        book.weigh(way, "empty-value-changed", empty, f"{subject} {turn}", was, now)


def _has_parts(book: Book, was: Node, now: Node) -> bool:
    """Whether a value may be a list or an object."""
    types: set[str] = set()
    for is_new, one in ((False, was), (True, now)):
        schema = one.get("schema")
        types |= book.schemas.flat(is_new, (schema,)).types if schema else {"array"}
    return bool(types & {"array", "object"})


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
        _required(book, was, now, way, "body", subject)
        judge_content(book, was.get("content"), now.get("content"), way, subject)
        book.others(was, now, ("required", "content"), subject)


def judge_content(book: Book, old: Node | None, new: Node | None, way: Way, subject: str) -> None:
    """Compare what a message may hold, by media type."""
    before, after = mapped(old), mapped(new)
    pairs = _paired(before, after)
    for media, other in pairs.items():
        if media != other:
            what = f"{subject} is called {other} now, was {media}"
            effect = _renamed(media, other)
            book.weigh(way, "media-type-renamed", effect, what, before[media], after[other])
        if not book.same(before[media], after[other]):
            _media(book, before[media], after[other], way, subject, other)
    for media, node in before.items():
        if media not in pairs:
            what = f"{subject} is never {media} now"
            book.say(f"{way.direction}-media-type-removed", "breaking", what, node, new)
    for media, node in after.items():
        if media not in pairs.values():
            what = f"{subject} may be {media} now"
            book.say(f"{way.direction}-media-type-added", "safe", what, old, node)


def _paired(old: dict[str, Node], new: dict[str, Node]) -> dict[str, str]:
    """Return which media types stand for each other: the same, then those of the same sort."""
    pairs = {media: media for media in old if media in new}
    for media in old:
        if media in pairs:
            continue
        for other in new:
            if other not in pairs.values() and _plain(media) == _plain(other):
                pairs[media] = other
                break
    if (
        len(old) == len(new) == 1
        and not pairs
        and ("*" in next(iter(new)) or "*" in next(iter(old)))
    ):
        pairs[next(iter(old))] = next(iter(new))
    return pairs


def _plain(media: str) -> str:
    return media.partition(";")[0].strip().lower()


def _renamed(old: str, new: str) -> Effect:
    if "*" in new and "*" not in old:
        return "widens"
    if "*" in old and "*" not in new:
        return "narrows"
    if ";" in old and ";" not in new:
        return "widens"
    return "unsure"


def _media(book: Book, was: Node, now: Node, way: Way, subject: str, media: str) -> None:
    book.schema(was.get("schema"), now.get("schema"), way, subject)
    if was.get("itemSchema") or now.get("itemSchema"):
        book.schema(was.get("itemSchema"), now.get("itemSchema"), way, f"an item of {subject}")
    judge_unwrap(book, was.get("x-unwrap"), now.get("x-unwrap"), subject)
    old, new = mapped(was.get("encoding")), mapped(now.get("encoding"))
    for name in {**old, **new}:
        part = f"the part `{name}` of {subject}"
        _encoding(book, (old.get(name), was), (new.get(name), now), way, part, media)
    judged = ("schema", "itemSchema", "encoding", "x-unwrap")
    book.others(was, now, judged, subject)


def _encoding(
    book: Book,
    old: tuple[Node | None, Node],
    new: tuple[Node | None, Node],
    way: Way,
    part: str,
    media: str,
) -> None:
    """Compare how one part of a form is written. A missing encoding is one without members."""
    was, now = old[0], new[0]
    nodes = was or old[1], now or new[1]
    types = [_types(below(one, "contentType")) for one in (was, now)]
    if types[0] != types[1]:
        told = [", ".join(sorted(one)) or "its usual type" for one in types]
        effect: Effect = "differs"
        if types[0] and types[1]:
            effect = (
                "widens" if types[0] < types[1] else "narrows" if types[1] < types[0] else effect
            )
        elif types[0] or types[1]:
            effect = "unsure"
        what = f"{part} is {told[1]} now, was {told[0]}"
        book.weigh(way, "part-content-type-changed", effect, what, *nodes)
    writes = [_writing(one) for one in (was, now)]
    if writes[0] != writes[1]:
        effect = "differs" if media.startswith(_FORMS) else "none"
        what = f"{part} is written in another way (`style`, `explode`, `allowReserved`)"
        book.weigh(way, "part-serialisation-changed", effect, what, *nodes)
    judge_headers(book, below(was, "headers"), below(now, "headers"), way, part)
    if was and now:
        judged = ("contentType", "style", "explode", "allowReserved", "headers")
        book.others(was, now, judged, part)


def _types(node: Node | None) -> frozenset[str]:
    text = node.value if node and isinstance(node.value, str) else ""
    return frozenset(one.strip() for one in text.split(",") if one.strip())


def _writing(node: Node | None) -> tuple[str, bool, bool]:
    style = node.text("style", "form") if node else "form"
    return style, flag(node, "explode", style == "form"), flag(node, "allowReserved")


# -- headers and responses


def judge_headers(book: Book, old: Node | None, new: Node | None, way: Way, subject: str) -> None:
    """Compare the headers of a response or of a part."""
    before = {name.lower(): node for name, node in mapped(old).items()}
    after = {name.lower(): node for name, node in mapped(new).items()}
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        if was and now:
            if not book.same(was, now):
                _header(book, *book.reach(was, now), way, f"the header `{now.key}` of {subject}")
        elif now:
            node = reached(book.new, now)
            required = flag(node, "required")
            name = "header-added-required" if required else "header-added"
            what = f"the header `{now.key}` of {subject} is new"
            book.weigh(way, name, "narrows" if required else "none", what, old, now)
        elif was:
            required = flag(reached(book.old, was), "required")
            what = f"the header `{was.key}` of {subject} is gone"
            name = "header-removed-required" if required else "header-removed"
            book.weigh(way, name, "widens" if required else "unsure", what, was, new)


def _header(book: Book, was: Node, now: Node, way: Way, subject: str) -> None:
    _required(book, was, now, way, "header", subject)
    _serialisation(book, was, now, way, subject)
    _described(book, was, now, way, subject)
    book.others(was, now, _PARAMETER, subject)


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
