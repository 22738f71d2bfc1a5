"""Complete by construction: every edit of an extension of ours is judged by a rule of its own."""

from __future__ import annotations

from typing import Any

import pytest

from callsheet.vocabulary import schemas
from edit_space import PLACES, WHOLE
from extension_space import FULL, known, otherwise, paths, without
from judged import changes, levels, put

Json = Any
FALLBACKS = ("extension-changed", "member-changed", "keyword-changed", "rewritten")
STANDS_ON = {"document": "root", "media type": "media-type"}
CASES = [
    (name, STANDS_ON.get(kind, kind))
    for name, schema in schemas()["properties"].items()
    for kind in schema["x-stands-on"]
]


def edited(name: str, kind: str, old: Json, new: Json) -> dict[str, str]:
    """Return the code and level of what is found where an extension is edited."""
    sides = [put(WHOLE, PLACES[kind], name, one) for one in (old, new)]
    found = levels(changes(*sides))
    return {code: level for code, level in found.items() if not code.endswith(FALLBACKS)}


def test_every_extension_and_every_member_of_one_is_in_the_table() -> None:
    listed = {path for name, value in FULL.items() for path in paths(value, (name,))}
    shapes = {tuple(step if step in words() else "*" for step in path) for path in listed}
    assert sorted(known() - shapes - listed) == []


def words() -> set[str]:
    return {step for path in known() for step in path}


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_an_extension_that_comes_or_goes_is_judged(name: str, kind: str) -> None:
    assert edited(name, kind, ..., FULL[name])
    assert edited(name, kind, FULL[name], ...)


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_a_member_that_comes_goes_or_changes_is_judged(name: str, kind: str) -> None:
    whole = {name: FULL[name]}
    for path in paths(FULL[name], (name,)):
        less = without(whole, path).get(name, ...)
        assert edited(name, kind, FULL[name], less), f"without {path}"
        assert edited(name, kind, less, FULL[name]), f"with {path}"
        there: Json = whole
        for step in path:
            there = there[step]
        if not isinstance(there, dict):
            other = otherwise(whole, path)[name]
            assert edited(name, kind, FULL[name], other), f"another {path}"


DROP_IN = FULL["x-drop-in"]


def dropped(**members: Json) -> dict[str, str]:
    """Return what is found where the drop-in's one method is another."""
    method = {**DROP_IN["resources"]["reports"]["create"], **members}
    other = {**DROP_IN, "resources": {"reports": {"create": method}}}
    return edited("x-drop-in", "root", DROP_IN, other)


def test_a_method_of_a_drop_in_may_take_more_arguments_and_not_others() -> None:
    assert dropped(arguments=["x", "y"]) == {"drop-in-arguments-added": "safe"}
    assert dropped(arguments=["y", "x"]) == {"drop-in-arguments-changed": "breaking"}


def test_a_method_that_is_named_and_does_nothing_any_more_is_gone() -> None:
    other = {**DROP_IN, "resources": {"reports": {"create": None}}}
    found = edited("x-drop-in", "root", DROP_IN, other)
    assert found == {"drop-in-method-removed": "breaking"}
    found = edited("x-drop-in", "root", other, DROP_IN)
    assert found == {"drop-in-method-added": "safe"}


def test_a_value_that_may_give_another_media_type_breaks() -> None:
    wider = {"as": {"page": ["text/html", "text/plain"]}}
    found = edited("x-selects", "operation", FULL["x-selects"], wider)
    assert found == {"selects-widened": "breaking"}
    found = edited("x-selects", "operation", wider, FULL["x-selects"])
    assert found == {"selects-narrowed": "safe"}
