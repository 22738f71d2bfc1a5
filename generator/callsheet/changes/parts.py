"""Parts: schemas inside others that are about neither a member nor an item."""

from __future__ import annotations

import math

from callsheet.changes.flat import Flat, Nodes
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


def judge_parts(site: Site, inside: Inside) -> None:
    """Compare what is inside of ``not``, ``contains``, ``patternProperties`` and their like."""
    for keyword, words in _WORDS.items():
        if not site.both(_REQUIRES.get(keyword, "object")) and keyword != "not":
            continue
        old, new = site.old.parts.get(keyword, {}), site.new.parts.get(keyword, {})
        name = "".join("-" + c.lower() if c.isupper() else c for c in keyword)
        for key in {**old, **new}:
            was, now = old.get(key), new.get(key)
            told = f"{words} `{key}`" if key else words
            if was and now:
                _inside(site, keyword, (was, now), told, inside)
            elif now:
                effect: Effect = "widens" if _opens(keyword, site.old) else "narrows"
                site.say(f"{name}-added", effect, f"says {told} now", site.old.home, now[0])
            elif was:
                effect = "narrows" if _opens(keyword, site.new) else "widens"
                what = f"does not say {told} any more"
                site.say(f"{name}-removed", effect, what, was[0], site.new.home)
    _counts(site)
    _conditions(site, inside)


def _opens(keyword: str, without: Flat) -> bool:
    """Whether a pattern lets members in that are not allowed on the side without it."""
    return keyword == "patternProperties" and closed(without, "")


def _inside(
    site: Site, keyword: str, nodes: tuple[Nodes, Nodes], told: str, inside: Inside
) -> None:
    is_upside_down = keyword == "not" or "maxContains" in {**site.old.notes, **site.new.notes}
    if keyword not in ("not", "contains") or not is_upside_down:
        inside.compare(*nodes, site.way, site.subject.down(f".<{keyword}>"))
        return
    effects = inside.weigh(*nodes) - {"none"}
    if effects:
        only = effects.pop() if len(effects) == 1 else "differs"
        effect = _FLIPPED.get(only, only) if keyword == "not" else "differs"
        site.say(f"{keyword}-changed", effect, f"says {told} differently", nodes[0][0], nodes[1][0])


def _counts(site: Site) -> None:
    if not site.both("array"):
        return
    for keyword, default in (("minContains", 1.0), ("maxContains", math.inf)):
        was, now = site.old.notes.get(keyword), site.new.notes.get(keyword)
        counts = [float(one.value) if one else default for one in (was, now)]
        if counts[0] == counts[1] or not (
            "contains" in site.old.parts and "contains" in site.new.parts
        ):
            continue
        is_tighter = (counts[1] > counts[0]) == (keyword == "minContains")
        name = keyword.replace("C", "-c")
        turn = "raised" if counts[1] > counts[0] else "lowered"
        what = f"has {keyword} {counts[1]:g} now, was {counts[0]:g}"
        nodes = was or site.old.home, now or site.new.home
        site.say(f"{name}-{turn}", "narrows" if is_tighter else "widens", what, *nodes)


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
    if inside.weigh((old,), (new,)) - {"none"}:
        site.say("if-changed", "differs", "has another condition", old, new)
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
