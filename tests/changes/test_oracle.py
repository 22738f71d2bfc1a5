"""An oracle that knows no rules: a value that was fine and is not any more is a breaking change."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from judged import changes, document
from random_schemas import Dice, inner

TRIES = 150
UNDECIDED = ("alternatives-overlap", "alternative-added", "alternative-removed", "pattern-changed")
"""Where no rule can tell, and no value was found that proves it: risky, and never safe."""


def named(schema: Any) -> list[str]:
    return sorted(name for one in inner(schema) for name in one.get("properties", ()))


def counterexample(dice: Dice, fine: Any, refused: Any) -> tuple[Any] | None:
    """A value that fits the first schema and not the second."""
    one, other = (jsonschema_rs.Draft202012Validator(schema) for schema in (fine, refused))
    same_names = named(fine) == named(refused)
    for _ in range(TRIES):
        value = dice.value(dice.one(fine, fine, refused) if same_names else fine)
        if one.is_valid(value) and not other.is_valid(value):
            return (value,)
    return None


def wrong_verdict(seed: int) -> str:
    """What is wrong with the verdict on one random edit; empty where nothing is."""
    dice = Dice(seed)
    old = dice.schema()
    new = dice.edit(old)
    found = changes(document(old), document(new))
    for direction, fine, refused in (("request", old, new), ("response", new, old)):
        value = counterexample(dice, fine, refused)
        said = [(one.code, one.level) for one in found if one.code.startswith(direction)]
        levels = {level for _, level in said}
        undecided = any(code.endswith(UNDECIDED) for code, _ in said) and "risky" in levels
        if value is not None and "breaking" not in levels and not undecided:
            return f"seed {seed}: {direction} {value[0]!r}\n  {old}\n  {new}\n  {said}"
    return ""


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_what_was_fine_and_is_refused_is_breaking(start: int) -> None:
    wrong = [text for seed in range(start, start + 50) if (text := wrong_verdict(seed))]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 3000, 100))
def test_two_thousand_edits(start: int) -> None:
    wrong = [text for seed in range(start, start + 100) if (text := wrong_verdict(seed))]
    assert wrong == []
