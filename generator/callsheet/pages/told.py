"""What the tables of a page tell of one group of fields, taken together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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


def missing(told: Told) -> Iterator[Difference]:
    """Yield the fields of a group that no table of the page lists."""
    group = told.home.group
    place = {"answer": f"answer {'/'.join(group.statuses)}"}.get(group.where, group.where)
    where = f"{place} (`{group.prefix}`)" if group.prefix else place
    for name, declared in group.fields.items():
        if name not in told.names and name.lower() not in STANDARD_HEADERS:
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
