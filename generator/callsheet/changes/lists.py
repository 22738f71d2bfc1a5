"""Lists: their items, those of a place by place first."""

from __future__ import annotations

from callsheet.changes.flat import is_anything
from callsheet.changes.site import Inside, Site
from callsheet.source import Node


def judge_list(site: Site, inside: Inside) -> None:
    """Compare the items of lists, those of a place by place first."""
    about = site.about("array") if site.old.tuples or site.new.tuples else None
    if about is None:
        return
    site = about
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
    nodes = old[0] if old else site.old.home, new[0] if new else site.new.home
    below = Site(site.old, site.new, site.way, site.subject.down("[]"), site.deltas)
    if old and new:
        inside.compare(old, new, site.way, below.subject)
    elif new:
        below.say("items-restricted", "narrows", "is described now", *nodes)
    elif old:
        below.say("items-freed", "widens", "may be anything now", *nodes)
    firsts = [sum(len(one.first) for one in flat.tuples) for flat in (site.old, site.new)]
    if firsts[0] != firsts[1]:
        site.say("items-changed", "unsure", "describes its items differently", *nodes)
