"""Unions: which alternatives stand for one another, and what the others mean."""

from __future__ import annotations

from collections.abc import Callable

from callsheet.changes.flat import Flat, Group, Nodes
from callsheet.changes.model import Effect, Level
from callsheet.changes.site import Effects, Inside, Site
from callsheet.changes.values import proven, told, typed
from callsheet.source import Node

_MANY = 100
"""Pairs of alternatives to try; beyond, they are told apart by name and place alone."""
_NAMED = 3
"""Alternatives that a message names."""


def judge_unions(site: Site, inside: Inside) -> bool:
    """Compare alternatives. Returns whether that says all that there is to say of the values."""
    old, new = site.old.groups, site.new.groups
    if not old and not new:
        return False
    _null(site, inside)
    if len(old) + len(new) == 1:
        alone, group = (site.old, new[0]) if new else (site.new, old[0])
        many = site.new if new else site.old
        if many.is_bare and alone.types:
            _wrapped(site, inside, group, is_new=bool(new))
            return True
    for place in range(max(len(old), len(new))):
        was = old[place] if place < len(old) else None
        now = new[place] if place < len(new) else None
        if was and now:
            _both(site, inside, was, now)
        elif now:
            what = f"must be one of several alternatives (`{now.kind}`) now"
            site.say("union-added", "narrows", what, site.old.home, now.node)
        elif was:
            what = f"need not be one of several alternatives (`{was.kind}`) any more"
            site.say("union-removed", "widens", what, was.node, site.new.home)
    return False


def _null(site: Site, inside: Inside) -> None:
    """Judge whether the whole may be null, by itself or as one of its alternatives."""
    was, now = "null" in site.old.types, "null" in site.new.types
    is_listed = any(one.groups and one.values is not None for one in (site.old, site.new))
    if was == now or is_listed or site.is_null_told:
        return
    nodes = _null_of(site.old, inside, is_new=False), _null_of(site.new, inside, is_new=True)
    if now:
        site.say("null-added", "widens", "may be null now", *nodes)
    else:
        site.say("null-removed", "narrows", "is never null any more", *nodes)


def _null_of(flat: Flat, inside: Inside, *, is_new: bool) -> Node:
    """Return what says that a value may be null, or the whole."""
    for group in flat.groups:
        if group.null is not None:
            return group.null
        for one in group.alternatives:
            inner = inside.flat(is_new, (one,))
            if "null" in inner.types:
                return typed(inner)
    return typed(flat)


def _wrapped(site: Site, inside: Inside, group: Group, *, is_new: bool) -> None:
    """One side is one thing, and the other one of several: mostly that thing and others."""
    alone = site.old if is_new else site.new
    alone_ = () if alone.types == frozenset({"null"}) else (alone.home,)
    old = alone_ if is_new else group.alternatives
    new = group.alternatives if is_new else alone_
    if not alone_ or len(group.alternatives) < 2 or _paired(inside, list(old), list(new))[0]:
        _match(site, inside, old, new, (group.kind, group.kind))
    else:
        _replaced(site, inside, old, new)


def _replaced(site: Site, inside: Inside, old: Nodes, new: Nodes) -> None:
    """Judge one thing where there were several, or several where there was one: none of them it."""
    several, is_new = (new, True) if len(new) > 1 else (old, False)
    names = [_told(one, inside, is_new=is_new) for one in several[:_NAMED]]
    if len(several) > _NAMED:
        names.append(f"{len(several) - _NAMED} more")
    count, told_ = len(several), f"{', '.join(names[:-1])} and {names[-1]}"
    what = f"stands where there were {count} alternatives: {told_}"
    if is_new:
        what = f"is one of {count} alternatives now, none of which is what it was: {told_}"
    site.say("alternatives-replaced", "differs", what, site.old.home, site.new.home)


def _both(site: Site, inside: Inside, old: Group, new: Group) -> None:
    if old.kind != new.kind and not _apart(new.alternatives, inside, is_new=True):
        effect: Effect = "narrows" if new.kind == "oneOf" else "widens"
        what = f"is `{new.kind}` of its alternatives now, was `{old.kind}`"
        site.say("union-kind-changed", effect, what, old.node, new.node)
    _match(site, inside, old.alternatives, new.alternatives, (old.kind, new.kind))


