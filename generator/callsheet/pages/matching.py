"""Which operation of the document an endpoint of a page is, and which group of fields a table."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from callsheet.data import dataclass
from callsheet.pages.declared import Field, Group, Operation
from callsheet.pages.sections import Section

_PLACEHOLDER = re.compile(r"\{\{?[^{}]*\}?\}|<[^<>]*>|\$\{?\w+\}?|(?<=/):\w+|\[\w+\]")

How = Literal["same", "method", "path", "unknown"]


@dataclass(frozen=True, slots=True)
class Match:
    """The operation that an endpoint is meant to be, and how well they agree."""

    operation: Operation | None
    how: How
    """``method``: the path is right, the method is not; ``path``: it is almost one of ours."""


def match_endpoint(method: str, path: str, operations: Sequence[Operation]) -> Match:
    """Return the operation that an endpoint or the URL of a command names."""
    at_path = [each for each in operations if _fits(path, each.path)]
    literal = sorted(at_path, key=lambda each: each.path.count("{"))
    same = [each for each in literal if each.method == method]
    if same:
        return Match(same[0], "same")
    if literal:
        return Match(literal[0], "method")
    near = [each for each in operations if each.method == method and _nearly(path, each.path)]
    return Match(near[0], "path") if len(near) == 1 else Match(None, "unknown")


def _fits(path: str, template: str) -> bool:
    """Tell whether a path is an instance of a template. A prefix before it may be the server's."""
    given = _PLACEHOLDER.sub("{}", path).strip("/").split("/")
    wanted = re.sub(r"\{[^{}]*\}", "{}", template).strip("/").split("/")
    if len(given) < len(wanted):
        return False
    extra = len(given) - len(wanted)
    if extra > 2 or (extra and any(step.startswith("{") for step in given[:extra])):
        return False
    return all(_step_fits(one, other) for one, other in zip(given[extra:], wanted, strict=True))


def _step_fits(given: str, wanted: str) -> bool:
    if wanted == "{}":
        return bool(given) and not (
            given.isalpha()
            and given.islower()
            and len(given) < 9
            and "{" not in given
            and given in _NOUNS
        )
    if "{}" in wanted:
        return re.fullmatch(re.escape(wanted).replace(r"\{\}", ".+"), given) is not None
    return given == wanted


_NOUNS = frozenset(
    ("content", "status", "cancel", "list", "search", "batch", "remix", "result", "download")
)
"""Words that stand for themselves in a path, and hardly ever for an id."""


def _nearly(path: str, template: str) -> bool:
    given = _PLACEHOLDER.sub("{}", path).strip("/").split("/")
    wanted = re.sub(r"\{[^{}]*\}", "{}", template).strip("/").split("/")
    if len(given) == len(wanted):
        wrong = [
            (one, other)
            for one, other in zip(given, wanted, strict=True)
            if not _step_fits(one, other)
        ]
        return len(wrong) == 1 and (len(wanted) > 2 or _alike(*wrong[0])) and wrong[0][1] != "{}"
    return abs(len(given) - len(wanted)) == 1 and _alike("/".join(given), "/".join(wanted), 0.85)


def _alike(one: str, other: str, least: float = 0.6) -> bool:
    return difflib.SequenceMatcher(None, one, other).ratio() >= least


HomeKey = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Home:
    """Where a table's or a sample's fields belong."""

    operation: Operation
    group: Group

    @property
    def key(self) -> HomeKey:
        """What tells two homes apart."""
        group = self.group
        return self.operation.title, group.where, group.prefix, group.statuses


_REQUEST = ("path", "query", "header", "cookie", "body")
_ANSWER = ("answer", "answer header")


def home_of(names: Sequence[str], section: Section, operations: Iterable[Operation]) -> Home | None:
    """Return the group that names belong to, by what they are and by what the section says."""
    best, most = None, 0.0
    for operation in operations:
        for group in operation.groups:
            score = _score(names, section, group)
            if score > most:
                best, most = Home(operation, group), score
    return best


def _score(names: Sequence[str], section: Section, group: Group) -> float:
    """Return how well a group fits: 0 where it cannot be meant."""
    if section.side == "request" and group.where not in _REQUEST:
        return 0
    if section.side in ("answer", "errors") and group.where not in _ANSWER:
        return 0
    failing = bool(group.statuses) and all(status[0] not in "123" for status in group.statuses)
    if section.side == "answer" and failing and not section.status:
        return 0
    if section.side == "errors" and group.statuses and not failing:
        return 0
    if section.status and group.statuses and not _covers(group.statuses, section.status):
        return 0
    shared = sum(_belongs(name, group) for name in names) / len(names)
    hints = 0.0
    if section.where:
        wanted = (section.where, "answer header") if section.where == "header" else (section.where,)
        hints += 0.4 if group.where in wanted else -0.2 if group.where in _REQUEST else 0
    last = group.prefix.rsplit(".", 1)[-1]
    if last:
        hints += 0.3 if re.search(rf"(?<!\w){re.escape(last)}(?!\w)", section.title) else -0.15
    if shared == 0 and (hints < 0.4 or len(names) > 2):
        return 0
    if shared < 0.34 and hints < 0.25:
        return 0
    return max(shared + hints, 0)


def _belongs(name: str, group: Group) -> bool:
    return name.split(".")[0] in group.fields or name in group.fields


def _covers(statuses: Sequence[str], status: str) -> bool:
    """Tell whether a status is among some, or would fall to a range, the default or their class."""
    for each in statuses:
        if each.upper() in (status, f"{status[0]}XX", "DEFAULT") or each[0] == status[0]:
            return True
    return False


def field_at(name: str, home: Home) -> Field | None:
    """Return the field that a dotted name means, seen from a group."""
    inside = f"{home.group.prefix}.{name}" if home.group.prefix else name
    for full in (inside, name):
        prefix, _, last = full.rpartition(".")
        for group in home.operation.groups:
            fits = group.where == home.group.where and group.statuses == home.group.statuses
            if fits and group.prefix == prefix and last in group.fields:
                return group.fields[last]
    return home.group.fields.get(name)


def fields_of(names: Iterable[str], home: Home) -> dict[str, Field | None]:
    """Return the fields that the names of a table mean."""
    return {name: field_at(name, home) or _elsewhere(name, home) for name in names}


def _elsewhere(name: str, home: Home) -> Field | None:
    """Return the field of another group of the same side: one table for body and query, say."""
    request = ("path", "query", "header", "cookie", "body")
    side = request if home.group.where in request else ("answer", "answer header")
    for group in home.operation.groups:
        same = group.statuses == home.group.statuses or group.where == "answer header"
        if group.where in side and not group.prefix and same and name in group.fields:
            return group.fields[name]
    return None


def group_below(home: Home, prefix: str) -> Group | None:
    """Return the group of an object within a group, by its dotted path from the body."""
    for group in home.operation.groups:
        fits = group.where == home.group.where and group.statuses == home.group.statuses
        if fits and group.prefix == prefix:
            return group
    return None
