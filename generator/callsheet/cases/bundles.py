"""Bundles: many valid cases in few requests, since each that is accepted may be paid for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Any

from callsheet.cases.derive import Bodies, applied, shortened
from callsheet.cases.model import Bundle, Case, Edit
from callsheet.data import dataclass
from callsheet.ir import Json
from callsheet.plain import is_object
from callsheet.source import pointer_of, steps_of


def bundled(bodies: Bodies, base: Json, cases: Iterable[Case]) -> Iterator[Bundle]:
    """Yield bundles of cases that do not touch each other, every one a valid body as a whole."""
    made: list[_Growing] = []
    for case in cases:
        if not case.edits or case.has_body or case.texts or not is_object(base) or _drops(case):
            continue
        if not any(bundle.takes(bodies, base, case) for bundle in made):
            fresh = _Growing()
            if fresh.takes(bodies, base, case):
                made.append(fresh)
    for bundle in made:
        if len(bundle.names) > 1:
            yield Bundle(tuple(bundle.names), shortened(tuple(bundle.edits.values())))


@dataclass
class _Growing:
    """A bundle that takes case after case."""

    names: list[str] = field(default_factory=list[str])
    edits: dict[str, Edit] = field(default_factory=dict[str, Edit])
    """By member of the body, the edit that gives it its value."""

    def takes(self, bodies: Bodies, base: Json, case: Case) -> bool:
        """Take a case if it fits; return whether it does."""
        edits = dict(self.edits)
        for edit in case.edits:
            steps = steps_of(edit.pointer)
            if not steps:
                return False
            known = edits.get(steps[0])
            if known is None and len(steps) == 1:
                edits[steps[0]] = edit
                continue
            if edit.is_repeated or (known is not None and known.is_repeated):
                return False
            before = known.value if known else (base[steps[0]] if is_object(base) else None)
            value = _nested(steps[1:], edit.value)
            joined = _joined(before, value)
            if joined is None:
                return False
            edits[steps[0]] = Edit(pointer_of(steps[:1]), joined)
        whole = applied(base, tuple(edits.values()))
        is_fitting = bodies.is_form_valid(whole) if bodies.is_form else bodies.is_valid(whole)
        if not is_fitting:
            return False
        self.names.append(case.name)
        self.edits = edits
        return True


def _drops(case: Case) -> bool:
    return any(edit.is_drop for edit in case.edits)


def _nested(steps: Iterable[str], value: Json) -> Json:
    made: Any = value
    for step in reversed(list(steps)):
        made = {step: made}
    return made


def _joined(one: Json, other: Json) -> Json:
    """Return two objects as one, None where both say something else of the same place."""
    if not (is_object(one) and is_object(other)):
        return None
    made: dict[str, Any] = dict(one)
    for name, value in other.items():
        if name not in made:
            made[name] = value
        elif is_object(made[name]) and is_object(value):
            inner = _joined(made[name], value)
            if inner is None:
                return None
            made[name] = inner
        elif json.dumps(made[name], sort_keys=True) != json.dumps(value, sort_keys=True):
            return None
    return made
