"""Insides: the members of an object, the items of a list, and schemas inside others."""

from __future__ import annotations

import math
from dataclasses import replace

from callsheet.changes.flat import Closing, Flat, Nodes, is_anything
from callsheet.changes.model import LEVELS, Effect, Level
from callsheet.changes.site import Inside, Site
from callsheet.plain import is_object
from callsheet.source import Node

_HIDDEN = {"request": "readOnly", "response": "writeOnly"}


def judge_object(site: Site, inside: Inside) -> None:
    """Compare properties, which are required, and what else there may be."""
    if not site.both("object"):
        return
    old, new = site.old, site.new
    hidden = _HIDDEN[site.way.direction]
    for name in {**old.properties, **new.properties}:
        before, after = old.properties.get(name), new.properties.get(name)
        was = inside.flat(False, before) if before else None
        now = inside.flat(True, after) if after else None
        is_hidden = all(one is None or hidden in one.flags for one in (was, now))
        way = replace(site.way, is_hidden=site.way.is_hidden or is_hidden)
        inner = Site(was or old, now or new, way, site.subject.down(f".{name}"), site.deltas)
        if was and now and before and after:
            _presence(inner, name, site)
            inside.compare(before, after, way, inner.subject)
        elif after:
            _added(inner, name, site, after, inside)
        elif before:
            _removed(inner, name, site, before, inside)
    _required_alone(site)
    _closings(site, inside)
    _needs(site)


def _presence(inner: Site, name: str, site: Site) -> None:
    """Judge whether a property that both sides have is required."""
    hidden = _HIDDEN[site.way.direction]
    was = name in site.old.required and hidden not in inner.old.flags
    now = name in site.new.required and hidden not in inner.new.flags
    if was == now:
        if (name in site.old.required) != (name in site.new.required):
            what = "changed between required and optional, and is not sent this way"
            inner.say("property-presence", "none", what, *_requirements(site, name))
    elif now:
        inner.say(
            "property-became-required", "narrows", "is required now", *_requirements(site, name)
        )
    else:
        inner.say(
            "property-became-optional", "widens", "may be left out now", *_requirements(site, name)
        )


def _requirements(site: Site, name: str) -> tuple[Node, Node]:
    old = site.old.required.get(name) or site.old.properties[name][0]
    return old, site.new.required.get(name) or site.new.properties[name][0]


def judge_branches(site: Site) -> None:
    """Say which components an ``allOf`` gained or lost, as grave as the worst that came of it."""
    old, new = site.old, site.new
    found = {one.level for one in site.deltas}
    worst: Level | None = next((level for level in LEVELS if level in found), None)
    if worst is None:
        return
    for name, node in new.branches.items():
        if name not in old.branches and name not in _last(old):
            site.say("all-of-added", "none", f"is a `{name}`, too", old.home, node, worst)
    for name, node in old.branches.items():
        if name not in new.branches and name not in _last(new):
            what = f"is no `{name}` any more"
            site.say("all-of-removed", "none", what, node, new.home, worst)


def _last(flat: Flat) -> set[str]:
    return {target.rsplit("/", 1)[-1] for target in flat.targets}


def judge_flags(site: Site) -> None:
    """Judge whether a value travels one way only."""
    for flag, word in (("readOnly", "read-only"), ("writeOnly", "write-only")):
        was, now = site.old.flags.get(flag), site.new.flags.get(flag)
        if (was is None) == (now is None):
            continue
        nodes = was or site.old.home, now or site.new.home
        affects = (flag == "readOnly") == (site.way.direction == "request")
        effect: Effect = "unsure" if affects else "none"
        if now is None and flag == "readOnly":
            effect = "none"  # what may be sent now need not be
        turn = f"became-{word}" if now else f"became-not-{word}"
        what = f"is {word} now" if now else f"is not {word} any more"
        site.say(turn, effect, what, *nodes)


def _added(inner: Site, name: str, site: Site, after: Nodes, inside: Inside) -> None:
    old, new = site.old.home, after[0]
    is_hidden = _HIDDEN[site.way.direction] in inner.new.flags
    if name in site.new.required and name not in site.old.required and not is_hidden:
        inner.say("property-added-required", "narrows", "is new, and required", old, new)
        return
    closed = _closed(site.old, name)
    if rest := _rest(site.old, name):
        inside.compare((rest,), after, inner.way, inner.subject)
    inner.say("property-added", "widens" if closed else "none", "is new", old, new)


def _removed(inner: Site, name: str, site: Site, before: Nodes, inside: Inside) -> None:
    old, new = before[0], site.new.home
    if rest := _rest(site.new, name):
        inside.compare(before, (rest,), inner.way, inner.subject)
    is_hidden = _HIDDEN[site.way.direction] in inner.old.flags
    if name in site.old.required and name not in site.new.required and not is_hidden:
        effect: Effect = "differs" if site.way.direction == "response" else "unsure"
        if _closed(site.new, name):
            effect = "differs"
        inner.say("property-removed-required", effect, "is gone, and was required", old, new)
        return
    effect = "differs" if _closed(site.new, name) and site.way.direction == "request" else "unsure"
    inner.say("property-removed", effect, "is gone", old, new)


