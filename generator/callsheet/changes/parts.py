"""Parts: schemas inside others that are about neither a member nor an item."""

from __future__ import annotations

import math

from callsheet.changes.flat import Nodes, matches
from callsheet.changes.model import Effect
from callsheet.changes.objects import closed
from callsheet.changes.site import Inside, Site
from callsheet.source import Node

_WORDS = {
    "patternProperties": "members that match",
    "propertyNames": "the names of its members",
    "contains": "what it contains",
    "contentSchema": "what its text holds",
    "not": "what it must not be",
    "dependentSchemas": "what it must be where it has",
    "unevaluatedItems": "its other items",
}
_REQUIRES = {"contains": "array", "unevaluatedItems": "array", "contentSchema": "string"}
_FLIPPED: dict[Effect, Effect] = {"narrows": "widens", "widens": "narrows"}


def judge_parts(whole: Site, inside: Inside) -> None:
    """Compare what is inside of ``not``, ``contains``, ``patternProperties`` and their like."""
    for keyword, words in _WORDS.items():
        old, new = whole.old.parts.get(keyword, {}), whole.new.parts.get(keyword, {})
        if not old and not new:
            continue
        site = whole if keyword == "not" else whole.about(_REQUIRES.get(keyword, "object"))
        if site is None:
            continue
        name = "".join("-" + c.lower() if c.isupper() else c for c in keyword)
        for key in {**old, **new}:
            was, now = old.get(key), new.get(key)
            told = f"{words} `{key}`" if key else words
            if was and now:
                _inside(site, keyword, (was, now), told, inside)
            elif now:
                effect = _effect(site, keyword, key, (None, now), inside)
                site.say(f"{name}-added", effect, f"says {told} now", site.old.home, now[0])
            elif was:
                effect = _effect(site, keyword, key, (was, None), inside)
                what = f"does not say {told} any more"
                site.say(f"{name}-removed", effect, what, was[0], site.new.home)
    _counts(whole)
    _conditions(whole, inside)


def _effect(
    site: Site, keyword: str, key: str, sides: tuple[Nodes | None, Nodes | None], inside: Inside
) -> Effect:
    """Return what it amounts to that something is said on one side alone.

    A pattern lets members in where the other side allows no others, and still holds of those that
    are described there and match it.
    """
    was, now = sides
    usual: Effect = "narrows" if now else "widens"
    without = site.old if now else site.new
    if keyword != "patternProperties" or not closed(without, ""):
        return usual
    opens: Effect = "widens" if now else "narrows"
    for name, below in without.properties.items():
        pair = was or below, now or below
        if matches(key, name) and inside.weigh(*pair) - {"none", opens}:
            return "differs"
    return opens


def _inside(
    site: Site, keyword: str, nodes: tuple[Nodes, Nodes], told: str, inside: Inside
) -> None:
    is_upside_down = keyword == "not" or "maxContains" in {**site.old.notes, **site.new.notes}
    if keyword not in ("not", "contains") or not is_upside_down:
        inside.compare(*nodes, site.way, site.subject.down(f".<{keyword}>"))
        return
    for delta in inside.trial(*nodes):
        if delta.effect != "none":
            flipped = _FLIPPED.get(delta.effect, delta.effect)
            effect: Effect = flipped if keyword == "not" else "differs"
            what = f"says {told} differently: {delta.message}"
            site.say(f"{keyword}-changed", effect, what, delta.old, delta.new)


def _counts(whole: Site) -> None:
    """Compare how many items there are of what a list contains."""
    site = whole.about("array")
    has = ["contains" in flat.parts for flat in (whole.old, whole.new)]
    if site is None or has[0] != has[1]:
        return
    site = site if all(has) else site.inert()
    for keyword, default in (("minContains", 1.0), ("maxContains", math.inf)):
        was, now = site.old.notes.get(keyword), site.new.notes.get(keyword)
        counts = [float(one.value) if one else default for one in (was, now)]
        if counts[0] == counts[1] and (was is None) == (now is None):
            continue
        is_tighter = (counts[1] > counts[0]) == (keyword == "minContains")
        effect: Effect = "narrows" if is_tighter else "widens"
        turn = "set" if was is None else "removed" if now is None else "raised"
        if was and now and counts[1] < counts[0]:
            turn = "lowered"
        if counts[0] == counts[1]:
            effect = "none"
        what = f"has {keyword} {counts[1]:g} now, was {counts[0]:g}"
        nodes = was or site.old.home, now or site.new.home
        site.say(f"{keyword.replace('C', '-c')}-{turn}", effect, what, *nodes)


def _conditions(site: Site, inside: Inside) -> None:
    """Compare ``if``, ``then`` and ``else``, in their order."""
    for place in range(max(len(site.old.conditions), len(site.new.conditions))):
        was = site.old.conditions[place] if place < len(site.old.conditions) else None
        now = site.new.conditions[place] if place < len(site.new.conditions) else None
        if was is None and now is not None:
            site.say("if-added", "narrows", "has a condition now", site.old.home, now / "if")
        elif now is None and was is not None:
            what = "has lost a condition"
            site.say("if-removed", "widens", what, was / "if", site.new.home)
        elif was is not None and now is not None:
            _condition(site, was, now, inside)


def _condition(site: Site, was: Node, now: Node, inside: Inside) -> None:
    old, new = was / "if", now / "if"
    for delta in inside.trial((old,), (new,)):
        if delta.effect != "none":
            what = f"has another condition: {delta.message}"
            site.say("if-changed", "differs", what, delta.old, delta.new)
    for keyword in ("then", "else"):
        before, after = was.get(keyword), now.get(keyword)
        if before is not None and after is not None:
            inside.compare((before,), (after,), site.way, site.subject.down(f".<{keyword}>"))
        elif after is not None:
            what = f"says what holds under its condition (`{keyword}`) now"
            site.say(f"{keyword}-added", "narrows", what, was, after)
        elif before is not None:
            what = f"does not say any more what holds under its condition (`{keyword}`)"
            site.say(f"{keyword}-removed", "widens", what, before, now)
