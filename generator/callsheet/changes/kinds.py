"""Kinds: what a schema is besides its values: which components, and read or written only."""

from __future__ import annotations

from callsheet.changes.flat import Flat
from callsheet.changes.model import LEVELS, Effect, Level
from callsheet.changes.site import Site


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
