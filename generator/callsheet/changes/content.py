"""Content: what a message, a part of it or a parameter holds, and how that is written."""

from __future__ import annotations

from dataclasses import replace

from callsheet.changes.book import Book, below, flag, mapped, reached
from callsheet.changes.extensions import judge_unwrap
from callsheet.changes.model import Effect
from callsheet.changes.site import Way
from callsheet.source import Node

_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
_PARAMETER = (
    *("name", "in", "required", "style", "explode", "allowReserved", "allowEmptyValue"),
    *("schema", "content", "x-name"),
)
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


# -- parameters and headers


def judge_carried(book: Book, was: Node, now: Node, way: Way, kind: str, subject: str) -> None:
    """Compare two parameters or headers."""
    judge_required(book, was, now, way, kind, subject)
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
        text = replace(way, is_text=True)
        book.schema(was.get("schema"), now.get("schema"), text, subject)


def judge_required(book: Book, was: Node, now: Node, way: Way, kind: str, subject: str) -> None:
    """Compare whether something may be left out."""
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


def judge_headers(book: Book, old: Node | None, new: Node | None, way: Way, subject: str) -> None:
    """Compare the headers of a response or of a part."""
    before = {name.lower(): node for name, node in mapped(old).items()}
    after = {name.lower(): node for name, node in mapped(new).items()}
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        if was and now:
            if not book.same(was, now):
                told = f"the header `{now.key}` of {subject}"
                judge_carried(book, *book.reach(was, now), way, "header", told)
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


# -- media types and the parts of forms


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
    return "differs" if ";" in old and ";" in new else "unsure"


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
