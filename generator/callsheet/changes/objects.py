"""Objects: their members, which of them are required, and what else there may be."""

from __future__ import annotations

from dataclasses import replace

from callsheet.changes.flat import Closing, Flat, Nodes, is_anything, matches
from callsheet.changes.model import Effect
from callsheet.changes.site import Inside, Site
from callsheet.plain import is_object
from callsheet.source import Node

_HIDDEN = {"request": "readOnly", "response": "writeOnly"}


def judge_object(site: Site, inside: Inside) -> None:
    """Compare properties, which are required, and what else there may be."""
    about = site.about("object")
    if about is None:
        return
    site = about
    old, new = site.old, site.new
    hidden = _HIDDEN[site.way.direction]
    for name in {**old.properties, **new.properties}:
        before, after = old.properties.get(name), new.properties.get(name)
        is_equal = before and after and inside.same(before, after)
        if is_equal and (name in old.required) == (name in new.required):
            continue
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
            inner.say("property-presence", "none", what, *_requirements(inner, name, site))
    elif now:
        nodes = _requirements(inner, name, site)
        inner.say("property-became-required", "narrows", "is required now", *nodes)
    else:
        nodes = _requirements(inner, name, site)
        inner.say("property-became-optional", "widens", "may be left out now", *nodes)


def _requirements(inner: Site, name: str, site: Site) -> tuple[Node, Node]:
    """Return what says on both sides whether a property is there, or else the property."""
    old, new = site.old.required.get(name), site.new.required.get(name)
    nodes = site.old.properties[name][0], site.new.properties[name][0]
    if old and new:  # it is not the list that has changed
        hidden = _HIDDEN[site.way.direction]
        return inner.old.flags.get(hidden, nodes[0]), inner.new.flags.get(hidden, nodes[1])
    return old or nodes[0], new or nodes[1]


def _added(inner: Site, name: str, site: Site, after: Nodes, inside: Inside) -> None:
    old, new = site.old.home, after[0]
    is_hidden = _HIDDEN[site.way.direction] in inner.new.flags
    if name in site.new.required and name not in site.old.required and not is_hidden:
        inner.say("property-added-required", "narrows", "is new, and required", old, new)
        return
    rest = _rest(site.old, name)
    is_closed = closed(site.old, name) and not rest
    if rest:
        whole = *after, *_matched(site.new, name)
        inside.compare(rest, whole, inner.way, inner.subject)
    elif _stays(site, name) and not is_closed and not all(is_anything(one.value) for one in after):
        inner.say("property-described", "narrows", "is described now, was anything", old, new)
        return
    inner.say("property-added", "widens" if is_closed else "none", "is new", old, new)


def _removed(inner: Site, name: str, site: Site, before: Nodes, inside: Inside) -> None:
    old, new = before[0], site.new.home
    rest = _rest(site.new, name)
    is_closed = closed(site.new, name) and not rest
    if rest:
        whole = *before, *_matched(site.old, name)
        inside.compare(whole, rest, inner.way, inner.subject)
    elif _stays(site, name) and not is_closed:
        if not all(is_anything(one.value) for one in before):
            inner.say("property-undescribed", "widens", "may be anything now", old, new)
        return
    is_hidden = _HIDDEN[site.way.direction] in inner.old.flags
    if name in site.old.required and name not in site.new.required and not is_hidden:
        effect: Effect = "differs" if site.way.direction == "response" else "unsure"
        if is_closed:
            effect = "differs"
        inner.say("property-removed-required", effect, "is gone, and was required", old, new)
        return
    effect = "differs" if is_closed and site.way.direction == "request" else "unsure"
    inner.say("property-removed", effect, "is gone", old, new)


def _stays(site: Site, name: str) -> bool:
    """Whether a member is there on both sides, described or not."""
    return name in site.old.required and name in site.new.required


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


def closed(flat: Flat, name: str) -> bool:
    """Whether an object may not have a member that it does not describe."""
    return any(one.node.value is False and name not in one.known for one in flat.closings)


def _rest(flat: Flat, name: str) -> Nodes:
    """Return what an object says of a member that it does not describe by its name."""
    if matched := _matched(flat, name):
        return matched
    for one in flat.closings:
        if is_object(one.node.value) and name not in one.known and not one.patterns:
            return (one.node,)
    return ()


def _matched(flat: Flat, name: str) -> Nodes:
    """Return what an object says of members whose names match a pattern, as this one does."""
    patterns = flat.parts.get("patternProperties", {})
    return tuple(one for key, nodes in patterns.items() if matches(key, name) for one in nodes)


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