def _match(site: Site, inside: Inside, old: Nodes, new: Nodes, kinds: tuple[str, str]) -> None:
    pairs, gone, come = _paired(inside, list(old), list(new))
    changes: list[Effects] = []
    for was, now in pairs:
        name = _called(now) or _called(was)
        subject = site.subject.down(f"<{name}>" if name else "")
        changes.append(inside.compare((was,), (now,), site.way, subject, is_null_told=True))
        if _reference(was, False) != _reference(now, True) and _called(was) and _called(now):
            what = f"may be `{_called(now)}` now where it was `{_called(was)}`"
            site.say("alternative-renamed", "none", what, was, now, "risky")
    home = site.old.home, site.new.home
    overlapped = kinds[0] == "oneOf" and not _apart(old, inside, is_new=False)
    overlaps = kinds[1] == "oneOf" and not _apart(new, inside, is_new=True)
    for one in gone:
        covered = any(_covers(inside, one, now) for now in new)
        effect: Effect = "none" if covered else "narrows"
        what = f"is never {_told(one, inside, is_new=False)} now"
        level, example = _overlap(site, inside, effect, overlapped)
        if covered and not level:
            level, example = _covered(site, "narrows", one)
        site.say("alternative-removed", effect, what + example, one, home[1], level)
    for one in come:
        covered = any(_covers(inside, was, one, backwards=True) for was in old)
        effect = "none" if covered else "widens"
        what = f"may be {_told(one, inside, is_new=True)} now"
        level, example = _overlap(site, inside, effect, overlaps)
        if covered and not level:
            level, example = _covered(site, "widens", one)
        site.say("alternative-added", effect, what + example, home[0], one, level)
    if overlaps or overlapped:
        effects = set[Effect]().union(*(one() for one in changes))
        if any(_null_moves(inside, was, now) for was, now in pairs):
            effects.add("unsure")
        _shifted(site, inside, effects)


def _null_moves(inside: Inside, old: Node, new: Node) -> bool:
    """Whether one of two alternatives may be null, which is not told of them."""
    types = inside.flat(False, (old,)).types, inside.flat(True, (new,)).types
    return ("null" in types[0]) != ("null" in types[1])


def _shifted(site: Site, inside: Inside, effects: set[Effect]) -> None:
    """Judge a change of alternatives of a ``oneOf`` that a value may be two of, and is refused.

    Where alternatives only take less, no request is two of them that was one before; where they
    only take more, no response is one of them that was two.
    """
    harmless: Effect = "narrows" if site.way.direction == "request" else "widens"
    # a trial asks for all that it may amount to, a person for what may break
    if not effects - {"none"} or (effects <= {"none", harmless} and not site.way.is_trial):
        return
    value = inside.witness(of_overlap=True)
    what = "has alternatives that may overlap, of which `oneOf` takes exactly one"
    nodes = site.old.home, site.new.home
    site.say("alternatives-overlap", "unsure", what + told(site, value), *nodes, proven(value))


def _overlap(
    site: Site, inside: Inside, effect: Effect, overlaps: bool
) -> tuple[Level | None, str]:
    """Judge an alternative of a ``oneOf`` where what two of them take is refused."""
    if not overlaps or site.way.level(effect) != "safe":
        return None, ""
    value = inside.witness(of_overlap=True)
    return proven(value) or "risky", told(site, value)


def _covered(site: Site, effect: Effect, one: Node) -> tuple[Level | None, str]:
    """Judge an alternative all of whose values another takes, too: its name may say more.

    So may its type where values are text: ``12`` was a number, and is a text now.
    """
    says_more = bool(_called(one)) or site.way.is_text
    if not says_more or site.way.level(effect) != "breaking":
        return None, ""
    return "risky", ", and the same values may be another alternative"


def _covers(inside: Inside, old: Node, new: Node, *, backwards: bool = False) -> bool:
    """Whether all that the old alternative takes the new one takes, too; or the other way round."""
    effects = inside.weigh((old,), (new,)) - {"none"}
    return effects <= ({"narrows"} if backwards else {"widens"})


