"""Kinds: what a schema is besides its values: which components, and read or written only."""

from __future__ import annotations

from typing import Any

from callsheet.changes.flat import Flat
from callsheet.changes.model import LEVELS, Effect, Level
from callsheet.changes.site import Site
from callsheet.plain import is_object
from callsheet.source import Node


def judge_branches(site: Site) -> None:
    """Say which components an ``allOf`` gained or lost, as grave as the worst that came of it."""
    old, new = site.old, site.new
    come = {name: one for name, one in new.branches.items() if name not in old.branches}
    gone = {name: one for name, one in old.branches.items() if name not in new.branches}
    found = {one.level for one in site.deltas}
    worst: Level | None = next((level for level in LEVELS if level in found), None)
    alone = _without_branches(old.home) == _without_branches(new.home)
    for name, node in come.items():
        # that nothing else was taken away for it: what it says it says, and is not only moved
        level = worst if gone or not alone else _least(site, "narrows", worst)
        if level and name not in _last(old):
            site.say("all-of-added", "none", f"is a `{name}`, too", old.home, node, level)
    for name, node in gone.items():
        level = worst if come or not alone else _least(site, "widens", worst)
        if level and name not in _last(new):
            what = f"is no `{name}` any more"
            site.say("all-of-removed", "none", what, node, new.home, level)


def _without_branches(node: Node) -> Any:
    if not is_object(node.value):
        return node.value
    return {key: one for key, one in node.value.items() if key != "allOf"}


def _least(site: Site, effect: Effect, worst: Level | None) -> Level | None:
    """Return the level of a component that comes or goes: risky where others mind the direction."""
    return "risky" if worst != "breaking" and site.way.level(effect) == "breaking" else worst


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
