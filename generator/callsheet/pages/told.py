"""What the tables of a page tell of one group of fields, taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field

from callsheet.data import dataclass
from callsheet.pages.finding import Difference
from callsheet.pages.matching import Home, HomeKey
from callsheet.pages.tables import Row, types_of

STANDARD_HEADERS = frozenset(
    (
        "accept",
        "authorization",
        "content-disposition",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    )
)
"""Headers that a document says otherwise: as a security scheme, as a media type, or not at all."""


@dataclass(slots=True)
class Told:
    """What the tables of a page tell of one group, where it describes an endpoint once."""

    home: Home
    line: int
    names: set[str] = field(default_factory=set[str])
    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])


class Shared:
    """The tables of a page that show one schema: for each of its fields, how many list it.

    A table may show a part: what most of the others leave out too is no omission of its own.
    """

    def __init__(self, all_told: Iterable[Told]) -> None:
        self._all = list(all_told)
        self._shown = Counter[str]()
        self._listed = Counter[str]()
        for told in self._all:
            for name, declared in told.home.group.fields.items():
                self._shown[declared.node.pointer] += 1
                self._listed[declared.node.pointer] += name in told.names

    def spared(self, told: Told, name: str) -> bool:
        """Tell whether a table that shows a part need not list a field that some tables list."""
        pointer = told.home.group.fields[name].node.pointer
        seldom = 0 < 2 * self._listed[pointer] < self._shown[pointer]
        return seldom and self._partial(told)

    def _partial(self, told: Told) -> bool:
        """Tell whether a table lacks more than a third of what the tables list together."""
        listed = [
            name
            for name, declared in told.home.group.fields.items()
            if self._listed[declared.node.pointer]
        ]
        return 3 * sum(name not in told.names for name in listed) > len(listed)

    def without(self, unknown: Difference) -> int:
        """Return the line of a table that shows the whole schema without a new field; else 0."""
        group = unknown.group
        if group is None:
            return 0
        pointers = {declared.node.pointer for declared in group.fields.values()}
        alike = [
            told
            for told in self._all
            if told.home.group is group
            or not pointers.isdisjoint(
                each.node.pointer for each in told.home.group.fields.values()
            )
        ]
        without = [told for told in alike if unknown.name not in told.names]
        often = 2 * len(without) <= len(alike)
        return next((t.line for t in without if often or not self._partial(t)), 0)


def missing(told: Told, shared: Shared) -> Iterator[Difference]:
    """Yield the fields of a group that no table of the page lists."""
    group = told.home.group
    place = {"answer": f"answer {'/'.join(group.statuses)}"}.get(group.where, group.where)
    where = f"{place} (`{group.prefix}`)" if group.prefix else place
    for name, declared in group.fields.items():
        if name in told.names or name.lower() in STANDARD_HEADERS:
            continue
        if not shared.spared(told, name):
            yield Difference(
                "page-field-missing",
                f"the table does not list `{name}`, which the document has in the {where}",
                told.line,
                declared.node,
                operation=told.home.operation,
                group=group,
                field=declared,
                name=name,
            )


def contradictions(all_told: Iterable[Told]) -> Iterator[Difference]:
    """Yield where two rows of a page say different things of one field."""
    gathered = dict[tuple[HomeKey, str], tuple[Told, list[Row]]]()
    for told in all_told:
        for name, rows in told.rows.items():
            gathered.setdefault((told.home.key, name), (told, []))[1].extend(rows)
    for (_, name), (told, rows) in gathered.items():
        for row in rows[1:]:
            first = rows[0]
            if (
                row.required is not None
                and first.required is not None
                and row.required != first.required
            ):
                yield _contradiction(
                    told, name, row, f"whether it is required, with line {first.line}"
                )
            types = [set(types_of(each.type.text)) for each in (first, row) if each.type]
            if len(types) == 2 and types[0] and types[1] and types[0] != types[1]:
                yield _contradiction(told, name, row, f"its type, with line {first.line}")


def _contradiction(told: Told, name: str, row: Row, what: str) -> Difference:
    return Difference(
        "page-contradiction",
        f"`{name}`: the page disagrees with itself on {what}",
        row.line,
        operation=told.home.operation,
        group=told.home.group,
        name=name,
    )