def _required_alone(site: Site) -> None:
    """Judge names that are required and described nowhere."""
    for name in {**site.old.required, **site.new.required}:
        if name in site.old.properties and name in site.new.properties:
            continue
        was, now = site.old.required.get(name), site.new.required.get(name)
        described = name in site.old.properties or name in site.new.properties
        if described or (was is None) == (now is None):
            continue
        inner = Site(site.old, site.new, site.way, site.subject.down(f".{name}"), site.deltas)
        if now:
            inner.say("property-became-required", "narrows", "is required now", site.old.home, now)
        else:
            inner.say(
                "property-became-optional", "widens", "may be left out now", was, site.new.home
            )


def _closed(flat: Flat, name: str) -> bool:
    """Whether an object may not have a member that it does not describe."""
    return any(one.node.value is False and name not in one.known for one in flat.closings)


def _rest(flat: Flat, name: str) -> Node | None:
    """Return the schema of members that are not described, if this is one of them."""
    for one in flat.closings:
        if is_object(one.node.value) and name not in one.known and not one.patterns:
            return one.node
    return None


def _closings(site: Site, inside: Inside) -> None:
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        old = [one for one in site.old.closings if one.keyword == keyword]
        new = [one for one in site.new.closings if one.keyword == keyword]
        name = "additional-properties" if keyword[0] == "a" else "unevaluated-properties"
        was, now = _first(old), _first(new)
        if was and now:
            if was.value is not False and now.value is not False:
                inside.compare((was,), (now,), site.way, site.subject.down("{}"))
            elif was.value is not now.value:
                is_closed = now.value is False
                effect: Effect = "narrows" if is_closed else "widens"
                what = "takes no other members now" if is_closed else "takes other members now"
                site.say(f"{name}-{'closed' if is_closed else 'opened'}", effect, what, was, now)
        elif now:
            is_closed = now.value is False
            turn = "closed" if is_closed else "restricted"
            what = "takes no other members now" if is_closed else "takes fewer other members now"
            site.say(f"{name}-{turn}", "narrows", what, site.old.home, now)
        elif was:
            site.say(f"{name}-opened", "widens", "takes any other members now", was, site.new.home)


def _first(closings: list[Closing]) -> Node | None:
    """Return what stands for several: the strictest."""
    closed = [one.node for one in closings if one.node.value is False]
    found = [*closed, *(one.node for one in closings)]
    return found[0] if found else None


def _needs(site: Site) -> None:
    for pair in {**site.old.needs, **site.new.needs}:
        was, now = site.old.needs.get(pair), site.new.needs.get(pair)
        if was is None and now is not None:
            what = f"needs `{pair[1]}` now where there is `{pair[0]}`"
            site.say("dependent-required-added", "narrows", what, site.old.home, now)
        elif now is None:
            what = f"does not need `{pair[1]}` any more where there is `{pair[0]}`"
            site.say("dependent-required-removed", "widens", what, was, site.new.home)


# -- lists


def judge_list(site: Site, inside: Inside) -> None:
    """Compare the items of lists, those of a place by place first."""
    if not site.both("array") or not (site.old.tuples or site.new.tuples):
        return
    if len(site.old.tuples) > 1 or len(site.new.tuples) > 1:
        _several(site, inside)
        return
    old = site.old.tuples[0] if site.old.tuples else None
    new = site.new.tuples[0] if site.new.tuples else None
    first = old.first if old else (), new.first if new else ()
    rest = old.rest if old else None, new.rest if new else None
    nodes = old.node if old else site.old.home, new.node if new else site.new.home
    for place in range(max(map(len, first))):
        was = first[0][place] if place < len(first[0]) else rest[0]
        now = first[1][place] if place < len(first[1]) else rest[1]
        subject = site.subject.down(f"[{place}]")
        _item(Site(site.old, site.new, site.way, subject, site.deltas), was, now, nodes, inside)
    subject = site.subject.down("[]")
    _item(Site(site.old, site.new, site.way, subject, site.deltas), *rest, nodes, inside)


def _item(
    site: Site,
    was: Node | None,
    now: Node | None,
    nodes: tuple[Node, Node],
    inside: Inside,
) -> None:
    if was is None and now is None:
        return
    if was is not None and now is not None:
        inside.compare((was,), (now,), site.way, site.subject)
    elif now is not None:
        if not is_anything(now.value):
            site.say("items-restricted", "narrows", "is described now", nodes[0], now)
    elif was is not None and not is_anything(was.value):
        site.say("items-freed", "widens", "may be anything now", was, nodes[1])


def _several(site: Site, inside: Inside) -> None:
    """Several descriptions of the same items hold together."""
    old = tuple(one.rest for one in site.old.tuples if one.rest)
    new = tuple(one.rest for one in site.new.tuples if one.rest)
    if old and new:
        inside.compare(old, new, site.way, site.subject.down("[]"))
    firsts = [sum(len(one.first) for one in flat.tuples) for flat in (site.old, site.new)]
    if firsts[0] != firsts[1]:
        nodes = site.old.tuples[0].node, site.new.tuples[0].node
        site.say("items-changed", "unsure", "describes its items differently", *nodes)


# -- schemas inside

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
    return keyword == "patternProperties" and _closed(without, "")


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
