"""Values: types, enumerations, limits and formats, and whether they leave more or less."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from callsheet.changes.flat import ATOMS, LIMITS, UPPER, Flat, Limit, fits, is_tighter, text_of
from callsheet.changes.model import Effect, Level
from callsheet.changes.site import Inside, Site
from callsheet.plain import is_list
from callsheet.source import Node

_WIDER_FORMATS = {
    ("int32", "int64"),
    ("float", "double"),
    ("uri", "uri-reference"),
    ("iri", "iri-reference"),
    ("uri", "iri"),
    ("email", "idn-email"),
    ("hostname", "idn-hostname"),
}
_ANY_TEXT = re.compile(r"\^?(\.\*)?\$?|\^?\[\\s\\S\]\*\$?")
_NUMERIC = frozenset({"int32", "int64", "float", "double"})


def judge_values(site: Site, inside: Inside) -> None:
    """Compare types, values, limits and formats."""
    _types(site)
    if site.old.values is not None or site.new.values is not None:
        _enumerations(site)
    if site.old.values is not None and site.new.values is not None:
        if site.old.values.keys() != site.new.values.keys():
            return  # which values are left says it
        site = site.inert()
    if (site.old.values is None) == (site.new.values is None):
        _limits(site)
    _sets(site, inside)


# -- types


def _types(site: Site) -> None:
    old, new = site.old, site.new
    if old.values is not None or new.values is not None:
        return  # their values say which types there are
    is_null_told = site.is_null_told
    if old.groups or new.groups:  # what alternatives there are is compared by itself, null too
        gone, come = (old.base - new.base) & old.types, (new.base - old.base) & new.types
        is_null_told = True
    else:
        spoken = [_spoken(flat) if site.way.is_text else flat.types for flat in (old, new)]
        gone, come = spoken[0] - spoken[1], spoken[1] - spoken[0]
    nodes = typed(old), typed(new)
    if old.types and not new.types:
        site.say("emptied", "narrows", "takes no value at all now", *nodes)
        return
    if is_null_told:
        gone, come = gone - {"null"}, come - {"null"}
    elif frozenset({"null"}) not in (old.types, new.types):
        if "null" in gone:
            site.say("null-removed", "narrows", "is never null any more", *nodes)
        if "null" in come:
            site.say("null-added", "widens", "may be null now", *nodes)
        gone, come = gone - {"null"}, come - {"null"}
    was, now = _spelt(old.types), _spelt(new.types)
    if not gone and not come:
        if site.way.is_text and was != now:
            what = f"is read as {now} now, was {was}"
            site.say("type-reread", "none", what, *nodes, "risky")
        return
    if gone and come:
        site.say("type-changed", "differs", f"is {now} now, was {was}", *nodes)
    elif gone:
        site.say("type-narrowed", "narrows", f"is {now} only now, was {was}", *nodes)
    else:
        site.say("type-widened", "widens", f"may be {now} now, was {was}", *nodes)


def typed(flat: Flat) -> Node:
    """Return what says the type of a value, or the schema itself."""
    node = flat.typed or flat.home
    return (node.get("type") or node) if flat.typed else node


def _spoken(flat: Flat) -> frozenset[str]:
    """Return the types of values written as text: where any text is fine, so are numbers."""
    limited = any(LIMITS[keyword] == "string" for keyword in flat.limits)
    if "string" not in flat.types or limited or flat.sets.keys() & {"format", "pattern"}:
        return flat.types
    return flat.types | {"boolean", "integer", "fraction"}


def _spelt(types: frozenset[str]) -> str:
    if types == ATOMS - {"null"} or types == ATOMS:
        return "anything"
    names = set(types)
    if {"integer", "fraction"} <= names:
        names -= {"integer"}
    named = sorted("number" if name == "fraction" else name for name in names)
    return " or ".join(named) if named else "nothing"


# -- enumerations


def _enumerations(site: Site) -> None:
    old, new = site.old, site.new
    nodes = old.listed or old.home, new.listed or new.home
    if old.values is None:
        _restricted(site, "narrows", "takes only listed values now", *nodes)
    elif new.values is None:
        _restricted(site, "widens", "takes more than the listed values now", *nodes)
    else:
        gone = [one for text, one in old.values.items() if text not in new.values]
        come = [one for text, one in new.values.items() if text not in old.values]
        if site.is_null_told:
            gone, come = ([one for one in some if one is not None] for some in (gone, come))
        if not gone and not come:
            return
        is_const = old.listed and new.listed and old.listed.key == new.listed.key == "const"
        if is_const and gone and come:
            was, now = text_of(gone[0]), text_of(come[0])
            site.say("const-changed", "differs", f"is always {now} now, was {was}", *nodes)
            return
        for value in gone:
            item, what = item_of(old.listed, value), f"is never {text_of(value)} now"
            site.say("enum-value-removed", "narrows", what, item, nodes[1])
        for value in come:
            item, what = item_of(new.listed, value), f"may be {text_of(value)} now"
            site.say("enum-value-added", "widens", what, nodes[0], item)


def _restricted(site: Site, effect: Effect, what: str, old: Node, new: Node) -> None:
    """One side has an enumeration or a constant, and the other has none."""
    open_side, listed_side = (site.old, site.new) if effect == "narrows" else (site.new, site.old)
    assert listed_side.values is not None
    if open_side.types == frozenset({"boolean"}) and set(listed_side.values) == {"true", "false"}:
        return
    is_const = listed_side.listed is not None and listed_side.listed.key == "const"
    name = ("const" if is_const else "enum") + ("-added" if effect == "narrows" else "-removed")
    outside = [one for one in listed_side.values.values() if not fits(one, open_side)]
    if outside:
        effect = "differs"
        what = f"{what}, and among them {text_of(outside[0])}, which did not go together with it"
    elif not listed_side.values:
        what = f"{what}, and none of them goes together with the rest"
    site.say(name, effect, what, old, new)


def item_of(listed: Node | None, value: Any) -> Node | None:
    """Return the item of an enumeration that says a value."""
    if listed is None or not is_list(listed.value):
        return listed
    return next((one for one in listed.each() if text_of(one.value) == text_of(value)), listed)


# -- limits


def _limits(whole: Site) -> None:
    for keyword, atom in LIMITS.items():
        old, new = whole.old.limits.get(keyword), whole.new.limits.get(keyword)
        site = whole.about(atom) if old or new else None
        if site is None:
            continue
        if old is not None and new is not None:
            same = (old.value, old.is_exclusive) == (new.value, new.is_exclusive)
            if same or (keyword == "minLength" and old.value == new.value):
                continue
        if old is None and new is not None:
            what = f"{_said(keyword, new)} now"
            site.say(f"{_kebab(new.node.key)}-set", "narrows", what, site.old.home, new.node)
        elif new is None and old is not None:
            what = f"need not be within its {old.node.key} of {_bound(old)} any more"
            site.say(f"{_kebab(old.node.key)}-removed", "widens", what, old.node, site.new.home)
        elif old is not None and new is not None:
            tighter = is_tighter(keyword, new, old)
            turn = "lowered" if tighter == (keyword in UPPER) else "raised"
            what = f"{_said(keyword, new)} now, was {_bound(old)}"
            effect: Effect = "narrows" if tighter else "widens"
            site.say(f"{_kebab(new.node.key)}-{turn}", effect, what, old.node, new.node)


def _said(keyword: str, limit: Limit) -> str:
    """Return a limit in words: ``has at most 3 items``."""
    side = "at most" if keyword in UPPER else "at least"
    counted = {"Length": "character", "Items": "item", "Properties": "member"}
    unit = counted.get(keyword[3:], "")
    if not unit:
        return f"is {side} {_bound(limit)}"
    return f"has {side} {_bound(limit)} {unit}{'' if limit.value == 1 else 's'}"


def _bound(limit: Limit) -> str:
    return f"{limit.value:g}" + (" (itself excluded)" if limit.is_exclusive else "")


def _kebab(keyword: str) -> str:
    return re.sub(r"(?=[A-Z])", "-", keyword).lower()


# -- formats, patterns, multiples, uniqueness


def _sets(site: Site, inside: Inside) -> None:
    for keyword in ("format", "pattern", "multipleOf", "uniqueItems"):
        old, new = site.old.sets.get(keyword, {}), site.new.sets.get(keyword, {})
        gone = {text: node for text, node in old.items() if text not in new}
        come = {text: node for text, node in new.items() if text not in old}
        about = site.about(_atom(site, keyword, {**gone, **come})) if gone or come else None
        if about:
            _set(about, inside, keyword, gone, come)


def _atom(site: Site, keyword: str, values: Iterable[str]) -> str:
    """Return the type that a keyword says something of."""
    if keyword == "uniqueItems":
        return "array"
    is_number = keyword == "multipleOf" or (keyword == "format" and set(values) <= _NUMERIC)
    is_either = keyword == "format" and site.both("number") and not site.both("string")
    return "number" if is_number or is_either else "string"


def _set(
    site: Site, inside: Inside, keyword: str, gone: dict[str, Node], come: dict[str, Node]
) -> None:
    name = _kebab(keyword)
    was, now = ", ".join(gone), ", ".join(come)
    old = next(iter(gone.values()), site.old.home)
    new = next(iter(come.values()), site.new.home)
    if gone and come:
        effect = _changed(keyword, list(gone), list(come))
        what = f"has the {keyword} {now} now, was {was}"
        value = inside.witness() if effect == "unsure" and not site.way.is_inert else ""
        site.say(f"{name}-changed", effect, what + told(site, value), old, new, proven(value))
    elif come:
        effect = "none" if keyword == "pattern" and _ANY_TEXT.fullmatch(now) else "narrows"
        said = "no item twice" if keyword == "uniqueItems" else f"the {keyword} {now}"
        site.say(f"{name}-set", effect, f"has {said} now", old, new)
    else:
        effect = "none" if keyword == "pattern" and _ANY_TEXT.fullmatch(was) else "widens"
        what = f"has no {keyword} any more, was {was}"
        site.say(f"{name}-removed", effect, what, old, new)


def _changed(keyword: str, old: list[str], new: list[str]) -> Effect:
    if len(old) > 1 or len(new) > 1:
        return "unsure"
    pair = old[0], new[0]
    match keyword:
        case "format":
            if pair in _WIDER_FORMATS:
                return "widens"
            return "narrows" if (pair[1], pair[0]) in _WIDER_FORMATS else "differs"
        case "multipleOf":
            was, now = _number(pair[0]), _number(pair[1])
            if not was or not now:
                return "unsure"
            if math.isclose(was % now, 0, abs_tol=1e-12):
                return "widens"
            return "narrows" if math.isclose(now % was, 0, abs_tol=1e-12) else "differs"
        case _:
            return "widens" if _ANY_TEXT.fullmatch(pair[1]) else "unsure"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def proven(value: str) -> Level | None:
    """Return the level that a witness proves."""
    return "breaking" if value else None


def told(site: Site, value: str) -> str:
    """Return what a message says of a witness."""
    if not value:
        return ""
    was = "was fine and is refused" if site.way.direction == "request" else "is new"
    return f": for example {value} {was}"