def _paired(
    inside: Inside, old: list[Node], new: list[Node]
) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """Return which alternatives stand for each other, and what is left on both sides."""
    pairs: list[tuple[Node, Node]] = []
    for key_of in (_reference, _tag_of(inside), _title, _content, _only_type(inside)):
        known = _unique(new, True, key_of)
        for key, was in _unique(old, False, key_of).items():
            if key and key in known:
                pairs.append((was, known[key]))
                old.remove(was)
                new.remove(known[key])
    if len(old) * len(new) <= _MANY:
        scored = sorted(
            (len(inside.weigh((was,), (now,)) - {"none"}), i, j)
            for i, was in enumerate(old)
            for j, now in enumerate(new)
        )
        left, right = list(old), list(new)
        for score, i, j in scored:
            if score <= 1 and left[i] in old and right[j] in new:
                pairs.append((left[i], right[j]))
                old.remove(left[i])
                new.remove(right[j])
    if len(old) == len(new) == 1 and not (_called(old[0]) or _called(new[0])):
        pairs.append((old.pop(), new.pop()))
    return pairs, old, new


def _unique(
    nodes: list[Node], is_new: bool, key_of: Callable[[Node, bool], str]
) -> dict[str, Node]:
    keys = [key_of(node, is_new) for node in nodes]
    return {key: node for key, node in zip(keys, nodes, strict=True) if keys.count(key) == 1}


def _reference(node: Node, _: bool) -> str:
    return node.text("$ref")


def _title(node: Node, _: bool) -> str:
    return node.text("title")


def _content(node: Node, _: bool) -> str:
    return repr(node.value)


def _tag_of(inside: Inside) -> Callable[[Node, bool], str]:
    def tag(node: Node, is_new: bool) -> str:
        for name, below in inside.flat(is_new, (node,)).properties.items():
            values = inside.flat(is_new, below).values
            if values is not None and len(values) == 1:
                return f"{name}={next(iter(values))}"
        return ""

    return tag


def _only_type(inside: Inside) -> Callable[[Node, bool], str]:
    return lambda node, is_new: ",".join(sorted(inside.flat(is_new, (node,)).types))


def _apart(nodes: Nodes, inside: Inside, *, is_new: bool) -> bool:
    """Whether no value can be of two of the alternatives."""
    flats = [inside.flat(is_new, (node,)) for node in nodes]
    return all(
        _disjoint(one, other, inside, is_new)
        for place, one in enumerate(flats)
        for other in flats[place + 1 :]
    )


def _disjoint(one: Flat, other: Flat, inside: Inside, is_new: bool) -> bool:
    if one.types.isdisjoint(other.types):
        return True
    if one.values is not None and other.values is not None:
        return one.values.keys().isdisjoint(other.values)
    if not (one.only("object") and other.only("object")):
        return False
    for name in one.required.keys() & other.required.keys():
        here, there = one.properties.get(name), other.properties.get(name)
        if here and there and here != there:
            values = inside.flat(is_new, here).values, inside.flat(is_new, there).values
            if values[0] is not None and values[1] is not None:
                if values[0].keys().isdisjoint(values[1]):
                    return True
            elif inside.flat(is_new, here).types.isdisjoint(inside.flat(is_new, there).types):
                return True
    return _shut_out(one, other) or _shut_out(other, one)


def _shut_out(one: Flat, other: Flat) -> bool:
    """Whether one requires a member that the other forbids."""
    return any(
        closing.node.value is False
        and not closing.patterns
        and not one.required.keys() <= closing.known
        for closing in other.closings
    )


def _called(node: Node) -> str:
    reference = node.text("$ref")
    return reference.rsplit("/", 1)[-1] if reference else node.text("title")


def _told(node: Node, inside: Inside, *, is_new: bool) -> str:
    """Return how to speak of an alternative."""
    name = _called(node)
    if name:
        return f"`{name}`"
    flat = inside.flat(is_new, (node,))
    types = sorted("number" if one == "fraction" else one for one in flat.types)
    return " or ".join(dict.fromkeys(types)) if 0 < len(types) < 4 else "another alternative"
