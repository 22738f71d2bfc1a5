"""Notes: keywords that validate nothing, and still say something to readers and to clients."""

from __future__ import annotations

from callsheet.changes.flat import text_of
from callsheet.changes.lifetime import stability, sunset
from callsheet.changes.model import Effect
from callsheet.changes.site import Site
from callsheet.changes.values import item_of
from callsheet.plain import is_list
from callsheet.source import Node

_PROSE = {
    "title": "title",
    "description": "description",
    "$comment": "comment",
    "example": "example",
    "examples": "examples",
    "externalDocs": "link to documentation",
}
_EXCLUSIVE = {
    "exclusiveMinimum": "exclusive-minimum",
    "exclusiveMaximum": "exclusive-maximum",
}
_COUNTED = ("minContains", "maxContains")
"""Compared beside what they count."""


def judge_notes(site: Site) -> None:
    """Compare descriptions, defaults, deprecation, content keywords and extensions."""
    for keyword in {**site.old.notes, **site.new.notes}:
        was, now = site.old.notes.get(keyword), site.new.notes.get(keyword)
        if keyword in _COUNTED or (was and now and text_of(was.value) == text_of(now.value)):
            continue
        nodes = was or site.old.home, now or site.new.home
        match keyword:
            case "default":
                _default(site, was, now, nodes)
            case "deprecated":
                _deprecated(site, was, now, nodes)
            case "discriminator":
                _discriminator(site, was, now, nodes)
            case "contentMediaType" | "contentEncoding":
                name = "content-media-type" if "Media" in keyword else "content-encoding"
                what = f"has the {keyword} {_shown(now)} now, was {_shown(was)}"
                site.say(f"{name}-changed", "differs", what, *nodes)
            case "xml":
                site.say("xml-changed", "unsure", "is written differently in XML", *nodes)
            case "x-extensible-enum":
                _extensible(site, was, now, nodes)
            case "x-stability-level":
                level = stability(was, now)
                what = f"is {_shown(now)} now, was {_shown(was)}"
                site.say("stability-changed", "none", what, *nodes, level=level)
            case "x-sunset":
                is_deprecated = "deprecated" in site.new.notes
                level, what = sunset(was, now, is_deprecated=is_deprecated)
                site.say("sunset-changed", "none", what, *nodes, level=level)
            case "x-name":
                what = f"is called {_shown(now)} in clients now, was {_shown(was)}"
                site.say("name-changed", "none", what, *nodes, level="breaking")
            case "exclusiveMinimum" | "exclusiveMaximum":
                what = f"has {keyword} {_shown(now)} now, was {_shown(was)}, without a bound"
                effect: Effect = "narrows" if now else "widens"
                site.inert().say(f"{_EXCLUSIVE[keyword]}-changed", effect, what, *nodes)
            case _ if keyword in _PROSE:
                site.say("prose-changed", "none", f"has another {_PROSE[keyword]}", *nodes)
            case _ if keyword.startswith("x-"):
                site.say("extension-changed", "none", f"says `{keyword}` differently", *nodes)
            case _:
                what = f"says `{keyword}` differently, of which callsheet has no rule"
                site.say("keyword-changed", "unsure", what, *nodes)


def _shown(node: Node | None) -> str:
    return "not said" if node is None else text_of(node.value)


def _default(site: Site, was: Node | None, now: Node | None, nodes: tuple[Node, Node]) -> None:
    turn = "changed" if was and now else "added" if now else "removed"
    what = f"has the default {_shown(now)} now, was {_shown(was)}"
    effect: Effect = "unsure" if site.way.direction == "request" else "none"
    site.say(f"default-{turn}", effect, what, *nodes)


def _deprecated(site: Site, was: Node | None, now: Node | None, nodes: tuple[Node, Node]) -> None:
    if (was is not None and was.value is True) != (now is not None and now.value is True):
        is_now = now is not None and now.value is True
        what = "is deprecated now" if is_now else "is not deprecated any more"
        site.say("deprecated" if is_now else "reactivated", "none", what, *nodes)


def _discriminator(
    site: Site, was: Node | None, now: Node | None, nodes: tuple[Node, Node]
) -> None:
    if was is None or now is None:
        turn = "removed" if now is None else "added"
        what = "has no discriminator any more" if now is None else "has a discriminator now"
        site.say(f"discriminator-{turn}", "unsure" if now is None else "none", what, *nodes)
        return
    if was.text("propertyName") != now.text("propertyName"):
        what = f"is told apart by `{now.text('propertyName')}`, was `{was.text('propertyName')}`"
        site.say("discriminator-property-changed", "differs", what, *nodes)
    mapping = [one.get("mapping") for one in (was, now)]
    old, new = [dict(one.items()) if one else {} for one in mapping]
    for value in {**old, **new}:
        before, after = old.get(value), new.get(value)
        if before and after:
            if before.value != after.value:
                what = f"stands for {_shown(after)} at {value!r} now, was {_shown(before)}"
                site.say("discriminator-mapping-changed", "unsure", what, before, after)
        elif after:
            what = f"knows the value {value!r} of its discriminator now"
            site.say("discriminator-mapping-added", "none", what, was, after)
        elif before:
            what = f"does not know the value {value!r} of its discriminator any more"
            site.say("discriminator-mapping-removed", "unsure", what, before, now)


def _extensible(site: Site, was: Node | None, now: Node | None, nodes: tuple[Node, Node]) -> None:
    old = was.value if was and is_list(was.value) else []
    new = now.value if now and is_list(now.value) else []
    for value in old:
        if value not in new:
            what = f"does not name the value {text_of(value)} any more (`x-extensible-enum`)"
            site.say("extensible-value-removed", "narrows", what, item_of(was, value), nodes[1])
    for value in new:
        if value not in old:
            what = f"names the value {text_of(value)} now (`x-extensible-enum`)"
            site.say("extensible-value-added", "none", what, nodes[0], item_of(now, value))
